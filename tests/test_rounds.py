"""Several things that keep a program from training: proved one after the other, or together where none helps alone."""

from __future__ import annotations

import time
from pathlib import Path

from looked_at import SECONDS, subject_of

from handgrad.doctor.edits.syntax import Splice
from handgrad.doctor.proof.buys import stages_of, versions
from handgrad.doctor.proof.outcome import Outcome
from handgrad.doctor.proof.places import moved
from handgrad.doctor.proof.prove import Prover, survey
from handgrad.doctor.proof.repair import Cure
from handgrad.doctor.proof.rounds import Round, rounds
from handgrad.doctor.proof.trial import Subject
from handgrad.doctor.proof.workshop import Job, Workshop

QUADRANTS = """
import numpy as np
np.random.seed(1)
X = np.random.rand(100, 2) * 2 - 1
Y = (X[:, :1] * X[:, 1:] > 0) * 1.0
A, a = np.random.randn(2, 8) * {start}, np.zeros((1, 8))
B, b = np.random.randn(8, 8) * {start}, np.zeros((1, 8))
C, c = np.random.randn(8, 1) * {start}, np.zeros((1, 1))
rate = {rate}
for epoch in range(2000):
    g = np.tanh(X @ A + a)
    h = np.tanh(g @ B + b)
    out = 1 / (1 + np.exp(-(h @ C + c)))
    dc = (out - Y) / len(X)
    db = dc @ C.T * (1 - h ** 2)
    da = db @ B.T * (1 - g ** 2)
    C, c = C - rate * h.T @ dc, c - rate * dc.sum(0)
    B, b = B - rate * g.T @ db, b - rate * db.sum(0)
    A, a = A - rate * X.T @ da, a - rate * da.sum(0)
"""

DISTANCES = """
import numpy as np
np.random.seed(0)
x = np.random.rand(100, 1) * 2000
y = np.sqrt(x) / 20
A, a = np.random.randn(1, 8) * 0.5, np.zeros((1, 8))
B, b = np.random.randn(8, 1) * 0.5, np.zeros((1, 1))
rate = 1e-7
for epoch in range(3000):
    h = np.maximum(0, x @ A + a)
    d = (h @ B + b - y) / len(x)
    dh = d @ B.T * (h > 0)
    A, a = A - rate * x.T @ dh, a - rate * dh.sum(0)
    B, b = B - rate * h.T @ d, b - rate * d.sum(0)
"""

NAND = """
import random
random.seed(4)
rows = [(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
w = [random.uniform(-0.5, 0.5) for _ in range(3)]
def miss(row):
    total = w[0] * row[0] + w[1] * row[1] + w[2]
    return (1 if total > 0 else 0) - row[2]
def learned(row):
    return miss(row) < 0.05
turns = 0
while turns < 300 and not all(learned(row) for row in rows):
    turns += 1
    for row in rows:
        if not learned(row):
            off = miss(row)
            w[0] += 0.1 * off * row[0]
            w[1] += 0.1 * off * row[1]
            w[2] += 0.1 * off
"""


def rounds_of(subject: Subject, workshop: Workshop) -> list[Round]:
    look = next(look for _, look in workshop.perform([Job(survey, (subject,), SECONDS)]))
    return list(rounds(Prover(subject, look, workshop, time.monotonic() + SECONDS)))


def kinds_of(done: list[Round]) -> list[str]:
    return [each.repair.kind for turn in done for each in turn.proved if each.repair is not None]


def test_edits_that_only_help_together_are_proved_together(tmp_path: Path, workshop: Workshop) -> None:
    done = rounds_of(subject_of(QUADRANTS.format(start="0.001", rate="1e-4"), tmp_path), workshop)
    assert sorted(kinds_of(done)) == ["init-too-small", "learning-rate-too-small"]
    assert all(each.proof and each.proof["starts_solved"][1] == 3 for turn in done for each in turn.proved)


def test_nothing_is_added_to_an_edit_that_helps_alone(tmp_path: Path, workshop: Workshop) -> None:
    done = rounds_of(subject_of(QUADRANTS.format(start="0.001", rate="1.0"), tmp_path), workshop)
    assert kinds_of(done) == ["init-too-small"]


def test_a_rate_that_fits_the_scale_of_the_inputs_is_said_beside_it(tmp_path: Path, workshop: Workshop) -> None:
    subject = subject_of(DISTANCES, tmp_path)
    done = rounds_of(subject, workshop)
    assert kinds_of(done) == ["no-input-scaling", "learning-rate-too-small"]
    stages = stages_of(Cure(subject, Outcome((), uphill=False)), done)
    copies = versions(subject, stages)
    assert set(copies) == {(), (0,), (1,), (0, 1)}
    assert "rate = 1e-7" in copies[0,].texts[subject.file]


def test_gradients_that_show_only_once_a_program_trains_are_mended(tmp_path: Path, workshop: Workshop) -> None:
    done = rounds_of(subject_of(NAND, tmp_path), workshop)
    assert kinds_of(done) == ["stopping-criterion", "sign-error"]
    assert [each.proved[0].sign.finding.place.line for each in done] == [10, 17]


def test_an_edit_of_an_edit_does_not_stand_in_the_text_before() -> None:
    first = Splice("f", (1, 4, 1, 5), "22")
    assert moved([Splice("f", (2, 4, 2, 5), "3")], [({"f": "a = 1\nb = 2\n"}, [first])]) == [
        Splice("f", (2, 4, 2, 5), "3")
    ]
    assert moved([Splice("f", (1, 4, 1, 6), "3")], [({"f": "a = 1\nb = 2\n"}, [first])]) is None

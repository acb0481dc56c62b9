"""Why training fails: right gradients, the sign that comes first, and the edit that training proves."""

from __future__ import annotations

import ast
import time
from pathlib import Path

import pytest
from looked_at import SECONDS, subject_of
from training_programs import PROGRAMS

from handgrad.doctor.anatomy.course import Course
from handgrad.doctor.edits.rates import rate_of
from handgrad.doctor.edits.syntax import spliced
from handgrad.doctor.proof.prove import Prover, Sign, Survey, order, survey
from handgrad.doctor.proof.repair import edited
from handgrad.doctor.proof.trial import Subject, case_of
from handgrad.doctor.proof.workshop import Job, Workshop

FAMILY = {kind for kind, _ in PROGRAMS.values()}


def looked_at(workshop: Workshop, subject: Subject) -> Survey:
    """What there is to see in a program."""
    look: Survey = next(result for _, result in workshop.perform([Job(survey, (subject,), SECONDS)]))
    return look


def training_signs(look: Survey) -> list[Sign]:
    """The signs of failing training, the one that is tried first in front."""
    return sorted((sign for sign in look.signs if sign.finding.kind in FAMILY), key=order)


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_cause_comes_before_what_follows_from_it(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """The gradients are right, the first sign has the program's kind and edits, and each of its edits is Python."""
    kind, text = PROGRAMS[name]
    subject = subject_of(text, tmp_path)
    look = looked_at(workshop, subject)
    signs = training_signs(look)
    assert not look.outcome.wrong
    assert signs[0].finding.kind == kind
    assert signs[0].repairs
    assert 1 <= len(signs) <= 4
    for repair in signs[0].repairs:
        (after,) = spliced(subject.texts, repair.splices).values()
        assert after != text
        ast.parse(after)


PROVED = [
    ("relu everywhere by index", "z if i == L - 1 else np.maximum(z, 0)"),
    ("equal numbers in lists", "[random.gauss(0, "),
    ("biases far below zero", "np.zeros(16)"),
    ("summed squared error", "(pred - y) / len(y)"),
    ("small steps from the command line", "default=1"),
    ("tanh for targets up to twelve", "A[-1] @ w + b if w is W[-1] else tanh(A[-1] @ w + b)"),
    ("seven sigmoid layers", "np.tanh(z)"),
]


@pytest.mark.parametrize(("name", "text"), PROVED)
def test_training_proves_an_edit(name: str, text: str, tmp_path: Path, workshop: Workshop) -> None:
    """The edit trains clearly better, is written as people write, and leaves no sign of its kind behind."""
    subject = subject_of(PROGRAMS[name][1], tmp_path)
    look = looked_at(workshop, subject)
    first = Survey(look.outcome, tuple(training_signs(look)[:1]), look.meetings)
    (proved,) = Prover(subject, first, workshop, time.monotonic() + SECONDS).prove()
    assert proved.repair is not None
    assert proved.repair.kind == PROGRAMS[name][0]
    mended = edited(subject, proved.repair)
    assert any(text in after for after in mended.texts.values())
    after = looked_at(workshop, mended)
    assert not after.outcome.wrong
    assert proved.repair.kind not in {sign.finding.kind for sign in training_signs(after)}


RIGHT = """
import numpy as np
np.random.seed(1)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
Y = np.array([[0], [1], [1], [0.0]])
A, a, B, b = np.random.randn(2, 6), np.zeros(6), np.random.randn(6, 1), np.zeros(1)
RATE_HERE
for step in range(6000):
    h = np.tanh(X @ A + a)
    out = 1 / (1 + np.exp(-(h @ B + b)))
    d = (out - Y) / len(X)
    dh = d @ B.T * (1 - h ** 2)
    A, a, B, b = A - RATE * X.T @ dh, a - RATE * dh.sum(0), B - RATE * h.T @ d, b - RATE * d.sum(0)
"""

WRITTEN = {
    "a name": ("lr = 0.5", "lr", ["0.5"]),
    "a whole number": ("lr = 1", "lr", ["1"]),
    "in place": ("", "0.5", ["0.5"] * 4),
    "a power of ten": ("lr = 5e-1", "lr", ["5e-1"]),
    "an attribute": ("class Settings:\n    rate = 0.5", "Settings.rate", ["0.5"]),
    "a key": ("settings = {'rate': 0.5, 'width': 6}", "settings['rate']", ["0.5"]),
    "a product": ("base = 0.25\nlr = 2 * base", "lr", ["0.25"]),
    "a default": ("def rate(value=0.5):\n    return value", "rate()", ["0.5"]),
}


def rate_texts(subject: Subject) -> list[str]:
    """What stands where the learning rate of a program comes from."""
    case = case_of(subject)
    rate = rate_of(case, Course(case).patients[0])
    return [place.tree.source(place.node) for place in rate.places] if rate is not None else []


@pytest.mark.parametrize("way", WRITTEN)
def test_the_learning_rate_is_found_however_it_is_written(way: str, tmp_path: Path, workshop: Workshop) -> None:
    """The number in the source that every step is proportional to; no other number of the program."""
    before, name, wanted = WRITTEN[way]
    text = RIGHT.replace("RATE_HERE", before).replace("RATE", name)
    (found,) = (result for _, result in workshop.perform([Job(rate_texts, (subject_of(text, tmp_path),), SECONDS)]))
    assert found == wanted


def test_a_right_program_keeps_no_sign(tmp_path: Path, workshop: Workshop) -> None:
    """A large learning rate and a sigmoid output are no bugs: nothing is accused without a proof."""
    subject = subject_of(RIGHT.replace("RATE_HERE", "lr = 2.0").replace("RATE", "lr"), tmp_path)
    look = looked_at(workshop, subject)
    kept = Prover(subject, look, workshop, time.monotonic() + SECONDS).prove()
    assert [proved.sign.finding.kind for proved in kept if proved.sign.finding.severity != "note"] == []

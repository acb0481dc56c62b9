"""Errors that are computed anew for every update of one step."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from looked_at import SECONDS, subject_of

from handgrad.doctor.bugs import meanwhile
from handgrad.doctor.edits.syntax import spliced
from handgrad.doctor.proof.prove import Prover, survey
from handgrad.doctor.proof.rounds import rounds
from handgrad.doctor.proof.trial import Subject, case_of
from handgrad.doctor.proof.workshop import Job, Workshop

PERCEPTRON = """
import random
random.seed(4)
rows = [(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
w = [random.uniform(-0.5, 0.5) for _ in range(2)]
b = 0.0
def says(row):
    total = b
    for j in range(2):
        total += w[j] * row[j]
    return 1 if total > 0 else 0
for turn in range(30):
    for row in rows:
"""

IN_A_LOOP = """
        for i in range(2):
            w[i] += 0.1 * (row[2] - says(row)) * row[i]
        b += 0.1 * (row[2] - says(row))
"""

NAMED_IN_THE_LOOP = """
        for i in range(2):
            off = row[2] - says(row)
            w[i] = w[i] + 0.1 * off * row[i]
        b += 0.1 * (row[2] - says(row))
"""

IN_A_ROW = """
        b -= 0.1 * (says(row) - row[2])
        w[0] -= 0.1 * (says(row) - row[2]) * row[0]
        w[1] -= 0.1 * (says(row) - row[2]) * row[1]
"""

ONCE = """
        off = row[2] - says(row)
        for i in range(2):
            w[i] += 0.1 * off * row[i]
        b += 0.1 * off
"""

OF_ITS_OWN_PLACE = """
        for i in range(2):
            bumped = list(w)
            bumped[i] += 0.5
            w[i] += 0.1 * (sum(bumped) - sum(w)) * (row[2] - row[i])
        b += 0.1 * (row[2] - says(row))
"""


def signs_in(subject: Subject) -> list[tuple[str, int]]:
    return [(sign.finding.message, len(sign.repairs)) for sign in meanwhile.signs(case_of(subject))]


@pytest.mark.parametrize("updates", [IN_A_LOOP, NAMED_IN_THE_LOOP, IN_A_ROW])
def test_an_error_computed_anew_is_taken_once(updates: str, tmp_path: Path, workshop: Workshop) -> None:
    subject = subject_of(PERCEPTRON + updates, tmp_path)
    look = next(look for _, look in workshop.perform([Job(survey, (subject,), SECONDS)]))
    done = list(rounds(Prover(subject, look, workshop, time.monotonic() + SECONDS)))
    repairs = [each.repair for turn in done for each in turn.proved if each.repair is not None]
    assert [repair.kind for repair in repairs] == ["update-before-backprop"]
    text = spliced(subject.texts, repairs[0].splices)[subject.file]
    assert text[len(PERCEPTRON) :].count("says(row)") == 1
    front = "    b -=" if updates == IN_A_ROW else "    for i in"
    assert text.index("says(row)", len(PERCEPTRON)) < text.index(front)


@pytest.mark.parametrize("updates", [ONCE, OF_ITS_OWN_PLACE])
def test_what_is_computed_once_or_for_each_place_is_no_sign(updates: str, tmp_path: Path, workshop: Workshop) -> None:
    subject = subject_of(PERCEPTRON + updates, tmp_path)
    assert [found for _, found in workshop.perform([Job(signs_in, (subject,), SECONDS)])] == [[]]

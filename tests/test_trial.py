"""A trial: when a copy is better than another; and what is compared with what, where numbers are too large or small."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from looked_at import SECONDS, subject_of

from handgrad.doctor.finding import Gradient, State
from handgrad.doctor.proof.outcome import Outcome
from handgrad.doctor.proof.trial import Subject, astray, case_of, horizon_of
from handgrad.doctor.proof.workshop import Job, Workshop
from handgrad.doctor.truth.choice import best_loss
from handgrad.doctor.truth.compare import Comparison, Match, compare
from handgrad.doctor.truth.truth import Truth

DYING = """
import numpy as np
rng = np.random.default_rng(0)
X, Y = rng.standard_normal((12, 3)) + 1, rng.standard_normal((12, 2))
A, a = rng.standard_normal((3, 4)), np.zeros(4)
B, b = rng.standard_normal((4, 2)), np.zeros(2)
for k in range(12):
    h = np.maximum(0, X[k] @ A + a)
    d = h @ B + b - Y[k]
    dh = d @ B.T * (h > 0)
    A, B = A - 0.01 * np.outer(X[k], dh), B - 0.01 * np.outer(h, d)
    a, b = a - 2 * np.outer(X[k], dh).sum(axis=0), b - 0.01 * np.outer(h, d).sum(axis=0)
"""


def outcome(errors: list[float], astray: int) -> Outcome:
    gradients = [Gradient(f"w{k}", 1, "wrong" if e else "right", e, (k + 1,)) for k, e in enumerate(errors)]
    return Outcome(tuple(gradients), uphill=False, steps=6, astray=astray)


@pytest.mark.parametrize(
    ("before", "after", "better"),
    [
        (([0, 2.0, 3.0], 2), ([0, 0, 30.0], 2), True),
        (([0, 2.0, 3.0], 2), ([0, 2.0, 2.5], 1), True),
        (([0, 2.0, 3.0], 1), ([0, 2.0, 3.5], 0), False),
        (([0, 2.0, 3.0], 1), ([0, 2.0, 3.0], 1), False),
        (([0, 2.0, 3.0], 1), ([1.0, 2.0, 0], 1), False),
    ],
)
def test_an_edit_is_better_by_what_it_makes_right_or_straightens_and_worse_by_its_errors(
    before: tuple[list[float], int], after: tuple[list[float], int], better: bool
) -> None:
    assert outcome(*after).improves(outcome(*before), forward=False) is better


def test_gradients_too_large_for_their_length_to_be_a_number_are_explained_by_no_decay() -> None:
    rng = np.random.default_rng(0)
    right = {number: rng.standard_normal((3, 2)) for number in range(3)}
    weights = {number: rng.standard_normal((3, 2)) for number in range(3)}
    own = {**{number: 0.1 * right[number] for number in right}, 1: rng.standard_normal((3, 2)) * 1e200}
    with np.errstate(over="ignore"):
        found = compare(Truth("mean squared error", {}, right, parameters=weights), own)
    assert [match.number for match in found.wrong] == [1]


def first_and_all(subject: Subject) -> tuple[set[int], set[int]]:
    """What is astray in the steps of the horizon, and in all of them."""
    case = case_of(subject)
    end = horizon_of(case).operations
    return astray([patient for patient in case.patients if max(patient.step.after.values()) <= end]), astray(
        case.patients
    )


def test_what_only_a_later_step_shows_is_in_the_horizon_of_every_copy(workshop: Workshop, tmp_path: Path) -> None:
    jobs = [Job(first_and_all, (subject_of(DYING, tmp_path),), SECONDS)]
    ((_, (first, whole)),) = workshop.perform(jobs, float("inf"))
    assert first == whole != set()


def compared(weights: float, own: float, right: float, others: dict[int, Any]) -> Comparison:
    rng = np.random.default_rng(0)
    gradients = {0: np.full(3, right), **{number: rng.standard_normal((3, 2)) for number in others}}
    held = {0: np.full(3, weights), **{number: rng.standard_normal((3, 2)) for number in others}}
    steps = {0: np.full(3, own), **{number: 0.1 * gradients[number] for number in others}}
    return compare(Truth("mean squared error", {}, gradients, parameters=held), steps)


@pytest.mark.parametrize(
    ("right", "others", "state"),
    [(1.0, {1: None}, "wrong"), (1e-17, {1: None}, "nothing-to-compare"), (1.0, {}, "nothing-to-compare")],
)
def test_a_step_that_rounding_takes_away_is_wrong_only_where_the_right_one_would_stay(
    right: float, others: dict[int, Any], state: str
) -> None:
    assert compared(1.0, 2e-17, right, others).matches[0].state == state


def comparison(loss: str, states: str, factor: float) -> Comparison:
    words: dict[str, State] = {"r": "right", "w": "wrong"}
    matches = {k: Match(k, words[letter], 0.0, factor, 1.0, 1.0) for k, letter in enumerate(states)}
    return Comparison(Truth(loss, {0: np.cos(np.arange(3.0) * len(loss))}), matches, factor)


def test_a_loss_that_few_steps_can_have_gives_way_to_one_that_explains_as_much_of_all() -> None:
    steps = [[comparison("program", "rrwwww", 0.01)], [comparison("program", "rrwwww", 0.04)]]
    steps[1].append(comparison("binary cross-entropy", "rrwwww", 0.001))
    assert best_loss(steps)[0] == "program"


def test_what_cannot_be_compared_any_more_is_neither_mended_nor_nearer() -> None:
    """As after the only sample that was looked at again is one of zeros."""
    before, after = outcome([0, 2.0, 3.0], 0), outcome([0, 0, 0], 0)
    nothing = tuple(replace(gradient, state="nothing-to-compare") for gradient in after.gradients[1:])
    fewer = replace(after, gradients=(after.gradients[0], *nothing))
    assert after.improves(before, forward=False) and after.distance(before) < 1
    assert not fewer.improves(before, forward=False) and math.isinf(fewer.distance(before))

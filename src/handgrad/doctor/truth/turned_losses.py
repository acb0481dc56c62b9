"""Turned losses: what a program makes less where less is worse, a log-likelihood or a negative squared error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.steps import Step
from handgrad.doctor.anatomy.targets import target_of
from handgrad.doctor.truth.compare import Comparison
from handgrad.doctor.truth.crossed import ENTROPIES, SQUARED
from handgrad.doctor.truth.truth import Truth, Values, opposite

Judged = tuple[Step, Values, list[Comparison]]

MEANT = (SQUARED, *ENTROPIES)
"""Losses that are least at the target itself, and that nobody writes the other way round for labels of -1 and 1."""


def meant_upright(judged: Sequence[Judged]) -> list[list[Comparison]]:
    """Without the program's own loss where it is minus a named one, and all steps go down it, away from their targets.

    Where all targets are the same that may be meant: a generator is to be taken for data that it is not.
    """
    steps = [comparisons for _, _, comparisons in judged]
    own = [(step, values, under) for step, values, under in judged if any(map(is_own, under))]
    if not own or not any(all(is_turned(each, name) for each in own) for name in MEANT):
        return steps
    return [[each for each in comparisons if not is_own(each)] for comparisons in steps]


def is_own(comparison: Comparison) -> bool:
    """Whether a step is judged by what the program computes."""
    return comparison.truth.loss == "program"


def is_turned(judged: Judged, name: str) -> bool:
    """Whether the program's own losses fall along a step just where a named one rises, for targets that differ."""
    step, values, comparisons = judged
    named = [each.truth for each in comparisons if each.truth.loss == name]
    own = [each for each in comparisons if is_own(each)]
    turned = all(each.factor > 0 and any(is_minus(each.truth, other) for other in named) for each in own)
    return turned and is_labelled(step, values)


def is_minus(one: Truth, other: Truth) -> bool:
    """Whether a loss falls where another rises: in what the step predicts, or in all that it trains."""
    return opposite(one.seeds, other.seeds) or opposite(one.gradients, other.gradients)


def is_labelled(step: Step, values: Values) -> bool:
    """Whether the targets of a step are not all the same."""
    found: list[Any] = []
    for meeting, target, prediction in step.targets:
        own = target_of(step.program, values, step.program[meeting], target, prediction)
        found += [np.ravel(own)] if own is not None else []
    numbers = np.concatenate(found) if found else np.zeros(0)
    return bool(np.any(numbers != numbers[:1]))

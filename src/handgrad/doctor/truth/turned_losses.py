"""Turned losses: what a program makes less where less is worse, a log-likelihood or a negative squared error."""

from __future__ import annotations

from typing import Any

import numpy as np

from handgrad.doctor.anatomy.steps import Step
from handgrad.doctor.anatomy.targets import target_of
from handgrad.doctor.truth.compare import Comparison
from handgrad.doctor.truth.named_losses import LOSSES
from handgrad.doctor.truth.truth import Truth, Values, opposite


def meant_upright(step: Step, values: Values, comparisons: list[Comparison]) -> list[Comparison]:
    """Without the program's own loss where it is minus a named one and the steps go down it, away from their targets.

    Where all targets are the same that may be meant: a generator is to be taken for data that it is not.
    """
    named = [each.truth for each in comparisons if each.truth.loss in LOSSES]
    turned = [
        each
        for each in comparisons
        if each.truth.loss == "program" and each.factor > 0 and any(is_minus(each.truth, other) for other in named)
    ]
    if not turned or not is_labelled(step, values):
        return comparisons
    return [each for each in comparisons if each not in turned]


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

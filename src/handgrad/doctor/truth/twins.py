"""Twins: a loss that is computed of a forward pass of its own, and its slopes in the predictions of the step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.anatomy.steps import Step
from handgrad.doctor.truth.decay import are_penalties
from handgrad.program.derive import gradients
from handgrad.program.program import Program

CLOSE = 1e-9
"""How near gradients through the step's own predictions come to those through the other pass, of their length."""


def slopes_in_twins(program: Program, step: Step, loss: int, values: Mapping[int, Any]) -> dict[int, Any]:
    """Prediction -> the loss's slope in the same prediction of the other pass; empty where penalties are not the rest.

    `values`: those of the whole program up to the loss.
    """
    inside = ancestors(program, [loss], stop=step.numbers)
    twins = {p: next((i for i in inside if is_twin(program, p, i, values)), loss) for p in step.predictions}
    if loss in twins.values():
        return {}
    through = gradients(program, loss, [*twins.values(), *step.numbers], values)
    seeds = {prediction: through[twin] for prediction, twin in twins.items()}
    mine = gradients(program, seeds, step.numbers, values)
    right = {number: np.asarray(through[number], dtype=float) for number in step.numbers}
    largest = max((float(np.linalg.norm(each)) for each in right.values()), default=0.0)
    beside = {n: right[n] - mine[n] for n in right if np.linalg.norm(mine[n] - right[n]) > CLOSE * largest}
    return seeds if are_penalties(beside, {n: values[n] for n in beside}) else {}


def is_twin(program: Program, one: int, other: int, values: Mapping[int, Any]) -> bool:
    """Whether two operations are the same place of the source, performed twice on the same numbers."""
    mine, its = program[one], program[other]
    same = one != other and mine.name == its.name and mine.site == its.site
    return same and one in values and np.array_equal(values[one], values[other])

"""Thresholds: units that fire or not have no slope; their rule of learning is the perceptron's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.roles import THRESHOLDS
from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.anatomy.steps import Step
from handgrad.doctor.anatomy.targets import target_of
from handgrad.program.program import Op, Ref


def fired(step: Step, values: Mapping[int, Any]) -> Iterator[dict[int, Any]]:
    """Seeds for the sums in front of thresholds: whether they are to rise or to fall."""
    program = step.program
    for meeting, target, prediction in step.targets:
        if program[meeting].name in THRESHOLDS:
            yield {
                prediction: np.where(np.asarray(values[prediction]) > threshold(program[meeting], values), 1.0, -1.0)
            }
            continue
        asked = [i for i in ancestors(program, [prediction]) if program[i].name in THRESHOLDS]
        beside = set(ancestors(program, [prediction], stop=asked))  # `np.where(z > 0, z, 0)` has a slope in z
        sums = [ref for i in asked[-1:] for ref in program[i].refs() if ref in values and is_moving(step, ref)]
        wanted = target_of(program, values, program[meeting], target, prediction)
        if len(sums) != 1 or sums[0] in beside or wanted is None:
            continue
        if np.size(wanted) == np.size(values[sums[0]]):
            error = np.asarray(values[prediction], dtype=float) - wanted
            yield {sums[0]: error.reshape(np.shape(values[sums[0]]))}


def threshold(op: Op, values: Mapping[int, Any]) -> float:
    """What a sum is compared with."""
    numbers = [values.get(part.index, 0.0) if isinstance(part, Ref) else part for part in op.args]
    given = [
        n for n, part in zip(numbers, op.args, strict=True) if not isinstance(part, Ref) or part.index not in values
    ]
    return float(given[0]) if given and np.size(given[0]) == 1 else 0.0


def is_moving(step: Step, index: int) -> bool:
    """Whether an operation depends on a parameter."""
    return any(i in step.numbers for i in ancestors(step.program, [index]))

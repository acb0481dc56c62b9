"""Own signals: what a program sends back from its output, where no loss is known by name whose slope that would be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors, influences
from handgrad.doctor.anatomy.sorts import CONTRACTIONS
from handgrad.doctor.anatomy.study import Step, direct_parameters
from handgrad.doctor.anatomy.targets import target_of

FEWEST = 4
"""How many different errors tell whether a signal grows with them."""
GROWING = "error signal that grows with the error"
BELIEVED = "what is sent back from the output, taken as it is"

Values = Mapping[int, Any]


def growing_signals(step: Step, values: Values) -> Iterator[tuple[str, dict[int, Any]]]:
    """Functions of the error alone that never fall where it grows, as slopes in the prediction.

    Each is the slope of a loss that falls to its least and rises again: absolute and pinball losses, Huber's, others.
    """
    if len(step.targets) != 1:
        return
    meeting, target, prediction = step.targets[0]
    wanted = target_of(step.program, values, step.program[meeting], target, prediction)
    if wanted is None or step.program[meeting].name not in ("subtract", "add"):
        return
    error = np.asarray(values[prediction], dtype=np.float64) - wanted
    for end in ends(step, values, {meeting}, error.shape):
        signal = np.asarray(values[end], dtype=np.float64)
        if grows(error, signal) or grows(error, -signal):
            yield GROWING, {prediction: signal if grows(error, signal) else -signal}


def sent_back(step: Step, values: Values) -> Iterator[tuple[str, dict[int, Any]]]:
    """Whatever is made of the output of the last layer and of data alone, as slopes in that output."""
    forward = ancestors(step.program, step.predictions)
    direct = direct_parameters(step.program, step, influences(step.program, step.slice, step.numbers))
    last = max((i for i in forward if not direct.isdisjoint(step.program[i].refs())), default=None)
    if last is not None and last not in direct:
        for end in ends(step, values, {last}, np.shape(values[last])):
            yield BELIEVED, {last: np.asarray(values[end], dtype=np.float64)}


def ends(step: Step, values: Values, starts: Collection[int], shape: tuple[int, ...]) -> Iterator[int]:
    """The last values of a shape that the parameters reach by way of some others alone, and no product of matrices."""
    depends = influences(step.program, step.slice, step.numbers)
    found = set(starts)
    for op in (step.program[index] for index in step.slice):
        moving = [ref for ref in op.refs() if depends.get(ref)]
        if moving and found.issuperset(moving) and op.name not in CONTRACTIONS and op.index in values:
            found.add(op.index)
    for index in sorted(found):
        users = {i for i in step.slice if index in step.program[i].refs()}
        if users - found and np.shape(values[index]) == shape and np.asarray(values[index]).dtype.kind == "f":
            yield index


def grows(error: Any, signal: Any) -> bool:
    """Whether a signal never falls where the error of the same output grows."""
    columns = zip(error.T, signal.T, strict=True) if np.ndim(error) == 2 and len(error) > 1 else [(error, signal)]
    for one, other in columns:
        one, other = np.ravel(one), np.ravel(other)
        if len(np.unique(one)) < FEWEST or not np.all(np.isfinite(other)):
            return False
        steps = np.diff(other[np.lexsort((other, one))])
        if np.any(steps < -1e-12 * np.max(np.abs(other))):
            return False
    return True

"""Truths under the numbers that a program computes itself: its loss, with its penalties, and what else it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import dependents
from handgrad.doctor.anatomy.study import Step, ancestors
from handgrad.doctor.truth.decay import are_penalties, shares
from handgrad.doctor.truth.meant import meant
from handgrad.doctor.truth.own_losses import differences, own_losses, shown
from handgrad.doctor.truth.truth import Truth, Values, parallel, whole
from handgrad.doctor.truth.twins import slopes_in_twins
from handgrad.program.derive import NoRule, gradients
from handgrad.program.program import Program


def own_truths(step: Step, values: Values) -> list[Truth]:
    """The right gradients under what the program computes itself as its loss; with its penalty where it has one."""
    slopes = differences(step)
    found = []
    for loss in slopes[:1] or own_losses(step):
        try:
            truth = own_truth(step, values, loss, 5e-3 if slopes else 1e-6)
        except (NoRule, ValueError, KeyError, TypeError, IndexError):
            continue
        if truth is not None:
            found.append(truth)
    whole = [truth for truth in found if truth.penalties]
    return [t for t in found if t.penalties or not any(parallel(t.seeds, other.seeds) for other in whole)]


def shown_truths(step: Step, values: Values) -> Iterator[Truth]:
    """The right gradients under numbers that the program computes of its predictions without any target."""
    for loss in shown(step):
        try:
            truth = own_truth(step, values, loss, 1e-6)
        except (NoRule, ValueError, KeyError, TypeError, IndexError):
            continue
        if truth is not None:
            yield from whole(step, values, [truth])


def own_truth(step: Step, values: Values, loss: int, tolerance: float) -> Truth | None:
    """The right gradients under one of the program's numbers; None where it is no loss of the step's predictions."""
    program, numbers = beside_data(step, loss), {before: n for n, before in step.before.items()}
    own = program.replay([loss], dict(values))
    through = gradients(program, loss, [*numbers, *step.after.values()], own)
    seeds = gradients(program.cut(step.predictions), loss, step.predictions, own)
    if not any(map(np.any, seeds.values())):
        seeds = slopes_in_twins(program, step, loss, own) or seeds
    shown = any(map(np.any, seeds.values()))
    starts = seeds if shown else slopes_in_front(program, step, loss, own)
    data = gradients(program, starts, numbers, own)
    right = {numbers[index]: through[index] for index in numbers}
    if not any(np.any(gradient) for gradient in right.values()):
        return None
    largest = max(float(np.linalg.norm(gradient)) for gradient in right.values())
    parts: dict[int, Any] = {}
    mixed = False
    if any(map(np.any, starts.values())):
        now = {n: (right[n] - data[before], values[before]) for n, before in step.before.items()}
        new = {n: (through[after], values[after]) for n, after in step.after.items()}
        for given in (now, new):
            given = {n: pair for n, pair in given.items() if np.linalg.norm(pair[0]) > 1e-10 * largest}
            if not are_penalties({n: part for n, (part, _) in given.items()}, {n: w for n, (_, w) in given.items()}):
                mixed = True
                break
            parts.update({n: moved(part, w, values[step.before[n]]) for n, (part, w) in given.items()})
    name = meant(step, values, loss)
    if mixed and not shown:
        return Truth("program", seeds, right, value=loss, tolerance=tolerance, meant=name)
    if mixed:
        parts = alone(program, loss, numbers, own)
        return Truth("program", seeds, right, value=loss, penalties=parts, tolerance=tolerance, mixed=True, meant=name)
    whole = {
        n: np.asarray(data[before] if n in parts else right[n]) + parts.get(n, 0.0) for before, n in numbers.items()
    }
    return Truth("program", seeds, whole, value=loss, penalties=parts, tolerance=tolerance, meant=name)


def slopes_in_front(program: Program, step: Step, loss: int, values: Values) -> dict[int, Any]:
    """The loss's slopes in what it reads of the way to the predictions, where it is made of none of them.

    So are a mean of `log_p` and the probabilities `exp(log_p)`, which the way back begins with.
    """
    way = set(ancestors(program, step.predictions, stop=step.numbers))
    inside = ancestors(program, [loss], stop=step.numbers)
    moving = dependents(program, sorted(way), step.numbers) - set(step.numbers)
    read = {ref for index in inside if index not in way for ref in program[index].refs() if ref in moving}
    return dict(gradients(program.cut(read), loss, sorted(read), values)) if read else {}


def alone(program: Program, loss: int, numbers: Mapping[int, int], values: Values) -> dict[int, Any]:
    """The part of a loss's gradients that comes of parameters by themselves, if that is a penalty of each."""
    inside = ancestors(program, [loss], stop=numbers)
    moving = dependents(program, inside, numbers)
    by_itself, ends = set(numbers), set[int]()
    for index in (i for i in inside if i in moving and i not in numbers):
        op, own = program[index], by_itself.intersection(program[index].refs())
        others = [ref for ref in op.refs() if ref not in own and (ref in moving or np.size(values[ref]) > 1)]
        joined = op.name in ("add", "subtract") and np.size(values[index]) == 1 and own.isdisjoint(numbers)
        if own and not others:
            by_itself.add(index)
        elif own and not joined:
            ends.add(index)
    found = gradients(program.cut(ends), loss, list(numbers), values)
    parts = {numbers[index]: part for index, part in found.items() if np.any(part)}
    return parts if are_penalties(parts, {numbers[index]: values[index] for index in numbers}) else {}


def beside_data(step: Step, loss: int) -> Program:
    """The program without how new parameters, and the data of a loss, came to be."""
    ends = set(step.after.values())
    inside = ancestors(step.program, [loss], stop={*ends, *step.numbers})
    moving = dependents(step.program, inside, {*ends, *step.numbers})
    return step.program.cut(ends.union(ref for i in moving for ref in step.program[i].refs() if ref not in moving))


def moved(part: Any, weights: Any, old: Any) -> Any:
    """A penalty's gradient, which is made of some weights and of their signs, for the weights before the step."""
    made = shares(part, weights) if np.shape(part) else None
    if made is not None:
        return made[0] * np.asarray(old, dtype=np.float64) + made[1] * np.sign(old)
    size = float(np.vdot(weights, weights))
    return float(np.vdot(part, weights)) / size * np.asarray(old, dtype=np.float64) if size else part

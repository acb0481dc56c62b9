"""Readings: one recorded step under every loss that may be meant, wherever it can be looked at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from math import prod
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.estimates import is_sampled
from handgrad.doctor.anatomy.slices import influences
from handgrad.doctor.anatomy.study import Anatomy, Step
from handgrad.doctor.truth.blended import blended
from handgrad.doctor.truth.calm import calmed
from handgrad.doctor.truth.choice import is_confirmed, points
from handgrad.doctor.truth.compare import Comparison, compare, own_gradients
from handgrad.doctor.truth.corners import is_tied, moved_off
from handgrad.doctor.truth.gradients import last_truths, truths
from handgrad.doctor.truth.own_truths import shown_truths
from handgrad.doctor.truth.several import mixed, several
from handgrad.doctor.truth.truth import Truth, parallel
from handgrad.doctor.truth.updates import typed_rate
from handgrad.program.operations.ties import ties

LONG = 2000
"""Operations of a step from which on every loss that it is looked at under takes its time."""


def comparisons_of(
    anatomy: Anatomy, step: Step, values: dict[int, Any], only: Collection[str] = ()
) -> list[Comparison]:
    """A step under every loss that may be meant, or some of them.

    Where none explains it, it is looked at from smaller parameters, if its activations are flat, and under losses that
    have no name.
    """
    compared = at_corners(anatomy, step, values, only)
    if not explained(compared) and not is_unsure(anatomy, step):
        calm = calmed(step, values)
        again = compared_at(anatomy, step, calm, only) if calm is not None else []
        if explained(again):
            return under_the_truths_of(compared, again)
        if only:
            return compared
        own = own_gradients(anatomy, step, values)
        last = [compare(truth, own) for truth in last_truths(step, values)]
        compared += [each for each in last if not is_cut_off(each)]
        others = [compare(truth, own) for truth in shown_truths(step, values)]
        compared += [each for each in others if is_right(each)]
    return compared


def at_corners(anatomy: Anatomy, step: Step, values: dict[int, Any], only: Collection[str] = ()) -> list[Comparison]:
    """A step under every loss; at a corner each with the subgradient, or the point beside it, that explains most."""
    found = compared_at(anatomy, step, values, only)
    if any(map(is_right, found)):
        return found
    ways = [found]
    for first in (0.0, 1.0) if is_tied(step, values) else ():
        with ties(first):
            ways.append(compared_at(anatomy, step, values, only))
        for each in ways[-1]:
            each.truth.first = first
    aside = moved_off(step, values)
    if aside is not None:
        ways.append(under_the_truths_of(found, compared_at(anatomy, step, aside, only)))
    if len(ways) == 1:
        return found
    return [each for way in ways for each in way if each is best_of(each.truth.loss, ways)]


def best_of(loss: str, ways: list[list[Comparison]]) -> Comparison:
    """The comparison under one loss that explains most, the first of equals."""
    return max((each for way in ways for each in way if each.truth.loss == loss), key=points)


def under_the_truths_of(found: list[Comparison], again: list[Comparison]) -> list[Comparison]:
    """Comparisons at another point with the truths of the step's own."""
    known = {each.truth.loss: each.truth for each in found}
    return [replace(each, truth=known.get(each.truth.loss, each.truth)) for each in again]


def compared_at(anatomy: Anatomy, step: Step, values: dict[int, Any], only: Collection[str] = ()) -> list[Comparison]:
    """A step with these values under every loss with a name, or some of them, and under the program's own."""
    own = own_gradients(anatomy, step, values)
    under: list[Truth] = []
    for more in truths(step, values, only):
        under += more
        if len(step.slice) >= LONG and any(is_right(compare(truth, own)) for truth in more):
            break
    under += [truth for truth in mixed(step, values) if not only or truth.loss in only]
    flat = {n for n in own if np.any(own[n]) and not any(np.any(truth.gradients.get(n, 1.0)) for truth in under)}
    aside = beside(step, flat) if flat else set()
    own = {number: value for number, value in own.items() if number not in aside}
    found = [compare(truth, own) for truth in under]
    if any(each.halved for each in found):
        rate = typed_rate(anatomy, step, values)
        found = [compare(truth, own, [rate] if truth.value is not None else rates_met(rate, step)) for truth in under]
    if not explained(found) and not only:
        found += [compare(truth, own) for truth in blended(step, values, own, under)]
        found += [compare(truth, own) for truth in several(step, values, own)]
    return [each for each in found if not (each.wrong and is_doubtful(anatomy, step, values, each))]


def rates_met(rate: float, step: Step) -> list[float]:
    """A learning rate as it meets the slopes of a sum, or of a mean over any axes; with a square's 2, or without.

    None of a single prediction: any loss is a multiple of any other there, and what keeps its factor says more.
    """
    shapes = [np.shape(step.program[index].value) for index in step.predictions]
    counts = {1, len(shapes), *(length for shape in shapes for length in shape), *(prod(shape) for shape in shapes)}
    return [rate * times / count for count in sorted(counts) for times in (1, 2)] if max(counts) > 1 else []


def beside(step: Step, numbers: set[int]) -> set[int]:
    """Those of the parameters that no prediction is made of, and that follow from no target: a matrix of gains."""
    reached, told = influences(step.program, step.slice, step.numbers), step.backward()
    used = {number for prediction in step.predictions for number in reached.get(prediction, ())}
    return {number for number in numbers - used if step.after[number] not in told}


def is_cut_off(found: Comparison) -> bool:
    """Whether a gradient is something where the right one is exactly 0: a way to that parameter is not known.

    A loss that has a name or is the program's own may be right about it, one that is read from the way back is not.
    """
    return any(np.any(match.own) and not np.any(match.right) for match in found.wrong)


def is_unsure(anatomy: Anatomy, step: Step) -> bool:
    """Whether a step may follow something else than a derivative, so that only what explains all of it is believed."""
    return step.assumed or is_sampled(anatomy.program, step)


def is_doubtful(anatomy: Anatomy, step: Step, values: dict[int, Any], found: Comparison) -> bool:
    """Whether a step need not follow a loss that does not explain it whole, not even but for a penalty.

    One that is unsure does follow the program's own where no data meet the predictions, nothing is remembered, and some
    gradients are right, or the first slopes.
    """
    if all(match.decay and match.free > 2 for match in found.wrong):
        return False
    own = step.assumed and not step.memory and found.truth.value is not None and not is_sampled(anatomy.program, step)
    shown = own and (is_confirmed([found]) or begins_with(step, values, found.truth))
    return found.truth.mixed or (is_unsure(anatomy, step) and not shown)


def begins_with(step: Step, values: dict[int, Any], truth: Truth) -> bool:
    """Whether the slopes of a loss in each prediction, several numbers, are among the values of a step."""
    seeds = [np.asarray(seed, dtype=float) for seed in truth.seeds.values()]
    read = {ref for index in step.slice for ref in step.program[index].refs() if ref in values}
    held = [np.asarray(values[index]) for index in sorted(read)]
    return all(
        np.count_nonzero(seed) > 1 and any(each.shape == seed.shape and parallel({0: each}, {0: seed}) for each in held)
        for seed in seeds
    )


def explained(comparisons: list[Comparison]) -> bool:
    """Whether one of the losses explains every gradient."""
    return any(each.right and not each.wrong for each in comparisons)


def is_right(comparison: Comparison) -> bool:
    """Whether a loss explains every gradient, and more than one number of them."""
    return explained([comparison]) and is_confirmed([comparison])

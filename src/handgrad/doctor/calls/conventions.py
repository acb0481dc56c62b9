"""Conventions that are no bugs: gradients of a layer's parameters averaged over the rows, or hidden in an update."""

from __future__ import annotations

from handgrad.doctor.calls.judgement import factor, judge
from handgrad.doctor.calls.slopes import Slopes
from handgrad.doctor.calls.structure import Point
from handgrad.doctor.calls.trial import Claims


def settled(given: Point, right: dict[str, Slopes], point: Point, silent: tuple[str, ...] = ()) -> Claims:
    """The gradients of a layer, those of all its parameters multiplied by the number of rows where each is a mean.

    The first array of the point is the input; its own gradient is no mean.
    """
    x, *params = point
    lengths = {float(length) for length in point[x].shape if length > 1}
    factors = factors_of({name: given[name] for name in params if name in given}, right)
    constant = next(iter(factors)) if len(factors) == 1 else None
    if not constant or 1 / constant not in lengths or x not in given:
        return Claims(given, silent)
    if judge(x, given[x], right[x]).state != "right":
        return Claims(given, silent)
    mean = {name: array if name == x else array / constant for name, array in given.items()}
    note = (
        f"the gradients of the parameters are means over {1 / constant:.0f} rows, which is right where the gradient "
        "that comes in is not divided by them"
    )
    return Claims(mean, silent, (note,))


def without_rate(updates: Point, right: dict[str, Slopes]) -> Point:
    """What an update took off each parameter, without the learning rate that all have in common."""
    factors = factors_of(updates, right)
    constant = next(iter(factors)) if len(factors) == 1 else None
    return {name: change / constant if constant else change for name, change in updates.items()}


def factors_of(given: Point, right: dict[str, Slopes]) -> set[float | None]:
    """By what the gradients that say anything are off."""
    judged = [judge(name, array, right[name]) for name, array in given.items()]
    return {factor(each) for each in judged if each.state != "nothing-to-compare"}

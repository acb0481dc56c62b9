"""Crossed: the gradient of the squared error in a program whose own loss is a cross-entropy."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from handgrad.doctor.truth.compare import Comparison
from handgrad.doctor.truth.steady import FEWEST, SPREAD, is_firm, is_kept, rescaled, under
from handgrad.doctor.truth.truth import away, parallel, size

SQUARED = "mean squared error"
ENTROPIES = ("binary cross-entropy", "cross-entropy")
NEARER = 0.1
"""How much nearer to a cross-entropy than to any other loss one has to be that is not quite the one."""
GUARDED = 0.01
"""How far the slopes of a cross-entropy may be turned by a guard such as log(p + 1e-9), as 1 minus the cosine."""

OUTPUTS = 2
"""How many outputs one row has at most of which any slope left over makes a multiple: two that add up to 1."""


def is_crossed(found: str, chosen: Mapping[str, list[Comparison | None]]) -> bool:
    """Whether the gradient is that of the squared error and the program's own loss a cross-entropy, guarded or not."""
    if found != SQUARED:
        return False
    if all(is_entropy(each) for each in chosen["program"] if each is not None):
        return True
    apart = {name: turned(chosen["program"], each) for name, each in chosen.items() if name != "program"}
    entropy = min(apart.pop(name, 1.0) for name in ENTROPIES)
    return entropy <= min(GUARDED, NEARER * min(apart.values(), default=1.0))


def is_entropy(comparison: Comparison) -> bool:
    """Whether a program's own loss is a cross-entropy but for a guard."""
    return comparison.truth.meant in ENTROPIES


def turned(one: list[Comparison | None], other: list[Comparison | None]) -> float:
    """By how much two losses' slopes point elsewhere, as 1 minus the cosine, in the steps that are judged by both."""
    pairs = [(a.truth.seeds, b.truth.seeds) for a, b in zip(one, other, strict=False) if a and b]
    many = [(a, b) for a, b in pairs if sum(map(np.size, a.values())) > 1]
    return max((away(a, b) for a, b in many), default=1.0) if len(many) == len(pairs) else 1.0


def uncovered(steps: list[list[Comparison]]) -> list[list[Comparison]]:
    """The comparisons, with the slope that one output has too many in every gradient laid open.

    A single number left over on the way back of one row makes another multiple of all gradients, each of which is
    right by itself. It shows where the multiple changes from row to row under the program's own cross-entropy, and
    is always the same under the squared error.
    """
    own = [next(filter(is_entropy, step), None) for step in steps]
    squared = [under([step], SQUARED) if one is not None else [] for one, step in zip(own, steps, strict=True)]
    known = [one for one, other in zip(own, squared, strict=True) if one is not None and other]
    if not is_unsteady(known) or not is_firm(each for other in squared for each in other):
        return steps
    return [
        [
            laid_open(each, one.truth.meant, other[0].factor, step) if each.truth.loss == "program" else each
            for each in step
        ]
        if one is not None and other
        else step
        for step, one, other in zip(steps, own, squared, strict=True)
    ]


def is_laid_open(comparisons: list[Comparison]) -> bool:
    """Whether it takes several steps to see that gradients are wrong under the program's own cross-entropy."""
    return any(is_entropy(each) and not each.right for each in comparisons)


def is_unsteady(comparisons: list[Comparison]) -> bool:
    """Whether every gradient is another multiple of the right one in each step, under the program's own loss.

    Of more than one row a number left over makes no multiple, but gradients that are clipped are another one each time.
    """
    own = all(each.truth.loss == "program" for each in comparisons) and len(comparisons) >= FEWEST
    one_row = all(sum(map(np.size, each.truth.seeds.values())) <= OUTPUTS for each in comparisons)
    return own and one_row and not is_kept([each.factor for each in comparisons], SPREAD) and not is_firm(comparisons)


def laid_open(own: Comparison, meant: str, factor: float, step: list[Comparison]) -> Comparison:
    """A comparison in which only the multiple is right that the gradient has without the slope."""
    named = (each for each in step if each.truth.loss == meant and parallel(own.truth.seeds, each.truth.seeds))
    share = next((size(own.truth.seeds) / size(each.truth.seeds) for each in named), 1.0)
    return rescaled(own, factor / share)

"""Losses in several parts: numbers that a program shows one by one, whose weighted sum its steps follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.steps import Step
from handgrad.doctor.truth.decay import are_penalties
from handgrad.doctor.truth.own_losses import shown
from handgrad.doctor.truth.truth import Truth, Values
from handgrad.program.derive import NoRule, gradients

MOST = 3
"""How many parts may come beside a loss."""
EQUATIONS = 4
"""How many numbers of gradients there must be for each weight that is found from them."""


def blended(step: Step, values: Values, own: Mapping[int, Any], under: Iterable[Truth]) -> Iterator[Truth]:
    """The program's own losses with the weights of other numbers beside them that explain every gradient, if any do.

    Likelihood and divergence, policy and entropy, real and fake: where both are shown and their sum is not, nothing
    in the program says what their weights are but its gradients.
    """
    losses = [truth for truth in under if truth.loss == "program" and truth.value is not None]
    others = list(parts(step, values)) if losses else []
    for truth in losses:
        beside = [part for index, part in others if index != truth.value][:MOST]
        weights = fitted(own, [truth.gradients, *beside], truth.tolerance) if beside else None
        if weights is not None:
            rows = list(zip(weights, beside, strict=True))
            whole = {n: truth.gradients[n] + sum(w * part[n] for w, part in rows) for n in truth.gradients}
            yield replace(truth, gradients=whole, penalties={}, mixed=True)


def parts(step: Step, values: Values) -> Iterator[tuple[int, dict[int, Any]]]:
    """Numbers that are shown beside a step, each with its gradient; penalties on the parameters are not among them."""
    program, numbers = step.program.cut(step.after.values()), {before: n for n, before in step.before.items()}
    weights = {n: values[before] for n, before in step.before.items()}
    for index in shown(step):
        try:
            found = gradients(program, index, [*numbers], program.replay([index], dict(values)))
        except (NoRule, ValueError, KeyError, TypeError, IndexError):
            continue
        slopes = {number: np.asarray(found[before], dtype=np.float64) for before, number in numbers.items()}
        moving = {number: slope for number, slope in slopes.items() if np.any(slope)}
        if moving and all(map(np.all, map(np.isfinite, slopes.values()))) and not are_penalties(moving, weights):
            yield index, slopes


def fitted(own: Mapping[int, Any], rows: list[Mapping[int, Any]], tolerance: float) -> list[float] | None:
    """The weights of the other gradients beside the first one whose sum own gradients are a multiple of."""
    columns = np.array([flat(row, own) for row in rows]).T
    goal = flat(own, own)
    sizes = np.linalg.norm(columns, axis=0)
    if len(goal) < EQUATIONS * len(rows) or not np.all(np.isfinite(goal)) or not np.all(sizes > 0):
        return None
    weights = np.linalg.lstsq(columns / sizes, goal, rcond=None)[0] / sizes
    far = float(np.linalg.norm(columns @ weights - goal)) > tolerance * float(np.linalg.norm(goal))
    faint = abs(weights[0]) * sizes[0] <= tolerance * float(np.linalg.norm(goal))
    return None if far or faint else (weights[1:] / weights[0]).tolist()


def flat(gradients: Mapping[int, Any], like: Mapping[int, Any]) -> Any:
    """The gradients of all parameters in one row."""
    return np.concatenate([np.broadcast_to(gradients[n], np.shape(like[n])).ravel() for n in like])

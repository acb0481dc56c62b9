"""Meant: which loss with a name a program's own is, seen where its predictions are neither near 0 nor near 1."""

from __future__ import annotations

from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import takes_logarithm
from handgrad.doctor.anatomy.study import Step, ancestors
from handgrad.doctor.truth.named_losses import LOSSES
from handgrad.doctor.truth.seeds import seeds_of
from handgrad.doctor.truth.truth import Values, away
from handgrad.program.derive import NoRule, gradients

POINTS = ((0.2, 0.6), (0.8, -0.6), (0.15, 0.1), (0.75, 0.1))
"""Where it is looked at: begin + share * p, for every prediction p between 0 and 1."""
MOST = 400
"""Operations behind a loss from which on it is more than what a step loses."""
NEAR = 1e-3
"""How far its slopes may be turned there by a guard such as log(p + 1e-9), as 1 minus the cosine."""


def meant(step: Step, values: Values, loss: int) -> str:
    """The name of the loss whose slopes in the predictions a program's own loss has; "" where none has them.

    Only a loss with a logarithm is guarded; a guard changes the slopes where a probability is as small as it is.
    """
    predictions = {p: np.asarray(values[p], dtype=float) for p in step.predictions}
    behind = ancestors(step.program, [loss], stop=step.predictions)
    guarded = takes_logarithm(step.program.ops[i] for i in behind)
    if not guarded or len(behind) > MOST or not all(np.all((p >= 0) & (p <= 1)) for p in predictions.values()):
        return ""
    cut = step.program.cut(step.predictions)
    own: dict[Any, Any] = {}
    named: dict[str, dict[Any, Any]] = {name: {} for name in LOSSES}
    for number, (begin, share) in enumerate(POINTS):
        there = {index: begin + share * p for index, p in predictions.items()}
        try:
            known = cut.replay([loss], {**{before: values[before] for before in step.before.values()}, **there})
            slopes = gradients(cut, loss, list(there), known)
        except (NoRule, ValueError, KeyError, TypeError, IndexError):
            return ""
        own.update({(index, number): slope for index, slope in slopes.items()})
        for name, seeds in named.items():
            found = seeds_of(name, LOSSES[name], step, {**values, **there}) or {}
            seeds.update({(index, number): slope for index, slope in found.items()})
    apart = {name: away(own, seeds) for name, seeds in named.items() if seeds}
    nearest = min(apart, key=lambda name: apart[name], default="")
    return nearest if nearest and apart[nearest] <= NEAR else ""

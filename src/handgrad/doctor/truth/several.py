"""Several predictions, each with a loss of its own: their weighted sum is what the steps follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.steps import Step
from handgrad.doctor.anatomy.targets import target_of
from handgrad.doctor.truth.blended import fitted
from handgrad.doctor.truth.seeds import logits
from handgrad.doctor.truth.truth import Truth, Values, whole

MOST = 3
"""How many predictions may have losses of their own."""
NAME = "a loss for each prediction"


def mixed(step: Step, values: Values) -> list[Truth]:
    """The squared errors of some predictions and the cross-entropies of those that are made of logits, added up."""
    predictions = {prediction for _, _, prediction in step.targets}
    if not 1 < len(predictions) == len(step.targets):
        return []
    if len({logits(step, values, prediction) is None for prediction in predictions}) == 2:
        heads = [list(under_each(step, values, *meeting)) for meeting in step.targets]
        if all(heads):
            seeds = {place: seed for losses in heads for place, seed in losses[-1].seeds.items()}
            return whole(step, values, [Truth(NAME, seeds)])
    return []


def several(step: Step, values: Values, own: Mapping[int, Any]) -> Iterator[Truth]:
    """Squared errors of some predictions and cross-entropies of others, with the weights that explain every gradient.

    Both begin with the difference of prediction and target: at the prediction, or at the logits behind it.
    """
    if not 1 < len(step.predictions) == len(step.targets) <= MOST:
        return
    heads = [list(under_each(step, values, *meeting)) for meeting in step.targets]
    for losses in product(*heads):
        weights = fitted(own, [each.gradients for each in losses], losses[0].tolerance)
        if weights is not None and min(weights) > 0:
            rows = list(zip([1.0, *weights], losses, strict=True))
            seeds = {place: weight * seed for weight, each in rows for place, seed in each.seeds.items()}
            right = {n: sum(weight * each.gradients[n] for weight, each in rows) for n in own}
            yield Truth(NAME, seeds, right, mixed=True)


def under_each(step: Step, values: Values, meeting: int, target: int | None, prediction: int) -> Iterator[Truth]:
    """The gradients of the squared error, and of the cross-entropy, of one prediction alone."""
    wanted = target_of(step.program, values, step.program[meeting], target, prediction)
    if wanted is None:
        return
    error, place = np.asarray(values[prediction], dtype=np.float64) - wanted, logits(step, values, prediction)
    for at in dict.fromkeys([prediction, place] if place is not None else [prediction]):
        yield from whole(step, values, [Truth("one prediction", {at: error.reshape(np.shape(values[at]))})])

"""The training step: forward, loss, backward and optimiser as one pure function, which every engine performs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.data import Data
from handgrad.losses import Loss
from handgrad.optimizers import Optimizer
from handgrad.pair import Array, Layer, Params
from handgrad.passes import Given, backward_all, forward_all


@dataclass(frozen=True)
class State:
    """All that one training step changes."""

    parameters: list[Params]
    statistics: list[Params]
    states: list[Params]
    t: int


def training_step(
    layers: Sequence[Layer], loss: Loss, optimizer: Optimizer, state: State, batch: Data, given: Given
) -> tuple[State, Any, Array]:
    """One step on one batch: the state after it, the loss before it and the outputs y (n, *outputs); pure."""
    y, saved = forward_all(layers, state.parameters, batch.x, given)
    value, dy = batch_loss(loss, y, batch)
    _, gradients = backward_all(layers, state.parameters, saved, dy)
    parameters, states = optimizer.apply(gradients, state.states, state.parameters, state.t + 1)
    statistics = [layer.fold(old, left) for layer, old, left in zip(layers, state.statistics, saved, strict=True)]
    return State(parameters, statistics, states, state.t + 1), value, y


def batch_loss(loss: Loss, y: Array, batch: Data) -> tuple[Any, Array]:
    """Value and gradient of the mean loss, each row of weight w counting w times.

    The loss divides by the weights of its own batch, in which a row alone would always count 1; multiplying by the
    batch's mean weight (the mean over all data is 1) makes the rows count the same in whatever batch they are.
    """
    value, dy = loss.reduced(y, batch.target, batch.weight, "mean", {})
    if batch.weight is None:
        return value, dy
    share = np.mean(batch.weight)
    return value * share, dy * share

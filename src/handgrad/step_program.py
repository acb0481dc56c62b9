"""The training step of a `fit` as a Program, which engines other than the plain one perform."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.data import Data
from handgrad.pair import Array
from handgrad.program.trace import Traced, for_any_size, trace
from handgrad.program.trees import leaves
from handgrad.steps import State, training_step

if TYPE_CHECKING:
    from handgrad.network import Network
    from handgrad.training import Training


@dataclass(frozen=True)
class StepProgram:
    """One training step, traced.

    Inputs, in order: the leaves of the state (parameters, statistics, states), the step's number t = 1, 2, ..., its
    learning rate, the leaves of the batch (x, target and, where there are some, weight and mask), those of the noise.
    Outputs: the leaves of the state after the step, its loss with penalties (), its outputs y (n, *outputs).
    """

    traced: Traced
    state: int
    """How many leaves the state has."""
    batch: int
    """How many leaves a batch has."""
    noise: int
    """How many leaves the noise has."""


def step_program(run: Training) -> StepProgram:
    """The step of this training, for all batch sizes that occur in it. Raises Untraceable."""
    rows, size = len(run.data), run.batch_size
    occurring = {min(size, rows), rows % size or size} if rows > size else {rows}
    traced = for_any_size(lambda n: traced_at(run, n)) if len(occurring) > 1 else traced_at(run, occurring.pop())
    state, data = leaves(trees(run.state)), leaves(run.data)
    return StepProgram(traced, len(state), len(data), len(traced.inputs) - len(state) - len(data) - 2)


def signature(run: Training) -> Any:
    """All that the step of a training depends on, its learning rate being an input of it."""
    net, data = run.network, tuple((np.shape(leaf)[1:], np.asarray(leaf).dtype.str) for leaf in leaves(run.data))
    given = (run.data.weight is None, run.data.mask is None, bool(run.metrics))
    optimizer = replace(run.optimizer, learning_rate=0.0)
    return net.layers, net.inputs, net.dtype, data, given, len(run.data), run.batch_size, run.loss, optimizer


def traced_at(run: Training, n: int) -> Traced:
    """The step on a batch of n of the rows."""
    batch = run.data.take(np.arange(n) % len(run.data))
    with same_draws(run.network):
        noise = run.network.given(n, None)
    layers, loss, optimizer = run.network.layers, run.loss, run.optimizer

    def step(state: Any, t: Any, rate: Any, batch: Data, noise: Any) -> Any:
        before = State(state[0], state[1], state[2], t - 1)
        after, value, y = training_step(
            layers, loss, replace(optimizer, learning_rate=lambda _: rate), before, batch, with_mask(run, noise, batch)
        )
        return trees(after), value + optimizer.penalty(before.parameters), y

    return trace(step, trees(run.state), 1.0, 1.0, batch, noise)


def with_mask(run: Training, noise: Any, batch: Data) -> Any:
    """What each layer's forward takes besides x: its noise, and the batch's mask where it takes one."""
    masks = run.network.masked(len(batch), batch.mask)
    return [{**mask, **own} for mask, own in zip(masks, noise, strict=True)]


def trees(state: State) -> tuple[Any, Any, Any]:
    """The arrays of a state."""
    return state.parameters, state.statistics, state.states


@contextmanager
def same_draws(network: Network) -> Iterator[None]:
    """What is drawn meanwhile will be drawn again."""
    before = network.rng.bit_generator.state
    try:
        yield
    finally:
        network.rng.bit_generator.state = before


def rates(run: Training, first: int, steps: int) -> Array:
    """The learning rates of `steps` steps from step `first` on."""
    rate = run.optimizer.learning_rate
    if not callable(rate):
        return np.full(steps, rate, dtype=np.float64)
    return np.array([rate(t) for t in range(first, first + steps)], dtype=np.float64)

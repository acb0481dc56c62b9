"""Whole epochs as one compiled function: batches gathered on the device, step after step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp

Leaves = list[Any]
Step = Callable[..., list[Any]]


@dataclass(frozen=True)
class Epochs:
    """Epochs of `rows` rows in batches of `size`: the whole batches in a loop, then what is left.

    `whole` and `last` are the step for the two batch sizes, functions of a StepProgram's inputs; `state` says how many
    leaves the state has, `outputs` whether the outputs are wanted. `spread` puts the rows of a batch where they belong.
    """

    rows: int
    size: int
    whole: Step
    last: Step
    state: int
    outputs: bool
    spread: Callable[[Any], Any]

    @property
    def full(self) -> int:
        """How many whole batches an epoch has."""
        return self.rows // self.size

    @property
    def steps(self) -> int:
        """How many steps an epoch has."""
        return -(-self.rows // self.size)

    def several(self, count: Any, state: Leaves, data: Leaves, order: Any, t: Any, rates: Any, noise: Any) -> Any:
        """`count` epochs, at most as many as there are in order (most, rows) and rates (most, steps).

        t is the number of the first step, noise a pair: (most, full, ...) and (most, ...). Returns the state after
        them, the losses (most, steps) and the outputs (rows, ...) of the last epoch, in order, where they are wanted.
        """
        losses = jnp.zeros(rates.shape, jnp.float64)
        first = (jnp.zeros((), jnp.int64), state, losses, self.no_outputs(state, data, noise))

        def one(carry: Any) -> Any:
            e, state, losses, _ = carry
            drawn = jax.tree.map(lambda leaf: leaf[e], (order, rates, noise))
            state, new, outputs = self.epoch(state, data, drawn[0], t + e * self.steps, drawn[1], drawn[2])
            return e + 1, state, losses.at[e].set(new), outputs

        _, state, losses, outputs = jax.lax.while_loop(lambda carry: carry[0] < count, one, first)
        return state, losses, outputs

    def no_outputs(self, state: Leaves, data: Leaves, noise: Any) -> Any:
        """Room for the outputs of an epoch, in the shape and dtype that it will give them."""
        if not self.outputs:
            return ()
        order, rates = jnp.zeros(self.rows, jnp.int32), jnp.zeros(self.steps)
        drawn = jax.tree.map(lambda leaf: leaf[0], noise)
        found = jax.eval_shape(lambda: self.epoch(state, data, order, 1.0, rates, drawn)[2])
        return jnp.zeros(found.shape, found.dtype)

    def epoch(self, state: Leaves, data: Leaves, order: Any, t: Any, rates: Any, noise: Any) -> Any:
        """One epoch: the state after it, the losses (steps,), and the outputs (rows, ...) in order or ()."""
        losses, outputs = [], []
        cut = self.full * self.size
        if self.full:
            numbers = t + jnp.arange(self.full)
            given = order[:cut].reshape(self.full, self.size), numbers, rates[: self.full], noise[0]
            state, (values, ys) = jax.lax.scan(lambda s, each: self.step(self.whole, s, data, *each), state, given)
            losses.append(values)
            if self.outputs:
                outputs.append(ys.reshape(cut, *ys.shape[2:]))
        if cut < self.rows:
            state, (value, y) = self.step(self.last, state, data, order[cut:], t + self.full, rates[-1], noise[1])
            losses.append(value[None])
            outputs.append(y)
        return state, jnp.concatenate(losses), jnp.concatenate(outputs) if self.outputs else ()

    def step(
        self, step: Step, state: Leaves, data: Leaves, rows: Any, t: Any, rate: Any, noise: Sequence[Any]
    ) -> tuple[Leaves, Any]:
        """One step on some of the rows: the state after it, its loss and its outputs."""
        batch = [self.spread(leaf[rows]) for leaf in data]
        found = step(*state, jnp.asarray(t, jnp.float64), rate, *batch, *map(self.spread, noise))
        loss = jnp.asarray(found[self.state], jnp.float64)
        return found[: self.state], (loss, found[self.state + 1] if self.outputs else ())

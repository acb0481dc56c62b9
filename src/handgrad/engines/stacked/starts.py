"""Stacked starts: the training step of many networks at once, in NumPy, every array with one more axis in front."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.pair import Array
from handgrad.program.stack import Line, Stack
from handgrad.program.trace import Traced, Untraceable
from handgrad.program.trees import leaves, rebuilt
from handgrad.step_program import rates, traced_at, trees
from handgrad.steps import State

if TYPE_CHECKING:
    from handgrad.training import Training


class Step:
    """The step on a batch of one size, for all starts; `differs` are the inputs that have the axis of starts."""

    def __init__(self, traced: Traced, differs: set[int], starts: int) -> None:
        self.traced, self.starts = traced, starts
        needed = traced.program.needed(traced.outputs, dict.fromkeys(traced.inputs))
        ops = [traced.program.ops[index] for index in needed if traced.program.ops[index].name != "leaf"]
        self.lines = [Line(op.name, op.args, op.kwargs, op.index) for op in ops]
        self.differs = differs
        self.values = [op.value if op.name == "leaf" else None for op in traced.program.ops]
        self.stack: Stack | None = None

    def perform(self, inputs: Sequence[Any]) -> list[Array]:
        """The outputs, each with the axis of starts in front."""
        for index, value in zip(self.traced.inputs, inputs, strict=True):
            self.values[index] = value
        if self.stack is None:
            self.stack = Stack(self.lines, self.differs, self.values, self.starts, precise=False)
        else:
            self.stack.run(self.values)
        return [self.spread(index) for index in self.traced.outputs]

    def spread(self, index: int) -> Array:
        """The value of an output; where all starts have the same, it is repeated."""
        assert self.stack is not None
        dtype = np.asarray(self.traced.program.ops[index].value).dtype
        value = np.asarray(self.values[index], dtype)
        return value if index in self.stack.differs else np.broadcast_to(value, (self.starts, *value.shape))


class Stacked:
    """Trainings of the same network, data and settings, of which only start weights and random numbers differ.

    Raises NotImplementedError where they cannot be performed at once.
    """

    def __init__(self, runs: Sequence[Training]) -> None:
        self.runs, first = runs, runs[0]
        self.data = leaves(first.data)
        self.noisy = any("noise" in layer.needs for layer in first.network.layers)
        self.state = [np.stack(each) for each in zip(*(leaves(trees(run.state)) for run in runs), strict=True)]
        self.t = first.state.t
        rows, size = len(first.data), min(first.batch_size, len(first.data))
        self.sizes = [size] * (rows // size) + [rows % size] * bool(rows % size)
        try:
            self.steps = {n: self.step(n) for n in dict.fromkeys(self.sizes)}
        except Untraceable as error:
            raise NotImplementedError from error
        if first.data.x.dtype.kind in "iu" or any(
            op.name == "item" and isinstance(op.value, np.ndarray)
            for step in self.steps.values()
            for op in step.traced.program.ops
        ):
            raise NotImplementedError("one of several results, or a look-up")

    def step(self, n: int) -> Step:
        """The step on n rows."""
        traced = traced_at(self.runs[0], n)
        state, data = len(self.state), len(self.data)
        differs = set(traced.inputs[:state]) | set(traced.inputs[state + 2 + data :])
        if self.runs[0].shuffle:
            differs |= set(traced.inputs[state + 2 : state + 2 + data])
        return Step(traced, differs, len(self.runs))

    def train(self, losses: Array) -> None:
        """All epochs; `losses` (starts, epochs)."""
        try:
            for epoch in range(losses.shape[1]):
                losses[:, epoch] = self.epoch()
        finally:
            for start, run in enumerate(self.runs):
                own = rebuilt(trees(run.state), [np.array(leaf[start]) for leaf in self.state])
                run.state = State(own[0], own[1], own[2], self.t)
        for row in losses:
            row[~np.logical_and.accumulate(np.isfinite(row))] = np.inf

    def epoch(self) -> Array:
        """One epoch: the mean loss of each start."""
        run, rows = self.runs[0], len(self.runs[0].data)
        order = np.arange(rows)
        if run.shuffle:
            order = np.stack([each.network.rng.permutation(rows) for each in self.runs])
        total, begin = np.zeros(len(self.runs)), 0
        for n, rate in zip(self.sizes, rates(run, self.t + 1, len(self.sizes)), strict=True):
            batch = [leaf[order[..., begin : begin + n]] for leaf in self.data]
            given = [*self.state, float(self.t + 1), float(rate), *batch, *self.noise(n)]
            found = self.steps[n].perform(given)
            self.state, self.t = found[: len(self.state)], self.t + 1
            total, begin = total + n * found[len(self.state)].astype(np.float64), begin + n
        return total / rows

    def noise(self, n: int) -> list[Array]:
        """The noise of one step on n rows, of all starts."""
        if not self.noisy:
            return []
        return [np.stack(each) for each in zip(*(leaves(run.network.given(n, None)) for run in self.runs), strict=True)]

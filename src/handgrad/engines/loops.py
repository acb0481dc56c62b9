"""The loops engine: the training step as fused loops in machine code, many steps and epochs in one call."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.engines.engine import Engine, Performed, Unfit, remembered
from handgrad.pair import Array
from handgrad.program.trace import Untraceable
from handgrad.program.trees import leaves, rebuilt
from handgrad.progress_bar import ProgressBar
from handgrad.step_program import StepProgram, rates, step_program, trees
from handgrad.steps import State

if TYPE_CHECKING:
    from handgrad.engines.fused.kernel import Kernel
    from handgrad.network import Network
    from handgrad.program.trace import Traced
    from handgrad.training import Training

CALL = 0.1
"""Seconds that one call may take: Ctrl-C waits for its end."""
PATIENCE = 120
"""Seconds of compiling that nobody waits for, even where the engine was asked for by name."""
FIRST = 50
"""Steps of the first call, after which it is known how long they take."""


class Loops(Engine):
    """Loops in machine code, compiled once for a network, its loss and its optimiser."""

    name = "loops"

    @classmethod
    def missing(cls) -> str:
        """Its compiler."""
        return "" if importlib.util.find_spec("llvmlite") else "pip install 'handgrad[fast]' brings what it needs"

    def __init__(self, run: Training) -> None:
        super().__init__(run)
        self.refuse_wrong_inputs()
        self.step, kernel = remembered(self.name, run, lambda: prepared(run), run.shuffle)
        self.bind(kernel)
        self.pace = CALL / FIRST
        self.seen: State | None = None
        self.outputs = np.empty(0)

    @classmethod
    def function(cls, traced: Traced) -> Callable[..., list[Any]]:
        """The Program as machine code; `listing` of the result is that code to be read."""
        from handgrad.engines.fused.call import Call

        return Call(traced)

    @classmethod
    def row(cls, network: Network) -> Callable[[Any], Array | None]:
        """Machine code for one row."""
        from handgrad.engines.fused.row import Row

        return Row(network)

    def bind(self, kernel: Kernel) -> None:
        """The machine code, and memory for it."""
        from handgrad.engines.fused.llvm import array_type
        from handgrad.engines.fused.machine import function, seconds
        from handgrad.engines.fused.module import elements

        self.kernel, module = kernel, kernel.module
        if seconds(module.text) > min(self.run.worth, PATIENCE):
            raise Unfit(f"compiling it would take {seconds(module.text):.0f} seconds, longer than it is worth")
        self.call = function(module.text, 1 + len(module.fixed), module.blas)
        self.arena = module.memory()
        self.views = [elements(self.arena, buffer) for buffer in kernel.state]
        self.kinds = [array_type(buffer.type) for buffer in kernel.data]
        data = leaves(self.run.data)
        self.rows = [np.ascontiguousarray(leaf, kind) for leaf, kind in zip(data, self.kinds, strict=False)]

    @classmethod
    def many(cls, runs: Sequence[Training], losses: Array) -> None:
        """One training after the other, in the same memory."""
        engine = cls(runs[0])
        for engine.run, row in zip(runs, losses, strict=True):
            engine.finish(row)

    def epochs(self, most: int, bar: ProgressBar) -> Performed:
        """As many epochs as fit into the time of one call; one, in several calls, where that takes longer."""
        means, order = self.means(most, bar)
        if not self.run.metrics:
            return Performed(means.tolist())
        return Performed(means.tolist(), self.outputs, self.run.data.target[order])

    def means(self, most: int, bar: ProgressBar) -> tuple[Array, Array]:
        """The mean losses of some epochs, at most `most`, and the order of the rows in them."""
        run, rows = self.run, len(self.run.data)
        steps = -(-rows // run.batch_size)
        many = 1 if self.step.noise or run.metrics else int(np.clip(CALL / (self.pace * steps), 1, most))
        if run.metrics:
            self.outputs = np.empty((rows, *run.network.outputs), run.network.dtype)
        before, drawn = run.state, run.network.rng.bit_generator.state if run.shuffle or self.step.noise else None
        order, (begins, counts) = self.order(rows, many), spans(rows, run.batch_size, many)
        losses = self.perform(order, begins, counts, bar)
        if not np.isfinite(losses[-1]):
            whole = (len(losses) - 1) // steps
            if not whole:
                run.require_finite(float(losses[-1]))
            run.state = before
            if drawn is not None:
                run.network.rng.bit_generator.state = drawn
            return self.means(whole, bar)
        return (losses * counts).reshape(many, steps).sum(axis=1) / rows, order

    def order(self, rows: int, many: int) -> Array:
        """The rows in the order of several epochs, drawn as the plain engine does."""
        if not self.run.shuffle:
            return tiled(rows, many)
        return np.concatenate([self.run.network.rng.permutation(rows) for _ in range(many)])

    def perform(self, order: Array, begins: Array, counts: Array, bar: ProgressBar) -> Array:
        """All these steps, in calls of a bounded time; their losses, as far as these are numbers and one beyond."""
        run, done, losses = self.run, 0, np.empty(len(counts))
        latest = run.progress.history.latest
        self.load()
        try:
            while done < len(counts):
                part = slice(done, done + max(1, int(CALL / self.pace)))
                begun = time.perf_counter()
                stopped = self.steps(order, begins[part], counts[part], losses[part])
                performed = len(counts[part]) if stopped < 0 else stopped + 1
                done += performed
                self.pace = max((time.perf_counter() - begun) / performed, 1e-7)
                if stopped >= 0:
                    return losses[:done]
                bar.update(run.done + (begins[done - 1] + counts[done - 1]) / len(run.data), latest)
        finally:
            self.save(done)
        return losses

    def steps(self, order: Array, begins: Array, counts: Array, losses: Array) -> int:
        """Some steps in one call; the number of the one whose loss is no number, or -1."""
        first, run = int(begins[0]), self.run
        noise = self.noise(counts)
        table = self.table(len(counts))
        begins, counts = begins - first, np.ascontiguousarray(counts)
        arrays = [self.arena, order[first:], begins, counts, table, losses, self.outputs[first:], *self.rows, *noise]
        assert run.state is self.seen
        return int(self.call(*(array.ctypes.data for array in arrays), len(counts)))

    def noise(self, counts: Array) -> list[Array]:
        """The noise of each batch, drawn in their order; the rows of all batches one after the other."""
        if not self.step.noise:
            return []
        batches = [leaves(self.run.network.given(int(count), None)) for count in counts]
        kinds = self.kinds[len(self.rows) :]
        return [
            np.ascontiguousarray(np.concatenate(parts), kind)
            for parts, kind in zip(zip(*batches, strict=True), kinds, strict=True)
        ]

    def table(self, steps: int) -> Array:
        """The numbers of these steps that follow from their place and their rate."""
        from handgrad.engines.fused.kernel import scalars_of

        assert self.seen is not None
        first = self.seen.t + self.ahead + 1
        self.ahead += steps
        given = self.step.traced.inputs[self.step.state : self.step.state + 2]
        t = np.arange(first, first + steps, dtype=np.float64)
        table: Array = scalars_of(
            self.step.traced.program, self.kernel.scalars, given, t, rates(self.run, first, steps)
        )
        return table

    def load(self) -> None:
        """Take the state of the training into the arena, unless it is there."""
        self.ahead = 0
        if self.run.state is self.seen:
            return
        for view, leaf in zip(self.views, leaves(trees(self.run.state)), strict=True):
            view[...] = np.ravel(leaf)
        self.seen = self.run.state

    def save(self, steps: int) -> None:
        """Give the training the state of the arena, `steps` steps later."""
        before = self.run.state
        old = trees(before)
        shaped = zip(self.views, leaves(old), strict=True)
        values = [view.reshape(np.shape(leaf)).astype(np.asarray(leaf).dtype) for view, leaf in shaped]
        parameters, statistics, states = rebuilt(old, values)
        self.run.state = self.seen = State(parameters, statistics, states, before.t + steps)


@lru_cache(maxsize=4)
def tiled(rows: int, many: int) -> Array:
    """The rows in their own order, several times."""
    return np.tile(np.arange(rows), many)


@lru_cache(maxsize=4)
def spans(rows: int, size: int, many: int) -> tuple[Array, Array]:
    """The beginning and the length of every batch of several epochs."""
    starts = np.arange(0, rows, size)
    begins = (np.arange(many)[:, None] * rows + starts).ravel()
    return begins, np.tile(np.minimum(size, rows - starts), many)


def prepared(run: Training) -> tuple[StepProgram, Kernel]:
    """The step as a Program, of which only the scalars are still performed, and as loops. Raises Unfit."""
    from handgrad.engines.fused.kernel import Builder

    try:
        step = step_program(run)
    except Untraceable as error:
        raise Unfit(str(error)) from error
    rows, size = len(run.data), min(run.batch_size, len(run.data))
    fixed, outputs = rows % size == 0, bool(run.metrics)
    kernel = Builder(step, size, fixed, outputs, in_order=not run.shuffle).build()
    scalars = step.traced.program.without_values(kernel.scalars)
    return replace(step, traced=replace(step.traced, program=scalars)), kernel

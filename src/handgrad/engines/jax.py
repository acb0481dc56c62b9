"""The JAX engine in a `fit`: what is drawn on the host, performed on the device, and brought back."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.engines.engine import Engine, Performed, Unfit, remembered
from handgrad.engines.xla.drawing import Ahead
from handgrad.engines.xla.held import Held
from handgrad.pair import Array
from handgrad.program.listing import listing
from handgrad.program.trace import Untraceable
from handgrad.program.trees import leaves
from handgrad.progress_bar import ProgressBar
from handgrad.step_program import rates, traced_at, trees

if TYPE_CHECKING:
    from handgrad.engines.xla.epoch import Epochs
    from handgrad.program.trace import Traced
    from handgrad.steps import State
    from handgrad.training import Training

SECONDS = 0.3
"""How long the device works before the host looks at it again: no longer than Ctrl-C may wait."""


class Jax(Engine):
    """The step as XLA compiles it, in float64 or float32 as the network says, on whatever devices JAX finds.

    Where there are several devices, of one machine or of many, every batch is shared out among them by rows.
    """

    name = "jax"

    @classmethod
    def missing(cls) -> str:
        """Why the engine cannot run on this machine; empty where it can."""
        return "" if importlib.util.find_spec("jax") else "JAX is not installed: pip install 'handgrad[jax]'"

    @classmethod
    def function(cls, traced: Traced) -> Callable[..., list[Any]]:
        """`outputs = function(*inputs)`, compiled at its first call; `listing` of the result is it to be read."""
        import jax

        from handgrad.engines.xla.performing import exactly, performed

        compiled = jax.jit(performed(traced))

        def call(*inputs: Any) -> list[Any]:
            with exactly():
                return [np.array(value) for value in compiled(*inputs)]

        call.listing = listing(traced, "jnp")  # type: ignore[attr-defined]
        return call

    def __init__(self, run: Training) -> None:
        from handgrad.engines.xla.performing import exactly
        from handgrad.engines.xla.placing import Places

        super().__init__(run)
        self.refuse_wrong_inputs()
        self.places = Places()
        self.plan, self.compiled = remembered(self.name, run, self.planned, *self.places.devices)
        with exactly():
            self.places.require_same(settings(run), [*leaves(trees(run.state)), *leaves(run.data)])
            self.data = self.places.everywhere(leaves(run.data))
        self.ahead: Ahead | None = None
        self.speed, self.careful = 0.0, False

    @classmethod
    def many(cls, runs: Sequence[Training], losses: Array) -> None:
        """All of them at once, with one more axis in front."""
        from handgrad.engines.xla.many import train

        train(cls(runs[0]), runs, losses)

    def planned(self) -> tuple[Epochs, Callable[..., Any]]:
        """The epochs of this training, also under jit; raises Unfit where JAX cannot perform its step."""
        from handgrad.engines.xla.epoch import Epochs
        from handgrad.engines.xla.performing import performed

        run, rows = self.run, len(self.run.data)
        size = min(run.batch_size, rows)
        rest = rows % size or size
        try:
            steps = {n: performed(traced_at(run, n)) for n in {size, rest}}
        except Untraceable as error:
            raise Unfit(str(error)) from None
        count = len(leaves(trees(run.state)))
        plan = Epochs(rows, size, steps[size], steps[rest], count, bool(run.metrics), self.places.shared)
        return plan, self.places.compiled(plan.several)

    def epochs(self, most: int, bar: ProgressBar) -> Performed:
        """As many epochs as the devices perform in a short while."""
        run = self.run
        ahead = self.ahead = self.ahead or Ahead(run, most)
        quick = int(SECONDS * self.places.agreed(self.speed))
        count = 1 if self.careful else max(1, min(most, ahead.most, quick))
        rng = run.network.rng.bit_generator
        before = rng.state
        try:
            state, losses, outputs = self.performed(ahead, count)
        except KeyboardInterrupt:
            rng.state = before
            raise
        if count > 1 and not np.isfinite(losses).all():  # what was before the epoch that diverged is wanted
            self.careful, rng.state = True, before
            return self.epochs(1, bar)
        for value in losses[0]:
            run.require_finite(float(value))
        run.state = state
        sums = losses @ ahead.sizes / len(run.data)
        if outputs is None:
            return Performed(sums.tolist())
        return Performed(sums.tolist(), outputs, run.data.target[ahead.drawn.order[0]])

    def performed(self, ahead: Ahead, count: int) -> tuple[State, Array, Array | None]:
        """Some epochs: the state after them, their losses (count, steps), and the last one's outputs (rows, ...)."""
        from handgrad.engines.xla.performing import exactly

        run, begin = self.run, time.perf_counter()
        drawn = ahead.draw(count)
        with exactly(), self.places.together():
            state = run.state
            held = state.held if isinstance(state, Held) else self.places.everywhere(leaves(trees(state)))
            given = self.places.everywhere((drawn.order, float(run.state.t + 1), drawn.rates, drawn.noise))
            found = self.compiled(self.places.everywhere(count), held, self.data, *given)
            losses, outputs = np.array(found[1]), np.array(found[2]) if run.metrics else None
        self.speed = count / (time.perf_counter() - begin)
        return Held(state, found[0], state.t + count * losses.shape[1]), losses[:count], outputs


def settings(run: Training) -> str:
    """What processes that train together must have in common besides their numbers."""
    first = rates(run, run.state.t + 1, 4).tolist()  # a schedule itself has no text that is the same everywhere
    optimizer = replace(run.optimizer, learning_rate=0.0)
    return repr((run.network.rng.bit_generator.state, run.batch_size, run.shuffle, optimizer, first))

"""Many starts under JAX: whole epochs of all of them in one compiled function."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import jax
import numpy as np

from handgrad.engines.engine import remembered
from handgrad.engines.jax import SECONDS
from handgrad.engines.xla.drawing import NUMBERS, Ahead
from handgrad.engines.xla.performing import exactly
from handgrad.pair import Array
from handgrad.program.trees import leaves, rebuilt
from handgrad.step_program import trees
from handgrad.steps import State

if TYPE_CHECKING:
    from handgrad.engines.jax import Jax
    from handgrad.training import Training


def train(engine: Jax, runs: Sequence[Training], losses: Array) -> None:
    """Perform many trainings at once; `engine` is that of the first. `losses` (runs, epochs)."""
    alike = not runs[0].shuffle and not any("noise" in layer.needs for layer in runs[0].network.layers)
    own = list(runs[:1] if alike else runs)
    aheads = [Ahead(run, losses.shape[1], NUMBERS // len(own)) for run in own]
    axis = None if alike else 0
    several = jax.vmap(engine.plan.several, (None, 0, None, axis, None, None, axis))
    places = engine.places
    with exactly():
        compiled = remembered("many", runs[0], lambda: places.compiled(several), alike, *places.devices)
        stacked = [np.stack(each) for each in zip(*(leaves(trees(run.state)) for run in runs), strict=True)]
        state, done, speed = places.everywhere(stacked), 0, 0.0
        try:
            while done < losses.shape[1]:
                begin = time.perf_counter()
                count = max(1, min(losses.shape[1] - done, aheads[0].most, int(SECONDS * speed)))
                given = places.everywhere(drawn(aheads, count, own[0].state.t + 1, alike))
                after, found, _ = compiled(places.everywhere(count), state, engine.data, *given)
                means = np.array(found)[:, :count] @ aheads[0].sizes / len(runs[0].data)
                losses[:, done : done + count], state, done = means, after, done + count
                own[0].state = State(*trees(own[0].state), own[0].state.t + count * len(aheads[0].sizes))
                speed = count / (time.perf_counter() - begin)
        finally:
            leave(runs, [np.array(leaf) for leaf in state], own[0].state.t)
    for row in losses:
        row[~np.logical_and.accumulate(np.isfinite(row))] = np.inf


def drawn(aheads: Sequence[Ahead], count: int, t: int, alike: bool) -> Any:
    """Order, first step, rates and noise of the next epochs; of all starts, unless they are alike."""
    each = [ahead.draw(count) for ahead in aheads]
    order, noise = each[0].order, each[0].noise
    if not alike:
        order = np.stack([one.order for one in each])
        noise = jax.tree.map(lambda *parts: np.stack(parts), *(one.noise for one in each))
    return order, float(t), each[0].rates, noise


def leave(runs: Sequence[Training], state: Sequence[Array], t: int) -> None:
    """Give each training its own part of the state after step t."""
    for start, run in enumerate(runs):
        own = rebuilt(trees(run.state), [np.array(leaf[start]) for leaf in state])
        run.state = State(own[0], own[1], own[2], t)

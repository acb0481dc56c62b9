"""What epochs consume, drawn ahead from the network's rng in the order in which the plain engine draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from handgrad.pair import Array
from handgrad.program.trees import leaves
from handgrad.step_program import rates, same_draws

if TYPE_CHECKING:
    from handgrad.training import Training

NUMBERS = 1 << 18
"""How many numbers are drawn ahead, about."""


@dataclass
class Drawn:
    """For each of `most` epochs: the order of the rows (most, rows), the learning rates (most, steps), and the noise.

    The noise is a pair of lists of arrays: for the whole batches (most, full, ...), and for what is left (most, ...).
    """

    order: Array
    rates: Array
    noise: tuple[list[Array], list[Array]]


class Ahead:
    """Room for what at most `most` epochs consume, or fewer where that would be more than about so many `numbers`."""

    def __init__(self, run: Training, most: int, numbers: int = NUMBERS) -> None:
        self.run = run
        rows, size = len(run.data), min(run.batch_size, len(run.data))
        self.sizes = [size] * (rows // size) + [rows % size] * bool(rows % size)
        self.full = rows // size
        self.noisy = any("noise" in layer.needs for layer in run.network.layers)
        with same_draws(run.network):
            whole, last = self.noise(size), self.noise(self.sizes[-1])
        epoch = rows + self.full * sum(leaf.size for leaf in whole)
        self.most = max(1, min(most, numbers // epoch))
        self.drawn = Drawn(
            np.tile(np.arange(rows, dtype=np.int32), (self.most, 1)),
            np.zeros((self.most, len(self.sizes))),
            (
                [np.zeros((self.most, self.full, *leaf.shape), leaf.dtype) for leaf in whole],
                [np.zeros((self.most, *leaf.shape), leaf.dtype) for leaf in last],
            ),
        )

    def noise(self, n: int) -> list[Array]:
        """The noise of one step on n rows."""
        return leaves(self.run.network.given(n, None)) if self.noisy else []

    def draw(self, count: int) -> Drawn:
        """What the next `count` epochs consume; the room for more is left as it is."""
        run, drawn = self.run, self.drawn
        whole, last = drawn.noise
        for epoch in range(count):
            if run.shuffle:
                drawn.order[epoch] = run.network.rng.permutation(len(run.data))
            for step, n in enumerate(self.sizes if self.noisy else ()):
                places = [each[epoch, step] for each in whole] if step < self.full else [each[epoch] for each in last]
                for place, leaf in zip(places, self.noise(n), strict=True):
                    place[...] = leaf
        steps = len(self.sizes)
        drawn.rates[:count] = rates(run, run.state.t + 1, count * steps).reshape(count, steps)
        return drawn

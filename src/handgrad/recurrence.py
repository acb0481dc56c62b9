"""Recurrence: what layers that walk through a sequence have in common: settings, start values, shapes, masks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from handgrad import initializers
from handgrad.pair import Array, Layer, Params, Shape
from handgrad.refusals import require_mask, require_sequence, require_whole, require_width


@dataclass(frozen=True)
class Recurrent(Layer):
    """h[t] = step(x[t], h[t-1]), h[-1] = 0: x (n, steps, width) -> h (n, steps, units), or the last one (n, units).

    `sequences` says which. A mask (n, steps) is true where there is something: elsewhere the state stays as it was. A
    subclass takes `gates` products of units numbers at every step, side by side in one array.
    """

    needs: ClassVar[tuple[str, ...]] = ("mask",)
    gates: ClassVar[int] = 1

    units: int
    sequences: bool = False
    start: str | float = "glorot_uniform"
    recurrent_start: str | float = "orthogonal"

    def __post_init__(self) -> None:
        require_whole(self, units=self.units)
        initializers.find(self.start)
        initializers.find(self.recurrent_start)

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        """Weights (width, gates units), recurrent (units, gates units), bias (gates units,), which is zero."""
        self.output_shape(inputs)
        shapes = (inputs[-1], self.units), (self.units, self.units)
        starts = initializers.find(self.start), initializers.find(self.recurrent_start)
        weights, recurrent = (
            np.concatenate([start(rng, shape) for _ in range(self.gates)], axis=1)
            for start, shape in zip(starts, shapes, strict=True)
        )
        return Params(weights=weights, recurrent=recurrent, bias=np.zeros(self.gates * self.units))

    def output_shape(self, inputs: Shape) -> Shape:
        """(steps, units), or (units,) where only the last state comes out."""
        require_sequence(self, inputs)
        return (inputs[0], self.units) if self.sequences else (self.units,)

    def require(self, params: Params, x: Array, mask: Array | None) -> None:
        """Refuse what does not fit."""
        require_sequence(self, x.shape[1:])
        require_width(self, x, len(params.weights))
        require_mask(self, mask, x)

    def at_every_step(self, dy: Array, steps: int) -> Array:
        """The gradient that reaches each step's state from outside, (n, steps, units): often only the last one's."""
        return dy if self.sequences else np.pad(dy[:, None], ((0, 0), (steps - 1, 0), (0, 0)))

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """All states, the last one, and a sequence of one step."""
        return {
            "sequences": (cls(3, True), (4, 2)),
            "last": (cls(3), (4, 2)),
            "one step": (cls(2, True), (1, 3)),
        }


def kept(mask: Array | None, t: int, new: Array, old: Array) -> Array:
    """`new` (n, units) in the rows that have something at step t, `old` elsewhere."""
    return new if mask is None else np.where(mask[:, t, None], new, old)


def shared(mask: Array | None, t: int, d: Array) -> tuple[Array, Array | float]:
    """The gradients of `new` and `old`, given that of `kept`."""
    return (d, 0.0) if mask is None else (np.where(mask[:, t, None], d, 0), np.where(mask[:, t, None], 0, d))

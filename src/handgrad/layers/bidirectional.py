"""Bidirectional: one recurrent layer reads the sequence forwards, another of the same kind backwards.

The two share only their input, so each is undone by itself: dy is split as the outputs were joined, what goes through
the second is turned round in time once more, and the two dx add up.

Source: Schuster, Paliwal, "Bidirectional recurrent neural networks", 1997.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from handgrad.layers.gru import GRU
from handgrad.layers.lstm import LSTM
from handgrad.pair import Array, Layer, Params, Shape
from handgrad.recurrence import Recurrent


@dataclass(frozen=True)
class Bidirectional(Layer):
    """y = (layer(x), turned(layer'(turned(x)))), side by side; turned exchanges first and last steps.

    x (n, steps, width) -> y (n, steps, 2 units) or, where the layer gives its last state only, (n, 2 units). A mask
    (n, steps) is turned with x. Parameters: `forwards` and `backwards`, those of the layer twice.
    """

    needs: ClassVar[tuple[str, ...]] = ("mask",)

    layer: Layer

    def __post_init__(self) -> None:
        if not isinstance(self.layer, Recurrent):
            raise TypeError(f"Bidirectional: it takes a recurrent layer such as LSTM(8), not {self.layer!r}")

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        """Start values of both."""
        return Params(forwards=self.layer.init(rng, inputs), backwards=self.layer.init(rng, inputs))

    def output_shape(self, inputs: Shape) -> Shape:
        """(steps, 2 units) or (2 units,)."""
        *steps, units = self.layer.output_shape(inputs)
        return (*steps, 2 * units)

    def forward(self, params: Params, x: Array, mask: Array | None = None) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, steps, width), mask (n, steps) or none -> y (n, steps, 2 units) or (n, 2 units)."""
        ahead, saved_ahead = self.layer.forward(params.forwards, x, mask=mask)
        turned_mask = None if mask is None else mask[:, ::-1]
        back, saved_back = self.layer.forward(params.backwards, x[:, ::-1], mask=turned_mask)
        return np.concatenate([ahead, turned(back)], axis=-1), (saved_ahead, saved_back)

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, steps, 2 units) or (n, 2 units) -> dx (n, steps, width) and the gradients of both."""
        saved_ahead, saved_back = saved
        dahead, dback = np.split(dy, 2, axis=-1)  # forward: concatenate(ahead, turned(back))
        dx_ahead, dforwards = self.layer.backward(params.forwards, saved_ahead, dahead)  # forward: layer.forward(x)
        dx_back, dbackwards = self.layer.backward(params.backwards, saved_back, turned(dback))  # forward: of x[:, ::-1]
        return dx_ahead + dx_back[:, ::-1], Params(forwards=dforwards, backwards=dbackwards)  # forward: x, x[:, ::-1]

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """All states and the last ones, of two kinds."""
        return {"sequences": (cls(LSTM(2, True)), (3, 2)), "last": (cls(GRU(3)), (3, 2))}


def turned(y: Array) -> Array:
    """y (n, steps, units) with the last step first; last states (n, units) have no steps to turn."""
    return y[:, ::-1] if y.ndim == 3 else y


if __name__ == "__main__":
    from handgrad.showcase import show

    show(__spec__.name)

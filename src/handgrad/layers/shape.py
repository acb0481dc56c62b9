"""Shape: the same numbers of every sample in another arrangement.

Nothing is computed, so nothing is differentiated: backward puts the gradient back into the arrangement of the input.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handgrad.pair import Array, Layer, Params, Shape
from handgrad.refusals import require_whole


@dataclass(frozen=True)
class Flatten(Layer):
    """y = x, all axes of a sample as one: x (n, ...) -> y (n, width)."""

    def output_shape(self, inputs: Shape) -> Shape:
        """(width,), the product of all lengths."""
        return (math.prod(inputs),)

    def forward(self, params: Params, x: Array) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, ...) -> y (n, width)."""
        return x.reshape(len(x), math.prod(x.shape[1:])), x.shape

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, width) -> dx (n, ...)."""
        return dy.reshape(saved), Params()  # forward: x.reshape(n, width)

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """An image, a sequence, and rows that are flat already."""
        return {"image": (cls(), (3, 2, 2)), "sequence": (cls(), (4, 3)), "row": (cls(), (5,))}


@dataclass(frozen=True)
class Reshape(Layer):
    """y = x in the given shape: x (n, ...) -> y (n, *shape).

    Raises ValueError where a sample does not have as many numbers as `shape`.
    """

    shape: Shape

    def __post_init__(self) -> None:
        object.__setattr__(self, "shape", tuple(self.shape))
        for length in self.shape:
            require_whole(self, length=length)

    def output_shape(self, inputs: Shape) -> Shape:
        """`shape`."""
        if math.prod(inputs) != math.prod(self.shape):
            raise ValueError(f"Reshape: samples of shape {inputs} do not have as many numbers as {self.shape}")
        return self.shape

    def forward(self, params: Params, x: Array) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, ...) -> y (n, *shape)."""
        return x.reshape(len(x), *self.output_shape(x.shape[1:])), x.shape

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, *shape) -> dx (n, ...)."""
        return dy.reshape(saved), Params()  # forward: x.reshape(n, *shape)

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """Rows into images, and images into sequences."""
        return {"image": (cls((2, 3, 1)), (6,)), "sequence": (cls((4, 2)), (2, 2, 2))}


if __name__ == "__main__":
    from handgrad.showcase import show

    show(__spec__.name)

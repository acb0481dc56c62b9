"""Dropout: a random part of the inputs is left out at every training step, and none afterwards.

Each input is kept or not, and what is kept is scaled up so that the mean stays: y = x keep / (1 - rate). Every output
depends on its own input alone, with slope keep / (1 - rate), so dx = dy keep / (1 - rate): nothing flows back through
what was left out. Afterwards y = x.

Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, "Dropout: a simple way to prevent neural networks from
overfitting", 2014; scaled while training, so that nothing has to be scaled later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from handgrad.pair import Array, Layer, Params, Shape


@dataclass(frozen=True)
class Dropout(Layer):
    """y = x keep / (1 - rate) while training, keep being true with probability 1 - rate; y = x afterwards.

    x and y (n, ...). Raises ValueError for a rate outside [0, 1).
    """

    needs: ClassVar[tuple[str, ...]] = ("noise",)

    rate: float = 0.5

    def __post_init__(self) -> None:
        if not isinstance(self.rate, (int, float)) or not 0 <= self.rate < 1:
            raise ValueError(f"Dropout: rate must be a number from 0 up to, not including, 1; not {self.rate!r}")

    def output_shape(self, inputs: Shape) -> Shape:
        """That of the inputs."""
        return inputs

    def noise(self, rng: np.random.Generator, x_shape: Shape) -> Array:
        """What is kept, true or false, (n, ...)."""
        return rng.random(x_shape) >= self.rate

    def forward(self, params: Params, x: Array, noise: Array) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, ...), noise (n, ...) -> y (n, ...)."""
        return np.where(noise, x / (1 - self.rate), 0), noise

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, ...) -> dx (n, ...)."""
        return np.where(saved, dy / (1 - self.rate), 0), Params()  # forward: x / (1 - rate) where noise, else 0

    def predict(self, params: Params, statistics: Params, x: Array) -> Array:  # type: ignore[override]
        """x itself."""
        return x

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """Rates in use, on rows and on sequences."""
        return {"half": (cls(0.5), (8,)), "tenth": (cls(0.1), (3, 4)), "none": (cls(0.0), (4,))}


if __name__ == "__main__":
    from handgrad.showcase import show

    show(__spec__.name)

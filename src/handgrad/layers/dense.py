"""The dense layer: every output unit sees every input.

z[n, j] = sum over i of x[n, i] W[i, j], plus b[j], and y = activation(z), so dz = dy slope(z). Backwards:
    W[i, j] reaches z[n, j] of every row n, by x[n, i]:   dW = x^T dz
    b[j] reaches z[n, j] of every row n, by 1:            db = sum of dz over the rows
    x[n, i] reaches z[n, j] of every unit j, by W[i, j]:  dx = dz W^T
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad import activations, initializers
from handgrad.pair import Array, Layer, Params, Shape
from handgrad.refusals import require_width


@dataclass(frozen=True)
class Dense(Layer):
    """y = activation(x W + b), along the last axis of x.

    x (n, ..., width) -> y (n, ..., units); weights W (width, units), bias b (units,). Raises ValueError where x has
    another width than the weights.
    """

    units: int
    activation: str = "linear"
    start: str | float = "he_normal"
    bias_start: float = 0.0

    def __post_init__(self) -> None:
        if not isinstance(self.units, int) or self.units < 1:
            raise ValueError(f"Dense: units must be a whole number, 1 or more, not {self.units!r}")
        activations.find(self.activation)
        initializers.find(self.start)

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        """Weights (width, units) by the initialiser `start` (or all of that number), bias (units,) at `bias_start`."""
        weights = initializers.find(self.start)(rng, (inputs[-1], self.units))
        return Params(weights=weights, bias=np.full(self.units, self.bias_start, dtype=weights.dtype))

    def output_shape(self, inputs: Shape) -> Shape:
        """(*inputs[:-1], units)."""
        if not inputs or inputs[-1] < 1:
            raise ValueError(f"Dense: one sample needs at least one number along its last axis, and {inputs} has none")
        return (*inputs[:-1], self.units)

    def forward(self, params: Params, x: Array) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, ..., width) -> y (n, ..., units)."""
        require_width(self, x, len(params.weights))
        z = x @ params.weights + params.bias  # (n, ..., units)
        y = activations.find(self.activation).value(z)  # (n, ..., units)
        return y, (x, z, y)

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, ..., units) -> dx (n, ..., width), dweights (width, units), dbias (units,)."""
        x, z, y = saved
        dz = activations.find(self.activation).backward(z, y, dy)  # forward: y = activation(z)
        dweights = rows(x).T @ rows(dz)  # forward: x @ weights
        dbias = rows(dz).sum(axis=0)  # forward: + bias, one for all rows
        return dz @ params.weights.T, Params(weights=dweights, bias=dbias)  # forward: x @ weights

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """A layer of each activation, and one along the last axis of a sequence."""
        named = {name: (cls(3, name), (4,)) for name in activations.table}
        return {**named, "sequence": (cls(3, "tanh"), (5, 4))}


def rows(x: Array) -> Array:
    """x (n, ..., width) -> (n * ..., width): all leading axes as one."""
    return x.reshape(-1, x.shape[-1])


if __name__ == "__main__":
    from handgrad.showcase import show

    show(__spec__.name)

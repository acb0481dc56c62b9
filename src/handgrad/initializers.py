"""Initialisers: how large random start weights are, so that signals keep their size from layer to layer."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from handgrad.pair import Array, Shape

Initializer = Callable[[np.random.Generator, Shape], Array]
"""`initializer(rng, shape) -> float64 array`; the last axis of `shape` is the outputs, all others lead into it."""


def fans(shape: Shape) -> tuple[int, int]:
    """How many numbers flow into one output and out of one input, at least 1 each.

    (fan_in, fan_out) for a dense layer; a convolution's (height, width, channels in, channels out) counts its window
    on both sides.
    """
    window = math.prod(shape[:-2])
    return max(1, math.prod(shape[:-1])), max(1, window * math.prod(shape[-1:]))


@dataclass(frozen=True)
class Scaled:
    """Weights of mean 0 and variance gain / fan, drawn from a normal or a uniform distribution.

    `fan` is "in", the inputs of one unit, or "mean", the mean of its inputs and its outputs.
    """

    gain: float
    fan: str
    uniform: bool
    source: str

    def __call__(self, rng: np.random.Generator, shape: Shape) -> Array:
        """Start weights of this shape, float64."""
        fan_in, fan_out = fans(shape)
        fan = fan_in if self.fan == "in" else (fan_in + fan_out) / 2
        deviation = math.sqrt(self.gain / fan)
        if self.uniform:
            return rng.uniform(-math.sqrt(3) * deviation, math.sqrt(3) * deviation, shape)
        return deviation * rng.standard_normal(shape)


@dataclass(frozen=True)
class Orthogonal:
    """Weights whose columns (or rows, where these are fewer) are orthonormal: W^T W = I, times `gain`.

    Source: Saxe, McClelland, Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural
    networks", 2014. A normal matrix is factored into Q R; the signs of R's diagonal make Q uniformly distributed.
    """

    gain: float = 1.0

    def __call__(self, rng: np.random.Generator, shape: Shape) -> Array:
        """Start weights of this shape, all axes but the last taken as one, float64."""
        rows, columns = math.prod(shape[:-1]), math.prod(shape[-1:])
        q, r = np.linalg.qr(rng.standard_normal((max(rows, columns), min(rows, columns))))
        q = q * np.where(np.diagonal(r) < 0, -1.0, 1.0)
        return self.gain * np.reshape(q if rows >= columns else q.T, shape)


@dataclass(frozen=True)
class Constant:
    """Every weight the same `value`; units that start alike stay alike, so this is for biases and experiments."""

    value: float = 0.0

    def __call__(self, rng: np.random.Generator, shape: Shape) -> Array:
        """An array of this shape, float64; nothing is drawn."""
        return np.full(shape, self.value, dtype=np.float64)


HE = "He, Zhang, Ren, Sun, 'Delving deep into rectifiers', 2015: for relu, which halves the variance"
GLOROT = "Glorot, Bengio, 'Understanding the difficulty of training deep feedforward neural networks', 2010: for tanh"
LECUN = "LeCun, Bottou, Orr, Mueller, 'Efficient backprop', 1998: for units that keep the variance, and for selu"

table: dict[str, Initializer] = {
    "he_normal": Scaled(2, "in", False, HE),
    "he_uniform": Scaled(2, "in", True, HE),
    "glorot_normal": Scaled(1, "mean", False, GLOROT),
    "glorot_uniform": Scaled(1, "mean", True, GLOROT),
    "lecun_normal": Scaled(1, "in", False, LECUN),
    "lecun_uniform": Scaled(1, "in", True, LECUN),
    "orthogonal": Orthogonal(),
    "zeros": Constant(0.0),
    "ones": Constant(1.0),
}


def find(start: str | float | Initializer) -> Initializer:
    """The initialiser called `start`; a number stands for `Constant(number)`, and an initialiser for itself.

    Raises ValueError, with the known names, where there is none of that name.
    """
    if callable(start):
        return start
    if isinstance(start, (int, float)):
        return Constant(float(start))
    if start not in table:
        raise ValueError(f"unknown initialiser {start!r}; known: {', '.join(sorted(table))}, or a number")
    return table[start]

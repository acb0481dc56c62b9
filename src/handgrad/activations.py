"""Activations: a row each, its value and its slope; their backward is generated from the slope."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from handgrad.pair import Array


@dataclass(frozen=True)
class Activation:
    """`y = value(z)`, element by element or, for softmax, along the last axis.

    `backward(z, y, dy) -> dz`, all of one shape. `range` is the open interval that `y` stays within; `corner` is the
    `z` at which the slope jumps, where there is one.
    """

    name: str
    value: Callable[[Array], Array]
    backward: Callable[[Array, Array, Array], Array]
    range: tuple[float, float]
    corner: float | None
    equation: str


table: dict[str, Activation] = {}


def find(name: str) -> Activation:
    """The activation called `name`; raises ValueError with the known ones."""
    if name not in table:
        raise ValueError(f"unknown activation {name!r}; known: {', '.join(sorted(table))}")
    return table[name]


Elementwise = Callable[[Array], Array]
Slope = Callable[[Array, Array], Array]


def row(
    name: str,
    equation: str,
    value: Elementwise,
    slope: Slope,
    range: tuple[float, float] = (-math.inf, math.inf),
    corner: float | None = None,
) -> Activation:
    """Enter an elementwise activation: its `value(z)` and its `slope(z, y)`, y = value(z)."""

    def backward(z: Array, y: Array, dy: Array) -> Array:
        return dy * slope(z, y)  # forward: y = value(z)

    table[name] = Activation(name, value, backward, range, corner, equation)
    return table[name]


def logistic(z: Array) -> Array:
    """1 / (1 + exp(-z)), without overflow on either side."""
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))


def soft_plus(z: Array) -> Array:
    """log(1 + exp(z)), without overflow."""
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))

"""Activations: a row each, its value and its slope; their backward is generated from the slope.

Sources: leaky relu, Maas, Hannun, Ng 2013; elu, Clevert, Unterthiner, Hochreiter 2016; selu, Klambauer and others 2017;
gelu, Hendrycks, Gimpel 2016; silu, Elfwing, Uchibe, Doya 2018; softplus, Dugas and others 2001; softmax, Bridle 1990.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from handgrad.pair import Array


@dataclass(frozen=True)
class Activation:
    """`y = value(z)`, element by element or, for softmax, along the last axis.

    `backward(z, y, dy) -> dz`, all of one shape. `range` is the interval that `y` stays within; `corner` is the
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


def minus_size(z: Array) -> Array:
    """-|z|, written so that a complex step passes through it."""
    return np.where(z < 0, z, -z)


def logistic(z: Array) -> Array:
    """1 / (1 + exp(-z)), without overflow on either side."""
    small = np.exp(minus_size(z))
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))


def soft_plus(z: Array) -> Array:
    """log(1 + exp(z)), without overflow."""
    return np.maximum(z, 0) + np.log1p(np.exp(minus_size(z)))


ERF_NEAR = (
    (1.85777706184603153e-1, 3.16112374387056560, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3),
    (1.0, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3),
)
ERFC_MIDDLE = (
    (
        *(2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1),
        *(2.98635138197400131e2, 8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3),
        1.23033935479799725e3,
    ),
    (
        *(1.0, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3),
        *(3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3),
    ),
)
ERFC_FAR = (
    (
        *(1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1),
        *(1.25781726111229246e-1, 1.60837851487422766e-2, 6.58749161529837803e-4),
    ),
    (
        *(1.0, 2.56852019228982242, 1.87295284992346725, 5.27905102951428412e-1),
        *(6.05183413124413191e-2, 2.33520497626869185e-3),
    ),
)


def ratio(x: Array, coefficients: tuple[Sequence[float], Sequence[float]]) -> Array:
    """The rational function of x with these numerator and denominator coefficients, highest power first."""

    def polynomial(powers: Sequence[float]) -> Array:
        return reduce(lambda total, coefficient: total * x + coefficient, powers[1:], x * 0 + powers[0])

    return polynomial(coefficients[0]) / polynomial(coefficients[1])


def erfc(x: Array) -> Array:
    """1 - erf(x), the complementary error function; the relative error stays under 1e-13 as far as it is a number.

    Source: W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969) 631-637,
    with the coefficients of his CALERF. Each of the three pieces is evaluated inside its own interval only.
    """
    size = -minus_size(x)
    near = np.where(size < 0.46875, x, 0)
    middle = np.minimum(np.maximum(size, 0.46875), 4)
    far = np.minimum(np.maximum(size, 4), 28)  # erfc(28) is 0 in float64
    square = 1 / (far * far)
    tail_middle = np.exp(-middle * middle) * ratio(middle, ERFC_MIDDLE)
    tail_far = np.exp(-far * far) * (1 / math.sqrt(math.pi) - square * ratio(square, ERFC_FAR)) / far
    tail = np.where(size < 4, tail_middle, tail_far)
    return np.where(size < 0.46875, 1 - near * ratio(near * near, ERF_NEAR), np.where(x < 0, 2 - tail, tail))


def erf(x: Array) -> Array:
    """The error function, 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x; source as for `erfc`."""
    near = np.where(-minus_size(x) < 0.46875, x, 0)
    return np.where(-minus_size(x) < 0.46875, near * ratio(near * near, ERF_NEAR), 1 - erfc(x))


def normal_below(z: Array) -> Array:
    """The probability that a standard normal number is below z."""
    return erfc(z * -math.sqrt(0.5)) * 0.5


def bounded(z: Array, limit: float) -> Array:
    """`z` kept within -limit and limit, where the factor beside it has long become 0 or 1."""
    return np.minimum(np.maximum(z, -limit), limit)


def gelu_slope(z: Array, y: Array) -> Array:
    """P(z) + z p(z), with p the normal density and P its integral."""
    near = bounded(z, 40)
    return normal_below(z) + near * np.exp(near * near * -0.5) * (1 / math.sqrt(2 * math.pi))


# Rows name their functions through np when they are called, never np.tanh itself, so that an engine may put its own
# np in this module.
SELU_SCALE, SELU_ALPHA = 1.0507009873554805, 1.6732632423543772

row("linear", "y = z", lambda z: z, lambda z, y: np.ones_like(z))
row("sigmoid", "y = 1 / (1 + exp(-z))", logistic, lambda z, y: y * (1 - y), (0, 1))
row("tanh", "y = tanh(z)", lambda z: np.tanh(z), lambda z, y: 1 - y * y, (-1, 1))
table["relu"] = Activation(
    "relu",
    lambda z: np.where(z <= 0, 0, z),  # neither -0. nor a hidden NaN, as np.maximum(z, 0) and z * (z > 0) can give
    lambda z, y, dy: np.where(z > 0, dy, 0),  # forward: z where z > 0, else 0
    (0, math.inf),
    0,
    "y = max(z, 0)",
)
row(
    "leaky_relu",
    "y = z where z > 0, else 0.01 z",
    lambda z: np.where(z > 0, z, 0.01 * z),
    lambda z, y: np.where(z > 0, 1, np.full_like(z, 0.01)),
    corner=0,
)
row(
    "elu",
    "y = z where z > 0, else exp(z) - 1",
    lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
    lambda z, y: np.exp(np.minimum(z, 0)),
    (-1, math.inf),
)
row(
    "selu",
    f"y = {SELU_SCALE:.7g} z where z > 0, else {SELU_SCALE * SELU_ALPHA:.7g} (exp(z) - 1)",
    lambda z: SELU_SCALE * np.where(z > 0, z, SELU_ALPHA * np.expm1(np.minimum(z, 0))),
    lambda z, y: SELU_SCALE * np.where(z > 0, 1, SELU_ALPHA * np.exp(np.minimum(z, 0))),
    (-SELU_SCALE * SELU_ALPHA, math.inf),
    0,
)
row(
    "gelu",
    "y = z P(z), P the normal distribution",
    lambda z: np.maximum(z, -40) * normal_below(z),
    gelu_slope,
    (-0.17, math.inf),
)
row(
    "silu",
    "y = z sigmoid(z)",
    lambda z: np.maximum(z, -800) * logistic(z),
    lambda z, y: logistic(z) * (1 + bounded(z, 800) * logistic(-z)),
    (-0.279, math.inf),
)
row("softplus", "y = log(1 + exp(z))", soft_plus, lambda z, y: logistic(z), (0, math.inf))


def softmax(z: Array) -> Array:
    """z (..., classes) -> y (..., classes), exp(z) over its sum along the last axis; infinite z share the limit."""
    largest = np.finfo(z.dtype).max / 4
    inside = np.minimum(np.maximum(z, -largest), largest)
    powers = np.exp(inside - np.max(inside, axis=-1, keepdims=True))
    shares: Array = powers / np.sum(powers, axis=-1, keepdims=True)
    return shares


def softmax_backward(z: Array, y: Array, dy: Array) -> Array:
    """dy (..., classes) -> dz: every output moves with every z, by y_i (1[i=j] - y_j)."""
    dz: Array = y * (dy - np.sum(dy * y, axis=-1, keepdims=True))  # forward: y = exp(z) / sum of exp(z)
    return dz


table["softmax"] = Activation(
    "softmax", softmax, softmax_backward, (0, 1), None, "y = exp(z) / sum of exp(z) along the last axis"
)

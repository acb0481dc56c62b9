"""Operations on each element by itself: a row each, with the slope in each operand."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from handgrad.program.operations.dtypes import cast, real_parts
from handgrad.program.operations.table import constant, elementwise, row, unbroadcast
from handgrad.program.operations.ties import slope_in_first, slope_in_second

LN2, LN10, DEGREE, NAN = math.log(2), math.log(10), math.pi / 180, np.float64(math.nan)


def python_or(name: str, act: Callable[..., Any]) -> Callable[..., Any]:
    """The ufunc, but Python's own operator between Python numbers, as the program itself would have had it."""
    ufunc = getattr(np, name)

    def perform(*args: Any, **kwargs: Any) -> Any:
        if not kwargs and all(type(arg) is float or type(arg) is int for arg in args):
            try:
                result = act(*args)
            except ArithmeticError:
                result = 0j
            if not isinstance(result, complex):
                return result
        return ufunc(*args, **kwargs)

    return perform


def analytic_absolute(z: Any) -> Any:
    """|x|, continued from the real axis."""
    return np.where(np.real(z) < 0, -z, z)[()]


def analytic_arctan2(y: Any, x: Any) -> Any:
    """The angle of (x, y), continued from the real axis: the real angle, and the small turn from there."""
    angle = np.arctan2(np.real(y), np.real(x))
    cosine, sine = np.cos(angle), np.sin(angle)
    return angle + np.arctan((y * cosine - x * sine) / (x * cosine + y * sine))


def analytic_logaddexp(a: Any, b: Any) -> Any:
    """log(exp(a) + exp(b))."""
    larger = np.where(np.real(a) >= np.real(b), a, b)
    return larger + np.log1p(np.exp(np.where(np.real(a) >= np.real(b), b, a) - larger))


def analytic_remainder(a: Any, b: Any) -> Any:
    """a - b floor(a / b)."""
    return a - b * np.floor(real_parts(a) / real_parts(b))


def analytic_fmod(a: Any, b: Any) -> Any:
    """a - b trunc(a / b)."""
    return a - b * np.trunc(real_parts(a) / real_parts(b))


def analytic_cbrt(z: Any) -> Any:
    """The cube root with the sign of the real part."""
    return np.sign(np.real(z)) * np.power(analytic_absolute(z), 1 / 3)


def power_by_exponent(a: Any, b: Any, y: Any) -> Any:
    """d(a^b)/db = a^b log(a); zero at a = 0, and no number below."""
    return np.where(a == 0, 0.0, y * np.log(a))


def clip(a: Any, a_min: Any = None, a_max: Any = None, **kwargs: Any) -> Any:
    """NumPy's `clip`, whose bounds may also be called `min` and `max`."""
    return np.clip(a, kwargs.pop("min", a_min), kwargs.pop("max", a_max), **kwargs)


def clip_slope(a: Any, low: Any = NAN, high: Any = NAN, *, y: Any) -> Any:
    """1 between the bounds and on them; a bound that is not there is NaN, which nothing is below or above."""
    return ~(a < low) & ~(a > high)


def clip_low_slope(a: Any, low: Any, high: Any = NAN, *, y: Any) -> Any:
    """1 where the lower bound was put in."""
    return (a < low) & ~(low > high)


def clip_high_slope(a: Any, low: Any, high: Any, *, y: Any) -> Any:
    """1 where the upper bound was put in; it wins over the lower one."""
    return (a > high) | (low > high)


def where(condition: Any, *choices: Any) -> Any:
    """NumPy's `where`; a complex condition counts by its real part."""
    return np.where(real_parts(condition), *choices)


def same_backward(dy: Any, y: Any, x: Any, *args: Any, **kwargs: Any) -> Any:
    """forward: the same elements."""
    return dy


def astype(array: Any, dtype: Any, *args: Any, **kwargs: Any) -> Any:
    """The array in another dtype; a complex step passes through floats, and integers truncate."""
    return cast(array, dtype)[()]


elementwise("add", lambda a, b, y: 1.0, lambda a, b, y: 1.0, function=python_or("add", operator.add))
elementwise("subtract", lambda a, b, y: 1.0, lambda a, b, y: -1.0, function=python_or("subtract", operator.sub))
elementwise("multiply", lambda a, b, y: b, lambda a, b, y: a, function=python_or("multiply", operator.mul))
elementwise(
    "divide true_divide",
    lambda a, b, y: 1 / b,
    lambda a, b, y: -a / (b * b),
    function=python_or("divide", operator.truediv),
)
for _name, _act in (("power", operator.pow), ("float_power", math.pow)):
    elementwise(
        _name,
        lambda a, b, y: np.where(b == 0, 0.0, b * np.power(a, b - 1)),
        power_by_exponent,
        function=python_or(_name, _act),
    )
elementwise("negative", lambda x, y: -1.0, function=python_or("negative", operator.neg))
elementwise("positive", lambda x, y: 1.0, function=python_or("positive", operator.pos))
elementwise("conjugate conj", lambda x, y: 1.0, analytic=lambda z, **kwargs: z)
row("real", None, same_backward, analytic=lambda z: z)
row("copy ascontiguousarray asfortranarray", None, same_backward)
elementwise("absolute abs", lambda x, y: np.sign(x), function=python_or("absolute", abs), analytic=analytic_absolute)
elementwise("fabs", lambda x, y: np.sign(x), analytic=analytic_absolute)
elementwise("square", lambda x, y: 2 * x)
elementwise("sqrt", lambda x, y: 0.5 / y)
elementwise("cbrt", lambda x, y: 1 / (3 * y * y), analytic=analytic_cbrt)
elementwise("reciprocal", lambda x, y: -y * y)
elementwise("exp", lambda x, y: y)
elementwise("exp2", lambda x, y: y * LN2)
elementwise("expm1", lambda x, y: np.exp(x))
elementwise("log", lambda x, y: 1 / x)
elementwise("log2", lambda x, y: 1 / (x * LN2))
elementwise("log10", lambda x, y: 1 / (x * LN10))
elementwise("log1p", lambda x, y: 1 / (1 + x))
elementwise("sin", lambda x, y: np.cos(x))
elementwise("cos", lambda x, y: -np.sin(x))
elementwise("tan", lambda x, y: 1 + y * y)
elementwise("arcsin asin", lambda x, y: 1 / np.sqrt(1 - x * x), function=np.arcsin)
elementwise("arccos acos", lambda x, y: -1 / np.sqrt(1 - x * x), function=np.arccos)
elementwise("arctan atan", lambda x, y: 1 / (1 + x * x), function=np.arctan)
elementwise("sinh", lambda x, y: np.cosh(x))
elementwise("cosh", lambda x, y: np.sinh(x))
elementwise("tanh", lambda x, y: 1 - y * y)
elementwise("arcsinh asinh", lambda x, y: 1 / np.sqrt(x * x + 1), function=np.arcsinh)
elementwise("arccosh acosh", lambda x, y: 1 / np.sqrt(x * x - 1), function=np.arccosh)
elementwise("arctanh atanh", lambda x, y: 1 / (1 - x * x), function=np.arctanh)
elementwise("sinc", lambda x, y: np.where(x == 0, 0.0, (np.cos(np.pi * x) - y) / np.where(x == 0, 1.0, x)))
elementwise("deg2rad radians", lambda x, y: DEGREE, analytic=lambda z: z * DEGREE)
elementwise("rad2deg degrees", lambda x, y: 1 / DEGREE, analytic=lambda z: z / DEGREE)
elementwise("maximum fmax", lambda a, b, y: slope_in_first(a, b), lambda a, b, y: slope_in_second(a, b))
elementwise("minimum fmin", lambda a, b, y: slope_in_first(-a, -b), lambda a, b, y: slope_in_second(-a, -b))
elementwise("logaddexp2", lambda a, b, y: np.exp2(a - y), lambda a, b, y: np.exp2(b - y),
            analytic=lambda a, b: analytic_logaddexp(a * LN2, b * LN2) / LN2)  # fmt: skip
elementwise("logaddexp", lambda a, b, y: np.exp(a - y), lambda a, b, y: np.exp(b - y), analytic=analytic_logaddexp)
elementwise("hypot", lambda a, b, y: a / y, lambda a, b, y: b / y, analytic=lambda a, b: np.sqrt(a * a + b * b))
elementwise(
    "arctan2 atan2",
    lambda a, b, y: b / (a * a + b * b),
    lambda a, b, y: -a / (a * a + b * b),
    function=np.arctan2,
    analytic=analytic_arctan2,
)
elementwise(
    "remainder mod",
    lambda a, b, y: 1.0,
    lambda a, b, y: -np.floor(a / b),
    function=python_or("remainder", operator.mod),
    analytic=analytic_remainder,
)
elementwise("fmod", lambda a, b, y: 1.0, lambda a, b, y: -np.trunc(a / b), analytic=analytic_fmod)
elementwise(
    "copysign",
    lambda a, b, y: np.sign(a) * np.copysign(1.0, b),
    None,
    analytic=lambda a, b: analytic_absolute(a) * np.copysign(1.0, np.real(b)),
)
elementwise(
    "heaviside",
    None,
    lambda a, b, y: a == 0,
    analytic=lambda a, b: np.where(np.real(a) == 0, b, np.real(a) > 0),
)
CLIP_KEYWORDS = {"min": "a_min", "max": "a_max"}
elementwise("clip", clip_slope, clip_low_slope, clip_high_slope, function=clip, keywords=CLIP_KEYWORDS)
elementwise("where", None, lambda c, a, b, y: c != 0, lambda c, a, b, y: c == 0, function=where)
elementwise("nan_to_num", lambda x, *options, y: np.isfinite(x))
row("astype", astype, same_backward, None)
row(
    "modf",
    None,
    lambda dy, y, x: dy[0],
    analytic=lambda z: (z - np.trunc(np.real(z)), np.trunc(np.real(z))),
)
row(
    "divmod",
    None,
    lambda dy, y, a, b: unbroadcast(dy[1], np.shape(a)),
    lambda dy, y, a, b: unbroadcast(-dy[1] * y[0], np.shape(b)),
    analytic=lambda a, b: (np.floor(np.real(a) / np.real(b)), analytic_remainder(a, b)),
)
constant("greater greater_equal less less_equal equal not_equal logical_and logical_or logical_not logical_xor")
constant("isnan isfinite isinf isclose allclose array_equal array_equiv signbit sign")
constant("floor ceil rint trunc fix round around floor_divide imag angle")
constant("bitwise_and bitwise_or bitwise_xor invert left_shift right_shift")

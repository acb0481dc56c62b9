"""exp, log, tanh and their kin from arithmetic alone, so that loops over them become vector code.

Powers of two are split off and the rest is a series (W. Cody, W. Waite, "Software manual for the elementary
functions", 1980; J.-M. Muller, "Elementary functions", 2016). The largest errors are in the documentation of the
engines, and tested.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from handgrad.engines.fused.expressions import Expr, arithmetic, bits, compare, number, select, unary


@dataclass(frozen=True)
class Format:
    """What differs between the two float types."""

    integer: str
    mantissa: int
    """Bits behind the point."""
    exp_terms: int
    log_terms: int
    lowest: float
    """Below, exp is less than the smallest number with all its bits, and counts as 0."""
    highest: float
    """Above, exp is infinite."""
    one_from: float
    """From here on, tanh is 1."""
    ln2: tuple[float, float]
    """ln 2 as a number with few bits and the rest, so that small multiples of the first are exact."""


FORMATS = {
    "f4": Format("i4", 23, 8, 6, -87.33654, 88.72283, 10.0, (0.693359375, -2.1219444e-4)),
    "f8": Format("i8", 52, 14, 12, -708.39641853, 709.78271289, 20.0,
                 (6.93147180369123816490e-01, 1.90821492927058770002e-10)),
}  # fmt: skip


class Scalar:
    """An expression with operators, so that formulas below read like formulas."""

    def __init__(self, expr: Expr) -> None:
        self.expr = expr
        self.kind = expr.type

    def of(self, other: Scalar | float) -> Expr:
        """The other operand as an expression of this type."""
        return other.expr if isinstance(other, Scalar) else number(other, self.kind)

    def __add__(self, other: Scalar | float) -> Scalar:
        return Scalar(arithmetic("add", self.expr, self.of(other)))

    def __sub__(self, other: Scalar | float) -> Scalar:
        return Scalar(arithmetic("sub", self.expr, self.of(other)))

    def __mul__(self, other: Scalar | float) -> Scalar:
        return Scalar(arithmetic("mul", self.expr, self.of(other)))

    def __truediv__(self, other: Scalar | float) -> Scalar:
        return Scalar(Expr("div", (self.expr, self.of(other)), self.kind))

    def __lshift__(self, count: int) -> Scalar:
        return Scalar(Expr("shl", (self.expr, self.of(count)), self.kind))

    def __rshift__(self, count: int) -> Scalar:
        return Scalar(Expr("ashr", (self.expr, self.of(count)), self.kind))

    def bits(self, kind: str) -> Scalar:
        """The same bits as another type."""
        return Scalar(bits(self.expr, kind))

    def when(self, op: str, other: Scalar | float, then: Scalar | float, otherwise: Scalar | float) -> Scalar:
        """`then` where `self op other` holds, else `otherwise`; both of this type."""
        return Scalar(select(compare(op, self.expr, self.of(other)), self.of(then), self.of(otherwise)))


def series(x: Scalar, coefficients: Sequence[float]) -> Scalar:
    """c0 + x (c1 + x (c2 + ...))."""
    total = Scalar(number(coefficients[-1], x.kind))
    for coefficient in reversed(coefficients[:-1]):
        total = total * x + coefficient
    return total


def split(x: Scalar) -> tuple[Scalar, Scalar, Scalar]:
    """2^k, and q = exp(r) - 1, and x itself within bounds, where x = k ln 2 + r and |r| <= ln 2 / 2."""
    form = FORMATS[x.kind]
    x = x.when("lt", form.lowest, form.lowest, x)
    x = x.when("gt", form.highest, form.highest, x)
    k = Scalar(unary("rint", (x * (1 / math.log(2))).expr))
    r = x - k * form.ln2[0] - k * form.ln2[1]
    q = r * series(r, [1 / math.factorial(i) for i in range(1, form.exp_terms)])
    # k + 1.5 * 2^mantissa has k in its last bits: shifted up, they are what k adds to an exponent
    raised = (k + 1.5 * 2.0**form.mantissa).bits(form.integer) << form.mantissa
    return raised, q, x


def exp(x: Scalar) -> Scalar:
    """e^x = 2^k (1 + q)."""
    form = FORMATS[x.kind]
    raised, q, _ = split(x)
    y = ((q + 1.0).bits(form.integer) + raised).bits(x.kind)
    y = x.when("lt", form.lowest, 0.0, x.when("gt", form.highest, math.inf, y))
    return x.when("ne", x, x, y)


def expm1(x: Scalar) -> Scalar:
    """e^x - 1 = 2 (2^(k-1) q + (2^(k-1) - 1/2)): halved, because 2^k may be too large where the result is not."""
    form = FORMATS[x.kind]
    raised, q, _ = split(x)
    half = (Scalar(number(0.5, x.kind)).bits(form.integer) + raised).bits(x.kind)
    y = (half * q + (half - 0.5)) * 2.0
    y = x.when("gt", form.highest, math.inf, y)
    return x.when("ne", x, x, y)


def tanh(x: Scalar) -> Scalar:
    """tanh |x| = t / (t + 2) with t = e^(2 |x|) - 1, and the sign of x."""
    form = FORMATS[x.kind]
    size = Scalar(unary("abs", x.expr))
    t = expm1(size.when("gt", form.one_from, form.one_from, size) * 2.0)
    return Scalar(Expr("copysign", ((t / (t + 2.0)).expr, x.expr), x.kind))


def log(x: Scalar) -> Scalar:
    """log x = k ln 2 + 2 artanh(s), where x = 2^k m, sqrt(1/2) <= m < sqrt(2), and s = (m - 1) / (m + 1)."""
    form = FORMATS[x.kind]
    info = np.finfo(np.float32 if x.kind == "f4" else np.float64)
    tiny, shift = float(info.tiny), form.mantissa + 1
    normal = x.when("lt", tiny, x * 2.0**shift, x)
    whole = normal.bits(form.integer)
    root = Scalar(number(math.sqrt(0.5), x.kind)).bits(form.integer)
    k = (whole - root) >> form.mantissa
    m = (whole - (k << form.mantissa)).bits(x.kind)
    huge = 1.5 * 2.0**form.mantissa
    count = (Scalar(number(huge, x.kind)).bits(form.integer) + k).bits(x.kind) - huge
    count = x.when("lt", tiny, count - float(shift), count)
    s = (m - 1.0) / (m + 1.0)
    y = count * form.ln2[0] + (
        s * series(s * s, [2 / (2 * i + 1) for i in range(form.log_terms)]) + count * form.ln2[1]
    )
    y = x.when("eq", 0.0, -math.inf, x.when("lt", 0.0, math.nan, y))
    return x.when("eq", math.inf, math.inf, x.when("ne", x, x, y))


def log1p(x: Scalar) -> Scalar:
    """log(1 + x) = log(u) x / (u - 1) with u the rounded 1 + x: the rounding is taken out again."""
    u = x + 1.0
    y = log(u) * (x / (u - 1.0))
    return u.when("eq", 1.0, x, u.when("eq", math.inf, math.inf, x.when("eq", -1.0, -math.inf, y)))


FUNCTIONS: dict[str, Callable[[Scalar], Scalar]] = {each.__name__: each for each in (exp, expm1, tanh, log, log1p)}


def expanded(name: str, x: Expr) -> Expr:
    """The function of this name, of x, in arithmetic."""
    return FUNCTIONS[name](Scalar(x)).expr

"""Formulas: what an operation makes of the elements of its operands, where that is more than one operator."""

from __future__ import annotations

import math

from handgrad.engines.fused.expressions import FLOATS, Expr, arithmetic, compare, number, quotient, select, unary


def constant(value: float, like: Expr) -> Expr:
    """A number of the same type."""
    return number(value, like.type)


def power(a: Expr, b: Expr) -> Expr:
    """a^b: by products for small whole exponents, as a root for a half."""
    exponent = b.value
    if exponent is not None and exponent == int(exponent) and 0 <= abs(exponent) <= 8:
        total = constant(1.0, a)
        for _ in range(int(abs(exponent))):
            total = a if total.value == 1.0 else arithmetic("mul", total, a)
        return total if exponent >= 0 else Expr("div", (constant(1.0, a), total), a.type)
    if exponent == 0.5:
        return unary("sqrt", a)
    return Expr("pow", (a, b), a.type)


def extreme(name: str, test: str, a: Expr, b: Expr) -> Expr:
    """The larger or the smaller; NaN where one is NaN."""
    return Expr(name, (a, b), a.type) if a.type in FLOATS else select(compare(test, a, b), a, b)


def sign(x: Expr) -> Expr:
    """-1, 0 or 1; NaN stays NaN."""
    zero = constant(0, x)
    below = select(compare("lt", x, zero), constant(-1, x), x)
    return select(compare("gt", x, zero), constant(1, x), below)


def logaddexp(a: Expr, b: Expr) -> Expr:
    """log(e^a + e^b) = max + log1p(e^(min - max))."""
    larger, smaller = Expr("max", (a, b), a.type), Expr("min", (a, b), a.type)
    rest = unary("log1p", unary("exp", arithmetic("sub", smaller, larger)))
    return select(compare("eq", smaller, larger), arithmetic("add", larger, constant(math.log(2), a)),
                  arithmetic("add", larger, rest))  # fmt: skip


def cosh(x: Expr) -> Expr:
    """(e^|x| + e^-|x|) / 2."""
    grown = unary("exp", unary("abs", x))
    inverse = Expr("div", (constant(1, x), grown), x.type)
    return arithmetic("mul", constant(0.5, x), arithmetic("add", grown, inverse))


def sinh(x: Expr) -> Expr:
    """(t + t / (t + 1)) / 2 with t = e^|x| - 1, and the sign of x."""
    t = unary("expm1", unary("abs", x))
    quotient = Expr("div", (t, arithmetic("add", t, constant(1, x))), x.type)
    half = arithmetic("mul", constant(0.5, x), arithmetic("add", t, quotient))
    return Expr("copysign", (half, x), x.type)


def reciprocal(a: Expr, b: Expr) -> Expr:
    """a (1 / b)."""
    if b.value is not None and b.value != 0:
        return arithmetic("mul", a, constant(1 / b.value, a)) if exact(b.value) else quotient(a, b)
    return arithmetic("mul", a, quotient(constant(1, a), b))


def exact(value: float) -> bool:
    """Whether a number is a power of two, whose reciprocal is a float."""
    return abs(math.frexp(value)[0]) == 0.5

"""Operations on each element by itself: the expression of an element from those of the operands."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from handgrad.engines.fused.expressions import (
    FLOATS,
    KINDS,
    SIZE,
    Expr,
    arithmetic,
    cast,
    compare,
    number,
    quotient,
    select,
    unary,
    whole,
)
from handgrad.engines.fused.formulas import constant, cosh, extreme, logaddexp, power, reciprocal, sign, sinh
from handgrad.engines.fused.lowering import Lowering, kind_of, rule
from handgrad.engines.fused.tensors import Tensor, alike, scalar
from handgrad.program.program import Op
from handgrad.program.trace import Size

WHOLE = {
    "add",
    "subtract",
    "multiply",
    "negative",
    "positive",
    "copy",
    "absolute",
    "abs",
    "square",
    "maximum",
    "minimum",
}
"""Arithmetic that is as well of whole numbers."""
Formula = Callable[..., Expr]
LOG2, LOG10 = 1 / math.log(2), 1 / math.log(10)


def tensor_of(lowering: Lowering, value: Any, kind: str) -> Tensor:
    """An operand as a tensor: a number, or one that follows the batch size."""
    if isinstance(value, Tensor):
        return value
    if isinstance(value, Size):
        found = followed(value, kind)
        return Tensor((), kind, lambda index: found, weak=True)
    if isinstance(value, str):
        raise NotImplementedError(f"{value!r}")
    if isinstance(value, np.ndarray) and value.ndim:
        return lowering.constant(value)
    return scalar(value, kind if kind != "b1" else kind_of(value))


def followed(size: Size, kind: str) -> Expr:
    """A number that follows the batch size."""
    if kind == "i8":
        return SIZE * int(size.factor) + int(size.offset)
    n, factor, offset = cast(SIZE, kind), number(size.factor, kind), number(size.offset, kind)
    above = arithmetic("add", arithmetic("mul", factor, n), offset)
    return above if size.below is None else quotient(above, arithmetic("add", n, number(size.below, kind)))


def broadcast(tensor: Tensor, dims: Sequence[Expr]) -> Tensor:
    """The tensor as one of these dimensions: repeated where it has 1, and along leading axes that it lacks."""
    if alike(tensor.dims, dims):
        return tensor
    extra = len(dims) - len(tensor.dims)
    repeated = [dim.value == 1 and dims[extra + i].value != 1 for i, dim in enumerate(tensor.dims)]

    def element(index: tuple[Expr, ...]) -> Expr:
        own = index[extra:]
        return tensor.element(tuple(whole(0) if again else i for i, again in zip(own, repeated, strict=True)))

    return Tensor(tuple(dims), tensor.type, element, None, tensor.weak, tensor.cost)


def elementwise(lowering: Lowering, op: Op, operands: Sequence[Any], kind: str, formula: Formula) -> Tensor:
    """`formula` of the operands' elements, all first cast to type `kind` ("" leaves them); the result has the op's."""
    dims, result = lowering.shape(op), lowering.type(op)
    parts = [broadcast(tensor_of(lowering, each, kind or result), dims) for each in operands]
    cache: dict[tuple[int, ...], Expr] = {}

    def element(index: tuple[Expr, ...]) -> Expr:
        key = tuple(map(id, index))
        if key not in cache:
            values = [part.element(index) for part in parts]
            cache[key] = cast(formula(*(cast(value, kind) if kind else value for value in values)), result)
            kept.append(index)
        return cache[key]

    kept: list[Any] = []  # so that no other index gets the id of one in the cache
    probe = formula(*(Expr("var", ("x",), kind or part.type) for part in parts))
    cost = sum(part.cost for part in parts) + probe.cost
    return Tensor(dims, result, element, None, type(op.value) in (float, int), cost)


def common(lowering: Lowering, op: Op, operands: Sequence[Any]) -> str:
    """The type in which NumPy compares the operands: Python numbers give way."""
    refs = set(op.refs())
    strong = [np.asarray(lowering.traced.program.ops[i].value).dtype for i in refs if not weak(lowering, i)]
    numbers = [each for each in operands if isinstance(each, (int, float)) and not isinstance(each, bool)]
    dtype = np.result_type(*strong, *numbers) if strong else np.dtype("float64")
    return "i8" if dtype.kind in "iub" else KINDS.get(dtype.name, "f8")


def weak(lowering: Lowering, index: int) -> bool:
    """Whether an operation's value is a Python number."""
    return type(lowering.traced.program.ops[index].value) in (float, int)


def enter(names: str, formula: Formula) -> None:
    """Arithmetic: operands cast to the result's type."""

    def lowered(lowering: Lowering, op: Op, *operands: Any, dtype: Any = None) -> Tensor:
        if lowering.type(op) not in (*FLOATS, *(["i8"] if op.name in WHOLE else [])):
            raise NotImplementedError("of whole numbers or truth values")
        return elementwise(lowering, op, operands, lowering.type(op), formula)

    rule(*names.split())(lowered)


def enter_test(names: str, formula: Formula) -> None:
    """Comparisons: operands cast to their common type."""

    def lowered(lowering: Lowering, op: Op, *operands: Any) -> Tensor:
        return elementwise(lowering, op, operands, common(lowering, op, operands), formula)

    rule(*names.split())(lowered)


def two(op: str) -> Formula:
    """An operator of two operands."""
    return lambda a, b: arithmetic(op, a, b)


def one(op: str) -> Formula:
    """A function of one operand."""
    return lambda x: unary(op, x)


enter("add", two("add"))
enter("subtract", two("sub"))
enter("multiply", two("mul"))
enter("negative", one("neg"))
enter("positive copy conjugate conj real ascontiguousarray", lambda x: x)
enter(
    "absolute abs fabs",
    lambda x: unary("abs", x) if x.type != "i8" else select(compare("lt", x, constant(0, x)), unary("neg", x), x),
)
enter("square", lambda x: arithmetic("mul", x, x))
enter("reciprocal", lambda x: Expr("div", (constant(1, x), x), x.type))
for _name in ("exp", "expm1", "log", "log1p", "tanh", "sqrt", "sin", "cos", "floor", "ceil", "trunc", "rint"):
    enter(_name, one(_name))
enter("exp2", lambda x: unary("exp", arithmetic("mul", x, constant(math.log(2), x))))
enter("log2", lambda x: arithmetic("mul", unary("log", x), constant(LOG2, x)))
enter("log10", lambda x: arithmetic("mul", unary("log", x), constant(LOG10, x)))
enter("cosh", cosh)
enter("sinh", sinh)
enter("power float_power", power)
enter("maximum", partial(extreme, "max", "gt"))
enter("minimum", partial(extreme, "min", "lt"))
enter("sign", sign)
enter("logaddexp", logaddexp)
enter("hypot", lambda a, b: unary("sqrt", arithmetic("add", arithmetic("mul", a, a), arithmetic("mul", b, b))))
enter("copysign", lambda a, b: Expr("copysign", (a, b), a.type))
for _names, _op in (("less", "lt"), ("less_equal", "le"), ("greater", "gt"), ("greater_equal", "ge"), ("equal", "eq"),
                    ("not_equal", "ne")):  # fmt: skip
    enter_test(_names, lambda a, b, op=_op: compare(op, a, b))
enter_test("isnan", lambda x: compare("ne", x, x))
enter_test("isfinite", lambda x: compare("eq", arithmetic("sub", x, x), constant(0, x)))
for _name, _op in (("logical_and", "and"), ("logical_or", "or"), ("logical_xor", "xor")):
    rule(_name)(
        lambda lowering, op, a, b, act=_op: elementwise(
            lowering, op, (a, b), "b1", lambda x, y: Expr(act, (x, y), "b1")
        )
    )
for _name, _op in (("bitwise_and", "and"), ("bitwise_or", "or"), ("bitwise_xor", "xor")):
    rule(_name)(
        lambda lowering, op, a, b, act=_op: elementwise(
            lowering, op, (a, b), lowering.type(op), lambda x, y: Expr(act, (x, y), x.type)
        )
    )
rule("logical_not", "invert")(lambda lowering, op, x: elementwise(lowering, op, (x,), "b1", one("not")))


@rule("divide", "true_divide")
def divide(lowering: Lowering, op: Op, a: Any, b: Any) -> Tensor:
    """a / b; by a number that is the same for all elements, times its reciprocal, which is computed once."""
    one_for_all = isinstance(a, Tensor) and a.dims and (not isinstance(b, Tensor) or b.weak)
    formula = reciprocal if one_for_all else quotient
    return elementwise(lowering, op, (a, b), lowering.type(op), formula)


@rule("where")
def lowered_where(lowering: Lowering, op: Op, condition: Any, a: Any, b: Any) -> Tensor:
    """a where the condition holds, else b."""
    kind = lowering.type(op)
    return elementwise(
        lowering, op, (condition, a, b), "", lambda c, x, y: select(cast(c, "b1"), cast(x, kind), cast(y, kind))
    )


@rule("clip")
def clip(lowering: Lowering, op: Op, x: Any, a_min: Any = None, a_max: Any = None, **named: Any) -> Tensor:
    """Within bounds of which either may be missing."""
    low, high = named.get("min", a_min), named.get("max", a_max)
    bounds = [(name, bound) for name, bound in (("max", low), ("min", high)) if bound is not None]

    def formula(value: Expr, *limits: Expr) -> Expr:
        for (name, _), limit in zip(bounds, limits, strict=True):
            value = Expr(name, (value, limit), value.type)
        return value

    return elementwise(lowering, op, (x, *(bound for _, bound in bounds)), lowering.type(op), formula)


@rule("astype")
def astype(lowering: Lowering, op: Op, x: Any, *dtype: Any, **named: Any) -> Tensor:
    """The same numbers as another type."""
    return elementwise(lowering, op, (x,), "", lambda value: value)


@rule("pack")
def pack(lowering: Lowering, op: Op, parts: Any, dtype: Any = None) -> Tensor:
    """`np.array` of one computed number."""
    if not isinstance(parts, Tensor):
        raise NotImplementedError("an array of several computed numbers")
    return elementwise(lowering, op, (parts,), "", lambda value: value)


@rule("item")
def item(lowering: Lowering, op: Op, source: Any, *index: Any) -> Any:
    """One of several results, or the number in an array of one."""
    if isinstance(source, list):
        return source[index[0]]
    if index:
        raise NotImplementedError("an element by its index")
    zeros = tuple(whole(0) for _ in source.dims)
    return Tensor((), source.type, lambda _: source.element(zeros), None, True, source.cost)

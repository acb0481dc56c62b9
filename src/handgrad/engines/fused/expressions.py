"""Scalar expressions: what one element of an array is, as a tree of arithmetic on loads, numbers and loop indices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

FLOATS = ("f4", "f8")
KINDS = {"float32": "f4", "float64": "f8", "int64": "i8", "bool": "b1"}
"""The types of a scalar, by NumPy's names: two floats, whole numbers (indices too), truth values."""

COSTS = {"exp": 12, "log": 12, "tanh": 16, "expm1": 14, "log1p": 14, "div": 4, "sqrt": 4, "call": 40}
"""Costs of an operation, in those of an addition, where they differ."""


@dataclass(eq=False, slots=True)
class Expr:
    """`op(*args)` of type `type`.

    Leaves: "const" (a number), "var" (the name of a loop index or a local), "size" (the batch size), "load" (a buffer
    and an index in elements).
    """

    op: str
    args: tuple[Any, ...]
    type: str
    cost: int = field(init=False)

    def __post_init__(self) -> None:
        parts = [arg.cost for arg in self.args if isinstance(arg, Expr)]
        self.cost = min(
            sum(parts) + (0 if self.op in ("const", "var", "size", "load") else COSTS.get(self.op, 1)), 10**9
        )

    @property
    def value(self) -> Any:
        """The number of a "const"; None for anything else."""
        return self.args[0] if self.op == "const" else None

    def __add__(self, other: Any) -> Expr:
        return arithmetic("add", self, whole(other))

    def __mul__(self, other: Any) -> Expr:
        return arithmetic("mul", self, whole(other))

    __radd__ = __add__
    __rmul__ = __mul__

    def __sub__(self, other: Any) -> Expr:
        return arithmetic("sub", self, whole(other))


NUMBERS: dict[str, Callable[[Any], Any]] = {
    "f4": lambda value: float(np.float32(value)), "f8": float, "i8": int, "i4": int, "b1": bool,
}  # fmt: skip


def number(value: Any, kind: str) -> Expr:
    """A number of a type."""
    return Expr("const", (NUMBERS[kind](value),), kind)


def whole(value: Any) -> Expr:
    """An index: whole numbers become expressions."""
    return value if isinstance(value, Expr) else number(value, "i8")


def variable(name: str, kind: str = "i8") -> Expr:
    """A loop index, or a local."""
    return Expr("var", (name,), kind)


SIZE = Expr("size", (), "i8")
"""The number of rows of the batch."""
STEP = variable("step")
"""The number of the step, from 0 in each call."""

FOLDED = {"add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b}
NEUTRAL = {("add", 0): 1, ("mul", 1): 1}


def arithmetic(op: str, a: Expr, b: Expr) -> Expr:
    """a op b; whole numbers are computed at once, and what changes nothing is left out."""
    if a.type != "i8":
        return Expr(op, (a, b), a.type)
    if a.op == b.op == "const" and op in FOLDED:
        return number(FOLDED[op](a.value, b.value), "i8")
    if op == "mul" and 0 in (a.value, b.value):
        return number(0, "i8")
    if op != "sub" and (op, a.value) in NEUTRAL:
        return b
    if (op, b.value) in NEUTRAL or (op == "sub" and b.value == 0):
        return a
    return Expr(op, (a, b), "i8")


def quotient(a: Expr, b: Expr) -> Expr:
    """a / b."""
    return a if b.value == 1 and a.type != "i8" else Expr("div", (a, b), a.type)


def unary(op: str, x: Expr) -> Expr:
    """op(x), of x's type."""
    return Expr(op, (x,), x.type)


def compare(op: str, a: Expr, b: Expr) -> Expr:
    """A truth value: "lt", "le", "gt", "ge", "eq" or "ne" of two scalars of one type."""
    return Expr(op, (a, b), "b1")


def select(condition: Expr, a: Expr, b: Expr) -> Expr:
    """a where the condition holds, else b."""
    if condition.op == "const":
        return a if condition.value else b
    return Expr("select", (condition, a, b), a.type)


def cast(x: Expr, kind: str) -> Expr:
    """x as another type; whole numbers and truth values from floats by truncation and by being different from 0."""
    if x.type == kind:
        return x
    if x.op == "const":
        return number(x.value, kind)
    if kind == "b1":
        return compare("ne", x, number(0, x.type))
    return Expr("cast", (x,), kind)


def bits(x: Expr, kind: str) -> Expr:
    """The same bits read as another type; "i4" is the integer of a float32."""
    return Expr("bits", (x,), kind)


def load(buffer: Any, index: Any) -> Expr:
    """One element of a buffer."""
    return Expr("load", (buffer, whole(index)), buffer.type)

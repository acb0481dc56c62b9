"""What is done with loops before they become machine code: nested ones made one, memory shared between buffers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from handgrad.engines.fused.expressions import STEP, Expr, arithmetic, whole
from handgrad.engines.fused.nests import (
    Assign,
    Buffer,
    Local,
    Loop,
    Product,
    Statement,
    Update,
    read,
    written,
)

ALIGNMENT = 64
"""Bytes, of a line of cache; the widest vectors have as many."""


def collapsed(statement: Statement) -> Statement:
    """Two loops as one where all they touch lies in one row, as in `a[i * 10 + j]` for j in range(10)."""
    if not isinstance(statement, Loop):
        return statement
    body = [collapsed(inner) for inner in statement.body]
    inner = body[0]
    if len(body) == 1 and isinstance(inner, Loop) and rowlike(statement, inner):
        flat = replaced_all(inner.body, {statement.index: whole(0)})
        return Loop(inner.index, statement.count * inner.count, flat)
    return Loop(statement.index, statement.count, body)


def rowlike(outer: Loop, inner: Loop) -> bool:
    """Whether the two indices only occur as outer * count + inner."""
    width = inner.count.value
    if width is None or any(isinstance(each, (Loop, Product, Local, Update)) for each in inner.body):
        return False
    seen: set[int] = set()
    todo: list[tuple[Expr, bool]] = []
    for each in inner.body:
        assert isinstance(each, Assign)
        for _, index, value in each.targets:
            todo += [(value, False), (index, True)]
    while todo:
        expr, is_index = todo.pop()
        if is_index:
            slopes = linear(expr)
            if slopes is None or slopes.get(outer.index, 0) != width * slopes.get(inner.index, 0):
                return False
            continue
        if expr.op == "var" and expr.args[0] in (outer.index, inner.index):
            return False
        if id(expr) in seen:
            continue
        seen.add(id(expr))
        todo += [(arg, expr.op == "load") for arg in expr.args if isinstance(arg, Expr)]
    return True


def linear(expr: Expr) -> dict[str, int] | None:
    """The slopes of an index in its variables; None where it is not linear in them."""
    if expr.op in ("const", "size"):
        return {}
    if expr.op == "var":
        return {expr.args[0]: 1}
    if expr.op == "load":  # the same in all turns where only the step says what is read
        slopes = linear(expr.args[1])
        return {} if slopes is not None and slopes.keys() <= {STEP.args[0]} else None
    if expr.op in ("add", "sub"):
        one, other = linear(expr.args[0]), linear(expr.args[1])
        if one is None or other is None:
            return None
        sign = -1 if expr.op == "sub" else 1
        return {name: one.get(name, 0) + sign * other.get(name, 0) for name in {*one, *other}}
    if expr.op == "mul":
        for factor, rest in (expr.args, reversed(expr.args)):
            if factor.value is not None:
                slopes = linear(rest)
                return None if slopes is None else {name: factor.value * slope for name, slope in slopes.items()}
        return {} if linear(expr.args[0]) == linear(expr.args[1]) == {} else None
    return None


def replaced_all(statements: Sequence[Statement], values: dict[str, Expr]) -> list[Statement]:
    """The same assignments with other expressions for some variables."""
    cache: dict[int, Expr] = {}
    result: list[Statement] = []
    for statement in statements:
        assert isinstance(statement, Assign)
        targets = [
            (buffer, replaced(i, values, cache), replaced(v, values, cache)) for buffer, i, v in statement.targets
        ]
        result.append(Assign(targets))
    return result


def replaced(expr: Expr, values: dict[str, Expr], cache: dict[int, Expr]) -> Expr:
    """The expression with other expressions for some variables."""
    if id(expr) in cache:
        return cache[id(expr)]
    if expr.op == "var":
        found = values.get(expr.args[0], expr)
    else:
        parts = [replaced(arg, values, cache) if isinstance(arg, Expr) else arg for arg in expr.args]
        changed = any(one is not other for one, other in zip(parts, expr.args, strict=True))
        found = rebuilt(expr, parts) if changed else expr
    cache[id(expr)] = found
    return found


def rebuilt(expr: Expr, parts: list[Any]) -> Expr:
    """The same operation on other operands; whole numbers are computed at once."""
    if expr.type == "i8" and expr.op in ("add", "sub", "mul"):
        return arithmetic(expr.op, parts[0], parts[1])
    return Expr(expr.op, tuple(parts), expr.type)


@dataclass
class Slots:
    """Stretches of memory by their bytes; those that are free may be taken again."""

    sizes: list[int] = field(default_factory=list)
    free: list[int] = field(default_factory=list)

    def taken(self, needed: int) -> int:
        """The smallest free stretch of so many bytes, or a new one."""
        fitting = [slot for slot in self.free if self.sizes[slot] >= needed]
        if not fitting:
            self.sizes.append(needed)
            return len(self.sizes) - 1
        found = min(fitting, key=lambda slot: self.sizes[slot])
        self.free.remove(found)
        return found


def placed(buffers: Sequence[Buffer], statements: Sequence[Statement], sizes: dict[str, int]) -> int:
    """Give every buffer of the arena its offset and its slot; the bytes in all.

    Scratch whose last reader is over gives its slot to what comes after; what keeps its contents has one of its own.
    """
    slots, ending = Slots(), endings(statements)
    for buffer in buffers:
        if buffer.role in ("state", "constant"):
            buffer.slot = slots.taken(rounded(buffer.size * sizes[buffer.type]))
    for i, statement in enumerate(statements):
        for buffer in written(statement):
            if buffer.role == "scratch" and buffer.slot < 0:
                buffer.slot = slots.taken(rounded(buffer.size * sizes[buffer.type]))
        slots.free += [buffer.slot for buffer in ending.get(i, ()) if buffer.slot >= 0]
    starts = list(accumulate(slots.sizes, initial=0))
    for buffer in buffers:
        if buffer.slot >= 0:
            buffer.offset = starts[buffer.slot]
    return starts[-1]


def endings(statements: Sequence[Statement]) -> dict[int, list[Buffer]]:
    """The number of a statement -> the scratch that nobody touches after it."""
    last: dict[Buffer, int] = {}
    for i, statement in enumerate(statements):
        last.update(dict.fromkeys([*read(statement), *written(statement)], i))
    found: dict[int, list[Buffer]] = {}
    for buffer, i in last.items():
        if buffer.role == "scratch":
            found.setdefault(i, []).append(buffer)
    return found


def rounded(size: int) -> int:
    """Bytes up to the next line of cache."""
    return -(-size // ALIGNMENT) * ALIGNMENT

"""Loops and what stands in them: the statements a Program becomes, and their print as Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from handgrad.engines.fused.expressions import Expr

INFIX = {"add": "+", "sub": "-", "mul": "*", "div": "/", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==",
         "ne": "!=", "and": "&", "or": "|", "xor": "^", "shl": "<<", "ashr": ">>"}  # fmt: skip


@dataclass(eq=False)
class Buffer:
    """Some memory: `size` elements of one type.

    `role` says whose it is: "scratch" (of one step), "state" (lives on), "constant" (`value` is in it before the
    first step), "data" (an array of the caller, of any size).
    """

    name: str
    type: str
    size: int
    role: str = "scratch"
    value: Any = None
    offset: int = -1
    slot: int = -1


@dataclass(eq=False)
class Assign:
    """All values first, then each goes into its buffer."""

    targets: list[tuple[Buffer, Expr, Expr]]


@dataclass(eq=False)
class Local:
    """A scalar that a loop builds up: given its first value here, and others by `Update`."""

    name: str
    first: Expr


@dataclass(eq=False)
class Update:
    """The local takes a new value; with `any_order` it is a sum whose terms may be added in any order."""

    name: str
    value: Expr
    any_order: bool = False


@dataclass(eq=False)
class Loop:
    """`for index in range(count)`."""

    index: str
    count: Expr
    body: list[Statement]


@dataclass(eq=False)
class Product:
    """C (m, n) = A (m, k) B (k, n) by the BLAS; of `a` and `b`: buffer, offset, leading stride, whether transposed."""

    type: str
    m: Expr
    n: Expr
    k: Expr
    a: tuple[Buffer, Expr, Expr, bool]
    b: tuple[Buffer, Expr, Expr, bool]
    c: tuple[Buffer, Expr, Expr]


Statement = Assign | Local | Update | Loop | Product


def expressions(statement: Statement) -> Iterator[Expr]:
    """Every expression that a statement computes, those of inner statements included."""
    if isinstance(statement, Assign):
        for _, index, value in statement.targets:
            yield from (index, value)
    elif isinstance(statement, Local):
        yield statement.first
    elif isinstance(statement, Update):
        yield statement.value
    elif isinstance(statement, Loop):
        yield statement.count
        for inner in statement.body:
            yield from expressions(inner)
    else:
        yield from (statement.m, statement.n, statement.k)
        yield from (
            part for _, *parts in (statement.a, statement.b, statement.c) for part in parts if isinstance(part, Expr)
        )


def written(statement: Statement) -> Iterator[Buffer]:
    """Every buffer that a statement writes."""
    if isinstance(statement, Assign):
        yield from (buffer for buffer, _, _ in statement.targets)
    elif isinstance(statement, Loop):
        for inner in statement.body:
            yield from written(inner)
    elif isinstance(statement, Product):
        yield statement.c[0]


def read(statement: Statement) -> Iterator[Buffer]:
    """Every buffer that a statement reads."""
    if isinstance(statement, Product):
        yield from (statement.a[0], statement.b[0])
    yield from loads(expressions(statement))


def names(statement: Statement) -> Iterator[str]:
    """Every local and every index that a statement mentions."""
    if isinstance(statement, Update):
        yield statement.name
    todo, seen = list(expressions(statement)), set()
    while todo:
        expr = todo.pop()
        if id(expr) not in seen:
            seen.add(id(expr))
            if expr.op == "var":
                yield expr.args[0]
            todo.extend(arg for arg in expr.args if isinstance(arg, Expr))


def loads(roots: Iterable[Expr]) -> Iterator[Buffer]:
    """The buffers that expressions load from."""
    seen: set[int] = set()
    todo = list(roots)
    while todo:
        expr = todo.pop()
        if id(expr) in seen:
            continue
        seen.add(id(expr))
        if expr.op == "load":
            yield expr.args[0]
        todo.extend(arg for arg in expr.args if isinstance(arg, Expr))


@dataclass
class Printer:
    """Statements as indented Python."""

    lines: list[str] = field(default_factory=list)

    def block(self, statements: Sequence[Statement], depth: int) -> None:
        """A line for each statement and what stands in it."""
        for statement in statements:
            self.statement(statement, depth)

    def statement(self, statement: Statement, depth: int) -> None:
        """One statement."""
        if isinstance(statement, Assign):
            for buffer, index, value in statement.targets:
                self.line(depth, f"{buffer.name}[{text(index)}] = {text(value)}")
        elif isinstance(statement, Local):
            self.line(depth, f"{statement.name} = {text(statement.first)}")
        elif isinstance(statement, Update):
            self.line(depth, f"{statement.name} = {text(statement.value)}")
        elif isinstance(statement, Loop):
            self.line(depth, f"for {statement.index} in range({text(statement.count)}):")
            self.block(statement.body, depth + 1)
        else:
            self.line(depth, product_text(statement))

    def line(self, depth: int, content: str) -> None:
        """One line."""
        self.lines.append("    " * depth + content)


def product_text(product: Product) -> str:
    """A product as a call."""
    sides = [f"{side[0].name}[{text(side[1])}:]{'.T' * bool(side[3])}" for side in (product.a, product.b)]
    sizes = ", ".join(text(part) for part in (product.m, product.n, product.k))
    return f"gemm({sides[0]}, {sides[1]}, out={product.c[0].name}[{text(product.c[1])}:], sizes=({sizes}))"


def text(expr: Expr) -> str:
    """An expression as Python."""
    if expr.op == "const":
        return repr(expr.value)
    if expr.op == "var":
        return str(expr.args[0])
    if expr.op == "size":
        return "n"
    if expr.op == "load":
        return f"{expr.args[0].name}[{text(expr.args[1])}]"
    parts = [text(arg) if isinstance(arg, Expr) else str(arg) for arg in expr.args]
    if expr.op in INFIX:
        return f"({parts[0]} {INFIX[expr.op]} {parts[1]})"
    if expr.op == "select":
        return f"({parts[1]} if {parts[0]} else {parts[2]})"
    return f"{expr.type if expr.op == 'cast' else expr.op}({', '.join(parts)})"

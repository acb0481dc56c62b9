"""Operands: the parts of an expression, with what it would give if one of them were another value."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handgrad.doctor.edits.blame import Blame
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.visible import operands_of
from handgrad.program.program import Op, Ref

if TYPE_CHECKING:
    from handgrad.doctor.case import Case


@dataclass(frozen=True)
class Operand:
    """A part of an expression, and how the expression's value follows from other values of it."""

    node: ast.expr
    value_of: Callable[[Op], Any]
    """The part's own value."""
    result_of: Callable[[Op, Any], Any]
    """What the operation gives with another value of the part."""


def operands(case: Case, suspect: Suspect) -> Iterator[Operand]:
    """The parts of a suspect that may be another array: direct operands, and names further inside."""
    own, blame, node = case.blame.own(suspect), case.blame, suspect.node
    if not own:
        return
    parts = operands_of(node)
    if isinstance(node, ast.AugAssign):
        if not isinstance(node.value, ast.BinOp):
            yield Operand(node.value, argument(blame, 1), lambda op, value: value)
        parts = []
    added = added_to_itself(suspect)
    if added is not None:
        yield Operand(added, argument(blame, 1), lambda op, value: value)
    for place, part in enumerate(parts):
        if all(place < len(op.args) and isinstance(op.args[place], Ref) for op in own):
            yield Operand(part, argument(blame, place), replaced(blame, place))
            yield from nested(blame, part, place)


def added_to_itself(suspect: Suspect) -> ast.expr | None:
    """The name that `total = total + name` adds up over the turns of a loop."""
    node, statement = suspect.node, suspect.statement
    if not isinstance(statement, ast.Assign) or not isinstance(node, ast.BinOp) or statement.value is not node:
        return None
    same = ast.unparse(node.left) == ast.unparse(statement.targets[0])
    return node.right if same and isinstance(node.op, ast.Add) and not isinstance(node.right, ast.BinOp) else None


def argument(blame: Blame, place: int) -> Callable[[Op], Any]:
    """The value of an operation's argument."""

    def value(op: Op) -> Any:
        part = op.args[place] if place < len(op.args) else None
        return blame.value(part.index) if isinstance(part, Ref) else part

    return value


def replaced(blame: Blame, place: int) -> Callable[[Op, Any], Any]:
    """What an operation gives with another argument."""

    def result(op: Op, value: Any) -> Any:
        other = Op(op.index, op.name, (*op.args[:place], value, *op.args[place + 1 :]), op.kwargs, None)
        return blame.attempt(other)

    return result


def nested(blame: Blame, part: ast.expr, place: int) -> Iterator[Operand]:
    """The parts of an operand that is itself an operation of one or two others, such as a transposition."""
    for inner_place, inner in enumerate(operands_of(part)):
        if isinstance(part, (ast.BinOp, ast.Attribute, ast.Call)):
            yield Operand(inner, inner_value(blame, place, inner_place), inner_result(blame, place, inner_place))


def inner_value(blame: Blame, place: int, inner_place: int) -> Callable[[Op], Any]:
    """The value of an argument of the operation that made an argument."""

    def value(op: Op) -> Any:
        part = op.args[place] if place < len(op.args) else None
        made = blame.case.program[part.index] if isinstance(part, Ref) else None
        return argument(blame, inner_place)(made) if made is not None else None

    return value


def inner_result(blame: Blame, place: int, inner_place: int) -> Callable[[Op, Any], Any]:
    """What an operation gives with another argument of the operation that made an argument."""

    def result(op: Op, value: Any) -> Any:
        part = op.args[place]
        made = replaced(blame, inner_place)(blame.case.program[part.index], value) if isinstance(part, Ref) else None
        return None if made is None else replaced(blame, place)(op, made)

    return result

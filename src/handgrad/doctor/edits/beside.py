"""Beside: the line that moves a bias, written after the line that moves the weights of the same sum."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.edits.expressions import tight
from handgrad.doctor.edits.offsets import CALLS, Offset, value_of
from handgrad.doctor.edits.syntax import Splice, Tree, names_in
from handgrad.doctor.edits.visible import operands_of, written_key
from handgrad.program.program import Op, Ref

if TYPE_CHECKING:
    from handgrad.doctor.case import Case


@dataclass(frozen=True)
class Change:
    """The expression that changes one weight: `target -= amount`, with the product that its input goes into."""

    tree: Tree
    statement: ast.Assign | ast.AugAssign
    target: ast.expr
    amount: ast.expr
    sign: str
    product: ast.BinOp
    """The product of the input and the rest, in the amount or in what a name in it was set to."""
    rest: ast.expr
    """The other factor of that product."""


def lines_beside(case: Case, mine: list[Offset]) -> Iterator[tuple[Change, tuple[Splice, ...]]]:
    """The first change of weights, and edits that add the missing updates behind all of them, the likeliest first."""
    found = changes_of(case, mine)
    ways = [(rest[0], list(written(rest[0], text))) for rest, text in found.values() if rest]
    if len(ways) < len(found) or not all(lines for _, lines in ways):
        return
    for turn in range(max((len(lines) for _, lines in ways), default=0)):
        edits = tuple(inserted(change, lines[min(turn, len(lines) - 1)]) for change, lines in ways)
        yield min((change for change, _ in ways), key=lambda change: change.statement.lineno), edits


def changes_of(case: Case, mine: list[Offset]) -> dict[ast.stmt | None, tuple[list[Change], ast.expr]]:
    """For the last statement that changes weights of a sum: what may be their change without the input, all alike."""
    found: dict[ast.stmt | None, tuple[list[Change], ast.expr]] = {}
    for each in mine:
        ways = [changes_in(case, number, factor) for number, factor in each.products]
        statements = [way[0].statement if way else None for way in ways]
        last = None if None in statements else max(statements, key=lambda statement: statement.lineno)  # type: ignore[union-attr]
        for own in (way for way, statement in zip(ways, statements, strict=True) if statement is last):
            known, text = found.get(last, (own, each.text))
            found[last] = [change for change in known if change in own], text
    return found


def changes_in(case: Case, number: int, factor: Any) -> list[Change]:
    """What may be a parameter's change without its input."""
    patient = case.patient
    assert patient is not None
    index = patient.step.after.get(number)
    return list(changes(case, case.program[index], patient.step.before[number], factor)) if index is not None else []


def changes(case: Case, op: Op, before: int, factor: Any) -> Iterator[Change]:
    """One weight's change, with each product in it that an input of its sum may go into."""
    tree, node = case.written(op)
    statement = tree.statement(node) if tree and node else None
    if tree is None or op.name not in ("add", "subtract") or not isinstance(statement, (ast.Assign, ast.AugAssign)):
        return
    place = next((k for k, arg in enumerate(op.args) if not (isinstance(arg, Ref) and arg.index == before)), None)
    parts = operands_of(node) if isinstance(node, (ast.BinOp, ast.AugAssign)) else []
    if place is None or len(parts) != 2 or (place == 0 and op.name == "subtract"):
        return
    target = statement.target if isinstance(statement, ast.AugAssign) else statement.targets[0]
    for product, rest in products_with(case, op, place, factor):
        yield Change(tree, statement, target, parts[place], "+" if op.name == "add" else "-", product, rest)


def products_with(case: Case, op: Op, place: int, factor: Any) -> Iterator[tuple[ast.BinOp, ast.expr]]:
    """The products on the way into a change that have a value as one factor, with the other one."""
    arg, patient = op.args[place], case.patient
    assert patient is not None
    made = ancestors(case.program, [arg.index], stop=patient.forward_set) if isinstance(arg, Ref) else []
    for each in (case.program[i] for i in reversed(made) if case.program[i].name == "multiply"):
        node, values = case.node(each), [value_of(case, part) for part in each.args]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and len(values) == 2:
            for side, value in enumerate(values):
                if same(value, factor):
                    yield node, (node.right, node.left)[side]


def same(one: Any, other: Any) -> bool:
    """Whether two operands are the same numbers."""
    return bool(np.shape(one) == np.shape(other) and np.array_equal(one, other))


def written(change: Change, text: ast.expr) -> Iterator[str]:
    """The statements that change the bias as its weights are, without their input."""
    amount = without_input(change)
    own = {ast.unparse(part) for part in ast.walk(change.target) if isinstance(part, CALLS)}
    if amount is None or ast.unparse(change.target) in amount:
        return
    for name in dict.fromkeys(names_beside(change.target, text)):
        if name not in own or isinstance(change.target, ast.Name):
            yield f"{name} {change.sign}= {amount}"


def without_input(change: Change, renamed: str = "") -> str | None:
    """The amount that weights are changed by, with the input left out; what is changed may be `renamed` in it."""
    tree, rest = change.tree, change.tree.source(change.rest)
    own, kept = ast.unparse(change.target), set(ast.walk(change.product))
    parts = [part for part in ast.walk(change.amount) if isinstance(part, CALLS) and part not in kept]
    others = [tree.replace(part, renamed) for part in parts if renamed and ast.unparse(part) == own]
    if any(part is change.product for part in ast.walk(change.amount)):
        return with_part(tree, change.amount, change.product, rest, others)
    home = tree.statement(change.product)
    if not isinstance(home, ast.Assign) or not set(tree.block(home)) & set(tree.block(change.statement)):
        return None
    inner = with_part(tree, home.value, change.product, rest)
    uses = [part for part in parts if ast.unparse(part) == ast.unparse(home.targets[0])]
    return with_part(tree, change.amount, uses[0], inner, others) if len(uses) == 1 else None


def with_part(tree: Tree, whole: ast.expr, part: ast.expr, text: str, others: Sequence[Splice] = ()) -> str:
    """The text of an expression with another one for a part of it, in parentheses where that is an operand."""
    if part is whole:
        return text
    operand = isinstance(tree.parents.get(part), (ast.BinOp, ast.UnaryOp))
    return tree.edited(whole, [*others, tree.replace(part, tight(text) if operand else text)])


def names_beside(target: ast.expr, text: ast.expr) -> Iterator[str]:
    """What the bias is called where its weights are called `target`: another attribute, key or item beside them."""
    items, head = [], text
    while isinstance(head, ast.Subscript) and written_key(head.slice) is None:
        items.append(head.slice)
        head = head.value
    for base in bases(target, head):
        yield from indexed(target, base, items[::-1])
    if len(items) == 1 and is_fixed(items[0]) and isinstance(target, ast.Subscript) and not written_key(target.slice):
        yield f"{ast.unparse(target.value)}[{ast.unparse(items[0])}]"


def is_fixed(item: ast.expr) -> bool:
    """Whether a place in a list is written as a number."""
    return isinstance(item, (ast.Constant, ast.UnaryOp))


def bases(target: ast.expr, head: ast.expr) -> Iterator[str]:
    """The same attribute or key of every object on the way to the weights, or the name itself."""
    part: ast.expr = target
    while isinstance(part, (ast.Attribute, ast.Subscript)):
        if isinstance(head, ast.Attribute) and isinstance(part, ast.Attribute):
            yield f"{ast.unparse(part.value)}.{head.attr}"
        elif isinstance(head, ast.Subscript) and isinstance(part, ast.Subscript) and written_key(part.slice):
            yield f"{ast.unparse(part.value)}[{ast.unparse(head.slice)}]"
        part = part.value
    if isinstance(head, ast.Name):
        yield head.id


def indexed(target: ast.expr, base: str, items: list[ast.expr]) -> Iterator[str]:
    """A list's items at fixed places, or at those of the target's own places that can be."""
    if all(map(is_fixed, items)):
        yield base + "".join(f"[{ast.unparse(item)}]" for item in items)
        return
    own: list[str] = []
    part: ast.expr = target
    while isinstance(part, (ast.Attribute, ast.Subscript)):
        own += [ast.unparse(part.slice)] if isinstance(part, ast.Subscript) and not written_key(part.slice) else []
        part = part.value
    own.reverse()
    if len(items) == 1:
        yield from (f"{base}[{place}]" for place in own)
    elif len(own) >= len(items):
        yield base + "".join(f"[{place}]" for place in own[: len(items)])


def inserted(change: Change, line: str) -> Splice:
    """The line behind the weights' own, out of the loops over inputs that it has no need of."""
    tree, needed = change.tree, names_in(ast.parse(line))
    anchor, kept = loops_for(change, needed)
    indent, text = " " * anchor.col_offset, ""
    for loop in reversed(kept):
        text += f"\n{indent}for {tree.source(loop.target)} in {tree.source(loop.iter)}:"
        indent += "    "
    return tree.behind(anchor, f"{text}\n{indent}{line}")


def loops_for(change: Change, needed: set[str]) -> tuple[ast.stmt, list[ast.For]]:
    """The statement to stand behind, and the loops in it, innermost first, that are to be gone through again."""
    tree, kept = change.tree, list[ast.For]()
    anchor: ast.stmt = change.statement
    used, pending = names_in(change.statement), list[ast.For]()
    outer = tree.parents.get(change.statement)
    inner: ast.stmt = change.statement
    while isinstance(outer, ast.For) and names_in(outer.target) & used and not sets(outer, needed, inner):
        if names_in(outer.target) & needed:
            pending.append(outer)
        else:
            anchor, kept, pending = outer, kept + pending, []
        inner, outer = outer, tree.parents.get(outer)
    return anchor, kept


def sets(loop: ast.For, needed: set[str], inner: ast.stmt) -> bool:
    """Whether a loop's other statements set what the line reads."""
    others = (part for each in loop.body if each is not inner for part in ast.walk(each))
    return any(isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store) and part.id in needed for part in others)

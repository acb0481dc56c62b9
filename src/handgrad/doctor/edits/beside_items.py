"""Beside items: the line that moves a bias as an item of an array of weights is moved, whatever the statement says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from handgrad.doctor.edits.beside import Change, products_with
from handgrad.doctor.edits.expressions import tight
from handgrad.doctor.edits.offsets import CALLS, PRODUCTS, Offset, inside, value_of
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.program.program import Op, Ref

if TYPE_CHECKING:
    from handgrad.doctor.case import Case
    from handgrad.doctor.truth.patient import Patient


def item_changes(case: Case, patient: Patient, mine: Offset) -> list[Change]:
    """The last statement that moves a weight of a sum where weights are items, with each product of its input in it."""
    weighted = patient.weighted_sums(i for i in patient.forward if i in patient.moving)
    found = []
    for op in (case.program[index] for index in inside(case, mine.op, weighted)):
        place = next(
            (k for k, arg in enumerate(op.args[:2]) if isinstance(arg, Ref) and arg.index in patient.direct), 0
        )
        if op.name in PRODUCTS and len(op.args) == 2:
            written = write_of(case, patient, op.args[place])
            found.append(list(changes(case, written, value_of(case, op.args[1 - place]))) if written else [])
    return max(found, key=lambda ways: ways[0].statement.lineno) if found and all(found) else []


def write_of(case: Case, patient: Patient, weight: object) -> Op | None:
    """Where the step writes the item that a sum reads."""
    read = case.program[weight.index] if isinstance(weight, Ref) else None
    numbers = patient.depends.get(read.index, frozenset()) if read is not None else frozenset()
    if read is None or read.name != "getitem" or len(numbers) != 1:
        return None
    index = patient.step.after.get(next(iter(numbers)))
    while index is not None and case.program[index].name == "setitem":
        op = case.program[index]
        if repr(op.args[1]) == repr(read.args[1]):
            return op
        index = next(iter(op.refs()), None)
    return None


def changes(case: Case, op: Op, factor: object) -> Iterator[Change]:
    """The statement that writes an item, with each product in what is written that an input may go into."""
    node = case.node(op)
    tree = case.tree_of(op)
    statement = tree.statement(node) if tree and node else None
    if tree is None or not isinstance(statement, (ast.Assign, ast.AugAssign)):
        return
    target = statement.target if isinstance(statement, ast.AugAssign) else statement.targets[0]
    if isinstance(target, ast.Subscript):
        for product, rest in products_with(case, op, 2, factor):
            yield Change(tree, statement, target, statement.value, "", product, rest)


def line_like(change: Change, called: str) -> str | None:
    """The statement with the bias in place of the item, and the input left out of its product."""
    tree, own = change.tree, ast.unparse(change.target)
    targets = [part for part in ast.walk(change.statement) if isinstance(part, CALLS) and ast.unparse(part) == own]
    renamed = [tree.replace(part, called) for part in targets]
    if any(part is change.product for part in ast.walk(change.statement)):
        text = tree.edited(change.statement, [*renamed, put(tree, change.product, tree.source(change.rest))])
    else:
        home = tree.statement(change.product)
        inner = without(tree, home, change) if isinstance(home, ast.Assign) else None
        uses = [part for part in ast.walk(change.amount) if isinstance(part, CALLS) and inner and same(part, home)]
        if inner is None or len(uses) != 1:
            return None
        text = tree.edited(change.statement, [*renamed, put(tree, uses[0], inner)])
    return None if own in text else text


def put(tree: Tree, node: ast.expr, text: str) -> Splice:
    """A text in the place of an expression, in parentheses where that is an operand."""
    operand = isinstance(tree.parents.get(node), (ast.BinOp, ast.UnaryOp))
    return tree.replace(node, tight(text) if operand else text)


def without(tree: Tree, home: ast.Assign, change: Change) -> str | None:
    """What a name is set to ahead of the statement, in the same block, with the input left out of the product."""
    if not set(tree.block(home)) & set(tree.block(change.statement)):
        return None
    return tree.edited(home.value, [tree.replace(change.product, tree.source(change.rest))])


def same(part: ast.expr, home: ast.stmt | None) -> bool:
    """Whether a text is what an assignment sets."""
    return isinstance(home, ast.Assign) and ast.unparse(part) == ast.unparse(home.targets[0])

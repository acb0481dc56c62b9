"""Beside items: the line that moves a bias as an item of an array of weights is moved, whatever the statement says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from handgrad.doctor.anatomy.sorts import PRODUCTS
from handgrad.doctor.edits.beside import Change, products_with
from handgrad.doctor.edits.offsets import Offset, inside, value_of
from handgrad.program.program import Op, Ref

if TYPE_CHECKING:
    from handgrad.doctor.case import Case
    from handgrad.doctor.truth.patient import Patient

SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-"}


def item_changes(case: Case, patient: Patient, mine: Offset) -> list[Change]:
    """The last statement that moves a weight of a sum where weights are items, with each product of its input in it."""
    found = []
    for op in (case.program[index] for index in inside(case, mine.op, patient.weighted)):
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
    tree, node = case.written(op)
    statement = tree.statement(node) if tree and node else None
    if tree is None or not isinstance(statement, (ast.Assign, ast.AugAssign)):
        return
    target = statement.target if isinstance(statement, ast.AugAssign) else statement.targets[0]
    sign = SIGNS.get(type(statement.op)) if isinstance(statement, ast.AugAssign) else ""
    if isinstance(target, ast.Subscript) and sign is not None:
        for product, rest in products_with(case, op, 2, factor):
            yield Change(tree, statement, target, statement.value, sign, product, rest)

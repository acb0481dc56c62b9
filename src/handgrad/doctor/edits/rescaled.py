"""Rescaled: the statements that scale one array, written once more for another."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from handgrad.doctor.anatomy.inputs import after, holders
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.program.program import Site

if TYPE_CHECKING:
    from handgrad.doctor.case import Case

SCALINGS = ("subtract", "divide", "multiply")


def rescaled(case: Case, scaled: int, other: int) -> Iterator[tuple[Site, tuple[Splice, ...]]]:
    """Where one array is scaled, and edits that do the same, with the same numbers, to another of the same block."""
    for tree, holder, name, _ in holders(case, other):
        statements = [each for each in scalings(case, tree, scaled) if each in tree.block(holder)]
        lines = [cloned(tree, each, name) for each in statements]
        if not lines or any(line is None for line in lines):
            continue
        texts = [line for line in lines if line is not None]
        site = case.site_of(statements[-1], tree.file)
        own = [each for each in statements if reads_itself(tree, each)]
        if own and holder.lineno < statements[0].lineno:
            indent = " " * statements[0].col_offset
            yield site, (tree.insert_before(statements[0], "".join(f"{text}\n{indent}" for text in texts)),)
        elif not own:
            last = max([holder, *statements], key=lambda each: each.lineno)
            yield site, (after(tree, last, "\n".join(texts)),)


def scalings(case: Case, tree: Tree, index: int) -> list[ast.stmt]:
    """The statements by which a value was scaled, in the order in which they ran."""
    found: list[ast.stmt] = []
    op = case.program[index]
    while op.index not in case.flow.moving:
        node = case.node(op)
        statement = tree.statement(node) if node is not None and op.site and op.site.file == tree.file else None
        if op.name in SCALINGS and statement is not None and statement not in found:
            found.append(statement)
        same = [ref for ref in op.refs() if np.shape(case.program[ref].value) == np.shape(op.value)]
        if not same:
            break
        op = case.program[same[0]]
    return found[::-1]


def cloned(tree: Tree, statement: ast.stmt, name: str) -> str | None:
    """A statement that scales a variable, for another variable; None where it does more."""
    if not isinstance(statement, (ast.Assign, ast.AugAssign)):
        return None
    target = statement.target if isinstance(statement, ast.AugAssign) else statement.targets[0]
    if not isinstance(target, ast.Name) or (isinstance(statement, ast.Assign) and len(statement.targets) > 1):
        return None
    data = [each for each in names_outside_statistics(statement.value) if is_data(each, statement.value)]
    if isinstance(statement, ast.Assign) and len({each.id for each in data[:1]}) != 1:
        return None
    raw = {target.id} if isinstance(statement, ast.AugAssign) else {data[0].id}
    places = [target, *(each for each in data if each.id in raw)]
    return with_names(tree, statement, places, name)


def names_outside_statistics(node: ast.AST) -> Iterator[ast.Name]:
    """The names of an expression in the order of the text, without those that a call reduces."""
    if isinstance(node, ast.Call):
        return
    if isinstance(node, ast.Name):
        yield node
    for part in ast.iter_child_nodes(node):
        yield from names_outside_statistics(part)


def is_data(name: ast.Name, value: ast.AST) -> bool:
    """Whether a name stands by itself, and not in front of a dot."""
    return not any(isinstance(each, ast.Attribute) and each.value is name for each in ast.walk(value))


def reads_itself(tree: Tree, statement: ast.stmt) -> bool:
    """Whether a statement takes statistics of the variable that it writes."""
    if not isinstance(statement, (ast.Assign, ast.AugAssign)):
        return False
    target = statement.target if isinstance(statement, ast.AugAssign) else statement.targets[0]
    calls = [each for each in ast.walk(statement.value) if isinstance(each, ast.Call) and function_of(each)]
    inside = {each.id for call in calls for each in ast.walk(call) if isinstance(each, ast.Name)}
    return isinstance(target, ast.Name) and target.id in inside


def with_names(tree: Tree, statement: ast.stmt, places: list[ast.Name], name: str) -> str:
    """The text of a statement with another name at some places."""
    text, first = tree.source(statement), (statement.lineno, statement.col_offset)
    lines = text.split("\n")
    for each in sorted(places, key=lambda place: (place.lineno, place.col_offset), reverse=True):
        row = each.lineno - first[0]
        start = each.col_offset - (first[1] if row == 0 else 0)
        lines[row] = lines[row][:start] + name + lines[row][start + len(each.id) :]
    return "\n".join(lines)

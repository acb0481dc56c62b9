"""Inputs: the data that meets the first weights, how large it is, and where in the source it could be scaled."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.naming import paths_to_values
from handgrad.doctor.anatomy.sorts import JOINS, MOVES, PRODUCTS
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Site

if TYPE_CHECKING:
    from handgrad.doctor.case import Case


def input_ops(patient: Patient) -> list[int]:
    """Data that a parameter is multiplied with, before anything else is."""
    found = []
    for index in patient.forward:
        op = patient.program[index]
        if op.name in PRODUCTS and any(ref in patient.direct for ref in op.refs()):
            found += [ref for ref in op.refs() if ref not in patient.moving and np.size(patient.values[ref]) > 0]
    return list(dict.fromkeys(found))


def input_size(patients: list[Patient]) -> float:
    """The size of the inputs: the square root of their mean square."""
    found = [np.ravel(np.asarray(p.values[i], dtype=float)) for p in patients for i in input_ops(p)]
    return float(np.sqrt(np.mean(np.concatenate(found) ** 2))) if found else 0.0


def input_range(patients: list[Patient]) -> tuple[float, float]:
    """The smallest and the largest input."""
    found = [np.ravel(np.asarray(p.values[i], dtype=float)) for p in patients for i in input_ops(p)]
    return (float(min(each.min() for each in found)), float(max(each.max() for each in found))) if found else (0.0, 0.0)


def sources(case: Case, index: int) -> list[int]:
    """An operation and what it was only rearranged or taken from, the last one first; of a join, all but its ones."""
    found = [index]
    while (op := case.program[found[-1]]).name in MOVES and op.refs():
        parts = op.refs()[:1] if op.name not in JOINS else [ref for ref in op.refs() if np.ptp(case.program[ref].value)]
        if len(parts) != 1 or np.size(case.program[parts[0]].value) < 2:
            break
        found.append(parts[0])
    return found


Holder = tuple[Tree, ast.stmt, str, Any]


def holders(case: Case, index: int) -> Iterator[Holder]:
    """Statements after which a variable holds the data of an operation, the earliest in time first, with its value."""
    names, seen = paths_to_values(case.recording), set[tuple[ast.stmt, str]]()
    read, late = readers(case, index), training_calls(case)
    for each in reversed(sources(case, index)):
        value = case.program[each].value
        name = names.get(each, "")
        found: Iterator[Holder] = local_holders(case, each, read, late)
        if name.isidentifier():
            found = ((case.tree, statement, name, value) for statement in assignments(case.tree, name))
        for holder in found:
            if holder[1:3] not in seen:  # an array that is written into many times
                seen.add(holder[1:3])
                yield holder


def assignments(tree: Tree, name: str) -> Iterator[ast.stmt]:
    """The last assignment of a name outside functions."""
    found = [
        node
        for node in ast.walk(tree.root)
        if isinstance(node, ast.Assign) and tree.function(node) is None and name in targets_of(node)
    ]
    yield from found[-1:]


def targets_of(node: ast.Assign) -> list[str]:
    """The names that an assignment gives a value."""
    return [part.id for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Name)]


def readers(case: Case, index: int) -> set[str]:
    """The names that are read where the data of an operation is multiplied."""
    found = set()
    for op in case.program.ops:
        if op.name in PRODUCTS and index in op.refs() and (node := case.node(op)) is not None:
            found |= {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return found


def local_holders(case: Case, index: int, read: set[str], late: set[Site]) -> Iterator[Holder]:
    """The assignment that an operation's own expression, or a call that led to it, is the value of."""
    op = case.program[index]
    for site in [op.site, *op.stack] if op.site else []:
        tree = case.trees.get(site.file)
        node = tree.at(site) if tree else None
        statement = tree.statement(node) if tree is not None and node is not None else None
        if tree is None or not isinstance(statement, ast.Assign) or site in late:
            continue
        if (own := beside(statement, node)) is not None:
            yield tree, statement, own.id, op.value
        if statement.value is not node:
            continue
        if isinstance(statement.targets[0], ast.Attribute):
            yield tree, statement, ast.unparse(statement.targets[0]), op.value
            continue
        names = targets_of(statement)
        name = next((each for each in names if each in read), names[0] if names else "")
        if name and isinstance(statement.targets[0], (ast.Name, ast.Tuple)):
            yield tree, statement, name, op.value


def training_calls(case: Case) -> set[Site]:
    """The calls that the first step's predictions were made in: what they hand back comes too late for its data."""
    patient = case.course.patients[0] if case.course.patients else None
    moving = (patient.program[i] for i in patient.forward if i in patient.moving) if patient is not None else ()
    return {site for op in moving for site in op.stack}


def beside(statement: ast.Assign, node: ast.AST | None) -> ast.Name | None:
    """The name that an expression is given where several are given theirs at once (`a, b = c[:9], c[9:]`)."""
    target, value = statement.targets[0], statement.value
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        for name, each in zip(target.elts, value.elts, strict=True):
            if each is node and isinstance(name, ast.Name):
                return name
    return None


def after(tree: Tree, statement: ast.stmt, text: str) -> Splice:
    """Lines of their own behind a statement."""
    indent = "\n" + " " * statement.col_offset
    line, column = statement.end_lineno or statement.lineno, statement.end_col_offset or 0
    return Splice(tree.file, (line, column, line, column), "".join(indent + row for row in text.split("\n")))


PLAIN_ROWS = """\
means = [sum(column) / len(column) for column in zip(*{name})]
sizes = [max(abs(v - m) for v in column) or 1.0 for column, m in zip(zip(*{name}), means)]
{name} = [[(v - m) / s for v, m, s in zip(row, means, sizes)] for row in {name}]"""
PLAIN_NUMBERS = """\
middle = sum({name}) / len({name})
size = max(abs(v - middle) for v in {name}) or 1.0
{name} = [(v - middle) / size for v in {name}]"""
"""The same for lists of rows, and of single numbers."""


def standardised(name: str, value: Any, features: int) -> str:
    """The statements that bring data to mean 0 and size 1, feature by feature."""
    if isinstance(value, (list, tuple)):
        return (PLAIN_ROWS if value and isinstance(value[0], (list, tuple)) else PLAIN_NUMBERS).format(name=name)
    shape = np.shape(value)
    if len(shape) == 2 and shape[0] == features and shape[1] != features:
        return f"{name} = ({name} - {name}.mean(axis=1, keepdims=True)) / ({name}.std(axis=1, keepdims=True) + 1e-8)"
    if len(shape) == 2:
        spread = np.asarray(value, dtype=float).std(axis=0)
        bottom = f"{name}.std(axis=0)" if np.all(spread > 0) else f"({name}.std(axis=0) + 1e-8)"
        return f"{name} = ({name} - {name}.mean(axis=0)) / {bottom}"
    return f"{name} = ({name} - {name}.mean()) / {name}.std()"

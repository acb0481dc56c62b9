"""One number of the data, or a row, as a factor of a gradient where a column is meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.bugs.operand import wrong_array
from handgrad.doctor.case import Case
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.proof.repair import Repair


def repairs(case: Case) -> Iterator[Repair]:
    """`X[:, 1]` for `X[1, 1]` and for `X[1]`, where `X` is a table."""
    seen: set[ast.AST] = set()
    for suspect in case.suspects if case.patient is not None else ():
        for node in ast.walk(suspect.node):
            if isinstance(node, ast.Subscript) and node not in seen and is_data(case, suspect, node):
                seen.add(node)
                yield from column_of(case, suspect, node)


def is_data(case: Case, suspect: Suspect, node: ast.Subscript) -> bool:
    """Whether a place is read of an array that no parameter has gone into."""
    held = case.scope.visible(suspect.tree, node).get(suspect.tree.source(node.value), set())
    patient = case.patient
    data = patient is not None and bool(held) and held.isdisjoint({*patient.moving, *patient.step.numbers})
    return data and isinstance(node.ctx, ast.Load) and bool(case.blame.own(suspect))


def column_of(case: Case, suspect: Suspect, node: ast.Subscript) -> Iterator[Repair]:
    """The column, or the whole row, of which an expression with numbers of the source for indices reads one place."""
    parts = [part.value for part in index_parts(node) if isinstance(part, ast.Constant) and type(part.value) is int]
    base = suspect.tree.source(node.value)
    table = case.blame.shown(base, suspect, case.blame.own(suspect)[-1])
    if np.ndim(table) != 2 or not parts or len(parts) != len(index_parts(node)):
        return
    what = "one number" if len(parts) == 2 else "one row"
    for rank, index in enumerate((f":, {parts[-1]}", f"{parts[0]}, :")[: len(parts)]):
        message = f"this is {what} of {base}, and what it meets runs over its {'columns' if rank else 'rows'}"
        edit = suspect.tree.replace(node, f"{base}[{index}]")
        site = case.site_of(node, suspect.tree.file)
        yield Repair(wrong_array.name, site, (edit,), message, 1.7 + 0.3 * rank)


def index_parts(node: ast.Subscript) -> list[ast.expr]:
    """The indices of a subscript, one for each axis."""
    return node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]

"""A stale input: a loop over the rows of the data that predicts the same row each time, left over from elsewhere."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.flow import Application
from handgrad.doctor.bugs.inputs import unused_input
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Tree, names_in
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Site
from handgrad.program.spans import span_of

FEWEST = 3
"""How many predictions have to be the same."""

Round = ast.For | ast.comprehension


@dataclass(frozen=True)
class Rows:
    """A loop over the rows of an array: how a row is written in it."""

    tree: Tree
    array: ast.expr
    row: str


def signs(case: Case) -> Iterator[Sign]:
    """Predictions of one row, made by the same parameters, as often as the loop around them goes over rows."""
    for same in repeated(case):
        found = list(left_over(case, same))
        for rows, name in found[:1]:
            message = (
                f"this is the same row in all {len(same)} turns of the loop over {rows.tree.source(rows.array)}, "
                "and so the prediction is"
            )
            site = case.site_of(name, rows.tree.file)
            finding = case.find(unused_input.name, site, message)
            yield Sign(
                finding, tuple(edits(case, same[0], found, message)), needs_proof=True, by="recheck", follow=True
            )
            return


def repeated(case: Case) -> Iterator[list[Application]]:
    """Applications outside the training, at one place, of one parameter as it is to one and the same row."""
    flow = case.flow
    groups: dict[object, list[Application]] = defaultdict(list)
    for each in flow.applications:
        if flow.outside(each) and each.value not in flow.moving and np.size(case.program[each.value].value) > 1:
            groups[each.key, each.parameter, numbers(case, each)].append(each)
    yield from (same for same in groups.values() if len(same) >= FEWEST)


def numbers(case: Case, application: Application) -> bytes:
    """The numbers of what a parameter is applied to."""
    return np.asarray(case.program[application.value].value).tobytes()


def left_over(case: Case, same: list[Application]) -> Iterator[tuple[Rows, ast.expr]]:
    """Loops around a prediction over as many rows of that size, and what may be the row that stays the same in them."""
    size = np.size(case.program[same[0].value].value)
    for tree, around, whole_loop, loop in loops(case, same[0]):
        if others_inside(case, tree, whole_loop, same[0]):
            continue
        arrays, names = read_in(loop.iter), [*read_in(around), *subscripts(around)]
        seen = case.watched([(tree.file, span_of(node)) for node in (*arrays, *names)]).seen

        def shapes(node: ast.expr, tree: Tree = tree, seen: Any = seen) -> set[tuple[int, ...]]:
            return {each.shape for each in seen.get((tree.file, span_of(node)), ())}

        for array in arrays:
            whole = any(shape and shape[0] == len(same) and prod(shape[1:]) == size for shape in shapes(array))
            row = row_text(tree, loop, array) if whole else ""
            fixed = [name for name in names if not names_in(name) & names_in(loop.target)] if row else []
            yield from ((Rows(tree, array, row), name) for name in fixed if size in map(prod, shapes(name)))


def others_inside(case: Case, tree: Tree, loop: ast.AST, application: Application) -> bool:
    """Whether a loop predicts other rows as well, which it may compare with the one that stays the same."""
    flow, (first, _, last, _) = case.flow, span_of(loop)
    for each in flow.applications:
        other = each.number == application.number and numbers(case, each) != numbers(case, application)
        sites = [site for site in (each.op.site, *each.op.stack) if site is not None and site.file == tree.file]
        if other and flow.outside(each) and any(first <= site.line and site.end_line <= last for site in sites):
            return True
    return False


def subscripts(node: ast.AST) -> list[ast.expr]:
    """The items read in an expression."""
    return [part for part in ast.walk(node) if isinstance(part, ast.Subscript)]


def read_in(node: ast.AST) -> list[ast.expr]:
    """The names and attributes in an expression that are no functions called."""
    called = [part.func for part in ast.walk(node) if isinstance(part, ast.Call)]
    parts = [part for part in ast.walk(node) if isinstance(part, (ast.Name, ast.Attribute))]
    return [part for part in parts if part not in called]


def loops(case: Case, application: Application) -> Iterator[tuple[Tree, ast.expr, ast.AST, Round]]:
    """The calls that lead to an application, each with the loops around it in its function; innermost first."""
    for site in (application.op.site, *application.op.stack):
        tree = case.trees.get(site.file) if site else None
        node = tree.at(site) if tree is not None and site is not None else None
        parent: ast.AST | None = node
        while tree is not None and isinstance(node, ast.expr) and parent is not None and not is_function(parent):
            parent = tree.parents.get(parent)
            if isinstance(parent, ast.For):
                yield tree, node, parent, parent
            elif isinstance(parent, (ast.ListComp, ast.GeneratorExp)):
                yield from ((tree, node, parent, generator) for generator in parent.generators)


def is_function(node: ast.AST) -> bool:
    """Whether a node begins a function's own text."""
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))


def row_text(tree: Tree, loop: Round, array: ast.expr) -> str:
    """How the row of a turn is written: what goes over the array, or the array at what counts its rows."""
    target, over = loop.target, loop.iter
    parts = list(target.elts) if isinstance(target, ast.Tuple) else []
    given = over.args if isinstance(over, ast.Call) else []
    if over is array:
        return tree.source(target)
    if function_of(over) == "range" and isinstance(target, ast.Name):
        return f"{tree.source(array)}[{target.id}]"
    if function_of(over) == "enumerate" and array in given and len(parts) == 2:
        return tree.source(parts[1])
    if function_of(over) == "zip" and array in given and len(parts) == len(given):
        return tree.source(parts[given.index(array)])
    return ""


def edits(case: Case, application: Application, found: list[tuple[Rows, ast.expr]], message: str) -> Iterator[Repair]:
    """The row of the turn in the place of each that may be the one left over, also in its shape."""
    shape = np.shape(case.program[application.value].value)
    for rank, form in enumerate(("", f".reshape({shape})"), 1):
        for rows, name in found:
            site: Site = case.site_of(name, rows.tree.file)
            splice = rows.tree.replace(name, rows.row + form)
            yield Repair(unused_input.name, site, (splice,), message, rank)

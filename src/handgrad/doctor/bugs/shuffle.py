"""Shuffles: whether every sample is still there afterwards."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import numpy as np

from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of, prefix
from handgrad.doctor.edits.syntax import Tree, same
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref, Site

shuffle_corrupts_data = Kind(
    name="shuffle-corrupts-data",
    code="D062",
    title="shuffling loses samples",
    explain="""\
A shuffle is a permutation: afterwards every sample is there exactly once.

    x'_i  =  x_perm(i)                      perm holds each of 0 ... n-1 once

The bug: rows are overwritten while they are exchanged, drawn with repetition,
or the wrong axis is mixed.

    X[i], X[j] = X[j], X[i]                 # numpy rows are views: both become one of the two
    order = rng.integers(0, n, n)           # draws with repetition: over a third never comes
    np.random.shuffle(X.T)                  # reorders the features, not the samples

Write instead:

    order = rng.permutation(n)
    X, y = X[order], y[order]

and to exchange two rows in place: X[[i, j]] = X[[j, i]].

A small example: X = [[1], [2]]; X[0], X[1] = X[1], X[0] leaves [[2], [2]], and
each epoch loses more. A sign of it: np.unique(X, axis=0) has fewer rows than
before.
""",
)


def signs(case: Case) -> Iterator[Sign]:
    """Exchanges that leave one row twice, and data replaced by a draw of themselves."""
    yield from swaps(case)
    yield from scrambles(case)
    yield from repetitions(case)


def swaps(case: Case) -> Iterator[Sign]:
    """`a[i], a[j] = a[j], a[i]` on rows of an array, which left both rows the same."""
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            if isinstance(node, ast.Assign) and (parts := exchanged(node)) is not None:
                one, other = parts
                lost = next(
                    filter(None, (copied(case, op) for op in case.program.ops if stands_in(op, tree, node))), None
                )
                if lost is not None:
                    yield swap_sign(case, tree, node, one, other, lost)


def exchanged(node: ast.Assign) -> tuple[ast.Subscript, ast.Subscript] | None:
    """The two places that an assignment exchanges."""
    target, value = node.targets[0], node.value
    if not (
        isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts) == 2
    ):
        return None
    one, other = target.elts
    if not (isinstance(one, ast.Subscript) and isinstance(other, ast.Subscript) and same(one.value, other.value)):
        return None
    crossed = all(ast.unparse(a) == ast.unparse(b) for a, b in zip(target.elts, reversed(value.elts), strict=True))
    return (one, other) if crossed else None


def stands_in(op: Op, tree: Tree, node: ast.Assign) -> bool:
    """Whether an operation writes a row in a statement."""
    site = op.site
    if op.name != "setitem" or site is None or site.file != tree.file or np.ndim(op.value) < 2:
        return False
    return node.lineno <= site.line and site.end_line <= (node.end_lineno or node.lineno)


def copied(case: Case, op: Op) -> str | None:
    """What was lost: how many rows that stood in the array before the statement do not stand there any more."""
    first = op.args[0]
    before = case.program[first.index] if isinstance(first, Ref) else None
    if before is None or before.name != "setitem" or before.site is None or not isinstance(before.args[0], Ref):
        return None
    if (
        op.site is None
        or (before.site.file, before.site.line) != (op.site.file, op.site.line)
        or before.site == op.site
    ):
        return None
    start = case.program[before.args[0].index].value
    had, has = distinct_rows(start), distinct_rows(op.value)
    return f"{had} different rows became {has}" if has < had else None


def distinct_rows(array: Any) -> int:
    """How many different rows an array has."""
    return len(np.unique(np.reshape(array, (len(array), -1)), axis=0))


def swap_sign(case: Case, tree: Tree, node: ast.Assign, one: ast.Subscript, other: ast.Subscript, lost: str) -> Sign:
    """The sign at one exchange, with the edit that exchanges both rows at once."""
    base, i, j = tree.source(one.value), tree.source(one.slice), tree.source(other.slice)
    text = f"{base}[[{i}, {j}]] = {base}[[{j}, {i}]]"
    message = f"rows of an array are views: this exchange leaves the same row in both places, {lost}"
    finding = case.find("shuffle-corrupts-data", case.site_of(node, tree.file), message)
    repair = Repair(
        "shuffle-corrupts-data", case.site_of(node, tree.file), (tree.replace(node, text),), message, 1, forward=True
    )
    return Sign(finding, (repair,), by="recheck")


def scrambles(case: Case) -> Iterator[Sign]:
    """`random.shuffle(X)` of an array: it exchanges rows one by one, and each of them is a view."""
    written: dict[Site, list[Op]] = {}
    for op in case.program.ops:
        if op.name == "setitem" and op.site is not None and np.ndim(op.value) > 1:
            written.setdefault(op.site, []).append(op)
    for site, ops in written.items():
        tree = case.trees.get(site.file)
        node = tree.at(site) if tree is not None else None
        if tree is None or not isinstance(node, ast.Call) or function_of(node) != "shuffle" or len(node.args) != 1:
            continue
        first = ops[0].args[0]
        had = distinct_rows(case.program[first.index].value) if isinstance(first, Ref) else 0
        has = distinct_rows(ops[min(len(ops), len(ops[0].value)) - 1].value)
        if has < had:
            text = f"{prefix(tree)}random.shuffle({tree.source(node.args[0])})"
            message = (
                f"rows of an array are views, and this exchanges them one by one: {had} different rows became {has}"
            )
            repair = Repair("shuffle-corrupts-data", site, (tree.replace(node, text),), message, 1, forward=True)
            yield Sign(case.find("shuffle-corrupts-data", site, message), (repair,), by="recheck")


def repetitions(case: Case) -> Iterator[Sign]:
    """Data replaced again and again by rows of themselves that were drawn with repetition."""
    seen = set()
    for op in case.program.ops:
        if op.name == "getitem" and op.site not in seen and (drawn := redrawn(case, op)) is not None:
            seen.add(op.site)
            had, has = distinct_rows(case.program[op.args[0].index].value), distinct_rows(op.value)
            tree, node = case.written(drawn)
            if has < had and tree is not None and isinstance(node, ast.Call):
                yield repetition_sign(case, tree, node, drawn, f"{had} different rows become {has}")


def redrawn(case: Case, op: Op) -> Op | None:
    """The draw by which an array was indexed that had itself come from the same indexing before."""
    base = case.program[op.args[0].index] if isinstance(op.args[0], Ref) else None
    index = case.program[op.args[1].index] if len(op.args) > 1 and isinstance(op.args[1], Ref) else None
    if base is None or index is None or not index.origin.startswith("random.") or np.ndim(index.value) != 1:
        return None
    if np.ndim(base.value) < 1 or len(index.value) != len(base.value) or base.index in case.flow.moving:
        return None
    return index if base.name == "getitem" and base.site == op.site else None


def repetition_sign(case: Case, tree: Tree, node: ast.Call, drawn: Op, lost: str) -> Sign:
    """The sign at the draw, with a permutation in its place."""
    message = f"these indices repeat, and the data are replaced by what they pick: {lost}, and each round loses more"
    module = tree.source(node.func)[: -len(function_of(node))]
    text = f"{module}permutation({len(drawn.value)})"
    for part in [*node.args, *(keyword.value for keyword in node.keywords)]:
        if isinstance(part, (ast.Call, ast.Name, ast.Attribute, ast.Subscript)):
            text = f"{module}permutation({tree.source(part)})"
    finding = case.find("shuffle-corrupts-data", drawn, message)
    assert drawn.site is not None
    repair = Repair("shuffle-corrupts-data", drawn.site, (tree.replace(node, text),), message, 2, forward=True)
    return Sign(finding, (repair,), by="recheck")

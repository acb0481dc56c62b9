"""The best so far, kept whenever a turn is better than the one before it: what is kept in the end is not the best."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Tree, same_text
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair

KIND = "stopping-criterion"
COPIES = {"copy", "deepcopy"}
MESSAGE = "this keeps a copy whenever {now} is {better} than {before}, the one before it, and not than all before it"
BETTER = {ast.Lt: ("lower", "min"), ast.LtE: ("lower", "min"), ast.Gt: ("higher", "max"), ast.GtE: ("higher", "max")}
"""Comparisons of a turn with the one before it, and what stands for all of these."""


def signs(case: Case) -> Iterator[Sign]:
    """`if losses[k] < losses[k - 1]: best = copy(net)`."""
    for tree in case.trees.values() if case.patients else ():
        for node in ast.walk(tree.root):
            if isinstance(node, ast.If) and not node.orelse and any(map(is_kept, node.body)):  # else: a step taken back
                for part in ast.walk(node.test):
                    if isinstance(part, ast.Compare):
                        yield from compared(case, tree, part, isinstance(node.test, ast.BoolOp))


def is_kept(statement: ast.stmt) -> bool:
    """Whether a statement gives a copy of something to a name."""
    calls = [part for part in ast.walk(statement) if isinstance(part, ast.Call)]
    return isinstance(statement, ast.Assign) and any(function_of(call) in COPIES for call in calls)


def compared(case: Case, tree: Tree, node: ast.Compare, guarded: bool) -> Iterator[Sign]:
    """The sign at a comparison of one item of a list with the one before it; `guarded` where the first is named."""
    now, before = node.left, node.comparators[0]
    better = BETTER.get(type(node.ops[0]))
    if len(node.ops) != 1 or better is None or not is_before(now, before) or not isinstance(now, ast.Subscript):
        return
    word, function = better
    texts = tree.source(now), tree.source(before)
    message = MESSAGE.format(now=texts[0], better=word, before=texts[1])
    none = "" if guarded else f', default=float("{"-" if function == "max" else ""}inf")'
    edit = tree.replace(before, f"{function}({tree.source(now.value)}[:{tree.source(now.slice)}]{none})")
    site = case.site_of(node, tree.file)
    yield Sign(case.find(KIND, site, message, "warning"), (Repair(KIND, site, (edit,), message, 1.0),), by="recheck")


def is_before(now: ast.expr, before: ast.expr) -> bool:
    """Whether two places of one list follow each other: `k` and `k - 1`, or the last and the one before it."""
    if not isinstance(now, ast.Subscript) or not isinstance(before, ast.Subscript):
        return False
    places = ast.unparse(now.slice), ast.unparse(before.slice)
    return same_text(now.value, before.value) and (places == ("-1", "-2") or places[1] == f"{places[0]} - 1")

"""Training that ends because a sum of errors is 0: a row too high and one too low cancel."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from handgrad.doctor.bugs.stopping import averaged, ends_when, written_out
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import prefix
from handgrad.doctor.edits.syntax import Tree, same_text
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.running.plain_run import PlainRun, Seen
from handgrad.program.spans import span_of


@dataclass(frozen=True)
class Sum:
    """`total == 0`, by which something is over, and the differences that the total is the sum of."""

    tree: Tree
    total: ast.expr
    added: ast.expr
    counted: str
    """The differences in the way the program would write their sizes."""


def signs(case: Case) -> Iterator[Sign]:
    """Tests that end a loop at a sum of 0 whose parts were not."""
    sums = [each for tree in case.trees.values() for each in sums_in(tree)]
    if not sums:
        return
    places = [(each.tree.file, span_of(part)) for each in sums for part in (each.total, each.added)]
    run = case.watched(places, inside=frozenset())
    for each in sums:
        if off := left_over(run, each):
            message = f"this sum is 0 and ends the training, while {off} of its parts are not: they cancel"
            site = case.site_of(each.added, each.tree.file)
            repair = Repair("stopping-criterion", site, (each.tree.replace(each.added, each.counted),), message, 1)
            yield Sign(case.find("stopping-criterion", site, message), (repair,), by="recheck", late=True)


def sums_in(tree: Tree) -> Iterator[Sum]:
    """The sums of differences that a file compares with 0 to end something."""
    for node in ast.walk(tree.root):
        if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not is_nought(node.comparators[0]):
            continue
        if not isinstance(node.ops[0], ast.Eq if ends_when(tree, node) else ast.NotEq) or ends_when(tree, node) is None:
            continue
        added = averaged(tree, node.left)
        if added is not None and written_out(tree, added) is not None:
            yield Sum(tree, node.left, added, f"{prefix(tree)}abs({tree.source(added)})")
        for part in added_to(tree, node.left):
            if written_out(tree, part) is not None:
                yield Sum(tree, node.left, part, f"abs({tree.source(part)})")


def is_nought(node: ast.expr) -> bool:
    """Whether a node is the number 0."""
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value == 0


def added_to(tree: Tree, total: ast.expr) -> Iterator[ast.expr]:
    """What is added to a name in its function."""
    for node in ast.walk(tree.function(total) or tree.root):
        if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add) and same_text(node.target, total):
            yield node.value


def left_over(run: PlainRun, found: Sum) -> int:
    """How many of the numbers behind the last total, if that was 0, were not."""
    totals, parts = (run.seen.get((found.tree.file, span_of(each)), ()) for each in (found.total, found.added))
    if not totals or not run.finished or np.any(totals[-1].value != 0):
        return 0
    before = totals[-2].time if len(totals) > 1 else -1
    return nonzero([part for part in parts if before < part.time < totals[-1].time])


def nonzero(parts: Sequence[Seen]) -> int:
    """How many numbers are not 0."""
    return sum(int(np.count_nonzero(part.value)) for part in parts if part.value is not None)

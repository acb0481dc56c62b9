"""Comparisons with a value that nothing has been computed for yet: training that is over at the first look."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from handgrad.doctor.bugs.loops import trains
from handgrad.doctor.bugs.stopping import LARGER, Test, far_below, older_side, tests_in
from handgrad.doctor.case import Case
from handgrad.doctor.edits.statements import loops_around
from handgrad.doctor.edits.syntax import Splice, Tree, same_text
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.spans import span_of

KIND = "stopping-criterion"
INFINITE = 'float("inf")'
TURNED = {ast.Gt: "<", ast.GtE: "<=", ast.Lt: ">", ast.LtE: ">="}


def signs(case: Case) -> Iterator[Sign]:
    """Improvement over nothing that counts as none, and a best value that is the worst."""
    for tree in case.trees.values():
        yield from begun_too_low(case, tree)
        yield from kept_the_wrong_way_round(case, tree)


def begun_too_low(case: Case, tree: Tree) -> Iterator[Sign]:
    """`previous - loss < tolerance` that is true at once, because the previous loss begins as a small number."""
    tests = [(test, older_side(test)) for test in tests_in(tree)]
    first = [(test, older) for test, older in tests if older is test.subtraction.left and older is not None]
    if not first:
        return
    run = case.watched([(t.tree.file, span_of(part)) for t, _ in first for part in (t.difference, t.limit)])
    for test, older in first:
        passed = far_below(run, test, 1)
        start = start_of(tree, older, test)
        if passed is not None and start is not None:
            message = (
                f"the first loss is compared with this: a difference of {passed[0]:.4g} counts as no more progress"
            )
            site = case.site_of(start, tree.file)
            repair = Repair(KIND, site, (tree.replace(start, INFINITE),), message, 1)
            yield Sign(case.find(KIND, site, message), (repair,), by="recheck")


def start_of(tree: Tree, name: ast.expr, test: Test) -> ast.expr | None:
    """The number that a name is given in front of the test."""
    for node in ast.walk(tree.root):
        if isinstance(node, ast.Assign) and same_text(node.targets[0], name) and node.lineno < test.node.lineno:
            value = node.value.operand if isinstance(node.value, ast.UnaryOp) else node.value
            if isinstance(value, ast.Constant) and isinstance(value.value, (int, float)):
                return node.value
    return None


@dataclass(frozen=True)
class Record:
    """`if value > best: best = value`."""

    node: ast.Compare
    operator: type[ast.cmpop]
    value: ast.expr
    best: ast.expr
    start: ast.expr
    """What the best value begins as."""


def kept_the_wrong_way_round(case: Case, tree: Tree) -> Iterator[Sign]:
    """A best value that is the largest where it should be the smallest, or the other way round; shown by training."""
    if case.patient is None:
        return
    for record in records(tree):
        if not any(trains(case, tree, loop) for loop in loops_around(tree, record.node)):
            continue
        up = record.operator in LARGER
        word = "largest" if up else "smallest"
        value, best = tree.source(record.value), tree.source(record.best)
        message = f"this keeps the {word} {value} as the best one"
        site = case.site_of(record.node, tree.file)
        edits = turned(tree, record), tree.replace(record.start, INFINITE if up else f"-{INFINITE}")
        repair = Repair(KIND, site, edits, f"{message}; {best} should be the {'smallest' if up else 'largest'}", 1)
        yield Sign(case.find(KIND, site, message, "warning"), (repair,), needs_proof=True)


def records(tree: Tree) -> Iterator[Record]:
    """The places where a program keeps the best value so far."""
    for node in ast.walk(tree.root):
        test = node.test if isinstance(node, ast.If) else None
        if not isinstance(test, ast.Compare) or not isinstance(node, ast.If) or len(test.ops) != 1:
            continue
        kept = [part for part in node.body if isinstance(part, ast.Assign)]
        for value, best, operator in sides(test):
            start = next((start_at(tree, part) for part in kept if gives(part, best, value)), None)
            if start is not None:
                yield Record(test, operator, value, best, start)


def sides(test: ast.Compare) -> Iterator[tuple[ast.expr, ast.expr, type[ast.cmpop]]]:
    """(value, best, operator) read from the left and from the right."""
    left, right, operator = test.left, test.comparators[0], type(test.ops[0])
    mirrored = {ast.Gt: ast.Lt, ast.Lt: ast.Gt, ast.GtE: ast.LtE, ast.LtE: ast.GtE}
    if operator in mirrored:
        yield left, right, operator
        yield right, left, mirrored[operator]


def gives(statement: ast.Assign, best: ast.expr, value: ast.expr) -> bool:
    """Whether the best value becomes the value."""
    return same_text(statement.targets[0], best) and same_text(statement.value, value)


def start_at(tree: Tree, record: ast.Assign) -> ast.expr | None:
    """What the best value is given in front of the loop; none where that is the first value itself."""
    name = record.targets[0]
    earlier = [n for n in ast.walk(tree.root) if isinstance(n, ast.Assign) and same_text(n.targets[0], name)]
    found = [n.value for n in earlier if n is not record and n.lineno < record.lineno]
    return found[0] if found else None


def turned(tree: Tree, record: Record) -> Splice:
    """The comparison the other way round."""
    left, right = tree.source(record.node.left), tree.source(record.node.comparators[0])
    return tree.replace(record.node, f"{left} {TURNED[type(record.node.ops[0])]} {right}")

"""Stopping: tests for being done that pass because a difference has its sign, not because it is small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from handgrad.doctor.anatomy.slices import dependents
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of, prefix, reduced
from handgrad.doctor.edits.syntax import Tree, same, same_text
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.running.plain_run import PlainRun
from handgrad.program.spans import span_of

MEANS = {"mean", "average", "sum"}
"""What makes one number of many and keeps their sign."""
SMALLER, LARGER = (ast.Lt, ast.LtE), (ast.Gt, ast.GtE)


@dataclass(frozen=True)
class Test:
    """`difference < limit` (or the other way round), by whose outcome a loop ends or a row counts as done."""

    tree: Tree
    node: ast.Compare
    difference: ast.expr
    limit: ast.expr
    subtraction: ast.BinOp
    """The difference as it is written, here or where the name was given its value."""
    counted: ast.expr
    """What has a sign: the difference, or the differences that it is the mean or the sum of."""


def signs(case: Case) -> Iterator[Sign]:
    """Tests that passed with a difference far below minus its limit."""
    tests = [test for tree in case.trees.values() for test in tests_in(tree) if signed(case, test)]
    if not tests:
        return
    run = case.watched([(t.tree.file, span_of(part)) for t in tests for part in (t.difference, t.limit)])
    for test in tests:
        passed = far_below(run, test)
        if passed is not None:
            yield stopping_sign(case, test, *passed)


def tests_in(tree: Tree) -> Iterator[Test]:
    """Comparisons of a difference with a limit that decide whether something is over."""
    for node, difference, limit in endings_in(tree):
        counted = averaged(tree, difference) or difference
        subtraction = written_out(tree, counted)
        if subtraction is not None:
            yield Test(tree, node, difference, limit, subtraction, counted)


def endings_in(tree: Tree) -> Iterator[tuple[ast.Compare, ast.expr, ast.expr]]:
    """Comparisons that decide whether something is over: what has to be below, and its limit."""
    for node in ast.walk(tree.root):
        if not isinstance(node, ast.Compare) or len(node.ops) != 1 or (ends := ends_when(tree, node)) is None:
            continue
        left, right = node.left, node.comparators[0]
        below = isinstance(node.ops[0], SMALLER) if ends else isinstance(node.ops[0], LARGER)
        if isinstance(node.ops[0], (*SMALLER, *LARGER)):
            yield (node, left, right) if below else (node, right, left)


def ends_when(tree: Tree, node: ast.Compare) -> bool | None:
    """The outcome with which something is over; None where the comparison decides nothing of the kind."""
    parent = tree.parents.get(node)
    while isinstance(parent, ast.BoolOp):
        parent = tree.parents.get(parent)
    if isinstance(parent, ast.While):
        return False
    if isinstance(parent, ast.Return):
        return True
    if isinstance(parent, ast.If) and any(leaves(statement) for statement in parent.body):
        return True
    return None


def leaves(statement: ast.stmt) -> bool:
    """Whether a statement ends something, or says that it is over."""
    if isinstance(statement, (ast.Assign, ast.Return)) and isinstance(statement.value, ast.Constant):
        return isinstance(statement.value.value, bool)
    return isinstance(statement, (ast.Break, ast.Return, ast.Continue))


def averaged(tree: Tree, node: ast.expr) -> ast.expr | None:
    """What an expression is the mean or the sum of."""
    return reduced(tree, node) if isinstance(node, ast.Call) and function_of(node) in MEANS else None


def written_out(tree: Tree, difference: ast.expr) -> ast.BinOp | None:
    """The subtraction that an expression is, that its name was given, or that the function it calls returns."""
    if isinstance(difference, ast.BinOp):
        return difference if isinstance(difference.op, ast.Sub) else None
    if isinstance(difference, ast.Name):
        area = tree.function(difference) or tree.root
        given = [n.value for n in ast.walk(area) if isinstance(n, ast.Assign) and same_text(n.targets[0], difference)]
        found = [value for value in given if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Sub)]
        return found[0] if len(found) == len(given) == 1 else None
    if isinstance(difference, ast.Call) and isinstance(difference.func, (ast.Name, ast.Attribute)):
        name = function_of(difference)
        functions = [n for n in ast.walk(tree.root) if isinstance(n, ast.FunctionDef) and n.name == name]
        results = [n.value for f in functions for n in ast.walk(f) if isinstance(n, ast.Return)]
        if len(results) == 1 and isinstance(results[0], ast.BinOp) and isinstance(results[0].op, ast.Sub):
            return results[0]
    return None


def signed(case: Case, test: Test) -> bool:
    """Whether the sign of a difference says nothing about being done: new minus old, or prediction minus target."""
    older = older_side(test)
    if older is not None:
        return older is test.subtraction.right
    ops = [op for op in case.program.ops if op.name == "subtract" and case.node(op) is test.subtraction]
    learned = learned_values(case)
    moving = [sum(ref in learned for ref in op.refs()) for op in ops]
    if any(moving):
        return all(number == 1 for number in moving)
    return computed(case, test.tree, test.subtraction.left) != computed(case, test.tree, test.subtraction.right)


def learned_values(case: Case) -> set[int]:
    """Values that depend on a parameter; where none ever changed, what a loop makes of what was drawn at random."""
    if case.anatomy.parameters:
        return case.flow.moving
    drawn = [op.index for op in case.program.ops if op.origin.startswith("random.")]
    contexts = case.recording.contexts
    return {index for index in dependents(case.program, range(len(case.program)), drawn) if contexts[index]}


def older_side(test: Test) -> ast.expr | None:
    """Of two values of one thing the earlier one: the one that takes the other's value for the next time."""
    left, right = test.subtraction.left, test.subtraction.right
    for node in ast.walk(test.tree.root):
        if isinstance(node, ast.Assign):
            for older, newer in ((left, right), (right, left)):
                if same_text(node.targets[0], older) and same_text(node.value, newer):
                    return older
    if isinstance(left, ast.Subscript) and isinstance(right, ast.Subscript) and same(left.value, right.value):
        places = [ast.unparse(side.slice) for side in (left, right)]
        return {("-1", "-2"): right, ("-2", "-1"): left}.get((places[0], places[1]))
    return None


def computed(case: Case, tree: Tree, side: ast.expr) -> bool:
    """Whether anything that depends on a parameter was performed inside an expression."""
    line, column, end, end_column = span_of(side)
    for index in learned_values(case):
        op = case.program[index]
        for site in (op.site, *op.stack) if op.site else ():
            inside = (line, column + 1) <= (site.line, site.column) and (site.end_line, site.end_column) <= (
                end,
                end_column + 1,
            )
            if inside and site.file == tree.file:
                return True
    return False


def far_below(run: PlainRun, test: Test, most: int | None = None) -> tuple[float, float] | None:
    """A difference, and its limit, that passed only because it is negative; the first `most` are looked at."""
    differences = run.seen.get((test.tree.file, span_of(test.difference)), ())
    limits = run.seen.get((test.tree.file, span_of(test.limit)), ())
    for one, other in list(zip(differences, limits, strict=False))[:most]:
        if one.value is not None and other.value is not None and np.size(one.value) == np.size(other.value) == 1:
            difference, limit = float(np.ravel(one.value)[0]), float(np.ravel(other.value)[0])
            if limit > 0 and difference < -limit:
                return difference, limit
    return None


def stopping_sign(case: Case, test: Test, difference: float, limit: float) -> Sign:
    """The sign at the test, with the size of the difference in place of the difference."""
    message = f"this passes at a difference of {difference:.4g}: it is below {limit:.4g} only because it is negative"
    site = case.site_of(test.node, test.tree.file)
    text = f"{prefix(test.tree) if test.counted is not test.difference else ''}abs({test.tree.source(test.counted)})"
    repair = Repair("stopping-criterion", site, (test.tree.replace(test.counted, text),), message, 1)
    return Sign(case.find("stopping-criterion", site, message), (repair,), by="recheck", late=True)

"""Tests for being done on the size of a mean: errors of both signs cancel in it, however large they are."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.bugs.stopping import Test, averaged, endings_in, signed, written_out
from handgrad.doctor.case import Case
from handgrad.doctor.edits.pieces import definition
from handgrad.doctor.edits.spelling import function_of, prefix, reduced
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.running.plain_run import PlainRun
from handgrad.program.spans import span_of

SIZES = ("abs", "fabs", "absolute")
FAR = 10.0
"""How many times the limit the errors still are, on average, where only their mean is below it."""


def signs(case: Case) -> Iterator[Sign]:
    """Tests that passed at the end while the errors themselves were far above the limit."""
    tests = [(test, size) for tree in case.trees.values() for test, size in sizes_in(tree) if signed(case, test)]
    if not tests:
        return
    run = case.watched([(t.tree.file, span_of(part)) for t, _ in tests for part in (t.difference, t.limit, t.counted)])
    for test, size in tests:
        passed = far_above(run, test)
        if passed is not None:
            yield sign_of(case, test, size, *passed)


def sizes_in(tree: Tree) -> Iterator[tuple[Test, ast.Call]]:
    """Comparisons of the size of a mean of differences with a limit, and where that size is taken."""
    for node, difference, limit in endings_in(tree):
        size = definition(tree, difference) or difference
        if isinstance(size, ast.Call) and function_of(size) in SIZES and (mean := mean_in(tree, size)) is not None:
            counted = averaged(tree, mean)
            subtraction = written_out(tree, counted) if counted is not None else None
            if counted is not None and subtraction is not None:
                yield Test(tree, node, difference, limit, subtraction, counted), size


def mean_in(tree: Tree, size: ast.Call) -> ast.expr | None:
    """What the size is taken of, as it is written there or where its name was given."""
    inner = reduced(tree, size)
    return inner and (definition(tree, inner) or inner)


def far_above(run: PlainRun, test: Test) -> tuple[float, float, float] | None:
    """The mean, its limit and the mean size of the errors where the loop ended, if only the first is small."""
    seen = [run.seen.get((test.tree.file, span_of(part)), ()) for part in (test.difference, test.limit, test.counted)]
    last = [each[-1].value for each in seen if each and each[-1].value is not None]
    if len(last) < len(seen) or np.size(last[0]) != 1 or np.size(last[1]) != 1 or np.size(last[2]) < 2:
        return None
    mean, limit, size = float(np.ravel(last[0])[0]), float(np.ravel(last[1])[0]), float(np.mean(np.abs(last[2])))
    return (mean, limit, size) if mean < limit and size > FAR * limit > 0 else None


def sign_of(case: Case, test: Test, size: ast.Call, now: float, limit: float, errors: float) -> Sign:
    """The sign at the test; the mean of the sizes, or of the squares, in place of the size of the mean."""
    tree, site = test.tree, case.site_of(size, test.tree.file)
    message = f"this is {now:.4g} and ends the training below {limit:.4g}, while the errors are {errors:.4g} on average"
    message += ": those of opposite sign cancel"
    mean = mean_in(tree, size)
    assert mean is not None
    repairs = []
    for rank, text in enumerate(
        (f"{prefix(tree)}abs({tree.source(test.counted)})", f"{tree.operand(test.counted)} ** 2")
    ):
        splice = tree.replace(size, tree.edited(mean, (tree.replace(test.counted, text),)))
        repairs.append(Repair("stopping-criterion", site, (splice,), message, rank))
    return Sign(case.find("stopping-criterion", site, message), tuple(repairs), by="recheck", late=True)

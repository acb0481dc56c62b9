"""Logarithms: the one of an exact zero."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import enclosing, function_of, prefix
from handgrad.doctor.edits.syntax import Tree, spliced
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.running.plain_run import plain_run
from handgrad.program.program import Op, Ref

log_of_zero = Kind(
    name="log-of-zero",
    code="D011",
    title="logarithm of an exact zero",
    explain="""\
Cross-entropy takes the logarithm of a probability, L = -log p. In exact
arithmetic a sigmoid or a softmax is never 0; in floats sigmoid(-710) is 0, 1 -
sigmoid(37) is 0, and log 0 is -inf. Then 0 * -inf is nan, and nan spreads
through every parameter.

The bug: nothing keeps p away from 0 and 1.

    loss = -(y * np.log(a) + (1 - y) * np.log(1 - a)).mean()

Write instead, with z the score before the sigmoid, a form that never leaves
the range:

    loss = (np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))).mean()

or, for a softmax, with m the maximum of the row:

    loss = (np.log(np.exp(z - m).sum(axis=1)) + m[:, 0] - z[np.arange(n), label]).mean()

or keep the probability off the ends, which changes the loss by nothing that
can be seen:

    a = np.clip(a, 1e-12, 1 - 1e-12)

The gradient has the same trap: -y / a divides by that 0. The short form a - y
does not (`handgrad explain D006`).

A small example: y = 0, a = 0, a row that could not be more right. Its loss is
-(0 * -inf + 1 * 0) = nan.
""",
)


def signs(case: Case) -> Iterator[Sign]:
    """Logarithms of an exact zero, now or later in the run, that nothing catches; wrong gradients explain them."""
    if case.patients and all(patient.comparison.wrong for patient in case.patients):
        return
    seen = set()
    for op in case.program.ops:
        if op.name not in ("log", "log2", "log10") or op.site is None or op.site in seen or not op.refs():
            continue
        seen.add(op.site)
        tree, node = case.trees.get(op.site.file), case.node(op)
        if (
            tree is None
            or not isinstance(node, ast.Call)
            or enclosing(tree, node, CATCHERS)
            or never_zero(case, op)
            or op.index not in case.flow.moving
        ):
            continue
        if case.plain_run.warned("divide by zero encountered in log", op.site.file, op.site.line, op.site.end_line):
            yield from logarithm(case, tree, node, op)
            return


def never_zero(case: Case, op: Op) -> bool:
    """Whether the operand is kept away from zero: something was added to it, or it was cut off."""
    made = case.program[op.refs()[0]]
    if made.name in ("clip", "maximum", "fmax"):
        return True
    constants = [np.asarray(case.program[p.index].value if isinstance(p, Ref) else p) for p in made.args[:2]]
    return made.name == "add" and any(c.size == 1 and 0 < float(c.ravel()[0]) < 0.01 for c in constants)


CATCHERS = ("where", "nan_to_num", "nansum", "nanmean", "select", "xlogy")
"""Functions that keep an infinite logarithm out of the result."""


def logarithm(case: Case, tree: Tree, node: ast.Call, op: Op) -> Iterator[Sign]:
    """The sign at one logarithm, with an edit of every logarithm of its statement."""
    statement = tree.statement(node)
    calls = [n for n in ast.walk(statement or node) if isinstance(n, ast.Call) and function_of(n) == function_of(node)]
    splices = tuple(
        tree.replace(c.args[0], f"{prefix(tree)}maximum({tree.source(c.args[0])}, 1e-12)") for c in calls if c.args
    )
    message = "this logarithm is taken of an exact 0 in the course of the run: it is -inf, and the loss inf or nan"
    site = op.site
    assert site is not None
    repair = Repair("log-of-zero", site, splices, message, 2, forward=True)
    run = plain_run(case.recording.file, spliced(case.recording.sources, splices))
    if not run.warned("divide by zero encountered in log", site.file, 1, 10**9):
        yield Sign(case.find("log-of-zero", site, message, severity="warning"), (repair,), by="recheck")

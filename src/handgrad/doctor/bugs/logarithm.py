"""Logarithms: the one of an exact zero."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

import numpy as np

from handgrad.doctor.anatomy.sorts import LOGARITHMS
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import enclosing, function_of, prefix
from handgrad.doctor.edits.statements import loops_around, target_of
from handgrad.doctor.edits.syntax import Tree, names_in, spliced
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.running.plain_run import plain_run
from handgrad.program.program import Op, Ref, Site

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
    recorded = {op.site: op for op in reversed(case.program.ops) if op.name in ENDLESS and op.site and op.refs()}
    for site, op in sorted(recorded.items(), key=lambda each: each[1].index):
        tree, node = case.trees.get(site.file) if site else None, case.node(op)
        if tree is None or not isinstance(node, ast.Call) or never_zero(case, op) or op.index not in case.flow.moving:
            continue
        if is_infinite(case, tree, node) and not mends_itself(tree, node):
            yield from logarithm(case, tree, node)
            return
    yield from unrecorded(case, set(recorded))


def unrecorded(case: Case, recorded: Collection[Site | None]) -> Iterator[Sign]:
    """Logarithms of an exact zero that the recording did not come to, and that make what they go into nan."""
    for tree in case.trees.values():
        known = [tree.at(site) for site in recorded if site is not None and site.file == tree.file]
        calls = (node for node in ast.walk(tree.root) if isinstance(node, ast.Call) and node not in known)
        for node in calls:
            statement = tree.statement(node)
            if function_of(node) not in ENDLESS or statement is None or mends_itself(tree, node):
                continue
            first, last = statement.lineno, statement.end_lineno or statement.lineno
            nan = case.plain_run.warned("invalid value encountered in", tree.file, first, last)
            if nan and is_infinite(case, tree, node):
                yield from logarithm(case, tree, node)
                return


def is_infinite(case: Case, tree: Tree, node: ast.Call) -> bool:
    """Whether a run to the end warns of a logarithm that nothing catches."""
    warned = case.plain_run.warned(WARNING, tree.file, node.lineno, node.end_lineno or node.lineno)
    return warned and not enclosing(tree, node, CATCHERS)


def mends_itself(tree: Tree, node: ast.AST) -> bool:
    """Whether a function looks for numbers that are not finite."""
    around = ast.walk(tree.function(node) or tree.root)
    return any(isinstance(part, ast.Call) and function_of(part) in (*CATCHERS, *CHECKS) for part in around)


def never_zero(case: Case, op: Op) -> bool:
    """Whether the operand is kept away from zero: something was added to it, or it was cut off."""
    made = case.program[op.refs()[0]]
    if made.name in ("clip", "maximum", "fmax"):
        return True
    if made.name != "add":
        return False
    constants = [np.asarray(case.program[p.index].value if isinstance(p, Ref) else p) for p in made.args[:2]]
    return any(c.size == 1 and 0 < float(c.ravel()[0]) < 0.01 for c in constants)


ENDLESS = LOGARITHMS - {"log1p"}
"""Logarithms that are -inf at 0."""
WARNING = "divide by zero encountered in log"
CHECKS = ("isnan", "isfinite", "isinf")
"""Functions that tell such numbers apart."""
CATCHERS = ("where", "nan_to_num", "nansum", "nanmean", "select", "xlogy")
"""Functions that keep an infinite logarithm out of the result."""


def logarithm(case: Case, tree: Tree, node: ast.Call) -> Iterator[Sign]:
    """The sign at one logarithm, with an edit of every logarithm of its statement, or of the array they go over."""
    inside = ast.walk(tree.statement(node) or node)
    calls = [n for n in inside if isinstance(n, ast.Call) and function_of(n) == function_of(node) and n.args]
    message = "this logarithm is taken of an exact 0 in the course of the run: it is -inf, and the loss inf or nan"
    splices = [tree.replace(c.args[0], f"{prefix(tree)}maximum({tree.source(c.args[0])}, 1e-12)") for c in calls]
    whole = gone_over(tree, node)
    if whole is not None:
        also_one = any(isinstance(call.args[0], ast.BinOp) for call in calls)
        message = (
            f"one of these numbers is 0{' or 1' * also_one} to the last digit in the course of the run: "
            f"its logarithm on line {node.lineno} is -inf, and the loss inf or nan"
        )
        bounded = (
            f"clip({tree.source(whole)}, 1e-12, 1 - 1e-12)" if also_one else f"maximum({tree.source(whole)}, 1e-12)"
        )
        splices = [tree.replace(whole, prefix(tree) + bounded)]
    site = case.site_of(whole or node, tree.file)
    repair = Repair("log-of-zero", site, tuple(splices), message, 2, forward=True)
    run = plain_run(case.recording.file, spliced(case.recording.sources, splices))
    if not run.warned(WARNING, tree.file, 1, 10**9):
        yield Sign(case.find("log-of-zero", site, message, severity="warning"), (repair,), by="recheck")


def gone_over(tree: Tree, node: ast.Call) -> ast.expr | None:
    """What an array was computed as before the loop in which the logarithm of one of its numbers is taken."""
    loop = next(loops_around(tree, node), None)
    items = [part for part in ast.walk(node) if isinstance(part, ast.Subscript)]
    names = {part.value.id for part in items if isinstance(part.value, ast.Name)}
    if loop is None or len(items) != 1 or not names:
        return None
    stores = [
        part
        for part in ast.walk(tree.function(node) or tree.root)
        if isinstance(part, (ast.Assign, ast.AugAssign, ast.For)) and names & names_in(target_or_loop(part))
    ]
    found = stores[0] if len(stores) == 1 else None
    before = isinstance(found, ast.Assign) and found not in ast.walk(loop) and isinstance(found.targets[0], ast.Name)
    return found.value if before and isinstance(found, ast.Assign) else None


def target_or_loop(statement: ast.Assign | ast.AugAssign | ast.For) -> ast.expr:
    """What a statement gives a value."""
    return statement.target if isinstance(statement, ast.For) else target_of(statement)

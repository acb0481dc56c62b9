"""Constant steps: a bias that every step moves by the learning rate alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.bugs.bias import bias_grad_wrong
from handgrad.doctor.case import Case
from handgrad.doctor.edits.expressions import tight
from handgrad.doctor.edits.thaw import gradient_texts
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.compare import Match

MOST = 6
"""How many gradients are tried at one place."""


def repairs(case: Case) -> Iterator[Repair]:
    """The gradient as a factor of a step that has none."""
    patient = case.patient
    for match in patient.comparison.wrong if patient is not None else ():
        if is_constant(case, match):
            yield from with_gradient(case, match)


def is_constant(case: Case, match: Match) -> bool:
    """Whether a step is one number everywhere, and computed from nothing of the network."""
    patient, own = case.patient, np.ravel(match.own)
    assert patient is not None
    op = patient.program[patient.step.after[match.number]]
    still = all(ref not in patient.moving or ref == patient.step.before[match.number] for ref in op.refs())
    return (
        still
        and op.name in ("add", "subtract")
        and bool(own[0])
        and bool(np.all(own == own[0]) or np.allclose(own, own[0]))
    )


def with_gradient(case: Case, match: Match) -> Iterator[Repair]:
    """`b -= rate * gradient` for `b -= rate`, for every text that held the gradient there."""
    patient = case.patient
    assert patient is not None
    op = patient.program[patient.step.after[match.number]]
    tree, node = case.written(op)
    step = moved_by(node) if node is not None else None
    if tree is None or node is None or step is None or op.site is None:
        return
    wanted = np.asarray(match.right) * patient.comparison.factor / np.ravel(match.own)[0]
    message = f"this moves every bias by {tree.source(step)} in every step, whatever its gradient is"
    visible = case.scope.visible(tree, node)
    for turn, text in enumerate(sorted(gradient_texts(case, visible, wanted), key=len)[:MOST]):
        edit = tree.replace(step, f"{tight(tree.source(step))} * {text}")
        yield Repair(bias_grad_wrong.name, op.site, (edit,), message, 1.5 + 0.05 * turn)


def moved_by(node: ast.AST) -> ast.expr | None:
    """What is added to or taken off in `b -= step` and in `b - step`."""
    additive = isinstance(getattr(node, "op", None), (ast.Add, ast.Sub))
    if isinstance(node, ast.AugAssign) and additive:
        return node.value
    return node.right if isinstance(node, ast.BinOp) and additive else None

"""A loss without its minus, and gradients that rightly belong to it: every step goes down what should grow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from handgrad.doctor.bugs.sign import goes_up, is_turnable, is_update, minus_first, negated, turns
from handgrad.doctor.case import Case
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.own_truths import own_truths
from handgrad.doctor.truth.turned_losses import is_minus

KIND = "loss-formula"
MESSAGE = "this is largest where every prediction is its target, and every step makes it less: the minus is missing"


def repairs(case: Case) -> Iterator[Repair]:
    """Minus in front of the loss, and the sign of its gradient turned at one place, or at every difference."""
    loss = upright(case) if case.patient is not None and goes_up(case) else None
    if loss is None:
        return
    suspects = [each for each in case.suspects if any(turns(case, op) for op in case.blame.own(each))]
    differences = sorted(filter(partial(is_turnable, case), suspects), key=lambda each: each.site.line)
    if len({each.site for each in differences}) > 1:
        own = [next(negated(case, each)) for each in differences]
        every = tuple(dict.fromkeys(splice for each in own for splice in each.splices))
        yield replace(own[0], splices=every).joined(loss, 1.3)
    for suspect in suspects:
        if isinstance(suspect.node, ast.expr) and not is_update(case, suspect):
            for each in negated(case, suspect):
                yield each.joined(loss, each.rank - 0.2)


def upright(case: Case) -> Repair | None:
    """The program's own loss with the minus that it lacks; None where it is no such loss."""
    patient = case.patient
    assert patient is not None
    for truth in own_truths(patient.step, patient.values):
        if truth.value is None or not is_minus(truth, patient.comparison.truth):
            continue
        op = patient.program[truth.value]
        tree, node = case.written(op)
        if op.site is not None and tree is not None and isinstance(node, ast.expr):
            edit = tree.replace(node, f"-{minus_first(tree, node)}")
            return Repair(KIND, op.site, (edit,), MESSAGE, 1.5)
    return None

"""A difference the wrong way round among the factors of a gradient, where others hide that it is only a sign."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.sign import is_update, sign_error, turned_round
from handgrad.doctor.case import Case
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.proof.repair import Repair

MESSAGE = "the gradients behind this difference point nearly the other way: it stands the wrong way round"
NEARLY = 0.3
"""How far the direction of a gradient may be from the opposite of the right one."""
RANK = 1.1


def repairs(case: Case) -> Iterator[Repair]:
    """`dh * (c - h)` for `dh * (h - c)` where what comes of it is nearly turned round: in a recurrence the error of a
    later step goes through that of every earlier one, so that no gradient is the opposite of the right one."""
    against = nearly_turned(case)
    seen = set[ast.AST]()
    for suspect in case.suspects if against else ():
        if is_update(case, suspect) or not any(against & case.blame.reach[op.index] for op in case.blame.own(suspect)):
            continue
        for part in differences(suspect):
            if part not in seen:
                seen.add(part)
                site, edit = case.site_of(part, suspect.tree.file), turned_round(suspect.tree, part)
                yield Repair(sign_error.name, site, (edit,), MESSAGE, RANK)


def nearly_turned(case: Case) -> set[int]:
    """The wrong gradients that are no multiple of the right ones, and point nearly against them."""
    if case.patient is None:
        return set()
    comparison = case.patient.comparison
    return {
        number
        for number in case.blame.wrong - case.blame.off.keys()
        if (match := comparison.matches[number]).factor / comparison.factor < 0 and match.direction_error < NEARLY
    }


def differences(suspect: Suspect) -> Iterator[ast.BinOp]:
    """The differences of two variables in an expression; `1 - a` is none."""
    for part in ast.walk(suspect.node):
        if not isinstance(part, ast.BinOp) or not isinstance(part.op, ast.Sub):
            continue
        if not any(isinstance(side, ast.Constant) for side in (part.left, part.right)):
            yield part

"""Edits that bring in a slope where one gradient is formed without it, whether or not others are formed with it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.bugs.slope import MASK, MISSING, NEAR
from handgrad.doctor.case import Case
from handgrad.doctor.edits.aims import MOST, Aim, aims_of
from handgrad.doctor.edits.pieces import USED, Meanings, uses_name
from handgrad.doctor.edits.slope_texts import spellings
from handgrad.doctor.edits.slopes import is_mask_aim
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Tree, rooted
from handgrad.doctor.edits.together import role_of, same_everywhere
from handgrad.doctor.edits.visible import operands_of
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Ref

ELSEWHERE = 0.4
"""Where an array is read elsewhere, to form the gradient with its slope, it was taken for that one by mistake."""


def repairs(case: Case) -> Iterator[Repair]:
    """`h.T @ (error * slope)` for `h.T @ error`, at each place that makes a gradient of the bare error."""
    case = case.sharpened
    if case.patient is not None and not (case.blame.wrong and case.blame.wrong <= case.blame.multiples):
        yield from same_everywhere(bare(case), lambda repair: role_of(case, repair))


def bare(case: Case) -> Iterator[Repair]:
    """Each operand that is the gradient behind an activation, on the way to nothing but wrong gradients."""
    assert case.patient is not None
    meanings = Meanings(case, case.patient)
    aims = passed_by(case, meanings)
    for suspect in case.suspects if aims else ():
        for part, indices in operands(case, suspect):
            means = {meaning for index in indices for meaning in meanings.of_index(index)}
            for aim in aims:
                if aim.after in means and aim.before not in means:
                    elsewhere = ELSEWHERE * (aim.before in meanings.reached and is_shared(suspect.tree, part))
                    yield from multiplied(case, suspect, part, aim, elsewhere)


def is_shared(tree: Tree, part: ast.expr) -> bool:
    """Whether an operand is an array that is read in other places as well."""
    area = tree.function(part) or tree.root
    same = (node for node in ast.walk(area) if isinstance(node, type(part)) and ast.unparse(node) == ast.unparse(part))
    return rooted(part) and sum(isinstance(getattr(node, "ctx", None), ast.Load) for node in same) > 1


def passed_by(case: Case, meanings: Meanings) -> list[Aim]:
    """The activations that a wrong gradient is formed without: no right gradient in front of them goes into it.

    What goes into it only by way of weights that were changed too early does not count.
    """
    patient, blame = case.patient, case.blame
    assert patient is not None
    new, program = patient.step.after, patient.step.program
    inside = {n: ancestors(program, [new[n]], stop={*new.values()} - {new[n]}) for n in blame.wrong if n in new}
    reached: dict[int, set[int]] = {}
    for number, indices in inside.items():
        for index in patient.backward.intersection(indices):
            for meaning in meanings.of_index(index):
                reached.setdefault(meaning, set()).add(number)
    return [
        aim
        for aim in aims_of(patient)
        if (patient.depends.get(aim.before, frozenset()) & blame.wrong) - reached.get(aim.before, set())
    ]


def operands(case: Case, suspect: Suspect) -> Iterator[tuple[ast.expr, list[int]]]:
    """The operands of a suspect, and what they held on the way to nothing but wrong gradients."""
    own = [op for op in case.blame.own(suspect) if case.blame.guilty(op)]
    for place, part in enumerate(operands_of(suspect.node)):
        args = [op.args[place] for op in own if place < len(op.args)]
        indices = [arg.index for arg in args if isinstance(arg, Ref)]
        if indices and len(indices) == len(own):
            yield part, indices


def multiplied(case: Case, suspect: Suspect, part: ast.expr, aim: Aim, elsewhere: float) -> Iterator[Repair]:
    """The operand times the slope, as the program may write it."""
    tree, parent = suspect.tree, suspect.tree.parents.get(part)
    alone = isinstance(parent, ast.Call) and part in parent.args
    joined = alone or (isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Mult))
    for spelling in spellings(case, tree, part, aim)[:MOST]:
        text = f"{tree.operand(part)} * {spelling.text}"
        edit = tree.replace(part, text if joined else f"({text})")
        rank = 1.4 + spelling.distance + NEAR[suspect.score] + elsewhere + USED * uses_name(tree, part)
        mask = is_mask_aim(case.scope.patient, aim)
        kind, message = ("dropout-mask", MASK) if mask else ("missing-derivative", MISSING)
        yield Repair(kind, case.site_of(part, tree.file), (edit,), message, rank)

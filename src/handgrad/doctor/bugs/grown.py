"""Parameters that grow with their first step, because a gradient for each row is taken off them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors, dependents, scaled
from handgrad.doctor.bugs.shapes import MEETINGS, Spread, reshaped, stretched
from handgrad.doctor.case import Case
from handgrad.doctor.edits.pieces import values_of
from handgrad.doctor.edits.spelling import prefix
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op

KIND, AXIS = "broadcasting", "bias-grad-axis"
SUMS = ("sum", "mean", "average")


def signs(case: Case) -> Iterator[Sign]:
    """The first step of a parameter that had fewer numbers before it."""
    several = [each for each in grown(case) if not is_wrong(case, each[0])]
    for number, first, old in several[:1]:
        met = tuple(repair for spread in behind(case, first, old) for repair in reshaped(case, spread))
        found = met or (*together(case, several), *mended(case, number, first, old))
        kind = found[0].kind if found else KIND
        site = found[0].site if found and (kind == AXIS or met or len(several) > 1) else first.site
        message = met[0].message if met else message_of(first, old)
        yield Sign(case.find(kind, site, message), found, by="recheck", follow=True)


def together(case: Case, several: list[tuple[int, Op, Op]]) -> Iterator[Repair]:
    """The same edit for each of several parameters, of layers that are written alike: none is of use alone."""
    ways = [list(mended(case, *each)) for each in several]
    for alike in zip(*ways, strict=False) if len(ways) > 1 else ():
        splices = tuple(splice for repair in alike for splice in repair.splices)
        yield replace(min(alike, key=lambda repair: repair.site.line), splices=splices)


def repairs(case: Case) -> Iterator[Repair]:
    """The same where gradients are wrong as well: right for what it has grown to would be a row for each sample."""
    several = list(grown(case)) if case.patient is not None and case.patient.comparison.wrong else []
    yield from together(case, several)
    for number, first, old in several:
        yield from mended(case, number, first, old)


def grown(case: Case) -> Iterator[tuple[int, Op, Op]]:
    """Parameters that grow with their first step: their numbers, what they become, and what they were."""
    for number in case.anatomy.parameters:
        first = case.program[case.anatomy.states[number].versions[0]]
        old = grown_from(case, first)
        if old is not None and first.site is not None:
            yield number, first, old


def behind(case: Case, first: Op, old: Op) -> Iterator[Spread]:
    """Where a prediction made of the parameter as it was has met its targets, and each of them all the others."""
    inside = ancestors(case.program, [first.index])
    moving = dependents(case.program, inside, [old.index])
    for op in (case.program[index] for index in inside if case.program[index].name in MEETINGS):
        refs = op.refs()
        if len(refs) == 2 and stretched(case, op, *refs) and (refs[0] in moving) != (refs[1] in moving):
            prediction, target = refs if refs[0] in moving else refs[::-1]
            yield Spread(op, prediction, target, trained=True)


def message_of(first: Op, old: Op) -> str:
    """What has grown."""
    was, now = ("x".join(map(str, np.shape(op.value))) for op in (old, first))
    return (
        f"a parameter of {was} number{'s' * (np.size(old.value) > 1)} becomes one of {now}: what is taken off it has a "
        "number for each sample, and is not summed over them"
    )


def mended(case: Case, number: int, first: Op, old: Op) -> Iterator[Repair]:
    """Edits that leave one number for each unit in what is taken off it."""
    taken = gradient_in(case, number)
    if taken and taken[-1].name in SUMS:
        yield from along_the_other_axis(case, taken[-1], message_of(first, old))
    elif taken:
        yield from summed(case, number, [op.index for op in reversed(taken)], old, message_of(first, old))


def is_wrong(case: Case, number: int) -> bool:
    """Whether the gradient of the grown parameter is wrong as well, so that edits of it are asked for."""
    match = case.patient.comparison.matches.get(number) if case.patient is not None else None
    return match is not None and match.state == "wrong"


def gradient_in(case: Case, number: int) -> list[Op]:
    """What is taken off a parameter, and the same without each of the factors in front of it."""
    patient, program = case.patient, case.program
    if patient is None or number not in patient.step.after:
        return []
    update = program[patient.step.after[number]]
    found = [program[next((ref for ref in update.refs() if ref != patient.step.before[number]), update.index)]]
    while inside := scaled(program, found[-1]):
        found.append(program[inside[0]])
    return found


def along_the_other_axis(case: Case, taken: Op, message: str) -> Iterator[Repair]:
    """The sum that was taken, along the other axis."""
    tree, node = case.written(taken)
    for keyword in node.keywords if isinstance(node, ast.Call) else ():
        if keyword.arg == "axis" and tree is not None and isinstance(node, ast.Call):
            edit = tree.replace(keyword.value, "1" if tree.source(keyword.value) == "0" else "0")
            yield Repair(AXIS, case.site_of(node, tree.file), (edit,), message, 0.5)


def summed(case: Case, number: int, taken: list[int], old: Op, message: str) -> Iterator[Repair]:
    """The gradient summed over its samples where it is made, where it is handed on as it is, or taken off.

    `taken` without its factors first: the sum belongs inside them.
    """
    assert case.patient is not None
    update = case.program[case.patient.step.after[number]]
    last = case.statement(update.site) if update.site is not None else None
    axis = "axis=1, keepdims=True" if np.shape(old.value)[-1:] == (1,) and np.ndim(old.value) == 2 else "axis=0"
    for tree in case.trees.values():
        for node in (node for node in ast.walk(tree.root) if isinstance(node, (ast.Assign, ast.AugAssign))):
            for part, rank in ((node.value, 0.5), *((each, 0.7) for each in ast.walk(node.value) if node is last)):
                if not isinstance(part, ast.expr):
                    continue
                held = values_of(case, tree, part)
                outside = next((depth for depth, index in enumerate(taken) if index in held), None)
                if outside is None:
                    continue
                for place, how in enumerate(("sum", "mean")):
                    edit = tree.replace(part, f"{prefix(tree)}{how}({tree.source(part)}, {axis})")
                    site, each = case.site_of(part, tree.file), rank + 0.05 * place + 0.1 * outside
                    yield Repair(KIND, site, (edit,), message, each, forward=True)


def grown_from(case: Case, op: Op) -> Op | None:
    """The array that a sum is larger than in front, by an axis of samples; None where it is no such sum."""
    if op.name not in ("add", "subtract") or len(op.refs()) != 2:
        return None
    one, other = (case.program[ref] for ref in op.refs())
    shape, whole = np.shape(one.value), np.shape(op.value)
    if np.size(op.value) <= np.size(one.value) or not shape:
        return None
    rows = np.shape(other.value) == whole and whole[len(whole) - len(shape) :] == shape
    rows = rows and (np.size(one.value) > 1 or is_a_row_each(case, whole))
    return one if rows or (len(shape) == 2 == len(whole) and is_of_samples(case, shape, whole)) else None


def is_a_row_each(case: Case, whole: tuple[int, ...]) -> bool:
    """Whether a single number has become as many as there are in the predictions, in their shape."""
    predictions = case.patient.step.predictions if case.patient is not None else []
    return len(whole) > 1 and any(np.shape(case.program[index].value) == whole for index in predictions)


def is_of_samples(case: Case, shape: tuple[int, ...], whole: tuple[int, ...]) -> bool:
    """Whether an axis of length 1 has become one as long as that of the samples in the predictions."""
    predictions = case.patient.step.predictions if case.patient is not None else []
    long = [now for was, now in zip(shape, whole, strict=True) if was != now]
    return len(long) == 1 and any(long[0] in np.shape(case.program[index].value) for index in predictions)

"""Samples that are reshaped from one axis to another, which mixes the numbers of all of them, and not transposed."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.bugs import data, labels
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of, prefix
from handgrad.doctor.edits.syntax import Splice
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op

FEWEST = 4
"""How many samples there must be for their number to tell which axis is theirs."""
MESSAGE = (
    "reshape only reads on, number after number: the samples lay along the {before} axis, and what now stands along "
    "the {after} one is made of pieces of several samples, with the label of one"
)
ROWS = (
    "reshape only reads on, number after number: each sample had a single 1 along the {after} axis of what is reshaped "
    "and has several or none along the {before} one of what comes of it"
)


def signs(case: Case) -> Iterator[Sign]:
    """The first reshape that moves the samples of a step's data from the first axis to the last, or back."""
    alike = [op for op in case.program.ops if ends_exchanged(case, op)]
    first = next((op for op in alike if is_trained_on(case, op) or is_broken_up(case, op)), None)
    if first is None:
        return
    kind, (before, after) = labels.label_mismatch.name, ends_exchanged(case, first)
    message = MESSAGE.format(before=before, after=after)
    if is_broken_up(case, first):
        kind, message = data.one_hot_wrong.name, ROWS.format(before=before, after=after)
    edits = tuple(dict.fromkeys(edit for op in (first, *alike) for edit in transposed(case, op)))
    repairs = (Repair(kind, first.site, edits, message, 1.0, forward=True),) if first.site and edits else ()
    yield Sign(case.find(kind, first, message), repairs, by="recheck")


def ends_exchanged(case: Case, op: Op) -> tuple[str, ...]:
    """Where a reshape of data found as many samples as it leaves at the other end, and where that is; else nothing."""
    if op.name != "reshape" or np.ndim(op.value) != 2 or op.index in case.flow.moving:
        return ()
    old, new = np.shape(case.program[op.refs()[0]].value), np.shape(op.value)
    if len(old) < 2 or old[0] == new[0] or old[-1] == new[-1] or 1 in new:
        return ()
    return ("first", "last") if old[0] == new[-1] else ("last", "first") if old[-1] == new[0] else ()


def is_trained_on(case: Case, op: Op) -> bool:
    """Whether a step's predictions are made of such data, and its targets, one for each sample, of other data."""
    count = np.shape(op.value)[-1 if ends_exchanged(case, op)[-1] == "last" else 0]
    for step in case.anatomy.steps:
        targets = [target for _, target, _ in step.targets if target is not None]
        behind = ancestors(case.program, targets)
        told = any(count in np.shape(case.program[index].value) for index in behind)
        used = op.index in ancestors(case.program, step.predictions)
        if used and count >= FEWEST and told and op.index not in behind:
            return True
    return False


def is_broken_up(case: Case, op: Op) -> bool:
    """Whether targets were a single 1 for each sample, and are so no longer once they are reshaped."""
    old, axis = np.asarray(case.program[op.refs()[0]].value), ends_exchanged(case, op)[0] == "first"
    if old.ndim != 2 or not are_one_hot(old, int(axis)) or are_one_hot(np.asarray(op.value), 1 - axis):
        return False
    targets = (target for step in case.anatomy.steps for _, target, _ in step.targets if target is not None)
    return op.index in ancestors(case.program, targets)


def are_one_hot(table: np.ndarray, axis: int) -> bool:
    """Whether there is a single 1 along an axis, and 0 everywhere else."""
    return bool(np.isin(table, (0, 1)).all() and np.all(table.sum(axis=axis) == 1))


def transposed(case: Case, op: Op) -> Iterator[Splice]:
    """`x.reshape(len(x), -1).T` for samples along the first axis, `x.reshape(-1, x.shape[-1]).T` along the last."""
    tree, node = case.written(op)
    if tree is None or not isinstance(node, ast.Call) or function_of(node) != "reshape":
        return
    own = isinstance(node.func, ast.Attribute) and f"{tree.source(node.func.value)}." != prefix(tree)
    base = node.func.value if own and isinstance(node.func, ast.Attribute) else node.args[0]
    text = tree.operand(base)
    if np.ndim(case.program[op.refs()[0]].value) == 2:
        yield tree.replace(node, f"{text}.T")
        return
    shape = f"{text}.shape[0], -1" if ends_exchanged(case, op)[0] == "first" else f"-1, {text}.shape[-1]"
    yield tree.replace(node, f"{text}.reshape({shape}).T")

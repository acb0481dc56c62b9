"""Places counted from 0 held against labels counted from 1: the last class can never be met."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.slices import unmoved
from handgrad.doctor.bugs.labels import label_mismatch
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op

MESSAGE = "this counts the outputs from 0 to {last}, and the labels beside it (line {line}) run from {first} to {most}"


def signs(case: Case) -> Iterator[Sign]:
    """The first comparison of a largest output's place with labels of which the highest is one more than the last."""
    for op in case.program.ops:
        if op.name not in ("equal", "not_equal") or len(op.refs()) != 2 or np.size(op.value) < 2:
            continue
        for predicted, wanted in (op.refs(), op.refs()[::-1]):
            place = place_of_largest(case, predicted)
            if place is not None and wanted not in case.flow.moving and is_one_more(case, place, wanted):
                yield counted_sign(case, op, place, wanted)
                return


def place_of_largest(case: Case, index: int) -> Op | None:
    """The argmax that a value is, however it was arranged since."""
    op = unmoved(case.program, index)
    return op if op.name == "argmax" and op.refs() and op.refs()[0] in case.flow.moving else None


def is_one_more(case: Case, place: Op, wanted: int) -> bool:
    """Whether labels run from 1 or more to the number of outputs, which no place reaches."""
    labels, count = np.asarray(case.program[wanted].value), outputs_of(case, place)
    whole = labels.dtype.kind in "iuf" and bool(np.all(labels == np.round(labels)))
    return whole and count > 2 and labels.min(initial=count) >= 1 and labels.max(initial=0) == count


def outputs_of(case: Case, place: Op) -> int:
    """Among how many outputs an argmax chooses."""
    return np.size(case.program[place.refs()[0]].value) // max(1, np.size(place.value))


def counted_sign(case: Case, compared: Op, place: Op, wanted: int) -> Sign:
    """The sign at the argmax, and 1 more for it."""
    labels, line = np.asarray(case.program[wanted].value), compared.site.line if compared.site else 0
    ends = {"last": outputs_of(case, place) - 1, "first": int(labels.min()), "most": int(labels.max())}
    message = MESSAGE.format(line=line, **ends)
    tree, node = case.written(place)
    repairs = tuple(one_more(case, tree, node, message)) if tree is not None and isinstance(node, ast.expr) else ()
    return Sign(case.find(label_mismatch.name, place, message), repairs, by="recheck")


def one_more(case: Case, tree: Tree, node: ast.expr, message: str) -> Iterator[Repair]:
    """`np.argmax(...) + 1`."""
    whole = isinstance(tree.parents.get(node), (ast.Return, ast.Assign))
    text = f"{tree.source(node)} + 1"
    edit = tree.replace(node, text if whole else f"({text})")
    yield Repair(label_mismatch.name, case.site_of(node, tree.file), (edit,), message, 1.0, forward=True)

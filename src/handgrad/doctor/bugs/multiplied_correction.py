"""The correction of Adam's moments for their start at 0, by which they are multiplied where it divides them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.moments import Memory, Recurrence
from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.bugs.optimizer import adam_moments, is_correction, is_power
from handgrad.doctor.case import Case
from handgrad.doctor.edits.deviation import Deviation, place, repairs_of, signs_of
from handgrad.doctor.edits.expressions import tight
from handgrad.doctor.edits.syntax import Splice
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Site

MESSAGE = "this multiplies a mean by 1 - beta ** t; its start at 0 is corrected by dividing by it"


def signs(case: Case) -> Iterator[Sign]:
    """Means that the correction makes smaller."""
    yield from signs_of(case, deviations(case))


def repairs(case: Case) -> Iterator[Repair]:
    """The same, where gradients suffer from it."""
    yield from repairs_of(deviations(case))


def deviations(case: Case) -> Iterator[Deviation]:
    """All corrections of a parameter's moments that multiply, mended together."""
    for found in case.recurrences:
        wrong = [each for memory in found.memories for each in divisions(case, found, memory)]
        if wrong:
            yield Deviation(adam_moments.name, wrong[0][0], MESSAGE, [tuple(dict.fromkeys(edit for _, edit in wrong))])


def divisions(case: Case, found: Recurrence, memory: Memory) -> Iterator[tuple[Site, Splice]]:
    """Where a mean is multiplied by its correction, and the quotient in its place."""
    for index in ancestors(found.step.program, [found.after], stop=[memory.new]):
        op = case.program[index]
        where = place(case, index) if op.name == "multiply" and corrects(case, memory, op) else None
        node = where[0].at(op.site) if where is not None and op.site is not None else None
        if where is not None and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            tree, _, site = where
            mean, by = (node.left, node.right) if op.refs()[0] == memory.new else (node.right, node.left)
            yield site, tree.replace(node, f"{tree.source(mean)} / {tight(tree.source(by))}")


def corrects(case: Case, memory: Memory, op: Op) -> bool:
    """Whether a product is of a mean and of 1 - beta ** t with its own beta."""
    others = [ref for ref in op.refs() if ref != memory.new]
    if len(op.refs()) != 2 or len(others) != 1 or np.size(case.program[others[0]].value) != 1:
        return False
    value = float(np.ravel(case.program[others[0]].value)[0])
    known = 0 < memory.keep < 1 and value != 1
    return known and is_correction(value, memory.keep) and is_power(case, others[0])

"""Velocities that are multiplied by the learning rate as a whole: of the step before next to nothing is kept."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.moments import Recurrence
from handgrad.doctor.anatomy.slices import dependents
from handgrad.doctor.anatomy.sorts import COPIES, SCALES
from handgrad.doctor.case import Case
from handgrad.doctor.edits.deviation import Deviation, Edit, operands_in, place, repairs_of, signs_of
from handgrad.doctor.edits.expressions import tight
from handgrad.doctor.edits.statements import without
from handgrad.doctor.edits.syntax import Tree, is_addition
from handgrad.doctor.edits.visible import operands_of
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref

HALF = 0.5
"""A share that is called momentum is more than that; a factor that leaves nothing of it is no more."""
SUMS = ("add", "subtract")


@dataclass(frozen=True)
class Factor:
    """A product or quotient with a single number."""

    op: Op
    value: float
    array: int
    """Which of its two operands is not that number."""


@dataclass(frozen=True)
class Velocity:
    """The sum of an old velocity and something new, each times single numbers, and all of it times some more."""

    top: Op
    """The sum."""
    old: int
    """Which of its terms is the old velocity."""
    outer: list[Factor]
    of_old: list[Factor]
    of_new: list[Factor]

    def shared(self) -> list[Factor]:
        """What multiplies both terms."""
        rates = [each.value for each in self.of_new]
        return self.outer or [each for each in self.of_old if any(np.isclose(each.value, r, rtol=1e-12) for r in rates)]


def signs(case: Case) -> Iterator[Sign]:
    """A velocity whose old value meets the learning rate as well as its own share."""
    yield from signs_of(case, deviations(case))


def repairs(case: Case) -> Iterator[Repair]:
    """The same, where gradients suffer from it."""
    yield from repairs_of(deviations(case))


def deviations(case: Case) -> Iterator[Deviation]:
    """One number that goes with the gradient and with the old velocity, and leaves next to nothing of its share."""
    for found in case.recurrences:
        velocity = velocity_of(case, found) if found.linear() is not None else None
        both = velocity.shared() if velocity is not None else []
        if velocity is None or len(both) != 1:
            continue
        rate, keep, where = both[0].value, found.memories[0].keep, place(case, both[0].op.index)
        if where is not None and 0 < rate <= HALF < keep / rate < 1:
            share = f"{keep:.4g} of the old velocity, and not {keep / rate:.4g}"
            message = f"this leaves {share}: what goes with the gradient, {rate:.4g}, goes with it too"
            yield Deviation("momentum-velocity", where[2], message, list(edits(case, found, velocity, both[0])))


def velocity_of(case: Case, found: Recurrence) -> Velocity | None:
    """What a velocity is made of; None where that is something else."""
    memory, step = found.memories[0], found.step
    moved = dependents(step.program, step.slice, [memory.old, *step.predictions]) - {memory.old}
    outer, top = factors(case, memory.new, moved, memory.old)
    terms = [factors(case, ref, moved, memory.old) for ref in top.refs()] if top.name in SUMS else []
    old = [term for term, (_, end) in enumerate(terms) if end.index == memory.old]
    if len(terms) != 2 or len(old) != 1:
        return None
    return Velocity(top, old[0], outer, terms[old[0]][0], terms[1 - old[0]][0])


def factors(case: Case, index: int, moved: Collection[int], old: int) -> tuple[list[Factor], Op]:
    """The single numbers that a value is multiplied by, outermost first, and what they multiply."""
    made, op = list[Factor](), case.program[index]
    while op.index in moved:
        arrays = [n for n, arg in enumerate(op.args) if isinstance(arg, Ref) and arg.index in {*moved, old}]
        if op.name in SCALES and len(arrays) == 1 and len(op.args) == 2:
            found = list(numbers(case, op, arrays[0]))
            if not found:
                break
            made += found
        elif op.name not in COPIES or not arrays:
            break
        op = case.program[op.args[arrays[0]].index]
    return made, op


def numbers(case: Case, op: Op, array: int) -> Iterator[Factor]:
    """The single number in a product, or both where it is a product of two itself."""
    number = op.args[1 - array]
    within = case.program[number.index] if isinstance(number, Ref) else None
    if within is not None and within.name == "multiply" and op.name == "multiply" and np.size(within.value) == 1:
        for place, arg in enumerate(within.args):
            yield Factor(within, single(case, arg), 1 - place)
    elif np.size(within.value if within is not None else number) == 1 and (op.name == "multiply" or array == 0):
        value = single(case, number)
        yield Factor(op, value if op.name == "multiply" else 1 / value, array)


def single(case: Case, arg: Any) -> float:
    """A single number that an operation is given."""
    return float(np.ravel(case.program[arg.index].value if isinstance(arg, Ref) else arg)[0])


def edits(case: Case, found: Recurrence, velocity: Velocity, factor: Factor) -> Iterator[Edit]:
    """The number with the gradient alone, or only where the velocity moves the parameter."""
    tree, node = case.written(factor.op)
    if tree is None or not isinstance(node, (ast.BinOp, ast.AugAssign)):
        return
    array, number = operands_of(node)[factor.array], tree.source(operands_of(node)[1 - factor.array])
    if factor not in velocity.outer:
        yield (tree.replace(node, tree.source(array)),)
        return
    if is_addition(array) and case.node(velocity.top) is array:
        terms = [tree.source(array.left), tree.source(array.right)]
        terms[1 - velocity.old] = times(terms[1 - velocity.old], number, factor)
        sign = "+" if isinstance(array.op, ast.Add) else "-"
        yield (tree.replace(node, f"{terms[0]} {sign} {terms[1]}"),)
    yield from later(case, found, tree, node, factor)


def times(text: str, number: str, factor: Factor) -> str:
    """A text with the number on the side on which it stood."""
    if factor.op.name == "divide":
        return f"{tight(text)} / {tight(number)}"
    return f"{tight(number)} * {tight(text)}" if factor.array else f"{tight(text)} * {tight(number)}"


def later(case: Case, found: Recurrence, tree: Tree, node: ast.BinOp | ast.AugAssign, factor: Factor) -> Iterator[Edit]:
    """The number left out of the velocity, and put where the velocity moves the parameter."""
    update, parts = place(case, found.after), operands_of(node)
    gone = (
        without(tree, node) if isinstance(node, ast.AugAssign) else tree.replace(node, tree.source(parts[factor.array]))
    )
    for part, index, _ in operands_in(case, found, update[0], update[1]) if update is not None else ():
        if update is not None and index == found.memories[0].new and not isinstance(part, ast.BinOp):
            text = times(tree.source(part), tree.source(parts[1 - factor.array]), factor)
            inside = isinstance(update[0].parents.get(part), ast.BinOp)
            yield gone, update[0].replace(part, f"({text})" if inside else text)

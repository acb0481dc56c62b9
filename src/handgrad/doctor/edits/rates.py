"""Rates: the numbers of the source that a whole step of training is proportional to."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.anatomy.sorts import SCALES
from handgrad.doctor.edits.origins import Origin, literal_at, numbers, written
from handgrad.doctor.edits.syntax import Splice
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op, Program, Ref, Site

if TYPE_CHECKING:
    from handgrad.doctor.case import Case

Values = Mapping[int, Any]
MOST_ALONE = 60
"""How many numbers are looked at one by one."""


@dataclass(frozen=True)
class Rate:
    """Numbers in the source that, multiplied together by something, multiply every parameter's step by it."""

    places: tuple[Origin, ...]
    op: Op
    """An operation that the first of them goes into."""

    @property
    def value(self) -> float:
        """The first of the numbers."""
        return abs(self.places[0].value)

    @property
    def said(self) -> str:
        """The rate in a sentence."""
        return "no learning rate" if isinstance(self.places[0], Unwritten) else f"a learning rate of {self.value:g}"

    def times(self, factor: float) -> tuple[Splice, ...]:
        """Every number multiplied."""
        return tuple(place.replaced(place.value * factor) for place in self.places)


@dataclass(frozen=True)
class Lever:
    """A single number that multiplies something in the step: a recorded one, or a plain one among the operands."""

    op: int
    position: int
    ref: int | None
    given: bool
    """Whether the product is of data alone, so that the step begins behind it."""


def rate_of(case: Case, patient: Patient) -> Rate | None:
    """The learning rate: for each parameter the last number that its step is proportional to."""
    still = {number: change for number, change in changes(patient, {}).items() if is_change(patient, number, change)}
    chosen: dict[int, tuple[Lever, Origin]] = {}
    for lever, beside in together(case, list(levers(case, patient))):
        doubled = changes(patient, *pulled(patient, [lever, *beside]))
        own = [number for number, change in still.items() if close(doubled.get(number), 2 * change)]
        origin = source_of(case, lever) if own else None
        if origin is not None and origin.value != 0:
            chosen.update({number: (lever, origin) for number in own})
    places = {origin.key: origin for _, origin in chosen.values()}
    if not chosen and still:
        return unwritten_rate(case, patient, list(still))
    if not places or len(chosen) < len(still) / 3:
        return None
    return Rate(tuple(places.values()), case.program[next(iter(chosen.values()))[0].op])


@dataclass(frozen=True)
class Unwritten(Origin):
    """A change that is made as it is: its learning rate is 1 and not written."""

    @property
    def value(self) -> float:
        """What the change is multiplied by."""
        return 1.0

    def replaced(self, value: float) -> Splice:
        """The change times a number."""
        return self.tree.replace(self.node, f"{written(value)} * {self.tree.operand(self.node)}")


def unwritten_rate(case: Case, patient: Patient, numbers: list[int]) -> Rate | None:
    """The changes themselves, where each parameter's stands behind a plus or minus of its own and nothing scales it."""
    found: dict[tuple[str, int, int], Unwritten] = {}
    last = [case.program[patient.step.after[number]] for number in numbers]
    for op in last:
        tree, node = case.written(op)
        adds = isinstance(node, (ast.AugAssign, ast.BinOp)) and isinstance(node.op, (ast.Add, ast.Sub))
        if tree is None or not adds or not isinstance(node, (ast.AugAssign, ast.BinOp)):
            return None
        origin = Unwritten(tree, node.value if isinstance(node, ast.AugAssign) else node.right)
        found[origin.key] = origin
    return Rate(tuple(found.values()), last[0])


def is_change(patient: Patient, number: int, change: Any) -> bool:
    """Whether a parameter moves by more than rounding."""
    before = np.linalg.norm(np.asarray(patient.values[patient.step.before[number]], dtype=float))
    return bool(np.linalg.norm(change) > 1e-9 * before)


def levers(case: Case, patient: Patient) -> Iterator[Lever]:
    """Single numbers that do not depend on any parameter, in the order in which they are used."""
    for index in patient.step.slice:
        op = case.program[index]
        if op.name not in SCALES:
            continue
        for position, arg in enumerate(op.args[:2]):
            if isinstance(arg, Ref):
                if arg.index not in patient.moving and np.size(case.program[arg.index].value) == 1:
                    yield Lever(index, position, arg.index, index not in patient.moving)
            elif isinstance(arg, (int, float)) and op.name == "multiply":
                yield Lever(index, position, None, index not in patient.moving)


def together(case: Case, found: list[Lever]) -> Iterator[tuple[Lever, list[Lever]]]:
    """Each lever by itself; where there are very many, one of each place with the others that stand there."""
    if len(found) <= MOST_ALONE:
        yield from ((lever, []) for lever in found)
        return
    places: dict[tuple[Site | None, int], list[Lever]] = {}
    for lever in found:
        places.setdefault((case.program[lever.op].site, lever.position), []).append(lever)
    yield from ((first, others) for first, *others in places.values())


def pulled(patient: Patient, levers: Sequence[Lever]) -> tuple[dict[int, Any], Program | None]:
    """What to change to see what twice the numbers do."""
    indices = [lever.op if lever.given else lever.ref for lever in levers]
    given = {i: 2 * np.asarray(patient.program[i].value, dtype=float) for i in indices if i is not None}
    plain = [lever for lever, index in zip(levers, indices, strict=True) if index is None]
    if not plain:
        return given, None
    ops = list(patient.program.ops)
    for lever in plain:
        op = ops[lever.op]
        args = tuple(2 * arg if place == lever.position else arg for place, arg in enumerate(op.args))
        ops[lever.op] = replace(op, args=args, reads=None)
    return given, Program(ops)


def changes(patient: Patient, given: Values, program: Program | None = None) -> dict[int, Any]:
    """Each parameter's change in the step, from a memory of zeros."""
    step = patient.step
    used = {index for index in step.memory if index in set(step.slice)}
    empty = {index: np.zeros(np.shape(patient.program[index].value)) for index in used}
    try:
        values = (program or patient.program).replay(step.after.values(), {**empty, **given})
    except (ValueError, TypeError, LookupError, ArithmeticError):
        return {}
    return {
        number: np.asarray(values[after], dtype=float) - np.asarray(patient.values[step.before[number]], dtype=float)
        for number, after in step.after.items()
    }


def close(one: Any, other: Any) -> bool:
    """Whether two changes are equal but for rounding."""
    return one is not None and bool(np.linalg.norm(one - other) <= 1e-6 * np.linalg.norm(other))


def source_of(case: Case, lever: Lever) -> Origin | None:
    """The number in the source behind a lever."""
    if lever.ref is not None:
        leaf = case.program[lever.ref]
        if leaf.origin == "literal" and (origin := literal_at(case.trees, leaf.site)) is not None:
            return origin
        return proportional(case, lever.ref) or written_at(case, lever)
    return written_at(case, lever)


def proportional(case: Case, index: int) -> Origin | None:
    """The last literal that a number is proportional to."""
    program, value = case.program, np.asarray(case.program[index].value, dtype=float)
    for leaf in reversed(ancestors(program, [index])):
        op = program[leaf]
        if op.origin == "literal" and leaf != index and np.size(op.value) == 1 and op.value:
            now = program.replay([index], {leaf: 2 * op.value})[index]
            if np.allclose(now, 2 * value) and (origin := literal_at(case.trees, op.site)) is not None:
                return origin
    return None


def written_at(case: Case, lever: Lever) -> Origin | None:
    """The number that the text of an operand stands for."""
    op = case.program[lever.op]
    tree, node = case.written(op)
    sides: list[ast.AST] = []
    if isinstance(node, ast.BinOp):
        sides = [node.left, node.right]
    elif isinstance(node, ast.AugAssign):
        sides = [node.target, node.value]
    if tree is None or lever.position >= len(sides):
        return None
    given = op.args[lever.position]
    value = case.program[given.index].value if isinstance(given, Ref) else given
    found = numbers(case.trees, tree, sides[lever.position])
    return next((origin for origin in found if origin.value == float(value)), None)

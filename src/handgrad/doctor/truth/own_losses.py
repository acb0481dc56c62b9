"""A program's own losses: single numbers that it computes from a step's predictions, and differences of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache, partial
from itertools import takewhile

import numpy as np

from handgrad.doctor.anatomy.roles import THRESHOLDS
from handgrad.doctor.anatomy.slices import ancestors, dependents
from handgrad.doctor.anatomy.sorts import MOVES, READS
from handgrad.doctor.anatomy.steps import Step
from handgrad.doctor.truth.updates import Update
from handgrad.program.program import Op, Program, Ref

MOST = 6
"""How many of a step's own losses are looked at."""
ASKED = 3
"""How many operations after a number a question about it stands at most."""
NEARBY = 400
"""Operations after a step in which its loss may still be computed."""


def own_losses(step: Step) -> list[int]:
    """Single numbers that the program computes from the parameters before a step, for people to look at."""
    numbers, roots, stale = beside(step)
    found = [index for index in judging(step, roots, moves_of(step)) if not is_margin(step.program, index)]
    return [*found[:MOST], *later_penalties(step, numbers, stale)[:MOST]]


def shown(step: Step) -> list[int]:
    """The same, also where no target takes part, without sizes of the moves that are made with the gradient."""
    roots, program = beside(step)[1], step.program.cut(step.before.values())
    moved = dependents(program, ancestors(program, roots), moves_of(step))
    return [index for index in roots if index not in moved][:MOST]


@lru_cache(maxsize=2)
def moves_of(step: Step) -> frozenset[int]:
    """What becomes of the gradients on their way into the parameters.

    Single numbers may lead through the question whether a gradient passes back to what is predicted: that is no way.
    """
    update = Update(step, step.program)
    ways = [list(update.way(number)) for number in step.after]
    return frozenset(
        index
        for way in ways
        for index in (way if set(step.predictions).isdisjoint(way) else takewhile(partial(passes, step.program), way))
    )


def passes(program: Program, index: int) -> bool:
    """Whether a value is more than the outcome of a comparison."""
    return program[index].name not in THRESHOLDS


def beside(step: Step) -> tuple[set[int], list[int], set[int]]:
    """The single numbers that are computed beside a step, those of which no other is made, and what comes after it."""
    program, in_slice = step.program, set(step.slice)
    start, last = max(step.before.values(), default=0), max(step.after.values())
    first = min([start, *step.predictions])
    nearby = range(first, min(last + NEARBY, len(program.ops)))
    stale = dependents(program, nearby, step.after.values())
    fresh = dependents(program, nearby, step.predictions) | dependents(program, nearby, step.before.values())
    fresh -= stale | progress(program, fresh)
    numbers = {i for i in fresh - in_slice if is_real_number(program[i]) and not is_moved(program, i, in_slice)}
    used = {ref for index in fresh if index in numbers or not ends(program, index) for ref in program[index].refs()}
    return numbers, sorted(numbers - used), stale


def progress(program: Program, fresh: set[int]) -> set[int]:
    """How much smaller a number is than what the same place gave in an earlier step, and what is made of that."""
    found: set[int] = set()
    for op in (program[index] for index in sorted(fresh)):
        refs, places = set(op.refs()), {program[ref].site for ref in op.refs()}
        again = len(refs) == 2 and len(places) == 1 and None not in places and len(refs & fresh) == 1
        fallen = again or any(isinstance(part, float) and np.isinf(part) for part in op.args)
        if (fallen and op.name == "subtract" and is_real_number(op)) or not found.isdisjoint(refs):
            found.add(op.index)
    return found


def later_penalties(step: Step, numbers: set[int], stale: set[int]) -> list[int]:
    """Sums of a loss of the step's predictions and of something computed from the new parameters already."""
    ops = (step.program[index] for index in sorted(stale))
    sums = [op for op in ops if op.name == "add" and is_real_number(op) and not numbers.isdisjoint(op.refs())]
    found = numbers.intersection(judging(step, {ref for op in sums for ref in op.refs() if ref in numbers}))
    return [op.index for op in sums if not found.isdisjoint(op.refs())]


def judging(step: Step, numbers: Collection[int], moves: Iterable[int] = ()) -> list[int]:
    """Those numbers that are computed from the step's predictions, or from all parameters anew, and from a target.

    The sizes of the `moves` that are made with the gradient are no losses.
    """
    targets = {target for _, target, _ in step.targets} | given_at(step)
    program = step.program.cut({*step.before.values(), *moves})
    inside = ancestors(program, numbers)
    known = {index for index in inside if index in targets or is_read_again(step, index, targets)}
    predicted, told = (dependents(program, inside, on) for on in (step.predictions, known))
    if None in targets:
        return [index for index in numbers if index in predicted]
    return [i for i in numbers if i in told and (i in predicted or is_anew(step, ancestors(program, [i]), targets))]


def is_anew(step: Step, inside: Collection[int], targets: set[int | None]) -> bool:
    """Whether a number is made of all parameters by a forward pass of its own, and of the step's own rows alone."""
    if not {*step.before.values()}.issubset(inside):
        return False
    program = step.program
    reads = [program[i] for i in inside if program[i].name in READS and program[i].refs()]
    again = {op.index for op in reads if is_read_again(step, op.index, targets)}
    arrays = {op.refs()[0] for op in reads if op.index in again}
    return all(op.index in again for op in reads if op.refs()[0] in arrays)


def is_margin(program: Program, index: int) -> bool:
    """Whether a number is held against 0 and falls on both sides of it at its place: no loss is so."""
    asked = (op for op in program.ops[index + 1 : index + 1 + ASKED] if index in op.refs() and ends(program, op.index))
    held = (program[part.index].value if isinstance(part, Ref) else part for op in asked for part in op.args)
    if not any(np.ndim(value) == 0 and value == 0 for value in held):
        return False
    same = (op for op in program.ops if op.site == program[index].site and is_real_number(op))
    values = [float(np.ravel(op.value)[0]) for op in same]
    return min(values, default=0.0) < 0 < max(values, default=0.0)


def is_read_again(step: Step, index: int, targets: set[int | None]) -> bool:
    """Whether an array is read from where a target of the very same numbers is."""
    op, arrays = step.program[index], (step.program[target].value for target in targets if target is not None)
    if op.name not in READS or np.size(op.value) == 1:
        return False
    return any(np.shape(value) == np.shape(op.value) and np.array_equal(value, op.value) for value in arrays)


def given_at(step: Step) -> set[int | None]:
    """What the meetings are given of targets, minus signs and the like included."""
    refs = (ref for meeting, _, _ in step.targets for ref in step.program[meeting].refs())
    return {ref for ref in refs if step.program[ref].name == "leaf" and ref not in step.before.values()}


def is_moved(program: Program, index: int, known: set[int]) -> bool:
    """Whether a value is only one of some known values, or a part of one."""
    op = program[index]
    while op.name in MOVES and op.refs() and op.index not in known:
        op = program[op.refs()[0]]
    return op.index in known


def ends(program: Program, index: int) -> bool:
    """Whether an operation is a question asked of a number, and not a step of a computation."""
    return program[index].name in (
        "less",
        "greater",
        "less_equal",
        "greater_equal",
        "equal",
        "not_equal",
        "isnan",
        "isfinite",
    )


def is_real_number(op: Op) -> bool:
    """Whether an operation's value is a single float."""
    return np.size(op.value) == 1 and np.asarray(op.value).dtype.kind == "f"


def differences(step: Step) -> list[int]:
    """The losses whose differences make a gradient that is measured, not derived: f(w + h) - f(w - h)."""
    return list(measured(step)) if len(step.predictions) > 1 else []


def measured(step: Step) -> Iterator[int]:
    """Single numbers in a step's slice that are subtracted from one another, both from all parameters and targets."""
    program, targets = step.program, {target for _, target, _ in step.targets}
    known = dependents(program, step.slice, step.predictions)
    for index in step.slice:
        op = program[index]
        refs = [ref for ref in op.refs() if ref in known]
        if op.name != "subtract" or len(refs) != 2 or not all(is_real_number(program[ref]) for ref in refs):
            continue
        sources = [ancestors(program, [ref], stop=step.before.values()) for ref in refs]
        names = [[program[i].name for i in inside] for inside in sources]
        places = {program[ref].site for ref in refs}
        if (names[0] == names[1] or (len(places) == 1 and None not in places)) and targets & set(sources[0]):
            yield refs[0]

"""Many starts at once: a program whose steps repeat is replayed from its recorded steps, all starts stacked."""

from __future__ import annotations

import math
import sys
import time
from collections import deque
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.study import Anatomy, Step, study, training_loops
from handgrad.doctor.proof.training import Training, judged
from handgrad.doctor.proof.trial import Subject
from handgrad.doctor.running.sandbox import sandbox
from handgrad.program.observe import ROWS, Curve, Observations, squared
from handgrad.program.program import Op, Ref, substitute
from handgrad.program.stack import Line, Stack
from handgrad.program.starts import another_start

LONGEST_PERIOD = 5
"""Steps after which the data must come round again."""


@dataclass(frozen=True)
class Cycle:
    """Steps that repeat for ever: what they do, and what they read."""

    lines: tuple[Line, ...]
    carried: tuple[tuple[int, int], ...]
    """(number of a value before the step, number of the value that takes its place after it)."""
    meetings: tuple[tuple[int, int], ...]
    """(prediction, target) that meet in a step, by number."""
    first: dict[int, Any]
    """The carried values before the first step."""
    data: tuple[dict[int, Any], ...]
    """What the steps of one period read, by number."""
    done: int = 0
    """Steps that the program took before the first of these."""

    def shape(self) -> tuple[Any, ...]:
        """What two starts of one program must have in common to be stacked."""
        return (
            tuple((line.name, repr(line.args), repr(line.kwargs)) for line in self.lines),
            self.carried,
            self.meetings,
        )


def cycle_of(anatomy: Anatomy) -> Cycle | None:
    """The cycle of a recorded program; None where its steps do not repeat."""
    steps = anatomy.steps
    if len(steps) < 2 or any(following(one) != standing(other) for one, other in pairwise(steps)):
        return None
    drawn = [drawing(anatomy, step) for step in steps]
    if any(each is None for each in drawn):
        return None
    cycles = [each for each in drawn if each is not None]
    if any(each.shape() != cycles[0].shape() for each in cycles):
        return None
    for period in range(1, min(LONGEST_PERIOD, len(cycles) - 1) + 1):
        if all(same(one.data[0], other.data[0]) for one, other in zip(cycles, cycles[period:], strict=False)):
            data = tuple(each.data[0] for each in cycles[:period])
            return replace(cycles[0], data=data, done=steps_before(anatomy, steps[0]))
    return None


def steps_before(anatomy: Anatomy, step: Step) -> int:
    """How often the parameters had changed before a step."""
    return max(anatomy.states[number].versions.index(old) for number, old in step.before.items())


def following(step: Step) -> dict[int, int]:
    """The parameters' versions after a step."""
    return {**step.resting, **step.after}


def standing(step: Step) -> dict[int, int]:
    """The parameters' versions before a step."""
    return {**step.resting, **step.before}


def same(one: dict[int, Any], other: dict[int, Any]) -> bool:
    """Whether two steps read the same."""
    return one.keys() == other.keys() and all(np.array_equal(one[key], other[key]) for key in one)


def drawing(anatomy: Anatomy, step: Step) -> Cycle | None:
    """One step with its values numbered by their first use, so that it can be compared with others."""
    program, carried = step.program, carried_by(anatomy, step)
    if carried is None:
        return None
    number = {old: place for place, old in enumerate(carried)}
    performed = [index for index in sorted(step.slice) if program[index].name != "leaf" and index not in carried]
    for index in performed:
        for part in (*program[index].refs(), index):
            number.setdefault(part, len(number))
    met = [(number[p], number[t]) for _, t, p in step.targets if t in number and p in number]
    if len(met) != len(step.targets) or not met or any(new not in number for new in carried.values()):
        return None
    written = set(performed)
    data = {
        place: wide(program[index]) for index, place in number.items() if index not in carried and index not in written
    }
    first = {number[old]: wide(program[old]) for old in carried}
    lines = tuple(line_of(program[index], number) for index in performed)
    return Cycle(lines, tuple((number[old], number[new]) for old, new in carried.items()), tuple(met), first, (data,))


def carried_by(anatomy: Anatomy, step: Step) -> dict[int, int] | None:
    """Version before -> version after, of parameters and of what an optimiser remembers, in the order of the states.

    None where it is not clear what an optimiser remembers.
    """
    found = {}
    for state_number, state in enumerate(anatomy.states):
        if state_number in step.before:
            found[step.before[state_number]] = step.after[state_number]
        elif state_number in step.resting:
            found[step.resting[state_number]] = step.resting[state_number]
        elif state.role == "optimizer":
            old = [version for version in state.versions if version in step.memory and version in step.slice]
            new = [version for version in state.versions if version in step.slice and version not in step.memory]
            if len(old) != 1 or len(new) != 1:
                return None
            found[old[0]] = new[0]
    return found


def wide(op: Op) -> Any:
    """A leaf's value, floats in float64."""
    value = np.asarray(op.value)
    return value.astype(np.float64) if value.dtype.kind == "f" else value


def line_of(op: Op, number: dict[int, int]) -> Line:
    """An operation with its operands by number."""
    renumbered = substitute((op.args, op.kwargs), lambda ref: Ref(number[ref.index]))
    return Line(op.name, renumbered[0], renumbered[1], number[op.index])


def start_of(subject: Subject, start: int) -> Cycle | None:
    """Record one start of a program; in a fork."""
    sys.argv = [subject.file, *subject.arguments]
    with another_start(start), sandbox(subject.seconds, display=subject.notebook):
        recording = subject.recording(partial(training_loops, steps=LONGEST_PERIOD + 2))
    return cycle_of(study(recording.program, recording.contexts, recording.tail_start))


def replay(cycles: list[Cycle], met: int, seconds: float) -> list[Training]:
    """Replay all starts at once until predictions and targets have met so often, and judge each.

    Ends early, and says so, where time is over. Raises ValueError where the starts do not do the same.
    """
    if any(cycle.shape() != cycles[0].shape() for cycle in cycles):
        raise ValueError("the starts do not do the same")
    begin, model, count = time.monotonic(), cycles[0], len(cycles)
    steps = met // len(model.meetings) - model.done
    values: list[Any] = [None] * (1 + max(line.result for line in model.lines))
    differs = {old for old, _ in model.carried} | different(cycles)
    data = [{key: gathered(cycles, k, key, key in differs) for key in period} for k, period in enumerate(model.data)]
    for old, _ in model.carried:
        values[old] = np.stack([cycle.first[old] for cycle in cycles])
    watched = Watched(count, model.done * len(model.meetings))
    with np.errstate(all="ignore"):
        for step in range(steps):
            for key, value in data[step % len(data)].items():
                values[key] = value
            if step == 0:
                stack = Stack(model.lines, differs, values, count)
            else:
                stack.run(values)
            watched.note([(values[p], p in stack.differs, values[t], t in stack.differs) for p, t in model.meetings])
            for old, new in [(old, values[new]) for old, new in model.carried]:
                values[old] = new
            if step % 64 == 0 and time.monotonic() - begin > seconds:
                break
    elapsed = time.monotonic() - begin
    return [judged(watched.of(s), "", step + 1 >= steps, elapsed / count) for s in range(count)]


def different(cycles: list[Cycle]) -> set[int]:
    """The data that are not the same for all starts."""
    model = cycles[0]
    return {key for k, period in enumerate(model.data) for key in period
            if any(not np.array_equal(cycle.data[k][key], period[key]) for cycle in cycles[1:])}  # fmt: skip


def gathered(cycles: list[Cycle], k: int, key: int, differs: bool) -> Any:
    """What step k of the period reads: one value for all starts, or one for each."""
    if differs:
        return np.stack([cycle.data[k][key] for cycle in cycles])
    value = cycles[0].data[k][key]
    return value if np.ndim(value) else value[()]


Met = tuple[Any, bool, Any, bool]
"""A prediction and whether it differs from start to start, and its target likewise."""


class Watched:
    """The last meetings of all starts, and their losses along the way."""

    def __init__(self, starts: int, count: int) -> None:
        self.starts = starts
        self.kept: deque[list[Met]] = deque()
        self.size = 0
        self.curve = Curve(count=count)

    def note(self, met: list[Met]) -> None:
        """What met in a step."""
        self.kept.append(met)
        self.size += self.sizes(met)
        for each in met:
            self.curve.note(partial(self.losses, each))
        while self.size > ROWS and len(self.kept) > 1:
            self.size -= self.sizes(self.kept.popleft())

    def losses(self, met: Met) -> Any:
        """The mean squared difference of each start."""
        p, t = (value if differs else np.asarray(value)[None] for value, differs in (met[:2], met[2:]))
        if p[0].size == t[0].size:
            return ((p.reshape(len(p), -1) - t.reshape(len(t), -1)) ** 2).mean(axis=1) + np.zeros(self.starts)
        return np.array([squared(p[s % len(p)], t[s % len(t)]) for s in range(self.starts)])

    def sizes(self, met: list[Met]) -> int:
        """Numbers of predictions of one start."""
        return sum(np.size(p) // (self.starts if differs else 1) for p, differs, _, _ in met)

    def of(self, start: int) -> Observations:
        """One start's observations."""
        pairs = [
            (np.asarray(p[start] if one else p, dtype=float), np.asarray(t[start] if other else t))
            for met in self.kept
            for p, one, t, other in met
        ]
        points = [(number, float(losses[start])) for number, losses in self.curve.points]
        return Observations(deque(pairs), self.size, replace(self.curve, points=points))


def agrees(replayed: Training, run: Training) -> bool:
    """Whether a replay ends as the program itself does."""
    if replayed.solved != run.solved:
        return False
    if not math.isfinite(run.loss):
        return not math.isfinite(replayed.loss)
    return math.isclose(replayed.loss, run.loss, rel_tol=1e-3, abs_tol=1e-9)

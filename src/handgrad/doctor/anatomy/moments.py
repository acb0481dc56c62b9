"""Moments: what an optimiser with a memory does to a gradient, found by feeding it numbers of our own choosing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors, dependents
from handgrad.doctor.anatomy.steps import Step
from handgrad.doctor.case import Case
from handgrad.doctor.truth.gradients import evaluate
from handgrad.doctor.truth.updates import Update
from handgrad.program.operations import perform
from handgrad.program.program import Op, Ref, substitute

NEAR = 1e-6
"""Relative distance under which two results of a probe are the same."""


@dataclass
class Memory:
    """One state of an optimiser: `new = keep * old + take * gradient ** power`."""

    old: int
    new: int
    keep: float = float("nan")
    take: float = float("nan")
    power: int = 0
    """0 where the state follows no such rule."""


@dataclass
class Recurrence:
    """How one parameter's change follows from its gradient and the optimiser's memory in one step."""

    case: Case
    step: Step
    number: int
    gradient: int
    memories: list[Memory]
    values: Mapping[int, Any]

    @property
    def after(self) -> int:
        """The operation that gives the parameter's new value."""
        return self.step.after[self.number]

    def probe(self, gradient: Any, olds: list[Any]) -> dict[int, Any]:
        """The new memories, and the change of the parameter, for a gradient and old memories; all of one shape."""
        program, before = self.step.program, self.step.before[self.number]
        shape = np.shape(self.values[before])
        given = {self.gradient: np.broadcast_to(gradient, shape), before: np.zeros(shape)}
        given.update({memory.old: np.broadcast_to(old, shape) for memory, old in zip(self.memories, olds, strict=True)})
        goal = [self.after, *(memory.new for memory in self.memories)]
        needed = ancestors(program, goal, stop=given)
        moved = dependents(program, needed, given)
        values = {index: np.array(value, dtype=float) for index, value in given.items()}
        with np.errstate(all="ignore"):
            for index in needed:
                if index in moved and index not in given:
                    values[index] = self.performed(program[index], values)
        return {index: np.asarray(values.get(index, self.values.get(index))) for index in goal}

    def performed(self, op: Op, values: Mapping[int, Any]) -> Any:
        """One operation on the values of a probe, and the step's own where it has none."""

        def of(ref: Ref) -> Any:
            return (
                values[ref.index] if ref.index in values else self.values.get(ref.index, op_value(self.step, ref.index))
            )

        return perform(op.name, substitute(op.args, of), substitute(op.kwargs, of))

    def change(self, gradient: Any, olds: list[Any]) -> Any:
        """The change of the parameter alone."""
        return self.probe(gradient, olds)[self.after]

    def linear(self) -> tuple[float, float] | None:
        """(a, b) where the change is a * memory + b * gradient, with a single memory; None where it is not."""
        if len(self.memories) != 1:
            return None
        a, b = (float(np.mean(self.change(g, [u]))) for g, u in ((0.0, 1.0), (1.0, 0.0)))
        found = self.change(*mixed(self, 1))
        gradient, (old,) = mixed(self, 1)
        return (a, b) if np.allclose(found, a * old + b * gradient, rtol=NEAR, atol=1e-300) else None

    def exponent(self) -> float:
        """The power of a factor common to the gradient and its memory with which the change grows."""
        gradient, olds = mixed(self, len(self.memories))
        sizes = []
        for scale in (1.0, 2.0):
            scaled = [old * scale ** max(m.power, 1) for m, old in zip(self.memories, olds, strict=True)]
            sizes.append(float(np.linalg.norm(self.change(gradient * scale, scaled))))
        return float(np.log2(sizes[1] / sizes[0])) if min(sizes) > 0 and np.all(np.isfinite(sizes)) else float("nan")


def op_value(step: Step, index: int) -> Any:
    """The recorded value of an operation."""
    return step.program[index].value


def mixed(found: Recurrence, count: int) -> tuple[Any, list[Any]]:
    """A gradient and memories of different positive numbers."""
    shape = np.shape(found.values[found.step.before[found.number]])
    size = int(np.prod(shape))
    ramp = np.linspace(0.5, 1.5, size).reshape(shape)
    return ramp, [1.0 + 0.3 * np.cos(ramp * (k + 2)) for k in range(count)]


def recurrences(case: Case) -> Iterator[Recurrence]:
    """Every parameter with an optimiser's memory, in the steps that can be performed again."""
    for step in case.anatomy.steps:
        try:
            yield from recurrences_of(case, step, evaluate(step))
        except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError):
            continue


def recurrences_of(case: Case, step: Step, values: Mapping[int, Any]) -> Iterator[Recurrence]:
    """The same of one step."""
    update = Update(step, case.program)
    for number in step.after:
        gradient = update.node(number)
        memories = list(memories_of(case, step, number, gradient)) if gradient is not None else []
        if gradient is not None and memories:
            found = Recurrence(case, step, number, gradient, memories, values)
            for memory in memories:
                classify(found, memory)
            yield found


def memories_of(case: Case, step: Step, number: int, gradient: int) -> Iterator[Memory]:
    """The states of an optimiser, of a parameter's size, that its change depends on beside its gradient."""
    inside = set(ancestors(step.program, [step.after[number]], stop=[gradient, *step.before.values()]))
    size = np.size(step.program[step.after[number]].value)
    first = min((meeting for meeting, _, _ in step.targets), default=len(step.program))
    for state in case.anatomy.states:
        if state.role == "optimizer":
            for old, new in zip(state.versions, state.versions[1:], strict=False):
                kept = old < first and old in inside and old in step.memory  # before the step made any of its own
                if kept and np.size(step.program[old].value) == size and is_new(step, new):
                    yield Memory(old, new)


def is_new(step: Step, index: int) -> bool:
    """Whether a version was made within the step."""
    return min(step.before.values()) < index <= max(step.after.values()) + 50


def classify(found: Recurrence, memory: Memory) -> None:
    """Find the rule of one memory: linear in its old value, and in the gradient or in its square."""
    place = found.memories.index(memory)

    def new(gradient: Any, old: Any) -> Any:
        olds = [np.asarray(1.0)] * len(found.memories)
        olds[place] = np.asarray(old)
        return found.probe(np.asarray(gradient), olds)[memory.new]

    tries = ((0.0, 1.0), (1.0, 0.0), (2.0, 0.0), (-1.0, 0.0))
    keep, once, twice, back = (float(np.mean(new(g, u))) for g, u in tries)
    power = 1 if np.isclose(twice, 2 * once, rtol=NEAR) else 2 if np.isclose(twice, 4 * once, rtol=NEAR) else 0
    power = power if np.isclose(back, (-1) ** power * once, rtol=NEAR) else 0
    gradient, (old, *_) = mixed(found, max(place + 1, 1))
    if power and np.allclose(new(gradient, old), keep * old + once * gradient**power, rtol=NEAR, atol=1e-12):
        memory.keep, memory.take, memory.power = keep, once, power

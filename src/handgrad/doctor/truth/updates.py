"""Updates: what a program takes for the gradient, seen through its optimiser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace
from functools import cached_property
from heapq import heappop, heappush
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors, dependents, previous, scaled
from handgrad.doctor.anatomy.sorts import COPIES, ELEMENTWISE, MATMULS, MOVES, SCALES
from handgrad.doctor.anatomy.study import Anatomy, Step
from handgrad.doctor.truth.added import added
from handgrad.doctor.truth.bounds import Bounds, is_operand
from handgrad.doctor.truth.typed_rates import are_rates, rates, size_of
from handgrad.program.operations import perform
from handgrad.program.program import Op, Program, Ref, substitute

LARGE = 1e6
"""Times its own size, by which a gradient is enlarged to see where an optimiser goes."""

MOST = 0.5
"""The share of a parameter that decay leaves at least."""
WRITES = {"setitem", "setwindow"}
"""What puts values into a part of an array."""
CLIPS = {"clip", "minimum", "maximum", "sign", "nan_to_num"}
"""What is done to a gradient to keep it within bounds."""


def own_gradients(anatomy: Anatomy, step: Step, values: Mapping[int, Any]) -> dict[int, Any]:
    """What the program takes for the gradient: the change with its sign turned, or what goes into momentum and Adam."""
    return taken_by(Update(step, anatomy.program), values)


def taken_by(update: Update, values: Mapping[int, Any]) -> dict[int, Any]:
    """The same of a step that is known already, whatever its values are."""
    step = update.step
    found = {number: update.gradient(number, values) for number in step.after}
    typed = {number: rates(update, number, values) for number in found}
    sizes = {number: size_of(rate) for number, rate in typed.items()}
    if 0 in sizes.values() or not are_rates(step, typed, set(sizes.values())):
        return found
    return {number: own / sizes[number] * max(sizes.values()) for number, own in found.items()}


def typed_rate(anatomy: Anatomy, step: Step, values: Mapping[int, Any]) -> float:
    """The learning rate, where the source has one number for all parameters; 0 elsewhere."""
    update = Update(step, anatomy.program)
    sizes = {size_of(rates(update, number, values)) for number in step.after}
    return sizes.pop() if len(sizes) == 1 else 0.0


def gradient_node(anatomy: Anatomy, step: Step, number: int) -> int | None:
    """The array that an optimiser is given; None where the parameter is changed by it directly."""
    return Update(step, anatomy.program).node(number)


class Update:
    """How one step gets from its gradients to its new parameters."""

    def __init__(self, step: Step, whole: Program) -> None:
        self.program, self.step, self.whole = step.program, step, whole
        self.moving = dependents(self.program, step.slice, step.predictions)
        targets = [target for _, target, _ in step.targets if target is not None]
        self.forward = set(ancestors(self.program, step.predictions))
        given = set(ancestors(self.program, targets)) - self.forward  # targets may come from what is remembered
        later = (i for i in step.slice if i not in self.forward and i not in given)
        self.remembering = dependents(self.program, later, (step.memory & set(step.slice)) - given)

    def gradient(self, number: int, values: Mapping[int, Any]) -> Any:
        """What a parameter is moved along, pointing uphill where the program means it to."""
        before, after = self.step.before[number], self.step.after[number]
        parts = self.parts(number)
        if len(parts) > 1:
            return sum(part.gradient(number, values) for part in parts)
        node = self.node(number)
        if node is None:
            written = self.written(number)
            end = written if np.size(values[written]) == np.size(values[before]) else after
            return number_array(values[self.start(number)]) - number_array(values[end])
        own = number_array(values[node]) * self.multiplier(node, self.written(number), values)
        return own if np.size(own) == np.size(values[after]) else placed(self.program[after], own, values)

    def parts(self, number: int) -> list[Update]:
        """A step that writes several parts of a parameter one after the other, with a memory, as a step for each."""
        found: list[int] = []
        before, index = self.step.before[number], self.step.after[number]
        while index != before and (op := self.program[index]).name in WRITES:
            index, found = op.refs()[0], [index, *found]
        if index != before or len(found) < 2 or self.remembering.isdisjoint(found):
            return []
        return [self.part(number, self.program[each].refs()[0], each) for each in found]

    def part(self, number: int, before: int, after: int) -> Update:
        """The step from one value of a parameter to another that it has within the step."""
        step, part = self.step, copy(self)
        part.step = replace(step, before={**step.before, number: before}, after={**step.after, number: after})
        part.moving = dependents(self.program, (i for i in step.slice if i != before), step.predictions)
        return part

    def start(self, number: int) -> int:
        """What the step is taken from: the old value, or that with zeros written into it."""
        start, index = self.step.before[number], self.step.after[number]
        chain = [index]
        while index != start and len(olds := previous(self.program, self.program[index])) == 1:
            index = olds[0]
            chain.append(index)
        for new in chain[-2::-1] if index == start else ():
            if not self.is_emptied(start, new):
                break
            start = new
        return start

    def is_emptied(self, old: int, new: int) -> bool:
        """Whether an operation writes zeros into a value, and nothing else; not a sum that happens to be 0."""
        before, after = (np.asarray(self.program[each].value) for each in (old, new))
        if self.program[new].name not in WRITES or new in self.moving or before.shape != after.shape:
            return False
        if self.is_reckoned(old, new):
            return False
        return not np.any(after[before != after])

    def is_reckoned(self, old: int, new: int) -> bool:
        """Whether what is written into a value is computed from it, and no view of it with zeros."""
        inside = ancestors(self.program, {*self.program[new].refs()} - {old}, since=old)
        made = dependents(self.program, inside, [old]) - {old}
        return any(self.program[i].name not in MOVES for i in made)

    def written(self, number: int) -> int:
        """What a step puts into one part of a parameter; the parameter's new value where that is not all.

        Where the whole is made smaller once the step is taken, what it was before that.
        """
        op = self.program[self.step.after[number]]
        if op.name not in WRITES or op.refs()[0] != self.step.before[number]:
            return self.before_shrinking(op, self.step.before[number])
        part = op.args[1 if op.name == "setwindow" else 2]
        return part.index if isinstance(part, Ref) else op.index

    def before_shrinking(self, op: Op, before: int) -> int:
        """The sum of a parameter's old value and its step, where operation `op` only makes that smaller or larger."""
        names = ("add", "subtract")
        sums = [r for r in op.refs() if self.program[r].name in names and before in self.program[r].refs()]
        if op.name not in SCALES or len(sums) != 1 or sums[0] not in self.moving:
            return op.index
        others = [ref for ref in op.refs() if ref not in sums]
        if np.size(op.value) == 1:
            return sums[0] if self.moving.isdisjoint(others) else op.index
        smaller = all(np.size(self.program[ref].value) < np.size(op.value) for ref in others)  # one a row, or for all
        return sums[0] if smaller else op.index

    def multiplier(self, node: int, after: int, values: Mapping[int, Any]) -> float:
        """What the change is of `node`, where that is one number; only its sign where it is not."""
        factor = self.factor(node, after, values)
        if factor is not None:
            return -factor
        return self.turn(node, after, values)

    def turn(self, node: int, after: int, values: Mapping[int, Any]) -> float:
        """1 where a large step along `node` makes the parameter smaller along it, -1 where it makes it larger."""
        affected = dependents(self.program, (i for i in self.step.slice if node < i <= after), [node])
        given = {index: value for index, value in values.items() if index not in affected}
        ends = []
        for size in (LARGE, -LARGE):
            try:
                end = self.program.replay([after], {**given, node: size * number_array(values[node])})[after]
            except (ValueError, TypeError, LookupError, ArithmeticError):
                return 1.0
            ends.append(number_array(end))
        return -float(np.sign(np.nansum((ends[0] - ends[1]) * number_array(values[node])))) or 1.0

    def factor(self, node: int, index: int, values: Mapping[int, Any]) -> float | None:
        """What operation `index` is of `node` but for clipping, where nothing but adding and scaling is between."""
        found = 1.0
        while index != node:
            op = self.program[index]
            moving = [ref for ref in op.refs() if ref in self.moving and ref >= node]
            if self.is_clip(op) or op.index in self.added:
                index = next(ref for ref in moving if ref not in self.bounds)
                continue
            if len(moving) != 1 or (op.name in SCALES and any(map(self.is_learned, set(op.refs()) - {*moving}))):
                return None
            scale = scale_of(op, moving[0], values)
            if scale is None:
                return None
            found, index = found * scale, moving[0]
        return found

    def is_learned(self, index: int) -> bool:
        """Whether a value is remembered from earlier predictions, as the scale of a gradient is and a rate is not."""
        if index not in self.remembering:
            return False
        places = {self.program[each].site for each in self.step.predictions}
        return any(self.whole[each].site in places for each in ancestors(self.whole, [index]))

    def node(self, number: int) -> int | None:
        """The last array on the way into a parameter that is free of memory, and not yet clipped."""
        found = None
        for index in self.way(number):
            op = self.program[index]
            if index in self.remembering or (index != self.written(number) and self.is_moved(op, number)):
                continue
            if found is None:
                found = index
            apart = (self.is_clip(op) or op.index in self.added) and index not in self.step.predictions
            if apart or self.is_solved(op):
                found = None
            elif op.name not in ELEMENTWISE or sum(ref in self.moving for ref in op.refs()) != 1:
                break
        return None if found in (self.step.after[number], self.written(number)) else found

    def is_moved(self, op: Op, number: int) -> bool:
        """Whether an operation takes a step from a parameter's old value, to which momentum is added later."""
        return op.name in ("add", "subtract") and any(self.is_old(ref, number) for ref in op.refs())

    def is_old(self, index: int, number: int) -> bool:
        """Whether a value is a parameter's old one, or most of it: a small share is a penalty."""
        before = self.step.before[number]
        if index <= before or before not in scaled(self.whole, self.whole[index]):
            return index == before
        share, whole = (float(np.linalg.norm(number_array(self.whole[i].value))) for i in (index, before))
        return share >= MOST * whole  # of zeros all shares are the same

    def way(self, number: int) -> Iterator[int]:
        """The arrays of the parameter's size that all of the gradient goes through, last first."""
        before, written = self.step.before[number], self.written(number)
        size = np.size(self.program[written].value)
        open_nodes, seen = [-written], {written}
        while open_nodes:
            index = -heappop(open_nodes)
            op = self.program[index]
            if np.size(op.value) != size:
                continue
            if not open_nodes:
                yield index
            elif op.name not in ELEMENTWISE:
                return
            inner = (ref for ref in op.refs() if ref in self.moving and ref not in self.bounds)
            for ref in inner:
                if ref != before and ref not in seen:
                    seen.add(ref)
                    heappush(open_nodes, -ref)

    def is_clip(self, op: Op) -> bool:
        """Whether an operation keeps a gradient within bounds: element by element, or by its own norm."""
        if op.name in CLIPS:
            return sum(ref in self.moving for ref in op.refs()) == 1
        return op.name in SCALES and not self.bounds.isdisjoint(op.refs())

    def is_solved(self, op: Op) -> bool:
        """Whether an operation turns a gradient by a matrix's inverse (Newton's step)."""
        first = self.program[op.refs()[0]].name if op.refs() else ""
        return op.name == "linalg.solve" or (op.name in MATMULS and first in ("linalg.inv", "linalg.pinv"))

    @cached_property
    def added(self) -> set[int]:
        """What adds noise to gradients, or takes their mean off."""
        return set(added(self.whole, self.step, self.moving, self.forward))

    @cached_property
    def bounds(self) -> set[int]:
        """What is computed from gradients and only says how far they are followed."""
        return Bounds(self.program, self.step.slice, self.moving).found()


def placed(op: Op, own: Any, values: Mapping[int, Any]) -> Any:
    """A part's gradient at its place in the whole parameter, which is not changed elsewhere."""
    place = 1 if op.name == "setwindow" else 2

    def value_of(ref: Ref) -> Any:
        return values[ref.index]

    args = [substitute(part, value_of) for part in op.args]
    whole = np.zeros(np.shape(values[op.index]))
    return perform(op.name, (whole, *args[1:place], own, *args[place + 1 :]), dict(op.kwargs))


def scale_of(op: Op, operand: int, values: Mapping[int, Any]) -> float | None:
    """The single number that an operation multiplies an operand by; None where it does anything else."""
    if op.name in COPIES | {"transpose", "add", "positive"}:
        return 1.0
    if op.name == "negative" or (op.name == "subtract" and is_operand(op.args[1], operand)):
        return -1.0
    if op.name == "subtract":
        return 1.0
    if op.name not in SCALES or (op.name == "divide" and is_operand(op.args[1], operand)):
        return None
    others = [values.get(a.index) if isinstance(a, Ref) else a for a in op.args if not is_operand(a, operand)]
    if len(others) != 1 or others[0] is None or np.size(others[0]) != 1:
        return None
    other = float(np.ravel(others[0])[0])
    return other if op.name == "multiply" else 1 / other if other else None


def number_array(value: Any) -> Any:
    """A value as float64."""
    return np.asarray(value, dtype=np.float64)

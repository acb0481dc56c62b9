"""Updates: what a program takes for the gradient, seen through its optimiser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import COPIES, ELEMENTWISE, ancestors, dependents
from handgrad.doctor.anatomy.study import Anatomy, Step
from handgrad.program.program import Op, Ref, Site

LARGE = 1e6
"""Times its own size, by which a gradient is enlarged to see where an optimiser goes."""

CLIPS = {"clip", "minimum", "maximum", "sign", "nan_to_num"}
"""What is done to a gradient to keep it within bounds."""


def own_gradients(anatomy: Anatomy, step: Step, values: Mapping[int, Any]) -> dict[int, Any]:
    """What the program takes for the gradient: the change with its sign turned, or what goes into momentum and Adam."""
    update = Update(step)
    found = {number: update.gradient(number, values) for number in step.after}
    rates = {number: update.rates(number) for number in found}
    if len(set(rates.values())) > 1 and all(len(rate) == 1 for rate in rates.values()):
        size = {number: abs(float(step.program[rate[0]].value)) for number, rate in rates.items()}
        return {number: own / size[number] * max(size.values()) for number, own in found.items() if size[number]}
    return found


def gradient_node(anatomy: Anatomy, step: Step, number: int) -> int | None:
    """The array that an optimiser is given; None where the parameter is changed by it directly."""
    return Update(step).node(number)


class Update:
    """How one step gets from its gradients to its new parameters."""

    def __init__(self, step: Step) -> None:
        self.program, self.step = step.program, step
        self.moving = dependents(self.program, step.slice, step.predictions)
        forward = set(ancestors(self.program, step.predictions))
        self.remembering = dependents(
            self.program, (i for i in step.slice if i not in forward), step.memory & set(step.slice)
        )

    def gradient(self, number: int, values: Mapping[int, Any]) -> Any:
        """What a parameter is moved along, pointing uphill where the program means it to."""
        before, after = self.step.before[number], self.step.after[number]
        node = self.node(number)
        if node is None:
            return number_array(values[before]) - number_array(values[after])
        return number_array(values[node]) * self.multiplier(node, after, values)

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
            if self.is_clip(op):
                index = next(ref for ref in moving if ref not in self.bounds)
                continue
            if len(moving) != 1:
                return None
            scale = scale_of(op, moving[0], values)
            if scale is None:
                return None
            found, index = found * scale, moving[0]
        return found

    def rates(self, number: int) -> tuple[int, ...]:
        """The numbers of the source by which a gradient is scaled last: its learning rate."""
        before = self.step.before[number]
        found: list[int] = []
        index = self.step.after[number]
        while True:
            op = self.program[index]
            moving = [ref for ref in op.refs() if ref in self.moving and ref != before]
            if len(moving) != 1 or op.name not in ("add", "subtract", "multiply", "negative"):
                return tuple(found)
            found.extend(ref for ref in op.refs() if self.program[ref].origin == "literal")
            index = moving[0]

    def node(self, number: int) -> int | None:
        """The last array on the way into a parameter that is free of memory, and not yet clipped."""
        found = None
        for index in self.way(number):
            op = self.program[index]
            if index in self.remembering:
                continue
            if found is None:
                found = index
            if self.is_clip(op) and index not in self.step.predictions:
                found = None
            elif op.name not in ELEMENTWISE or sum(ref in self.moving for ref in op.refs()) != 1:
                break
        return None if found == self.step.after[number] else found

    def way(self, number: int) -> Iterator[int]:
        """The arrays of the parameter's size that all of the gradient goes through, last first."""
        before, after = self.step.before[number], self.step.after[number]
        size = np.size(self.program[after].value)
        open_nodes = {after}
        while open_nodes:
            index = max(open_nodes)
            open_nodes.remove(index)
            op = self.program[index]
            if np.size(op.value) != size:
                continue
            if not open_nodes:
                yield index
            elif op.name not in ELEMENTWISE:
                return
            open_nodes.update(ref for ref in op.refs() if ref in self.moving - self.bounds and ref != before)

    def is_clip(self, op: Op) -> bool:
        """Whether an operation keeps a gradient within bounds: element by element, or by its own norm."""
        if op.name in CLIPS:
            return sum(ref in self.moving for ref in op.refs()) == 1
        return op.name in ("multiply", "divide") and not self.bounds.isdisjoint(op.refs())

    @cached_property
    def bounds(self) -> set[int]:
        """Single numbers computed from the gradients by which whole arrays of them are scaled."""
        found: set[int] = set()
        places: set[tuple[Site | None, int]] = set()
        for index in self.step.slice:
            op = self.program[index]
            moving = {np.size(self.program[ref].value): ref for ref in op.refs() if ref in self.moving}
            if op.name in ("multiply", "divide") and np.size(op.value) > 1 and set(moving) == {1, np.size(op.value)}:
                found.add(moving[1])
                places.add((op.site, op.refs().index(moving[1])))
        return found | self.at_places(places)

    def at_places(self, places: set[tuple[Site | None, int]]) -> set[int]:
        """What single numbers are scaled by where the same code scales arrays."""
        ops = [self.program[i] for i in self.step.slice if np.size(self.program[i].value) == 1]
        return {
            op.refs()[k]
            for op in ops
            for site, k in places
            if op.site == site and site is not None and len(op.refs()) > k
        }


def scale_of(op: Op, operand: int, values: Mapping[int, Any]) -> float | None:
    """The single number that an operation multiplies an operand by; None where it does anything else."""
    if op.name in COPIES | {"transpose", "add", "positive"}:
        return 1.0
    if op.name == "negative" or (op.name == "subtract" and is_operand(op.args[1], operand)):
        return -1.0
    if op.name == "subtract":
        return 1.0
    if op.name not in ("multiply", "divide") or (op.name == "divide" and is_operand(op.args[1], operand)):
        return None
    others = [values.get(a.index) if isinstance(a, Ref) else a for a in op.args if not is_operand(a, operand)]
    if len(others) != 1 or others[0] is None or np.size(others[0]) != 1:
        return None
    other = float(np.ravel(others[0])[0])
    return other if op.name == "multiply" else 1 / other if other else None


def is_operand(part: Any, index: int) -> bool:
    """Whether an argument is the value of operation `index`."""
    return isinstance(part, Ref) and part.index == index


def number_array(value: Any) -> Any:
    """A value as float64."""
    return np.asarray(value, dtype=np.float64)

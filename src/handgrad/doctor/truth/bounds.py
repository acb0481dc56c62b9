"""Bounds: what is computed from gradients and only says how far they are followed, as the norm of a clipped one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors, dependents
from handgrad.doctor.anatomy.sorts import ELEMENTWISE, SCALES, WEIGHING
from handgrad.program.program import Program, Ref, Site

LENGTHS = {"absolute", "sqrt", "linalg.norm"}
"""What gives the length of a single number."""

LIKE = 1e-2
"""How near such a length is to the number's own, beside the small number that is added to it."""


class Bounds:
    """The operations of one step that bound its gradients."""

    def __init__(self, program: Program, indices: Sequence[int], moving: set[int]) -> None:
        self.program, self.indices, self.moving = program, indices, moving

    def found(self) -> set[int]:
        """All of them: single numbers by which whole arrays are scaled, and what stands in their place elsewhere."""
        found: set[int] = set()
        places: set[tuple[Site | None, int]] = set()
        for index in self.indices:
            op = self.program[index]
            moving = {np.size(self.program[ref].value): ref for ref in op.refs() if ref in self.moving}
            scales = op.name in SCALES and set(moving) == {1, np.size(op.value)}
            if scales and np.size(op.value) > 1 and not self.is_handed_down(index):
                found.add(moving[1])
                places.add((op.site, op.refs().index(moving[1])))
        return found | self.at_places(places) | self.alike(found) | set(self.sizes_of_steps())

    def is_handed_down(self, index: int) -> bool:
        """Whether other gradients are made of a value by products: it is not only followed."""
        reached = {index}
        for other in self.indices:
            op = self.program[other]
            if other <= index or reached.isdisjoint(op.refs()):
                continue
            if op.name in WEIGHING and sum(ref in self.moving for ref in op.refs()) == 1:
                return True
            if op.name in ELEMENTWISE:
                reached.add(other)
        return False

    def sizes_of_steps(self) -> Iterator[int]:
        """What signs of gradients are multiplied by, and the sizes of single numbers that these are divided by."""
        for op in (self.program[index] for index in self.indices):
            moving = [ref for ref in op.refs() if ref in self.moving]
            if op.name not in SCALES or len(moving) != 2:
                continue
            signs = [ref for ref in moving if self.program[ref].name == "sign"]
            if len(signs) == 1:
                yield next(ref for ref in moving if ref not in signs)
            elif op.name == "divide" and np.size(op.value) == 1 and self.is_size(moving[1], self.root(moving[0])):
                yield moving[1]

    def is_size(self, index: int, of: int) -> bool:
        """Whether a value is the length of another, but for a small number."""
        inside = [i for i in ancestors(self.program, [index], stop=[of]) if i in self.moving]
        named = {self.program[i].name for i in inside}
        if of not in inside or named.isdisjoint(LENGTHS) or not set(inside) <= dependents(self.program, inside, [of]):
            return False
        length, whole = (abs(float(np.ravel(self.program[i].value)[0])) for i in (index, of))
        return bool(np.isclose(length, whole, rtol=LIKE))  # no share of its square, as a mean over steps begins

    def alike(self, bounds: set[int]) -> set[int]:
        """What scales single numbers and is some multiple of what scales arrays."""
        known = {self.root(index) for index in bounds}
        found: set[int] = set()
        for op in (self.program[index] for index in self.indices if bounds):
            moving = [ref for ref in op.refs() if ref in self.moving]
            if op.name in SCALES and np.size(op.value) == 1 and len(moving) == 2:
                scales = [ref for ref in moving if self.root(ref) in known]
                found.update(scales if len(scales) == 1 else ())
        return found

    def root(self, index: int) -> int:
        """What a value is a multiple of, by numbers that are no gradients."""
        op = self.program[index]
        moving = [ref for ref in op.refs() if ref in self.moving]
        scaled = op.name == "multiply" or (op.name == "divide" and is_operand(op.args[0], min(moving, default=-1)))
        return self.root(moving[0]) if scaled and len(moving) == 1 else index

    def at_places(self, places: set[tuple[Site | None, int]]) -> set[int]:
        """What single numbers are scaled by where the same code scales arrays."""
        ops = [self.program[i] for i in self.indices if np.size(self.program[i].value) == 1]
        return {
            op.refs()[k]
            for op in ops
            for site, k in places
            if op.site == site and site is not None and len(op.refs()) > k
        }


def is_operand(part: Any, index: int) -> bool:
    """Whether an argument is the value of operation `index`."""
    return isinstance(part, Ref) and part.index == index

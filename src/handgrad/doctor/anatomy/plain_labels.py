"""Plain labels: numbers among the arguments of an operation that differ from run to run of the same code."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from handgrad.doctor.anatomy.readings import Places, plain_number
from handgrad.program.program import Op, Program, Site


class PlainLabels:
    """Which plain numbers stand among the arguments at each place, and whether they are labels or targets there."""

    def __init__(self, program: Program, places: Places) -> None:
        self.program, self.places = program, places
        self.known: dict[tuple[Site | None, str], set[str]] = {}
        """Place -> the plain numbers that were among its arguments."""

    def is_one(self, op: Op) -> bool:
        """Whether a plain number among the arguments differs from run to run of the same code: a label or a target."""
        if op.name not in ("getitem", "setitem", "subtract", "add", "multiply"):
            return False
        if plain_number(self.program, op) is None:
            return False
        if op.name == "multiply":  # `y * f(x)`, also where one method multiplies for all
            numbers = self.numbers(i for i in self.places[op.site, op.name] if self.program[i].stack == op.stack)
            return len(numbers) > 1 and all(map(is_sign, numbers))
        return len(self.at(op)) > 1

    def at(self, op: Op) -> set[str]:
        """The plain numbers among the arguments of all that is done at an operation's place."""
        place = op.site, op.name
        if place not in self.known:
            self.known[place] = self.numbers(self.places[place])
        return self.known[place]

    def numbers(self, indices: Iterable[int]) -> set[str]:
        """The plain numbers among the arguments of some operations."""
        found = (plain_number(self.program, self.program[index]) for index in indices)
        return {text for text in found if text is not None}

    def is_taken_off(self, op: Op) -> bool:
        """Whether plain numbers below 0 are added at a place: targets whose sign was turned before, `p + (-t)`."""
        known = [float(text) for text in self.at(op) if is_number(text)]
        mine = plain_number(self.program, op)
        return min(known, default=0.0) < 0 and mine is not None and is_number(mine) and float(mine) != 0


def is_number(text: str) -> bool:
    """Whether a text is a number as Python writes it."""
    try:
        return bool(np.isfinite(float(text)))
    except ValueError:
        return False


def is_sign(text: str) -> bool:
    """Whether a number as Python writes it tells one of two sides."""
    return is_number(text) and float(text) in (-1, 0, 1)

"""Loops of the program under way: which turn of which loop an operation belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

Context = tuple[tuple[int, int], ...]
"""The loops around an operation, outermost first: the serial of each entry, and which turn of it."""


class Loop:
    """One run through a loop of the program: which loop, in which others, and how many iterations it has begun."""

    __slots__ = ("iteration", "key", "limit", "outermost", "outside", "serial")

    def __init__(self, key: int, serial: int, limit: float, outside: Context) -> None:
        self.key = key
        self.serial = serial
        self.limit = limit
        self.outside = outside
        self.iteration = 0
        self.outermost = False
        """Whether it is the first of the loops that are cut short together."""

    def last_turn(self, iterable: Iterable[Any], item: Any) -> Iterator[Any]:
        """The last of the numbers that training which is cut short would have counted to, if that is to come yet.

        In that turn, as a rule, a program looks at what was learned.
        """
        if self.outermost and isinstance(iterable, range) and item != iterable[-1]:
            yield iterable[-1]

    @property
    def context(self) -> Context:
        """This iteration and those of the loops around it."""
        return (*self.outside, (self.serial, self.iteration))

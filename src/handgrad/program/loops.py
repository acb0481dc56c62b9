"""Loops of the program under way: which turn of which loop an operation belongs to."""

from __future__ import annotations

Context = tuple[tuple[int, int], ...]
"""The loops around an operation, outermost first: the serial of each entry, and which turn of it."""


class Loop:
    """One run through a loop of the program: which loop, in which others, and how many iterations it has begun."""

    __slots__ = ("iteration", "key", "limit", "outside", "serial")

    def __init__(self, key: int, serial: int, limit: float, outside: Context) -> None:
        self.key = key
        self.serial = serial
        self.limit = limit
        self.outside = outside
        self.iteration = 0

    @property
    def context(self) -> Context:
        """This iteration and those of the loops around it."""
        return (*self.outside, (self.serial, self.iteration))

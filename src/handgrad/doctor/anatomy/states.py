"""States: values that a program carries from step to step."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from handgrad.doctor.anatomy.excursions import at_home, settled
from handgrad.doctor.anatomy.roles import Roles
from handgrad.doctor.anatomy.slices import Called, called, previous, sizing
from handgrad.doctor.anatomy.sorts import WRITES
from handgrad.program.program import Op, Program, Site

Place = Site | tuple[str, int]
Reader = tuple[int, int]
"""A place in the source and the position of an operand there."""

LONGEST_CHANGE = 600
"""How many writes in a row may make one change of a value (a loop over its elements)."""
LONGEST_SUM = 48
"""How many terms in a row may do so."""


@dataclass
class State:
    """A value that the program carries from step to step: its versions in order of time."""

    versions: list[int]
    """Operations whose values it had, oldest first; `versions[k + 1]` was made from `versions[k]`."""
    writes: list[list[int]] = field(default_factory=list)
    """For each change, the operations that made it, the last one giving the new version."""
    role: str = "parameter"
    """ "parameter", "optimizer" (momentum and the like), "scratch" (filled anew in every step), or "other"."""
    name: str = ""


def alone(op: Op) -> Called:
    """Where in the source an operation stands, whoever called it."""
    return op.site, ()


def find_states(program: Program, stop: int, hasty: bool = False) -> list[State]:
    """Values carried from step to step, with their roles: the code that read the old version reads the new one later.

    Where nothing is found to be trained, code counts as the same whoever calls it, and as another on the same line; not
    when it is `hasty`.
    """
    states = states_by_call(program, stop)
    if hasty or is_trained(states):
        return states
    for key, by_line in ((called, False), (alone, True)):
        found = states_by(program, stop, key, by_line)
        if is_trained(found):
            return found
        states = states or found
    Roles(program, states).assign_thresholds()
    return states


def is_trained(states: list[State]) -> bool:
    """Whether any of the states is a parameter."""
    return any(state.role == "parameter" for state in states)


@lru_cache(maxsize=1)
def states_by_call(program: Program, stop: int) -> list[State]:
    """States by lines and the calls that led there; the last are kept: what ends a recording is asked for again."""
    return states_by(program, stop, called, True)


def states_by(program: Program, stop: int, key: Callable[[Op], Called], by_line: bool) -> list[State]:
    """States where code is the same that has the same `key`, by the line or by the operation."""
    ops = program.ops[:stop]
    back, home = settled(program, {op.index: earlier for op in ops if (earlier := previous(program, op))})
    places: dict[Called, int] = {}
    names = [places.setdefault(key(op), len(places)) for op in ops]
    read, sites = at_home(readers(ops, names), home), [site for site, _ in places]
    found = chains(Links(program, back, read, names, sites, by_line).found)
    Roles(program, found).assign()
    return found


def readers(ops: list[Op], names: list[int]) -> dict[int, dict[Reader, int]]:
    """Who reads each value, and when first: the names of the code there, and which operand it is."""
    found: dict[int, dict[Reader, int]] = {}
    for op, name in zip(ops, names, strict=True):
        for position, index in enumerate(op.refs()):
            found.setdefault(index, {}).setdefault((name, position), op.index)
    return found


class Links:
    """For each version, the version before it that is read at the same places, and the writes in between."""

    def __init__(
        self,
        program: Program,
        back: dict[int, list[int]],
        readers: dict[int, dict[Reader, int]],
        names: list[int],
        sites: list[Site | None],
        by_line: bool,
    ) -> None:
        self.program, self.back, self.readers = program, back, readers
        spots: dict[Place, int] = {}
        of = [site if site is None or not by_line else (site.file, site.line) for site in sites]
        self.spots = [None if place is None else spots.setdefault(place, len(spots)) for place in of]
        """What counts as one place, by the name of the code there: a line, or every operation for itself."""
        self.names = names
        self.first_read: dict[Reader, int] = {}
        for index in sorted(readers):
            for reader in readers[index]:
                self.first_read.setdefault(reader, index)
        self.found: dict[int, tuple[int, list[int]]] = {}
        self.taken: set[int] = set()
        for index in sorted(back):
            self.link(index)

    def link(self, index: int) -> None:
        """Look for the version before operation `index`, going back from write to write."""
        spots, names = self.spots, self.names
        readers = self.readers.get(index)
        if not readers or min(map(self.first_read.__getitem__, readers)) >= index:
            return
        spot = spots[names[index]]
        mine = {each for each in readers if spot is None or spots[each[0]] != spot}
        floor = min((self.first_read[each] for each in mine), default=index)
        if floor >= index:
            return
        places = {spots[name] for name, _ in mine}
        later: dict[int, int] = {}
        lines: dict[int, frozenset[int]] = {index: frozenset()}
        frontier = deque((old, index) for old in self.back[index])
        terms = 0
        while frontier and len(later) < LONGEST_CHANGE and terms < LONGEST_SUM:
            old, new = frontier.popleft()
            if old in later or old < floor:
                continue
            terms += self.program[new].name not in WRITES
            later[old] = new
            lines[old] = self.with_spots(lines[new], old, new)
            common = self.read_by(old, index, mine) if old in self.readers and old not in self.taken else None
            if common and self.is_read_elsewhere(common, lines[old]):
                self.found[index] = (old, follow(later, old))
                self.taken.add(old)
                return
            if not places <= lines[old]:
                frontier.extend((older, old) for older in self.way_back(old))

    def read_by(self, old: int, new: int, mine: set[Reader]) -> set[Reader]:
        """Those of some places that read the old version before the new one is made, and then that one."""
        earlier = self.readers[old]
        return {each for each in earlier.keys() & mine if earlier[each] < new}

    def way_back(self, index: int) -> list[int]:
        """The versions that may be before one: of a state's version only those on the way to its own last one."""
        earlier = self.back.get(index, [])
        if index not in self.found:
            return earlier
        old, writes = self.found[index]
        return [each for each in earlier if each == old or each in writes]

    def is_read_elsewhere(self, common: set[Reader], written: frozenset[int]) -> bool:
        """Whether one of the places reads a value for another purpose than to write its next version."""
        return any(self.spots[name] is None or self.spots[name] not in written for name, _ in common)

    def with_spots(self, written: frozenset[int], old: int, new: int) -> frozenset[int]:
        """Some places, that of an operation, and where what it makes the old version larger or smaller by is made."""
        for index in (new, *sizing(self.program, self.program[new], old)):
            spot = self.spots[self.names[index]]
            if spot is not None and spot not in written:
                written = written | {spot}
        return written


def follow(later: dict[int, int], old: int) -> list[int]:
    """The writes that lead from `old` to the version being looked at."""
    path = []
    while old in later:
        old = later[old]
        path.append(old)
    return path


def chains(links: dict[int, tuple[int, list[int]]]) -> list[State]:
    """Links joined into states, in the order in which they first change."""
    following = {old: new for new, (old, _) in links.items()}
    states = []
    for first in sorted(following):
        if first in links:
            continue
        versions, writes = [first], []
        while versions[-1] in following:
            new = following[versions[-1]]
            versions.append(new)
            writes.append(links[new][1])
        states.append(State(versions, writes))
    most = max((len(state.versions) for state in states), default=0)
    return sorted((s for s in states if len(s.versions) > 2 or most == 2), key=lambda state: state.versions[1])

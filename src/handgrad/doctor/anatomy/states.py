"""States: values that a program carries from step to step, and which of them are parameters."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from handgrad.doctor.anatomy.creeping import creeping
from handgrad.doctor.anatomy.excursions import at_home, settled
from handgrad.doctor.anatomy.slices import (
    ELEMENTWISE,
    MOVES,
    WRITES,
    ancestors,
    copied,
    dependents,
    influences,
    previous,
    scaled,
)
from handgrad.program.program import Op, Program, Site

SiteKey = tuple[Site | None, tuple[Site, ...]]
Place = Site | tuple[str, int]
Reader = tuple[int, int]
"""A place in the source and the position of an operand there."""

LONGEST_CHANGE = 600
"""How many writes in a row may make one change of a value (a loop over its elements)."""
THRESHOLDS = {"greater", "greater_equal", "less", "less_equal", "sign", "heaviside"}
"""Operations by which a unit fires or does not."""
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
    """ "parameter", "optimizer" (momentum and the like), or "other"."""
    name: str = ""


def called(op: Op) -> SiteKey:
    """Where in the source an operation stands, calls included."""
    return op.site, op.stack


def alone(op: Op) -> SiteKey:
    """Where in the source an operation stands, whoever called it."""
    return op.site, ()


def find_states(program: Program, stop: int | None = None) -> list[State]:
    """Values carried from step to step, with their roles: the code that read the old version reads the new one later.

    Where nothing is found to be trained, code counts as the same whoever calls it, and as another on the same line.
    """
    ops = program.ops[:stop]
    back, home = settled(program, {op.index: earlier for op in ops if (earlier := previous(program, op))})
    states: list[State] = []
    for key, ways in ((called, (True, False)), (alone, (True,))):
        places: dict[SiteKey, int] = {}
        names = [places.setdefault(key(op), len(places)) for op in ops]
        read, sites = at_home(readers(ops, names), home), [site for site, _ in places]
        for by_line in ways:
            found = chains(Links(ops, back, read, names, sites, by_line).found)
            classify(program, found)
            if any(state.role == "parameter" for state in found):
                return found
            states = states or found
    Roles(program, states).assign_thresholds()
    return states


def readers(ops: list[Op], names: list[int]) -> dict[int, set[Reader]]:
    """Who reads each value: the names of the code there, and which operand it is."""
    found: dict[int, set[Reader]] = {}
    for op, name in zip(ops, names, strict=True):
        for position, index in enumerate(op.refs()):
            found.setdefault(index, set()).add((name, position))
    return found


class Links:
    """For each version, the version before it that is read at the same places, and the writes in between."""

    def __init__(
        self,
        ops: list[Op],
        back: dict[int, list[int]],
        readers: dict[int, set[Reader]],
        names: list[int],
        sites: list[Site | None],
        by_line: bool,
    ) -> None:
        self.ops, self.back, self.readers = ops, back, readers
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
        spot, spots = self.spots[self.names[index]], self.spots
        mine = {each for each in self.readers.get(index, ()) if spot is None or spots[each[0]] != spot}
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
            terms += self.ops[new].name not in WRITES
            later[old] = new
            lines[old] = self.with_spot(lines[new], new)
            common = self.readers[old] & mine if old in self.readers and old not in self.taken else None
            if common and self.is_read_elsewhere(common, lines[old]):
                self.found[index] = (old, follow(later, old))
                self.taken.add(old)
                return
            if not places <= lines[old]:
                frontier.extend((older, old) for older in self.way_back(old))

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

    def with_spot(self, written: frozenset[int], index: int) -> frozenset[int]:
        """Some places and that of an operation; the same set where it is among them."""
        spot = self.spots[self.names[index]]
        return written if spot is None or spot in written else written | {spot}


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


class Roles:
    """Tells parameters from optimiser memory, counters and other things carried along."""

    def __init__(self, program: Program, states: list[State]) -> None:
        self.program, self.states = program, states
        self.passing = self.within_a_step(self.renewed())
        self.number_of = {
            version: number
            for number, state in enumerate(states)
            for version in state.versions
            if number not in self.passing
        }
        self.insides = [self.inside(state) if number not in self.passing else [] for number, state in enumerate(states)]
        self.sources = [self.sources_of(number) for number in range(len(states))]
        self.self_made = [number not in self.passing and self.is_self_made(number) for number in range(len(states))]

    @staticmethod
    def typical(state: State) -> int:
        """The change that is looked at: the second, where there is one."""
        return min(1, len(state.versions) - 2)

    def inside(self, state: State) -> list[int]:
        """The operations of a state's change, back to versions of any state; the new version is the last."""
        new = state.versions[self.typical(state) + 1]
        return ancestors(self.program, [new], stop=set(self.number_of) - {new})

    def sources_of(self, number: int) -> set[int]:
        """The states that a state's change is computed from, without those done before it began: they are data."""
        found = {self.number_of[index] for index in self.insides[number][:-1] if index in self.number_of}
        return {other for other in found if self.states[other].versions[-1] >= self.states[number].versions[0]}

    def assign(self) -> None:
        """Give every state its role."""
        for number, state in enumerate(self.states):
            influenced = {other for other, found in enumerate(self.sources) if number in found} - {number}
            if number in self.passing:
                state.role = "other"
            elif self.is_memory(number, influenced):
                state.role = "optimizer"
            elif not self.self_made[number] and not (influenced and self.sources[number] - {number}):
                state.role = "other"
        self.follow_larger()
        for number, state in enumerate(self.states):
            if state.role == "parameter" and not self.feeds_a_parameter(number):
                state.role = "other"
        self.assign_creeping()

    def assign_creeping(self) -> None:
        """Make parameters of biases that the same constant is taken off in every step."""
        parameters = [self.states[number].versions for number in of_role(self.states, "parameter")]
        rest = (n for n in of_role(self.states, "other") if n not in self.passing and self.feeds_a_parameter(n))
        others = {n: self.states[n].versions for n in rest}
        for number in creeping(self.program, parameters, others):
            self.states[number].role = "parameter"

    def assign_thresholds(self) -> None:
        """Make parameters of what only decides on which side of a threshold a sum is."""
        for number in self.deciding():
            self.states[number].role = "parameter"

    def deciding(self) -> frozenset[int]:
        """The states that go together into a question whether a sum is above a threshold: weights of a perceptron."""
        versions = {
            version: number
            for version, number in self.number_of.items()
            if np.asarray(self.program[version].value).dtype.kind == "f"
        }
        found = influences(self.program, range(len(self.program)), versions)
        asked = (found[op.index] for op in self.program.ops if op.name in THRESHOLDS)
        most = max(asked, key=len, default=frozenset())
        sizes = [np.size(self.program[self.states[number].versions[0]].value) for number in most]
        return most if sum(sizes) > 1 else frozenset()

    def follow_larger(self) -> None:
        """A single number has the role that arrays changed by the same code have, or else most numbers that it changes.

        For one number all is alike.
        """
        roles: dict[Site | None, str] = {}
        votes: dict[Site | None, Counter[str]] = {}
        for state in self.states:
            op = self.program[state.versions[1]]
            if np.size(op.value) > 1:
                roles[op.site] = state.role
            elif state.role != "other":
                votes.setdefault(op.site, Counter())[state.role] += 1
        for state in self.states:
            op = self.program[state.versions[1]]
            if np.size(op.value) == 1 and op.site is not None:
                most = max(votes.get(op.site, Counter([state.role])).items(), key=lambda each: (each[1], each[0]))[0]
                state.role = roles.get(op.site, state.role if state.role == "other" else most)

    def feeds_a_parameter(self, number: int) -> bool:
        """Whether a parameter's change is computed from this state."""
        return any(
            self.states[other].role == "parameter" for other, found in enumerate(self.sources) if number in found
        )

    def renewed(self) -> set[int]:
        """States that begin anew again and again at the same places, one after the other: sums within a step."""
        groups: dict[tuple[SiteKey, tuple[int, ...]], list[int]] = {}
        for number, state in enumerate(self.states):
            op = self.program[state.versions[1]]
            groups.setdefault((called(op), np.shape(op.value)), []).append(number)
        found = set()
        for group in groups.values():
            ends = sorted(self.states[number].versions[-1] for number in group)
            starts = sorted(self.states[number].versions[1] for number in group)
            if ends[0] < starts[-1]:
                found.update(group)
        return found

    def within_a_step(self, renewed: set[int]) -> set[int]:
        """Those of the renewed states that live between two changes of a lasting one: sums over a batch, gradients."""
        lasting = [state.versions for number, state in enumerate(self.states) if number not in renewed]
        return {n for n in renewed if any(between(self.states[n].versions, versions) for versions in lasting)}

    def is_self_made(self, number: int) -> bool:
        """Whether a state's change is computed from its own old value, other than element by element or by fading."""
        state = self.states[number]
        k = self.typical(state)
        own = state.versions[k]
        path = sorted(self.path(number, [own]))
        size = np.size(self.program[own].value)
        if size > 1:
            rows = self.rows(path, [own])
            sizes = {size, *(np.size(self.program[i].value) for i in rows)}
            if any(
                np.size(self.program[i].value) not in sizes or self.program[i].name not in ELEMENTWISE for i in path
            ):
                return True
            return 1 in sizes and not self.only_adds(path, rows)
        fading = {own}
        for index in path:
            op = self.program[index]
            if (op.name == "subtract" and own in op.refs()) or not fading.isdisjoint(
                {*scaled(self.program, op), copied(self.program, op)}
            ):
                fading.add(index)
        return any(
            i not in fading and i not in state.writes[k] and self.program[i].name not in MOVES | WRITES for i in path
        )

    def rows(self, path: Iterable[int], values: list[int]) -> set[int]:
        """Rows and elements read of some values, and theirs in turn: what a sample uses of a table."""
        found: set[int] = set()
        for op in (self.program[index] for index in sorted(path)):
            if op.name in ("getitem", "window") and (op.refs()[0] in values or op.refs()[0] in found):
                found.add(op.index)
        return found

    def only_adds(self, path: Iterable[int], elements: set[int]) -> bool:
        """Whether single elements are only faded, added to and written back."""
        fading = set(elements)
        for index in path:
            op = self.program[index]
            kept = op.refs()[:1] if op.name == "subtract" else op.refs() if op.name == "add" else ()
            if not fading.isdisjoint({*kept, *scaled(self.program, op), copied(self.program, op)}):
                fading.add(index)
        return all(i in fading or self.program[i].name in WRITES for i in path)

    def path(self, number: int, start: list[int]) -> set[int]:
        """What lies between some values and a state's new version, other states' versions aside."""
        inside = self.insides[number]
        among = [i for i in inside if i not in self.number_of or i == inside[-1]]
        return dependents(self.program, among, start) - set(start)

    def is_memory(self, number: int, influenced: set[int]) -> bool:
        """Whether a state only feeds the update of one other of its size, element by element."""
        if self.self_made[number]:
            return self.is_look_ahead(number)
        if len(influenced) != 1:
            return False
        owner = next(iter(influenced))
        inside = self.insides[owner]
        own = [index for index in inside if self.number_of.get(index) == number]
        size = np.size(self.program[inside[-1]].value)
        if np.size(self.program[own[0]].value) != size:
            return False
        path = self.path(owner, own)
        sizes = {size, *(np.size(self.program[i].value) for i in self.rows(path, own))}
        return all(self.program[i].name in ELEMENTWISE and np.size(self.program[i].value) in sizes for i in path)

    def is_look_ahead(self, number: int) -> bool:
        """Whether a state is always first added to one and the same other state (a velocity, looking ahead)."""
        partners: set[int] = set()
        state = self.states[number]
        own = state.versions[self.typical(state)]
        if np.size(self.program[own].value) == 1:
            return False
        pure = {own}
        for op in self.program.ops[own + 1 : state.versions[self.typical(state) + 1] + 1]:
            if pure.isdisjoint(op.refs()) or op.index in state.versions:
                continue
            if op.name in ("multiply", "copy", "negative") and np.shape(op.value) == np.shape(self.program[own].value):
                pure.add(op.index)
            elif op.name in ("add", "subtract"):
                partners |= {self.number_of[ref] for ref in op.refs() if ref in self.number_of} - {number}
            else:
                return False
        return len(partners) == 1


def between(short: list[int], long: list[int]) -> bool:
    """Whether all changes of one state fall between two changes of another."""
    after = bisect(long, short[1])
    return 0 < after < len(long) and short[-1] < long[after]


def classify(program: Program, states: list[State]) -> None:
    """Tell parameters from optimiser memory, counters and other things carried along."""
    Roles(program, states).assign()


def of_role(states: list[State], role: str) -> Iterable[int]:
    """The numbers of the states that have a role."""
    return (number for number, state in enumerate(states) if state.role == role)

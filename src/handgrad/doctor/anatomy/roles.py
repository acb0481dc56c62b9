"""Roles: which of the values that a program carries from step to step are parameters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from handgrad.doctor.anatomy.creeping import creeping
from handgrad.doctor.anatomy.filled import goes_on, is_filled
from handgrad.doctor.anatomy.passing import within_a_step
from handgrad.doctor.anatomy.slices import ancestors, copied, dependents, influences, scaled, sizing
from handgrad.doctor.anatomy.sorts import ELEMENTWISE, MOVES, READS, WRITES
from handgrad.program.program import Program, Site

if TYPE_CHECKING:
    from handgrad.doctor.anatomy.states import State

THRESHOLDS = {"greater", "greater_equal", "less", "less_equal", "sign", "heaviside"}
"""Operations by which a unit fires or does not."""


class Roles:
    """Tells parameters from optimiser memory, counters and other things carried along."""

    def __init__(self, program: Program, states: list[State]) -> None:
        self.program, self.states = program, states
        self.passing = within_a_step(program, states)
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
            influenced = self.influenced_by(number)
            if number in self.passing:
                state.role = "other"
            elif self.is_scratch(number):
                state.role = "scratch"
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
        """Make parameters of what every step moves by constants alone."""
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

    def influenced_by(self, number: int) -> set[int]:
        """The other states whose changes are computed from a state."""
        return {other for other, found in enumerate(self.sources) if number in found} - {number}

    def is_scratch(self, number: int) -> bool:
        """Whether a state is filled anew in every step, with more than another state that something is added to."""
        state, inside = self.states[number], self.insides[number]
        if not any(self.program[index].name in WRITES for index in state.writes[self.typical(state)]):
            return False
        others = {i for i in inside if self.number_of.get(i, number) != number}
        return is_filled(self.program, state, self.typical(state), inside) and not goes_on(self.program, inside, others)

    def feeds_a_parameter(self, number: int) -> bool:
        """Whether a parameter's change is computed from this state."""
        return any(
            self.states[other].role == "parameter" for other, found in enumerate(self.sources) if number in found
        )

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
        found, held = set[int](), set(values)
        for op in (self.program[index] for index in sorted(path)):
            if op.name in READS and (op.refs()[0] in held or op.refs()[0] in found):
                found.add(op.index)
            elif op.name in WRITES and op.refs()[0] in held:
                held.add(op.index)
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

    def sizings(self, path: Iterable[int]) -> set[int]:
        """How far values on a path are made larger or smaller, where that comes of themselves."""
        ops = [self.program[index] for index in path]
        return {i for op in ops for ref in op.refs() for i in sizing(self.program, op, ref)}

    def is_memory(self, number: int, influenced: set[int]) -> bool:
        """Whether a state only feeds the update of one other of its size, element by element.

        Other memories that only feed that update may be made with it as well.
        """
        if self.self_made[number]:
            return self.is_look_ahead(number)
        owners = [other for other in influenced if len(influenced) == 1 or self.self_made[other]]
        if len(owners) != 1 or any(self.influenced_by(other) != set(owners) for other in influenced - set(owners)):
            return False
        owner = owners[0]
        inside = self.insides[owner]
        own = [index for index in inside if self.number_of.get(index) == number]
        size = np.size(self.program[inside[-1]].value)
        if np.size(self.program[own[0]].value) != size:
            return False
        path = self.path(owner, own)
        path -= self.sizings(path)
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
        sizes = {np.size(self.program[self.states[each].versions[0]].value) for each in partners}
        return len(partners) == 1 and sizes == {np.size(self.program[own].value)}


def of_role(states: list[State], role: str) -> Iterable[int]:
    """The numbers of the states that have a role."""
    return (number for number, state in enumerate(states) if state.role == role)

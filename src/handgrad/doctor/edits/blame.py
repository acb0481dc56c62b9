"""Blame: which parameters each expression's values reach, and what a value would be worth as a gradient."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.slices import dependents, scaled
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.truth.compare import Match
from handgrad.doctor.truth.patient import SAME, Patient, normed
from handgrad.program.operations import perform
from handgrad.program.program import Op, Ref, substitute

if TYPE_CHECKING:
    from handgrad.doctor.case import Case

MOST = 400
"""How many operations of one expression are looked at."""
NOTHING: frozenset[int] = frozenset()


class Blame:
    """What is known about the expressions behind the wrong gradients of one step."""

    def __init__(self, case: Case) -> None:
        assert case.patient is not None
        self.case, self.patient = case, case.patient
        matches = self.patient.comparison.matches.values()
        self.wrong = frozenset(match.number for match in matches if match.state == "wrong")
        self.judged = frozenset(match.number for match in matches) if case.uphill else self.wrong

    @cached_property
    def off(self) -> dict[int, float]:
        """Wrong gradients along the right ones: number -> how many times too large; below 0 where turned round."""
        comparison = self.patient.comparison
        return {
            number: match.factor / comparison.factor
            for number, match in comparison.matches.items()
            if number in self.wrong and match.direction_error <= comparison.truth.tolerance and self.is_steady(number)
        }

    def is_steady(self, number: int) -> bool:
        """Whether a gradient is the same multiple of the right one in every step, as single numbers need not be."""
        ratios = self.ratios(number)
        several = np.size(self.patient.comparison.matches[number].own) > 1
        return bool(ratios) and (several or (len(ratios) > 1 and same(ratios)))

    @cached_property
    def multiples(self) -> set[int]:
        """Wrong gradients that are one multiple of the right one, in every step the same."""
        return {number for number in self.off if same(self.ratios(number))}

    def ratios(self, number: int) -> list[float]:
        """How many times the right gradient a parameter's own is beside the others, step by step."""
        matches = [(p.comparison.matches.get(number), p.comparison.factor) for p in self.case.patients]
        return [match.factor / factor for match, factor in matches if match is not None and factor and match.factor]

    @cached_property
    def decayed(self) -> set[int]:
        """Wrong gradients that differ from the right ones by a multiple of the weights, or of their signs."""
        return {match.number for match in self.patient.comparison.wrong if self.is_decayed(match)}

    def is_decayed(self, match: Match) -> bool:
        """Whether one gradient does."""
        if match.decay and np.size(match.own) == 1:
            return True
        comparison = self.patient.comparison
        rest = np.ravel(match.own) - comparison.factor * np.ravel(match.right)
        weights = np.ravel(comparison.truth.parameters.get(match.number, 0.0))
        return any(along(rest, each) for each in (weights, np.sign(weights)))

    @cached_property
    def written(self) -> set[int]:
        """The versions of parameters between one step and the next, where they are changed bit by bit."""
        states = self.patient.anatomy.states
        return {index for n in self.patient.step.after for writes in states[n].writes for index in writes}

    @cached_property
    def reach(self) -> dict[int, frozenset[int]]:
        """Operation of the step -> the parameters whose change it goes into."""
        patient = self.patient
        found: dict[int, frozenset[int]] = defaultdict(frozenset)
        ends: dict[int, list[int]] = defaultdict(list)
        for number, index in patient.step.after.items():
            ends[index].append(number)
        for index in reversed(patient.step.slice):
            mine = found[index] | frozenset(ends.get(index, ()))
            found[index] = mine
            for ref in patient.program[index].refs() if mine else ():
                found[ref] = found[ref] | mine if not mine <= found[ref] else found[ref]
        return found

    @cached_property
    def biases(self) -> frozenset[int]:
        """Parameters that are only ever added in the forward pass."""
        patient = self.patient
        return frozenset(n for n, index in patient.step.before.items() if is_added(patient, index))

    def guilty(self, op: Op) -> bool:
        """Whether an operation goes into wrong gradients, and into no right one."""
        mine = self.reach.get(op.index, frozenset())
        return bool(mine) and mine <= self.judged

    def culprits(self, suspect: Suspect) -> list[Op]:
        """What a suspect performed on the way to wrong gradients alone; else all it performed on the way to any."""
        return self.parts(suspect)[1]

    def own(self, suspect: Suspect) -> list[Op]:
        """Of the culprits, those that the expression performed itself and not in a call that it makes."""
        return self.parts(suspect)[2]

    def parts(self, suspect: Suspect) -> tuple[Suspect, list[Op], list[Op]]:
        """Both, kept with the suspect itself: every family asks."""
        known = self.asked.get(id(suspect))
        if known is None or known[0] is not suspect:
            on_way = [op for op in suspect.ops if op.index in self.reach]
            found = [op for op in on_way if self.guilty(op)]
            found = found or [op for op in on_way if self.reach[op.index] & self.judged]
            known = self.asked[id(suspect)] = suspect, found, [op for op in found if op.site == suspect.site]
        return known

    @cached_property
    def asked(self) -> dict[int, tuple[Suspect, list[Op], list[Op]]]:
        """The suspects asked about so far."""
        return {}

    def distance(self, suspect: Suspect) -> float:
        """How far a suspect is from the likely place: its score, and 1 where it also made right gradients."""
        return suspect.score + (not any(self.guilty(op) for op in suspect.ops))

    def biases_only(self, suspect: Suspect) -> bool:
        """Whether what a suspect computed on the way to wrong gradients went into biases alone."""
        return all(self.reach[op.index] <= self.biases for op in self.culprits(suspect))

    def aims_well(self, suspect: Suspect) -> bool:
        """Whether the gradients behind a suspect are multiples of the right ones, the same in every step."""
        return all(self.reach[op.index] & self.wrong <= self.multiples for op in self.culprits(suspect))

    def only_scaled(self, suspect: Suspect) -> bool:
        """Whether a suspect only multiplies by single numbers what another expression made for the same parameters."""
        return all(any(self.same_way(op, ref) for ref in scaled(self.patient.program, op)) for op in self.own(suspect))

    def same_way(self, op: Op, ref: int) -> bool:
        """Whether an operand was computed, for the same parameters as the operation itself."""
        return self.patient.program[ref].name != "leaf" and self.reach.get(ref) == self.reach[op.index]

    def follows(self, numbers: frozenset[int]) -> set[int]:
        """What the forward pass makes with some parameters."""
        if numbers not in self.followed:
            olds = [self.patient.step.before[number] for number in numbers]
            self.followed[numbers] = dependents(self.patient.program, self.patient.forward, olds)
        return self.followed[numbers]

    @cached_property
    def followed(self) -> dict[frozenset[int], set[int]]:
        """The same as far as it was asked."""
        return {}

    def fits(self, suspect: Suspect, value_of: Callable[[Op], Any]) -> bool:
        """Whether values, one for each time a suspect was performed, make up the right gradients of parameters.

        What goes into the same parameter several times is added up. All must agree up to one common factor.
        """
        totals: dict[int, Any] = {}
        before: dict[int, Any] = {}
        for op in self.own(suspect)[:MOST]:
            numbers, value = self.reach[op.index] & self.judged, value_of(op)
            if len(numbers) != 1 or value is None or np.asarray(value).dtype.kind not in "fiub":
                return False
            (number,) = numbers
            if np.size(value) != np.size(self.patient.comparison.matches[number].right):
                return False
            totals[number] = totals.get(number, 0.0) + np.ravel(value).astype(float)
            before[number] = before.get(number, 0.0) + np.sum(self.value(op.index))
        right = {n: np.ravel(self.patient.comparison.matches[n].right) for n in totals}
        return parallel(totals, right) and all(self.in_size(n, totals[n], before[n]) for n in totals)

    def share(self, suspect: Suspect, value_of: Callable[[Op], Any]) -> float:
        """What values that make up right gradients lack to be as large as the others; 1 where that cannot be told."""
        for op in self.own(suspect)[:1]:
            (number,) = self.reach[op.index] & self.judged
            match, value, before = self.patient.comparison.matches[number], value_of(op), self.value(op.index)
            if np.size(before) == np.size(match.own) == np.size(value) and along(match.own, before):
                own, wanted = np.ravel(before), self.patient.comparison.factor * np.ravel(match.right)
                passed = float(np.vdot(own, match.own) / np.vdot(own, own))
                return float(np.vdot(value, wanted) / np.vdot(value, value)) / passed
        return 1.0

    def in_size(self, number: int, total: Any, before: float) -> bool:
        """Where a parameter is a single number: whether its gradient would have the common factor as well."""
        match, factor = self.patient.comparison.matches[number], self.patient.comparison.factor
        if np.size(total) != 1 or not before:
            return True
        return bool(
            np.isclose(float(np.sum(match.own)) * total[0] / before, factor * float(np.sum(match.right)), rtol=1e-6)
        )

    def shown(self, text: str, suspect: Suspect, op: Op) -> Any:
        """What a text that may be read at a suspect held when `op` was performed; None where it is not known."""
        index = self.held(text, suspect, op)
        return None if index is None else self.value(index)

    def held(self, text: str, suspect: Suspect, op: Op) -> int | None:
        """The operation whose value a text that may be read at a suspect held when `op` was performed.

        What the forward pass left once for every turn of the way back (each layer's own) is taken in turn, last first.
        """
        held = self.in_order(self.case.scope.visible(suspect.tree, suspect.node).get(text, NOTHING))
        turns = self.in_order(self.case.scope.performed.get((suspect.tree.file, suspect.node), NOTHING))
        if 1 < len(turns) == len(held) and held[-1] < turns[0] and op.index in turns:
            return held[-1 - turns.index(op.index)]
        before = bisect_left(held, op.index)
        return held[before - 1] if before else None

    def in_order(self, found: Collection[int]) -> list[int]:
        """Some operations in order, of those that a place performs or that a name held."""
        if id(found) not in self.orders:
            self.orders[id(found)] = sorted(found)
        return self.orders[id(found)]

    @cached_property
    def orders(self) -> dict[int, list[int]]:
        """What has been put in order so far, by what it is: the sets of the scope stay as they are."""
        return {}

    def value(self, index: int) -> Any:
        """A value of the step in float64, or as it was recorded."""
        return self.patient.values[index] if index in self.patient.values else self.patient.program[index].value

    def attempt(self, op: Op) -> Any:
        """What an operation gives on the step's own values; None where it cannot be done."""
        try:
            return self.performed(op)
        except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError):
            return None

    def performed(self, op: Op) -> Any:
        """One operation on the step's own values."""

        def of(ref: Ref) -> Any:
            return self.value(ref.index)

        with np.errstate(all="ignore"):
            return perform(op.name, substitute(op.args, of), substitute(op.kwargs, of))


def same(ratios: list[float]) -> bool:
    """Whether all numbers are the same."""
    return bool(np.allclose(ratios, ratios[0], rtol=1e-6))


def along(one: Any, other: Any) -> bool:
    """Whether two lists of numbers are multiples of each other."""
    own, unit = normed(one), normed(other)
    if own is None or unit is None or own.size != unit.size or own.size < 2:
        return False
    return bool(np.linalg.norm(np.ravel(own) - np.vdot(unit, own) * np.ravel(unit)) < 1e-5)


def parallel(own: Mapping[int, Any], right: Mapping[int, Any]) -> bool:
    """Whether arrays by number are the right ones up to one common factor."""
    if not own:
        return False
    one, other = normed(np.concatenate(list(own.values()))), normed(np.concatenate([right[n] for n in own]))
    if one is None or other is None:
        return False
    return bool(np.linalg.norm(one - np.vdot(other, one) * other) < SAME)


def is_added(patient: Patient, index: int) -> bool:
    """Whether a parameter is only added or subtracted where the forward pass uses it."""
    uses = list(uses_of(patient, index))
    return bool(uses) and all(op.name in ("add", "subtract") for op in uses)


def uses_of(patient: Patient, index: int) -> Iterator[Op]:
    """What the forward pass does with a parameter, apart from rearranging it."""
    todo, seen = [index], {index}
    while todo:
        for user in patient.users_in(todo.pop()):
            if user not in patient.direct:
                yield patient.program[user]
            elif user not in seen:
                seen.add(user)
                todo.append(user)

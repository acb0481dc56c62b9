"""Values that are carried within a step only: sums over a batch, gradients, what goes from layer to layer."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from handgrad.doctor.anatomy.slices import Called, called
from handgrad.program.program import Program, Site

if TYPE_CHECKING:
    from handgrad.doctor.anatomy.states import State


def within_a_step(program: Program, states: Sequence[State]) -> set[int]:
    """The numbers of the states that begin anew and live between two changes of one that lasts.

    And of what another call of the same code carries, before or after all of them: a last look at the predictions.
    """
    anew = renewed(program, states)
    lasting = [state.versions for number, state in enumerate(states) if number not in anew]
    short = [n for n, state in enumerate(states) if any(between(state.versions, versions) for versions in lasting)]
    found = anew.intersection(short) | left_behind(program, states, [n for n in short if n not in anew])
    places = [program[state.versions[1]].site for state in states]
    spans: dict[Site | None, list[int]] = {}
    for number in found:
        spans.setdefault(places[number], []).extend(states[number].versions)
    others = (n for n, place in enumerate(places) if n not in found and place in spans)
    return found | {n for n in others if apart(states[n].versions, spans[places[n]])}


def renewed(program: Program, states: Sequence[State]) -> set[int]:
    """States that begin anew again and again at the same places, one after the other."""
    found = set[int]()
    for group in groups(program, states, range(len(states))).values():
        ends = sorted(states[number].versions[-1] for number in group)
        starts = sorted(states[number].versions[1] for number in group)
        if ends[0] < starts[-1]:
            found.update(group)
    return found


def left_behind(program: Program, states: Sequence[State], numbers: Sequence[int]) -> set[int]:
    """Those of some states that the same code goes on without, with values of their size that are in no state.

    So are the values of a residual network that all begin with the same data.
    """
    places = groups(program, states, numbers)
    versions = {version for state in states for version in state.versions} if places else set()
    last: dict[tuple[Called, int], int] = {}
    for op in program.ops if places else ():
        if called(op) in places and op.index not in versions:
            last[called(op), np.size(op.value)] = op.index
    ends = ((place, number, states[number].versions[-1]) for place, group in places.items() for number in group)
    return {number for place, number, end in ends if end < last.get((place, np.size(program[end].value)), -1)}


def groups(program: Program, states: Sequence[State], numbers: Iterable[int]) -> dict[Called, list[int]]:
    """Some states by the places where they are changed."""
    found: dict[Called, list[int]] = {}
    for number in numbers:
        found.setdefault(called(program[states[number].versions[1]]), []).append(number)
    return found


def apart(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether all versions of one come before or after those of another."""
    return one[-1] < min(other) or one[1] > max(other)


def between(short: Sequence[int], long: Sequence[int]) -> bool:
    """Whether all changes of one state fall between two changes of another."""
    after = bisect(long, short[1])
    return 0 < after < len(long) and short[-1] < long[after]

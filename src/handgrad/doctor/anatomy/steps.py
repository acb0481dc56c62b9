"""Training steps: the changes of the parameters grouped, each with the operations that it depends on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np

from handgrad.doctor.anatomy.readings import Places
from handgrad.doctor.anatomy.roles import THRESHOLDS, of_role
from handgrad.doctor.anatomy.slices import ancestors, copied, dependents, influences, traced_back
from handgrad.doctor.anatomy.states import State
from handgrad.doctor.anatomy.targets import Meetings
from handgrad.doctor.anatomy.unmet import find_unmet
from handgrad.program.program import Program, Site

MOST_STEPS = 6
"""How many training steps are looked at."""


@dataclass(eq=False)
class Step:
    """One training step: the parameters' versions before and after, and the operations in between that matter."""

    before: dict[int, int]
    """State number -> the operation that gave its value before the step."""
    after: dict[int, int]
    resting: dict[int, int] = field(default_factory=dict)
    """The same for parameters that this step leaves as they are."""
    slice: list[int] = field(default_factory=list)
    """Operations that the new versions depend on, back to the old ones and to plain data, in order."""
    targets: list[tuple[int, int | None, int]] = field(default_factory=list)
    """(meeting operation, target operand, prediction operand): where targets first meet predictions.

    The target operand is None where the target is a plain number among the arguments."""
    predictions: list[int] = field(default_factory=list)
    program: Program = field(default_factory=Program)
    """The Program with everything before the step cut off."""
    memory: set[int] = field(default_factory=set)
    """Values of momentum and the like from before the step."""
    assumed: bool = False
    """Whether the predictions are taken from a loss of the program, because no data meet them."""
    carried: set[int] = field(default_factory=set)
    """Values that were computed with the parameters in earlier steps (a hidden state that goes on)."""

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The operations that gave the parameters' values before the step -> the states' numbers."""
        return {index: number for number, index in (*self.resting.items(), *self.before.items())}

    def backward(self) -> set[int]:
        """Operations that follow from a meeting of predictions and targets, the meetings themselves included."""
        meetings = {meeting for meeting, _, _ in self.targets}
        return dependents(self.program, self.slice, meetings & set(self.slice))


def steps_of(program: Program, states: list[State]) -> list[Step]:
    """The training steps of the parameters, as far as they were recorded to their end."""
    changes = groups(program, states, list(of_role(states, "parameter")))
    later = later_changes(states, changes)
    if any(is_finite(program, change) for change in later):
        changes = later
    changes = beginning_apart(program, states, changes) or changes
    trained = dependents(
        program, range(len(program)), (first_own(program, states[n]) for n in of_role(states, "parameter"))
    )
    places = Places(program)
    steps = []
    for change in changes[:MOST_STEPS]:
        before, resting = standing(states, change)
        whole = Step(before, change, resting)
        meetings = traced(program, states, whole, trained, places)
        for numbers in parts(whole, meetings):
            own = Step(
                {n: v for n, v in before.items() if n in numbers},
                {n: v for n, v in change.items() if n in numbers},
                resting,
            )
            traced(program, states, own, trained, places)
            steps.append(own)
        if not parts(whole, meetings):
            steps.append(whole)
    return steps


def later_changes(states: list[State], changes: list[dict[int, int]]) -> list[dict[int, int]]:
    """Without those in which a network's optimiser has nothing to remember yet, and a first one of only a part."""
    if len(changes) < 2 or not any(state.role == "optimizer" for state in states):
        return changes[int(len(changes) > 1 and len(changes[0]) < len(changes[1])) :]

    def begins(change: dict[int, int]) -> bool:
        new = all(states[number].versions[1] == version for number, version in change.items())
        return new and any(change.keys() == other.keys() for other in changes if other is not change)

    return [change for change in changes[1:] if not begins(change)]


def traced(program: Program, states: list[State], step: Step, trained: set[int], places: Places) -> Meetings:
    """Fill in everything about a step whose changes are known."""
    trace_step(program, states, step, trained)
    meetings = Meetings(program, step, places)
    meetings.find()
    see_through(program, step)
    if not step.predictions:
        find_unmet(program, step, meetings)
    return meetings


def parts(step: Step, meetings: Meetings) -> list[frozenset[int]]:
    """The numbers of parameters that go into predictions together, where there are several such groups; else nothing.

    They are networks of their own, each with a loss of its own (an actor and its critic). Tables are left out, and
    single numbers that meet data at one place belong together: they are the units of a layer.
    """
    found: list[frozenset[int]] = []
    units: dict[Site | None, frozenset[int]] = {}
    program = step.program
    places = {prediction: program[meeting].site for meeting, _, prediction in step.targets}
    for prediction in step.predictions:
        own = meetings.depends.get(prediction, frozenset()) & step.before.keys()
        if np.size(program[prediction].value) == 1 and prediction in places:
            own = units[places[prediction]] = own | units.get(places[prediction], frozenset())
        together = [group for group in found if group & own]
        found = [group for group in found if not group & own] + [own.union(*together)]
    left = step.before.keys() - frozenset().union(*found)
    whole = all(found) and left <= (meetings.tables() if left else set())
    return found if whole and len(found) + bool(left) > 1 and found else []


def first_own(program: Program, state: State) -> int:
    """The first version that only this state has: a literal of the source may be the start of many."""
    return state.versions[program[state.versions[0]].origin == "literal"]


def beginning_apart(program: Program, states: list[State], changes: list[dict[int, int]]) -> list[dict[int, int]]:
    """Those in which no parameter starts from a literal that something else reads as well: `[0.0] * n` is one number.

    A derivative by that number is one by all that it stands for.
    """
    starts = [standing(states, change)[0] for change in changes]
    typed = [
        [(old, change[number]) for number, old in start.items() if program[old].origin == "literal"]
        for start, change in zip(starts, changes, strict=True)
    ]
    if not any(typed):
        return changes
    users = program.users()

    def readers(version: int) -> set[tuple[Site | None, tuple[Site, ...]]]:
        return {(program[user].site, program[user].stack) for user in users[version]}

    shared = [any((later := readers(now)) and readers(old) - later for old, now in each) for each in typed]
    return [change for change, each in zip(changes, shared, strict=True) if not each]


def is_finite(program: Program, change: dict[int, int]) -> bool:
    """Whether the new values of a step are numbers."""
    return all(np.all(np.isfinite(np.asarray(program[version].value, dtype=float))) for version in change.values())


def groups(program: Program, states: list[State], numbers: list[int]) -> list[dict[int, int]]:
    """State number -> new version, for each step.

    A step ends where a parameter changes for the second time, or where a change follows from new values alone.
    """
    changes = sorted((version, number) for number in numbers for version in states[number].versions[1:])
    old_of = {new: old for number in numbers for old, new in pairwise(states[number].versions)}
    lasting = (*of_role(states, "optimizer"), *of_role(states, "scratch"))
    memory = {version for number in lasting for version in states[number].versions}
    found: list[dict[int, int]] = []
    for version, number in changes:
        if not found or number in found[-1] or is_fresh(program, version, found[-1], old_of, memory):
            found.append({})
        found[-1][number] = version
    if len(found) > 1 and is_cut_short(states, found):
        found.pop()
    return found


def is_cut_short(states: list[State], changes: list[dict[int, int]]) -> bool:
    """Whether the recording ended within the last step: parameters, or elements of one, are missing in it."""
    *earlier, last = changes
    written = [writes(states, change) for change in changes]
    return any(set(last) < set(change) for change in earlier) or written[-1] < min(written[:-1])


def writes(states: list[State], change: dict[int, int]) -> int:
    """How many operations wrote the new versions of a step."""
    return sum(len(states[n].writes[states[n].versions.index(version) - 1]) for n, version in change.items())


def is_fresh(program: Program, version: int, change: dict[int, int], old_of: dict[int, int], memory: set[int]) -> bool:
    """Whether a change is computed from what others have become, and from nothing that they were (in turns).

    What an optimiser remembers of earlier steps does not count.
    """
    new, old = set(change.values()), {old_of[each] for each in change.values()}
    known = {*old_of, *old_of.values()} - {version}
    earlier = {each for each in memory if each < min(new)}
    follows = False
    for index in traced_back(program, [version], stop=known | earlier, since=min(old)):
        if index in old:
            return False
        follows = follows or index in new
    return follows


def standing(states: list[State], change: dict[int, int]) -> tuple[dict[int, int], dict[int, int]]:
    """The versions that a step starts from: of the parameters that it changes, and of the others."""
    begin, before, resting = min(change.values()), {}, {}
    for number in of_role(states, "parameter"):
        versions = states[number].versions
        if number in change:
            before[number] = versions[versions.index(change[number]) - 1]
        elif versions[0] < begin:
            resting[number] = max(version for version in versions if version < begin)
    return before, resting


def trace_step(program: Program, states: list[State], step: Step, trained: set[int]) -> None:
    """Fill in a step's slice, and where its targets meet its predictions."""
    begin = max(step.before.values())
    step.memory = olds_of(states, "optimizer", begin) | distances(program, states, step)
    given = step.memory.union(olds_of(states, "scratch", begin), step.before.values(), step.resting.values())
    current = dependents(program, range(min(given), begin + 1), given)
    whole = ancestors(program, step.after.values(), stop=given.union(i for i in range(begin) if i not in current))
    moving = dependents(program, whole, given & set(whole))
    read = {ref for index in moving for ref in program[index].refs()}
    step.slice = [index for index in whole if index in moving or index in read or index in step.after.values()]
    step.carried = trained.intersection(step.slice).difference(moving)
    step.program = program.cut(given.union(index for index in step.slice if index not in moving))


def olds_of(states: list[State], role: str, begin: int) -> set[int]:
    """The versions that the states of a role have had when a step begins, and the first of all."""
    versions = [states[number].versions for number in of_role(states, role)]
    return {version for each in versions for version in each if version <= begin or version == each[0]}


def distances(program: Program, states: list[State], step: Step) -> set[int]:
    """How far the step before moved a parameter, where the program works that out to move it on: a velocity."""
    moves = {(now, then) for n, now in step.before.items() for then in versions_before(states[n], now)}
    ops = program.ops[min(step.before.values()) : max(step.after.values())]
    subtractions = {op.index: [uncopied(program, ref) for ref in op.refs()] for op in ops if op.name == "subtract"}
    return {index for index, sides in subtractions.items() if moves & {tuple(sides), tuple(reversed(sides))}}


def uncopied(program: Program, index: int) -> int:
    """What a value is only a copy of; itself where it is none."""
    source = copied(program, program[index])
    return index if source is None else uncopied(program, source)


def versions_before(state: State, version: int) -> list[int]:
    """The version in front of one; none in front of the first."""
    return state.versions[: state.versions.index(version)][-1:]


def see_through(program: Program, step: Step) -> None:
    """What follows once the predictions are known: a decision where there are none, and memory without a name."""
    given = step.memory.union(step.before.values(), step.resting.values())
    if not step.predictions:
        find_decision(program, step, given)
    forward = ancestors(program, step.predictions, stop=given)
    unseen = step.carried - dependents(program, sorted(step.carried), forward)
    sizes = {np.size(program[after].value) for after in step.after.values()} - {1}
    step.memory |= {index for index in unseen if np.size(program[index].value) in sizes}
    step.memory |= kept_numbers(program, step, unseen)


def kept_numbers(program: Program, step: Step, carried: set[int]) -> set[int]:
    """The single numbers of which a share goes into the update of one single number each: no rate for all, no sum."""
    begin, sums = max(step.before.values()), [program[i] for i in step.slice if program[i].name in ("add", "subtract")]
    summed = {ref for op in sums for ref in op.refs() if ref <= begin}
    single = [index for index in carried - summed if np.size(program[index].value) == 1]
    if len(step.after) < 2 or not single:
        return set()
    reached = influences(program, step.slice, {index: index for index in single})
    used = Counter(each for after in step.after.values() for each in reached.get(after, ()))
    ones = [after for after in step.after.values() if np.size(program[after].value) == 1]
    return {each for after in ones for each in reached.get(after, ()) if used[each] == 1}


def find_decision(program: Program, step: Step, given: set[int]) -> None:
    """Where no number leads from a prediction to the update: the last sum that the program asked about before it."""
    first, last = max(step.before.values()), min(step.after.values())
    for op in reversed(program.ops[first:last]):
        for ref in op.refs() if op.name in THRESHOLDS else ():
            inside = ancestors(program, [ref], stop=given)
            if set(inside).issuperset(step.before.values()) and ref not in given:
                step.targets, step.predictions = [(op.index, None, ref)], [ref]
                step.slice = sorted({*step.slice, *inside, op.index})
                return

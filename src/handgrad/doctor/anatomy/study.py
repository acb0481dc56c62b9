"""Anatomy: which recorded values are parameters, inputs, targets and predictions, known by what the numbers do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handgrad.doctor.anatomy.roles import of_role
from handgrad.doctor.anatomy.rounds import coarsest, roundings
from handgrad.doctor.anatomy.slices import ancestors, dependents
from handgrad.doctor.anatomy.states import State, find_states
from handgrad.doctor.anatomy.steps import Step, groups, steps_of
from handgrad.doctor.anatomy.unfinished import direct_parameters, find_unfinished
from handgrad.program.loops import Context
from handgrad.program.program import Program
from handgrad.program.recorder import Recorder

__all__ = [
    "Anatomy",
    "State",
    "Step",
    "ancestors",
    "dependents",
    "direct_parameters",
    "find_unfinished",
    "study",
    "training_loops",
]

ENOUGH = 4
"""Training steps that are recorded before the training loops are cut short."""
FEWEST_STEPS = 2
MOST_OPERATIONS = 20_000
"""How many steps are looked at however long they are, and how many operations in all."""
SPARE = 1.02
"""How much later than expected a step may end before it is looked for."""
LATER = 1.05
"""How much longer the recording is at least when it is looked at again."""
HASTY = 15_000
"""Operations from which on only what the same calls read again is looked for while a program runs."""
MANY = 16
"""Changes of a value that make training steps of a loop, and no layers, where it is over when it is looked at."""


@dataclass
class Anatomy:
    """What a Program turned out to be."""

    program: Program
    states: list[State]
    steps: list[Step]

    @property
    def parameters(self) -> list[int]:
        """Numbers of the states that are parameters."""
        return list(of_role(self.states, "parameter"))


def study(program: Program, contexts: Sequence[Context] = (), tail_start: int | None = None) -> Anatomy:
    """Find the states of a Program and the training steps it took."""
    states = find_states(program, len(program) if tail_start is None else tail_start)
    best = Anatomy(program, states, steps_of(program, states))
    for taken_together in roundings(program, states, contexts) if contexts else ():
        if understood(best) == 1.0:
            break
        best = max(best, Anatomy(program, taken_together, steps_of(program, taken_together)), key=understood)
    return best


def understood(anatomy: Anatomy) -> float:
    """The share of the steps in which data meet predictions."""
    known = [any(target is not None for _, target, _ in step.targets) for step in anatomy.steps]
    return sum(known) / max(1, len(known))


def training_loops(recorder: Recorder, steps: int = ENOUGH) -> set[int] | None:
    """The loops to end when more than so many steps have been recorded (see `Recorder.enough`)."""
    count = len(recorder.program)
    outer = recorder.loops[0].iteration if recorder.loops else 0
    begun = outer > FEWEST_STEPS  # so many steps there are, as a rule
    found = find_states(recorder.program, count, count > HASTY and not begun)
    states = coarsest(recorder.program, found, recorder.contexts)
    parameters = [states[number] for number in of_role(states, "parameter")]
    if not are_enough(recorder, groups(recorder.program, states, list(of_role(states, "parameter"))), steps):
        return None
    lead = max(parameters, key=lambda state: len(state.versions))
    changes = [dict(recorder.contexts[version]) for version in lead.versions[1:]]
    open_loops = [loop.serial for loop in recorder.loops]
    turned = [s for s in dict.fromkeys([*open_loops, *changes[-1]]) if len({c[s] for c in changes if s in c}) > 1]
    depth = max((i for i, serial in enumerate(open_loops) if serial in turned), default=-1)
    long = [s for s in turned if len({c[s] for c in changes if s in c}) >= MANY]
    if depth < 0 and long:  # the loop is over for now: it is cut short when it comes again
        return {serial for serial in changes[-1] if serial <= long[0]}
    return set(open_loops[: depth + 1]) or None


def are_enough(recorder: Recorder, changes: Sequence[dict[int, int]], steps: int) -> bool:
    """Whether more steps have been recorded than are looked at; if not, the next look is when they should have been."""
    if len(changes) > steps or len(changes) < FEWEST_STEPS:
        return len(changes) > steps
    ends = [max(change.values()) for change in changes]
    length = (ends[-1] - ends[0]) // (len(ends) - 1)
    wanted = min(steps, max(FEWEST_STEPS, MOST_OPERATIONS // length))
    expected = int((ends[-1] + length * (wanted + 1 - len(ends))) * SPARE)
    recorder.next_look = max(int(len(recorder.program) * LATER) + 1, expected)
    return len(changes) > wanted

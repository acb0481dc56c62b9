"""Rounds: changes of single rows and elements taken together where one turn of a loop goes over a whole parameter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from handgrad.doctor.anatomy.roles import of_role
from handgrad.doctor.anatomy.states import State
from handgrad.program.loops import Context
from handgrad.program.program import Op, Program, Ref, substitute


def roundings(program: Program, states: list[State], contexts: Sequence[Context]) -> Iterator[list[State]]:
    """The states with the changes within one turn of a loop taken together, from inner loops to outer ones.

    Only as long as no part of a parameter is written twice in a turn.
    """
    changes = [version for number in of_role(states, "parameter") for version in states[number].versions[1:]]
    deepest = max((len(contexts[version]) for version in changes), default=0)
    for depth in range(deepest - 1, -1, -1):
        found = [rounded(program, state, contexts, depth) for state in states]
        if any(found[number] is None for number in of_role(states, "parameter")):
            return
        whole = [state if each is None else each for state, each in zip(states, found, strict=True)]
        if any(len(one.versions) < len(other.versions) for one, other in zip(whole, states, strict=True)):
            yield whole


def coarsest(program: Program, states: list[State], contexts: Sequence[Context]) -> list[State]:
    """The states with as many changes taken together as can be."""
    found = states
    for each in roundings(program, states, contexts):
        found = each
    return found


def rounded(program: Program, state: State, contexts: Sequence[Context], depth: int) -> State | None:
    """One state, its changes within a turn taken together; None where they write one part twice."""
    versions, writes = state.versions[:1], list[list[int]]()
    seen: set[str] = set()
    turn: Context | None = None
    for version, path in zip(state.versions[1:], state.writes, strict=True):
        place, now = place_of(program, program[version]), contexts[version][:depth]
        if now == turn and (place in seen or not place):
            return None
        if now == turn and len(versions) > 1:
            versions[-1], writes[-1] = version, [*writes[-1], *path]
        else:
            versions.append(version)
            writes.append(path)
            seen = set()
        turn = now
        seen.add(place)
    return State(versions, writes, state.role, state.name)


def place_of(program: Program, op: Op) -> str:
    """Which part of an array an operation writes; empty where it makes all of it new."""
    if op.name not in ("setitem", "setwindow"):
        return ""

    def value_of(ref: Ref) -> Any:
        return program[ref.index].value

    value, parts = (op.args[2], op.args[1:2]) if op.name == "setitem" else (op.args[1], op.args[2:])
    inner = place_of(program, program[value.index]) if isinstance(value, Ref) else ""
    return repr([substitute(part, value_of) for part in parts]) + inner

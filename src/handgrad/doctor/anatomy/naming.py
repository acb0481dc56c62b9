"""Naming: what the program calls its parameters, by walking from its global names to the arrays they hold."""

from __future__ import annotations

import ast
from collections import Counter, deque
from collections.abc import Iterator
from types import MemberDescriptorType
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import previous
from handgrad.doctor.anatomy.study import Anatomy
from handgrad.program.arrays import RecordedArray
from handgrad.program.numbers import RecordedNumber
from handgrad.program.program import Program
from handgrad.program.record import Recording

MOST = 4000
"""How many objects are looked at."""
CHANGES = 8
"""How many changes a value is followed back."""


def names_of(recording: Recording, anatomy: Anatomy) -> dict[int, str]:
    """State number -> name: a path such as `net.layers[2].bias`, or the line where the state changes."""
    paths = earlier(paths_to_values(recording), anatomy.program)
    found = {}
    for number, state in enumerate(anatomy.states):
        version = next((v for v in reversed(state.versions) if v in paths), None)
        op = anatomy.program[state.versions[1]]
        line = op.site.line if op.site else 0
        found[number] = paths[version] if version is not None else assigned(recording, line) or f"line {line}"
    return told_apart(found, anatomy)


def told_apart(names: dict[int, str], anatomy: Anatomy) -> dict[int, str]:
    """The same, with the shape where several parameters have one name (`params[key]` in a loop over all of them)."""
    times = Counter(names[number] for number in anatomy.parameters)
    shapes = {number: np.shape(anatomy.program[anatomy.states[number].versions[0]].value) for number in names}
    return {
        number: f"{name} ({' x '.join(map(str, shapes[number]))})" if times[name] > 1 and shapes[number] else name
        for number, name in names.items()
    }


def earlier(paths: dict[int, str], program: Program) -> dict[int, str]:
    """The same with the values that these were made from: the last version of a parameter may never have been read."""
    found = dict(paths)
    for node, path in paths.items():
        for _ in range(CHANGES):
            before = previous(program, program[node])
            if not before:
                break
            node = before[0]
            found.setdefault(node, path)
    return found


def assigned(recording: Recording, line: int) -> str:
    """The left side of the assignment on a line of the program."""
    lines = recording.sources.get(recording.file, "").split("\n")
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    for sign in (" += ", " -= ", " = "):
        if sign in text:
            return text.split(sign)[0].strip()
    return ""


def paths_to_values(recording: Recording) -> dict[int, str]:
    """Operation -> the shortest path from a global name to the array or number that holds its value."""
    named = [(name, value) for name, value in recording.namespace.items() if not name.startswith("_")]
    passing = loop_variables(recording)
    found = walked([each for each in named if each[0] not in passing])
    return {**walked([each for each in named if each[0] in passing]), **found}


def loop_variables(recording: Recording) -> set[str]:
    """Names that loops of the program give to one thing after the other."""
    loops = [node for node in ast.walk(ast.parse(recording.sources[recording.file])) if isinstance(node, ast.For)]
    return {part.id for loop in loops for part in ast.walk(loop.target) if isinstance(part, ast.Name)}


def walked(roots: list[tuple[str, Any]]) -> dict[int, str]:
    """The shortest paths from some names."""
    found: dict[int, str] = {}
    todo, seen = deque(roots), set[int]()
    while todo and len(seen) < MOST:
        path, value = todo.popleft()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, RecordedArray):
            node = value._node if value._memory is None or value._memory.node is None else value._memory.node
            if node is not None:
                found.setdefault(node, path)
        elif isinstance(value, RecordedNumber):
            if value.recorded_node is not None:
                found.setdefault(value.recorded_node, path)
        else:
            todo.extend(parts(path, value))
    return found


def parts(path: str, value: Any) -> list[tuple[str, Any]]:
    """The things a container or an object of the program holds, with their paths."""
    if isinstance(value, dict):
        return [(f"{path}[{spelled(key, i)}]", each) for i, (key, each) in enumerate(list(value.items())[:200])]
    if isinstance(value, (list, tuple)):
        return [(f"{path}[{i}]", each) for i, each in enumerate(value[:200])]
    if isinstance(value, (type, np.ndarray, str, bytes)) or (callable(value) and not hasattr(value, "__dict__")):
        return []
    return [(f"{path}.{name}", each) for name, each in list(attributes(value))[:200]] if is_own(value) else []


def spelled(key: Any, place: int) -> str:
    """A key as it is written; an object that says no more of itself than where in memory it is, by its place."""
    text = repr(key)
    return f"{type(key).__name__} {place}" if f" at {hex(id(key))}" in text else text


def attributes(value: Any) -> Iterator[tuple[str, Any]]:
    """The attributes of an object, those in slots included."""
    yield from getattr(value, "__dict__", {}).items()
    for kind in type(value).__mro__:
        slots = vars(kind).get("__slots__", ())
        for name in [slots] if isinstance(slots, str) else slots:
            if isinstance(vars(kind).get(name), MemberDescriptorType) and hasattr(value, name):
                yield name, getattr(value, name)


def is_own(value: Any) -> bool:
    """Whether an object's class was defined by the program."""
    module = type(value).__module__
    return module == "__main__" or not (module == "builtins" or module.split(".")[0] in ("numpy", "handgrad"))

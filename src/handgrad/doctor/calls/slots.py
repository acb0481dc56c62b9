"""Slots: the places inside an object where it keeps its arrays, found by walking, to be read and written by path."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np

from handgrad.doctor.calls.structure import Array, Point, joined

MOST = 5000
"""How many objects are looked at."""


@dataclass
class Slot:
    """One attribute or item that holds something."""

    path: str
    owner: Any
    key: Any

    @property
    def value(self) -> Any:
        """What it holds now."""
        return getattr(self.owner, self.key) if self.named else self.owner[self.key]

    @property
    def named(self) -> bool:
        """Whether it is an attribute."""
        return not isinstance(self.owner, (dict, list, tuple))

    def put(self, value: Any) -> None:
        """Hold something else."""
        if self.named:
            object.__setattr__(self.owner, self.key, value)
        else:
            self.owner[self.key] = value


def slots(root: Any) -> Iterator[Slot]:
    """Every slot below an object, nearest first, each object entered once."""
    todo: deque[tuple[str, Any]] = deque([("", root)])
    seen = {id(root)}
    while todo and len(seen) < MOST:
        path, owner = todo.popleft()
        for key in keys_of(owner):
            slot = Slot(joined(path, key), owner, key)
            yield slot
            if id(slot.value) not in seen and is_container(slot.value):
                seen.add(id(slot.value))
                todo.append((slot.path, slot.value))


def keys_of(owner: Any) -> list[Any]:
    """The keys of the slots that an object has of its own."""
    if isinstance(owner, dict):
        return list(owner)
    if isinstance(owner, (list, tuple)):
        return list(range(len(owner)))
    inherited = [
        name for kind in type(owner).__mro__ for name in getattr(kind, "__slots__", ()) if isinstance(name, str)
    ]
    return [*getattr(owner, "__dict__", {}), *(name for name in inherited if hasattr(owner, name))]


def is_container(value: Any) -> bool:
    """Whether there may be arrays of the user's below."""
    if isinstance(value, (dict, list, tuple)):
        return True
    outside = type(value).__module__ in ("builtins", "functools")
    if outside or isinstance(value, (type, ModuleType, np.ndarray, np.generic)):
        return False
    return hasattr(value, "__dict__") or hasattr(type(value), "__slots__")


def floats_in(root: Any) -> dict[str, Array]:
    """The arrays of floats below an object by path, each once."""
    found: dict[str, Array] = {}
    seen: set[int] = set()
    for slot in slots(root):
        value = slot.value
        if isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.size and id(value) not in seen:
            seen.add(id(value))
            found[slot.path] = value
    return found


def numbers_in(root: Any) -> dict[str, Array]:
    """The arrays and numbers of floats below an object by path."""
    single = {slot.path: np.asarray(slot.value) for slot in slots(root) if isinstance(slot.value, (float, np.floating))}
    return {**floats_in(root), **single}


def put_all(root: Any, point: Point) -> None:
    """Put arrays in the slots of an object, wherever the same array was held."""
    before = floats_in(root)
    fresh = {id(before[path]): array for path, array in point.items() if path in before}
    for slot in list(slots(root)):
        if id(slot.value) in fresh and not isinstance(slot.owner, tuple):
            slot.put(fresh[id(slot.value)])

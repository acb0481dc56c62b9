"""What a function reaches: the user's functions that it calls, and the names through which it gets at its data."""

from __future__ import annotations

import os
import sysconfig
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import CellType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any

from handgrad.doctor.calls.slots import MOST, is_container, keys_of

INSTALLED = tuple(os.path.realpath(sysconfig.get_paths()[name]) for name in ("stdlib", "purelib", "platlib"))
METHODS = (FunctionType, staticmethod, classmethod, property)


@dataclass
class Root:
    """A global name or a variable of an outer function through which data are reached."""

    name: str
    holder: Any
    """The dictionary of global names, or the cell."""

    @property
    def value(self) -> Any:
        """What it holds now."""
        return self.holder.cell_contents if isinstance(self.holder, CellType) else self.holder[self.name]

    def put(self, value: Any) -> None:
        """Hold something else."""
        if isinstance(self.holder, CellType):
            self.holder.cell_contents = value
        else:
            self.holder[self.name] = value


@dataclass
class Reach:
    """Functions in the order in which they were found, and the roots of the data by name."""

    step: Callable[..., Any]
    functions: list[FunctionType] = field(default_factory=list)
    roots: list[Root] = field(default_factory=list)


def reach(step: Callable[..., Any]) -> Reach:
    """Everything of the user's that a call of `step` can get at by name."""
    found = Reach(step)
    todo: deque[Any] = deque([step])
    seen: set[int] = set()
    while todo and len(seen) < MOST:
        value = todo.popleft()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, FunctionType) and is_users(value.__code__):
            found.functions.append(value)
            roots = list(roots_of(value))
            found.roots += [root for root in roots if not any(same(root, other) for other in found.roots)]
            todo.extend([*(root.value for root in roots), *(value.__defaults__ or ())])
        else:
            todo.extend(inside(value))
    return found


def same(one: Root, other: Root) -> bool:
    """Whether two roots are one variable."""
    return one.holder is other.holder and one.name == other.name


def is_users(code: CodeType) -> bool:
    """Whether code comes from a file of the user's own."""
    path = os.path.realpath(code.co_filename)
    return not code.co_filename.startswith("<frozen") and not path.startswith(INSTALLED)


def roots_of(function: FunctionType) -> Iterator[Root]:
    """The variables outside a function that it names."""
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        try:
            cell.cell_contents  # noqa: B018 - raises where the variable has no value yet
        except ValueError:
            continue
        yield Root(name, cell)
    for name in names_in(function.__code__):
        if name in function.__globals__ and not name.startswith("__"):
            yield Root(name, function.__globals__)


def names_in(code: CodeType) -> Iterator[str]:
    """The names that a piece of code looks up, those of the functions within it included."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from names_in(constant)


def inside(value: Any) -> list[Any]:
    """What a value that is no function of the user's leads to."""
    if isinstance(value, MethodType):
        return [value.__func__, value.__self__]
    if isinstance(value, type):
        return [
            each
            for each in vars(value).values()
            if isinstance(each, (FunctionType, staticmethod, classmethod, property))
        ]
    if isinstance(value, (staticmethod, classmethod)):
        return [value.__func__]
    if isinstance(value, property):
        return [value.fget, value.fset]
    if isinstance(value, ModuleType):
        users = str(getattr(value, "__file__", "") or "") and not os.path.realpath(value.__file__ or "").startswith(
            INSTALLED
        )
        return [each for each in vars(value).values() if isinstance(each, (FunctionType, type))] if users else []
    if not is_container(value):
        return [getattr(value, "func", None), *getattr(value, "args", ())] if hasattr(value, "func") else []
    parts = [value[key] if isinstance(value, (dict, list, tuple)) else getattr(value, key) for key in keys_of(value)]
    return [*parts, *type(value).__mro__[:-1]]

"""Lifts: an operation on values of many starts at once, every array that differs having one more axis in front."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.program.operations import perform


@dataclass(frozen=True)
class Many:
    """One value for each start: `array[s]` is that of start s."""

    array: np.ndarray[Any, Any]

    @property
    def ndim(self) -> int:
        """Axes of one start's value."""
        return self.array.ndim - 1


Lift = Callable[..., Any]
lifts: dict[str, Lift] = {}


def lift(*names: str) -> Callable[[Lift], Lift]:
    """Enter how operations of these names are performed on `Many`."""

    def enter(function: Lift) -> Lift:
        lifts.update(dict.fromkeys(names, function))
        return function

    return enter


def perform_many(name: str, args: tuple[Any, ...], kwargs: dict[str, Any], starts: int, *, precise: bool = True) -> Any:
    """The value of an operation whose operands may be `Many`; where there is no quicker way, start by start."""
    if not any(isinstance(part, Many) for part in flat((args, kwargs))):
        return perform(name, args, kwargs, precise=precise)
    known = lifts.get(name) or (elementwise(name, precise) if is_elementwise(name) else None)
    if known is not None:
        try:
            return Many(known(*args, **kwargs))
        except (TypeError, ValueError, IndexError, NotImplementedError):
            pass
    results = [perform(name, chosen(args, s), chosen(kwargs, s), precise=precise) for s in range(starts)]
    if isinstance(results[0], (tuple, list)):
        raise NotImplementedError(f"{name} gives several values")
    return Many(np.stack([np.asarray(result) for result in results]))


def flat(structure: Any) -> Any:
    """The parts of nested tuples, lists, dicts and slices."""
    if isinstance(structure, dict):
        structure = tuple(structure.values())
    if isinstance(structure, slice):
        structure = (structure.start, structure.stop, structure.step)
    if isinstance(structure, (tuple, list)):
        for part in structure:
            yield from flat(part)
    else:
        yield structure


def chosen(structure: Any, start: int) -> Any:
    """The same structure with the value of one start."""
    if isinstance(structure, Many):
        value = structure.array[start]
        return value if structure.ndim else value[()]
    if isinstance(structure, dict):
        return {key: chosen(part, start) for key, part in structure.items()}
    if isinstance(structure, (tuple, list)):
        return type(structure)(chosen(part, start) for part in structure)
    if isinstance(structure, slice):
        return slice(*(chosen(part, start) for part in (structure.start, structure.stop, structure.step)))
    return structure


def is_elementwise(name: str) -> bool:
    """Whether an operation is one of NumPy's elementwise functions with a single result."""
    function = getattr(np, name, None)
    return isinstance(function, np.ufunc) and function.nout == 1 and function.signature is None


def elementwise(name: str, precise: bool) -> Lift:
    """The operation on operands whose own axes are lined up behind the axis of starts."""
    return lambda *args: perform(name, aligned(args), {}, precise=precise)


def aligned(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    """Arrays that broadcast start by start: fewer axes are filled up between the starts and the rest."""
    most = max(part.ndim if isinstance(part, Many) else np.ndim(part) for part in parts)
    return tuple(spread(part, most) if isinstance(part, Many) else part for part in parts)


def spread(part: Many, most: int) -> Any:
    """One operand with `most` axes behind that of the starts."""
    shape = part.array.shape
    return part.array if part.ndim == most else part.array.reshape(shape[0], *(1,) * (most - part.ndim), *shape[1:])


@lift("where")
def where(*args: Any) -> Any:
    """A choice, element by element."""
    return np.where(*aligned(args))


@lift("matmul", "dot")
def product(a: Any, b: Any) -> Any:
    """Products of up to two axes; vectors as one row or one column."""
    rank = tuple(part.ndim if isinstance(part, Many) else np.ndim(part) for part in (a, b))
    a, b = (part.array if isinstance(part, Many) else np.asarray(part) for part in (a, b))
    if rank == (2, 2):
        return a @ b
    if rank == (1, 2):
        return (a[..., None, :] @ b)[..., 0, :]
    if rank == (2, 1):
        return (a @ b[..., :, None])[..., 0]
    if rank == (1, 1):
        return (a * b).sum(axis=-1)
    raise NotImplementedError


@lift("outer")
def outer(a: Any, b: Any) -> Any:
    """a[i] b[j]."""
    a, b = (rows(part) for part in (a, b))
    return a[..., :, None] * b[..., None, :]


def rows(part: Any) -> Any:
    """Each start's elements in one row."""
    return part.array.reshape(len(part.array), -1) if isinstance(part, Many) else np.ravel(part)


def reduction(function: Callable[..., Any]) -> Lift:
    """A reduction over the axes of each start's array."""

    def reduce(x: Many, axis: Any = None, keepdims: bool = False) -> Any:
        if axis is None:
            axes = tuple(range(1, x.array.ndim))
        else:
            axes = tuple(each + 1 if each >= 0 else each for each in (axis if isinstance(axis, tuple) else (axis,)))
        return function(x.array, axis=axes, keepdims=keepdims)

    return reduce


for _name in ("sum", "mean", "max", "min"):
    lift(_name)(reduction(getattr(np, _name)))


@lift("transpose")
def transpose(x: Many, axes: Any = None) -> Any:
    """Each start's axes in another order."""
    order = range(x.ndim)[::-1] if axes is None else axes
    return x.array.transpose(0, *(1 + each % x.ndim for each in order))


@lift("reshape")
def reshape(x: Many, shape: Any, *more: Any) -> Any:
    """Each start's elements in another shape."""
    wanted = (shape, *more) if more or not isinstance(shape, (tuple, list)) else tuple(shape)
    return x.array.reshape(len(x.array), *wanted)


@lift("ravel", "flatten")
def ravel(x: Many) -> Any:
    """Each start's elements in a row."""
    return rows(x)


@lift("copy")
def copy(x: Many) -> Any:
    """The same values."""
    return x.array.copy()


@lift("getitem")
def getitem(x: Many, index: Any) -> Any:
    """The same part of each start's array."""
    if any(isinstance(part, Many) for part in flat(index)):
        raise NotImplementedError
    return x.array[(slice(None), *(index if isinstance(index, tuple) else (index,)))]


@lift("setitem")
def setitem(x: Any, index: Any, value: Any) -> Any:
    """Each start's array with a part written; where a mask of the whole shape says so, by choice."""
    if isinstance(index, Many):
        if index.array.dtype != bool or not isinstance(x, Many) or index.array.shape != x.array.shape:
            raise NotImplementedError
        if isinstance(value, Many) and value.ndim:
            raise NotImplementedError
        return np.where(
            index.array, value.array.reshape(-1, *(1,) * x.ndim) if isinstance(value, Many) else value, x.array
        )
    if not isinstance(x, Many) or any(isinstance(part, Many) for part in flat(index)):
        raise NotImplementedError
    written = x.array.copy()
    place = (slice(None), *(index if isinstance(index, tuple) else (index,)))
    written[place] = spread(value, written[place].ndim - 1) if isinstance(value, Many) else value
    return written

"""Operations that read or write some elements of an array; a write gives the array's next value."""

from __future__ import annotations

from typing import Any

import numpy as np

from handgrad.program.operations.dtypes import real_parts, writable
from handgrad.program.operations.table import Function, moves, moving_rule, row, unbroadcast

Array = np.ndarray[Any, Any]


def plain_index(index: Any) -> bool:
    """Whether an index holds only integers, slices, None and Ellipsis, so that it names no element twice."""
    if isinstance(index, tuple):
        return all(plain_index(part) for part in index)
    return (
        index is None or index is Ellipsis or (isinstance(index, (slice, int, np.integer)) and type(index) is not bool)
    )


def getitem(array: Any, index: Any) -> Any:
    """array[index]."""
    return array[index]


def getitem_backward(dy: Any, y: Any, array: Any, index: Any) -> Any:
    """forward: y = x[index]; an element read twice gets both cotangents."""
    dx = np.zeros(np.shape(array))
    if plain_index(index):
        dx[index] = dy
    else:
        np.add.at(dx, index, dy)
    return dx


def setitem(array: Any, index: Any, value: Any) -> Array:
    """The array with `value` written at `index`."""
    copy, value = writable(array, value)
    copy[index] = value
    return copy


def setitem_array_backward(dy: Any, y: Any, array: Any, index: Any, value: Any) -> Any:
    """What was overwritten does not count."""
    dx = np.array(dy)
    dx[index] = 0
    return dx


def setitem_value_backward(dy: Any, y: Any, array: Any, index: Any, value: Any) -> Any:
    """forward: x[index] = value; of several values written to one element the last one counts."""
    if plain_index(index) and not isinstance(value, (list, tuple)):
        return unbroadcast(dy[index], np.shape(value))
    return moving_rule(setitem, (0, 2), 2)(dy, y, array, index, value)


def item(values: Any, *index: Any) -> Any:
    """One of several results, or one element of an array as a Python number."""
    if isinstance(values, (tuple, list)):
        return values[index[0]]
    return np.asarray(values).item(*index)


def elements(
    offset: int, shape: tuple[int, ...], strides: tuple[int, ...], itemsize: int
) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Where each element of a view lies among those of its root, from the view's layout in bytes."""
    places = np.array(offset // itemsize)
    for axis, (length, stride) in enumerate(zip(shape, strides, strict=True)):
        steps = np.arange(length) * (stride // itemsize)
        places = places + steps.reshape((-1,) + (1,) * (len(shape) - 1 - axis))
    return places.astype(np.intp)


def window(
    root: Any, offset: int, shape: tuple[int, ...], strides: tuple[int, ...], *, itemsize: int = 8, order: Any = "C"
) -> Any:
    """The view of a contiguous array that has this layout."""
    return np.ravel(root, order=order)[elements(offset, shape, strides, itemsize)]


def setwindow(
    root: Any, value: Any, offset: int, shape: tuple[int, ...], strides: tuple[int, ...], *, itemsize: int = 8,
    order: Any = "C",
) -> Array:  # fmt: skip
    """The root with the elements of one of its views overwritten."""
    copy, value = writable(root, value)
    flat = np.ravel(copy, order=order)
    flat[elements(offset, shape, strides, itemsize)] = value
    return np.reshape(flat, np.shape(root), order=order)


def at(name: str) -> Function:
    """`ufunc.at` that returns the array's next value."""
    ufunc = getattr(np, name)

    def perform(array: Any, indices: Any, *values: Any) -> Array:
        copy, written = writable(array, values)
        ufunc.at(copy, indices, *written)
        return copy

    return perform


def writing(name: str) -> Function:
    """A NumPy function that writes into its first argument, returning the array's next value."""
    function = getattr(np, name)

    def perform(array: Any, *args: Any, **kwargs: Any) -> Array:
        copy, written = writable(array, args)
        function(copy, *written, **kwargs)
        return copy

    return perform


def at_values_backward(sign: float) -> Function:
    """forward: x[indices] += sign * values, once for each index."""

    def backward(dy: Any, y: Any, array: Any, indices: Any, values: Any) -> Any:
        return sign * unbroadcast(dy[indices], np.shape(values))

    return backward


def take_along_axis(arr: Any, indices: Any, axis: Any = -1) -> Any:
    """NumPy's `take_along_axis`."""
    return np.take_along_axis(arr, indices, axis)


def select(condlist: Any, choicelist: Any, default: Any = 0) -> Any:
    """NumPy's `select` of choices of any number type."""
    return np.select(real_parts(list(condlist)), [np.asarray(each) for each in choicelist], default)


def choose(a: Any, choices: Any, out: Any = None, mode: Any = "raise") -> Any:
    """NumPy's `choose`."""
    return np.choose(a, choices, mode=mode)


row("getitem", getitem, getitem_backward, None)
row("setitem", setitem, setitem_array_backward, None, setitem_value_backward)
row("add.at", at("add"), lambda dy, y, *args: dy, None, at_values_backward(1.0))
row("subtract.at", at("subtract"), lambda dy, y, *args: dy, None, at_values_backward(-1.0))
for _name in ("multiply", "divide", "maximum", "minimum", "power"):
    row(f"{_name}.at", at(_name))
moves("item", item, 0)
moves("window", window, 0)
moves("setwindow", setwindow, 0, 1)
moves("take", None, 0)
moves("take_along_axis", take_along_axis, 0)
moves("compress extract", None, 1)
moves("select", select, 1, 2)
moves("choose", choose, 1)
for _name, _value in (
    ("copyto", 1),
    ("fill_diagonal", 1),
    ("putmask", 2),
    ("place", 2),
    ("put", 2),
    ("put_along_axis", 2),
):
    moves(_name, writing(_name), 0, _value)

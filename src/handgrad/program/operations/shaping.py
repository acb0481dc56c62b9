"""Operations that arrange elements anew: shapes, axes, joining, splitting, repeating, masking, differences."""

from __future__ import annotations

from typing import Any

import numpy as np

from handgrad.program.operations.dtypes import cast, writable
from handgrad.program.operations.table import Function, constant, find, moves, moving_rule, row, unbroadcast

Array = np.ndarray[Any, Any]


def reshape_backward(dy: Any, y: Any, a: Any, shape: Any = None, order: str = "C", **kwargs: Any) -> Any:
    """The same elements in the old shape."""
    return np.reshape(dy, np.shape(a), order="C" if order == "C" else "F") if order in "CF" else NotImplemented


def transpose_backward(dy: Any, y: Any, a: Any, axes: Any = None) -> Any:
    """The inverse permutation."""
    return np.transpose(dy, None if axes is None else np.argsort([i % np.ndim(a) for i in axes]))


def pack(parts: Any, dtype: Any = None, **kwargs: Any) -> Array:
    """An array of nested lists of arrays and numbers."""
    return np.array(parts) if dtype is None else cast(np.array(parts), dtype)


def pad(array: Any, pad_width: Any, mode: Any = "constant", constant_values: Any = 0, **kwargs: Any) -> Array:
    """NumPy's `pad`, with the constant as a parameter that a rule can replace."""
    if mode == "constant":
        array, kwargs["constant_values"] = writable(array, constant_values)
    return np.pad(array, pad_width, mode, **kwargs)


def pad_backward(position: int) -> Function:
    """The modes that copy elements have a rule."""
    copying = moving_rule(pad, (0, 3), position)

    def backward(
        dy: Any, y: Any, array: Any, width: Any, mode: Any = "constant", constant: Any = 0, **kwargs: Any
    ) -> Any:
        copies = mode in ("constant", "edge", "reflect", "symmetric", "wrap")
        if not copies or kwargs.get("reflect_type", "even") != "even":
            return NotImplemented
        return copying(dy, y, array, width, mode, constant, **kwargs)

    return backward


def insert(arr: Any, obj: Any, values: Any, axis: Any = None) -> Any:
    """NumPy's `insert`; a complex step passes through the values."""
    array, values = writable(arr, values)
    return np.insert(array, obj, values, axis)


def full_like(a: Any, fill_value: Any, dtype: Any = None, *args: Any, **kwargs: Any) -> Array:
    """NumPy's `full_like`; a complex step passes through the value."""
    return np.broadcast_to(cast(fill_value, dtype or np.asarray(a).dtype), np.shape(a)).copy()


def empty_like(a: Any, *args: Any, **kwargs: Any) -> Array:
    """Zeros: what an empty array holds before it is written is nobody's value."""
    return np.zeros_like(a, *args, **kwargs)


def diff_backward(dy: Any, y: Any, a: Any, n: int = 1, axis: int = -1, prepend: Any = None, append: Any = None) -> Any:
    """forward: y = D x along the axis, D the differences of the unit vectors."""
    if prepend is not None or append is not None:
        return NotImplemented
    matrix = np.diff(np.eye(np.shape(a)[axis]), n, axis=0)  # (len(y), len(x)) along the axis
    return np.moveaxis(np.tensordot(matrix, dy, axes=(0, axis)), 0, axis)


def gradient_backward(dy: Any, y: Any, f: Any, *spacing: Any, axis: Any = None, edge_order: int = 1) -> Any:
    """forward: y = G f along each axis, G the gradients of the unit vectors."""
    shape = np.shape(f)
    axes = range(len(shape)) if axis is None else np.atleast_1d(axis)
    steps = spacing if len(spacing) == len(axes) else (spacing or (1.0,)) * len(axes)
    parts = dy if isinstance(y, (tuple, list)) else [dy]
    df, gradient_of = np.zeros(shape), find("gradient").perform
    for i, step, part in zip(axes, steps, parts, strict=True):
        matrix = gradient_of(np.eye(shape[i]), step, axis=0, edge_order=edge_order)
        df += np.moveaxis(np.tensordot(matrix, part, axes=(0, i)), 0, i)
    return df


def ediff1d_backward(dy: Any, y: Any, ary: Any, to_end: Any = None, to_begin: Any = None) -> Any:
    """forward: differences of neighbours in the flattened array."""
    if to_end is not None or to_begin is not None:
        return NotImplemented
    return np.reshape(-np.diff(np.concatenate([[0.0], dy, [0.0]])), np.shape(ary))


def trace_backward(dy: Any, y: Any, a: Any, *args: Any, **kwargs: Any) -> Any:
    """forward: the sum of the diagonal."""
    rule = find("diagonal").backward[0]
    assert rule is not None
    axes = {key: value for key, value in kwargs.items() if key in ("offset", "axis1", "axis2")}
    diagonal = np.diagonal(a, *args[:3], **axes)
    return rule(np.broadcast_to(np.expand_dims(dy, -1), diagonal.shape), diagonal, a, *args[:3], **axes)


def fill(array: Any, value: Any) -> Array:
    """Every element the same value, cast to the array's dtype."""
    return assign(array, value)


def assign(target: Any, value: Any) -> Array:
    """`value` spread over the target's shape and cast to its dtype."""
    return np.broadcast_to(cast(value, np.asarray(target).dtype), np.shape(target)).copy()


def assign_backward(dy: Any, y: Any, target: Any, value: Any) -> Any:
    """Each use of a spread element counts."""
    return unbroadcast(dy, np.shape(value))


def python_sum_backward(dy: Any, y: Any, parts: Any, start: Any = 0) -> Any:
    """forward: start + parts[0] + parts[1] + ..."""
    return [unbroadcast(dy, np.shape(part)) for part in parts]


row("python_sum", sum, python_sum_backward, lambda dy, y, parts, start=0: unbroadcast(dy, np.shape(start)))
row("reshape", None, reshape_backward, None)
row("transpose permute_dims", np.transpose, transpose_backward, None)
row("broadcast_to", None, lambda dy, y, a, *args, **kwargs: unbroadcast(dy, np.shape(a)), None)
row("diff", None, diff_backward)
row("gradient", None, gradient_backward)
row("ediff1d", None, ediff1d_backward)
row("trace", None, trace_backward)
row("pad", pad, pad_backward(0), None, None, pad_backward(3))
row("assign", assign, None, assign_backward)
row("fill", fill, None, assign_backward)
row("full_like", full_like, None, lambda dy, y, a, value, *args, **kwargs: unbroadcast(dy, np.shape(value)))
row("empty_like", empty_like, None)
moves("pack", pack, 0)
for _name in ("concatenate", "stack", "vstack", "hstack", "column_stack", "dstack", "block"):
    moves(_name, None, 0)
moves("concat", np.concatenate, 0)
moves("append", None, 0, 1)
moves("insert", insert, 0, 2)
moves("flatten", np.ravel, 0)
moves("ravel squeeze expand_dims swapaxes moveaxis rollaxis atleast_1d atleast_2d atleast_3d", None, 0)
moves("split array_split hsplit vsplit dsplit tile repeat roll flip fliplr flipud rot90 resize delete", None, 0)
moves("diag diagonal diagflat tril triu lib.stride_tricks.sliding_window_view", None, 0)
moves("broadcast_arrays meshgrid", None)
constant("zeros_like ones_like shape ndim size indices tri eye arange result_type iscomplexobj isrealobj")

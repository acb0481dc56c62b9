"""The operations of a Program under JAX: each by its namesake in `jax.numpy`; in-place ones give the next value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.scipy import special

from handgrad.program.operations.indexing import elements

Function = Callable[..., Any]
own: dict[str, Function] = {}
"""The operations that `jax.numpy` has under another name, with other arguments, or not at all."""


def operation(*names: str) -> Callable[[Function], Function]:
    """Enter how the operations of these names are performed."""

    def enter(function: Function) -> Function:
        own.update(dict.fromkeys(names, function))
        return function

    return enter


def find(name: str) -> Function | None:
    """The function that performs the operation called `name`, or None where JAX has none."""
    if name in own:
        return own[name]
    method = name.rpartition(".")[2]
    found = followed(jnp, name) or getattr(special, name, None)
    if method == "at" and found is not None:
        return lambda array, *args: found(jnp.asarray(array), *map(index_of, args), inplace=False)
    return masked(found) if isinstance(getattr(np, name, None), np.ufunc) and found is not None else found


def followed(module: Any, path: str) -> Function | None:
    """What stands at a dotted path; None where nothing does."""
    for part in path.split("."):
        module = getattr(module, part, None)
    return module if callable(module) else None


def masked(function: Function) -> Function:
    """An elementwise function that takes NumPy's `where=` and `out=`: `out` holds what is kept."""

    def perform(*args: Any, where: Any = True, out: Any = None, **kwargs: Any) -> Any:
        y = function(*args, **kwargs)
        return y if where is True else jnp.where(where, y, 0 if out is None else out)

    return perform


def index_of(index: Any) -> Any:
    """An index as JAX takes it: no lists."""
    if isinstance(index, tuple):
        return tuple(map(index_of, index))
    return jnp.asarray(index) if isinstance(index, list) else index


@operation("getitem")
def getitem(array: Any, index: Any) -> Any:
    """array[index]."""
    return jnp.asarray(array)[index_of(index)]


@operation("setitem")
def setitem(array: Any, index: Any, value: Any) -> Any:
    """The array with `value` written at `index`."""
    array, value = jnp.asarray(array), jnp.asarray(value)
    if getattr(index, "dtype", None) == np.bool_ and not value.ndim:  # how many there are follows from the values
        where = jnp.reshape(index, index.shape + (1,) * (array.ndim - index.ndim))
        return jnp.where(where, value.astype(array.dtype), array)
    return array.at[index_of(index)].set(value.astype(array.dtype))


@operation("item")
def item(values: Any, *index: Any) -> Any:
    """One of several results, or one element of an array."""
    if isinstance(values, (tuple, list)):
        return values[index[0]]
    array = jnp.asarray(values)
    return array[index] if len(index) == array.ndim else array.ravel()[index[0] if index else 0]


@operation("window")
def window(root: Any, offset: Any, shape: Any, strides: Any, *, itemsize: int = 8, order: str = "C") -> Any:
    """The view of a contiguous array that has this layout."""
    part = sliced(np.shape(root), offset, shape, strides, itemsize, order)
    if part is not None:
        return root[part].reshape(shape)
    return jnp.ravel(root, order=order)[elements(offset, shape, strides, itemsize)]


@operation("setwindow")
def setwindow(
    root: Any, value: Any, offset: Any, shape: Any, strides: Any, *, itemsize: int = 8, order: str = "C"
) -> Any:
    """The root with the elements of one of its views overwritten."""
    root = jnp.asarray(root)
    value = jnp.broadcast_to(value, shape).astype(root.dtype)
    part = sliced(root.shape, offset, shape, strides, itemsize, order)
    if part is not None:
        return root.at[part].set(value.reshape(np.empty(root.shape, np.bool_)[part].shape))
    flat = jnp.ravel(root, order=order).at[elements(offset, shape, strides, itemsize)].set(value)
    return flat.reshape(root.shape, order=order)


def sliced(
    root: tuple[int, ...], offset: int, shape: tuple[int, ...], strides: tuple[int, ...], itemsize: int, order: str
) -> tuple[slice, ...] | None:
    """The view as one slice of each axis of its root, which is quicker than element by element; None where it is not.

    The view's axes must be those of the root in order, but for axes of length 1.
    """
    if order != "C" or not all(root) or not all(shape):
        return None
    steps = [itemsize * int(np.prod(root[axis + 1 :])) for axis in range(len(root))]
    waiting = [(length, stride) for length, stride in zip(shape, strides, strict=True) if length > 1]
    found = []
    for length, step in zip(root, steps, strict=True):
        start, offset = divmod(offset, step)
        count, stride = 1, step
        if waiting and step <= waiting[0][1] < step * length and waiting[0][1] % step == 0:
            count, stride = waiting.pop(0)
        end = start + (count - 1) * (stride // step) + 1
        if end > length:
            return None
        found.append(slice(start, end, stride // step))
    return None if waiting or offset else tuple(found)


@operation("pack")
def pack(parts: Any, dtype: Any = None, **kwargs: Any) -> Any:
    """An array of nested lists of arrays and numbers."""
    array = jnp.stack([pack(part) for part in parts]) if isinstance(parts, (list, tuple)) else jnp.asarray(parts)
    return array if dtype is None else array.astype(dtype)


@operation("astype")
def astype(array: Any, dtype: Any, *args: Any, **kwargs: Any) -> Any:
    """The array in another dtype."""
    return jnp.asarray(array).astype(dtype)


@operation("assign", "fill")
def assign(target: Any, value: Any) -> Any:
    """`value` spread over the target's shape, in its dtype."""
    target = jnp.asarray(target)
    return jnp.broadcast_to(value, target.shape).astype(target.dtype)


@operation("copyto")
def copyto(target: Any, value: Any, casting: str = "same_kind", where: Any = True) -> Any:
    """The target with `value` written where `where` is true."""
    return jnp.where(where, assign(target, value), target)


@operation("putmask")
def putmask(target: Any, mask: Any, values: Any) -> Any:
    """The target with `values`, repeated as often as needed, where the mask is true."""
    return jnp.where(mask, jnp.resize(jnp.asarray(values), np.shape(target)), target)


def functional(name: str) -> None:
    """Enter a function that writes into its first argument as one that gives the next value."""
    operation(name)(lambda array, *args, **kwargs: getattr(jnp, name)(array, *args, inplace=False, **kwargs))


for _name in ("put", "place", "fill_diagonal", "put_along_axis"):
    functional(_name)


@operation("lib.stride_tricks.sliding_window_view")
def sliding_window_view(x: Any, window_shape: Any, axis: Any = None, **kwargs: Any) -> Any:
    """Windows along some axes, each window's elements along new axes at the end."""
    lengths = tuple(np.atleast_1d(window_shape).tolist())
    axes = range(np.ndim(x)) if axis is None else [each % np.ndim(x) for each in np.atleast_1d(axis).tolist()]
    for length, each in zip(lengths, axes, strict=True):
        count = x.shape[each] - length + 1
        x = jnp.stack([jax.lax.slice_in_dim(x, i, i + count, axis=each) for i in range(length)], axis=-1)
    return x


@operation("flatten")
def flatten(x: Any, order: str = "C") -> Any:
    """All elements in a row."""
    return jnp.ravel(x, order=order)


@operation("python_sum")
def python_sum(parts: Any, start: Any = 0) -> Any:
    """start + parts[0] + parts[1] + ..."""
    return sum(parts, start)


@operation("empty_like")
def empty_like(a: Any, *args: Any, **kwargs: Any) -> Any:
    """Zeros: what an empty array holds before it is written is nobody's value."""
    return jnp.zeros_like(a, *args, **kwargs)


@operation("log_expit")
def log_expit(x: Any) -> Any:
    """log(1 / (1 + exp(-x)))."""
    return jax.nn.log_sigmoid(x)


@operation("ascontiguousarray", "asfortranarray", "copy")
def copy(x: Any, *args: Any, **kwargs: Any) -> Any:
    """The same elements."""
    return jnp.asarray(x)

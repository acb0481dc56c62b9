"""Operations that fold an array along axes: sums, products, extremes, moments, running sums."""

from __future__ import annotations

from typing import Any

import numpy as np

from handgrad.program.operations.dtypes import as_float
from handgrad.program.operations.table import Function, constant, row, unbroadcast

Array = np.ndarray[Any, Any]


def expanded(dy: Any, x: Array, axis: Any, keepdims: Any) -> Any:
    """`dy` with the reduced axes put back as axes of length 1."""
    if axis is None:
        return np.reshape(dy, (1,) * x.ndim)
    return np.asarray(dy) if keepdims is True else np.expand_dims(dy, axis)


def count(x: Array, axis: Any, where: Any) -> Any:
    """How many elements go into each result; the reduced axes stay as axes of length 1."""
    return np.sum(np.broadcast_to(where, x.shape), axis=axis, keepdims=True)


def sum_backward(
    dy: Any, y: Any, a: Any, axis: Any = None, dtype: Any = None, out: Any = None, keepdims: Any = False,
    initial: Any = 0, where: Any = True,
) -> Any:  # fmt: skip
    """Every element counts once."""
    x = as_float(a)
    return np.broadcast_to(expanded(dy, x, axis, keepdims), x.shape) * np.asarray(where)


def nansum_backward(dy: Any, y: Any, a: Any, *args: Any, **kwargs: Any) -> Any:
    """Every number counts once."""
    return np.where(np.isnan(as_float(a)), 0.0, sum_backward(dy, y, a, *args, **kwargs))


def mean_backward(
    dy: Any, y: Any, a: Any, axis: Any = None, dtype: Any = None, out: Any = None, keepdims: Any = False, *,
    where: Any = True,
) -> Any:  # fmt: skip
    """Every element counts one n-th."""
    x = as_float(a)
    return expanded(dy, x, axis, keepdims) * np.asarray(where) / np.broadcast_to(count(x, axis, where), x.shape)


def nanmean_backward(dy: Any, y: Any, a: Any, *args: Any, where: Any = True, **kwargs: Any) -> Any:
    """Every number counts one n-th."""
    return mean_backward(dy, y, a, *args, where=np.logical_and(where, ~np.isnan(as_float(a))), **kwargs)


def var(
    a: Any, axis: Any = None, dtype: Any = None, out: Any = None, ddof: Any = 0, keepdims: Any = False, *,
    where: Any = True, correction: Any = None,
) -> Any:  # fmt: skip
    """The variance without the absolute value that NumPy takes of complex numbers."""
    x = np.asarray(a)
    n = count(x, axis, where)
    centred = (x - np.sum(x, axis=axis, keepdims=True, where=where) / n) * np.asarray(where)
    total = np.sum(centred * centred, axis=axis, keepdims=True) / (n - (correction if correction is not None else ddof))
    if keepdims is True:
        return total
    return np.squeeze(total, axis=axis)[()]


def var_backward(
    dy: Any, y: Any, a: Any, axis: Any = None, dtype: Any = None, out: Any = None, ddof: Any = 0, keepdims: Any = False,
    *, where: Any = True, correction: Any = None, mean: Any = None,
) -> Any:  # fmt: skip
    """dx = 2 (x - mean) / (n - ddof) dy; what goes through the mean cancels."""
    x = as_float(a)
    n = count(x, axis, where)
    centred = (x - np.sum(x, axis=axis, keepdims=True, where=where) / n) * np.asarray(where)
    divisor = n - (correction if correction is not None else ddof)
    return np.asarray(2 * centred / divisor * expanded(dy, x, axis, keepdims))


def std_backward(dy: Any, y: Any, a: Any, *args: Any, **kwargs: Any) -> Any:
    """forward: y = sqrt(var); zero where the spread is zero, a subgradient of that corner."""
    y = as_float(y)
    return var_backward(np.where(y == 0, 0.0, dy / np.where(y == 0, 1.0, 2 * y)), y, a, *args, **kwargs)


def extreme_backward(
    dy: Any, y: Any, a: Any, axis: Any = None, out: Any = None, keepdims: Any = False, initial: Any = None,
    where: Any = True,
) -> Any:  # fmt: skip
    """The extreme elements get the cotangent, in equal shares at a tie: the middle of the subgradients."""
    x = as_float(a)
    at = (x == expanded(as_float(y), x, axis, keepdims)) & np.asarray(where)
    return at * expanded(dy, x, axis, keepdims) / np.maximum(np.sum(at, axis=axis, keepdims=True), 1)


def ufunc_extreme_backward(
    dy: Any, y: Any, a: Any, axis: Any = 0, dtype: Any = None, out: Any = None, keepdims: Any = False,
    initial: Any = None, where: Any = True,
) -> Any:  # fmt: skip
    """As for max, with the parameters of `ufunc.reduce`."""
    return extreme_backward(dy, y, a, axis, out, keepdims, initial, where)


def logaddexp_reduced(a: Any, axis: Any = 0, dtype: Any = None, out: Any = None, keepdims: Any = False) -> Any:
    """log(sum(exp(a))), for complex numbers too."""
    level = np.max(np.real(a), axis=axis, keepdims=True)
    found = level + np.log(np.sum(np.exp(np.asarray(a) - level), axis=axis, keepdims=True))
    return found if keepdims is True else np.squeeze(found, axis=axis)[()]


def logaddexp_backward(
    dy: Any, y: Any, a: Any, axis: Any = 0, dtype: Any = None, out: Any = None, keepdims: Any = False,
    initial: Any = None, where: Any = True,
) -> Any:  # fmt: skip
    """forward: y = log(sum(exp(x))); each element counts by its softmax."""
    x = as_float(a)
    return expanded(dy, x, axis, keepdims) * np.exp(x - expanded(y, x, axis, keepdims)) * np.asarray(where)


def ptp_backward(dy: Any, y: Any, a: Any, axis: Any = None, out: Any = None, keepdims: Any = False) -> Any:
    """forward: max - min."""
    x = as_float(a)
    highest, lowest = np.max(x, axis=axis, keepdims=True), np.min(x, axis=axis, keepdims=True)
    dy = np.broadcast_to(expanded(dy, x, axis, keepdims), highest.shape)
    return extreme_backward(dy, highest, x, axis, None, True) - extreme_backward(dy, lowest, x, axis, None, True)


def flat_axes(x: Array, axis: Any) -> tuple[Array, tuple[int, ...]]:
    """`x` with the reduced axes flattened into one, last; and those axes, counted from the front."""
    axes = tuple(range(x.ndim)) if axis is None else tuple(i % x.ndim for i in np.atleast_1d(axis))
    last = np.moveaxis(x, axes, range(x.ndim - len(axes), x.ndim))
    return last.reshape(*last.shape[: x.ndim - len(axes)], -1), axes


def unflat_axes(flat: Array, x: Array, axes: tuple[int, ...]) -> Array:
    """Undo `flat_axes`."""
    lengths = tuple(x.shape[i] for i in axes)
    return np.moveaxis(flat.reshape(*flat.shape[:-1], *lengths), range(x.ndim - len(axes), x.ndim), axes)


def prod_backward(
    dy: Any, y: Any, a: Any, axis: Any = None, dtype: Any = None, out: Any = None, keepdims: Any = False,
    initial: Any = 1, where: Any = True,
) -> Any:  # fmt: skip
    """Each element's slope is the product of the others: those before it times those after it."""
    x = as_float(a)
    flat, axes = flat_axes(np.where(where, x, 1.0), axis)
    one = np.ones((*flat.shape[:-1], 1))
    before = np.cumprod(np.concatenate([one, flat[..., :-1]], axis=-1), axis=-1)
    after = np.flip(np.cumprod(np.concatenate([one, np.flip(flat[..., 1:], -1)], axis=-1), axis=-1), -1)
    return expanded(dy, x, axis, keepdims) * unflat_axes(before * after, x, axes) * initial * np.asarray(where)


def cumsum_backward(dy: Any, y: Any, a: Any, axis: Any = None, dtype: Any = None, out: Any = None) -> Any:
    """Each element counts in every sum from its own on."""
    along = 0 if axis is None else axis
    return np.flip(np.cumsum(np.flip(dy, along), along), along).reshape(np.shape(a))


def cumprod_backward(dy: Any, y: Any, a: Any, axis: Any = None, dtype: Any = None, out: Any = None) -> Any:
    """forward: y[i] = y[i-1] x[i], undone from the last i to the first."""
    x = as_float(a)
    along = 0 if axis is None else axis
    x, y, dy = (np.moveaxis(part.reshape(np.shape(y)), along, 0) for part in (x, as_float(y), dy))
    dx, total = np.empty_like(x), np.zeros_like(x[0])
    for i in reversed(range(len(x))):
        total = dy[i] + total
        dx[i] = total * (y[i - 1] if i else 1.0)
        total = total * x[i]
    return np.moveaxis(dx, 0, along).reshape(np.shape(a))


def median(a: Any, axis: Any = None, out: Any = None, overwrite_input: bool = False, keepdims: bool = False) -> Any:
    """The middle of the sorted elements, or the mean of the two in the middle."""
    x = np.asarray(a)
    flat, _ = flat_axes(x, axis)
    n = flat.shape[-1]
    y = np.mean(np.sort(flat, axis=-1)[..., (n - 1) // 2 : n // 2 + 1], axis=-1)
    return np.reshape(y, np.sum(x, axis=axis, keepdims=True).shape) if keepdims else y


def median_backward(
    dy: Any, y: Any, a: Any, axis: Any = None, out: Any = None, overwrite_input: Any = False, keepdims: Any = False
) -> Any:
    """The elements in the middle share the cotangent."""
    x = as_float(a)
    flat, axes = flat_axes(x, axis)
    n = flat.shape[-1]
    middle = np.argsort(flat, axis=-1, kind="stable")[..., (n - 1) // 2 : n // 2 + 1]
    dflat = np.zeros(flat.shape)
    np.put_along_axis(dflat, middle, np.reshape(dy, (*flat.shape[:-1], 1)) / middle.shape[-1], axis=-1)
    return unflat_axes(dflat, x, axes)


def average_weights(x: Array, axis: Any, weights: Any) -> Array:
    """The weights, shaped to go with `x`."""
    w = as_float(weights)
    if w.shape == x.shape:
        return np.asarray(w)
    return np.asarray(w.reshape([x.shape[i] if i == axis % x.ndim else 1 for i in range(x.ndim)]))


def average_backward(
    dy: Any, y: Any, a: Any, axis: Any = None, weights: Any = None, returned: Any = False, *, keepdims: Any = False
) -> Any:
    """forward: y = sum(w x) / sum(w)."""
    if returned or isinstance(axis, tuple):
        return NotImplemented
    x = as_float(a)
    w = np.ones(x.shape) if weights is None else np.broadcast_to(average_weights(x, axis, weights), x.shape)
    return expanded(dy, x, axis, keepdims) * w / np.sum(w, axis=axis, keepdims=True)


def average_weights_backward(
    dy: Any, y: Any, a: Any, axis: Any = None, weights: Any = None, returned: Any = False, *, keepdims: Any = False
) -> Any:
    """dw = (x - y) / sum(w) dy."""
    if returned or isinstance(axis, tuple):
        return NotImplemented
    x = as_float(a)
    shaped = average_weights(x, axis, weights)
    total = np.sum(np.broadcast_to(shaped, x.shape), axis=axis, keepdims=True)
    dw = (x - expanded(y, x, axis, keepdims)) / total * expanded(dy, x, axis, keepdims)
    return unbroadcast(dw, shaped.shape).reshape(np.shape(weights))


def sort_backward(dy: Any, y: Any, a: Any, axis: Any = -1, **kwargs: Any) -> Any:
    """Each element gets the cotangent of the place that it went to."""
    x = as_float(a)
    if axis is None:
        return sort_backward(dy, y, x.ravel(), 0).reshape(x.shape)
    dx = np.empty(x.shape)
    np.put_along_axis(dx, np.argsort(x, axis=axis, kind="stable"), dy, axis=axis)
    return dx


def on_first_axis(backward: Function) -> Function:
    """The same rule for `ufunc.reduce` and `ufunc.accumulate`, whose axis is the first unless given."""
    return lambda dy, y, a, axis=0, *args, **kwargs: backward(dy, y, a, axis, *args, **kwargs)


row("sum", None, sum_backward)
row("add.reduce", None, on_first_axis(sum_backward))
row("nansum", None, nansum_backward)
row("mean", None, mean_backward)
row("nanmean", None, nanmean_backward)
row("average", None, average_backward, None, average_weights_backward)
row("var", None, var_backward, analytic=var)
row("std", None, std_backward, analytic=lambda *args, **kwargs: np.sqrt(var(*args, **kwargs)))
row("max min amax amin nanmax nanmin", None, extreme_backward)
row("maximum.reduce minimum.reduce", None, ufunc_extreme_backward)
row("logaddexp.reduce", None, logaddexp_backward, analytic=logaddexp_reduced)
row("ptp", None, ptp_backward)
row("prod", None, prod_backward)
row("multiply.reduce", None, on_first_axis(prod_backward))
row("cumsum", None, cumsum_backward)
row("add.accumulate", None, on_first_axis(cumsum_backward))
row("cumprod", None, cumprod_backward)
row("multiply.accumulate", None, on_first_axis(cumprod_backward))
row("median", median, median_backward)
row("sort", None, sort_backward)
constant("argmax argmin argsort any all count_nonzero nonzero flatnonzero argwhere searchsorted digitize")
constant("logical_and.reduce logical_or.reduce lexsort")

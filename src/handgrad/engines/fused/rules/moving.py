"""Operations that only move elements: each is the source's element at another index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from handgrad.engines.fused.expressions import Expr, cast, whole
from handgrad.engines.fused.lowering import Lowering, rule
from handgrad.engines.fused.rules.elementwise import broadcast, tensor_of
from handgrad.engines.fused.tensors import (
    Index,
    Place,
    Tensor,
    alike,
    contiguous,
    dimension,
    standing,
)
from handgrad.program.program import Op
from handgrad.program.trace import Size


def view(source: Tensor, dims: Sequence[Expr], back: Callable[[Index], Index]) -> Tensor:
    """The tensor whose element at an index is the source's at `back(index)`."""
    return Tensor(tuple(dims), source.type, lambda index: source.element(back(index)), None, False, source.cost)


def placed(source: Tensor, dims: Sequence[Expr], offset: Expr, strides: Sequence[Expr]) -> Tensor:
    """Other elements of the memory in which the source stands."""
    return standing(Place(source.stand.buffer, offset, tuple(strides)), dims)


@rule("transpose")
def transpose(lowering: Lowering, op: Op, x: Tensor, axes: Any = None) -> Tensor:
    """Axes in another order."""
    order = [int(axis) % len(x.dims) for axis in (axes if axes is not None else reversed(range(len(x.dims))))]
    return permuted(x, order)


def permuted(x: Tensor, order: Sequence[int]) -> Tensor:
    """Axis i is the source's axis order[i]."""
    dims = [x.dims[axis] for axis in order]
    if x.place is not None:
        return placed(x, dims, x.place.offset, [x.place.strides[axis] for axis in order])
    places = [list(order).index(axis) for axis in range(len(order))]
    return view(x, dims, lambda index: tuple(index[at] for at in places))


@rule("swapaxes")
def swapaxes(lowering: Lowering, op: Op, x: Tensor, axis1: int, axis2: int) -> Tensor:
    """Two axes exchanged."""
    order = list(range(len(x.dims)))
    order[axis1], order[axis2] = order[axis2], order[axis1]
    return permuted(x, order)


@rule("moveaxis")
def moveaxis(lowering: Lowering, op: Op, x: Tensor, source: Any, destination: Any) -> Tensor:
    """Axes at other places, the others in their order."""
    shaped = np.moveaxis(np.empty(tuple(range(2, 2 + len(x.dims)))), source, destination)
    return permuted(x, [size - 2 for size in shaped.shape])


@rule("reshape", "ravel", "flatten", "squeeze", "expand_dims", "atleast_1d", "atleast_2d")
def reshape(lowering: Lowering, op: Op, x: Tensor, *shape: Any, **named: Any) -> Tensor:
    """The same elements in C order with other dimensions."""
    if named.get("order", "C") != "C" or any(isinstance(part, str) and part != "C" for part in shape):
        raise NotImplementedError("Fortran order")
    return reshaped(lowering, tensor_of(lowering, x, lowering.type(op)), lowering.shape(op))


def reshaped(lowering: Lowering, x: Tensor, dims: Sequence[Expr]) -> Tensor:
    """Without memory where only dimensions of 1 come or go; else in memory."""
    if alike(x.dims, dims):
        return x
    old, new = ([i for i, dim in enumerate(each) if dim.value != 1] for each in (x.dims, dims))
    if alike([x.dims[i] for i in old], [dims[i] for i in new]):
        if x.place is not None:
            strides = [whole(0)] * len(dims)
            for one, other in zip(old, new, strict=True):
                strides[other] = x.place.strides[one]
            return placed(x, dims, x.place.offset, strides)

        def back(index: Index) -> Index:
            found = [whole(0)] * len(x.dims)
            for one, other in zip(old, new, strict=True):
                found[one] = index[other]
            return tuple(found)

        return view(x, dims, back)
    stored = lowering.stored(x)
    return placed(stored, dims, stored.stand.offset, contiguous(dims))


@rule("broadcast_to")
def broadcast_to(lowering: Lowering, op: Op, x: Any, shape: Any = None, **named: Any) -> Tensor:
    """Repeated along axes."""
    kind = lowering.type(op)
    source = tensor_of(lowering, x, kind)
    wide = broadcast(source, lowering.shape(op))
    return Tensor(wide.dims, kind, lambda index: cast(wide.element(index), kind), None, False, wide.cost)


@rule("zeros_like", "ones_like", "full_like", "empty_like")
def filled(lowering: Lowering, op: Op, x: Any, fill_value: Any = None, **named: Any) -> Tensor:
    """One number everywhere."""
    kind = lowering.type(op)
    value = {"ones_like": 1, "full_like": fill_value}.get(op.name, 0)
    source = tensor_of(lowering, value, kind)
    return Tensor(
        lowering.shape(op), kind, lambda index: cast(source.element(tuple(whole(0) for _ in source.dims)), kind)
    )


@rule("arange")
def arange(lowering: Lowering, op: Op, *ends: Any, dtype: Any = None) -> Tensor:
    """0, 1, 2, ..."""
    kind = lowering.type(op)
    return Tensor(lowering.shape(op), kind, lambda index: cast(index[0], kind))


@rule("window")
def window(
    lowering: Lowering, op: Op, root: Tensor, offset: Any, shape: Any, strides: Any, itemsize: int = 8, order: str = "C"
) -> Tensor:
    """A view of memory by offset and strides in bytes."""
    return windowed(lowering, root, offset, lowering.shape(op), strides, itemsize, order)


def windowed(
    lowering: Lowering, root: Tensor, offset: Any, dims: Sequence[Expr], strides: Any, itemsize: int, order: str
) -> Tensor:
    """The same in elements, on the root in memory."""
    stored = lowering.stored(root if order == "C" else permuted(root, list(reversed(range(len(root.dims))))))
    begin, steps = in_elements(offset, itemsize), [in_elements(stride, itemsize) for stride in strides]
    return placed(stored, dims, stored.stand.offset + begin, steps)


def in_elements(count: Any, itemsize: int) -> Expr:
    """Bytes as elements."""
    if isinstance(count, Size):
        return dimension(Size(count.factor // itemsize, count.offset // itemsize))
    return whole(int(count) // itemsize)


@rule("lib.stride_tricks.sliding_window_view")
def sliding_window_view(
    lowering: Lowering, op: Op, x: Tensor, window_shape: Any, axis: Any = None, **named: Any
) -> Tensor:
    """Every stretch of some axes, along new axes at the end."""
    widths = window_shape if isinstance(window_shape, (tuple, list)) else (window_shape,)
    axes = range(len(x.dims)) if axis is None else axis if isinstance(axis, (tuple, list)) else (axis,)
    axes = [int(each) % len(x.dims) for each in axes]
    dims, count = lowering.shape(op), len(x.dims)
    if x.place is not None:
        return placed(x, dims, x.place.offset, [*x.place.strides, *(x.place.strides[each] for each in axes)])
    assert len(widths) == len(axes)

    def back(index: Index) -> Index:
        found = list(index[:count])
        for extra, each in zip(index[count:], axes, strict=True):
            found[each] = found[each] + extra
        return tuple(found)

    return view(x, dims, back)

"""Operations that only move elements: each is the source's element at another index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from handgrad.engines.fused.expressions import Expr, cast, compare, number, select, whole
from handgrad.engines.fused.lowering import Lowering, rule
from handgrad.engines.fused.rules.elementwise import broadcast, tensor_of
from handgrad.engines.fused.tensors import (
    Index,
    Place,
    Tensor,
    alike,
    contiguous,
    dimension,
    product_of,
    standing,
)
from handgrad.program.program import Op
from handgrad.program.trace import Size


def view(source: Tensor, dims: Sequence[Expr], back: Callable[[Index], Index]) -> Tensor:
    """The tensor whose element at an index is the source's at `back(index)`."""
    return Tensor(tuple(dims), source.type, lambda index: source.element(back(index)), None, False, source.cost)


def placed(source: Tensor, dims: Sequence[Expr], offset: Expr, strides: Sequence[Expr]) -> Tensor:
    """Other elements of the memory in which the source stands."""
    assert source.place is not None
    return standing(Place(source.place.buffer, offset, tuple(strides)), dims)


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
    assert stored.place is not None
    return placed(stored, dims, stored.place.offset, contiguous(dims))


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


@rule("getitem")
def getitem(lowering: Lowering, op: Op, x: Any, index: Any) -> Any:
    """Some elements: by numbers, slices and new axes, or by arrays of whole numbers."""
    if isinstance(x, list):
        return x[index]
    return selected(lowering, x, index if isinstance(index, tuple) else (index,))


def selected(lowering: Lowering, x: Tensor, parts: tuple[Any, ...]) -> Tensor:
    """x[parts]."""
    parts = spelled(parts, len(x.dims))
    if any(isinstance(part, (Tensor, np.ndarray)) and (not isinstance(part, Tensor) or part.dims) for part in parts):
        return gathered(lowering, x, parts)
    dims: list[Expr] = []
    routes: list[tuple[Expr, Expr, int | None]] = []  # start, step, and which new axis runs along it
    for part, dim in zip([p for p in parts if p is not None], x.dims, strict=True):
        if isinstance(part, slice):
            start, step, _ = sliced(part, dim)
            routes.append((start, step, 0))
        else:
            routes.append((position(part, dim), whole(0), None))
    axis = 0
    for part in parts:
        if part is None:
            dims.append(whole(1))
        elif isinstance(part, slice):
            dims.append(sliced(part, x.dims[axis])[2])
            axis += 1
        else:
            axis += 1
    new = [i for i, part in enumerate([p for p in parts if p is None or isinstance(p, slice)]) if part is not None]
    kept = iter(new)
    routes = [(start, step, None if along is None else next(kept)) for start, step, along in routes]
    if x.place is not None:
        offset, strides = x.place.offset, [whole(0)] * len(dims)
        for (start, step, along), stride in zip(routes, x.place.strides, strict=True):
            offset = offset + start * stride
            if along is not None:
                strides[along] = step * stride
        return placed(x, dims, offset, strides)

    def back(index: Index) -> Index:
        return tuple(start if along is None else start + index[along] * step for start, step, along in routes)

    return view(x, dims, back)


def spelled(parts: tuple[Any, ...], count: int) -> tuple[Any, ...]:
    """The parts of an index with the ellipsis written out, one for each axis."""
    taken = sum(part is not None and part is not Ellipsis for part in parts)
    rest = [slice(None)] * (count - taken)
    at = next((i for i, part in enumerate(parts) if part is Ellipsis), None)
    return (*parts, *rest) if at is None else (*parts[:at], *rest, *parts[at + 1 :])


def sliced(part: slice, dim: Expr) -> tuple[Expr, Expr, Expr]:
    """Start, step and length of a slice of a dimension."""
    step = 1 if part.step is None else int(part.step)
    if dim.value is not None and not any(isinstance(each, (Size, Tensor)) for each in (part.start, part.stop)):
        taken = range(dim.value)[part]
        return whole(taken.start), whole(taken.step), whole(len(taken))
    if abs(step) != 1:
        raise NotImplementedError("a slice of the batch with a step")
    if step == -1:
        if part.start is not None or part.stop is not None:
            raise NotImplementedError("a part of the batch backwards")
        return dim - 1, whole(-1), dim
    start, stop = (end(each, dim, other) for each, other in ((part.start, whole(0)), (part.stop, dim)))
    return start, whole(1), stop - start


def end(bound: Any, dim: Expr, missing: Expr) -> Expr:
    """A bound of a slice as a place counted from the front."""
    if bound is None:
        return missing
    if isinstance(bound, Tensor):
        raise NotImplementedError("a slice between computed numbers")
    found = dimension(bound)
    return dim + found if found.value is not None and found.value < 0 else found


def position(part: Any, dim: Expr) -> Expr:
    """A single index counted from the front."""
    if isinstance(part, Tensor):
        return looked_up(cast(part.element(()), "i8"), dim)
    found = dimension(part)
    return dim + found if found.value is not None and found.value < 0 else found


def looked_up(index: Expr, dim: Expr) -> Expr:
    """A computed index, counted from the end where it is negative; beyond either end it is the last one there."""
    if index.op == "const" and dim.op == "const":
        return whole(index.value % dim.value)
    place = select(compare("lt", index, whole(0)), index + dim, index)
    place = select(compare("lt", place, whole(0)), whole(0), place)
    return select(compare("lt", place, dim), place, dim - 1)


def gathered(lowering: Lowering, x: Tensor, parts: tuple[Any, ...]) -> Tensor:
    """x[parts] where some parts are arrays of whole numbers, broadcast against each other."""
    tensors = {
        i: tensor_of(lowering, p, "i8")
        for i, p in enumerate(parts)
        if isinstance(p, (Tensor, np.ndarray, int, np.integer))
    }
    if any(part is None for part in parts) or any(t.type == "b1" for t in tensors.values()):
        raise NotImplementedError("an index with truth values or new axes")
    where = sorted(tensors)
    if where != list(range(where[0], where[-1] + 1)):
        raise NotImplementedError("arrays of indices that do not stand side by side")
    shape = together([t.dims for t in tensors.values()])
    wide = {i: broadcast(t, shape) for i, t in tensors.items()}
    front, depth = where[0], len(shape)
    slices = [sliced(part, x.dims[i]) if isinstance(part, slice) else None for i, part in enumerate(parts)]
    dims = [s[2] for s in slices[:front] if s] + list(shape) + [s[2] for s in slices[where[-1] + 1 :] if s]

    def back(index: Index) -> Index:
        chosen, found = index[front : front + depth], []
        for i, part in enumerate(slices):
            if part is None:
                found.append(looked_up(cast(wide[i].element(chosen), "i8"), x.dims[i]))
            else:
                at = index[i] if i < front else index[i - len(where) + depth]
                found.append(part[0] + at * part[1])
        return tuple(found)

    result = view(x, dims, back)
    result.cost += 4
    return result


def together(shapes: Sequence[Sequence[Expr]]) -> list[Expr]:
    """The dimensions of several broadcast against each other."""
    length = max(map(len, shapes))
    padded = [[whole(1)] * (length - len(shape)) + list(shape) for shape in shapes]
    return [next((dim for dim in column if dim.value != 1), whole(1)) for column in zip(*padded, strict=True)]


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
    assert stored.place is not None
    begin, steps = in_elements(offset, itemsize), [in_elements(stride, itemsize) for stride in strides]
    return placed(stored, dims, stored.place.offset + begin, steps)


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


@rule("split", "array_split")
def split(lowering: Lowering, op: Op, x: Tensor, sections: Any, axis: int = 0) -> list[Tensor]:
    """Stretches of one axis."""
    axis, found, start = int(axis) % len(x.dims), [], 0
    for part in op.value:
        width = np.shape(part)[axis]
        if x.dims[axis].value is None:
            raise NotImplementedError("a batch taken apart")
        found.append(selected(lowering, x, (*[slice(None)] * axis, slice(start, start + width))))
        start += width
    return found


@rule("concatenate", "hstack", "vstack")
def concatenate(lowering: Lowering, op: Op, parts: Any, axis: int = 0, **named: Any) -> Tensor:
    """One after the other along an axis, in memory."""
    if op.name == "hstack":
        axis = 1 if len(lowering.shape(op)) > 1 else 0
    dims, kind = lowering.shape(op), lowering.type(op)
    axis = int(axis) % len(dims)
    result = standing(Place(lowering.buffer("b", kind, product_of(dims)), whole(0), contiguous(dims)), dims)
    start = whole(0)
    for part in parts:
        source = tensor_of(lowering, part, kind)
        length = source.dims[axis]
        assert result.place is not None
        offset = result.place.offset + start * result.place.strides[axis]
        lowering.assign(placed(result, source.dims, offset, result.place.strides), source)
        start = start + length
    return result


@rule("stack")
def stack(lowering: Lowering, op: Op, parts: Any, axis: int = 0, **named: Any) -> Tensor:
    """Side by side along a new axis, in memory."""
    dims, kind = lowering.shape(op), lowering.type(op)
    axis = int(axis) % len(dims)
    result = standing(Place(lowering.buffer("b", kind, product_of(dims)), whole(0), contiguous(dims)), dims)
    for i, part in enumerate(parts):
        target = selected(lowering, result, (*[slice(None)] * axis, i))
        lowering.assign(target, tensor_of(lowering, part, kind))
    return result


@rule("pad")
def pad(lowering: Lowering, op: Op, x: Tensor, pad_width: Any, mode: str = "constant", **named: Any) -> Tensor:
    """Zeros, or another number, around, in memory."""
    if mode != "constant":
        raise NotImplementedError(f"mode {mode!r}")
    value = named.get("constant_values", 0)
    if np.ndim(value):
        raise NotImplementedError("several numbers to pad with")
    widths = np.broadcast_to(np.asarray(pad_width), (len(x.dims), 2))
    dims, kind = lowering.shape(op), lowering.type(op)
    result = standing(Place(lowering.buffer("b", kind, product_of(dims)), whole(0), contiguous(dims)), dims)
    fill = number(value, kind)
    lowering.assign(result, Tensor(dims, kind, lambda index: fill))
    inside = tuple(
        slice(int(before), int(before) + dim.value) if dim.value else slice(None)
        for (before, _), dim in zip(widths, x.dims, strict=True)
    )
    lowering.assign(selected(lowering, result, inside), x)
    return result


@rule("flip")
def flip(lowering: Lowering, op: Op, x: Tensor, axis: Any = None) -> Tensor:
    """Axes backwards."""
    axes = range(len(x.dims)) if axis is None else axis if isinstance(axis, (tuple, list)) else (axis,)
    turned = {int(each) % len(x.dims) for each in axes}
    return selected(
        lowering, x, tuple(slice(None, None, -1) if i in turned else slice(None) for i in range(len(x.dims)))
    )


@rule("repeat")
def repeat(lowering: Lowering, op: Op, x: Tensor, repeats: int, axis: int | None = None) -> Tensor:
    """Each element, or each slice of an axis, several times."""
    if axis is None or not isinstance(repeats, int):
        raise NotImplementedError("repeats that differ, or without an axis")
    axis = int(axis) % len(x.dims)

    def back(index: Index) -> Index:
        at = Expr("div", (index[axis], whole(repeats)), "i8")
        return (*index[:axis], at, *index[axis + 1 :])

    return view(x, lowering.shape(op), back)

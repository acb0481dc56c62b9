"""Operations that take some elements: by numbers, slices and new axes, or by arrays of whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from handgrad.engines.fused.expressions import Expr, cast, compare, select, whole
from handgrad.engines.fused.lowering import Lowering, rule
from handgrad.engines.fused.rules.elementwise import broadcast, tensor_of
from handgrad.engines.fused.rules.moving import placed, view
from handgrad.engines.fused.tensors import (
    Index,
    Tensor,
    dimension,
)
from handgrad.program.program import Op
from handgrad.program.trace import Size


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

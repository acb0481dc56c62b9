"""Operations that put arrays together, take them apart or repeat them."""

from __future__ import annotations

from typing import Any

import numpy as np

from handgrad.engines.fused.expressions import Expr, number, whole
from handgrad.engines.fused.lowering import Lowering, rule
from handgrad.engines.fused.rules.elementwise import tensor_of
from handgrad.engines.fused.rules.moving import placed, view
from handgrad.engines.fused.rules.selecting import selected
from handgrad.engines.fused.tensors import (
    Index,
    Tensor,
)
from handgrad.program.program import Op


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
    result = lowering.room("b", kind, dims)
    start = whole(0)
    for part in parts:
        source = tensor_of(lowering, part, kind)
        length = source.dims[axis]
        offset = result.stand.offset + start * result.stand.strides[axis]
        lowering.assign(placed(result, source.dims, offset, result.stand.strides), source)
        start = start + length
    return result


@rule("stack")
def stack(lowering: Lowering, op: Op, parts: Any, axis: int = 0, **named: Any) -> Tensor:
    """Side by side along a new axis, in memory."""
    dims, kind = lowering.shape(op), lowering.type(op)
    axis = int(axis) % len(dims)
    result = lowering.room("b", kind, dims)
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
    result = lowering.room("b", kind, dims)
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

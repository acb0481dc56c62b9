"""Operations that write into an array: each gives a new one, in the old one's memory where nobody needs that again."""

from __future__ import annotations

from typing import Any

from handgrad.engines.fused.expressions import arithmetic, cast
from handgrad.engines.fused.lowering import Lowering, rule
from handgrad.engines.fused.nests import Assign, Statement
from handgrad.engines.fused.rules.elementwise import broadcast, tensor_of
from handgrad.engines.fused.rules.moving import reshaped, windowed
from handgrad.engines.fused.rules.selecting import looked_up, selected, together
from handgrad.engines.fused.tensors import Tensor, dimension
from handgrad.program.program import Op, Ref


def writable(lowering: Lowering, op: Op, base: Tensor) -> Tensor:
    """The base in memory of its own, which may be written."""
    ref = op.args[0]
    alone = isinstance(ref, Ref) and lowering.uses.get(ref.index, 0) == 1
    if (
        alone
        and base.place is not None
        and base.place.buffer.role == "scratch"
        and op.index
        and lowering.owned(ref.index)
    ):
        return base
    return lowering.stored(Tensor(base.dims, base.type, base.element, None, False, 0))


@rule("setitem")
def setitem(lowering: Lowering, op: Op, base: Tensor, index: Any, value: Any) -> Tensor:
    """base with base[index] = value."""
    result = writable(lowering, op, base)
    target = selected(lowering, result, index if isinstance(index, tuple) else (index,))
    source = tensor_of(lowering, value, base.type)
    if target.place is None:
        scatter(lowering, result, index, source, add=False)
        return result
    lowering.assign(target, broadcast(trimmed(lowering, source, target), target.dims))
    return result


def trimmed(lowering: Lowering, source: Tensor, target: Tensor) -> Tensor:
    """The source without leading dimensions of 1 that the target does not have."""
    extra = len(source.dims) - len(target.dims)
    return reshaped(lowering, source, source.dims[extra:]) if extra > 0 else source


@rule("setwindow")
def setwindow(
    lowering: Lowering,
    op: Op,
    root: Tensor,
    value: Any,
    offset: Any,
    shape: Any,
    strides: Any,
    itemsize: int = 8,
    order: str = "C",
) -> Tensor:
    """root with a view of its memory overwritten."""
    result = writable(lowering, op, root)
    source = tensor_of(lowering, value, root.type)
    if order != "C":
        raise NotImplementedError("memory in Fortran order")
    dims = tuple(map(dimension, shape))
    target = windowed(lowering, result, offset, dims, strides, itemsize, order)
    lowering.assign(target, broadcast(source, dims))
    return result


@rule("add.at")
def add_at(lowering: Lowering, op: Op, base: Tensor, index: Any, value: Any) -> Tensor:
    """base with each value added where its index points, as often as it does."""
    result = writable(lowering, op, base)
    scatter(lowering, result, index, tensor_of(lowering, value, base.type), add=True)
    return result


def scatter(lowering: Lowering, result: Tensor, index: Any, source: Tensor, add: bool) -> None:
    """Each element of the source to where the index says, one after the other."""
    parts = index if isinstance(index, tuple) else (index,)
    if any(not isinstance(part, (Tensor, int)) for part in parts):
        raise NotImplementedError("slices beside arrays of indices")
    indices = [tensor_of(lowering, part, "i8") for part in parts]
    if any(each.type != "i8" for each in indices):
        raise NotImplementedError("an index of truth values")
    shape = together([each.dims for each in indices])
    wide = [broadcast(each, shape) for each in indices]
    rest = result.dims[len(parts) :]
    values = broadcast(source, [*shape, *rest])
    place = result.stand

    def body(at: tuple[Any, ...]) -> list[Statement]:
        chosen = [
            looked_up(cast(each.element(at[: len(shape)]), "i8"), dim)
            for each, dim in zip(wide, result.dims, strict=False)
        ]
        where = (*chosen, *at[len(shape) :])
        value = cast(values.element(at), result.type)
        if add:
            value = arithmetic("add", result.element(where), value)
        return [Assign([(place.buffer, place.at(where), value)])]

    lowering.nest([*shape, *rest], body)

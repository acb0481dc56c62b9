"""Tensors: arrays that need not exist, known by the expression of each element, and by where they stand if they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from handgrad.engines.fused.expressions import SIZE, Expr, load, number, whole
from handgrad.engines.fused.nests import Buffer
from handgrad.program.trace import Size

Index = tuple[Expr, ...]


@dataclass(eq=False)
class Place:
    """Elements in a buffer: that with index (i, j, ...) stands at offset + i strides[0] + j strides[1] + ..."""

    buffer: Buffer
    offset: Expr
    strides: tuple[Expr, ...]

    def at(self, index: Sequence[Expr]) -> Expr:
        """Where an element stands."""
        total = self.offset
        for i, stride in zip(index, self.strides, strict=True):
            total = total + i * stride
        return total


@dataclass(eq=False)
class Tensor:
    """`element(index)` for each index below `dims`; `place` where the elements stand in memory.

    A `weak` one is a Python number, whose type gives way to that of arrays.
    """

    dims: tuple[Expr, ...]
    type: str
    element: Callable[[Index], Expr]
    place: Place | None = None
    weak: bool = False
    cost: int = 0

    @property
    def stand(self) -> Place:
        """The place of a tensor that is known to have one."""
        assert self.place is not None
        return self.place


def standing(place: Place, dims: Sequence[Expr], weak: bool = False) -> Tensor:
    """A tensor whose elements are in memory."""
    return Tensor(tuple(dims), place.buffer.type, lambda index: load(place.buffer, place.at(index)), place, weak)


def scalar(value: Any, kind: str) -> Tensor:
    """A number as a tensor without dimensions."""
    found = number(value, kind)
    return Tensor((), kind, lambda index: found, weak=True)


def dimension(size: Any) -> Expr:
    """A dimension as an expression."""
    if isinstance(size, Size):
        return SIZE * int(size.factor) + int(size.offset)
    return whole(int(size))


def product_of(dims: Sequence[Expr]) -> Expr:
    """How many elements there are."""
    total = whole(1)
    for dim in dims:
        total = total * dim
    return total


def contiguous(dims: Sequence[Expr]) -> tuple[Expr, ...]:
    """The strides of elements that stand in C order without gaps."""
    return tuple(product_of(dims[i + 1 :]) for i in range(len(dims)))


def equal(a: Expr, b: Expr) -> bool:
    """Whether two whole expressions are the same for every batch size; False where that is not seen."""
    if a is b:
        return True
    if a.op != b.op or len(a.args) != len(b.args):
        return False
    return all(
        equal(one, other) if isinstance(one, Expr) and isinstance(other, Expr) else one == other
        for one, other in zip(a.args, b.args, strict=True)
    )


def alike(one: Sequence[Expr], other: Sequence[Expr]) -> bool:
    """Whether two lists of dimensions are the same."""
    return len(one) == len(other) and all(map(equal, one, other))

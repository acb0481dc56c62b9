"""Operations that make fewer elements of many: sums, means, extremes, and where the extremes are."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from handgrad.engines.fused.expressions import Expr, arithmetic, cast, compare, number, select, unary, variable, whole
from handgrad.engines.fused.lowering import Lowering, rule
from handgrad.engines.fused.nests import Assign, Local, Statement, Update
from handgrad.engines.fused.rules.elementwise import tensor_of
from handgrad.engines.fused.rules.moving import reshaped
from handgrad.engines.fused.tensors import Tensor, product_of
from handgrad.program.program import Op

Combine = Callable[[Expr, Expr], Expr]


def require_plain(named: dict[str, Any]) -> None:
    """Raise where a keyword changes which elements count."""
    if set(named) - {"keepdims", "dtype", "ddof"}:
        raise NotImplementedError(", ".join(named))


def axes_of(x: Tensor, axis: Any) -> list[int]:
    """The axes to reduce, from 0; all where none is named."""
    if axis is None:
        return list(range(len(x.dims)))
    chosen = axis if isinstance(axis, (tuple, list)) else (axis,)
    return sorted(int(each) % len(x.dims) for each in chosen)


def named_axis(op: Op, axis: Any) -> Any:
    """The axis asked for: a ufunc's `reduce` takes the first one where none is named, the functions all."""
    unnamed = len(op.args) < 2 and "axis" not in op.kwargs
    return 0 if unnamed and op.name.endswith(".reduce") else axis


def reduced(
    lowering: Lowering, x: Tensor, axes: Sequence[int], first: float, combine: Combine, any_order: bool = False
) -> Tensor:
    """The elements along `axes` combined one after the other; those axes have 1 in the result, which is in memory."""
    if all(x.dims[i].value == 1 for i in axes):
        return x
    dims = tuple(whole(1) if i in axes else dim for i, dim in enumerate(x.dims))
    result = lowering.room("r", x.type, dims)
    kept = [i for i in range(len(dims)) if i not in axes]
    if innermost(x) in axes or all(x.dims[i].value == 1 for i in kept):
        inside(lowering, x, result, axes, kept, first, combine, any_order)
    else:
        outside(lowering, x, result, axes, kept, first, combine)
    return result


def innermost(x: Tensor) -> int:
    """The axis along which elements are neighbours in memory, as far as that is known: the last that is not 1."""
    axes = [i for i, dim in enumerate(x.dims) if dim.value != 1]
    if x.place is not None:
        axes = [i for i in axes if x.place.strides[i].value == 1] or axes
    return axes[-1] if axes else -1


def inside(
    lowering: Lowering,
    x: Tensor,
    result: Tensor,
    axes: Sequence[int],
    kept: Sequence[int],
    first: float,
    combine: Combine,
    any_order: bool,
) -> None:
    """For each element of the result, a local that all its elements go into."""
    place = result.stand
    name = lowering.fresh("a")
    local = variable(name, x.type)

    def body(outer: tuple[Expr, ...]) -> list[Statement]:
        def inner(index: tuple[Expr, ...]) -> list[Statement]:
            at = tuple(index[axes.index(i)] if i in axes else outer[kept.index(i)] for i in range(len(x.dims)))
            return [Update(name, combine(local, x.element(at)), any_order)]

        where = place.at([outer[kept.index(i)] if i in kept else whole(0) for i in range(len(x.dims))])
        return [
            Local(name, number(first, x.type)),
            *lowering.loops([x.dims[i] for i in axes], inner),
            Assign([(place.buffer, where, local)]),
        ]

    lowering.nest([x.dims[i] for i in kept], body)


def outside(
    lowering: Lowering,
    x: Tensor,
    result: Tensor,
    axes: Sequence[int],
    kept: Sequence[int],
    first: float,
    combine: Combine,
) -> None:
    """All elements of the result at once, row after row of the source: neighbours stay neighbours."""
    place = result.stand
    start = number(first, x.type)
    lowering.nest(result.dims, lambda index: [Assign([(place.buffer, place.at(index), start)])])

    def body(index: tuple[Expr, ...]) -> list[Statement]:
        where = place.at([whole(0) if i in axes else index[i] for i in range(len(x.dims))])
        total = combine(
            result.element(tuple(whole(0) if i in axes else index[i] for i in range(len(x.dims)))), x.element(index)
        )
        return [Assign([(place.buffer, where, total)])]

    lowering.statements += lowering.loops(x.dims, body, [*axes, *kept])


def adding(a: Expr, b: Expr) -> Expr:
    """a + b."""
    return arithmetic("add", a, b)


def total(lowering: Lowering, x: Tensor, axes: Sequence[int]) -> Tensor:
    """The sum along axes, which stay with 1."""
    return reduced(lowering, x, axes, 0.0, adding, any_order=x.type in ("f4", "f8"))


def typed(lowering: Lowering, op: Op, x: Any) -> Tensor:
    """The operand in the type of the result."""
    kind = lowering.type(op)
    source = tensor_of(lowering, x, kind)
    if source.type == kind:
        return source
    return Tensor(source.dims, kind, lambda index: cast(source.element(index), kind), None, False, source.cost)


def scaled(x: Tensor, count: Expr) -> Tensor:
    """The elements divided by a count."""
    return Tensor(
        x.dims, x.type, lambda index: Expr("div", (x.element(index), cast(count, x.type)), x.type), None, False, 4
    )


@rule("sum", "add.reduce")
def lowered_sum(lowering: Lowering, op: Op, x: Any, axis: Any = None, dtype: Any = None, **named: Any) -> Tensor:
    """Sums; a list of numbers is added up too."""
    require_plain(named)
    source = typed(lowering, op, x)
    return reshaped(lowering, total(lowering, source, axes_of(source, named_axis(op, axis))), lowering.shape(op))


@rule("mean")
def mean(lowering: Lowering, op: Op, x: Any, axis: Any = None, **named: Any) -> Tensor:
    """Means."""
    require_plain(named)
    source = typed(lowering, op, x)
    axes = axes_of(source, axis)
    found = scaled(total(lowering, source, axes), product_of([source.dims[i] for i in axes]))
    return reshaped(lowering, found, lowering.shape(op))


@rule("var", "std")
def var(lowering: Lowering, op: Op, x: Any, axis: Any = None, ddof: Any = 0, **named: Any) -> Tensor:
    """Mean squares of the distances from the mean, or their roots."""
    require_plain(named)
    source = typed(lowering, op, x)
    axes = axes_of(source, axis)
    count = product_of([source.dims[i] for i in axes])
    middle = lowering.stored(scaled(total(lowering, source, axes), count))

    def squared(index: tuple[Expr, ...]) -> Expr:
        at = tuple(whole(0) if i in axes else each for i, each in enumerate(index))
        distance = arithmetic("sub", source.element(index), middle.element(at))
        return arithmetic("mul", distance, distance)

    squares = Tensor(source.dims, source.type, squared, None, False, source.cost + 2)
    found = scaled(total(lowering, squares, axes), count - int(ddof))
    if op.name == "std":
        mean_square = found
        found = Tensor(found.dims, found.type, lambda index: unary("sqrt", mean_square.element(index)), None, False, 8)
    return reshaped(lowering, found, lowering.shape(op))


def extreme(name: str, first: float) -> Callable[..., Tensor]:
    """The rule for the largest or the smallest."""

    def lowered(lowering: Lowering, op: Op, x: Any, axis: Any = None, **named: Any) -> Tensor:
        require_plain(named)
        source = typed(lowering, op, x)
        if source.type not in ("f4", "f8"):
            raise NotImplementedError("whole numbers")
        combine: Combine = lambda a, b: Expr(name, (a, b), a.type)  # noqa: E731
        axes = axes_of(source, named_axis(op, axis))
        return reshaped(lowering, reduced(lowering, source, axes, first, combine), lowering.shape(op))

    return lowered


rule("max", "amax", "maximum.reduce")(extreme("max", -math.inf))
rule("min", "amin", "minimum.reduce")(extreme("min", math.inf))


@rule("prod")
def prod(lowering: Lowering, op: Op, x: Any, axis: Any = None, **named: Any) -> Tensor:
    """Products."""
    require_plain(named)
    source = typed(lowering, op, x)
    found = reduced(lowering, source, axes_of(source, axis), 1.0, lambda a, b: arithmetic("mul", a, b))
    return reshaped(lowering, found, lowering.shape(op))


@rule("any", "all")
def any_or_all(lowering: Lowering, op: Op, x: Any, axis: Any = None, **named: Any) -> Tensor:
    """Whether some are, or all are."""
    require_plain(named)
    source = tensor_of(lowering, x, "b1")
    truth = Tensor(source.dims, "b1", lambda index: cast(source.element(index), "b1"), None, False, source.cost)
    act = "or" if op.name == "any" else "and"
    found = reduced(lowering, truth, axes_of(source, axis), op.name == "all", lambda a, b: Expr(act, (a, b), "b1"))
    return reshaped(lowering, found, lowering.shape(op))


@rule("argmax", "argmin")
def argmax(lowering: Lowering, op: Op, x: Any, axis: Any = None, **named: Any) -> Tensor:
    """Where the first extreme is, or the first NaN."""
    require_plain(named)
    given = tensor_of(lowering, x, "f8")
    kind = "i8" if given.type == "b1" else given.type
    source = lowering.stored(Tensor(given.dims, kind, lambda index: cast(given.element(index), kind), None, False, 1))
    if axis is None:
        source = reshaped(lowering, source, (product_of(source.dims),))
    along = int(axis or 0) % len(source.dims)
    dims = tuple(dim for i, dim in enumerate(source.dims) if i != along)
    result = lowering.room("r", "i8", dims)
    place, best, at = result.stand, lowering.fresh("a"), lowering.fresh("a")
    value, spot = variable(best, source.type), variable(at)
    test = "gt" if op.name == "argmax" else "lt"

    def body(outer: tuple[Expr, ...]) -> list[Statement]:
        def element(i: Expr) -> Expr:
            return source.element((*outer[:along], i, *outer[along:]))

        def inner(index: tuple[Expr, ...]) -> list[Statement]:
            found = element(index[0])
            better = Expr(
                "or",
                (
                    compare(test, found, value),
                    Expr("and", (compare("ne", found, found), compare("eq", value, value)), "b1"),
                ),
                "b1",
            )
            return [Update(at, select(better, index[0], spot)), Update(best, select(better, found, value))]

        return [
            Local(best, element(whole(0))),
            Local(at, whole(0)),
            *lowering.loops([source.dims[along]], inner),
            Assign([(place.buffer, place.at(outer), spot)]),
        ]

    lowering.nest(dims, body)
    return reshaped(lowering, result, lowering.shape(op))


@rule("cumsum")
def cumsum(lowering: Lowering, op: Op, x: Any, axis: Any = None, **named: Any) -> Tensor:
    """Sums so far."""
    require_plain(named)
    source = typed(lowering, op, x)
    if axis is None:
        source = reshaped(lowering, source, (product_of(source.dims),))
    along = int(axis or 0) % len(source.dims)
    dims = source.dims
    result = lowering.room("r", source.type, dims)
    place, name = result.stand, lowering.fresh("a")

    def body(outer: tuple[Expr, ...]) -> list[Statement]:
        def inner(index: tuple[Expr, ...]) -> list[Statement]:
            at = (*outer[:along], index[0], *outer[along:])
            grown = adding(variable(name, source.type), source.element(at))
            return [Update(name, grown), Assign([(place.buffer, place.at(at), variable(name, source.type))])]

        return [Local(name, number(0, source.type)), *lowering.loops([dims[along]], inner)]

    lowering.nest([dim for i, dim in enumerate(dims) if i != along], body)
    return result

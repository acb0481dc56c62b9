"""Contractions: sums of products over letters, by the BLAS where they are large and by loops where not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from handgrad.engines.fused.expressions import Expr, arithmetic, cast, number, variable, whole
from handgrad.engines.fused.lowering import Lowering, evaluated
from handgrad.engines.fused.nests import Assign, Local, Product, Statement, Update
from handgrad.engines.fused.rules.moving import permuted, placed, reshaped
from handgrad.engines.fused.tensors import Tensor, contiguous, equal, product_of

LARGE = 12_000
"""Multiplications from which a product is given to the BLAS."""
FEW = 4
"""Terms of a sum up to which it is written out at each use."""


def contracted(lowering: Lowering, kind: str, letters: tuple[str, str, str], a: Tensor, b: Tensor) -> Tensor:
    """Sum over the letters that are not in the result: `letters` are those of a, of b and of the result."""
    of_a, of_b, of_c = letters
    dims = {
        **dict(zip(of_b, b.dims, strict=True)),
        **{letter: d for letter, d in zip(of_a, a.dims, strict=True) if d.value != 1 or letter not in of_b},
    }
    summed = [letter for letter in dims if letter not in of_c]
    shape = tuple(dims[letter] for letter in of_c)
    work = evaluated(product_of(list(dims.values())), lowering.most)
    terms = product_of([dims[letter] for letter in summed]).value
    if terms is not None and terms <= FEW and (terms == 1 or work <= LARGE):
        return written_out(kind, dims, summed, letters, a, b)
    if work >= LARGE and kind in ("f4", "f8"):
        found = by_blas(lowering, kind, dims, summed, letters, a, b)
        if found is not None:
            return found
    return by_loops(
        lowering, kind, dims, summed, letters, standing_somewhere(lowering, a), standing_somewhere(lowering, b), shape
    )


def standing_somewhere(lowering: Lowering, x: Tensor) -> Tensor:
    """The operand in memory, in whatever order."""
    return x if x.place is not None else lowering.stored(x)


def element_at(tensor: Tensor, letters: str, at: dict[str, Expr], kind: str) -> Expr:
    """The element at the letters' indices; a dimension of 1 is repeated."""
    index = tuple(whole(0) if dim.value == 1 else at[letter] for letter, dim in zip(letters, tensor.dims, strict=True))
    return cast(tensor.element(index), kind)


def term_at(kind: str, letters: tuple[str, str, str], a: Tensor, b: Tensor, at: dict[str, Expr]) -> Expr:
    """One term of the sum, at the letters' indices."""
    return arithmetic("mul", element_at(a, letters[0], at, kind), element_at(b, letters[1], at, kind))


def written_out(
    kind: str, dims: dict[str, Expr], summed: Sequence[str], letters: tuple[str, str, str], a: Tensor, b: Tensor
) -> Tensor:
    """A sum of few terms, computed where it is needed."""
    sizes = [dims[letter].value or 0 for letter in summed]

    def element(index: tuple[Expr, ...]) -> Expr:
        at, total = dict(zip(letters[2], index, strict=True)), None
        for turn in np.ndindex(*sizes):
            at.update(zip(summed, map(whole, turn), strict=True))
            term = term_at(kind, letters, a, b, at)
            total = term if total is None else arithmetic("add", total, term)
        assert total is not None
        return total

    terms = int(np.prod(sizes))
    return Tensor(
        tuple(dims[letter] for letter in letters[2]), kind, element, None, False, terms * (a.cost + b.cost + 2)
    )


def by_loops(
    lowering: Lowering,
    kind: str,
    dims: dict[str, Expr],
    summed: Sequence[str],
    letters: tuple[str, str, str],
    a: Tensor,
    b: Tensor,
    shape: tuple[Expr, ...],
) -> Tensor:
    """Loops, the innermost one along neighbours in memory."""
    of_a, of_b, of_c = letters
    result = lowering.room("p", kind, shape)

    def term(at: dict[str, Expr]) -> Expr:
        return term_at(kind, letters, a, b, at)

    inner_sum = bool(summed) and unit(a, of_a, summed) is not None and unit(a, of_a, summed) == unit(b, of_b, summed)
    if inner_sum or not of_c or all(dim.value == 1 for dim in shape):
        one_by_one(lowering, dims, summed, of_c, term, result)
        return result
    rows = of_c[:-1]
    many_rows = product_of([dims[letter] for letter in rows])
    order = list(range(len(rows) + len(summed)))
    if rows and dims[rows[-1]].value is not None and of_a.find(summed[0]) == 0 and many_rows.value != 1:
        order = [*order[len(rows) :], *order[: len(rows)]]
    row_by_row(lowering, dims, summed, of_c, term, result, order)
    return result


Term = Callable[[dict[str, Expr]], Expr]
"""One term of a sum, at the letters' indices."""


def one_by_one(
    lowering: Lowering, dims: dict[str, Expr], summed: Sequence[str], of_c: str, term: Term, result: Tensor
) -> None:
    """Each element of the result summed up in a local."""
    place, kind, name = result.stand, result.type, lowering.fresh("a")

    def body(index: tuple[Expr, ...]) -> list[Statement]:
        at = dict(zip(of_c, index, strict=True))

        def add(turn: tuple[Expr, ...]) -> list[Statement]:
            at.update(zip(summed, turn, strict=True))
            return [Update(name, arithmetic("add", variable(name, kind), term(at)), True)]

        loops = lowering.loops([dims[letter] for letter in summed], add)
        whole_sum = Assign([(place.buffer, place.at(index), variable(name, kind))])
        return [Local(name, number(0, kind)), *loops, whole_sum]

    lowering.nest(result.dims, body)


def row_by_row(
    lowering: Lowering,
    dims: dict[str, Expr],
    summed: Sequence[str],
    of_c: str,
    term: Term,
    result: Tensor,
    order: Sequence[int],
) -> None:
    """Terms added to whole rows of the result, which begins at 0; the other letters' loops stand in this order."""
    place, zero = result.stand, number(0, result.type)
    outside, columns = [*of_c[:-1], *summed], of_c[-1]

    def outer(index: tuple[Expr, ...]) -> list[Statement]:
        at = dict(zip(outside, index, strict=True))

        def add(turn: tuple[Expr, ...]) -> list[Statement]:
            at[columns] = turn[0]
            where = tuple(at[letter] for letter in of_c)
            return [Assign([(place.buffer, place.at(where), arithmetic("add", result.element(where), term(at)))])]

        return lowering.loops([dims[columns]], add)

    lowering.nest(result.dims, lambda index: [Assign([(place.buffer, place.at(index), zero)])])
    lowering.statements += lowering.loops([dims[letter] for letter in outside], outer, order)


def unit(tensor: Tensor, letters: str, among: Sequence[str]) -> str | None:
    """The letter along which elements are neighbours, if it is one of these."""
    for letter, dim, stride in zip(letters, tensor.dims, tensor.stand.strides, strict=True):
        if dim.value != 1 and stride.value == 1 and letter in among:
            return letter
    return None


def by_blas(
    lowering: Lowering,
    kind: str,
    dims: dict[str, Expr],
    summed: Sequence[str],
    letters: tuple[str, str, str],
    a: Tensor,
    b: Tensor,
) -> Tensor | None:
    """Matrix products for each index of the letters that all three have; None where it is no matrix product."""
    of_a, of_b, of_c = letters
    batch = [letter for letter in of_c if letter in of_a and letter in of_b]
    left = [letter for letter in of_c if letter in of_a and letter not in of_b]
    right = [letter for letter in of_c if letter in of_b and letter not in of_a]
    if any(letter not in of_a or letter not in of_b for letter in summed) or not left or not right or not summed:
        return None
    if any(
        dim.value == 1
        for t, ls in ((a, of_a), (b, of_b))
        for dim, letter in zip(t.dims, ls, strict=True)
        if dims[letter].value != 1
    ):
        return None
    a3 = grouped(lowering, a, kind, of_a, [batch, left, list(summed)])
    b3 = grouped(lowering, b, kind, of_b, [batch, list(summed), right])
    sizes = [product_of([dims[letter] for letter in group]) for group in (batch, left, right)]
    result = lowering.room("p", kind, sizes)
    product_into(lowering, kind, a3, b3, result)
    ordered = [*batch, *left, *right]
    wide = placed(
        result, [dims[letter] for letter in ordered], whole(0), contiguous([dims[letter] for letter in ordered])
    )
    return permuted(wide, [ordered.index(letter) for letter in of_c])


def product_into(lowering: Lowering, kind: str, a: Tensor, b: Tensor, c: Tensor) -> None:
    """C[i] = A[i] B[i] for each i; a is (batch, m, k), b (batch, k, n), c (batch, m, n), all in memory."""
    pa, pb, pc = a.stand, b.stand, c.stand

    def body(index: tuple[Expr, ...]) -> list[Statement]:
        sides = []
        for place in (pa, pb):
            turned = place.strides[2].value != 1
            stride = place.strides[1 + turned]
            sides.append((place.buffer, place.offset + index[0] * place.strides[0], stride, turned))
        target = (pc.buffer, pc.offset + index[0] * pc.strides[0], pc.strides[1])
        return [Product(kind, c.dims[1], c.dims[2], a.dims[2], sides[0], sides[1], target)]

    lowering.nest(c.dims[:1], lambda index: body(index))


def grouped(lowering: Lowering, x: Tensor, kind: str, letters: str, groups: Sequence[Sequence[str]]) -> Tensor:
    """The operand in memory as (batch, rows, columns), neighbours along one of the last two, the other beyond them."""
    if x.type != kind:
        narrow = x
        x = Tensor(x.dims, kind, lambda index: cast(narrow.element(index), kind), None, False, x.cost)
    if x.place is None:
        x = lowering.stored(x)
    turned = permuted(x, [letters.index(letter) for group in groups for letter in group])
    dims = [product_of(turned.dims[sum(map(len, groups[:i])) : sum(map(len, groups[: i + 1]))]) for i in range(3)]
    strides = [group_stride(turned, sum(map(len, groups[:i])), len(groups[i])) for i in range(3)]
    if None not in strides:
        found = placed(turned, dims, turned.stand.offset, [stride for stride in strides if stride is not None])
        if fits(found):
            return found
    fresh = Tensor(turned.dims, turned.type, turned.element, None, False, 0)
    return reshaped(lowering, lowering.stored(fresh), dims)


def group_stride(x: Tensor, start: int, count: int) -> Expr | None:
    """The stride of some neighbouring axes as one; None where they are not one."""
    axes = [i for i in range(start, start + count) if x.dims[i].value != 1]
    if not axes:
        return whole(0)
    for one, other in pairwise(axes):
        if not equal(x.stand.strides[one], x.stand.strides[other] * x.dims[other]):
            return None
    return x.stand.strides[axes[-1]]


def fits(x: Tensor) -> bool:
    """Whether the BLAS can read it: neighbours along one of the last two axes, and the other no closer than that."""
    rows, columns = x.stand.strides[1:]
    if columns.value == 1:
        return x.dims[1].value == 1 or not (
            rows.value is not None and x.dims[2].value is not None and rows.value < x.dims[2].value
        )
    return rows.value == 1 and not (
        columns.value is not None and x.dims[1].value is not None and columns.value < x.dims[1].value
    )

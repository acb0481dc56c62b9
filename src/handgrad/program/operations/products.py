"""Operations that multiply and add: matrix products, contractions, convolutions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import numpy as np

from handgrad.program.operations.dtypes import as_float
from handgrad.program.operations.table import EveryOperand, Function, Operation, row, rows, unbroadcast

Array = np.ndarray[Any, Any]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def matmul_backward(position: int) -> Function:
    """forward: y = a @ b, vectors as one row (a) or one column (b)."""

    def backward(dy: Any, y: Any, a: Any, b: Any, **kwargs: Any) -> Any:
        rows, columns = as_float(a), as_float(b)
        if rows.ndim == 1:
            rows, dy = rows[None, :], np.expand_dims(dy, -1 if columns.ndim == 1 else -2)
        if columns.ndim == 1:
            columns, dy = columns[:, None], np.expand_dims(dy, -1)
        if position == 0:
            return unbroadcast(dy @ np.swapaxes(columns, -1, -2), rows.shape).reshape(np.shape(a))
        return unbroadcast(np.swapaxes(rows, -1, -2) @ dy, columns.shape).reshape(np.shape(b))

    return backward


def explicit(equation: str, shapes: list[tuple[int, ...]]) -> tuple[list[str], str]:
    """The letters of each operand and of the result of an einsum equation, with ellipses spelled out."""
    left, arrow, right = equation.replace(" ", "").partition("->")
    free = [letter for letter in LETTERS if letter not in equation]
    terms, most = [], 0
    for term, shape in zip(left.split(","), shapes, strict=True):
        extra = len(shape) - len(term.replace("...", "")) if "..." in term else 0
        most = max(most, extra)
        terms.append(term.replace("...", "".join(free[:extra][::-1])))
    dots = "".join(free[:most][::-1])
    if not arrow:
        right = "..." + "".join(sorted(each for each in set(left) - set("., ") if left.count(each) == 1))
    return terms, right.replace("...", dots)


def contraction_gradient(dy: Any, equation: str, operands: list[Array], position: int) -> Any:
    """The cotangent of one operand of an einsum: the result's and the other operands' product, with its own letters."""
    terms, result = explicit(equation, [np.shape(each) for each in operands])
    own, shape = terms[position], np.shape(operands[position])
    others = [i for i in range(len(operands)) if i != position]
    letters = "".join(dict.fromkeys(own))
    known = "".join(each for each in letters if each in result or any(each in terms[i] for i in others))
    form = ",".join([result, *(terms[i] for i in others)]) + "->" + known
    gradient = np.einsum(form, dy, *(operands[i] for i in others), optimize=True)
    gradient = gradient.reshape([gradient.shape[known.index(each)] if each in known else 1 for each in letters])
    dx = np.zeros(shape)
    diagonal = np.einsum(f"{own}->{letters}", dx) if letters != own else dx
    fit = unbroadcast(np.broadcast_to(gradient, np.broadcast_shapes(gradient.shape, diagonal.shape)), diagonal.shape)
    diagonal[...] = fit
    return dx


def einsum_equation(args: tuple[Any, ...]) -> tuple[str, list[int]]:
    """The equation of an einsum call and the positions of its operands; axes given as lists are turned into letters."""
    if isinstance(args[0], str):
        return args[0], list(range(1, len(args)))

    def letters(axes: Any) -> str:
        return "".join("..." if axis is Ellipsis else LETTERS[axis] for axis in axes)

    pairs = len(args) // 2
    equation = ",".join(letters(args[2 * i + 1]) for i in range(pairs))
    if len(args) % 2:
        equation += "->" + letters(args[-1])
    return equation, [2 * i for i in range(pairs)]


def einsum_backward(place: int) -> Function:
    """The rule for the operand at `place` among an einsum call's arguments."""

    def backward(dy: Any, y: Any, *args: Any, **kwargs: Any) -> Any:
        equation, places = einsum_equation(args)
        return contraction_gradient(dy, equation, [as_float(args[i]) for i in places], places.index(place))

    return backward


def contraction(name: str, equation: Callable[..., str], function: Function | None = None, flat: bool = False) -> None:
    """Enter a product of two operands: `equation(a_ndim, b_ndim, *args)` is it as einsum; `flat` ravels them first."""

    def rule(position: int) -> Function:
        def backward(dy: Any, y: Any, a: Any, b: Any, *args: Any, **kwargs: Any) -> Any:
            pair = [np.ravel(as_float(each)) if flat else np.asarray(as_float(each)) for each in (a, b)]
            form = equation(pair[0].ndim, pair[1].ndim, *args, **kwargs)
            return contraction_gradient(dy, form, pair, position).reshape(np.shape((a, b)[position]))

        return backward

    row(name, function, rule(0), rule(1))


def joined(a_ndim: int, b_ndim: int, a_axes: list[int], b_axes: list[int]) -> str:
    """The contraction of axes of `a` with axes of `b`; what is left of `a`, then of `b`, makes the result."""
    a, b = list(LETTERS[:a_ndim]), list(LETTERS[a_ndim : a_ndim + b_ndim])
    for i, j in zip(a_axes, b_axes, strict=True):
        b[j] = a[i]
    result = [each for each in a if each not in b] + [each for each in b if each not in a]
    return f"{''.join(a)},{''.join(b)}->{''.join(result)}"


def dot_equation(a_ndim: int, b_ndim: int, **kwargs: Any) -> str:
    """Last axis of `a` with the last but one of `b`, or its only one; numbers multiply."""
    if not a_ndim or not b_ndim:
        return joined(a_ndim, b_ndim, [], [])
    return joined(a_ndim, b_ndim, [a_ndim - 1], [max(b_ndim - 2, 0)])


def inner_equation(a_ndim: int, b_ndim: int) -> str:
    """Last axis with last axis; numbers multiply."""
    if not a_ndim or not b_ndim:
        return joined(a_ndim, b_ndim, [], [])
    return joined(a_ndim, b_ndim, [a_ndim - 1], [b_ndim - 1])


def tensordot_equation(a_ndim: int, b_ndim: int, axes: Any = 2) -> str:
    """The axes as `np.tensordot` takes them."""
    if isinstance(axes, (int, np.integer)):
        return joined(a_ndim, b_ndim, list(range(a_ndim - int(axes), a_ndim)), list(range(int(axes))))
    a_axes, b_axes = ([int(i) for i in np.atleast_1d(part)] for part in axes)
    return joined(a_ndim, b_ndim, [i % a_ndim for i in a_axes], [i % b_ndim for i in b_axes])


def dot_backward(position: int) -> Function:
    """As for `@` up to two axes, as for a contraction beyond."""
    by_matmul = matmul_backward(position)

    def backward(dy: Any, y: Any, a: Any, b: Any, *args: Any) -> Any:
        pair = [np.asarray(as_float(each)) for each in (a, b)]
        if 1 <= pair[0].ndim <= 2 and 1 <= pair[1].ndim <= 2:
            return np.asarray(by_matmul(dy, y, *pair))
        return contraction_gradient(dy, dot_equation(pair[0].ndim, pair[1].ndim), pair, position)

    return backward


def kron_backward(position: int) -> Function:
    """forward: y[i * n + j] = a[i] b[j] along each axis, n = len(b)."""

    def backward(dy: Any, y: Any, a: Any, b: Any) -> Any:
        ndim = np.ndim(y)
        pair = [np.reshape(as_float(each), (1,) * (ndim - np.ndim(each)) + np.shape(each)) for each in (a, b)]
        blocks = np.reshape(
            dy, [length for lengths in zip(pair[0].shape, pair[1].shape, strict=True) for length in lengths]
        )
        form = f"{LETTERS[: 2 * ndim : 2]},{LETTERS[1 : 2 * ndim : 2]}->{LETTERS[: 2 * ndim]}"
        return contraction_gradient(blocks, form, pair, position).reshape(np.shape((a, b)[position]))

    return backward


def cross_backward(position: int) -> Function:
    """forward: y = a x b, so da = b x dy and db = dy x a; for vectors of three."""

    def backward(
        dy: Any, y: Any, a: Any, b: Any, axisa: int = -1, axisb: int = -1, axisc: int = -1, axis: int | None = None
    ) -> Any:
        axisa, axisb, axisc = (axisa, axisb, axisc) if axis is None else (axis, axis, axis)
        a, b, dy = (np.moveaxis(each, i, -1) for each, i in ((as_float(a), axisa), (as_float(b), axisb), (dy, axisc)))
        if a.shape[-1] != 3 or b.shape[-1] != 3:
            return NotImplemented
        if position == 0:
            return np.moveaxis(unbroadcast(np.cross(b, dy), a.shape), -1, axisa)
        return np.moveaxis(unbroadcast(np.cross(dy, a), b.shape), -1, axisb)

    return backward


def linear_backward(function: Function, position: int) -> Function:
    """The rule for a function of vectors that is linear in this one: its value at each unit vector is a column."""

    def backward(dy: Any, y: Any, *args: Any, **kwargs: Any) -> Any:
        operands = list(args)
        columns = []
        for unit in np.eye(np.size(args[position])):
            operands[position] = unit
            columns.append(np.vdot(function(*operands, **kwargs), dy))
        return np.reshape(columns, np.shape(args[position]))

    return backward


def correlate(a: Any, v: Any, mode: Literal["full", "same", "valid"] = "valid") -> Any:
    """NumPy's `correlate` without the conjugate that it takes of `v`."""
    if len(a) < len(v):
        return np.flip(correlate(v, a, mode))
    return np.convolve(a, np.flip(v), mode)


row("matmul", None, matmul_backward(0), matmul_backward(1))
row("dot", None, dot_backward(0), dot_backward(1))
rows["einsum"] = Operation("einsum", np.einsum, EveryOperand(einsum_backward))
row("kron", None, kron_backward(0), kron_backward(1))
row("cross linalg.cross", None, cross_backward(0), cross_backward(1))
row("convolve", None, linear_backward(np.convolve, 0), linear_backward(np.convolve, 1))
row("correlate", None, linear_backward(np.correlate, 0), linear_backward(np.correlate, 1), analytic=correlate)
contraction("inner", inner_equation)
contraction("tensordot", tensordot_equation)
contraction("outer", lambda a, b: "a,b->ab", flat=True)


def vdot(a: Any, b: Any) -> Any:
    """The product of two vectors, without the conjugate that NumPy takes of the first."""
    return np.dot(np.ravel(a), np.ravel(b))


contraction("vdot", lambda a, b: "a,a->", vdot, flat=True)
for _name, _equation in (("vecdot", "...i,...i->..."), ("matvec", "...ij,...j->...i"), ("vecmat", "...i,...ij->...j")):
    contraction(
        _name,
        lambda a, b, *args, equation=_equation, **kwargs: equation,
        lambda a, b, *args, equation=_equation, **kwargs: np.einsum(equation, a, b),
    )

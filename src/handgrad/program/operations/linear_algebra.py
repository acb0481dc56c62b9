"""Operations of linear algebra: norms, inverses, solutions, determinants."""

from __future__ import annotations

from typing import Any

import numpy as np

from handgrad.program.operations.dtypes import as_float
from handgrad.program.operations.table import Function, row, unbroadcast


def norm(x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Any:
    """NumPy's vector and Frobenius norms without the absolute value of complex numbers."""
    if ord not in (None, 2, "fro"):
        z = np.where(np.real(x) < 0, -x, x)
        return np.sum(z, axis=axis, keepdims=keepdims) if ord == 1 else np.max(z, axis=axis, keepdims=keepdims)
    return np.sqrt(np.sum(np.asarray(x) ** 2, axis=axis, keepdims=keepdims))


def norm_backward(dy: Any, y: Any, x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Any:
    """dx = x / |x| dy (2), sign(x) dy (1), to the largest in equal shares (inf); zero at the corner x = 0."""
    x = as_float(x)
    of_matrix = np.ndim(axis) == 1 or (axis is None and x.ndim == 2)
    if (of_matrix and ord not in (None, "fro")) or ord not in (None, "fro", 2, 1, np.inf):
        return NotImplemented
    y, dy = (np.reshape(each, np.sum(x, axis=axis, keepdims=True).shape) for each in (as_float(y), dy))
    if ord == 1:
        return np.sign(x) * dy
    if ord == np.inf:
        largest = np.abs(x) == y
        return np.sign(x) * largest * dy / np.sum(largest, axis=axis, keepdims=True)
    return np.where(y == 0, 0.0, x / np.where(y == 0, 1.0, y) * dy)


def transposed(a: Any) -> Any:
    """The last two axes exchanged."""
    return np.swapaxes(a, -1, -2)


def inv_backward(dy: Any, y: Any, a: Any) -> Any:
    """forward: a y = 1, so dy_true = -y da y."""
    return -transposed(y) @ dy @ transposed(y)


def solve_backward(position: int) -> Function:
    """forward: a y = b; db solves a.T db = dy, and da = -db y.T."""

    def backward(dy: Any, y: Any, a: Any, b: Any) -> Any:
        vector = np.ndim(b) == 1
        db = np.linalg.solve(transposed(a), np.expand_dims(dy, -1) if vector else dy)
        if position == 0:
            return unbroadcast(-db @ transposed(np.expand_dims(y, -1) if vector else y), np.shape(a))
        return unbroadcast(db[..., 0] if vector else db, np.shape(b))

    return backward


def det_backward(dy: Any, y: Any, a: Any) -> Any:
    """da = det(a) inv(a).T dy; for a singular matrix through its singular values."""
    u, s, vt = np.linalg.svd(a)  # a = u diag(s) vt
    others = np.stack([np.prod(np.delete(s, i, axis=-1), axis=-1) for i in range(s.shape[-1])], axis=-1)
    orientation = np.linalg.det(u) * np.linalg.det(vt)
    return (u * others[..., None, :]) @ vt * np.expand_dims(dy * orientation, (-1, -2))


row("linalg.norm", None, norm_backward, analytic=norm)
row("linalg.inv", None, inv_backward)
row("linalg.solve", None, solve_backward(0), solve_backward(1))
row("linalg.det", None, det_backward)

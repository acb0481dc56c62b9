"""Operations that look numbers up: linear interpolation between points, counts with weights."""

from __future__ import annotations

from typing import Any

import numpy as np

from handgrad.program.operations.dtypes import as_float
from handgrad.program.operations.table import row

Array = np.ndarray[Any, Any]


def segment(x: Any, xp: Array) -> tuple[Array, Array, Array, Any]:
    """The points around each x, how far x is from the first to the second, and whether it is between the ends."""
    at = np.real(x)
    right = np.clip(np.searchsorted(xp, at, side="right"), 1, len(xp) - 1)
    left = right - 1
    return left, right, (x - xp[left]) / (xp[right] - xp[left]), (at >= xp[0]) & (at <= xp[-1])


def interp(x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None, period: Any = None) -> Any:
    """NumPy's `interp`, also at complex `x`, `xp` and `fp`."""
    if period is not None:
        raise ValueError("interp with a period cannot take a complex step")
    x, xp, fp = np.asarray(x), np.asarray(xp), np.asarray(fp)
    start, end, far, _ = segment(x, xp)
    y = fp[start] + far * (fp[end] - fp[start])
    y = np.where(np.real(x) < np.real(xp[0]), fp[0] if left is None else left, y)
    return np.where(np.real(x) > np.real(xp[-1]), fp[-1] if right is None else right, y)[()]


def interp_x_backward(
    dy: Any, y: Any, x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None, period: Any = None
) -> Any:
    """The slope of the segment; zero outside."""
    if period is not None:
        return NotImplemented
    xp, fp = as_float(xp), as_float(fp)
    start, end, _, inside = segment(as_float(x), xp)
    return np.where(inside, (fp[end] - fp[start]) / (xp[end] - xp[start]), 0.0) * dy


def interp_xp_backward(
    dy: Any, y: Any, x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None, period: Any = None
) -> Any:
    """Moving a point moves the line through it: minus the slope, in the share of that point."""
    if period is not None:
        return NotImplemented
    xp, fp = as_float(xp), as_float(fp)
    start, end, far, inside = segment(as_float(x), xp)
    slope = np.where(inside, (fp[end] - fp[start]) / (xp[end] - xp[start]), 0.0) * dy
    dxp = np.zeros(np.shape(xp))
    np.add.at(dxp, start, -slope * (1 - far))
    np.add.at(dxp, end, -slope * far)
    return dxp


def interp_fp_backward(
    dy: Any, y: Any, x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None, period: Any = None
) -> Any:
    """Each of the two points around x has its share; beyond the ends the last point has all."""
    if period is not None:
        return NotImplemented
    xp, x = as_float(xp), as_float(x)
    start, end, far, inside = segment(x, xp)
    counts = inside | ((x < xp[0]) & (left is None)) | ((x > xp[-1]) & (right is None))
    far, dy = np.clip(far, 0.0, 1.0), np.where(counts, dy, 0.0)
    dfp = np.zeros(np.shape(fp))
    np.add.at(dfp, start, dy * (1 - far))
    np.add.at(dfp, end, dy * far)
    return dfp


def bincount_backward(dy: Any, y: Any, x: Any, weights: Any = None, minlength: int = 0) -> Any:
    """forward: y[x[i]] += weights[i]."""
    return np.asarray(dy)[np.asarray(x)]


def bincount(x: Any, weights: Any, minlength: int = 0) -> Array:
    """NumPy's `bincount` of complex weights."""
    real, imaginary = (np.bincount(x, part, minlength) for part in (np.real(weights), np.imag(weights)))
    return np.asarray(real + 1j * imaginary)


row("interp", None, interp_x_backward, interp_xp_backward, interp_fp_backward, analytic=interp)
row("bincount", None, None, bincount_backward, analytic=bincount)

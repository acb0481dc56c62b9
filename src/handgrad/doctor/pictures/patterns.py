"""Patterns: what a wrong array of numbers is, said in one sentence beside the right one."""

from __future__ import annotations

from typing import Any

import numpy as np

from handgrad.doctor.pictures.walk import Tensor

NEAR = 1e-6


def pattern(tensor: Tensor) -> str:
    """The plainest relation between yours and right; empty where none is seen."""
    yours, right = np.asarray(tensor.yours), np.asarray(tensor.right)
    if not np.all(np.isfinite(yours)):
        return "yours is not finite"
    if not np.any(yours):
        return f"yours is exactly 0 in all {yours.size} places"
    if yours.size > 1 and np.all(yours == yours.flat[0]):
        same = f"yours is one number in all {yours.size} places"
        return f"{same}: the sum of the {right.size} right ones" if near(yours.flat[0], right.sum(), right) else same
    factor = float(np.vdot(right, yours)) / float(np.vdot(right, right)) if np.any(right) else 0.0
    if factor and near(yours, factor * right, yours):
        return "yours points the wrong way" if np.isclose(factor, -1) else f"yours is {factor:.4g} times the right one"
    live = right != 0
    if np.any(live) and near(yours[live], right[live], right):
        return f"yours is right in {np.sum(live):,} places, and not 0 in {np.sum(yours[~live] != 0):,} where right is 0"
    if yours.shape[0] == yours.shape[1] and near(yours, right.T, right):
        return "yours is the right one transposed"
    return ""


def near(one: Any, other: Any, scale: Any) -> bool:
    """Whether two arrays are equal but for rounding."""
    return bool(np.max(np.abs(np.asarray(one) - other)) <= NEAR * np.max(np.abs(scale)))

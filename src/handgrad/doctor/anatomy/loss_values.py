"""Loss values: each named loss as a number, from predictions and targets in one shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def squared(p: Any, t: Any) -> float:
    """Half the sum of squares."""
    return float(np.sum((p - t) ** 2)) / 2


def absolute(p: Any, t: Any) -> float:
    """The sum of absolute differences."""
    return float(np.sum(np.abs(p - t)))


def binary_entropy(p: Any, t: Any) -> float:
    """Cross-entropy of 0/1 targets; infinite where a probability is 0 or 1 and should not be."""
    return float(-np.sum(np.where(t > 0, t * np.log(p), 0) + np.where(t < 1, (1 - t) * np.log(1 - p), 0)))


def entropy(p: Any, t: Any) -> float:
    """Cross-entropy of class probabilities."""
    return float(-np.sum(np.where(t > 0, t * np.log(p), 0)))


def logistic_entropy(z: Any, t: Any) -> float:
    """Cross-entropy of sigmoid(z)."""
    return float(np.sum(np.logaddexp(0, z) - t * z))


def softmax_entropy(z: Any, t: Any) -> float:
    """Cross-entropy of softmax(z), along the axis over which the targets add up to 1."""
    axis = -1 if np.allclose(np.sum(t, axis=-1), 1) else 0
    return float(np.sum(np.logaddexp.reduce(z, axis=axis)) - np.sum(t * z))


def hinge(p: Any, t: Any) -> float:
    """The sum of max(0, 1 - t p)."""
    return float(np.sum(np.maximum(0, 1 - t * p)))


LOSS_VALUES: dict[str, Callable[[Any, Any], float]] = {
    "mean squared error": squared,
    "binary cross-entropy": binary_entropy,
    "cross-entropy": entropy,
    "binary cross-entropy on logits": logistic_entropy,
    "cross-entropy on logits": softmax_entropy,
    "mean absolute error": absolute,
    "hinge": hinge,
}

"""Losses by name: what a gradient may start from where the program does not say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Seed = Callable[[Any, Any], Any]


def mean_squared(p: Any, t: Any) -> Any:
    """d/dp of (p - t)^2 / 2."""
    return p - t


def mean_absolute(p: Any, t: Any) -> Any:
    """d/dp of |p - t|."""
    return np.sign(p - t)


LIMIT = 1e-9
"""How near 0 or 1 a probability may come before 1 minus it is rounded too much."""


def binary_cross_entropy(p: Any, t: Any) -> Any:
    """d/dp of -t log p - (1 - t) log(1 - p)."""
    return (p - t) / (p * (1 - p)) if np.all((p > LIMIT) & (p < 1 - LIMIT)) else None


def cross_entropy(p: Any, t: Any) -> Any:
    """d/dp of -t log p."""
    return -t / p if np.all(p > 0) and np.all(p <= 1) else None


def sigmoid(z: Any) -> Any:
    """1 / (1 + exp(-z))."""
    return 0.5 * (1 + np.tanh(z / 2))


def softmax(z: Any, axis: int = -1) -> Any:
    """exp(z) over its sum along an axis."""
    e = np.exp(z - np.max(z, axis=axis, keepdims=True)) if np.ndim(z) else np.ones(())
    return e / np.sum(e, axis=axis, keepdims=True) if np.ndim(z) else e


def shares(z: Any, axis: int) -> Any:
    """A softmax over an axis; nan where there is nothing to share."""
    return softmax(z, axis) if np.ndim(z) and np.shape(z)[axis] > 1 else np.full(np.shape(z), np.nan)


LINKS: tuple[Callable[[Any], Any], ...] = (sigmoid, lambda z: shares(z, -1), lambda z: shares(z, 0))
"""What makes probabilities of logits."""


def logistic_cross_entropy(p: Any, t: Any) -> Any:
    """d/dz of the cross-entropy of sigmoid(z)."""
    return sigmoid(p) - t


def softmax_cross_entropy(p: Any, t: Any) -> Any:
    """d/dz of the cross-entropy of softmax(z), along the axis over which the targets add up to 1."""
    for axis in (-1, 0):
        if np.ndim(t) and np.allclose(np.sum(t, axis=axis), 1):
            return softmax(p, axis) - t
    return None


def is_miscounted(p: Any, t: Any) -> bool:
    """Whether predictions add up to 1 along an axis, and the targets, 0 and 1, along none."""
    axes = range(np.ndim(p)) if np.shape(p) == np.shape(t) and np.all((t == 0) | (t == 1)) else ()
    shared = any(np.shape(p)[axis] > 1 and np.allclose(np.sum(p, axis=axis), 1) for axis in axes)
    return shared and not any(np.all(np.sum(t, axis=axis) == 1) for axis in axes)


def hinge(p: Any, t: Any) -> Any:
    """d/dp of max(0, 1 - t p) for t = -1 or 1."""
    return np.where(t * p < 1, -t, 0.0) if np.all(np.abs(t) == 1) else None


def squared_hinge(p: Any, t: Any) -> Any:
    """d/dp of max(0, 1 - t p)^2 / 2 for t = -1 or 1."""
    return np.where(t * p < 1, p - t, 0.0) if np.all(np.abs(t) == 1) else None


def logistic(p: Any, t: Any) -> Any:
    """d/dp of log(1 + exp(-t p)) for t = -1 or 1."""
    return -t * sigmoid(-t * p) if np.all(np.abs(t) == 1) else None


def huber(p: Any, t: Any, width: float = 1.0) -> Any:
    """d/dp of the squared error, straight beyond an error of `width`."""
    return np.clip(p - t, -width, width)


def log_cosh(p: Any, t: Any) -> Any:
    """d/dp of log cosh(p - t)."""
    return np.tanh(p - t)


MISCOUNTED = "cross-entropy of miscounted labels"
"""logsumexp(z) - t z: p - t whatever the targets add up to, for labels that were turned into rows wrongly."""

LOSSES: dict[str, Seed] = {
    "mean squared error": mean_squared,
    "binary cross-entropy": binary_cross_entropy,
    "cross-entropy": cross_entropy,
    "binary cross-entropy on logits": logistic_cross_entropy,
    "cross-entropy on logits": softmax_cross_entropy,
    "mean absolute error": mean_absolute,
    "hinge": hinge,
    "squared hinge": squared_hinge,
    "logistic loss": logistic,
    "huber": huber,
    "log-cosh": log_cosh,
    MISCOUNTED: lambda p, t: None,
}

AT_LOGITS: dict[str, Callable[[Any, Any], bool]] = {
    "binary cross-entropy": lambda p, t: True,
    "cross-entropy": lambda p, t: True,
    MISCOUNTED: is_miscounted,
}
"""Losses that are p - t at the logits, where no slope in the probabilities is known, and for which values they are."""

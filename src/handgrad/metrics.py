"""Metrics: how good the outputs are in numbers that a person reads; nothing is trained on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.losses import Loss
from handgrad.pair import Array

Measure = Callable[[Array, Array, Loss], float]
"""`measure(y, target, loss) -> number`: y as the network gives them, targets as the loss takes them."""


@dataclass(frozen=True)
class Metric:
    """A measure under its name, and whether a larger number is a better one."""

    name: str
    measure: Measure
    larger_is_better: bool = True


table: dict[str, Metric] = {}


def metric(larger_is_better: bool) -> Callable[[Measure], Metric]:
    """Enter the decorated measure as a metric under its own name."""

    def enter(measure: Measure) -> Metric:
        table[measure.__name__] = Metric(measure.__name__, measure, larger_is_better)
        return table[measure.__name__]

    return enter


def find(wanted: str | Metric | Callable[[Array, Array], float]) -> Metric:
    """The metric called `wanted`; a function of y and target, larger being better, stands for itself."""
    if isinstance(wanted, Metric):
        return wanted
    if callable(wanted):
        function = wanted
        return Metric(getattr(wanted, "__name__", "metric"), lambda y, target, loss: float(function(y, target)))
    if not isinstance(wanted, str) or wanted not in table:
        raise ValueError(f"unknown metric {wanted!r}; known: {', '.join(sorted(table))}, or a function of y and target")
    return table[wanted]


def chosen(metrics: Any, loss: Loss) -> list[Metric]:
    """The metrics asked for; where none are, the accuracy for losses on logits and scores, which are about classes."""
    if metrics is None:
        return [table["accuracy"]] if loss.expects in ("logits", "scores") else []
    return [find(wanted) for wanted in (metrics if isinstance(metrics, (list, tuple)) else [metrics])]


def evaluated(metrics: Sequence[Metric], y: Array, target: Array, loss: Loss) -> dict[str, float]:
    """Every metric by its name."""
    return {metric.name: float(metric.measure(y, target, loss)) for metric in metrics}


@metric(larger_is_better=True)
def accuracy(y: Array, target: Array, loss: Loss) -> float:
    """The share of right decisions: the largest of several outputs, or the side on which a single one falls.

    With binary cross-entropy and hinge every output is a decision of its own.
    """
    single = y.shape[-1] == 1 or loss.inside == "sigmoid" or loss.expects == "scores"
    if not single:
        return float(np.mean(np.argmax(y, axis=-1) == np.argmax(target, axis=-1)))
    middle = 0.5 if loss.expects == "any" else 0
    return float(np.mean((y > middle) == (target > (0 if loss.expects == "scores" else 0.5))))


@metric(larger_is_better=False)
def mean_absolute_error(y: Array, target: Array, loss: Loss) -> float:
    """The mean of |y - t|, in the unit of the target."""
    return float(np.mean(np.abs(y - target)))


@metric(larger_is_better=True)
def r2(y: Array, target: Array, loss: Loss) -> float:
    """1 - sum (y - t)^2 / sum (t - mean t)^2: 1 is perfect, 0 no better than the mean; the mean over the outputs."""
    left = np.sum((y - target) ** 2, axis=0)
    spread = np.sum((target - np.mean(target, axis=0)) ** 2, axis=0)
    return float(np.mean(1 - left / np.where(spread > 0, spread, 1)))

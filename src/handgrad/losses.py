"""Losses: how wrong the outputs are and which way is better, value and gradient from the same intermediates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial, update_wrapper
from typing import Any

import numpy as np

from handgrad.activations import logistic, minus_size, soft_plus
from handgrad.pair import Array

Core = Callable[..., tuple[Array, Array]]
"""`core(y, target) -> l, slopes`: slopes of y's shape, l of y's shape too or, for a loss of whole rows, without the
last axis."""

Prepare = Callable[[str, Any, Array], Array]
"""`prepare(loss name, target, y) -> target` in y's shape and dtype; raises ValueError where it does not fit."""


@dataclass(frozen=True)
class Loss:
    """`value, dy = loss(y, target, sample_weight=None, reduction="mean")`; dy is the gradient of the value.

    The losses l of a batch, one for each number of y or, in cross-entropy, for each row, are added up ("sum"),
    averaged ("mean") or left alone ("none", with dy that of the sum). `sample_weight` (n,) multiplies the l of each
    row and "mean" divides by the sum of the weights, so that a row of weight 2 is that row given twice; weights may
    have further leading axes of y. Raises ValueError for shapes that do not fit, for NaN and infinity, and for
    targets that have no meaning for this loss.

    `expects` says what y are: "any", "logits", "scores" or "log rates"; `inside` names the activation that the loss
    itself applies to them.
    """

    name: str
    expects: str
    inside: str
    core: Core
    prepare: Prepare

    def __post_init__(self) -> None:
        object.__setattr__(self, "__doc__", self.core.__doc__)

    def __call__(
        self, y: Any, target: Any, sample_weight: Any = None, reduction: str = "mean", **settings: float
    ) -> tuple[Any, Array]:
        """Value and gradient, both of y's dtype; `settings` are the loss's own, such as huber's delta."""
        y = numbers("predictions", y, "; the training may have diverged: try a smaller learning rate")
        y = y if y.dtype.kind in "fc" else y.astype(np.float64)
        weight = None if sample_weight is None else weights(sample_weight, y)
        return self.reduced(y, self.prepare(self.name, target, y), weight, reduction, settings)

    def adjusted(self, **settings: float) -> Loss:
        """The same loss with other settings, as in `huber.adjusted(delta=0.5)`."""
        return replace(self, core=update_wrapper(partial(self.core, **settings), self.core))

    def reduced(
        self, y: Array, target: Array, weight: Array | None, reduction: str, settings: dict[str, float]
    ) -> tuple[Any, Array]:
        """Value and gradient for a target and a weight that are known to fit: plain arithmetic, no checks."""
        if reduction not in ("mean", "sum", "none"):
            raise ValueError(f"unknown reduction {reduction!r}; known: mean, none, sum")
        losses, slopes = self.core(y, target, **settings)
        count: Any = max(losses.size, 1)
        if weight is not None:
            total = np.sum(along(weight, losses) * np.ones_like(losses))
            count = np.where(total > 0, total, 1)  # where nothing weighs anything, the loss is 0
            losses, slopes = along(weight, losses) * losses, along(weight, slopes) * slopes
        if reduction == "none":
            return losses, slopes
        if reduction == "sum":
            return np.sum(losses), slopes  # forward: sum of l
        return np.sum(losses) / count, slopes / count  # forward: sum of l, over their count


table: dict[str, Loss] = {}


def loss(expects: str, prepare: Prepare, inside: str = "") -> Callable[[Core], Loss]:
    """Enter the decorated core as a loss under its own name."""

    def enter(core: Core) -> Loss:
        table[core.__name__] = Loss(core.__name__, expects, inside, core, prepare)
        return table[core.__name__]

    return enter


def find(name: str | Loss) -> Loss:
    """The loss called `name`, a loss standing for itself; raises ValueError with the known ones."""
    if isinstance(name, Loss):
        return name
    if name not in table:
        raise ValueError(f"unknown loss {name!r}; known: {', '.join(sorted(table))}")
    return table[name]


def require_pair(name: str | Loss, activation: str, units: int | None = None) -> None:
    """Raise ValueError, naming the right pair, where outputs of this activation are not what the loss takes."""
    chosen, dense = find(name), f"Dense({'units' if units is None else units})"
    if chosen.expects != "any" and activation != "linear":
        inside = f": {chosen.inside} is part of the loss" if chosen.inside else ""
        raise ValueError(
            f"{chosen.name} works on {chosen.expects}: use {dense} without activation instead of {activation}{inside}"
        )
    if chosen.expects == "any" and activation == "softmax":
        raise ValueError(
            f"{chosen.name} does not belong with softmax: for classes use cross_entropy with {dense} without activation"
        )


def numbers(what: str, values: Any, hint: str = "") -> Array:
    """Values as an array of finite numbers; raises ValueError, beginning with `what` they are, where they are not."""
    try:
        array = np.asarray(values)
    except ValueError:
        raise ValueError(f"the {what} have rows of different lengths") from None
    if array.dtype.kind not in "biufc":
        raise ValueError(f"the {what} must be numbers, not {array.dtype}")
    if array.dtype.kind in "fc" and not is_finite(array):
        raise ValueError(f"the {what} hold NaN or infinity{hint}")
    return array


def is_finite(array: Array) -> bool:
    """Whether all numbers are finite; where the sum of their squares is, they are, and no second array is needed."""
    return bool(np.isfinite(np.vdot(array, array)) or np.isfinite(array).all())


def along(weight: Array, array: Array) -> Array:
    """Weight (n, ...) with trailing axes of length 1, so that it multiplies whole rows of `array`."""
    return weight.reshape(*weight.shape, *[1] * (array.ndim - weight.ndim))


def weights(sample_weight: Any, y: Array) -> Array:
    """Sample weights checked against the predictions: (n,), or (n, steps) for (n, steps, outputs)."""
    weight = numbers("sample weights", sample_weight)
    if weight.ndim == 0 or weight.shape != y.shape[: max(1, min(weight.ndim, y.ndim - 1))]:
        raise ValueError(f"the sample weights have shape {weight.shape}: {y.shape[:1]} is needed, one for each row")
    if (weight < 0).any():
        raise ValueError("the sample weights must not be negative")
    return weight.astype(y.dtype)


def refuse(name: str, needed: str, target: Array, wrong: Array) -> None:
    """Raise ValueError where any target is wrong, with the first that is."""
    if wrong.any():
        raise ValueError(f"{name} needs targets {needed}, not {target[wrong][0]}")


def one_each(name: str, target: Any, y: Array) -> Array:
    """A target for each prediction."""
    array = numbers("targets", target)
    if array.shape == y.shape:
        return array.astype(y.dtype)
    shapes = f"targets of shape {array.shape} against predictions of shape {y.shape}"
    if array.ndim == 1 and y.shape == (*array.shape, 1):
        raise ValueError(f"{shapes} would pair every target with every prediction: give target.reshape(-1, 1)")
    if y.ndim == 1 and array.shape == (*y.shape, 1):
        raise ValueError(f"{shapes} would pair every target with every prediction: give target.reshape(-1)")
    raise ValueError(f"{shapes}: {name} needs one target for each prediction")


def shares(name: str, target: Any, y: Array) -> Array:
    """Targets from 0 to 1."""
    array = one_each(name, target, y)
    refuse(name, "from 0 to 1", array, (array < 0) | (array > 1))
    return array


def counts(name: str, target: Any, y: Array) -> Array:
    """Targets of 0 or more."""
    array = one_each(name, target, y)
    refuse(name, "of 0 or more", array, array < 0)
    return array


def signs(name: str, target: Any, y: Array) -> Array:
    """Targets -1 and 1 as they are, 0 and 1 as -1 and 1."""
    array = one_each(name, target, y)
    known = np.abs(array) <= 1 if (array == 0).any() and not (array < 0).any() else np.abs(array) == 1
    refuse(name, "-1 and 1, or 0 and 1", array, ~known | (array != np.floor(array.real)))
    return np.where(array > 0, 1, -1).astype(y.dtype)


def classes(name: str, target: Any, y: Array) -> Array:
    """Class numbers y.shape[:-1], or one row of probabilities each, as rows of probabilities."""
    array = numbers("targets", target)
    if y.ndim < 2 or y.shape[-1] < 2:
        raise ValueError(
            f"{name} needs predictions (n, classes) of at least two classes, not {y.shape}; "
            "for a single output use binary_cross_entropy"
        )
    if array.shape == y.shape:
        totals = array.sum(axis=-1, keepdims=True)
        if (array < 0).any() or (np.abs(totals - 1) > 1e-4).any():
            raise ValueError(f"{name} needs one-hot targets, or probabilities that add up to 1 in each row")
        return np.asarray(array / totals, dtype=y.dtype)
    if array.shape != y.shape[:-1]:
        hint = ": give target.reshape(-1)" if array.shape == (*y.shape[:-1], 1) and y.ndim == 2 else ""
        raise ValueError(
            f"targets of shape {array.shape} against predictions of shape {y.shape}: "
            f"{name} needs class numbers {y.shape[:-1]} or one-hot rows{hint}"
        )
    wrong = (array < 0) | (array >= y.shape[-1]) | (array != np.floor(array))
    refuse(name, f"among the class numbers 0 to {y.shape[-1] - 1}", array, wrong)
    return np.asarray(array[..., None] == np.arange(y.shape[-1]), dtype=y.dtype)


@loss("any", one_each)
def mse(y: Array, target: Array) -> tuple[Array, Array]:
    """l = (y - t)^2, the squared error; its mean estimates an expectation, and is the likelihood of normal noise."""
    error = y - target
    return error * error, 2 * error  # forward: error^2


@loss("any", one_each)
def mae(y: Array, target: Array) -> tuple[Array, Array]:
    """l = |y - t|, the absolute error, which estimates a median; at y = t, the corner, its slope is given as 0."""
    error = y - target
    return -minus_size(error), np.sign(error)  # forward: |error|


@loss("any", one_each)
def huber(y: Array, target: Array, delta: float = 1.0) -> tuple[Array, Array]:
    """l = e^2 / 2 where |e| <= delta, else delta (|e| - delta / 2), e = y - t: outliers pull with a bounded force.

    Source: Huber, "Robust estimation of a location parameter", 1964.
    """
    if not delta > 0:
        raise ValueError(f"huber: delta must be above 0, not {delta!r}")
    error = y - target
    inner = np.minimum(np.maximum(error, -delta), delta)
    return inner * (error - inner / 2), inner  # forward: error^2 / 2 inside, delta |error| - ... outside


@loss("logits", shares, inside="sigmoid")
def binary_cross_entropy(y: Array, target: Array) -> tuple[Array, Array]:
    """l = -t log p - (1 - t) log(1 - p), p = sigmoid(y), for logits y and targets t from 0 to 1.

    Written as log(1 + exp(y)) - t y, which neither overflows nor takes the logarithm of 0.
    """
    return soft_plus(y) - target * y, logistic(y) - target  # forward: softplus(y) - t y


@loss("logits", classes, inside="softmax")
def cross_entropy(y: Array, target: Array) -> tuple[Array, Array]:
    """l = -sum over classes of t log p, p = softmax(y), for logits y (n, classes); one l for each row.

    Targets are class numbers (n,) or rows of probabilities (n, classes), one-hot or soft.
    """
    shifted = y - np.max(y, axis=-1, keepdims=True)  # (n, classes)
    powers = np.exp(shifted)  # (n, classes)
    total = np.sum(powers, axis=-1, keepdims=True)  # (n, 1)
    losses = -np.sum(target * (shifted - np.log(total)), axis=-1)  # (n,)
    return losses, powers / total - target  # forward: -sum of t (y - log sum exp y), the t adding up to 1


@loss("scores", signs)
def hinge(y: Array, target: Array) -> tuple[Array, Array]:
    """l = max(0, 1 - t y), t = -1 or 1: 0 once a score is right by a margin of 1.

    Targets 0 and 1 are taken as -1 and 1. With several outputs each is a question of its own. At the corner, t y = 1,
    the slope is given as 0.
    Source: Cortes, Vapnik, "Support-vector networks", 1995.
    """
    short = 1 - target * y  # what is missing to the margin
    return np.where(short > 0, short, 0), np.where(short > 0, -target, 0)  # forward: 1 - t y where above 0


@loss("log rates", counts, inside="exp")
def poisson(y: Array, target: Array) -> tuple[Array, Array]:
    """l = exp(y) - t y, for log rates y and counts t: the likelihood of Poisson counts, without log t!.

    That term depends on no y, so the gradient is the same and l can be negative.
    Source: McCullagh, Nelder, "Generalized linear models", 1989, chapter 6.
    """
    rate = np.exp(y)
    return rate - target * y, rate - target  # forward: exp(y) - t y

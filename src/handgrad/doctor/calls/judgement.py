"""The judgement on one array: is the gradient given the slope of the loss, and if not, how do the two differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.doctor.calls.slopes import Slopes
from handgrad.doctor.calls.structure import Array
from handgrad.doctor.finding import State


@dataclass(frozen=True)
class Judged:
    """One array's gradient as given, its slopes, and what became of the comparison."""

    name: str
    given: Array
    slopes: Slopes
    state: State
    error: float
    """|given - right| / |right| over the numbers looked at; 0 where both are 0."""
    misfit: str = ""
    """Where the given gradient has not the shape of its parameter: in which way not."""

    @property
    def seen(self) -> Array:
        """The given numbers where there is a slope, (k,)."""
        return self.slopes.seen(self.given)


def judge(name: str, given: Any, slopes: Slopes) -> Judged:
    """Compare a gradient with the slopes: per array, relative to its norm, signs kept."""
    array, misfit = fitted(np.asarray(given, dtype=np.float64), slopes.shape)
    seen, right = slopes.seen(array), slopes.right
    distance, norm = float(np.linalg.norm(seen - right)), float(np.linalg.norm(right))
    error = distance / norm if norm else float(distance > 0)
    if not seen.size:
        return Judged(name, array, slopes, "nothing-to-compare", 0.0, misfit)
    near = distance <= slopes.tolerance * norm + slopes.doubt and (not misfit or spreads(given, slopes.shape))
    if near and norm <= 3 * slopes.doubt:
        return Judged(name, array, slopes, "nothing-to-compare", 0.0)
    misfit = "" if near else misfit
    right_everywhere = near and not strays(array, slopes)
    return Judged(name, array, slopes, "right" if right_everywhere else "wrong", error, misfit)


def strays(given: Array, slopes: Slopes) -> bool:
    """Whether numbers that were not looked at one by one must be wrong: every direction says so."""
    size = float(np.linalg.norm(given))
    off = [
        not abs(float(np.sum(given * way)) - slope) <= 10 * slopes.tolerance * max(size, abs(slope)) + 10 * slopes.noise
        for way, slope in slopes.along
    ]
    return len(off) > 1 and all(off)


def fitted(given: Array, shape: tuple[int, ...]) -> tuple[Array, str]:
    """A gradient in the shape of its parameter, and how it did not fit; axes of length 1 do not count."""
    if given.shape == shape:
        return given, ""
    if stripped(given.shape) == stripped(shape) and given.size == int(np.prod(shape)):
        return given.reshape(shape), ""
    misfit = f"has shape {given.shape}, the parameter {shape}"
    if given.ndim == 2 and given.T.shape == shape:
        return given.T, misfit
    if spreads(given, shape):
        return np.broadcast_to(given, shape), misfit
    if given.ndim > len(shape):
        given = given.sum(axis=tuple(range(given.ndim - len(shape))))
    elif given.ndim == len(shape) > 1 and shape[0] == 1:
        given = given.sum(axis=0, keepdims=True)
    return (given, misfit) if given.shape == shape else (np.full(shape, np.nan), misfit)


def spreads(given: Any, shape: tuple[int, ...]) -> bool:
    """Whether NumPy would use this gradient for a parameter of that shape without a word."""
    try:
        return np.broadcast_shapes(np.shape(given), shape) == shape
    except ValueError:
        return False


def stripped(shape: tuple[int, ...]) -> tuple[int, ...]:
    """A shape without its axes of length 1."""
    return tuple(length for length in shape if length != 1)


def agrees(numbers: Array, slopes: Slopes) -> bool:
    """Whether numbers (k,) are the right ones."""
    right = slopes.right
    distance = float(np.linalg.norm(numbers - right))
    return distance <= slopes.tolerance * float(np.linalg.norm(right)) + slopes.doubt


def factor(judged: Judged) -> float | None:
    """The constant by which a gradient is off, if it is nothing else; None where it is."""
    seen, right = judged.seen, judged.slopes.right
    if (
        judged.misfit
        or not np.all(np.isfinite(seen))
        or not np.any(seen)
        or (seen.size < 2 and not judged.slopes.whole)
    ):
        return None
    ratio = float(np.dot(seen, right) / np.dot(right, right)) if np.any(right) else 0.0
    if not ratio or not agrees(seen / ratio, judged.slopes) or strays(judged.given / ratio, judged.slopes):
        return None
    return rounded(ratio, max(1e-5, judged.slopes.tolerance))


def ambiguous(judged: Judged) -> bool:
    """Whether the right numbers are all the same, so that different mistakes look alike."""
    right = judged.slopes.right
    return right.size > 1 and float(np.ptp(right)) <= 1e-6 * float(np.max(np.abs(right), initial=0))


def rounded(ratio: float, tolerance: float) -> float:
    """A ratio without the rounding errors of its measurement: a whole number or one over it where it is that."""
    for simple in (round(ratio), 1 / round(1 / ratio) if abs(ratio) < 1 else round(2 * ratio) / 2):
        if simple and abs(ratio / simple - 1) < tolerance:
            return float(simple)
    return ratio


def transposed(judged: Judged) -> bool:
    """Whether a gradient is the transpose of the right one."""
    given, slopes = judged.given, judged.slopes
    if judged.misfit:
        return given.ndim == 2 and agrees(judged.seen, slopes) and bool(np.any(judged.seen))
    square = given.ndim == 2 and given.shape[0] == given.shape[1] > 1
    return square and agrees(slopes.seen(given.T), slopes)


def one_number(judged: Judged) -> str:
    """What the one number is that a gradient of several has everywhere: "sum" or "mean" of the right ones, or ""."""
    seen, slopes = judged.seen, judged.slopes
    if seen.size < 2 or not slopes.whole or max(slopes.shape) != int(np.prod(slopes.shape)) or np.ptp(seen):
        return ""
    for word, right in (("sum", float(slopes.right.sum())), ("mean", float(slopes.right.mean()))):
        if abs(seen[0] - right) <= slopes.tolerance * float(np.linalg.norm(slopes.right)) + slopes.doubt:
            return word
    return ""


def summed(judged: Judged) -> bool:
    """Whether a gradient is right once it is added over its leading axes: one row for each row of the data."""
    return bool(judged.misfit) and not transposed(judged) and agrees(judged.seen, judged.slopes)

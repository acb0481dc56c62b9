"""Slopes of a function nobody can look into: central differences, with its noise measured and its corners left out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from handgrad.doctor.calls.structure import Array, Point
from handgrad.program.referee import STEP, central, complex_step, spread

Loss = Callable[[Point], Any]

ENTRIES = 200
"""How many numbers of one array are looked at one by one."""
FEWEST = 4
DIRECTIONS = 3
"""How many random directions look at all numbers of a larger array at once."""
TOLERANCE = 1e-6
SAFETY = 30.0
"""How many times the measured rounding error may pass as agreement."""
OWN = 1e-5
"""What part of the differences' rounding error the given gradient may have itself: 1 - tanh(z)**2 is 0 for large z."""
SHORT = 1e-6
"""The step between two values on the lines along which rounding errors are measured."""


@dataclass(frozen=True)
class Slopes:
    """What the derivatives of one array are, as far as numbers can tell.

    `values` (k,) are the slopes in k of its entries, `smooth` (k,) is false where there is none (a corner). Each is
    known up to `noise`. `along` are slopes in directions (as large as the array), for arrays with more entries.
    """

    shape: tuple[int, ...]
    entries: tuple[tuple[int, ...], ...]
    values: Array
    smooth: Array
    noise: float
    tolerance: float
    along: tuple[tuple[Array, float], ...] = ()
    drift: float = 0.0
    """The norm of what the slopes change by with another step."""

    def seen(self, array: Any) -> Array:
        """The entries of an array of this shape that have a slope, (k,)."""
        return picked(array, [entry for entry, smooth in zip(self.entries, self.smooth, strict=True) if smooth])

    @property
    def right(self) -> Array:
        """The slopes off corners, (k,)."""
        return self.values[self.smooth]

    @property
    def doubt(self) -> float:
        """How far off the norm of `right` may be, by rounding and by the length of the step."""
        return float(self.noise * np.sqrt(max(int(self.smooth.sum()), 1))) + self.drift

    @property
    def whole(self) -> bool:
        """Whether every number of the array was looked at."""
        return len(self.entries) == int(np.prod(self.shape)) and bool(self.smooth.all())


def picked(array: Any, entries: list[tuple[int, ...]]) -> Array:
    """Some entries of an array, (k,)."""
    return np.array([array[entry] for entry in entries], dtype=np.float64)


@dataclass(frozen=True)
class Grain:
    """How finely a function can be looked at: its rounding error, and the step and the tolerance that suit it."""

    noise: float
    step: float
    tolerance: float


def slopes(loss: Loss, point: Point, names: list[str], seconds: float) -> dict[str, Slopes]:
    """The slopes of `loss` at `point` for the arrays in `names`, in about `seconds` of calls."""
    begin = time.monotonic()
    centre = number(loss(point))
    cost = max(time.monotonic() - begin, 1e-6)
    grain = grain_of(loss, point, centre)
    each = int(seconds / cost / max(len(names), 1) / 5)
    return {name: slopes_of(loss, point, name, grain, max(FEWEST, min(each, ENTRIES))) for name in names}


def slopes_of(loss: Loss, point: Point, name: str, grain: Grain, most: int) -> Slopes:
    """The slopes in one array."""
    array = point[name]

    def along_entry(x: Array) -> Any:
        return loss({**point, name: x})

    centre = number(along_entry(array))
    entries = tuple(spread(array.shape, most))
    found = [central(along_entry, array, entry, centre, grain.step) for entry in entries]
    values, gaps = np.array([mean for mean, _ in found]), np.array([gap for _, gap in found])
    noise = grain.noise / grain.step
    size = max(float(np.max(np.abs(values), initial=0)), noise)
    smooth = np.asarray(gaps <= grain.tolerance * size + 3 * SAFETY * noise, dtype=bool)
    drift = float(np.linalg.norm(gaps[smooth]))
    if grain.step == STEP and SAFETY * noise > TOLERANCE * size:
        values, noise, drift = sharper(along_entry, array, entries, values, smooth, noise, drift)
    along = directions(along_entry, array, grain) if array.size > len(entries) else ()
    return Slopes(array.shape, entries, values, smooth, SAFETY * noise, grain.tolerance, along, drift)


def sharper(
    function: Callable[[Array], Any], x: Array, entries: Any, values: Array, smooth: Array, noise: float, drift: float
) -> tuple[Array, float, float]:
    """The complex steps in place of differences that are lost in rounding, where the two confirm each other."""
    exact = np.array([complex_step(function, x, entry) for entry in entries])
    if smooth.any() and np.all(np.abs(exact - values)[smooth] <= SAFETY * noise) and np.any(exact[smooth]):
        return exact, max(1e-13 * float(np.max(np.abs(exact[smooth]))), OWN * noise), 0.0
    return values, noise, drift


def directions(function: Callable[[Array], Any], x: Array, grain: Grain) -> tuple[tuple[Array, float], ...]:
    """Slopes along random directions, as far as the function has one there."""
    rng = np.random.default_rng(0)
    found, here = [], number(function(x))
    for _ in range(DIRECTIONS):
        way = rng.standard_normal(x.shape)
        slope, gap = central(partial(along, function, x, way), np.zeros(1), (0,), here, grain.step)
        if gap <= grain.tolerance * abs(slope) + 3 * SAFETY * grain.noise / grain.step:
            found.append((way, slope))
    return tuple(found)


def along(function: Callable[[Array], Any], x: Array, way: Array, t: Array) -> Any:
    """The function as one of how far (1,) to go a certain way."""
    return function(x + t[0] * way)


def grain_of(loss: Loss, point: Point, centre: float) -> Grain:
    """The rounding error of a function, from the fourth differences of its values on short lines through the point.

    Source: Moré, Wild, "Estimating computational noise", SIAM J. Sci. Comput. 33, 2011. The smallest of three
    estimates counts, for a corner on the line looks like noise.
    """
    rng = np.random.default_rng(1)
    estimates, size = [], abs(centre)
    for _ in range(3):
        way = {name: rng.standard_normal(array.shape) * np.maximum(1, np.abs(array)) for name, array in point.items()}
        line = ({name: array + SHORT * step * way[name] for name, array in point.items()} for step in range(1, 10))
        values = [number(loss(each)) for each in line]
        fourth = np.diff(values, 4)  # of independent errors s: variance 70 s^2
        estimates.append(float(np.sqrt(np.mean(fourth**2) / 70)))
        size = max(size, float(np.ptp(values)) / (8 * SHORT))
    noise = max(min(estimates), float(np.finfo(np.float64).eps) * abs(centre) / 8)
    if not noise > 1e-11 * size:
        return Grain(noise, STEP, TOLERANCE)
    step = float(np.cbrt(noise / size))
    return Grain(noise, step, min(max(TOLERANCE, 100 * step**2), 0.05))


def number(value: Any) -> float:
    """The loss as a float."""
    return float(np.real(value))

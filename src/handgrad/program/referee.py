"""The second opinion on derived gradients: complex steps and central differences by replaying the Program."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.program.derive import depends
from handgrad.program.program import Program

Array = np.ndarray[Any, Any]
Entry = tuple[int, ...]

IMAGINARY = 1e-30
"""The complex step: so small that its square is lost beside any number."""
STEP = 1e-5
"""The real step, times the size of the entry where that is above 1."""
AGREEMENT = 1e-6
"""How near complex step and central difference, or the differences at two step sizes, must be to confirm each other."""
TINY = float(np.finfo(np.float64).tiny)


@dataclass(frozen=True)
class Slopes:
    """Numeric derivatives df/dx[entry], one for each of the n entries looked at.

    `values` (n,) are the best known: the complex step where the central difference confirms it, else the difference.
    `complex_step` (n,) is NaN where it could not pass. At a `corner` (n,) there is no slope: one-sided slopes or two
    step sizes disagree, and the value is the mean of the one-sided slopes. `noise` is the rounding error to expect of a
    central difference.
    """

    entries: tuple[Entry, ...]
    values: Array
    central: Array
    complex_step: Array
    corner: Array
    noise: float

    def relative_error(self, gradient: Any) -> float:
        """|gradient - slopes| / |slopes| over the entries off corners; NaN where there are none.

        Slopes that are all within the noise count as the noise, so that 0 against a rounding error is no error of 1.
        """
        smooth = [entry for entry, corner in zip(self.entries, self.corner, strict=True) if not corner]
        if not smooth:
            return float("nan")
        true = self.values[~self.corner]
        given = np.array([np.asarray(gradient)[entry] for entry in smooth])
        return float(np.linalg.norm(given - true) / max(float(np.linalg.norm(true)), self.noise, TINY))


def slopes(
    program: Program,
    of: int | Mapping[int, Any],
    wanted: int,
    entries: Iterable[Entry] | None = None,
    given: Mapping[int, Any] | None = None,
    limit: int = 200,
) -> Slopes:
    """The derivatives of operation `of` (the sum of its elements) in entries of operation `wanted`, in float64.

    `of` may instead give the cotangents of several operations, and `given` other values for some operations, as in
    `program.replay`. Without `entries`, all are taken, or `limit` of them evenly spread.
    """
    function, x = probe(program, of, wanted, given or {})
    chosen = tuple(spread(x.shape, limit) if entries is None else entries)
    centre = float(function(x))
    differences = [central(function, x, entry, centre) for entry in chosen]
    means = np.array([mean for mean, _ in differences])
    imaginary = np.array([complex_step(function, x, entry) for entry in chosen])
    noise = 100 * np.finfo(float).eps * abs(centre) / STEP
    scale = max(np.max(np.abs(means), initial=0.0), noise)
    corner = np.array([not gap <= AGREEMENT * scale + noise for _, gap in differences], dtype=bool)
    confirmed = ~corner & (np.abs(imaginary - means) <= AGREEMENT * scale + noise)
    return Slopes(chosen, np.where(confirmed, imaginary, means), means, imaginary, corner, noise)


def probe(
    program: Program, of: int | Mapping[int, Any], wanted: int, given: Mapping[int, Any]
) -> tuple[Callable[[Array], Any], Array]:
    """The function from the value of `wanted` to the number `of`, and its present argument.

    What does not depend on `wanted` is performed once.
    """
    ends: Mapping[int, Any] = {of: 1.0} if isinstance(of, int) else of
    values = program.replay([*ends, wanted], given)
    affected = depends(program, [wanted]) - set(given)
    fixed = {index: value for index, value in values.items() if index not in affected}

    def function(x: Array) -> Any:
        replayed = program.replay(ends, {**fixed, wanted: x[()]})
        return sum(np.sum(np.multiply(replayed[index], dy)) for index, dy in ends.items())

    return function, np.array(values[wanted], dtype=np.float64)


def spread(shape: tuple[int, ...], limit: int) -> list[Entry]:
    """All entries of an array, or `limit` of them from the first to the last."""
    size = int(np.prod(shape))
    places: Iterable[int] = np.unique(np.linspace(0, size - 1, min(size, limit)).round().astype(int)) if size else []
    return [tuple(int(i) for i in np.unravel_index(place, shape)) for place in places]


def moved(x: Array, entry: Entry, step: complex) -> Array:
    """`x` with one entry moved."""
    copy = x.astype(np.result_type(x, type(step)))
    copy[entry] += step
    return copy


def complex_step(function: Callable[[Array], Any], x: Array, entry: Entry) -> float:
    """Im f(x + ih) / h, exact to rounding; NaN where the imaginary part cannot pass, or is dropped with a warning."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("error", np.exceptions.ComplexWarning)
        try:
            slope = float(np.imag(function(moved(x, entry, IMAGINARY * 1j)))) / IMAGINARY
        except (TypeError, ValueError, np.exceptions.ComplexWarning):
            return float("nan")
    return slope if np.isfinite(slope) else float("nan")


def central(
    function: Callable[[Array], Any], x: Array, entry: Entry, centre: float, smallest: float = STEP
) -> tuple[float, float]:
    """The central difference with the larger of two steps, and what speaks against a slope there.

    That is how far the two step sizes disagree, or the part of the jump between the one-sided slopes that does not
    shrink with the step, whichever is larger.
    """
    step = smallest * max(1.0, abs(float(x[entry])))
    means, jumps = [], []
    for h in (step, step / 4):
        right = (float(np.real(function(moved(x, entry, h)))) - centre) / h
        left = (centre - float(np.real(function(moved(x, entry, -h))))) / h
        means.append((right + left) / 2)
        jumps.append(right - left)
    lasting = (4 * jumps[1] - jumps[0]) / 3  # a smooth function's jump is proportional to the step
    return means[0], max(abs(means[0] - means[1]), abs(lasting))

"""Other points to look at a function from: next to it, of the usual size off all symmetries, where all is small."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from handgrad.doctor.calls.structure import Array, Point

USUAL = 0.5
"""The size of numbers in a network at work: start weights of 0.01 make many wrong derivatives look right."""
LITTLE = (0.1, 0.01, 0.001)
"""Sizes at which probabilities are far from 0 and 1."""
LARGEST = 1000.0
"""By how much an array is made larger at most."""


def usual(point: Point) -> Point:
    """A point of the usual size off all symmetries; numbers keep their sign, and zeros become something."""
    rng = np.random.default_rng(2)
    return {name: livelier(array, rng) for name, array in point.items()}


def livelier(array: Array, rng: np.random.Generator) -> Array:
    """One array at that point."""
    factors = min(USUAL / size_of(array), LARGEST) * (1 + 0.3 * rng.uniform(-1, 1, array.shape))
    return np.asarray(np.where(array == 0, 0.2 * USUAL * rng.standard_normal(array.shape), factors * array))


def beside(point: Point) -> Point:
    """A point next to this one, off its corners."""
    rng = np.random.default_rng(5)
    return {
        name: np.asarray(array + 1e-3 * size_of(array) * rng.standard_normal(array.shape))
        for name, array in point.items()
    }


def little(point: Point) -> Iterator[Point]:
    """Points on the way to zero."""
    for size in LITTLE:
        yield {name: np.asarray(array * min(size / size_of(array), 1.0)) for name, array in point.items()}


def size_of(array: Array) -> float:
    """The size of an array's numbers that are not 0."""
    numbers = array[array != 0]
    return float(np.sqrt(np.mean(numbers**2))) if numbers.size else 1.0

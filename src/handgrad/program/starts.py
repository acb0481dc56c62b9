"""Starts: other random numbers for a program, by new seeds of its own random sources."""

from __future__ import annotations

import contextlib
import itertools
import random
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from handgrad.program.patched import patched

STEP = 7919
"""By how much a seed that is a number moves from one start to the next."""


def moved(seed: Any, start: int) -> Any:
    """The seed of another start."""
    if isinstance(seed, (int, np.integer)) and not isinstance(seed, bool):
        return (int(seed) + STEP * start) % 2**32
    return seed


@contextlib.contextmanager
def another_start(start: int) -> Iterator[None]:
    """While this lasts every seed is moved, and what is not seeded is; start 0 leaves seeds as they are."""
    unseeded = itertools.count(1)

    def seeding(function: Callable[..., Any]) -> Callable[..., Any]:
        def seed(value: Any = None, *args: Any, **options: Any) -> Any:
            fresh = STEP * start + next(unseeded) if value is None else moved(value, start)
            return function(fresh, *args, **options)

        return seed

    class SeededRandom(random.Random):
        def __init__(self, value: Any = None) -> None:
            super().__init__(STEP * start + next(unseeded) if value is None else moved(value, start))

    class SeededState(np.random.RandomState):
        def __init__(self, seed: Any = None) -> None:
            super().__init__(STEP * start + next(unseeded) if seed is None else moved(seed, start))

    random.seed(start)
    np.random.seed(start)
    places = [(random, "seed", seeding(random.seed)), (np.random, "seed", seeding(np.random.seed)),
              (np.random, "default_rng", seeding(np.random.default_rng)), (random, "Random", SeededRandom),
              (np.random, "RandomState", SeededState)]  # fmt: skip
    with patched(places):
        yield

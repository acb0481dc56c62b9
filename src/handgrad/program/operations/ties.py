"""Ties: how much of the slope of a maximum each of two equal operands gets; every share is a subgradient."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

import numpy as np

MIDDLE = 0.5
"""What the first of two equal operands gets where nothing else is said."""

first_share: ContextVar[float] = ContextVar("first_share", default=MIDDLE)


@contextlib.contextmanager
def ties(first: float) -> Iterator[None]:
    """Derive, in the block, with this share of a slope for the first of two equal operands, and the rest for the other.

    A relu's backward pass takes 0 at 0 where it asks `z > 0`, and 1 where it asks `z >= 0`: both are right.
    """
    token = first_share.set(first)
    try:
        yield
    finally:
        first_share.reset(token)


def slope_in_first(a: Any, b: Any) -> Any:
    """The slope of max(a, b) in a: 1 where a is larger, 0 where it is smaller, its share where both are equal."""
    return np.where(np.isnan(b), 1.0, (a > b) + first_share.get() * (a == b))


def slope_in_second(a: Any, b: Any) -> Any:
    """The slope of max(a, b) in b."""
    return np.where(np.isnan(a), 1.0, (b > a) + (1 - first_share.get()) * (a == b))

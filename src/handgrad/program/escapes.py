"""Escapes: where a traced function makes plain Python numbers of recorded ones, which then stay as they are."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from handgrad.program.arrays import RecordedArray
from handgrad.program.numbers import RecordedFloat
from handgrad.program.operators import scalar_type

CONVERSIONS = ("__float__", "__int__", "__bool__", "__complex__", "__index__")


@contextlib.contextmanager
def escaped() -> Iterator[Callable[[str], list[int]]]:
    """While this lasts, conversions are noted; the value gives the lines of a file where there were any."""
    places: list[tuple[str, int]] = []
    kinds: list[Any] = [RecordedArray, RecordedFloat, *(scalar_type(kind) for kind in (np.float32, np.float64))]
    before = [(kind, name, vars(kind).get(name)) for kind in kinds for name in CONVERSIONS if hasattr(kind, name)]
    for kind, name, _ in before:
        setattr(kind, name, noting(getattr(kind, name), places))
    try:
        yield lambda file: [line for name, line in places if name == file]
    finally:
        for kind, name, own in before:
            if own is None:
                delattr(kind, name)
            else:
                setattr(kind, name, own)


def noting(convert: Callable[[Any], Any], places: list[tuple[str, int]]) -> Callable[[Any], Any]:
    """A conversion that notes the line from which it is called."""

    def note(value: Any) -> Any:
        frame = sys._getframe(1)
        places.append((frame.f_code.co_filename, frame.f_lineno))
        return convert(value)

    return note

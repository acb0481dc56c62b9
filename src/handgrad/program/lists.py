"""Lists of recorded numbers given to NumPy functions: NumPy would take the plain numbers out of them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from handgrad.program import recorder
from handgrad.program.numbers import RecordedNumber


class ListeningUfunc:
    """A ufunc that takes lists of recorded numbers as recorded arrays; all else about it is the ufunc's own."""

    def __init__(self, ufunc: np.ufunc) -> None:
        self.ufunc = ufunc
        self.__name__, self.__doc__ = ufunc.__name__, ufunc.__doc__

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The ufunc's value of arrays made of what is given."""
        return self.ufunc(*map(as_array, args), **kwargs)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.ufunc, name)
        return listening(found) if name in ("reduce", "accumulate", "outer") else found

    def __repr__(self) -> str:
        return repr(self.ufunc)


def listening(function: Callable[..., Any]) -> Callable[..., Any]:
    """A NumPy function that takes lists of recorded numbers as recorded arrays."""

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        result = function(*map(as_array, args), **kwargs)
        if type(result) is np.ndarray and recorder.recording() and any(map(holds_arrays, args)):
            return function(*(np.array(part) if holds_arrays(part) else part for part in args), **kwargs)
        return result

    return call


def holds_arrays(value: Any) -> bool:
    """Whether a value is a list of recorded arrays, all of one shape."""
    if type(value) not in (list, tuple) or not value or not all(isinstance(part, np.ndarray) for part in value):
        return False
    return type(value[0]) is not np.ndarray and len({part.shape for part in value}) == 1


def as_array(value: Any) -> Any:
    """A recorded array in place of a list of recorded numbers; anything else as it is."""
    return np.array(value) if type(value) in (list, tuple) and value and holds_numbers(value) else value


def holds_numbers(value: Any) -> bool:
    """Whether a nested list holds recorded numbers and, beside them, only numbers."""
    found = False
    for part in value:
        if type(part) in (list, tuple):
            found = holds_numbers(part) or found
        elif isinstance(part, np.ndarray) or not isinstance(part, (int, float, np.number)):
            return False
        else:
            found = found or isinstance(part, RecordedNumber)
    return found

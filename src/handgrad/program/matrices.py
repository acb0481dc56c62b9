"""Recorded matrices: `np.matrix`, which is always of two axes, and whose `*` is the matrix product."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from handgrad.program import recorder
from handgrad.program.arrays import RecordedArray
from handgrad.program.calls import apply_function, function_name, record
from handgrad.program.recorder import plain

make_matrix = np.asmatrix
"""NumPy's own: while a program runs, `np.asmatrix` records."""
NUMBERS = (int, float, complex, np.generic)
KEEPING = ("sum", "mean", "prod", "max", "min", "std", "var", "argmax", "argmin", "any", "all")
"""Reductions, after which a matrix still has both axes."""


class RecordedMatrix(RecordedArray):
    """A recorded array that behaves as `np.matrix` does; a Program sees products and slices of plain arrays."""

    def __new__(cls, data: Any, dtype: Any = None, copy: bool = True) -> Any:
        """`np.matrix(data)`: texts are read as NumPy reads them, and one row is made of a list of numbers."""
        if isinstance(data, str) or not recorder.recording():
            data = np.asarray(make_matrix(plain(data)))
        array = np.array(data, dtype=dtype) if copy else np.asarray(data, dtype=dtype)
        return matrix(array.reshape(1, -1) if np.ndim(array) < 2 else array)

    def __array_function__(self, func: Any, types: Any, args: Any, kwargs: Any) -> Any:
        name = function_name(func)
        axis = kwargs.get("axis", args[1] if len(args) > 1 else None)
        if name in KEEPING and axis is not None:
            kwargs = {**kwargs, "keepdims": True}
        return apply_function(func, name, args, kwargs)

    def __getitem__(self, index: Any) -> Any:
        if np.ndim(index) == 2 and not isinstance(index, (tuple, list)):
            return matrix(super().__getitem__(array(index)).reshape(1, -1))  # a mask
        row, column = index if isinstance(index, tuple) and len(index) == 2 else (index, slice(None))
        if is_place(row) and is_place(column):
            return super().__getitem__((row, column))
        return super().__getitem__((kept(row, self.shape[0]), kept(column, self.shape[1])))

    def __mul__(self, other: Any) -> Any:
        return np.multiply(self, other) if is_number(other) else product(self, two_axes(other))

    def __rmul__(self, other: Any) -> Any:
        return np.multiply(other, self) if is_number(other) else product(two_axes(other), self)

    def __imul__(self, other: Any) -> Any:
        self[...] = self * other
        return self

    def __pow__(self, power: Any, modulo: Any = None) -> Any:
        found = self
        for _ in range(int(power) - 1):
            found = found * self
        return found

    def ravel(self, *args: Any) -> Any:
        """One row of all elements."""
        return self.reshape((1, -1))

    flatten = ravel  # type: ignore[assignment]

    def tolist(self) -> Any:
        """Nested lists of numbers."""
        return self.A.tolist()

    @property
    def A(self) -> Any:
        """The same as an array."""
        return array(record("copy", (self,), {}, np.ndarray.view(self, np.ndarray).copy()))

    @property
    def A1(self) -> Any:
        """All elements as an array of one axis."""
        return self.A.ravel()

    @property
    def I(self) -> Any:  # noqa: E743
        """The inverse, or where there is none the pseudoinverse."""
        return np.linalg.inv(self) if self.shape[0] == self.shape[1] else np.linalg.pinv(self)

    getA, getA1, getI = (lambda self: self.A), (lambda self: self.A1), (lambda self: self.I)
    getT = getH = lambda self: self.T
    H = property(lambda self: self.T)


def keeping(name: str) -> Callable[..., Any]:
    """A reduction that leaves both axes."""

    def reduce(self: RecordedMatrix, axis: Any = None, *args: Any, **kwargs: Any) -> Any:
        call = getattr(RecordedArray, name)
        return call(self) if axis is None else call(self, axis, *args, **kwargs, keepdims=True)

    return reduce


for _name in KEEPING:
    setattr(RecordedMatrix, _name, keeping(_name))


def as_matrix(data: Any, dtype: Any = None) -> Any:
    """`np.asmatrix`: what is one already, or an array seen as one."""
    return data if isinstance(data, RecordedMatrix) else RecordedMatrix(data, dtype, copy=False)


def product(left: Any, right: Any) -> Any:
    """The matrix product."""
    return record("matmul", (left, right), {}, plain(left) @ plain(right))


def two_axes(value: Any) -> Any:
    """An operand of a product: one row where it has one axis."""
    value = np.array(value) if isinstance(value, (list, tuple)) else value
    return value.reshape(1, -1) if np.ndim(value) == 1 else value


def is_number(value: Any) -> bool:
    """Whether an operand is a single number."""
    return isinstance(value, NUMBERS) or (isinstance(value, np.ndarray) and value.ndim == 0)


def is_place(index: Any) -> bool:
    """Whether an index names one row or one column."""
    return isinstance(index, (int, np.integer)) and not isinstance(index, (bool, np.bool_))


def kept(index: Any, length: int) -> Any:
    """An index that leaves its axis: one place as a slice."""
    if not is_place(index):
        return index
    first = int(index) + (length if int(index) < 0 else 0)
    return slice(first, first + 1)


def matrix(value: Any) -> Any:
    """A recorded array seen as a matrix; NumPy's own matrix of what is not recorded."""
    if not isinstance(value, RecordedArray):
        return make_matrix(value)
    current = recorder.current
    if current is not None:
        current.kinds = result_of
    return seen_as(RecordedMatrix, value)


def array(value: Any) -> Any:
    """A recorded matrix seen as an array; anything else as it is."""
    return seen_as(RecordedArray, value) if isinstance(value, RecordedMatrix) else value


def seen_as(kind: type[RecordedArray], value: RecordedArray) -> RecordedArray:
    """The same memory and operation as an array of another kind."""
    found = np.ndarray.view(value, kind)
    found._memory, found._node, found._version = value._memory, value._node, value._version
    return found


def result_of(args: tuple[Any, ...], value: Any) -> Any:
    """What an operation gives back: a matrix where it was given one, and gives two axes."""
    if not isinstance(value, np.ndarray) or value.ndim != 2:
        return value
    parts = (part for arg in args for part in (arg if isinstance(arg, (tuple, list)) else [arg]))
    return matrix(value) if any(isinstance(part, RecordedMatrix) for part in parts) else value

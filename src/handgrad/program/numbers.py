"""Recorded numbers: Python floats and ints and NumPy scalars that know which operation gave them."""

from __future__ import annotations

from typing import Any

import numpy as np

from handgrad.program import recorder


class RecordedNumber:
    """Mixed into a number type: arithmetic is performed on the plain numbers and recorded under the ufunc's name."""

    __slots__ = ()

    ref: recorder.Ref | None = None
    """The operation that gave it."""

    @property
    def recorded_node(self) -> int | None:
        """The index of that operation."""
        return self.ref.index if self.ref is not None else None

    def plain(self) -> Any:
        """The same number without recording."""
        raise NotImplementedError

    def unrecorded(self) -> Any:
        """The same; what `recorder.plain` asks for."""
        return self.plain()

    def operand(self) -> Any:
        """What an operation that reads this number keeps of it."""
        return self.ref if self.ref is not None else self.plain()

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        from handgrad.program.calls import apply_ufunc

        return apply_ufunc(ufunc, method, inputs, kwargs)

    def __array_function__(self, func: Any, types: Any, args: Any, kwargs: Any) -> Any:
        from handgrad.program.calls import apply_function, function_name

        return apply_function(func, function_name(func), args, kwargs)

    def __copy__(self) -> Any:
        return self

    def __deepcopy__(self, memo: Any) -> Any:
        return self

    def __reduce__(self) -> Any:
        return type(self.plain()), (self.plain(),)

    def __hash__(self) -> int:
        return hash(self.plain())

    def __repr__(self) -> str:
        return repr(self.plain())

    def __str__(self) -> str:
        return str(self.plain())

    def __format__(self, spec: str) -> str:
        return format(self.plain(), spec)


class RecordedFloat(RecordedNumber, float):
    """A Python float."""

    __slots__ = ("ref",)

    def plain(self) -> float:
        """The same number without recording."""
        return float.__float__(self)

    unrecorded = float.__float__


class RecordedInt(RecordedNumber, int):
    """A Python int."""

    def plain(self) -> int:
        """The same number without recording."""
        return int.__int__(self)

    unrecorded = int.__int__

    def __index__(self) -> int:
        return int.__int__(self)


class RecordedScalar(RecordedNumber):
    """A NumPy scalar; `plain_type` is its own type."""

    plain_type: type[np.generic]

    def plain(self) -> Any:
        """The same number without recording."""
        return self._raw

    _raw: Any = None

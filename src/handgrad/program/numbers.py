"""Recorded numbers: Python floats and ints and NumPy scalars that write down what is done with them."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from handgrad.program import recorder


class RecordedNumber:
    """Mixed into a number type: arithmetic is performed on the plain numbers and recorded under the ufunc's name."""

    recorded_node: int | None = None

    def plain(self) -> Any:
        """The same number without recording."""
        raise NotImplementedError

    def unrecorded(self) -> Any:
        """The same; what `recorder.plain` asks for."""
        return self.plain()

    def operand(self) -> Any:
        """What an operation that reads this number keeps of it."""
        return recorder.Ref(self.recorded_node) if self.recorded_node is not None else self.plain()

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


_scalar_types: dict[type, type] = {}


def scalar_type(plain_type: type[np.generic]) -> type:
    """The recorded version of a NumPy scalar type."""
    if plain_type not in _scalar_types:
        own = {**vars(RecordedNumber), **vars(RecordedScalar), "plain_type": plain_type}
        for unwanted in ("__dict__", "__weakref__"):
            own.pop(unwanted, None)
        # NumPy reads the dtype of a scalar's class off its first base
        made = type(f"Recorded{plain_type.__name__}", (plain_type, RecordedScalar), own)
        define_operators(made)
        define_methods(made)
        _scalar_types[plain_type] = made
    return _scalar_types[plain_type]


def record_number(value: Any, node: int | None) -> Any:
    """A number that stands for operation `node`; what cannot be recorded (bools, strings, ...) stays as it is."""
    kind = type(value)
    if kind is not float:
        value = recorder.plain(value)
        kind = type(value)
    if node is None or kind is bool or kind is np.bool_:
        return value
    made: Any
    if kind is float:
        made = RecordedFloat(value)
    elif kind is int:
        made = RecordedInt(value)
    elif isinstance(value, (np.floating, np.integer)):
        made = scalar_type(kind)(value)
        made._raw = value
    else:
        return value
    made.recorded_node = node
    return made


BINARY = {
    "add": "add", "sub": "subtract", "mul": "multiply", "truediv": "divide", "pow": "power",
    "floordiv": "floor_divide", "mod": "remainder", "and": "bitwise_and", "or": "bitwise_or", "xor": "bitwise_xor",
    "matmul": "matmul",
}  # fmt: skip
COMPARISONS = {
    "lt": "less", "le": "less_equal", "gt": "greater", "ge": "greater_equal", "eq": "equal", "ne": "not_equal",
}  # fmt: skip
UNARY = {"neg": "negative", "pos": "positive", "abs": "absolute"}
NUMBERS = (int, float, np.generic)


def binary(short: str, ufunc_name: str, swapped: bool) -> Callable[[Any, Any], Any]:
    """An arithmetic operator, as Python or NumPy would perform it on the plain numbers."""
    act = getattr(operator, short + "_" if short in ("and", "or") else short)

    def operate(self: RecordedNumber, other: Any) -> Any:
        if not isinstance(other, NUMBERS):
            if isinstance(self, RecordedScalar) and isinstance(other, (list, tuple, np.ndarray)):
                given: tuple[Any, Any] = (other, self) if swapped else (self, other)
                return getattr(np, ufunc_name)(*given)
            if isinstance(other, (list, tuple, str)) and isinstance(self, RecordedInt):
                return act(other, self.plain()) if swapped else act(self.plain(), other)
            return NotImplemented
        pair = (other, self) if swapped else (self, other)
        raw = act(recorder.plain(pair[0]), recorder.plain(pair[1]))
        return note(ufunc_name, pair, raw)

    return operate


def comparison(short: str, ufunc_name: str) -> Callable[[Any, Any], Any]:
    """A comparison; recorded as well, for a replay must come out on the same side."""
    act = getattr(operator, short)

    def compare(self: RecordedNumber, other: Any) -> Any:
        if isinstance(other, np.ndarray) or not isinstance(other, NUMBERS):
            if isinstance(other, np.ndarray):
                return getattr(np, ufunc_name)(self, other)
            return NotImplemented
        raw = act(self.plain(), recorder.plain(other))
        note(ufunc_name, (self, other), raw)
        return raw

    return compare


def unary(short: str, ufunc_name: str) -> Callable[[Any], Any]:
    """A sign operator."""
    act = getattr(operator, short)

    def operate(self: RecordedNumber) -> Any:
        return note(ufunc_name, (self,), act(self.plain()))

    return operate


def note(name: str, args: tuple[Any, ...], raw: Any) -> Any:
    """Record `name(*args) = raw` and return it recorded."""
    current = recorder.current
    if current is None or not current.active or isinstance(raw, complex):
        return raw
    return record_number(raw, current.emit(name, recorder.ref_or_value(args), {}, raw))


def define_operators(kind: type) -> None:
    """Give a recorded number type its operators."""
    for short, name in BINARY.items():
        if short == "matmul":
            continue
        setattr(kind, f"__{short}__", binary(short, name, swapped=False))
        setattr(kind, f"__r{short}__", binary(short, name, swapped=True))
    for short, name in COMPARISONS.items():
        setattr(kind, f"__{short}__", comparison(short, name))
    for short, name in UNARY.items():
        setattr(kind, f"__{short}__", unary(short, name))
    kind.__round__ = rounded  # type: ignore[attr-defined]


def rounded(self: RecordedNumber, digits: int | None = None) -> Any:
    """`round(number, digits)`; without digits an int, which is not recorded."""
    raw = round(self.plain(), digits)
    return raw if digits is None else note("round", (self, digits), raw)


def define_methods(kind: type) -> None:
    """Give a recorded NumPy scalar the array methods people call on it."""
    for name in ("sum", "mean", "max", "min", "reshape", "ravel", "flatten", "squeeze", "copy", "round", "astype",
                 "dot", "item", "transpose", "std", "var", "clip", "tolist"):  # fmt: skip
        setattr(kind, name, scalar_method(name))
    kind.T = property(lambda self: self)  # type: ignore[attr-defined]
    setattr(kind, "__getitem__", element)  # noqa: B010


def element(self: RecordedScalar, index: Any) -> Any:
    """`number[()]` and the like."""
    return note_any("getitem", (self, index), self.plain()[recorder.plain(index)])


def note_any(name: str, args: tuple[Any, ...], raw: Any) -> Any:
    """Like `note`, for results that may be arrays."""
    current = recorder.current
    if current is None or not current.active:
        return raw
    return recorder.recorded(raw, current.emit(name, recorder.ref_or_value(args), {}, raw))


def scalar_method(name: str) -> Callable[..., Any]:
    """A NumPy scalar's method under its function's name."""
    canonical = "item" if name == "tolist" else name

    def call(self: RecordedScalar, *args: Any, **kwargs: Any) -> Any:
        raw = getattr(self.plain(), name)(*recorder.plain(args), **recorder.plain(kwargs))
        return note_any(canonical, (self, *args), raw)

    return call


for _kind in (RecordedFloat, RecordedInt):
    define_operators(_kind)

"""Operators of recorded numbers: the arithmetic is done on the plain numbers and recorded under the ufunc's name."""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from handgrad.program import recorder
from handgrad.program.numbers import RecordedFloat, RecordedInt, RecordedNumber, RecordedScalar

_scalar_types: dict[type, type] = {}


def scalar_type(plain_type: type[np.generic]) -> type:
    """The recorded version of a NumPy scalar type."""
    if plain_type not in _scalar_types:
        own = {**vars(RecordedNumber), **vars(RecordedScalar), "plain_type": plain_type}
        for unwanted in ("__dict__", "__weakref__", "__slots__"):
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
    made.ref = recorder.Ref(node)
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
PYTHON_NUMBERS = frozenset({float, int, RecordedFloat, RecordedInt})
"""Kinds of numbers whose `real` is the same number without recording."""


def acting(short: str) -> Callable[..., Any]:
    """What an operator does with plain numbers."""
    act: Callable[..., Any] = getattr(operator, short + "_" if short in ("and", "or") else short)
    return act


def python_operator(short: str, name: str) -> Callable[[Any, Any], Any]:
    """An operator between Python's own numbers; what makes no number is recorded as well, as a comparison is.

    Programs without NumPy do hardly anything else, so the way from here to the written operation is short.
    """
    act, general = acting(short), comparison(short, name) if short in COMPARISONS else binary(short, name, False)

    def operate(self: Any, other: Any) -> Any:
        current, kind = recorder.current, type(other)
        if current is None or not current.active or kind not in PYTHON_NUMBERS:
            return general(self, other)
        raw, mine = act(self.real, other.real), self.ref
        if type(raw) is complex:
            return raw
        if kind is RecordedFloat or kind is RecordedInt:
            theirs = other.ref
            args, reads = (mine, theirs), [mine.index, theirs.index]
        else:
            args, reads = (mine, other), [mine.index]
        return numbered(raw, current.write(name, args, {}, raw, "", reads, sys._getframe(1)))

    return operate


def python_operator_swapped(short: str, name: str) -> Callable[[Any, Any], Any]:
    """An operator whose first operand is a plain Python number."""
    act, general = acting(short), binary(short, name, True)

    def operate(self: Any, other: Any) -> Any:
        current, kind = recorder.current, type(other)
        if current is None or not current.active or (kind is not float and kind is not int):
            return general(self, other)
        raw, mine = act(other, self.real), self.ref
        if type(raw) is complex:
            return raw
        return numbered(raw, current.write(name, (other, mine), {}, raw, "", [mine.index], sys._getframe(1)))

    return operate


def numbered(raw: Any, ref: recorder.Ref | None) -> Any:
    """A plain number as the recorded one that an operation gave; what is no real number stays as it is."""
    kind = type(raw)
    if ref is None or (kind is not float and kind is not int):
        return raw
    made: Any = RecordedFloat(raw) if kind is float else RecordedInt(raw)
    made.ref = ref
    return made


def binary(short: str, ufunc_name: str, swapped: bool) -> Callable[[Any, Any], Any]:
    """An arithmetic operator, as Python or NumPy would perform it on the plain numbers."""
    act = acting(short)

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
    """Give a recorded number type its operators: Python's own numbers have the short way between each other."""
    python = kind in PYTHON_NUMBERS
    for short, name in BINARY.items():
        if short == "matmul":
            continue
        setattr(kind, f"__{short}__", python_operator(short, name) if python else binary(short, name, swapped=False))
        swapped = python_operator_swapped(short, name) if python else binary(short, name, swapped=True)
        setattr(kind, f"__r{short}__", swapped)
    for short, name in COMPARISONS.items():
        setattr(kind, f"__{short}__", python_operator(short, name) if python else comparison(short, name))
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

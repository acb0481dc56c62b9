"""Where recorded values come from: NumPy's creation functions and every random source, while a program runs."""

from __future__ import annotations

import contextlib
import functools
import itertools
import math
import random
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from handgrad.program import recorder
from handgrad.program.arrays import RecordedArray
from handgrad.program.calls import SILENT, record
from handgrad.program.lists import ListeningUfunc, listening
from handgrad.program.matrices import RecordedMatrix, array, as_matrix
from handgrad.program.memory import read_memory
from handgrad.program.numbers import RecordedNumber
from handgrad.program.patched import patched
from handgrad.program.recorder import plain, quietly, recorded, ref_or_value
from handgrad.program.vectorized import RecordingVectorize

CREATION = [
    "zeros",
    "ones",
    "empty",
    "eye",
    "identity",
    "arange",
    "linspace",
    "logspace",
    "geomspace",
    "frombuffer",
    "fromstring",
    "fromfunction",
    "loadtxt",
    "genfromtxt",
    "load",
    "tri",
    "hamming",
    "hanning",
    "fromfile",
    "mgrid",
]
CONVERSION = ("array", "asarray", "asanyarray", "ascontiguousarray", "asfortranarray")


INPUT = "input"
"""The origin of a leaf that stands for whatever will be given: a number of it is no literal."""


def leaf(raw: Any, origin: str) -> Any:
    """A value that nothing recorded went into."""
    current = recorder.current
    if current is None or not current.active or not isinstance(raw, (np.ndarray, float, np.floating, np.integer)):
        return raw
    if isinstance(raw, np.ndarray) and raw.dtype == object:
        return raw
    return recorded(raw, current.emit("leaf", (), {}, raw, origin=origin))


def creating(function: Callable[..., Any], origin: str) -> Callable[..., Any]:
    """`function`, its result recorded as a leaf."""

    @functools.wraps(function)
    def create(*args: Any, **kwargs: Any) -> Any:
        return leaf(quietly(function, *args, **kwargs), origin)

    return create


def has_recorded(value: Any) -> bool:
    """Whether a nested list holds computed values (literals alone make a plain leaf)."""
    if isinstance(value, RecordedArray):
        return True
    if isinstance(value, RecordedNumber):
        current = recorder.current
        node = value.recorded_node
        if current is None or node is None:
            return False
        op = current.program.ops[node]
        return op.name != "leaf" or op.origin == INPUT
    return isinstance(value, (list, tuple)) and any(has_recorded(part) for part in value)


def converting(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    """`np.array` and its kin: a copy of a recorded array, a "pack" of recorded parts, or a leaf."""

    @functools.wraps(function)
    def convert(value: Any, *args: Any, **kwargs: Any) -> Any:
        value = array(value)
        if not isinstance(value, (list, tuple, np.ndarray, RecordedNumber, float, int, range)):
            value = list(value) if hasattr(value, "__next__") and not hasattr(value, "__array__") else value
        raw = function(plain(value), *plain(args), **plain(kwargs))
        if raw.dtype == object:
            return function(value, *args, **kwargs)  # its elements go on recording
        if not recorder.recording() or raw.dtype.kind in "US":
            return raw
        if isinstance(value, RecordedArray):
            if np.ndarray.view(value, np.ndarray) is raw or (raw.shape == value.shape and np.shares_memory(raw, value)):
                return value
            if raw.shape != value.shape:
                return record("reshape", (value, raw.shape), {}, raw)
            return (
                record("astype", (value, raw.dtype), {}, raw)
                if raw.dtype != value.dtype
                else record("copy", (value,), {}, raw)
            )
        if has_recorded(value):
            return record("pack", (value,), {"dtype": raw.dtype}, raw)
        return leaf(raw, name)

    return convert


def converted(kind: type, value: Any) -> Any:
    """`float(value)` and the like: a recorded number stays one."""
    raw = kind(plain(value))
    if not isinstance(raw, (float, np.floating)) or not isinstance(value, (RecordedNumber, RecordedArray)):
        return raw
    return record("item", (value,), {}, raw)


def shuffled(permute: Callable[[Any], None], target: Any) -> None:
    """Shuffle in place, recorded as indexing by the permutation drawn."""
    if not isinstance(target, RecordedArray) or not recorder.recording():
        permute(target)
        return
    order = quietly(np.arange, len(target))
    permute(order)
    target[...] = target[leaf(order, "random.shuffle")]


class RecordingGenerator(np.random.Generator):
    """`default_rng(...)` whose draws are recorded leaves."""


class RecordingRandomState(np.random.RandomState):
    """`RandomState(...)` whose draws are recorded leaves."""


def drawing(method: Callable[..., Any], origin: str) -> Callable[..., Any]:
    """A random method; permutations of recorded arrays stay connected with them."""

    @functools.wraps(method)
    def draw(*args: Any, **kwargs: Any) -> Any:
        name = origin.rpartition(".")[2]
        values = args[1:] if args and isinstance(args[0], (np.random.Generator, np.random.RandomState)) else args
        if name == "shuffle":
            return shuffled(lambda target: method(*args[: len(args) - len(values)], target, **kwargs), values[0])
        if name == "permutation" and isinstance(values[0], RecordedArray):
            order = quietly(method, *args[: len(args) - len(values)], len(values[0]), **kwargs)
            return values[0][leaf(order, origin)]
        result = quietly(method, *args, **kwargs)
        if isinstance(result, (np.ndarray, float, np.floating, np.integer)):
            return leaf(result, origin)
        return result

    return draw


UNDRAWN = (
    "seed",
    "get_state",
    "set_state",
    "bit_generator",
    "spawn",
    "default_rng",
    "test",
    "get_bit_generator",
    "set_bit_generator",
)

for _kind in (RecordingGenerator, RecordingRandomState):
    for _name in dir(_kind.__base__):
        if not _name.startswith("_") and _name not in UNDRAWN and callable(getattr(_kind, _name)):
            setattr(_kind, _name, drawing(getattr(_kind.__base__, _name), f"random.{_name}"))


class RecordingPythonRandom(random.Random):
    """`random.Random(...)` whose draws are recorded leaves."""


PYTHON_DRAWS = [
    "random",
    "uniform",
    "gauss",
    "normalvariate",
    "triangular",
    "betavariate",
    "expovariate",
    "lognormvariate",
]
for _name in PYTHON_DRAWS:
    setattr(RecordingPythonRandom, _name, creating(getattr(random.Random, _name), f"random.{_name}"))

MATH = {
    "exp": "exp", "log": "log", "sqrt": "sqrt", "tanh": "tanh", "sin": "sin", "cos": "cos", "pow": "power",
    "cosh": "cosh", "sinh": "sinh", "fabs": "absolute", "log1p": "log1p", "expm1": "expm1", "log2": "log2",
    "log10": "log10", "atan": "arctan", "erf": "erf", "tan": "tan",
}  # fmt: skip


def arithmetic(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    """A function of `math`, recorded where it is given a recorded number."""

    @functools.wraps(function)
    def perform(*args: Any) -> Any:
        raw = function(*plain(args))
        current = recorder.current
        numbers = [value for value in args if isinstance(value, (RecordedNumber, RecordedArray))]
        if current is None or not current.active or not numbers or (name == "log" and len(args) > 1):
            return raw
        return recorded(raw, current.emit(name, ref_or_value(args), {}, raw))

    return perform


def full(shape: Any, fill_value: Any, *args: Any, **kwargs: Any) -> Any:
    """`np.full`, which may spread a recorded number."""
    raw = quietly(make_full, shape, fill_value, *args, **kwargs)
    return record("broadcast_to", (fill_value, raw.shape), {}, raw) if has_recorded(fill_value) else leaf(raw, "full")


def fromiter(values: Any, dtype: Any = float, count: int = -1, **kwargs: Any) -> Any:
    """`np.fromiter`, whose values may be recorded."""
    return np.array(list(values if count < 0 else itertools.islice(values, count)), dtype=dtype, **kwargs)


def as_strided(x: Any, *args: Any, **kwargs: Any) -> Any:
    """`as_strided`: a window on the memory of `x`."""
    raw = make_strided(plain(x), *args, **kwargs)
    current = recorder.current
    if not isinstance(x, RecordedArray) or current is None or x.node() is None:
        return raw
    return recorded(raw, read_memory(current, current.memory_of(plain(x)), raw))


make_full, make_strided = np.full, np.lib.stride_tricks.as_strided


def replacements() -> Iterator[tuple[Any, str, Any]]:
    """Every (module, name, recording version) that stands in while a program runs."""
    for name in CREATION:
        if callable(getattr(np, name, None)):
            yield np, name, creating(getattr(np, name), name)
    for name in CONVERSION:
        yield np, name, converting(getattr(np, name), name)
    yield from ((np, "vectorize", RecordingVectorize), (np, "full", full), (np, "fromiter", fromiter))
    yield np.lib.stride_tricks, "as_strided", as_strided
    yield from ((np, "matrix", RecordedMatrix), (np, "asmatrix", as_matrix))
    yield math, "fsum", sum
    for name, value in list(vars(np).items()):  # `dir` would also import what NumPy imports when it is asked for
        if isinstance(value, np.ufunc):
            yield np, name, ListeningUfunc(value)
        elif isinstance(value, type(np.dot)) and name not in (*CREATION, *CONVERSION, *SILENT, "full", "fromiter"):
            yield np, name, listening(value)
    for name in dir(np.random):
        value = getattr(np.random, name)
        if not name.startswith("_") and name not in UNDRAWN and not isinstance(value, type) and callable(value):
            yield np.random, name, drawing(value, f"random.{name}")
    yield np.random, "RandomState", RecordingRandomState
    make = np.random.default_rng
    yield np.random, "default_rng", lambda seed=None: RecordingGenerator(make(plain(seed)).bit_generator)
    for name in PYTHON_DRAWS:
        yield random, name, creating(getattr(random, name), f"random.{name}")
    yield random, "Random", RecordingPythonRandom
    for name, canonical in MATH.items():
        yield math, name, arithmetic(getattr(math, name), canonical)


@contextlib.contextmanager
def recording_sources() -> Iterator[None]:
    """While this lasts, NumPy, `random` and `math` hand out and take recorded values."""
    with patched(replacements()):
        yield

"""Compiling: anyone's NumPy function, traced once for the shapes it is given, performed by an engine."""

from __future__ import annotations

import inspect
import linecache
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from handgrad import engines
from handgrad.engines.engine import Unfit
from handgrad.program.escapes import escaped
from handgrad.program.listing import listing
from handgrad.program.program import Op
from handgrad.program.trace import Traced, Untraceable, trace
from handgrad.program.trees import leaves, mapped

TOLERANCE = {4: 1e-4, 8: 1e-9}
"""How far the results may be from the function's own, relative to their norm, by the bytes of a number."""


def compile(step: Callable[..., Any], *examples: Any, engine: str = engines.AUTO) -> Compiled:
    """The same function, compiled: `step` is traced on the examples and performed by an engine from then on.

    `step` takes and returns arrays, numbers, and lists, dictionaries and `Params` of them; numbers count as floats.
    It must be pure: what it returns follows from its arguments alone, none of which it changes. Another shape or dtype
    than that of the examples compiles anew. Arrays that it reads from elsewhere are fixed as they are now.

    The result is compared with `step` on the examples and on values nearby. `engine` is the name of one of
    `handgrad engines`; "auto" takes the quickest that can. Raises Untraceable, which is a ValueError, with
    the line and what to write instead.
    """
    if engine not in engines.names():
        raise ValueError(f"unknown engine {engine!r}; known: {', '.join(engines.names())}")
    compiled = Compiled(step, engine)
    compiled.variant(examples)
    return compiled


@dataclass
class Variant:
    """A function compiled for one signature."""

    engine: str
    code: str
    perform: Callable[..., Any]


@dataclass
class Compiled:
    """What `compile` returns; `engine` is the one that performs it, `show()` prints the code that runs."""

    step: Callable[..., Any]
    asked: str
    variants: dict[Any, Variant] = field(default_factory=dict)
    reason: str = ""
    """Why an engine that was asked for does not perform it; empty where it does."""

    def __call__(self, *args: Any) -> Any:
        """What the function returns."""
        return self.variant(args).perform(*args)

    @property
    def engine(self) -> str:
        """The engine that performs what was compiled last."""
        return next(reversed(self.variants.values())).engine

    def show(self) -> None:
        """Print the code that runs, for each signature."""
        print("\n\n".join(variant.code for variant in self.variants.values()))

    def variant(self, args: tuple[Any, ...]) -> Variant:
        """The function for arguments of this kind, compiled at their first sight."""
        key = signature(args)
        if key not in self.variants:
            self.variants[key] = self.made(args)
        return self.variants[key]

    def made(self, args: tuple[Any, ...]) -> Variant:
        """The function compiled for arguments of this kind; the function itself where no engine can perform it."""
        traced, self.reason = traced_step(self.step, args), ""
        for name in engines.order(self.asked):
            try:
                return self.tried(name, traced, args)
            except Unfit as unfit:
                self.reason = f"engine {name!r} cannot: {unfit}"
        if self.asked not in ("plain", engines.AUTO):
            warnings.warn(f"{self.step.__name__} runs as it is: {self.reason}", stacklevel=4)
        return Variant("plain", source_of(self.step, traced), self.step)

    def tried(self, name: str, traced: Traced, args: tuple[Any, ...]) -> Variant:
        """The function by one engine, compared with the function itself. Raises Unfit."""
        if name == "plain":
            return Variant(name, source_of(self.step, traced), self.step)
        kind = engines.find(name)
        if kind.missing():
            raise Unfit(kind.missing())
        function = kind.function(traced)
        perform = performing(function, traced)
        for given in (args, *nearby(args)):
            require_same(self.step, perform, given)
        return Variant(name, str(getattr(function, "listing", listing(traced))), perform)


def signature(args: tuple[Any, ...]) -> Any:
    """All about the arguments that the compiled code depends on: how they are nested, shapes, dtypes, and what is none.

    Numbers count as floats, whichever they are.
    """
    kinds = [(leaf.shape, leaf.dtype) if isinstance(leaf, np.ndarray) else () for leaf in leaves(args)]
    return repr(mapped(args, lambda leaf: 0)), tuple(kinds)


def performing(function: Callable[..., list[Any]], traced: Traced) -> Callable[..., Any]:
    """The engine's function of leaves as one of the arguments."""
    values = [traced.program.ops[index].value for index in traced.outputs]

    def perform(*args: Any) -> Any:
        given = [leaf if isinstance(leaf, np.ndarray) else float(leaf) for leaf in leaves(args)]
        return traced.returned([as_returned(each, old) for each, old in zip(function(*given), values, strict=True)])

    return perform


def as_returned(result: Any, value: Any) -> Any:
    """A result as what the function itself returns: an array, a NumPy scalar or a Python number."""
    if isinstance(value, np.ndarray):
        return np.asarray(result, value.dtype)
    return value.dtype.type(result) if isinstance(value, np.generic) else type(value)(result)


def traced_step(step: Callable[..., Any], args: tuple[Any, ...]) -> Traced:
    """The Program of a pure function. Raises Untraceable, with the line, for one that is not, or cannot be followed."""
    file = file_of(step)
    first = leaves(called_read_only(step, args, file))
    with escaped() as escapes:
        traced = trace(step, *args, files=[file])
    for op in traced.program.ops:
        line = op.site.line if op.site else 0
        if op.origin.startswith("random."):
            raise refusal(file, line, "draws a random number: draw it outside, and give it as an argument")
        if branches(op):
            raise refusal(file, line, "decides by a value, once for all calls: write np.where(condition, a, b)")
    for line in escapes(file):
        raise refusal(file, line, "makes a plain number of a value, once for all calls: use the value as it is")
    if not equal(first, leaves(step(*mapped(args, copied)))):
        name = getattr(step, "__name__", "it")
        raise Untraceable(f"{name} gives other numbers at a second call: give what it draws or counts as an argument")
    return traced


def file_of(step: Callable[..., Any]) -> str:
    """The file in which a function stands."""
    code = getattr(inspect.unwrap(getattr(step, "func", step)), "__code__", None)
    return str(code.co_filename) if code else ""


def source_of(step: Callable[..., Any], traced: Traced) -> str:
    """A function as it is written; as it was traced, where its source is not to be had."""
    try:
        return inspect.getsource(inspect.unwrap(getattr(step, "func", step)))
    except (OSError, TypeError):
        return listing(traced)


def branches(op: Op) -> bool:
    """Whether the value is a truth that was handed to Python: an `if`, a `while`, an `assert`, an `and`."""
    return isinstance(op.value, (bool, np.bool_)) and op.name != "leaf"


def refusal(file: str, line: int, what: str) -> Untraceable:
    """One sentence that names the line and the rewrite."""
    text = linecache.getline(file, line).strip()
    return Untraceable(f"line {line}, `{text}`, {what}" if text else f"the function {what}")


def called_read_only(step: Callable[..., Any], args: tuple[Any, ...], file: str) -> Any:
    """What a function gives. Raises Untraceable where it changes an argument in place."""
    try:
        return step(*mapped(args, read_only))
    except ValueError as error:
        if "read-only" not in str(error):
            raise
        places = [place.lineno or 0 for place in traceback.extract_tb(error.__traceback__) if place.filename == file]
    line = places[-1] if places else 0
    raise refusal(file, line, "changes an argument in place: make a new array, as in w = w - step, and return it")


def equal(one: list[Any], other: list[Any]) -> bool:
    """Whether two lists hold the same arrays and numbers."""
    return len(one) == len(other) and all(
        np.array_equal(a, b, equal_nan=np.asarray(a).dtype.kind == "f") for a, b in zip(one, other, strict=True)
    )


def copied(leaf: Any) -> Any:
    """A copy of an array; a number as it is."""
    return np.array(leaf) if isinstance(leaf, np.ndarray) else leaf


def read_only(leaf: Any) -> Any:
    """A copy that cannot be written to; a number as it is."""
    copy = copied(leaf)
    if isinstance(copy, np.ndarray):
        copy.flags.writeable = False
    return copy


def nearby(args: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Other arguments of the same kind: every float moved a little, and then further."""
    rng = np.random.default_rng(0)
    for size in (0.01, 0.5):

        def moved(leaf: Any, size: float = size) -> Any:
            array = np.asarray(leaf)
            if array.dtype.kind != "f":
                return leaf
            near = (array * (1 + size * rng.uniform(-1, 1, array.shape))).astype(array.dtype)
            return near if isinstance(leaf, np.ndarray) else type(leaf)(near)

        yield mapped(args, moved)


def require_same(step: Callable[..., Any], perform: Callable[..., Any], args: tuple[Any, ...]) -> None:
    """Raise Unfit where the compiled function gives other numbers than the function itself."""
    for index, (found, expected) in enumerate(zip(leaves(perform(*args)), leaves(step(*args)), strict=True)):
        found, expected = np.asarray(found), np.asarray(expected)
        tolerance = TOLERANCE.get(expected.dtype.itemsize if expected.dtype.kind == "f" else 8, 1e-9)
        scale = float(np.max(np.abs(expected[np.isfinite(expected)]), initial=0))
        if not np.allclose(found, expected, rtol=tolerance, atol=tolerance * scale, equal_nan=True):
            raise Unfit(f"result {index} of {step.__name__} differs from the function's own")

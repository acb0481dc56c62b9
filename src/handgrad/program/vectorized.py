"""Vectorized: `np.vectorize`, what it does element by element written down as what it does to whole arrays."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from handgrad.program import recorder
from handgrad.program.arrays import RecordedArray
from handgrad.program.operations import perform
from handgrad.program.program import Op, Ref, substitute
from handgrad.program.recorder import Recorder, plain, quietly, recorded, ref_or_value

Place = tuple[str, int]
"""An operand of a call: which input it is, or which of the call's operations gave it."""


class RecordingVectorize(np.vectorize):
    """`np.vectorize` calling the program's function on recorded numbers."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The function's values, element by element."""
        arrays = [np.asarray(value) for value in args]
        shape = np.broadcast_shapes(*(np.shape(value) for value in arrays))
        known = not kwargs and self.signature is None and np.prod(shape) > 0
        current = recorder.current
        if current is None or not current.active or not known or not any(map(is_recorded, arrays)):
            return super().__call__(*plain(args), **plain(kwargs))
        flat = [np.broadcast_to(value, shape).ravel() for value in arrays]
        calls = [call(current, self.pyfunc, parts) for parts in zip(*flat, strict=True)]
        if isinstance(calls[0].result, tuple):
            return tuple(
                np.array([each.result[k] for each in calls]).reshape(shape) for k in range(len(calls[0].result))
            )
        whole = lifted(current, arrays, calls, [*turned(current, self.pyfunc, flat), *calls])
        kind = np.dtype(self.otypes[0]) if self.otypes else np.asarray(plain(calls[0].result)).dtype
        whole = np.array([each.result for each in calls]).reshape(shape) if whole is None else whole
        return whole if whole.dtype == kind else whole.astype(kind)


def is_recorded(value: Any) -> bool:
    """Whether an array is known to the recorder."""
    return isinstance(value, RecordedArray)


@dataclass
class Call:
    """What the program's function did with one element of each array."""

    ops: list[Op]
    result: Any
    places: dict[int, Place] = field(default_factory=dict)

    def read(self, ref: Ref) -> Any:
        """What stands at an operand, the same for the same operation of every call."""
        return self.places.get(ref.index, ref)

    def step(self, at: int) -> Any:
        """An operation as every call that does the same has it; None behind the last one."""
        op = self.ops[at] if at < len(self.ops) else None
        return op and (op.name, substitute(op.args, self.read), substitute(op.kwargs, self.read))

    def operands(self, structure: Any, own: dict[Place, Any]) -> Any:
        """What this call reads, with the whole arrays in the place of single elements."""
        return substitute(structure, lambda ref: own[self.places[ref.index]] if ref.index in self.places else ref)

    def outcome(self) -> Any:
        """What comes out."""
        return substitute(ref_or_value(self.result), self.read)


def call(current: Recorder, function: Callable[..., Any], parts: Sequence[Any]) -> Call:
    """One call, and what was recorded of it."""
    begin = len(current.program.ops)
    result = function(*parts)
    done = Call(current.program.ops[begin:], result)
    done.places = {part.recorded_node: ("input", k) for k, part in enumerate(parts) if hasattr(part, "recorded_node")}
    done.places |= {op.index: ("operation", k) for k, op in enumerate(done.ops)}
    return done


def turned(current: Recorder, function: Callable[..., Any], flat: list[Any]) -> list[Call]:
    """A call with the other sign, for what the function does there: NumPy too calls it once more than it must."""
    if len(flat) > 1 or flat[0].dtype.kind != "f":
        return []
    with contextlib.suppress(Exception):
        return [call(current, function, [-flat[0][0]])]
    return []


def lifted(current: Recorder, arrays: list[Any], calls: list[Call], known: list[Call]) -> Any:
    """What `known` calls do performed on arrays, where they differ only by what they compared; None elsewhere.

    What comes out is what the calls gave: `math.exp` and `np.exp` may differ by a rounding.
    """
    own = {("input", k): ref_or_value(array) for k, array in enumerate(arrays)}
    begin = len(current.program.ops)
    with np.errstate(all="ignore"):
        try:
            outcome = lift(current, known, 0, own)
        except (TypeError, ValueError, ArithmeticError):
            return None
    last = current.program.ops[outcome.index] if isinstance(outcome, Ref) and outcome.index >= begin else None
    results = [plain(each.result) for each in calls]
    values = quietly(agreeing, results, last.value, np.broadcast_shapes(*map(np.shape, arrays))) if last else None
    return recorded(values, last.index) if last and values is not None else None


def agreeing(results: list[Any], whole: Any, shape: tuple[int, ...]) -> Any:
    """The results of all calls in the shape of what was computed of whole arrays; None where that is not the same."""
    if np.shape(whole) != shape:
        return None
    values = np.array(results).reshape(shape)
    return values if np.allclose(whole, values, rtol=1e-9, equal_nan=True) else None


def lift(current: Recorder, calls: list[Call], at: int, own: dict[Place, Any]) -> Any:
    """The operand that holds what all calls give, from their operation `at` on."""
    first = calls[0]
    while (step := first.step(at)) is not None and all(each.step(at) == step for each in calls[1:]):
        op = first.ops[at]
        args, kwargs = first.operands((op.args, op.kwargs), own)
        own[("operation", at)] = emit(current, op.name, args, kwargs, op)
        at += 1
    if all(each.step(at) is None and each.outcome() == first.outcome() for each in calls):
        return first.operands(ref_or_value(first.result), own)
    chosen: dict[bool, list[Call]] = {True: [], False: []}
    for each in calls:
        chosen[bool(each.ops[at - 1].value)].append(each)
    if at == 0 or not isinstance(first.ops[at - 1].value, (bool, np.bool_)) or not all(chosen.values()):
        raise ValueError("the calls differ by more than what they compared")
    ways = [lift(current, chosen[outcome], at, dict(own)) for outcome in (True, False)]
    return emit(current, "where", (own[("operation", at - 1)], *ways), {}, first.ops[at - 1])


def emit(current: Recorder, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], like: Op) -> Ref:
    """Perform an operation and write it down where another one stands."""
    ops = current.program.ops
    values = [substitute(part, lambda ref: ops[ref.index].value) for part in (args, kwargs)]
    value = perform(name, values[0], values[1], precise=False)
    if not np.all(np.isfinite(value)):
        raise ValueError("a way that an element does not take has no value there")
    node = current.emit(name, args, kwargs, value)
    if node is None:
        raise ValueError("recording is over")
    ops[node].site, ops[node].stack = like.site, like.stack
    return Ref(node)

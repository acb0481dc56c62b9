"""Tracing: the Program of one call of a pure function, and one Program for every batch size made from a few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from handgrad.program import recorder
from handgrad.program.arrays import RecordedArray
from handgrad.program.numbers import RecordedNumber
from handgrad.program.operators import record_number
from handgrad.program.program import Op, Program, Ref, substitute
from handgrad.program.record import installed
from handgrad.program.recorder import Recorder
from handgrad.program.sources import INPUT, recording_sources
from handgrad.program.trees import leaves, mapped, rebuilt

BUDGET = 200_000
"""Operations of one call, after which a loop has been unrolled that should not have been."""


class Untraceable(ValueError):
    """There is no Program for a function; the message names the operation and, where it is known, the line."""


@dataclass(frozen=True)
class Size:
    """A number that follows the batch size n: `factor n + offset`, or that divided by `n + below`."""

    factor: Any
    offset: Any = 0
    below: Any = None

    def of(self, n: Any) -> Any:
        """The number for a batch of n rows."""
        above = self.factor * n + self.offset
        return above if self.below is None else above / (n + self.below)


@dataclass
class Traced:
    """A Program of which some leaves are inputs and some operations are outputs.

    `inputs` are the leaves that stand for the arrays and numbers of the arguments, in order; `outputs` the operations
    whose values the function returned, in the tree `result`. `shapes` has the shape of every operation's value. A
    dimension, and a number among the operands, may be a `Size`.
    """

    program: Program
    inputs: list[int]
    outputs: list[int]
    result: Any
    shapes: list[tuple[Any, ...]]

    def returned(self, values: Sequence[Any]) -> Any:
        """What the function would return, from the values of its outputs."""
        return rebuilt(self.result, values)


def trace(function: Callable[..., Any], *args: Any, files: Iterable[str] = ()) -> Traced:
    """Call `function` once and record it; `files` are those whose lines its operations are placed in.

    Python numbers among the arguments stand for floats. Raises Untraceable where what it does cannot be followed.
    """
    active = Recorder(files, BUDGET)
    inputs: list[int] = []

    def enter(leaf: Any) -> Any:
        value = np.array(leaf) if isinstance(leaf, np.ndarray) else float(leaf)
        index = active.emit("leaf", (), {}, value, origin=INPUT)
        assert index is not None
        inputs.append(index)
        return RecordedArray.of(value, index) if isinstance(value, np.ndarray) else record_number(value, index)

    with installed(active):
        given = mapped(args, enter)
        with recording_sources():
            result = function(*given)
        if not active.active:
            raise Untraceable(f"it performs more than {BUDGET:,} operations: a loop of this length is not unrolled")
        outputs = [index_of(active, leaf) for leaf in leaves(result)]
    shapes = [shape_of(op.value) for op in active.program.ops]
    return Traced(active.program, inputs, outputs, mapped(result, recorder.plain), shapes)


def shape_of(value: Any) -> tuple[int, ...]:
    """The shape of a value; of several values, which may differ in theirs, how many there are."""
    return (len(value),) if isinstance(value, (list, tuple)) else np.shape(value)


def index_of(active: Recorder, value: Any) -> int:
    """The operation whose value this is; a leaf for what was not computed from anything."""
    index = None
    if isinstance(value, RecordedArray):
        index = value.node()
    elif isinstance(value, RecordedNumber):
        index = value.recorded_node
    if index is None:
        index = active.emit("leaf", (), {}, recorder.plain(value), origin="constant")
    assert index is not None
    return index


def for_any_size(traced_at: Callable[[int], Traced], sizes: Sequence[int] = (3, 4, 6, 7)) -> Traced:
    """One Program for every batch size, from those at a few sizes: what differs between them follows the size.

    Raises Untraceable where the operations, or how a number follows the size, cannot be told from these.
    """
    many = [traced_at(n) for n in sizes]
    programs = [each.program for each in many]
    if len({len(program) for program in programs}) > 1 or any(each.outputs != many[0].outputs for each in many):
        raise Untraceable("which operations it performs depends on the batch size")
    merged = [merged_op([program.ops[i] for program in programs], sizes) for i in range(len(programs[0]))]
    shapes = [
        follow(list(shape), sizes, merged[i]) for i, shape in enumerate(zip(*(m.shapes for m in many), strict=True))
    ]
    return Traced(Program(merged), many[0].inputs, many[0].outputs, many[0].result, shapes)


def merged_op(ops: Sequence[Op], sizes: Sequence[int]) -> Op:
    """One operation from the same one at several sizes."""
    first = ops[0]
    if len({op.name for op in ops}) > 1:
        raise Untraceable("which operations it performs depends on the batch size")
    if first.name == "leaf" and first.origin != INPUT:
        return constant([op.value for op in ops], sizes, first)
    args = follow([op.args for op in ops], sizes, first)
    kwargs = follow([op.kwargs for op in ops], sizes, first)
    return Op(first.index, first.name, args, kwargs, first.value, first.site, first.origin, first.stack)


def constant(values: Sequence[Any], sizes: Sequence[int], op: Op) -> Op:
    """A leaf that is the same at every size, or the operation that makes it for any: one number spread, or a range."""
    first = values[0]
    if all(np.array_equal(first, value, equal_nan=np.asarray(first).dtype.kind == "f") for value in values):
        return op
    shape = follow([np.shape(value) for value in values], sizes, op)
    if np.ndim(first) and all(value.size and (value == first.flat[0]).all() for value in values):
        spread = (first.flat[0], shape)
        return Op(op.index, "broadcast_to", spread, {}, first, op.site, op.origin, op.stack)
    if np.ndim(first) == 1 and all(np.array_equal(value, np.arange(len(value))) for value in values):
        return Op(op.index, "arange", shape, {"dtype": first.dtype}, first, op.site, op.origin, op.stack)
    if not np.ndim(first):
        number = follow(list(values), sizes, op)
        return Op(op.index, "positive", (number,), {}, first, op.site, op.origin, op.stack)
    raise Untraceable(f"an array made by {op.origin or 'it'} depends on the batch size{place(op)}")


def follow(values: Sequence[Any], sizes: Sequence[int], op: Op) -> Any:
    """The common structure of operands at several sizes, with a `Size` where a number follows the size."""
    first = values[0]
    if any(type(value) is not type(first) for value in values):
        raise Untraceable(f"the kind of an operand of {op.name} depends on the batch size{place(op)}")
    if isinstance(first, (tuple, list)):
        if len({len(value) for value in values}) > 1:
            raise Untraceable(f"how many operands {op.name} takes depends on the batch size{place(op)}")
        return type(first)(follow(parts, sizes, op) for parts in zip(*values, strict=True))
    if isinstance(first, dict):
        return {key: follow([value[key] for value in values], sizes, op) for key in first}
    if isinstance(first, slice):
        ends = [(value.start, value.stop, value.step) for value in values]
        return slice(*follow(ends, sizes, op))
    if all(same(first, value) for value in values):
        return first
    return size_behind(values, sizes, op)


def same(one: Any, other: Any) -> bool:
    """Whether two operands are equal."""
    if isinstance(one, np.ndarray):
        return one.shape == other.shape and np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    return one is other or bool(one == other) or (one != one and other != other)


def size_behind(values: Sequence[Any], sizes: Sequence[int], op: Op) -> Size:
    """The rule by which a number follows the batch size, found at all sizes but the last and tried there."""
    found = None
    if all(isinstance(value, (int, np.integer)) for value in values):
        found = straight([int(value) for value in values], sizes)
    elif all(isinstance(value, (float, np.floating)) for value in values):
        found = straight([float(value) for value in values], sizes) or bent([float(value) for value in values], sizes)
    if found is None:
        value = values[0]
        raise Untraceable(f"the number {value!r} in {op.name} depends on the batch size or on the values{place(op)}")
    return found


def straight(values: Sequence[Any], sizes: Sequence[int]) -> Size | None:
    """The rule a n + b, where there is one."""
    slope = (values[1] - values[0]) / (sizes[1] - sizes[0])
    if isinstance(values[0], int):
        rule = Size(round(slope), values[0] - round(slope) * sizes[0])
    else:
        rule = Size(snapped(slope), snapped(values[0] - slope * sizes[0]))
    return confirmed(rule, values, sizes)


def bent(values: Sequence[float], sizes: Sequence[int]) -> Size | None:
    """The rule (a n + b) / (n + d), where there is one: v n = a n + b - d v at three sizes gives a, b and d."""
    rows = [[n, 1.0, -value] for n, value in zip(sizes[:3], values, strict=False)]
    try:
        a, b, d = np.linalg.solve(np.array(rows), [value * n for n, value in zip(sizes[:3], values, strict=False)])
    except np.linalg.LinAlgError:
        return None
    return confirmed(Size(snapped(a), snapped(b), snapped(d)), values, sizes)


def snapped(value: float) -> float:
    """The fraction with small terms that a number is, but for rounding; the number itself where it is none."""
    near = Fraction(float(value)).limit_denominator(10_000)
    return float(near) if abs(float(near) - value) <= 1e-9 * max(abs(value), 1) else float(value)


def confirmed(rule: Size, values: Sequence[Any], sizes: Sequence[int]) -> Size | None:
    """The rule, where it gives all the values."""
    with np.errstate(all="ignore"):
        right = all(np.isclose(rule.of(n), value, rtol=1e-9, atol=0) for n, value in zip(sizes, values, strict=True))
    return rule if right else None


def shared(traced: Traced) -> Traced:
    """The same with every operation that repeats an earlier one replaced by that: nobody refers to it any more."""
    first: dict[Any, int] = {}
    same_as: list[int] = []
    ops = []

    def earlier(ref: Ref) -> Ref:
        return Ref(same_as[ref.index])

    for op in traced.program.ops:
        args, kwargs = substitute(op.args, earlier), substitute(op.kwargs, earlier)
        key = op.index if op.name == "leaf" else spelled((op.name, args, kwargs))
        same_as.append(first.setdefault(key, op.index))
        ops.append(Op(op.index, op.name, args, kwargs, op.value, op.site, op.origin, op.stack))
    return replace(traced, program=Program(ops), outputs=[same_as[i] for i in traced.outputs])


def spelled(structure: Any) -> Any:
    """Operands as something to look up; an array stands for itself alone."""
    if isinstance(structure, (tuple, list)):
        return (type(structure).__name__, *map(spelled, structure))
    if isinstance(structure, dict):
        return tuple((key, spelled(part)) for key, part in structure.items())
    if isinstance(structure, slice):
        return ("slice", spelled((structure.start, structure.stop, structure.step)))
    if isinstance(structure, np.ndarray):
        return id(structure)
    return (type(structure).__name__, structure)


def place(op: Op) -> str:
    """Where an operation stands, for the end of a sentence."""
    return f" (line {op.site.line}: {op.site.function})" if op.site else ""

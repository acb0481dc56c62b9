"""Reverse mode over a Program: the right gradient of one of its values in any other, in float64."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from handgrad.program.operations import Operation, find, widened
from handgrad.program.operations.dtypes import kind
from handgrad.program.operations.ties import first_share
from handgrad.program.program import Op, Program, Ref, operands, substitute

NUMBERS = frozenset({float, int, np.float64})
"""Kinds of numbers whose operations are derived once for all cotangents: most of what a scalar engine does."""


class NoRule(ValueError):
    """The derivative of an operation on the way is not known; `op` is the operation."""

    def __init__(self, op: Op) -> None:
        self.op = op
        place = f" at {op.site.file}:{op.site.line}" if op.site else ""
        super().__init__(f"no derivative rule for the operation {op.name!r}{place}")


@np.errstate(all="ignore")
def gradients(
    program: Program,
    of: int | Mapping[int, Any],
    wanted: Iterable[int],
    values: Mapping[int, Any] | None = None,
) -> dict[int, np.ndarray[Any, Any]]:
    """The gradient of operation `of` (the sum of its elements) with respect to each of the `wanted` operations' values.

    `of` may instead give the cotangents of several operations. `values` are those of all operations on the way, as from
    `program.replay`; by default the recorded ones. Each gradient is float64, has the shape of its operation's value,
    is zero where there is no way, and is not to be written: gradients may share memory. At a corner it is one of the
    subgradients: the mean at a tie of maxima (or another, within `ties`), 0 for |x|. Raises NoRule for an operation
    on the way whose derivative is not known, complex arithmetic included.
    """
    wanted = set(wanted)
    sweep = Sweep(program, values, set())
    cotangents = seeds(sweep, of)
    sweep.path = depends(program, wanted, sorted(slice_to(program, cotangents)))
    sweep.start(cotangents)
    for index in sweep.order():
        op = program[index]
        for ref, dx in sweep.backward(op):
            sweep.add(ref, dx)
        if index not in wanted:
            del sweep.found[index]
    return {index: sweep.gradient(index) for index in wanted}


@np.errstate(all="ignore")
def adjoints(
    program: Program, of: int | Mapping[int, Any], values: Mapping[int, Any] | None = None
) -> dict[int, np.ndarray[Any, Any]]:
    """The gradient of `of` with respect to every number and array that it depends on, as `gradients` gives them.

    An operation that `of` depends on through one without a rule is left out: its gradient is not known. So are truth
    values and what holds several results.
    """
    sweep = Sweep(program, values, None)
    sweep.start(seeds(sweep, of))
    unknown: set[int] = set()
    for index in sweep.visit:
        if index in unknown:
            unknown.update(program[index].refs())
        elif index in sweep.found:
            for ref, dx in sweep.backward(program[index], unknown):
                sweep.add(ref, dx)
    known = (index for index in sweep.visit if index not in unknown and kind(program[index].value) in tuple("fiu"))
    return {index: sweep.gradient(index) for index in known}


def depends(program: Program, on: Iterable[int], among: Iterable[int] | None = None) -> set[int]:
    """The forward slice: the operations `on` and all `among` the given ones (in order) that depend on any of them."""
    found = set(on)
    for index in range(min(found, default=0), len(program)) if among is None else among:
        if index not in found and not found.isdisjoint(program[index].refs()):
            found.add(index)
    return found


def slice_to(program: Program, of: int | Iterable[int]) -> set[int]:
    """The backward slice: the operations `of` and all that any of them depends on."""
    return set(program.needed([of] if isinstance(of, int) else of))


def seeds(sweep: Sweep, of: int | Mapping[int, Any]) -> Mapping[int, Any]:
    """The cotangents to start from: one for each element of a single operation."""
    return {of: np.ones(np.shape(sweep.value(of)))} if isinstance(of, int) else of


class Sweep:
    """One pass from the last operation to the first: the cotangents found so far, and those still to hand on."""

    def __init__(self, program: Program, values: Mapping[int, Any] | None, path: set[int] | None) -> None:
        self.program = program
        self.values = values
        self.path = path
        self.found: dict[int, Any] = {}

    def start(self, cotangents: Mapping[int, Any]) -> None:
        """Begin with the cotangents of some operations; others that those depend on are then to be visited."""
        self.visit = sorted(slice_to(self.program, cotangents), reverse=True)
        for index, dy in cotangents.items():
            self.add(index, np.broadcast_to(np.asarray(dy, np.float64), np.shape(self.value(index))))

    def order(self) -> Iterator[int]:
        """The operations that a cotangent has reached, last first."""
        return (index for index in self.visit if index in self.found)

    def value(self, index: int) -> Any:
        """The value of an operation, floats in float64."""
        if self.values is None:
            return widened(self.program[index].value)
        if index not in self.values:
            raise ValueError(f"the value of operation {index} ({self.program[index].name}) is not given")
        return widened(self.values[index])

    def add(self, index: int, dy: Any) -> None:
        """Another cotangent of an operation, if it lies on the way to what is wanted."""
        if self.path is None or index in self.path:
            self.found[index] = total(self.found[index], dy) if index in self.found else dy

    def gradient(self, index: int) -> np.ndarray[Any, Any]:
        """What was found for an operation: zeros where nothing reached it."""
        shape = np.shape(self.value(index))
        return np.broadcast_to(np.asarray(self.found.get(index, 0.0), dtype=np.float64), shape)

    def backward(self, op: Op, unknown: set[int] | None = None) -> Iterator[tuple[int, Any]]:
        """The parts that the cotangent of `op` hands on to each operation that it reads.

        Operations that it reads without a rule are added to `unknown`; raises NoRule where that is None.
        """
        if op.name == "leaf":
            return
        slopes = self.slopes_of(op)
        if slopes is None:
            yield from self.handed_back(op, self.found[op.index], unknown)
            return
        dy = float(self.found[op.index])
        for ref, slope in slopes:
            if self.path is None or ref in self.path:
                yield ref, dy * slope if dy else 0.0

    def slopes_of(self, op: Op) -> list[tuple[int, float]] | None:
        """The slopes of an operation on numbers in each of them, kept with it; None for any other operation."""
        refs = op.refs()
        numbers = (self.value(op.index), *map(self.value, refs))
        if not all(type(number) in NUMBERS for number in numbers):
            return None
        key = (*numbers, first_share.get())
        if op.slopes is None or op.slopes[0] != key:
            path, self.path = self.path, None
            try:
                op.slopes = key, [(ref, float(dx)) for ref, dx in self.handed_back(op, 1.0)]
            except NoRule:
                return None
            finally:
                self.path = path
        kept: list[tuple[int, float]] = op.slopes[1]
        return kept

    def handed_back(self, op: Op, dy: Any, unknown: set[int] | None = None) -> Iterator[tuple[int, Any]]:
        """What an operation hands on of a cotangent, by its rules."""
        operation, y = find(op.name), self.value(op.index)
        args, kwargs = operation.arranged(op.args, op.kwargs)
        if op.name == "item" and isinstance(self.source(args[0]), (tuple, list)):
            yield args[0].index, one_of(self.source(args[0]), args[1], dy)
            return
        if isinstance(y, (tuple, list)):
            dy = completed(y, dy)
        plain, named = substitute(args, self.source), substitute(kwargs, self.source)
        for key, structure in (*enumerate(args), *kwargs.items()):
            if any(self.counts(ref, y) for ref in operands(structure)):
                try:
                    dx = cotangent(op, operation, key, dy, y, plain, named)
                except NoRule:
                    if unknown is None:
                        raise
                    unknown.update(ref.index for ref in operands(structure))
                    continue
                yield from handed_on(structure, dx, lambda ref: self.counts(ref, y))

    def source(self, ref: Any) -> Any:
        """The value of an operand."""
        return self.value(ref.index) if isinstance(ref, Ref) else ref

    def counts(self, ref: Ref, y: Any) -> bool:
        """Whether the derivative of `y` in this operand is wanted and can be other than zero.

        Truth values have none, and neither do integers or truth values made of floats: they are constant but for jumps.
        """
        if self.path is not None and ref.index not in self.path:
            return False
        kinds = kinds_of(self.program[ref.index].value)
        return kinds != {"b"} and not (kinds_of(y) <= set("iub") and "f" in kinds) and kinds_of(y) != {"b"}


def kinds_of(value: Any) -> set[str]:
    """The kinds of numbers in a value."""
    return {each for part in value for each in kinds_of(part)} if isinstance(value, (tuple, list)) else {kind(value)}


def cotangent(op: Op, operation: Operation, key: Any, dy: Any, y: Any, args: Any, kwargs: Any) -> Any:
    """The cotangent of the operand at `key`, None for zero; raises NoRule if it is not known."""
    if key not in operation.backward or "c" in kinds_of(y):
        raise NoRule(op)
    rule = operation.backward[key]
    dx = None if rule is None else rule(dy, y, *args, **kwargs)
    if dx is NotImplemented:
        raise NoRule(op)
    return dx


def handed_on(structure: Any, dx: Any, counts: Any) -> Iterator[tuple[int, Any]]:
    """Each operation in an operand of nested tuples and lists, with its part of the operand's cotangent."""
    if dx is None:
        return
    if isinstance(structure, Ref):
        if counts(structure):
            yield structure.index, dx
    elif isinstance(structure, (tuple, list)):
        for part, dpart in zip(structure, dx, strict=True):
            yield from handed_on(part, dpart, counts)


def total(first: Any, second: Any) -> Any:
    """The sum of two cotangents; of an operation with several results, one by one."""
    if isinstance(first, list):
        return [b if a is None else a if b is None else total(a, b) for a, b in zip(first, second, strict=True)]
    return first + second


def one_of(values: Any, i: int, dy: Any) -> list[Any]:
    """The cotangent of several results, of which only one is reached."""
    return [dy if k == i % len(values) else None for k in range(len(values))]


def completed(values: Any, dy: Any) -> list[Any]:
    """The same cotangent with zeros for the results that nothing reached."""
    return [np.zeros(np.shape(value)) if part is None else part for value, part in zip(values, dy, strict=True)]

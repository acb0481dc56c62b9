"""A forward pass taken out of a recorded program, to be performed again on other inputs with other parameters."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from handgrad.program.program import Op, Program, Ref, substitute

Span = tuple[int, int, int, int]


@dataclass(frozen=True)
class Feed:
    """An expression whose values go into the pass: in the order of its evaluations, which operation each one is."""

    file: str
    span: Span
    indices: tuple[int, ...]
    """-1 for an evaluation whose value the pass computes itself, or does not need."""


@dataclass(frozen=True)
class Forward:
    """From rows of inputs to the prediction."""

    program: Program
    output: int
    inputs: tuple[int, ...]
    """One array of inputs, or single numbers."""
    shape: tuple[int, ...]
    """The shape of that array; empty for single numbers."""
    columns: bool
    """Whether a row of data is a column of that array."""
    feeds: tuple[Feed, ...]
    whole: bool
    """Whether the feeds are all that the pass needs."""

    @property
    def rows(self) -> int:
        """How many rows of data go through at a time."""
        return 1 if len(self.shape) < 2 else self.shape[1 if self.columns else 0]

    @property
    def width(self) -> int:
        """How many inputs a row has."""
        return len(self.inputs) if not self.shape else self.shape[0 if self.columns or len(self.shape) < 2 else 1]

    def spans(self, file: str) -> dict[Span, int]:
        """Where in a file the feeds stand, and their numbers."""
        return {feed.span: number for number, feed in enumerate(self.feeds) if feed.file == file}

    def given(self, fed: Sequence[Iterable[Any]]) -> dict[int, Any] | None:
        """Operation -> value, from the last values of each feed; None where one was not evaluated often enough."""
        found: dict[int, Any] = {}
        for feed, values in zip(self.feeds, map(list, fed), strict=True):
            if len(values) < len(feed.indices):
                return None
            found.update((index, value) for index, value in zip(feed.indices, values, strict=True) if index >= 0)
        return found

    def table(self, value: Any, rows: int) -> Any:
        """An array with something for each row of data, as (rows, numbers)."""
        array = np.asarray(value, dtype=float)
        return (array.T if self.columns and array.ndim == 2 else array).reshape(rows, -1)

    def inputs_in(self, given: Mapping[int, Any]) -> Any:
        """The inputs among the given values as (rows, inputs)."""
        values = [np.asarray(given[index], dtype=float) for index in self.inputs]
        if not self.shape:
            return np.array([[float(value) for value in values]])
        return self.table(values[0], 1 if values[0].ndim < 2 else values[0].shape[1 if self.columns else 0])

    def answers(self, given: Mapping[int, Any], points: Any = None) -> Any:
        """The prediction (rows, outputs) where the given values are what they are, at other inputs where there are any.

        Raises ValueError where the pass does not take so many rows.
        """
        if points is None:
            return self.table(self.program.replay([self.output], given)[self.output], len(self.inputs_in(given)))
        one = points[0] if len(points) == 1 else points.T
        own = (points.T if self.columns else points if len(self.shape) == 2 else points[0]) if self.shape else one
        put = {self.inputs[0]: own} if self.shape else dict(zip(self.inputs, own, strict=True))
        return self.table(self.program.replay([self.output], {**given, **put})[self.output], len(points))

    def over(self, points: Any, given: Mapping[int, Any]) -> Any:
        """The prediction at each of the points (n, inputs): (n, outputs); all at once where that is the same."""
        parts = [points[np.minimum(np.arange(start, start + self.rows), len(points) - 1)]
                 for start in range(0, len(points), self.rows)]  # fmt: skip
        ends = [self.answers(given, part) for part in (parts[0], parts[-1])]
        try:
            found = self.answers(given, np.concatenate(parts))
            if len(self.shape) != 1 and all(map(np.allclose, ends, (found[: self.rows], found[-self.rows :]))):
                return found[: len(points)]
        except (ValueError, TypeError):  # a pass that takes as many rows as it was recorded with
            pass
        return np.concatenate([self.answers(given, part) for part in parts])[: len(points)]


def taken_out(program: Program, output: int, inputs: Sequence[int], columns: bool, feeds: Sequence[Feed],
              whole: bool) -> tuple[Forward, dict[int, Any]]:  # fmt: skip
    """The pass of a recorded program that ends at `output`, with nothing that it does not need, and what it was given.

    Of a pass that is not `whole` only the inputs are kept.
    """
    fed = {index for feed in feeds for index in feed.indices if index >= 0} | set(inputs)
    needed = sorted({*program.needed([output], dict.fromkeys(fed)), *fed} if whole else fed)
    number = {old: new for new, old in enumerate(needed)}
    ops = [renumbered(program[old], number, old in fed) for old in needed]
    own = tuple(Feed(each.file, each.span, tuple(number.get(i, -1) for i in each.indices)) for each in feeds)
    forward = Forward(Program(ops), number.get(output, -1), tuple(number[i] for i in inputs),
                      np.shape(program[inputs[0]].value), columns, own, whole)  # fmt: skip
    return forward, {number[index]: program[index].value for index in fed}


def renumbered(op: Op, number: Mapping[int, int], given: bool) -> Op:
    """An operation with its operands' new numbers; what is given is a leaf without a value."""
    if given or op.name == "leaf":
        return Op(number[op.index], "leaf", (), {}, None if given else op.value, origin=op.origin)
    args, kwargs = substitute((op.args, op.kwargs), lambda ref: Ref(number[ref.index]))
    return Op(number[op.index], op.name, args, kwargs, None)


@dataclass
class Fed:
    """What went into a pass while its program ran."""

    forward: Forward
    latest: list[deque[Any]] = field(default_factory=list)
    """The last values of each feed."""
    rows: deque[Any] = field(default_factory=deque)
    """(prediction, inputs (rows, inputs) or None where they were not seen) of the last passes."""
    last: tuple[dict[int, Any], Any] | None = None
    """What went into the last pass, and its prediction."""

    def __post_init__(self) -> None:
        self.latest = [deque(maxlen=len(feed.indices)) for feed in self.forward.feeds]

    def note(self, number: int, value: Any) -> None:
        """An expression was evaluated."""
        self.latest[number].append(np.array(value))

    def met(self, prediction: Any, most: int) -> None:
        """The pass has come to its end; the inputs of `most` passes are kept."""
        given = self.forward.given(self.latest)
        self.last = None if given is None else (given, prediction)
        try:
            self.rows.append((prediction, None if given is None else self.forward.inputs_in(given)))
        except (ValueError, TypeError):  # a row of another length
            self.rows.append((prediction, None))
        while len(self.rows) > most:
            self.rows.popleft()

"""Stack: the operations of one training step, made ready to be performed for many starts at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from handgrad.program.lifts import Many, is_elementwise, perform_many, spread
from handgrad.program.operations import perform
from handgrad.program.program import Ref, operands, substitute


@dataclass(frozen=True)
class Line:
    """One operation of a step: its name, its operands by number, and the number of its value."""

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    result: int


Values = list[Any]
"""The value of every number: for those that differ from start to start, an array with the axis of starts in front."""
Doing = Callable[[Values], Any]


class Stack:
    """The operations of one step, made ready for many starts; `differs` says which values have the axis of starts.

    Where it is `precise`, floats narrower than float64 are widened.
    """

    def __init__(
        self, lines: Sequence[Line], differs: set[int], values: Values, starts: int, *, precise: bool = True
    ) -> None:
        self.differs = set(differs)
        self.starts = starts
        self.precise = precise
        self.doing: list[tuple[int, Doing]] = []
        for line in lines:
            doing = self.ready(line, values)
            values[line.result] = doing(values)
            self.doing.append((line.result, doing))

    def run(self, values: Values) -> None:
        """Perform one step."""
        for result, doing in self.doing:
            values[result] = doing(values)

    def ready(self, line: Line, values: Values) -> Doing:
        """One operation, bound to its operands as they are in the first step."""
        read = {ref.index for ref in operands((line.args, line.kwargs))}
        if not read & self.differs:
            return partial(self.alike, line)
        self.differs.add(line.result)
        return self.direct(line, values) or partial(self.general, line)

    def direct(self, line: Line, values: Values) -> Doing | None:
        """The quick way for elementwise functions and products of matrices; None where there is none."""
        if line.kwargs or any(isinstance(part, (tuple, list, slice)) for part in line.args):
            return None
        parts = [self.wrapped(part, values) for part in line.args]
        ranks = [part.ndim if isinstance(part, Many) else np.ndim(part) for part in parts]
        if line.name in ("matmul", "dot") and ranks == [2, 2]:
            return bound(np.matmul, line.args, [None, None])
        if is_elementwise(line.name):
            shapes = [
                spread(part, max(ranks)).shape if isinstance(part, Many) and part.ndim < max(ranks) else None
                for part in parts
            ]
            return bound(getattr(np, line.name), line.args, shapes)
        return None

    def wrapped(self, part: Any, values: Values) -> Any:
        """An operand as the lifts take it."""
        if not isinstance(part, Ref):
            return part
        return Many(values[part.index]) if part.index in self.differs else values[part.index]

    def general(self, line: Line, values: Values) -> Any:
        """Any operation, whatever it takes."""
        args, kwargs = substitute((line.args, line.kwargs), lambda ref: self.wrapped(ref, values))
        return perform_many(line.name, args, kwargs, self.starts, precise=self.precise).array

    def alike(self, line: Line, values: Values) -> Any:
        """An operation that is the same for all starts."""
        args, kwargs = substitute((line.args, line.kwargs), lambda ref: values[ref.index])
        return perform(line.name, args, kwargs, precise=self.precise)


def bound(function: Callable[..., Any], args: tuple[Any, ...], shapes: list[Any]) -> Doing:
    """`function` of these operands, each in its shape."""
    if len(args) == 2 and shapes == [None, None] and all(isinstance(part, Ref) for part in args):
        one, other = args[0].index, args[1].index
        return lambda values: function(values[one], values[other])

    def do(values: Values) -> Any:
        parts = [values[part.index] if isinstance(part, Ref) else part for part in args]
        return function(*(p if shape is None else p.reshape(shape) for p, shape in zip(parts, shapes, strict=True)))

    return do

"""A recorded Program: operations in the order they ran, each with its operands, value and place in the source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(slots=True, unsafe_hash=True)
class Ref:
    """An operand that is the value of an earlier operation; never changed, but a frozen one takes longer to make."""

    index: int


@dataclass(frozen=True, slots=True)
class Site:
    """A stretch of source: lines from 1, columns in characters from 1, `end_column` past the last one."""

    file: str
    line: int
    end_line: int
    column: int
    end_column: int
    function: str

    def __hash__(self) -> int:
        return hash((self.line, self.column, self.end_column))


@dataclass(slots=True)
class Op:
    """`value = name(*args, **kwargs)`; operands are `Ref`s, plain values, or tuples, lists and slices of them.

    A leaf has the name "leaf", no operands, and an `origin`: what made it ("random.randn", "array", "literal", ...).
    In-place writes are operations too: they give the array's next value ("setitem", "setwindow", "add", ...).
    """

    index: int
    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    value: Any
    site: Site | None = None
    origin: str = ""
    stack: tuple[Site, ...] = ()
    """The calls that led here, innermost first, without the site itself."""
    reads: list[int] | None = field(default=None, repr=False, compare=False)
    slopes: Any = field(default=None, repr=False, compare=False)
    """Of an operation on numbers: at which of them it was derived last, and what it hands back there of each."""

    def refs(self) -> list[int]:
        """Indices of the operations whose values this one reads."""
        if self.reads is None:
            self.reads = [ref.index for ref in operands((self.args, tuple(self.kwargs.values())))]
        return self.reads


def operands(structure: Any) -> Iterator[Ref]:
    """Every `Ref` inside nested tuples, lists, dicts and slices, in order."""
    if isinstance(structure, Ref):
        yield structure
    elif isinstance(structure, (tuple, list)):
        for part in structure:
            yield from operands(part)
    elif isinstance(structure, dict):
        yield from operands(tuple(structure.values()))
    elif isinstance(structure, slice):
        yield from operands((structure.start, structure.stop, structure.step))


def substitute(structure: Any, value_of: Callable[[Ref], Any]) -> Any:
    """The same structure with `value_of(ref)` in place of every `Ref`."""
    if isinstance(structure, Ref):
        return value_of(structure)
    if isinstance(structure, tuple):
        return tuple(substitute(part, value_of) for part in structure)
    if isinstance(structure, list):
        return [substitute(part, value_of) for part in structure]
    if isinstance(structure, dict):
        return {key: substitute(part, value_of) for key, part in structure.items()}
    if isinstance(structure, slice):
        return slice(*(substitute(part, value_of) for part in (structure.start, structure.stop, structure.step)))
    return structure


@dataclass(eq=False)
class Program:
    """Operations in order; `ops[i].index == i`."""

    ops: list[Op] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.ops)

    def __getitem__(self, index: int) -> Op:
        return self.ops[index]

    def replay(
        self, wanted: Iterable[int], given: Mapping[int, Any] | None = None, *, precise: bool = True
    ) -> dict[int, Any]:
        """Values of the `wanted` operations, performed anew from the leaves, and of all they depend on.

        `given` replaces the values of some operations (leaves or not): what they depend on is then not performed. Where
        it is `precise`, floats narrower than float64 are widened, those of the leaves included.
        """
        from handgrad.program.operations import perform, widened

        values: dict[int, Any] = dict(given or {})
        with np.errstate(all="ignore"):
            for index in self.needed(wanted, values):
                op = self.ops[index]
                if op.name == "leaf":
                    values[index] = widened(op.value) if precise else op.value
                else:
                    args = substitute(op.args, lambda ref: values[ref.index])
                    kwargs = substitute(op.kwargs, lambda ref: values[ref.index])
                    values[index] = perform(op.name, args, kwargs, precise=precise)
        return values

    def cut(self, at: Iterable[int]) -> Program:
        """The same operations with those `at` the given places as leaves: nothing behind them counts."""
        ops = list(self.ops)
        for index in at:
            op = ops[index]
            ops[index] = Op(index, "leaf", (), {}, op.value, op.site, op.origin or "given", op.stack)
        return Program(ops)

    def needed(self, wanted: Iterable[int], given: Mapping[int, Any] | None = None) -> list[int]:
        """Operations to perform, in order, to know the `wanted` values when the `given` ones are known."""
        known, todo, seen = given or {}, list(wanted), set()
        while todo:
            index = todo.pop()
            if index not in seen and index not in known:
                seen.add(index)
                todo.extend(self.ops[index].refs())
        return sorted(seen)

    def without_values(self, wanted: Iterable[int]) -> Program:
        """The same operations; those that the `wanted` ones do not depend on are leaves without a value."""
        needed = set(self.needed(wanted))
        return Program([op if op.index in needed else Op(op.index, "leaf", (), {}, None) for op in self.ops])

    def users(self) -> list[list[int]]:
        """For each operation, the operations that read its value."""
        found: list[list[int]] = [[] for _ in self.ops]
        for op in self.ops:
            for index in dict.fromkeys(op.refs()):
                found[index].append(op.index)
        return found

    def show(self) -> str:
        """One line per operation."""
        return "\n".join(
            f"{op.index:4d} {op.name or op.origin:12s} {list(op.refs())} {np.shape(op.value)}"
            f" {op.site.line if op.site else '-'}"
            for op in self.ops
        )

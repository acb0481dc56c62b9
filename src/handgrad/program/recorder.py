"""The recorder: writes down each operation with its operands, value and place while a program runs."""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from types import FrameType
from typing import Any

import numpy as np

from handgrad.program.collector import resting
from handgrad.program.loops import Context, Loop
from handgrad.program.memory import Memory
from handgrad.program.places import Places
from handgrad.program.program import Op, Program, Ref, operands

SMALL = 65_536
"""Bytes up to which a value is copied when it is recorded; a larger one is copied before it is overwritten."""
TAIL = 8_000
"""How many operations are recorded after the training loops have been cut short."""


class RecordingOver(BaseException):
    """Raised inside the program to end it when everything needed is recorded or time is up."""


class Recorder:
    """Collects the Program of one run.

    `files` holds the names of the source files whose lines count as the program's own. `budget` bounds the number of
    operations; `deadline` is a `time.monotonic()` after which the program is ended.
    """

    def __init__(self, files: Iterable[str], budget: int = 60_000, deadline: float = float("inf")) -> None:
        self.program = Program()
        self.contexts: list[Context] = []
        """For each operation, the loops around it."""
        self.files = set(files)
        self.budget = budget
        self.deadline = deadline
        self.active = True
        self.memories: dict[int, Memory] = {}
        self.loops, self.loop_keys = list[Loop](), list[int]()
        self.context: Context = ()
        self.enough: Any = None
        """Called at the end of an iteration with the recorder; returns the serials of loops to end, or None."""
        self.next_look = 200
        self.copied = 0
        """Bytes of values that were copied before they were overwritten."""
        self.tail_start: int | None = None
        self.passed_over: dict[tuple[str, int, str], BaseException] = {}
        self.short_loops: set[int] = set()
        self.room = budget
        """How many operations may be recorded at present."""
        self.places = Places(self.files)
        self.kinds: Callable[[tuple[Any, ...], Any], Any] | None = None
        """Gives a result the kind that its operands ask for, once a program has made a matrix."""

    def emit(
        self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], value: Any, origin: str = ""
    ) -> int | None:
        """Append an operation and return its index; None when recording is over."""
        if not self.active:
            return None
        kept = self.snapshot(value)
        ref = self.write(name, args, kwargs, kept, origin, None, sys._getframe(1))
        if ref is None:
            return None
        if kept is value and isinstance(value, np.ndarray):
            self.memory_of(value).kept.append(self.program.ops[ref.index])
        return ref.index

    def write(
        self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], value: Any, origin: str,
        reads: list[int] | None, frame: FrameType,
    ) -> Ref | None:  # fmt: skip
        """Append an operation that `frame` performs, everything about it as it is kept; None when recording is over.

        This runs once for each operation of the program, so nothing here is called that can be written out.
        """
        ops, places = self.program.ops, self.places
        index = len(ops)
        if index >= self.room:
            self.active = False
            return None
        op, ref = new(Op), new(Ref)
        if frame is places.frame:
            op.site, op.stack = places.sites[frame.f_lasti], places.calls
        else:
            op.site, op.stack = places.at(frame)
        op.index = ref.index = index
        op.name, op.args, op.kwargs, op.value, op.origin, op.reads = name, args, kwargs, value, origin, reads
        op.slopes = None
        ops.append(op)
        self.contexts.append(self.context)
        return ref

    @staticmethod
    def snapshot(value: Any) -> Any:
        """A value that later writes do not change; large arrays are only copied when they are about to be written."""
        if isinstance(value, np.ndarray) and value.nbytes <= SMALL:
            return value.copy()
        return value

    def memory_of(self, raw: np.ndarray[Any, Any]) -> Memory:
        """The memory behind a plain array, entered on first sight."""
        owner = raw
        while isinstance(owner.base, np.ndarray):
            owner = owner.base
        memory = self.memories.get(id(owner))
        if memory is None:
            memory = self.memories[id(owner)] = Memory(
                np.ndarray.view(owner, np.ndarray), None
            )  # the view keeps its owner
        return memory

    def before_write(self, memory: Memory) -> None:
        """Copy what recorded operations still share with memory that is about to change."""
        self.copied = memory.let_go(self.copied, self.program.ops)

    def loop(self, iterable: Iterable[Any], key: int) -> Iterator[Any]:
        """Stands in the program's `for` loops: passes items on, counts iterations, ends a loop when enough is known."""
        loop = self.enter(key)
        try:
            for item in iterable:
                self.begin(loop)
                yield item
                if self.finish(loop):
                    break
        finally:
            self.leave(loop)

    def turn(self, loops: dict[int, Loop], key: int) -> bool:
        """Stands in the program's `while` conditions, before the condition itself; False ends the loop."""
        loop = loops.get(key)
        if loop is None:
            loop = loops[key] = self.enter(key)
        elif self.finish(loop):
            return False
        self.begin(loop)
        return True

    def enter(self, key: int) -> Loop:
        """A loop of the program starts."""
        self.loop_keys.append(key)
        limit = 1 if key in self.short_loops else float("inf")
        outside = self.loops[-1].context if self.loops else ()
        loop = Loop(key, len(self.loop_keys) - 1, limit, outside)
        self.loops.append(loop)
        return loop

    def begin(self, loop: Loop) -> None:
        """An iteration begins."""
        loop.iteration += 1
        if self.loops and self.loops[-1] is loop:
            self.context = (*loop.outside, (loop.serial, loop.iteration))
            return
        if loop in self.loops:
            del self.loops[self.loops.index(loop) + 1 :]
        self.context = self.loops[-1].context if self.loops else ()

    def finish(self, loop: Loop) -> bool:
        """An iteration ends; True when the loop must end with it."""
        if time.monotonic() > self.deadline:
            raise RecordingOver
        self.look_if_due()
        return loop.iteration >= loop.limit

    def look_if_due(self) -> None:
        """Look whether enough has been recorded, where that has become likely."""
        if len(self.program.ops) >= self.next_look and self.active and self.tail_start is None:
            self.look()

    def look(self) -> None:
        """Ask whether enough has been recorded; if so, mark the loops to end and let the rest of the program run."""
        self.next_look = int(len(self.program.ops) * (1.6 if len(self.program.ops) < 4000 else 2))
        with resting():
            serials = quietly(self.enough, self) if self.enough else None
        if serials:
            self.tail_start = len(self.program.ops)
            self.room = min(self.budget, self.tail_start + TAIL)
            for loop in self.loops:
                if loop.serial in serials:
                    loop.limit = 0
            self.short_loops |= {self.loop_keys[serial] for serial in serials}

    def leave(self, loop: Loop) -> None:
        """A loop of the program is over."""
        if loop in self.loops:
            del self.loops[self.loops.index(loop) :]
        self.context = self.loops[-1].context if self.loops else ()


__all__ = ["Ref", "operands"]

new = object.__new__
"""Makes an object without calling its class: half the time of a call with nine arguments."""

current: Recorder | None = None
"""The recorder of the run in progress."""


def recording() -> bool:
    """Whether operations are being written down now."""
    return current is not None and current.active


ATOMS = frozenset({float, int, bool, str, complex, type(None), type(...)})
"""Kinds of values in which nothing recorded can be."""


def ref_or_value(value: Any) -> Any:
    """The operand as a Program keeps it: `Ref` for what is recorded, a copy for plain arrays, itself otherwise."""
    kind = type(value)
    if kind in ATOMS:
        return value
    if kind is tuple:
        return tuple([ref_or_value(part) for part in value])
    operand = getattr(kind, "operand", None)
    if operand is not None:
        return operand(value)
    if isinstance(value, np.ndarray):
        if value.dtype == object or value.ndim == 0:
            return value
        assert current is not None
        node = current.emit("leaf", (), {}, value, origin="external")
        return Ref(node) if node is not None else value
    if isinstance(value, tuple):
        return tuple([ref_or_value(part) for part in value])
    if isinstance(value, list):
        return [ref_or_value(part) for part in value]
    if isinstance(value, dict):
        return {key: ref_or_value(part) for key, part in value.items()} if value else value
    if isinstance(value, slice):
        return slice(ref_or_value(value.start), ref_or_value(value.stop), ref_or_value(value.step))
    return value


def plain(value: Any) -> Any:
    """The same value without any recording: arrays as plain views of the same memory, numbers as plain numbers."""
    kind = type(value)
    if kind in ATOMS or kind is np.ndarray:
        return value
    if kind is tuple:
        return tuple([plain(part) for part in value])
    unrecorded = getattr(kind, "unrecorded", None)
    if unrecorded is not None:
        return unrecorded(value)
    if kind is list:
        return [plain(part) for part in value]
    if kind is dict:
        return {key: plain(part) for key, part in value.items()}
    if kind is slice:
        return slice(plain(value.start), plain(value.stop), plain(value.step))
    return value


def quietly(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What a function gives for the plain values, without recording what NumPy itself does inside."""
    global current
    before, current = current, None
    try:
        return plain(function(*plain(args), **plain(kwargs)))
    finally:
        current = before


@functools.cache
def makers() -> tuple[Callable[..., Any], Callable[..., Any]]:
    """What makes recorded arrays, and recorded numbers; both modules record, and so import this one."""
    from handgrad.program.arrays import RecordedArray
    from handgrad.program.operators import record_number

    return RecordedArray.of, record_number


NO_NUMBERS = "USMmV"
"""Kinds of arrays that hold no numbers."""


def recorded(value: Any, node: int | None) -> Any:
    """The value as the program gets it back: arrays and numbers that go on recording; texts and dates do not."""
    if node is None or (isinstance(value, np.ndarray) and value.dtype.kind in NO_NUMBERS):
        return value
    record_array, record_number = makers()
    if isinstance(value, np.ndarray):
        return record_array(value, node)
    if isinstance(value, (tuple, list)):
        assert current is not None
        parts = [recorded(part, current.emit("item", (Ref(node), i), {}, part)) for i, part in enumerate(value)]
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
    return record_number(value, node)

"""A plain run: the program to its end at full speed, unrecorded, with the warnings and some values noted on the way."""

from __future__ import annotations

import builtins
import os
import pickle
import signal
import sys
import time
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy as np

from handgrad.doctor.edits.syntax import Splice, spliced
from handgrad.doctor.proof.workshop import collected, fork, send
from handgrad.doctor.running.failures import OutOfTime
from handgrad.doctor.running.sandbox import sandbox
from handgrad.program.observe import Observations, observe
from handgrad.program.spans import Span

LONGEST = 3.0
"""Seconds that a plain run may take; what comes later is not seen."""
HOOK = "_handgrad_seen_"
MOST = 40
"""How many values of one expression are kept: the first ones, and the last."""
MOST_HELD = 5000
"""The same where what they hold is noted."""
DEEP = 6
"""How many containers one inside the other are looked into."""
SMALL = 512
"""Numbers of an array that are kept; of a larger one only its shape."""

Watched = tuple[str, Span]
"""A file, and an expression in it."""


@dataclass(frozen=True)
class Held:
    """Which object a value is, how much there is in it, and a digest of the numbers."""

    identity: int
    size: int
    numbers: int


@dataclass(frozen=True)
class Seen:
    """What an expression was at one time."""

    time: int
    """How many watched expressions had been evaluated before."""
    shape: tuple[int, ...]
    value: Any = None
    """The number or small array; None for anything else, of which the shape is only its length."""
    held: Held | None = None
    """What it held, where that was asked for."""


@dataclass(frozen=True)
class PlainRun:
    """What one plain run showed."""

    warnings: tuple[tuple[str, str, int], ...] = ()
    """(message, file, line), each once, in the order in which they first came."""
    error: str = ""
    """What the program raised."""
    finished: bool = False
    seen: Mapping[Watched, Sequence[Seen]] = field(default_factory=dict)

    def warned(self, message: str, file: str, first: int, last: int) -> bool:
        """Whether a warning with these words came from these lines."""
        return any(message in text and name == file and first <= line <= last for text, name, line in self.warnings)


def plain_run(
    file: str,
    texts: Mapping[str, str],
    watched: Sequence[Watched] = (),
    seconds: float = LONGEST,
    inside: Collection[str] | None = None,
) -> PlainRun:
    """Run the program in a fork of this process, which stays as it is, and look at some expressions on the way.

    With `inside` it is also noted what they hold: lists and dictionaries whole, objects in attributes of these names.
    """
    reading, writing = os.pipe()
    process = fork()
    if not process:
        try:
            os.close(reading)
            send(writing, pickle.dumps(run(file, texts, Watch(watched, inside), seconds)))
        finally:
            os._exit(0)
    os.close(writing)
    try:
        found = pickle.loads(collected(reading, time.monotonic() + seconds + 1))
    finally:
        os.close(reading)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    return found if isinstance(found, PlainRun) else PlainRun()


def run(file: str, texts: Mapping[str, str], watch: Watch, seconds: float) -> PlainRun:
    """Run the program here and note each new warning."""
    texts = spliced(texts, watch.splices())
    setattr(builtins, HOOK, watch.note)
    for name in [n for n, module in sys.modules.items() if getattr(module, "__file__", None) in texts]:
        del sys.modules[name]
    warned: dict[tuple[str, str, int], None] = {}

    def note(message: Any, category: type[Warning], filename: str, lineno: int, *rest: Any) -> None:
        if issubclass(category, RuntimeWarning):
            warned.setdefault((str(message), filename, lineno))

    finished, error = True, None
    try:
        with sandbox(seconds), warnings.catch_warnings(), np.errstate(all="warn", under="ignore"):
            warnings.simplefilter("always")
            warnings.showwarning = note  # type: ignore[assignment]
            error = observe(file, texts, (), Observations())
    except OutOfTime:
        finished = False
    name = "" if error is None else type(error).__name__
    return PlainRun(tuple(warned), name, finished, watch.results())


class Watch:
    """Expressions wrapped in calls that note what they are."""

    def __init__(self, watched: Sequence[Watched], inside: Collection[str] | None = None) -> None:
        self.watched, self.inside = sorted(dict.fromkeys(watched)), inside
        self.most = MOST if inside is None else MOST_HELD
        self.first: list[list[Seen]] = [[] for _ in self.watched]
        self.last: list[Seen | None] = [None] * len(self.watched)
        self.time = 0

    def splices(self) -> list[Splice]:
        """The edits that wrap them; of two that begin together the longer one comes later, and goes around."""
        found = []
        for number, (file, (line, column, end_line, end_column)) in enumerate(self.watched):
            found.append(Splice(file, (line, column, line, column), f"{HOOK}({number}, "))
            found.append(Splice(file, (end_line, end_column, end_line, end_column), ")"))
        return found

    def note(self, number: int, value: Any) -> Any:
        """Stands around an expression."""
        self.time += 1
        seen = Seen(self.time, *looked_at(value), None if self.inside is None else held(value, self.inside))
        if len(self.first[number]) < self.most:
            self.first[number].append(seen)
        else:
            self.last[number] = seen
        return value

    def results(self) -> dict[Watched, list[Seen]]:
        """What was noted."""
        return {
            each: [*self.first[number], *([last] if (last := self.last[number]) else [])]
            for number, each in enumerate(self.watched)
        }


def held(value: Any, inside: Collection[str]) -> Held:
    """What a value holds."""
    whole = not hasattr(value, "__dict__")
    found = list(numbers_in(value, inside, whole, DEEP))
    return Held(id(value), sum(map(len, found)), hash(tuple(found)))


def numbers_in(value: Any, inside: Collection[str], whole: bool, deep: int) -> Iterator[bytes]:
    """The numbers in a value, those of lists and dictionaries, and of objects the attributes with these names."""
    if is_numeric(value):
        yield from [np.asarray(value).tobytes()] if whole else ()
        return
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, (list, tuple)) else ()
    own = vars(value).items() if hasattr(value, "__dict__") and not isinstance(value, (type, ModuleType)) else ()
    more = [*((part, whole) for _, part in parts), *((part, whole or name in inside) for name, part in own)]
    for part, wanted in more if deep else ():
        yield from numbers_in(part, inside, wanted, deep - 1)


def is_numeric(value: Any) -> bool:
    """Whether a value is a number or a numeric array."""
    array = isinstance(value, np.ndarray) and value.dtype.kind in "fiub"
    return array or isinstance(value, (bool, int, float, np.number, np.bool_))


def looked_at(value: Any) -> tuple[tuple[int, ...], Any]:
    """The shape of an array and a copy, where it is small; the length of anything else that has one."""
    if is_numeric(value):
        return np.shape(value), np.array(value) if np.size(value) <= SMALL else None
    return ((len(value),) if isinstance(value, (list, tuple, dict, range, set)) else ()), None

"""A plain run: the program to its end at full speed, unrecorded, with the warnings and some values noted on the way."""

from __future__ import annotations

import builtins
import os
import pickle
import signal
import sys
import time
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
SMALL = 512
"""Numbers of an array that are kept; of a larger one only its shape."""

Watched = tuple[str, Span]
"""A file, and an expression in it."""


@dataclass(frozen=True)
class Seen:
    """What an expression was at one time."""

    time: int
    """How many watched expressions had been evaluated before."""
    shape: tuple[int, ...]
    value: Any = None
    """The number or small array; None for anything else, of which the shape is only its length."""


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
    file: str, texts: Mapping[str, str], watched: Sequence[Watched] = (), seconds: float = LONGEST
) -> PlainRun:
    """Run the program in a fork of this process, which stays as it is, and look at some expressions on the way."""
    reading, writing = os.pipe()
    process = fork()
    if not process:
        try:
            os.close(reading)
            send(writing, pickle.dumps(run(file, texts, watched, seconds)))
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


def run(file: str, texts: Mapping[str, str], watched: Sequence[Watched], seconds: float) -> PlainRun:
    """Run the program here and note each new warning."""
    watch = Watch(sorted(dict.fromkeys(watched)))
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
        with sandbox(seconds), warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.showwarning = note  # type: ignore[assignment]
            error = observe(file, texts, (), Observations())
    except OutOfTime:
        finished = False
    name = "" if error is None else type(error).__name__
    return PlainRun(tuple(warned), name, finished, watch.results())


class Watch:
    """Expressions wrapped in calls that note what they are."""

    def __init__(self, watched: Sequence[Watched]) -> None:
        self.watched = watched
        self.first: list[list[Seen]] = [[] for _ in watched]
        self.last: list[Seen | None] = [None] * len(watched)
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
        seen = Seen(self.time, *looked_at(value))
        if len(self.first[number]) < MOST:
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


def is_numeric(value: Any) -> bool:
    """Whether a value is a number or a numeric array."""
    array = isinstance(value, np.ndarray) and value.dtype.kind in "fiub"
    return array or isinstance(value, (bool, int, float, np.number, np.bool_))


def looked_at(value: Any) -> tuple[tuple[int, ...], Any]:
    """The shape of an array and a copy, where it is small; the length of anything else that has one."""
    if is_numeric(value):
        return np.shape(value), np.array(value) if np.size(value) <= SMALL else None
    return ((len(value),) if isinstance(value, (list, tuple, dict, range, set)) else ()), None

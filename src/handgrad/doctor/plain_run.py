"""A plain run: the program to its end at full speed, unrecorded, and the warnings that NumPy gave on the way."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handgrad.doctor.failures import OutOfTime
from handgrad.doctor.sandbox import sandbox
from handgrad.doctor.workshop import collected, send
from handgrad.program.observe import Observations, observe

LONGEST = 4.0
"""Seconds that a plain run may take; what comes later is not seen."""


@dataclass(frozen=True)
class PlainRun:
    """What one plain run showed."""

    warnings: tuple[tuple[str, str, int], ...] = ()
    """(message, file, line), each once, in the order in which they first came."""
    error: str = ""
    """What the program raised."""
    finished: bool = False

    def warned(self, message: str, file: str, first: int, last: int) -> bool:
        """Whether a warning with these words came from these lines."""
        return any(message in text and name == file and first <= line <= last for text, name, line in self.warnings)


def plain_run(file: str, texts: Mapping[str, str], display: bool = False) -> PlainRun:
    """Run the program in a fork of this process, which stays as it is."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        try:
            os.close(reading)
            send(writing, pickle.dumps(run(file, texts, display)))
        finally:
            os._exit(0)
    os.close(writing)
    try:
        found = pickle.loads(collected(reading, time.monotonic() + LONGEST + 1))
    finally:
        os.close(reading)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    return found if isinstance(found, PlainRun) else PlainRun()


def run(file: str, texts: Mapping[str, str], display: bool) -> PlainRun:
    """Run the program here and note each new warning."""
    for name in [n for n, module in sys.modules.items() if getattr(module, "__file__", None) in texts]:
        del sys.modules[name]
    seen: dict[tuple[str, str, int], None] = {}

    def note(message: Any, category: type[Warning], filename: str, lineno: int, *rest: Any) -> None:
        if issubclass(category, RuntimeWarning):
            seen.setdefault((str(message), filename, lineno))

    finished, error = True, None
    try:
        with sandbox(LONGEST, display=display), warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.showwarning = note  # type: ignore[assignment]
            error = observe(file, texts, (), Observations())
    except OutOfTime:
        finished = False
    return PlainRun(tuple(seen), "" if error is None else type(error).__name__, finished)

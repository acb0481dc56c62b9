"""The room a stranger's program runs in: bounded time, memory and output, no prompts, no windows, nothing kept.

For whoever runs the program (the recording), inside the child process:

    try:
        with sandbox(seconds) as room:
            run the program
    except BaseException as error:          # OutOfTime and SystemExit are no Exceptions
        sentence(error, folder)             # failures.py

Inside the room

- after `seconds` an `OutOfTime` is raised in the program's own code, and again every quarter of a second, so that a
  bare `except:` does not keep it; it leaves the `with` block like any exception. One long call into C is not
  interrupted by it: the parent process is the last resort;
- an allocation that would take the process above `memory` bytes (by default the `allowance` that the parent gave)
  raises `MemoryError`, where the system can say so;
- `input()` raises `InputWanted`, an `EOFError`, as a closed standard input does; the standard input is empty
  anyway;
- `print` costs little: the first 64 KiB go on to the real standard output, the rest is counted and dropped;
- `time.sleep` returns at once in the main thread; `os._exit` becomes `SystemExit` there, so that a report can be
  written;
- matplotlib draws without a screen and `show` and `pause` return at once; where it is missing, a stand-in swallows
  all calls;
- what it writes, renames or removes among files happens in a shadow of them (shadow.py);
- no byte code is written beside the user's files, and the working directory, `sys.argv`, `sys.path`, the warning
  filters, the recursion limit and NumPy's error settings are put back afterwards.

A process that the program forks ends where the program ends in it, so that it does not come back as a second check;
the parent ends the whole group when the first process is done. This is a fence for programs with mistakes; it is no
protection from programs that mean harm.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import os
import resource
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from handgrad.doctor.running.failures import InputWanted, OutOfTime
from handgrad.doctor.running.shadow import shadow
from handgrad.doctor.running.windows import no_windows
from handgrad.program.patched import patched

KEPT = 64 * 1024  # bytes of output that are handed on
AGAIN = 0.25  # seconds between two reminders that the time is over

allowance: int | None = None
"""Bytes a program may allocate where `sandbox` is not told; the child process sets it to what its parent allows."""


@dataclass
class Room:
    """What the room noticed while the program was in it."""

    stopped: OutOfTime | None = None
    printed: int = 0
    """Bytes of output, dropped ones included."""
    process: int = field(default_factory=os.getpid)

    def entered_here(self) -> bool:
        """Whether this is the main thread of the process that entered, and not one that the program started."""
        return os.getpid() == self.process and threading.current_thread() is threading.main_thread()


class Drain(io.RawIOBase):
    """Bytes go in; the first `KEPT` of them come out at `to`, the rest are counted."""

    def __init__(self, room: Room, to: int) -> None:
        super().__init__()
        self.room = room
        self.to = to

    def writable(self) -> bool:
        """It takes bytes."""
        return True

    def fileno(self) -> int:
        """The real stream, for programs that write to it directly."""
        return self.to

    def write(self, data: Any) -> int:
        """Hand on what still fits."""
        size = memoryview(data).nbytes
        left = KEPT - self.room.printed
        self.room.printed += size
        if left > 0:
            with contextlib.suppress(OSError):
                os.write(self.to, memoryview(data).cast("B")[:left])
        return size


@contextlib.contextmanager
def sandbox(seconds: float, memory: int | None = None, *, display: bool = False) -> Iterator[Room]:
    """The room described above; `display` gives notebooks the `display` that they expect to find.

    Raises `OutOfTime` inside the block after `seconds`. Must be entered in the main thread.
    """
    room, leave = Room(), os._exit
    with contextlib.ExitStack() as stack:
        stack.callback(leave_if_forked, room, leave)
        stack.enter_context(kept_state())
        stack.enter_context(limited_memory(memory or allowance))
        stack.enter_context(output(room))
        stack.enter_context(no_windows())
        stack.enter_context(patched(replacements(room, display)))
        stack.enter_context(patched(stack.enter_context(shadow()).functions()))
        stack.enter_context(alarm(seconds, room))  # last in, first out: nothing of the room is torn down under it
        yield room


def leave_if_forked(room: Room, leave: Callable[[int], Any]) -> None:
    """End a process that the program forked where the program ends in it."""
    if os.getpid() != room.process:
        leave(0)


@contextlib.contextmanager
def alarm(seconds: float, room: Room) -> Iterator[None]:
    """Raise `OutOfTime` in the main thread after `seconds`, and keep raising it until the block is left."""
    armed = True

    def ring(number: int, frame: FrameType | None) -> None:
        if armed:
            room.stopped = OutOfTime(f"{seconds:g} s")
            raise room.stopped

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-3), AGAIN)
        yield
    finally:
        while armed:
            with contextlib.suppress(OutOfTime):  # it may ring at this very moment
                armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before or signal.SIG_DFL)


@contextlib.contextmanager
def limited_memory(memory: int | None) -> Iterator[None]:
    """Bound what the process may allocate, and lift the bound afterwards so that the check itself can go on."""
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if memory is not None and sys.platform == "linux":
        bound = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


@contextlib.contextmanager
def output(room: Room) -> Iterator[None]:
    """Replace the standard streams by ones that drop what is too much."""
    before = sys.stdout, sys.stderr
    fresh = [io.TextIOWrapper(io.BufferedWriter(Drain(room, to)), "utf-8", "backslashreplace") for to in (1, 2)]
    sys.stdout, sys.stderr = fresh
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
        for stream in fresh:
            with contextlib.suppress(Exception):
                stream.flush()
                stream.detach().detach()


@contextlib.contextmanager
def kept_state() -> Iterator[None]:
    """Put back what a program commonly changes for the whole process."""
    folder, argv, path, flag = os.getcwd(), sys.argv, list(sys.path), sys.dont_write_bytecode
    limit, hooks = sys.getrecursionlimit(), (sys.excepthook, sys.displayhook)
    numpy = sys.modules.get("numpy")
    errors = numpy.geterr() if numpy else {}
    sys.dont_write_bytecode = True
    try:
        with warnings.catch_warnings():
            yield
    finally:
        if numpy:
            numpy.seterr(**errors)
        os.chdir(folder)
        sys.argv, sys.path[:], sys.dont_write_bytecode = argv, path, flag
        sys.excepthook, sys.displayhook = hooks
        with contextlib.suppress(RecursionError):
            sys.setrecursionlimit(limit)
        sys.settrace(None)
        sys.setprofile(None)


def replacements(room: Room, display: bool) -> list[tuple[Any, str, Any]]:
    """The functions that behave differently in the room."""
    chosen: list[tuple[Any, str, Any]] = [
        (builtins, "input", no_input),
        (time, "sleep", short_sleep(time.sleep, room)),
        (os, "_exit", soft_exit(os._exit, room)),
    ]
    if display:
        chosen += [(builtins, "display", lambda *objects, **options: None), (builtins, "get_ipython", lambda: None)]
    return chosen


def no_input(prompt: object = "") -> str:
    """The `input` of the room."""
    raise InputWanted("input() was called")


def short_sleep(sleep: Callable[[float], None], room: Room) -> Callable[[float], None]:
    """A `time.sleep` that does not keep the main thread waiting."""

    def sleep_elsewhere(seconds: float) -> None:
        sleep(0 if room.entered_here() else seconds)

    return sleep_elsewhere


def soft_exit(leave: Callable[[int], Any], room: Room) -> Callable[[int], Any]:
    """An `os._exit` that lets the check have its say; processes that the program forked leave as they meant to."""

    def exit_softly(status: int) -> None:
        if room.entered_here():
            raise SystemExit(status)
        leave(status)

    return exit_softly

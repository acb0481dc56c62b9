"""The parent's side of a check: starts a child for one program, bounds it, takes its report, leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from handgrad.doctor.finding import Finding, Place, Report
from handgrad.doctor.running.failures import short
from handgrad.doctor.running.processes import MARK, end_all, largest_resident
from handgrad.doctor.running.shadow import ROOT
from handgrad.doctor.running.source import Unreadable, read
from handgrad.report.record import loads

SECONDS = 20.0
STARTS = 10
GRACE = 3.0  # seconds that the child may take beyond its time before it is ended
WORKING = 0.9  # the part of the time in which something new is begun: beginning and ending need the rest
TICK = 0.05  # seconds between two looks whether the child has ended
LOOK = 0.25  # seconds between two looks at its memory
KEPT = 256 * 1024  # bytes of the program's output that are kept
LARGEST_REPORT = 64 * 2**20  # bytes
LEFT_IN_PIPES = 64  # reads after the end

CHILD = (sys.executable, "-P", "-m", "handgrad.doctor.running.child")


@dataclass(eq=False)
class Child:
    """A running child and what has come from it so far."""

    process: subprocess.Popen[bytes]
    channel: int
    mark: str
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    report: bytearray = field(default_factory=bytearray)
    output: bytearray = field(default_factory=bytearray)
    ended: str = ""
    """Why the parent ended it; empty where it ended by itself."""

    def __post_init__(self) -> None:
        assert self.process.stdout is not None
        self.selector.register(self.channel, selectors.EVENT_READ, (self.report, LARGEST_REPORT))
        self.selector.register(self.process.stdout.fileno(), selectors.EVENT_READ, (self.output, KEPT))


def check_file(
    path: str | os.PathLike[str],
    arguments: Sequence[str] = (),
    *,
    seconds: float = SECONDS,
    starts: int = STARTS,
    memory: int | None = None,
    child: Sequence[str] = (),
) -> Report:
    """Check one program in a process of its own.

    `arguments` are the program's own. `starts` says from how many starts training is counted where there is something
    to mend; 0 leaves training out. `seconds` bounds the whole examination, `memory` what the program may allocate,
    in bytes (4 GiB, or three quarters of the machine's memory if that is less). Always returns a report: where there
    is nothing to check, its verdict is "unchecked" and its reason one sentence.
    """
    begin = time.monotonic()
    shown = os.fspath(path)
    try:
        read(path)
    except Unreadable as error:
        place = replace(error.place, file=shown) if error.place else None
        return Report(shown, "unchecked", reason=str(error), place=place)
    absolute = str(Path(path).resolve())
    given = (repr(WORKING * seconds), str(memory or default_memory()), str(starts), absolute, *arguments)
    report = examined(given, seconds, memory or default_memory(), child or CHILD)
    return replace(renamed(report, absolute, shown), seconds=round(time.monotonic() - begin, 3))


running: set[Child] = set()
"""The children of all threads, to be ended when the parent is told to stop."""


def end_running() -> None:
    """Break off every check that is going on in this process."""
    for child in list(running):
        child.ended = "the check was broken off"
        end_all(child.process.pid, f"{MARK}={child.mark}")
        shutil.rmtree(shadow_of(child.mark), ignore_errors=True)


def examined(given: Sequence[str], seconds: float, memory: int, command: Sequence[str]) -> Report:
    """The child's report, or the sentence that says why there is none; `given` is what the child is told."""
    path = given[3]
    try:
        child = start(given, command)
    except OSError as error:
        return Report(path, "unchecked", reason=f"no process could be started: {error.strerror or error}")
    running.add(child)
    try:
        follow(child, time.monotonic() + seconds + GRACE, memory)
    finally:
        end(child)
        running.discard(child)
    if child.report and not child.ended:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            return loads(child.report.decode())
    return Report(path, "unchecked", reason=child.ended or silent_end(child.process.returncode, child.output))


def start(given: Sequence[str], command: Sequence[str]) -> Child:
    """A child at work on the program, in its own session and in the program's own folder."""
    mark = f"{os.getpid()}-{time.monotonic_ns()}"
    os.mkdir(shadow_of(mark), 0o700)
    reading, writing = os.pipe()
    try:
        process = subprocess.Popen(
            [*command, str(writing), *given],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=os.path.dirname(given[3]),
            env=environment(mark),
            pass_fds=(writing,),
            start_new_session=True,
        )
    except BaseException:
        os.close(reading)
        raise
    finally:
        os.close(writing)
    return Child(process, reading, mark)


def environment(mark: str) -> dict[str, str]:
    """The child's environment: no screen, one thread, the same hashes every time, and our own package within reach."""
    given = dict(os.environ)
    for screen in ("DISPLAY", "WAYLAND_DISPLAY", "PYTHONSTARTUP", "PYTHONINSPECT"):
        given.pop(screen, None)
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        given.setdefault(threads, "1")
    given.setdefault("PYTHONHASHSEED", "0")
    given.update(
        MPLBACKEND="Agg", QT_QPA_PLATFORM="offscreen", SDL_VIDEODRIVER="dummy", **{MARK: mark, ROOT: shadow_of(mark)}
    )
    given["PYTHONPATH"] = os.pathsep.join(search_path(given.get("PYTHONPATH", "")))
    if not given["PYTHONPATH"]:
        del given["PYTHONPATH"]
    return given


def shadow_of(mark: str) -> str:
    """The folder that takes what a child's program writes."""
    return os.path.join(tempfile.gettempdir(), f"handgrad-{mark}")


def search_path(given: str) -> list[str]:
    """PYTHONPATH for another working directory: absolute, and with this package's folder if it is not installed."""
    folders = [os.path.abspath(folder) for folder in given.split(os.pathsep) if folder]
    own = str(Path(__file__).resolve().parents[3])
    if os.path.basename(own) not in ("site-packages", "dist-packages") and own not in folders:
        folders.append(own)
    return folders


def follow(child: Child, deadline: float, memory: int) -> None:
    """Collect what comes from the child until it ends, or until its time or its memory is used up."""
    look = 0.0
    while child.process.poll() is None:
        collect(child, TICK)
        now = time.monotonic()
        if now > deadline:
            child.ended = "it did not end in time and was stopped"
            return
        if now > look:
            look = now + LOOK
            if largest_resident(child.process.pid) > 1.25 * memory:  # the child's own bound comes first
                child.ended = f"it needs more memory than a check allows ({memory / 2**30:.1f} GiB)"
                return


def collect(child: Child, timeout: float) -> bool:
    """Read once whatever is there, waiting for at most `timeout`; False where there was nothing."""
    if child.selector.get_map().get(child.channel) is None:  # the report is complete, so the end is near
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(timeout)
        timeout = 0
    events = child.selector.select(timeout)
    for key, _ in events:
        data = os.read(key.fd, 1 << 16)
        kept, most = key.data
        kept += data[: most - len(kept)]
        if not data:
            child.selector.unregister(key.fd)
    return bool(events)


def end(child: Child) -> None:
    """End the child and everything it has started, and read what is still in the pipes."""
    end_all(child.process.pid, f"{MARK}={child.mark}")
    child.process.wait()
    shutil.rmtree(shadow_of(child.mark), ignore_errors=True)
    for _ in range(LEFT_IN_PIPES):
        if not child.selector.get_map() or not collect(child, 0):
            break
    child.selector.close()
    os.close(child.channel)
    if child.process.stdout is not None:
        child.process.stdout.close()


def silent_end(status: int, output: bytes | bytearray) -> str:
    """Why a child that was not stopped has left no report."""
    if status < 0:
        name = signal.Signals(-status).name if -status in set(signal.Signals) else f"signal {-status}"
        if -status == signal.SIGKILL:
            return "it was killed from outside, most likely because the machine ran out of memory"
        return f"it crashed the interpreter ({name})"
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return f"it ended without a word to the check (exit status {status})" + (f": {short(lines[-1])}" if lines else "")


def default_memory() -> int:
    """Bytes a program may allocate: 4 GiB, or three quarters of the machine's memory if that is less."""
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min(4 * 2**30, machine * 3 // 4) if machine > 0 else 4 * 2**30


def renamed(report: Report, absolute: str, shown: str) -> Report:
    """The report with its files called what the reader calls them."""

    def rename(place: Place) -> Place:
        return replace(place, file=shown if place.file in (absolute, shown) else nearby(place.file))

    def finding(found: Finding) -> Finding:
        fix = found.fix and replace(found.fix, place=found.fix.place and rename(found.fix.place))
        return replace(found, place=rename(found.place), fix=fix)

    place = report.place and rename(report.place)
    return replace(report, file=shown, place=place, findings=tuple(finding(found) for found in report.findings))


def nearby(file: str) -> str:
    """A path as seen from the working directory, if it lies below it."""
    relative = os.path.relpath(file) if os.path.isabs(file) else file
    return file if relative.startswith("..") else relative

"""The child process of a check: `python -m handgrad.doctor.running.child FD SECONDS MEMORY STARTS PROGRAM ARGUMENT...`.

It makes itself die with its parent, runs the examination of one program and writes the report to the file descriptor FD
as JSON. The parent (`run.py`) has already set the working directory, the environment and the process group.
"""

from __future__ import annotations

import ctypes
import importlib
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence

from handgrad.doctor.finding import Report
from handgrad.doctor.running import sandbox
from handgrad.doctor.running.failures import sentence
from handgrad.doctor.running.processes import MARK

Examiner = Callable[[str, Sequence[str], float, int], Report]

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main(arguments: Sequence[str], examine: Examiner | None = None) -> None:
    """Examine one program, write the report, and leave without waiting for anything the program left running."""
    channel, memory, starts = (int(arguments[place]) for place in (0, 2, 3))
    seconds, path = float(arguments[1]), arguments[4]
    own = os.getpid()
    os.set_inheritable(channel, False)
    die_with_parent()
    bound_memory(memory)
    sandbox.allowance = memory
    report = examined(path, arguments[5:], seconds, starts, examine)
    if os.getpid() == own:  # a process that the program forked has nothing to report
        deliver(channel, report)
    os._exit(0)


def examined(path: str, arguments: Sequence[str], seconds: float, starts: int, examine: Examiner | None) -> Report:
    """The report; where the check itself fails, one that says so."""
    try:
        look: Examiner = examine or importlib.import_module("handgrad.doctor.examine").examine
        sys.argv = [path, *arguments]
        sys.path.insert(0, os.path.dirname(path))
        return look(path, arguments, seconds - since_start(), starts)
    except BaseException as error:
        reason = f"the check itself stopped: {sentence(error, os.path.dirname(__file__))}"
        return Report(path, "unchecked", reason=reason)


def since_start() -> float:
    """Seconds since the parent began this process, by the clock that both have; reading the libraries takes one."""
    begin = os.environ.get(MARK, "").partition("-")[2]
    return time.monotonic() - int(begin) / 1e9 if begin else 0.0


def deliver(channel: int, report: Report) -> None:
    """Write the whole report to the parent."""
    from handgrad.report.record import dumps

    data = memoryview(dumps(report).encode())
    while data:
        data = data[os.write(channel, data) :]


def die_with_parent() -> None:
    """Ask the system to end this process when its parent ends, even by a kill; end it now if that has happened."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        parent = os.environ.get(MARK, "").partition("-")[0]
        if parent and os.getppid() != int(parent):
            os._exit(1)


def bound_memory(memory: int) -> None:
    """No core files; and, for the whole process, a last bound on memory twice as high as the program's own."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        bound = 2 * memory if hard == resource.RLIM_INFINITY else min(2 * memory, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))


if __name__ == "__main__":
    main(sys.argv[1:])

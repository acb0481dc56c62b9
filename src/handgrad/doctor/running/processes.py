"""Processes of a program that is over: found by their group and by a mark in their environment, and ended."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator

MARK = "HANDGRAD_CHECK"
"""The environment variable by which a process that left its group is known: the number of the parent, and more."""
ROUNDS = 20  # a process may start another one while it is being ended


def end_all(group: int, mark: str) -> None:
    """End a process group, and every process that carries `mark` ("NAME=value") in its environment.

    A program that makes itself a session of its own leaves its group, but not its environment.
    """
    for _ in range(ROUNDS):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
        left = list(marked(mark))
        if not left:
            return
        for process in left:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)


def marked(mark: str) -> Iterator[int]:
    """The living processes with `mark` in their environment; none where the system does not show environments."""
    wanted = mark.encode()
    for process in numbers():
        with contextlib.suppress(OSError), open(f"/proc/{process}/environ", "rb") as file:
            if wanted in file.read().split(b"\0"):
                yield process


def largest_resident(group: int) -> int:
    """Bytes of memory that the largest process of a group holds; 0 where the system does not say."""
    largest = 0
    for process in numbers():
        with contextlib.suppress(OSError, ValueError, IndexError), open(f"/proc/{process}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()  # the name before it may hold anything
            if int(fields[2]) == group:
                largest = max(largest, int(fields[21]))
    return largest * os.sysconf("SC_PAGE_SIZE")


def numbers() -> list[int]:
    """The processes that the system shows."""
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdecimal()]
    except OSError:
        return []

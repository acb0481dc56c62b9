"""The workshop: jobs on copies of a program, each in a fresh fork of a process in which nothing has run yet."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import select
import signal
import struct
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

HEAD = struct.Struct("<Q")
GRACE = 1.0
"""Seconds that a job may take beyond what it was given before it is killed."""


@dataclass(frozen=True)
class Job:
    """`function(*args)`, all of it picklable; killed after `seconds`."""

    function: Callable[..., Any]
    args: tuple[Any, ...] = ()
    seconds: float = 10.0


@dataclass(eq=False)
class Bench:
    """One forked process that has seen no program: it forks again for each job it is sent."""

    process: int
    jobs: int
    results: int
    doing: Job | None = None


@dataclass
class Workshop:
    """Benches side by side. Open it before any program has run in this process, and close it at the end."""

    size: int = 2
    benches: list[Bench] = field(default_factory=list)

    def __enter__(self) -> Workshop:
        for _ in range(self.size):
            self.benches.append(opened(self.benches))
        return self

    def __exit__(self, *exception: object) -> None:
        for bench in self.benches:
            for descriptor in (bench.jobs, bench.results):
                with contextlib.suppress(OSError):
                    os.close(descriptor)
            with contextlib.suppress(OSError):
                os.kill(bench.process, signal.SIGKILL)
                os.waitpid(bench.process, 0)
        self.benches.clear()

    def perform(
        self, jobs: Iterable[Job], deadline: float = float("inf"), grace: float = 0.0
    ) -> Iterator[tuple[Job, Any]]:
        """(job, result) as they come; None where a job failed or was killed. Stops at `deadline` (monotonic seconds).

        What was begun before it may go on for as long as `grace` says. Jobs are only taken from the iterable when a
        bench is free, so stopping early leaves nothing behind.
        """
        waiting = iter(jobs)
        try:
            while True:
                for bench in self.benches:
                    if bench.doing is None:
                        self.start(bench, waiting, deadline, grace)
                busy = {bench.results: bench for bench in self.benches if bench.doing is not None}
                if not busy:
                    return
                for results in select.select(list(busy), [], [])[0]:
                    job, busy[results].doing = busy[results].doing, None
                    result = received(results)
                    if job is not None:
                        yield job, result
        finally:
            for bench in self.benches:
                if bench.doing is not None:  # whoever asked has heard enough
                    received(bench.results)
                    bench.doing = None

    @staticmethod
    def start(bench: Bench, waiting: Iterator[Job], deadline: float, grace: float) -> None:
        """Hand the next job to a bench, if there is one and time for it."""
        left = deadline - time.monotonic()
        job = next(waiting, None) if left > 0 else None
        if job is not None:
            bench.doing = job
            send(bench.jobs, pickle.dumps((job.function, job.args, min(job.seconds, left + grace))))


def opened(others: list[Bench]) -> Bench:
    """A new bench; in the forked process this does not return."""
    jobs_in, jobs_out = os.pipe()
    results_in, results_out = os.pipe()
    process = fork()
    if process:
        os.close(jobs_in)
        os.close(results_out)
        return Bench(process, jobs_out, results_in)
    gc.freeze()  # what is there already stays: no need to look it over in every fork of this one, which would copy it
    try:
        for descriptor in (jobs_out, results_in, *(d for other in others for d in (other.jobs, other.results))):
            os.close(descriptor)
        serve(jobs_in, results_out)
    finally:
        os._exit(0)


def fork() -> int:
    """`os.fork` without its warning where threads of other libraries run: the new process computes, and leaves."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return os.fork()


def serve(jobs: int, results: int) -> None:
    """Take jobs until the pipe is closed; a fork for each."""
    while True:
        order = received(jobs)
        if order is None:
            return
        send(results, forked(*order))


def forked(function: Callable[..., Any], args: tuple[Any, ...], seconds: float) -> bytes:
    """The pickled result of a job done in a fork; a pickled None where it did not come in time."""
    reading, writing = os.pipe()
    process = fork()
    if not process:
        try:
            os.close(reading)
            os.setpgid(0, 0)
            send(writing, pickle.dumps(function(*args)))
        finally:
            os._exit(0)
    os.close(writing)
    try:
        return collected(reading, time.monotonic() + seconds + GRACE)
    finally:
        os.close(reading)
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(OSError):
                kill(process, signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.waitpid(process, 0)


def collected(descriptor: int, deadline: float) -> bytes:
    """One message, or a pickled None where it is late or broken."""
    data = bytearray()
    while select.select([descriptor], [], [], max(deadline - time.monotonic(), 0))[0]:
        part = os.read(descriptor, 1 << 16)
        data += part
        if not part:
            break
        if len(data) >= HEAD.size and len(data) - HEAD.size >= HEAD.unpack(data[: HEAD.size])[0]:
            return bytes(data[HEAD.size :])
    return pickle.dumps(None)


def send(descriptor: int, message: bytes) -> None:
    """Write one message, its length first."""
    data = memoryview(HEAD.pack(len(message)) + message)
    with contextlib.suppress(BrokenPipeError):
        while data:
            data = data[os.write(descriptor, data) :]


def received(descriptor: int) -> Any:
    """Read one message and unpickle it; None at the end of the pipe."""
    head = exactly(descriptor, HEAD.size)
    body = exactly(descriptor, HEAD.unpack(head)[0]) if head else None
    return pickle.loads(body) if body is not None else None


def exactly(descriptor: int, size: int) -> bytes | None:
    """`size` bytes; None where the pipe ends before."""
    data = bytearray()
    while len(data) < size:
        part = os.read(descriptor, size - len(data))
        if not part:
            return None
        data += part
    return bytes(data)

"""Many machines: processes that train one network together, each on its share of every batch, by `engine="jax"`."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn

if TYPE_CHECKING:
    from handgrad.history import History
    from handgrad.network import Network

GONE = (
    "another process of this training is gone or cannot be reached; start all of them again, "
    "and go on from the last checkpoint with resume=True"
)
STATUS = 75
"""The exit status of a process that lost another one: try again later."""
CHATTER = re.compile(rb"[IWEF]\d{4} |\*\*\* Check failure|    @ |:UNKNOWN:|Additional GRPC error|\[Gloo\]")
"""How the lines begin that the machinery under JAX writes for its own developers."""
FATAL = b"JAX distributed service detected fatal errors"


@contextlib.contextmanager
def joined(address: str, processes: int, index: int, seconds: int = 300) -> Iterator[bool]:
    """While this lasts, this is process `index` of so many; the value says whether it is the first, number 0.

    `address` is "host:port" of process 0, the same for all. All processes must build the same network, with the same
    rng, and call `fit` with the same data and settings. To be entered before anything else of JAX is used; `seconds`
    is how long the others are waited for. Where another process is gone, this one ends with status 75 and one sentence
    (where process 0 is gone, JAX may end it first, with status 134 and the same sentence).
    """
    with understandable():
        import jax

        jax.config.update("jax_cpu_collectives_implementation", "gloo")
        jax.distributed.initialize(address, processes, index, initialization_timeout=seconds)
        try:
            yield index == 0
        except BaseException as error:  # the usual way out would wait for the other processes, and they for this one
            leave(error)
        jax.distributed.shutdown()


def leave(error: BaseException) -> NoReturn:
    """End this process at once, and say why."""
    if isinstance(error, ConnectionError):
        print(f"handgrad: {error}", file=sys.stderr)
    else:
        traceback.print_exception(error)
    sys.stderr.flush()
    sys.stdout.flush()
    os._exit(STATUS if isinstance(error, ConnectionError) else 1)


def checkpoint(path: str | Path) -> Callable[[Network, History], None]:
    """A callback for `fit`: after every epoch the first process, and no other, saves the network and its training."""

    def save(network: Network, history: History) -> None:
        import jax

        if jax.process_index() == 0:
            network.save(path, training=True)

    return save


@contextlib.contextmanager
def understandable() -> Iterator[None]:
    """While this lasts, what goes to stderr passes through a process that leaves out the chatter."""
    sys.stderr.flush()
    before = os.dup(2)
    reader = subprocess.Popen([sys.executable, "-m", "handgrad.machines"], stdin=subprocess.PIPE)
    assert reader.stdin is not None
    os.dup2(reader.stdin.fileno(), 2)
    reader.stdin.close()
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(before, 2)
        reader.wait()


def pass_on(lines: BinaryIO, out: BinaryIO) -> None:
    """Copy lines without the chatter; after what JAX says before it ends a process there is nothing else."""
    for line in lines:
        if FATAL in line:
            out.write(f"handgrad: {GONE}\n".encode())
            break
        if not CHATTER.match(line):
            out.write(line)
            out.flush()
        if GONE.encode() in line:
            break
    out.flush()
    for _ in lines:
        pass


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pass_on(sys.stdin.buffer, sys.stderr.buffer)

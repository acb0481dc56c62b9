"""Replaying: the calls of a check see the same random numbers, print nothing, and leave no trace in the session."""

from __future__ import annotations

import contextlib
import io
import random
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from handgrad.doctor.running.failures import sentence


class Nowhere(io.TextIOBase):
    """A stream that keeps nothing."""

    def writable(self) -> bool:
        """It takes everything."""
        return True

    def write(self, text: str) -> int:
        """Drop it."""
        return len(text)


class Replay:
    """Calls functions, each time with the state of the random sources at the beginning."""

    def __init__(self) -> None:
        self.numpy = np.random.get_state()
        self.python = random.getstate()
        self.torch = sys.modules["torch"].get_rng_state() if "torch" in sys.modules else None

    def restore(self) -> None:
        """Put the random sources back."""
        np.random.set_state(self.numpy)
        random.setstate(self.python)
        if self.torch is not None:
            sys.modules["torch"].set_rng_state(self.torch)

    def __call__(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """`function(*arguments)`."""
        self.restore()
        return function(*arguments)


@contextlib.contextmanager
def replayed() -> Iterator[Replay]:
    """While this lasts, nothing is printed and no warning shown; afterwards the random sources are as they were."""
    replay = Replay()
    with contextlib.ExitStack() as stack:
        stack.callback(replay.restore)
        stack.enter_context(contextlib.redirect_stdout(Nowhere()))
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        stack.enter_context(np.errstate(all="ignore"))
        if "jax" in sys.modules:
            from handgrad.integrations.jax import precise

            stack.enter_context(precise())
        yield replay


def called(what: str, function: Callable[..., Any], *arguments: Any) -> Any:
    """The result of a first call; raises ValueError, with the error and its line, where the user's code raises."""
    try:
        return function(*arguments)
    except Exception as error:
        raise ValueError(f"{what} cannot be called: {sentence(error, '/')}") from error

"""Asking: what every family of bugs has to say of a case, none of them for long, and none of them in vain."""

from __future__ import annotations

import contextlib
import math
import signal
import threading
import time
from collections.abc import Iterator
from types import FrameType
from typing import Any

import numpy as np

from handgrad.doctor.bugs import families
from handgrad.doctor.case import Case
from handgrad.doctor.running.failures import OutOfTime

EACH = 2.5
"""Seconds of computing for one family: on a busy machine they take longer."""
ALL = 5.0
"""Seconds of computing for all families together."""
LEAST = 0.5
"""Seconds that are always there: most families have an answer at once."""
PATIENCE = 15.0
"""Seconds after which no further family is asked, however little was computed in them."""


def answers(question: str, case: Case, until: float = math.inf) -> Iterator[Any]:
    """What each family's function of this name yields of a case, not `until` much later than that moment.

    A family that stumbles over a strange program, or takes too long over it, is heard up to there.
    """
    left = max(until - time.monotonic(), LEAST)
    end, latest = time.process_time() + min(ALL, left), time.monotonic() + min(PATIENCE, left)
    for family in families():
        ask: Any = getattr(family, question, None)
        if ask is not None and time.process_time() < end and time.monotonic() < latest:
            heard: list[Any] = []
            seconds = min(EACH, end - time.process_time())
            with contextlib.suppress(Exception, OutOfTime), np.errstate(all="ignore"), limited(seconds):
                for answer in ask(case):
                    heard.append(answer)
            yield from heard


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise `OutOfTime` in the block when so much has been computed; in a thread there is no limit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise OutOfTime(f"{seconds:g} s")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, max(seconds, 1e-3))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)

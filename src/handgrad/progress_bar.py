"""The progress bar: how far a training is, on a terminal only."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Mapping
from types import TracebackType

EVERY = 0.1  # seconds between two drawings
WIDTH = 24  # characters of the bar itself


class ProgressBar:
    """One line on the standard error, drawn over and over; nothing at all where that is no terminal.

    `show` True or False overrides what the terminal says.
    """

    def __init__(self, epochs: int, show: bool | None = None) -> None:
        self.epochs, self.show = epochs, sys.stderr.isatty() if show is None else show
        self.begin = self.drawn = time.monotonic()
        self.written = 0

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.written:
            sys.stderr.write("\n")

    def update(self, done: float, scores: Mapping[str, float], last: bool = False) -> None:
        """Draw that `done` epochs are over (parts of one count), with the scores of the last whole one."""
        now = time.monotonic()
        if self.show and (last or now - self.drawn >= EVERY):
            self.drawn = now
            self.draw(self.line(done, scores, now - self.begin))

    def line(self, done: float, scores: Mapping[str, float], seconds: float) -> str:
        """The text of the bar."""
        share = min(done / max(self.epochs, 1), 1)
        full = int(share * WIDTH)
        left = f"{seconds * (1 / share - 1):.0f} s left" if 0 < share < 1 else f"{seconds:.1f} s"
        numbers = "".join(f"  {name} {value:.4g}" for name, value in scores.items())
        return f"epoch {int(done)}/{self.epochs} [{'#' * full}{'.' * (WIDTH - full)}] {left}{numbers}"

    def draw(self, text: str) -> None:
        """Put the text over the one before."""
        text = text[: shutil.get_terminal_size().columns - 1]
        sys.stderr.write("\r" + text.ljust(self.written))
        sys.stderr.flush()
        self.written = len(text)

"""Colour in the terminal: when there is any, and which; without it every text reads the same."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TextIO

Color = Literal["auto", "always", "never"]

STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "help": "1;32",
    "right": "1;32",
    "label": "1;34",
    "gutter": "34",
    "strong": "1",
}

BOLD = "1"
NARROWEST = 40  # columns; below this every second word would be broken
PIPED = 80  # columns where there is no terminal


@dataclass(frozen=True)
class Page:
    """What the text is made for: how many columns, whether in colour, and which characters it can show."""

    columns: int = PIPED
    color: bool = False
    encoding: str = "utf-8"

    def paint(self, text: str, style: str) -> str:
        """`text` in the colour of a style, or as it is."""
        return f"\x1b[{STYLES.get(style, BOLD)}m{text}\x1b[0m" if self.color and text else text

    def showable(self, text: str) -> str:
        """`text` with what the page cannot show written as an escape."""
        return text.encode(self.encoding, "backslashreplace").decode(self.encoding, "replace")


def page_for(stream: TextIO, color: Color = "auto", environment: Mapping[str, str] = os.environ) -> Page:
    """What a stream shows: a terminal's own width, and colour unless NO_COLOR or a dumb terminal forbids it."""
    terminal = is_terminal(stream)
    plain = bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"
    columns = shutil.get_terminal_size((PIPED, 24)).columns if terminal or environment.get("COLUMNS") else PIPED
    return Page(
        columns=max(columns, NARROWEST),
        color=color == "always" or (color == "auto" and terminal and not plain),
        encoding=getattr(stream, "encoding", None) or "ascii",
    )


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at the stream; a closed one is nobody's."""
    try:
        return stream.isatty()
    except (ValueError, AttributeError):
        return False

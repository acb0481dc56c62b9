"""Code frames: lines of source with what is meant underlined, ^^^ for what, --- for why."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from handgrad.doctor.finding import Label, Place
from handgrad.doctor.running.source import Source
from handgrad.report.paint import Page

TAB = 4  # columns
LONGEST_SPAN = 6  # lines of one place that are shown
CUT = "..."


@dataclass(frozen=True)
class Mark:
    """One underlined stretch of one line: columns of characters from 0, the end past the last."""

    line: int
    begin: int
    end: int
    sign: str
    style: str
    text: str = ""


@dataclass(frozen=True)
class Window:
    """The part of a line that fits the page, as cells: what is printed for each character, and how wide it is."""

    cells: tuple[tuple[str, int], ...]
    first: int
    last: int

    def text(self) -> str:
        """The visible part, with dots where it is cut."""
        inside = "".join(shown for shown, _ in self.cells[self.first : self.last])
        return (CUT if self.first else "") + inside + (CUT if self.last < len(self.cells) else "")

    def column(self, character: int) -> int:
        """The column of the page on which a character begins."""
        character = min(max(character, self.first), self.last)
        return (len(CUT) if self.first else 0) + sum(width for _, width in self.cells[self.first : character])


def frame(where: str, source: Source, marks: Sequence[Mark], page: Page) -> list[str]:
    """The frame of a place: an arrow to `where`, then the marked lines, each with its marks below it."""
    lines, shown = source.lines, with_small_gaps({mark.line for mark in marks})
    gutter = max(len(str(source.cell(line)[1])) for line in shown)
    room = max(page.columns - gutter - 3, 20)
    edge = page.paint(f"{'':{gutter}} |", "gutter")
    result = [f"{'':{gutter}}{page.paint('-->', 'gutter')} {where}", edge]
    for index, line in enumerate(shown):
        if index and line > shown[index - 1] + 1:
            result.append(page.paint(CUT, "gutter"))
        number = page.paint(f"{source.cell(line)[1]:>{gutter}} |", "gutter")
        for window, own in windows(lines[line - 1], [mark for mark in marks if mark.line == line], room, page):
            result.append(f"{number} {window.text()}".rstrip())
            result += [f"{edge} {row}" for mark in own for row in underline(mark, window, room, page)]
    return [*result, edge]


def marks_of(lines: Sequence[str], place: Place, labels: Sequence[Label], text: str, style: str) -> list[Mark]:
    """Every stretch to underline; a place of several lines gives one on each, its text on the last.

    `text` is put behind the underline where it fits; the caller says it elsewhere where it does not (see `fits`).
    """
    end_line = min(max(place.end_line, place.line), place.line + LONGEST_SPAN - 1, len(lines))
    marks = []
    for line in range(place.line, end_line + 1):
        source = lines[line - 1]
        begin = place.column - 1 if line == place.line else len(source) - len(source.lstrip())
        end = place.end_column - 1 if line == place.end_line else len(source)
        if source.strip() or line == place.line:
            marks.append(Mark(line, begin, end, "^", style))
    marks[-1] = replace(marks[-1], text=text)
    for label in labels:
        if 1 <= label.line <= len(lines):
            marks.append(Mark(label.line, label.column - 1, label.end_column - 1, "-", "label", label.text))
    return marks


def with_small_gaps(lines: set[int]) -> list[int]:
    """The lines to show: those marked, and a single unmarked one between two of them."""
    return sorted(lines | {line + 1 for line in lines if line + 2 in lines})


def windows(line: str, marks: list[Mark], room: int, page: Page) -> list[tuple[Window, list[Mark]]]:
    """The parts of a line to show, each with its marks: one part, or a further one for a mark that is not in it."""
    window = window_of(line, marks, room, page)
    inside = [mark for mark in marks if window.first <= mark.begin < window.last or mark is marks[0]]
    outside = [mark for mark in marks if mark not in inside]
    return [(window, inside), *(windows(line, outside, room, page) if outside else [])]


def window_of(line: str, marks: Sequence[Mark], room: int, page: Page) -> Window:
    """The part of a line to show, chosen so that its first mark can be seen."""
    cells = cells_of(line, page)
    width = sum(size for _, size in cells)
    if width <= room:
        return Window(cells, 0, len(cells))
    begin, end = (marks[0].begin, marks[0].end) if marks else (0, 0)
    room -= 2 * len(CUT)
    first = 0 if sum(size for _, size in cells[:end]) <= room else min(max(begin - room // 4, 0), len(cells))
    last, used = first, 0
    while last < len(cells) and used + cells[last][1] <= room:
        used += cells[last][1]
        last += 1
    return Window(cells, first, last)


def cells_of(line: str, page: Page) -> tuple[tuple[str, int], ...]:
    """What is printed for each character of a line, and how many columns it takes."""
    cells: list[tuple[str, int]] = []
    column = 0
    for letter in line:
        cell = cell_of(letter, column, page)
        cells.append(cell)
        column += cell[1]
    return tuple(cells)


def cell_of(letter: str, column: int, page: Page) -> tuple[str, int]:
    """One character as it is printed: tabs as spaces, what could move the cursor or cannot be shown as "?"."""
    if letter == "\t":
        return " " * (TAB - column % TAB), TAB - column % TAB
    if letter.isascii() and letter.isprintable():
        return letter, 1
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or page.showable(letter) != letter:
        return "?", 1
    if kind in ("Mn", "Me"):
        return letter, 0
    return letter, 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def underline(mark: Mark, window: Window, room: int, page: Page) -> list[str]:
    """The row below a line, and the mark's text behind it or, where that is too long, below it."""
    begin = window.column(mark.begin)
    length = max(window.column(mark.end) - begin, 1)
    row = " " * begin + page.paint(mark.sign * length, mark.style)
    if not mark.text:
        return [row]
    if begin + length + 1 + len(mark.text) <= room:
        return [f"{row} {page.paint(mark.text, mark.style)}"]
    texts = textwrap.wrap(mark.text, room)
    indent = max(min(begin, room - max(map(len, texts))), 0)
    return [row, *(" " * indent + page.paint(text, mark.style) for text in texts)]


def fits(line: str, place: Place, text: str, page: Page) -> bool:
    """Whether a text has room behind the underline of a place."""
    room = page.columns - len(str(place.end_line)) - 3
    end = sum(width for _, width in cells_of(line, page)[: place.end_column - 1])
    return max(end, 1) + 1 + len(text) <= room

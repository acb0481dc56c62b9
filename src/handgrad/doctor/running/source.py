"""A program's text as it lies on disk: a script or a notebook, or one sentence about why it cannot be read."""

from __future__ import annotations

import ast
import os
import tokenize
import warnings
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from handgrad.doctor.finding import Place

LARGEST = 8 * 2**20  # bytes; the text of a program, not its data
ENDINGS = (".py", ".pyw", ".ipynb")


class Unreadable(Exception):
    """There is no program to run; the message is the one sentence that says why."""

    def __init__(self, sentence: str, place: Place | None = None) -> None:
        super().__init__(sentence)
        self.place = place


@dataclass(frozen=True)
class Source:
    """The text of a program; for a notebook its code cells one after the other, and where each begins."""

    file: str
    text: str
    cells: tuple[int, ...] = ()
    """The first line of each code cell, counted in `text` from 1; empty for a script."""
    notes: tuple[str, ...] = ()
    lines: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(line.rstrip("\r") for line in self.text.split("\n")))

    def cell(self, line: int) -> tuple[int | None, int]:
        """The number of the code cell that `line` stands in, from 1, and the line within it (a script: None, line)."""
        if not self.cells:
            return None, line
        number = max(bisect_right(self.cells, line), 1)
        return number, line - self.cells[number - 1] + 1


def read(path: str | os.PathLike[str]) -> Source:
    """The program in a file, its syntax checked.

    Raises `Unreadable` with one sentence where the file is missing, no program, or not valid Python.
    """
    if not os.fspath(path):
        raise Unreadable("no file is named")
    source = text_of(Path(path))
    check_syntax(source)
    return source


def text_of(path: Path) -> Source:
    """The text of a script or notebook, its syntax not yet looked at."""
    data = contents(path)
    if path.suffix.lower() == ".ipynb":
        from handgrad.doctor.running import notebook

        source = notebook.read(str(path), data)
    else:
        source = Source(str(path), decoded(data))
    if not source.text.strip():
        raise Unreadable("the file is empty")
    return source


def contents(path: Path) -> bytes:
    """The bytes of a file that may be a program."""
    if path.is_dir():
        raise Unreadable("this is a folder, not a program")
    if not path.exists():
        raise Unreadable("there is no such file")
    if not path.is_file():
        raise Unreadable("this is not an ordinary file")
    if path.suffix.lower() not in ENDINGS:
        raise Unreadable(f"this is not a Python file: its name ends in {path.suffix or 'nothing'}, not .py or .ipynb")
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(f"the file is larger than {LARGEST // 2**20} MiB, too large for a program")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"the file cannot be read: {(error.strerror or str(error)).lower()}") from None


def decoded(data: bytes) -> str:
    """Source bytes as text, by the rules of Python: utf-8, or what a coding line says."""
    if b"\0" in data:
        raise Unreadable("the file is binary, not Python source")
    encoding = "utf-8-sig"
    try:
        if b"coding" in b"".join(data.splitlines()[:2]):
            feed = iter(data.splitlines(keepends=True))
            encoding, _ = tokenize.detect_encoding(lambda: next(feed, b""))
        text = data.decode(encoding)
    except SyntaxError as error:
        raise Unreadable(f"the file cannot be decoded: {error.msg}") from None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        name = encoding.removesuffix("-sig")
        raise Unreadable(f"the file cannot be decoded as text: line {line} is not valid {name}") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_syntax(source: Source) -> None:
    """Raise `Unreadable` with the place where the text is not valid Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source.text, source.file)
            compile(source.text, source.file, "exec", dont_inherit=True)
    except SyntaxError as error:
        raise Unreadable(*syntax_error(source, error)) from None
    except (RecursionError, MemoryError):
        raise Unreadable("the program is nested too deeply for Python to read") from None
    except ValueError as error:
        raise Unreadable(f"the file is not Python source: {error}") from None


def syntax_error(source: Source, error: SyntaxError) -> tuple[str, Place]:
    """The sentence and the place of a syntax error."""
    line = min(max(error.lineno or 1, 1), len(source.lines))
    text = source.lines[line - 1]
    column = min(max(error.offset or 1, 1), len(text) + 1)
    same_line = error.end_lineno in (None, line) and (error.end_offset or 0) > column
    end = min(error.end_offset or 0, len(text) + 1) if same_line else column + 1
    place = Place(source.file, line, line, column, max(end, column + 1), text[column - 1 : end - 1])
    cell, within = source.cell(line)
    where = f"line {line}" if cell is None else f"line {within} of cell {cell}"
    return f"{where} is not valid Python: {error.msg}", place

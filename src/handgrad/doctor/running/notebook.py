"""Notebooks: the code cells of an .ipynb file as one program, with magics and shell lines left out."""

from __future__ import annotations

import ast
import json
import re
import warnings
from typing import Any

from handgrad.doctor.running.source import Source, Unreadable

TRANSPARENT = ("time", "timeit", "capture", "prun")
"""Cell magics that run the rest of the cell as Python; after any other the cell is not ours to run."""

OUTSIDE_PYTHON = re.compile(r"^\s*(?:[%!?]|[\w.\[\], ]+=\s*[%!])|^[^#'\"]*\w\?{1,2}\s*$")


def read(file: str, data: bytes) -> Source:
    """The code cells of a notebook, one after the other.

    Raises `Unreadable` where the file is no notebook, or one of another language.
    """
    cells = code_cells(data)
    lines: list[str] = []
    starts: list[int] = []
    notes: list[str] = []
    for number, text in enumerate(cells, 1):
        kept, dropped = python_of(text)
        notes += [f"cell {number}, line {line}: {what!r} is left out" for line, what in dropped]
        starts.append(len(lines) + 1)
        lines += kept
    return Source(file, "\n".join(lines) + "\n" if lines else "", tuple(starts), tuple(notes))


def code_cells(data: bytes) -> list[str]:
    """The text of every code cell, for both layouts of the format (version 4, and worksheets before it)."""
    try:
        book: Any = json.loads(data.decode("utf-8-sig"))
        sheets = book.get("worksheets") or [book]
        cells = [cell for sheet in sheets for cell in sheet["cells"] if cell.get("cell_type") == "code"]
        texts = ["".join(cell.get("source", cell.get("input", ""))) for cell in cells]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unreadable("the file is not a notebook: its JSON cannot be read") from None
    language = language_of(book)
    if "python" not in language.lower():
        raise Unreadable(f"the notebook is written in {language}, not in Python")
    if not texts:
        raise Unreadable("the notebook has no code cell")
    return [text.replace("\r\n", "\n") for text in texts]


def language_of(book: dict[str, Any]) -> str:
    """The notebook's language; Python where it does not say."""
    data = book.get("metadata")
    for key in ("language_info", "kernelspec"):
        entry = data.get(key) if isinstance(data, dict) else None
        name = entry.get("name" if key == "language_info" else "language") if isinstance(entry, dict) else None
        if isinstance(name, str) and name:
            return name
    return "python"


def python_of(text: str) -> tuple[list[str], list[tuple[int, str]]]:
    """A cell's lines with what only a notebook understands replaced by `pass`, and the lines so replaced."""
    lines = text.split("\n")
    if is_python(text):
        return lines, []
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    magic = lines[first].strip()
    if magic.startswith("%%") and magic[2:].split(" ")[0] not in TRANSPARENT:
        return ["pass"] + ["" for _ in lines[1:]], [(first + 1, magic)]
    dropped: list[tuple[int, str]] = []
    for index, line in enumerate(lines):
        if OUTSIDE_PYTHON.match(line) and not is_python("\n".join(lines)):
            lines[index] = without_magic(line)
            if lines[index].endswith("pass"):
                dropped.append((index + 1, line.strip()))
    return lines, dropped


def without_magic(line: str) -> str:
    """The line as Python: the timed statement at its own columns, or `pass`."""
    timed = re.match(r"^(\s*)(%time(?:it)?\s+)(?=[^-\s])", line)
    if timed:
        return timed[1] + "None;".ljust(len(timed[2])) + line[timed.end() :]
    return line[: len(line) - len(line.lstrip())] + "pass"


def is_python(text: str) -> bool:
    """Whether a cell is Python as it stands."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True

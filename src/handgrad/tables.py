"""Tables: CSV files read into columns of text, with one sentence for whatever is wrong with one."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handgrad.files import write_whole

HOLES = ("", "na", "n/a", "nan", "null", "?")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
DELIMITERS = ",;\t|"
LONGEST_CELL = 2**20


@dataclass(frozen=True)
class Table:
    """The columns of a CSV file by name, all cells as text, and the line in the file that each row ends at."""

    path: str
    columns: dict[str, list[str]]
    lines: list[int]
    delimiter: str

    def __len__(self) -> int:
        return len(self.lines)

    def column(self, name: str) -> list[str]:
        """The cells of a column; raises ValueError where there is none of that name, or where a cell is empty."""
        if name not in self.columns:
            raise ValueError(f"{self.path} has no column {name!r}; it has: {', '.join(self.columns)}")
        for line, cell in zip(self.lines, self.columns[name], strict=True):
            if cell.lower() in HOLES:
                shown = f" ({cell})" if cell else ""
                hint = "fill it in, or leave the row or the column out"
                raise ValueError(f"{self.path}, line {line}: column {name!r} has no value{shown}: {hint}")
        return self.columns[name]

    def number(self, cell: str) -> float | None:
        """The number in a cell, with a decimal comma where semicolons separate the cells; None where there is none."""
        text = cell.replace(",", ".") if self.delimiter == ";" else cell
        return float(text) if NUMBER.fullmatch(text) else None

    def numbers(self, name: str) -> list[float] | None:
        """A column as numbers, None for one of text; raises ValueError for single cells of text among numbers."""
        cells = self.column(name)
        found = [self.number(cell) for cell in cells]
        strays = [i for i, value in enumerate(found) if value is None or value in (float("inf"), float("-inf"))]
        if 2 * len(strays) >= len(cells):
            return None
        if strays:
            line, cell = self.lines[strays[0]], cells[strays[0]]
            raise ValueError(f"{self.path}, line {line}: column {name!r} has {cell!r} where other rows have numbers")
        return [value for value in found if value is not None]


def read(path: str | os.PathLike[str]) -> Table:
    """The table in a CSV file: a header of column names, then rows; commas, semicolons, tabs or bars separate cells.

    Raises OSError where the file cannot be read, and ValueError where it is no such table.
    """
    name = os.fspath(path)
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            text = file.read()
    except UnicodeDecodeError:
        raise ValueError(f"{name} is no text in UTF-8") from None
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise ValueError(f"{name}, line {reader.line_num}: this is no CSV: {error}") from None
    return table_of(name, rows, delimiter)


def table_of(name: str, rows: Sequence[tuple[int, list[str]]], delimiter: str) -> Table:
    """The table of rows with their line numbers, the first being the header."""
    if not rows:
        raise ValueError(f"{name} is empty")
    header = rows[0][1]
    for label in header:
        if header.count(label) > 1 or not label:
            raise ValueError(f"{name}: two columns are called {label!r}" if label else f"{name}: a column has no name")
    for line, row in rows[1:]:
        if len(row) != len(header):
            raise ValueError(f"{name}, line {line}: {len(row)} cells where the header has {len(header)}")
    if len(rows) == 1:
        raise ValueError(f"{name} has a header and no rows")
    cells = zip(*(row for _, row in rows[1:]), strict=True)
    columns = {label: list(column) for label, column in zip(header, cells, strict=True)}
    return Table(name, columns, [line for line, _ in rows[1:]], delimiter)


def text_of(table: Table, more: dict[str, Iterable[str]]) -> str:
    """The table as CSV again, with more columns."""
    columns = {**table.columns, **{name: list(cells) for name, cells in more.items()}}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=table.delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return out.getvalue()


def write(path: str | os.PathLike[str], text: str) -> None:
    """Write a table's text to a file, whole or not at all."""
    write_whole(path, text.encode("utf-8"))

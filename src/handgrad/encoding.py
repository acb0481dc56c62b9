"""Encoding: how the columns of a table become the inputs and targets of a network, and predictions text again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np

from handgrad.pair import Array
from handgrad.tables import Table

Task = Literal["classification", "regression"]

MOST_CLASSES = 20
ROWS_A_CLASS = 5
"""Whole numbers with at most so many different values, each in at least so many rows on average, are classes."""
MOST_TEXTS = 20
"""A column with more different texts than this, and in more than half of its rows another, names its rows."""


@dataclass(frozen=True)
class NumberColumn:
    """x = (cell - mean) / deviation, both of the training rows."""

    name: str
    mean: float
    deviation: float

    def encode(self, table: Table) -> Array:
        """The column as (n, 1)."""
        values = table.numbers(self.name)
        if values is None:
            raise ValueError(f"{table.path}: column {self.name!r} has text where the training had numbers")
        return ((np.array(values) - self.mean) / self.deviation)[:, None]


@dataclass(frozen=True)
class TextColumn:
    """x_k = 1 where the cell is the k-th of the texts in the training rows, else 0."""

    name: str
    texts: tuple[str, ...]

    def encode(self, table: Table) -> Array:
        """The column as (n, texts)."""
        return np.asarray(np.array(table.column(self.name))[:, None] == np.array(self.texts))

    def unknown(self, table: Table) -> list[str]:
        """The texts that no training row had: they are encoded as none of the known ones."""
        return sorted(set(table.column(self.name)) - set(self.texts))


@dataclass(frozen=True)
class Target:
    """What is to be predicted: one of the `classes`, or, where there are none, mean + deviation y."""

    name: str
    task: Task
    classes: tuple[str, ...] = ()
    mean: float = 0.0
    deviation: float = 1.0

    def encode(self, table: Table) -> Array:
        """Class numbers (n,), or standardised values (n, 1)."""
        if self.task == "classification":
            labels = labels_of(table, self.name)
            return np.array([self.classes.index(label) for label in labels])
        return ((np.array(table.numbers(self.name)) - self.mean) / self.deviation)[:, None]

    def decode(self, y: Array) -> list[str]:
        """Predictions as text: the class of the largest logit in y (n, classes), or the value of y (n, 1)."""
        if self.task == "classification":
            return [self.classes[k] for k in y.argmax(axis=1)]
        return [f"{value:.8g}" for value in (y[:, 0] * self.deviation + self.mean)]


@dataclass(frozen=True)
class Encoding:
    """The columns that go in and the target."""

    columns: tuple[NumberColumn | TextColumn, ...]
    target: Target

    @property
    def width(self) -> int:
        """How many numbers a row becomes."""
        return sum(len(column.texts) if isinstance(column, TextColumn) else 1 for column in self.columns)

    def inputs(self, table: Table) -> Array:
        """x (n, width)."""
        return np.concatenate([np.asarray(column.encode(table), np.float64) for column in self.columns], axis=1)

    def unknown(self, table: Table) -> dict[str, list[str]]:
        """The texts in each column that no training row had."""
        found = {column.name: column.unknown(table) for column in self.columns if isinstance(column, TextColumn)}
        return {name: texts for name, texts in found.items() if texts}

    def to_json(self) -> dict[str, Any]:
        """The encoding as JSON."""
        return {"columns": [asdict(column) for column in self.columns], "target": asdict(self.target)}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Encoding:
        """The encoding that `to_json` wrote."""
        columns = [
            TextColumn(part["name"], tuple(part["texts"])) if "texts" in part else NumberColumn(**part)
            for part in record["columns"]
        ]
        target = {**record["target"], "classes": tuple(record["target"]["classes"])}
        return cls(tuple(columns), Target(**target))


def labels_of(table: Table, name: str) -> list[str]:
    """The classes in a column as text; numbers in their shortest form, so that 1 and 1.0 are one class."""
    values = table.numbers(name)
    return table.column(name) if values is None else [f"{value:.12g}" for value in values]


def task_of(table: Table, name: str) -> Task:
    """Text and few whole numbers are classes, other numbers are values."""
    values = table.numbers(name)
    if values is None:
        return "classification"
    different = set(values)
    few = len(different) <= MOST_CLASSES and len(values) >= ROWS_A_CLASS * len(different)
    return "classification" if few and all(value == int(value) for value in different) else "regression"


def learned(table: Table, target: str, task: Task | None, without: Collection[str], rows: Array) -> Encoding:
    """The encoding for a table, with the means, deviations and texts of these rows only, the training rows.

    Raises ValueError for columns that are missing or have holes, and where there is nothing to learn.
    """
    for name in (target, *without):
        table.column(name) if name == target else known(table, name)
    names = [name for name in table.columns if name not in (target, *without)]
    columns = [column for column in (learned_column(table, name, rows) for name in names) if column is not None]
    if not columns:
        raise ValueError(f"{table.path} has no column besides {target!r} to learn from")
    return Encoding(tuple(columns), learned_target(table, target, task or task_of(table, target), rows))


def known(table: Table, name: str) -> None:
    """Raise ValueError where the table has no column of that name."""
    if name not in table.columns:
        raise ValueError(f"{table.path} has no column {name!r}; it has: {', '.join(table.columns)}")


def learned_column(table: Table, name: str, rows: Array) -> NumberColumn | TextColumn | None:
    """One column that goes in; None for one that only names its rows."""
    values = table.numbers(name)
    if values is not None:
        return NumberColumn(name, *spread(np.array(values)[rows]))
    cells = table.column(name)
    different = len(set(cells))
    if different > MOST_TEXTS and 2 * different > len(cells):
        return None
    return TextColumn(name, tuple(sorted({cells[row] for row in rows})))


def learned_target(table: Table, name: str, task: Task, rows: Array) -> Target:
    """The target, with all classes of the table, or the mean and deviation of the training rows."""
    if task == "classification":
        labels = labels_of(table, name)
        values = table.numbers(name)
        order = sorted(set(labels), key=float) if values is not None else sorted(set(labels))
        if len(order) < 2:
            raise ValueError(f"{table.path}: the target {name!r} is always {order[0]!r}: there is nothing to learn")
        if 2 * len(order) > len(labels):
            count = f"{len(order)} different values in {len(labels)} rows"
            raise ValueError(f"{table.path}: the target {name!r} has {count}: too many to be classes")
        return Target(name, task, tuple(order))
    values = table.numbers(name)
    if values is None:
        raise ValueError(f"{table.path}: the target {name!r} is text, which regression cannot predict")
    if len(set(values)) < 2:
        raise ValueError(f"{table.path}: the target {name!r} is always {values[0]:g}: there is nothing to learn")
    mean, deviation = spread(np.array(values)[rows])
    return Target(name, task, (), mean, deviation)


def spread(values: Array) -> tuple[float, float]:
    """Mean and standard deviation, which is taken as 1 where all values are the same."""
    deviation = float(values.std())
    return float(values.mean()), deviation if deviation > 0 else 1.0


def left_out(table: Table, encoding: Encoding, without: Sequence[str]) -> list[str]:
    """The columns that are not used because they only name the rows."""
    used = {column.name for column in encoding.columns} | {encoding.target.name, *without}
    return [name for name in table.columns if name not in used]

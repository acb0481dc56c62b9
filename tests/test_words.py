"""Data that begin as words, and labels that are picked as rows by their class numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop
from handgrad.doctor.words import numbers

WORDS = """
import numpy as np
np.random.seed(0)
words = [["hello", "morning", "hi"], ["close", "open", "today"], ["who", "teaches", "office"]]
known = sorted(sum(words, []))
rows, numbers = [], []
for number, own in enumerate(words):
    for _ in range(20):
        chosen = np.random.choice(own, 2, replace=False)
        rows.append([1.0 if word in chosen else 0.0 for word in known])
        numbers.append(number)
rows, numbers = np.array(rows), np.array(numbers)
order = np.random.permutation(len(rows))
rows = rows[order]
{labels}
X, Y = rows[:45], np.eye(3)[numbers[:45]]
W, b = np.random.normal(0, 0.3, (9, 3)), np.zeros((1, 3))
for turn in range(60):
    raw = np.exp(X.dot(W) + b)
    answer = raw / raw.sum(axis=1, keepdims=True)
    error = (answer - Y) / len(X)
    W = W - 0.5 * X.T.dot(error)
    b = b - 0.5 * error.sum(axis=0, keepdims=True)
"""


@pytest.mark.parametrize(("labels", "kinds"), [("", ["label-mismatch"]), ("numbers = numbers[order]", [])])
def test_rows_and_class_numbers_are_followed_to_where_they_were_put_in_order(
    labels: str, kinds: list[str], tmp_path: Path
) -> None:
    with Workshop() as workshop:
        report = report_on(workshop, WORDS.replace("{labels}", labels), tmp_path)
    assert [finding.kind for finding in report.findings] == kinds
    assert ("+numbers = numbers[order]" in report.patch) == bool(kinds)
    assert len(report.gradients) == 2


TWICE = """
import numpy as np
rng = np.random.default_rng(1)
X = rng.normal(size=(30, 3))
Y = np.hstack([X[:, :1] * X[:, 1:2], X[:, 1:] ** 2])
W, b, V, c = rng.normal(size=(3, 6)), np.zeros(6), rng.normal(size=(6, 3)), np.zeros(3)
for turn in range(40):
    Z = X @ W + b
    H = np.tanh(Z)
    d = (H @ V + c - Y) / len(X)
    e = d @ V.T * (1 - H ** 2)
    gb, gc, gV, gW = e.sum(), d.sum(0), Z.T @ d, X.T @ e
    W, b, V, c = W - 0.1 * gW, b - 0.1 * gb, V - 0.1 * gV, c - 0.1 * gc
"""


def test_what_is_found_behind_an_edit_stands_where_it_was_written(tmp_path: Path, workshop: Workshop) -> None:
    """The first edit makes the line longer; the second finding, and its edit, are given in the line as it was."""
    report = report_on(workshop, TWICE, tmp_path)
    found = {finding.kind: finding for finding in report.findings}
    assert {kind: each.place.source for kind, each in found.items()} == {
        "bias-grad-axis": "e.sum()",
        "wrong-array": "Z",
    }
    line = TWICE.splitlines()[found["wrong-array"].place.line - 1]
    assert line[found["wrong-array"].place.column - 1] == "Z"
    assert [line[each.column : each.end_column] for each in found["wrong-array"].fix.edits] == ["Z"]


def test_numbers_are_shown_from_where_there_are_any() -> None:
    """Rows of a table that no sample used are all 0."""
    assert numbers(np.array([0, 0, 0, 0, 0, 1.5, 2.0]), 5) == "... 1.5 2 ... (7 numbers)"
    assert numbers(np.array([0.5, 1.0])) == "0.5 1"

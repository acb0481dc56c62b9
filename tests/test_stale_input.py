"""A row left over from the training in a loop that predicts: named, unless the loop has reason to stay with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.finding import Finding
from handgrad.doctor.proof.workshop import Workshop

PROGRAM = """
import numpy as np
rng = np.random.default_rng(4)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1], [2, 1]]) * 1.0
T = np.array([0, 1, 1, 0, 1])
W1 = rng.normal(size=(2, 6)); b1 = np.zeros(6)
W2 = rng.normal(size=6); b2 = 0.0


def predict(x):
    return 1 / (1 + np.exp(-(np.tanh(x @ W1 + b1) @ W2 + b2)))


for epoch in range(30):
    for i in rng.permutation(5):
        x = X[i]
        h = np.tanh(x @ W1 + b1)
        d = 1 / (1 + np.exp(-(h @ W2 + b2))) - T[i]
        back = d * W2 * (1 - h ** 2)
        W2 -= 0.3 * d * h; b2 -= 0.3 * d
        W1 -= 0.3 * np.outer(x, back); b1 -= 0.3 * back
AFTER
"""

WRONG = {
    "counted": ("for k in range(len(X)):\n    print(predict(x), T[k])", "x", "X[k]"),
    "gone through": ("for row, t in zip(X, T):\n    print(t, predict(x))", "x", "row"),
    "in a list": ("print(np.array([predict(x) for row in X]) - T)", "x", "row"),
    "always the first": ("for k, row in enumerate(X):\n    print(k, predict(X[0]))", "X[0]", "row"),
    "in another shape": (
        "def all_of(A):\n    return [predict(x.reshape(1, 2))[0] for k in range(A.shape[0])]\nprint(all_of(X))",
        "x",
        "A[k]",
    ),
}
"""What comes after the training, what is underlined, and what belongs there."""

RIGHT = {
    "each row": "for k in range(len(X)):\n    x = X[k]\n    print(predict(x))",
    "all rows each time": "for k in range(len(X)):\n    print(T[k], predict(X)[k])",
    "timed": "for k in range(5):\n    predict(x)",
    "compared with one row": "for row in X:\n    print(predict(row) - predict(x))",
    "scales": "for scale in T:\n    print(scale * predict(x))",
}


def accused(text: str, folder: Path, workshop: Workshop) -> list[Finding]:
    """What is found to be wrong."""
    found = report_on(workshop, PROGRAM.replace("AFTER", text), folder).findings
    return [each for each in found if each.severity != "note"]


@pytest.mark.parametrize("name", WRONG)
def test_a_row_left_over_is_named(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """It is underlined, and the row of the turn takes its place."""
    text, underlined, mended = WRONG[name]
    (found,) = accused(text, tmp_path, workshop)
    assert (found.kind, found.place.source) == ("unused-input", underlined)
    assert found.fix is not None
    assert (found.fix.replacement, found.fix.confidence) == (mended, "proved")


@pytest.mark.parametrize("name", RIGHT)
def test_a_loop_that_stays_with_a_row_on_purpose_is_not_accused(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """Repetitions for another reason than going over rows, and comparisons with one row."""
    assert accused(RIGHT[name], tmp_path, workshop) == []

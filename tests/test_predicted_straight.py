"""Predictions that leave out an activation; the last layer may go without its own where only the largest counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import check_named, report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(5)
X = rng.normal(size=(60, 2))
labels = (X[:, 0] * X[:, 1] > 0).astype(int)
Y = np.eye(2)[labels]
W1, b1 = rng.normal(size=(2, 8)), np.zeros(8)
W2, b2 = rng.normal(size=(8, 2)) * 0.5, np.zeros(2)


def bend(v):
    return np.tanh(v)


def predict(x):
    h = INSIDE
    return np.argmax(h @ W2 + b2, axis=1)


for turn in range(300):
    h = bend(X @ W1 + b1)
    e = np.exp(h @ W2 + b2)
    p = e / e.sum(axis=1, keepdims=True)
    d2 = (p - Y) / len(X)
    d1 = d2 @ W2.T * (1 - h ** 2)
    W2 -= 0.5 * h.T @ d2
    b2 -= 0.5 * d2.sum(axis=0)
    W1 -= 0.5 * X.T @ d1
    b1 -= 0.5 * d1.sum(axis=0)
print(np.mean(predict(X) == labels))
"""


def test_scores_without_a_softmax_are_right(tmp_path: Path, workshop: Workshop) -> None:
    assert not report_on(workshop, NET.replace("INSIDE", "bend(x @ W1 + b1)"), tmp_path).findings


@pytest.mark.parametrize("inside", ["x @ W1 + b1", "np.dot(x, W1) + b1"])
def test_a_hidden_activation_left_out_is_seen(inside: str, tmp_path: Path, workshop: Workshop) -> None:
    text = NET.replace("INSIDE", inside)
    report = report_on(workshop, text, tmp_path)
    check_named(report, text, "missing-activation", "h = " + inside)
    (found,) = report.findings
    assert found.fix is not None and found.fix.replacement.strip() == f"h = bend({inside})"

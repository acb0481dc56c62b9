"""Predictions of mixed rows beside labels that were not mixed."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(3)
X = rng.normal(size=(90, 2))
k = (X[:, 0] + X[:, 1] > 0).astype(int) + (X[:, 0] > 1)
Y = np.eye(3)[k]
W, b = rng.normal(size=(2, 3)) * 0.1, np.zeros(3)

def forward(x):
    e = np.exp(x @ W + b)
    return e / e.sum(1, keepdims=True)

for turn in range(60):
    d = (forward(X[:60]) - Y[:60]) / 60
    W, b = W - 0.5 * X[:60].T @ d, b - 0.5 * d.sum(0)
test, labels = X[60:], k[60:]
order = rng.permutation(30)
{evaluation}
"""


@pytest.mark.parametrize(
    ("evaluation", "kinds"),
    [
        ("print(np.mean(forward(test[order]).argmax(1) == labels))", ["label-mismatch"]),
        ("print(np.mean(forward(test[order]).argmax(1) == labels[order]))", []),
        ("print(np.mean(forward(test).argmax(1) == labels))", []),
        ("p = np.zeros(30); p[order] = forward(test[order]).argmax(1); print(np.mean(p == labels))", []),
        ("print(np.mean(forward(test[order])[np.argsort(order)].argmax(1) == labels))", []),
    ],
)
def test_predictions_of_moved_rows_need_moved_labels(
    evaluation: str, kinds: list[str], tmp_path: Path, workshop: Workshop
) -> None:
    report = report_on(workshop, NET.format(evaluation=evaluation), tmp_path)
    assert [finding.kind for finding in report.findings if finding.severity != "note"] == kinds

"""Probabilities that a loss takes for scores."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(3)
X = rng.normal(size=(90, 5))
labels = np.argmax(X @ rng.normal(size=(5, 4)), axis=1)
rows = np.arange(90)


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def loss_of(scores):
    m = scores.max(axis=1, keepdims=True)
    logs = scores - m - np.log(np.sum(np.exp(scores - m), axis=1, keepdims=True))
    d = np.exp(logs)
    d[rows, labels] -= 1
    return -logs[rows, labels].mean(), d / 90


W, b = rng.normal(size=(5, 4)) * 0.1, np.zeros(4)
for step in range(200):
    z = X @ W + b
    out = {output}
    loss, d = loss_of(out)
    dz = {back}
    W -= 0.5 * X.T @ dz
    b -= 0.5 * dz.sum(axis=0)
    print(loss)
"""
CASES = {
    "twice": ("softmax(z)", "out * (d - (d * out).sum(axis=1, keepdims=True))", ["loss-activation-mismatch"]),
    "once": ("z", "d", []),
}


@pytest.mark.parametrize("case", CASES)
def test_a_softmax_of_probabilities(case: str, tmp_path: Path, workshop: Workshop) -> None:
    """All gradients are right, and the outputs cannot become sure."""
    output, back, kinds = CASES[case]
    text = NET.replace("{output}", output).replace("{back}", back)
    report = report_on(workshop, text, tmp_path)
    assert [found.kind for found in report.findings] == kinds

"""Penalties that the loss and the gradient do not agree on: of biases, and behind margins written in loops."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

BIASES = """
import numpy as np
rng = np.random.default_rng(2)
X = rng.normal(size=(60, 3))
Y = np.tanh(X @ rng.normal(size=(3, 2))) + 0.5
W, b = rng.normal(size=(3, 2)), rng.normal(size=2)
for step in range(100):
    d = X @ W + b - Y
    loss = np.mean(d ** 2) + 0.01 * ({penalty})
    d = d / 60
    W, b = W - 0.1 * (X.T @ d + 0.02 * W), b - 0.1 * d.sum(axis=0)
    print(loss)
"""
MARGINS = """
import numpy as np
rng = np.random.default_rng(2)
y = rng.integers(0, 3, 40)
X = rng.normal(size=(3, 6))[y] + 0.8 * rng.normal(size=(40, 6))
W = 0.01 * rng.normal(size=(6, 3))
for step in range(60):
    loss, dW = 0.0, np.zeros(W.shape)
    for i in range(40):
        scores = X[i].dot(W)
        for j in range(3):
            margin = scores[j] - scores[y[i]] + 1
            if j != y[i] and margin > 0:
                loss += margin
                dW[:, j] += X[i]
                dW[:, y[i]] -= X[i]
    loss = loss / 40 + 0.1 * np.sum(W * W)
    dW = dW / 40
    dW += {factor}0.1 * W
    W -= 0.05 * dW
    print(loss)
"""


@pytest.mark.parametrize("penalty", ["np.sum(W * W)", "np.sum(W * W) + np.sum(b * b)", "np.sum(b * b) + np.sum(W * W)"])
def test_a_penalty_on_biases_in_the_loss_alone(penalty: str, tmp_path: Path, workshop: Workshop) -> None:
    """It is taken out of the loss where the weights' own is in both places."""
    report = report_on(workshop, BIASES.replace("{penalty}", penalty), tmp_path)
    if "b * b" in penalty:
        assert [found.kind for found in report.findings] == ["regularization-mismatch"]
        assert "+    loss = np.mean(d ** 2) + 0.01 * (np.sum(W * W))" in report.patch
    else:
        assert report.verdict == "right"


@pytest.mark.parametrize(("factor", "kinds"), [("", ["regularization-mismatch"]), ("2 * ", [])])
def test_a_penalty_behind_margins_in_loops(factor: str, kinds: list[str], tmp_path: Path, workshop: Workshop) -> None:
    """The loss sees more than the predictions that are known, and its penalty is known all the same."""
    report = report_on(workshop, MARGINS.replace("{factor}", factor), tmp_path)
    assert [found.kind for found in report.findings] == kinds

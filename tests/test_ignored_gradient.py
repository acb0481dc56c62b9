"""Functions of the way back that never read the gradient they are handed."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

LAYERS = """
import numpy as np
r = np.random.default_rng(5)
class Dense:
    def __init__(self, inputs, units):
        self.w, self.b = r.normal(0, 1, (inputs, units)), np.zeros(units)
    def forward(self, x):
        self.x = x
        return x @ self.w + self.b
    def backward(self, up):
        self.gw, self.gb = self.x.T @ up, up.sum(0)
        return up @ self.w.T
class Sigmoid:
    def forward(self, x):
        self.y = 1 / (1 + np.exp(-x))
        return self.y
    def backward(self, up):
        return {slope}
X = r.uniform(-1, 1, (60, 2)); T = (X[:, :1] * X[:, 1:] > 0) * 1.0
net = [Dense(2, 8), Sigmoid(), Dense(8, 1), Sigmoid()]
for turn in range(30):
    y = X
    for layer in net:
        y = layer.forward(y)
    up = 2 * (y - T) / len(X)
    for layer in net[::-1]:
        up = layer.backward(up)
    for layer in net[::2]:
        layer.w -= 0.5 * layer.gw
        layer.b -= 0.5 * layer.gb
    print(np.mean((y - T) ** 2))
"""
FUNCTIONS = """
import numpy as np
r = np.random.default_rng(5)
X = r.uniform(-1, 1, (60, 2)); T = X[:, :1] * X[:, 1:]
W, b, V, c = r.normal(0, 1, (2, 8)), np.zeros(8), r.normal(0, 0.5, (8, 1)), np.zeros(1)
def tanh_back(up, a):
    return {slope}
for turn in range(30):
    h = np.tanh(X @ W + b)
    up = 2 * (h @ V + c - T) / len(X)
    down = tanh_back(up @ V.T, h)
    V, c = V - 0.3 * h.T @ up, c - 0.3 * up.sum(0)
    W, b = W - 0.3 * X.T @ down, b - 0.3 * down.sum(0)
"""


@pytest.mark.parametrize(
    ("text", "slope", "mended"),
    [
        (LAYERS, "self.y * (1 - self.y)", "return up * self.y * (1 - self.y)"),
        (LAYERS, "self.y - self.y ** 2", "return up * (self.y - self.y ** 2)"),
        (FUNCTIONS, "1 - a ** 2", "return up * (1 - a ** 2)"),
        (FUNCTIONS, "up * (1 - a ** 2)", ""),
    ],
)
def test_a_gradient_that_is_never_read_is_multiplied(
    text: str, slope: str, mended: str, tmp_path: Path, workshop: Workshop
) -> None:
    """Even where nothing that is learned depends on the targets any more."""
    report = report_on(workshop, text.replace("{slope}", slope), tmp_path)
    kinds = [found.kind for found in report.findings if found.severity == "error"]
    assert kinds == ["chain-rule-dropped"] * bool(mended)
    assert mended in report.patch

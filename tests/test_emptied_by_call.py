"""Gradients that are never emptied, beside a method that does it and that only the making of an object calls."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

PROGRAM = """
import numpy as np
rng = np.random.RandomState(2)
X = rng.randn(60, 3)
Y = np.tanh(X[:, :1] - X[:, 1:2])
class Net:
    def __init__(self):
        self.w, self.v = rng.randn(3, 5), rng.randn(5, 1) * 0.5
        self.forget()
    def forget(self):
        self.grads = {"w": np.zeros_like(self.w), "v": np.zeros_like(self.v)}
    def back(self, x, y):
        h = np.tanh(x @ self.w)
        d = 2 * (h @ self.v - y) / len(x)
        self.grads["v"] += h.T @ d
        self.grads["w"] += x.T @ (d @ self.v.T * (1 - h ** 2))
    def move(self, rate):
        self.w = self.w - rate * self.grads["w"]
        self.v = self.v - rate * self.grads["v"]
net = Net()
for epoch in range(20):
    for i in range(0, 60, 20):
        net.back(X[i:i + 20], Y[i:i + 20])
        net.move(0.1)
        LAST
"""


@pytest.mark.parametrize(("last", "named"), [("pass", True), ("net.forget()", False)])
def test_one_call_empties_all(last: str, named: bool, tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, PROGRAM.replace("LAST", last), tmp_path)
    kinds = [each.kind for each in report.findings if each.severity == "error"]
    assert kinds == ["gradient-not-reset"] * named
    assert [line for line in report.patch.splitlines() if line.startswith("+ ")] == ["+        net.forget()"] * named

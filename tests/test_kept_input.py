"""Layers that keep the wrong end of their activation for the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(2)
class Dense:
    def __init__(self, inputs, units):
        self.w = rng.normal(0, 0.7, (inputs, units))
    def forward(self, x):
        self.x = x
        return x @ self.w
    def backward(self, up):
        self.g = self.x.T @ up
        return up @ self.w.T
class Sigmoid:
    def forward(self, x):
        {keep}
    def backward(self, up):
        return up * {slope}
X, Y = rng.normal(size=(40, 3)), rng.uniform(size=(40, 2))
layers = [Dense(3, 6), Sigmoid(), Dense(6, 2)]
for turn in range(20):
    a = X
    for layer in layers:
        a = layer.forward(a)
    up = (a - Y) / len(X)
    for layer in layers[::-1]:
        up = layer.backward(up)
    for layer in layers[::2]:
        layer.w -= 0.3 * layer.g
"""
OF_INPUT = "self.kept = x\n        return 1 / (1 + np.exp(-x))"
OF_OUTPUT = "self.kept = 1 / (1 + np.exp(-x))\n        return self.kept"
BY_OUTPUT = "self.kept * (1 - self.kept)"
BY_INPUT = "np.exp(-self.kept) / (1 + np.exp(-self.kept)) ** 2"


@pytest.mark.parametrize(
    ("keep", "slope", "fix"),
    [
        (OF_INPUT, BY_OUTPUT, "self.kept = 1 / (1 + np.exp(-x))"),
        (OF_OUTPUT, BY_INPUT, "self.kept = x"),
        (OF_INPUT, BY_INPUT, ""),
        (OF_OUTPUT, BY_OUTPUT, ""),
    ],
)
def test_what_is_kept_is_mended(keep: str, slope: str, fix: str, tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, NET.replace("{keep}", keep).replace("{slope}", slope), tmp_path)
    assert [found.kind for found in report.findings] == ["derivative-wrong-input"] * bool(fix)
    assert not fix or f"+        {fix}" in report.patch

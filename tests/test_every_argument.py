"""Slopes of sums that are handed what comes out of every activation, and slopes that a dot product adds up."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

CALLS = """
import numpy as np
rng = np.random.default_rng(2)
X, Y = rng.normal(size=(12, 3)), rng.uniform(size=(12, 1))
def f(z):
    return 1 / (1 + np.exp(-z))
def slope(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)
class Net:
    def __init__(self):
        self.W1, self.W2 = rng.normal(size=(3, 4)), rng.normal(size=(4, 1))
    def forward(self):
        self.sum1 = X @ self.W1
        self.out1 = f(self.sum1)
        self.sum2 = self.out1 @ self.W2
        self.out2 = f(self.sum2)
    def step(self):
        d2 = (self.out2 - Y) * slope(SECOND)
        d1 = d2 @ self.W2.T * slope(FIRST)
        self.W2 -= 0.1 * self.out1.T @ d2
        self.W1 -= 0.1 * X.T @ d1
net = Net()
for turn in range(40):
    net.forward()
    net.step()
"""


@pytest.mark.parametrize("wrong", [True, False])
def test_all_calls_are_handed_the_sums_that_the_slope_is_written_for(
    wrong: bool, tmp_path: Path, workshop: Workshop
) -> None:
    name = "out" if wrong else "sum"
    report = report_on(workshop, CALLS.replace("FIRST", f"self.{name}1").replace("SECOND", f"self.{name}2"), tmp_path)
    assert [each.kind for each in report.findings if each.severity == "error"] == ["derivative-wrong-input"] * wrong
    if wrong:
        assert "+        d2 = (self.out2 - Y) * slope(self.sum2)" in report.patch
        assert "+        d1 = d2 @ self.W2.T * slope(self.sum1)" in report.patch


ROW = """
import numpy as np
rng = np.random.default_rng(4)
x, t = np.array([0.4, 0.9, -0.6]), np.array([0.1, 0.3, 0.7])
W, V = rng.random((2, 3)), rng.random((3, 2))
def f(z):
    return 1 / (1 + np.exp(-z))
for turn in range(60):
    h = f(np.dot(W, x))
    o = f(np.dot(V, h))
    error = t - o
    e2 = OUT * error
    e1 = HIDDEN * np.dot(V.T, e2)
    V = V + 0.3 * np.outer(e2, h)
    W = W + 0.3 * np.outer(e1, x)
"""


@pytest.mark.parametrize("wrong", [True, False])
def test_a_dot_product_of_a_slope_s_factors_is_named(wrong: bool, tmp_path: Path, workshop: Workshop) -> None:
    factors = ("np.dot(o, 1 - o)", "np.dot(h, 1 - h)") if wrong else ("o * (1 - o)", "h * (1 - h)")
    report = report_on(workshop, ROW.replace("OUT", factors[0]).replace("HIDDEN", factors[1]), tmp_path)
    assert [each.kind for each in report.findings if each.severity == "error"] == ["inner-vs-outer"] * wrong
    if wrong:
        assert "+    e2 = o * (1 - o) * error" in report.patch
        assert "+    e1 = h * (1 - h) * np.dot(V.T, e2)" in report.patch

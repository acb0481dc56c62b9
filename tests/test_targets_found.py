"""Targets that are hard to tell from constants: computed from a formula, or added with their sign turned."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

SERIES = """
import numpy as np
np.random.seed(2)
series = []
for t in range(40):
    series.append(np.round(2.4 * np.sin(1.9 * t) + 0.6 * np.cos(0.4 * t), 2))
X, Y = np.array([series[t:t + 3] for t in range(37)]), np.array(series[3:])
A, b = np.random.uniform(-1, 1, (5, 3)), np.random.uniform(-1, 1, 5)
for epoch in range(30):
    h = np.tanh(A @ X.T)
    y = b @ h
    print(np.sum((y - Y) ** 2) / 2)
    e = np.outer(b, y - Y){slope}
    b = b - 0.001 * (y - Y) @ h.T
    A = A - 0.001 * e @ X
"""
ENGINE = """
import math, random
random.seed(1)


class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents, self.push = data, 0.0, parents, lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))
        def push():
            self.grad += out.grad
            other.grad += out.grad
        out.push = push
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))
        def push():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out.push = push
        return out

    def tanh(self):
        t = math.tanh(self.data)
        out = Value(t, (self,))
        def push():
            self.grad += {slope} * out.grad
        out.push = push
        return out

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    __radd__ = __add__

    def backward(self):
        order, seen = [], set()
        def visit(v):
            if v not in seen:
                seen.add(v)
                for parent in v.parents:
                    visit(parent)
                order.append(v)
        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            v.push()


points = [[0.5, -0.3], [-0.7, 0.2], [0.1, 0.9], [-0.4, -0.8]]
sides = [1 if k % 2 else -1 for k in range(4)]
w = [Value(random.uniform(-1, 1)) for _ in range(6)]
for step in range(30):
    losses = []
    for x, side in zip(points, sides):
        a = (w[0] * x[0] + w[1] * x[1]).tanh()
        b = (w[2] * x[0] + w[3] * x[1]).tanh()
        off = (w[4] * a + w[5] * b).tanh() - side
        losses.append(off * off)
    loss = sum(losses, Value(0.0)) * 0.25
    for each in w:
        each.grad = 0.0
    loss.backward()
    for each in w:
        each.data -= 0.1 * each.grad
"""


@pytest.mark.parametrize(("slope", "kinds"), [(" * (1 - h ** 2)", []), ("", ["missing-derivative"])])
def test_data_that_follow_from_a_formula(slope: str, kinds: list[str], tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, SERIES.format(slope=slope), tmp_path)
    assert ([found.kind for found in report.findings], len(report.gradients)) == (kinds, 2)


@pytest.mark.parametrize(("slope", "right"), [("(1 - t * t)", True), ("(1 - t)", False)])
def test_whole_numbers_taken_off_by_an_engine(slope: str, right: bool, tmp_path: Path, workshop: Workshop) -> None:
    """Half of the targets are added as what they are, with the sign turned beforehand; none is recorded."""
    report = report_on(workshop, ENGINE.replace("{slope}", slope), tmp_path)
    weights = [gradient for gradient in report.gradients if gradient.name.startswith("w[")]
    assert len(weights) == 6
    assert all(gradient.state == "right" for gradient in weights) == right
    assert (report.verdict == "right") == right

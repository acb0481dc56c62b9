"""All parameters in one vector, and a penalty that leaves the biases alone, or should."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.RandomState(3)
X = rng.normal(size=(40, 3))
y = (X[:, :1] * X[:, 1:2] > 0).astype(float)
reg, m = 2.0, 40


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def with_ones(a):
    return np.c_[np.ones((len(a), 1)), a]


def cost(params):
    t1, t2 = params[:20].reshape(5, 4), params[20:].reshape(1, 6)
    a1 = with_ones(X)
    h = sigmoid(a1 @ t1.T)
    a2 = with_ones(h)
    p = sigmoid(a2 @ t2.T)
    J = -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) / m
    J += reg / (2 * m) * (np.sum(t1[:, 1:] ** 2) + np.sum(t2[:, 1:] ** 2))
    d3 = p - y
    d2 = d3 @ t2[:, 1:] * h * (1 - h)
    alone1 = np.c_[np.{fill}((5, 1)), t1[:, 1:]]
    alone2 = np.c_[np.{fill}((1, 1)), t2[:, 1:]]
    g1 = d2.T @ a1 / m + reg / m * alone1
    g2 = d3.T @ a2 / m + reg / m * alone2
    return J, np.r_[g1.ravel(), g2.ravel()]


params = rng.uniform(-0.5, 0.5, 26)
for step in range(200):
    J, slope = cost(params)
    print(J)
    params = params - 0.3 * slope
"""


@pytest.mark.parametrize(("fill", "kinds"), [("zeros", []), ("ones", ["regularization-mismatch"])])
def test_a_column_for_the_biases(fill: str, kinds: list[str], tmp_path: Path, workshop: Workshop) -> None:
    """The program's own loss counts, although its penalty spares a part of the only parameter."""
    report = report_on(workshop, NET.replace("{fill}", fill), tmp_path)
    errors = [each for each in report.findings if each.severity == "error"]
    assert [each.kind for each in errors] == kinds
    assert all(each.fix and each.fix.replacement.count("np.zeros") == 2 for each in errors)
    assert [gradient.state for gradient in report.gradients] == ["wrong" if kinds else "right"]

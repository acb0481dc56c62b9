"""One bias for all units in front of a softmax: its gradient is 0 in every step; start and sum are mended together."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import prover_of

from handgrad.doctor.proof.workshop import Workshop

ROWS = """\
import numpy as np

np.random.seed(17)
size = np.repeat([0, 1, 2], 20)
X = np.random.randn(60, 2) + 2 * size[:, None]
T = np.eye(3)[size]
W = np.random.randn(2, 3) * 0.01
b = 0.0
for lap in range(300):
    z = X @ W + b
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    d = (p - T) / len(X)
    W -= 0.1 * X.T @ d
    b -= 0.1 * d.sum()
"""
COLUMNS = """\
import numpy as np

np.random.seed(17)
size = np.repeat([0, 1, 2], 20)
X = np.random.randn(2, 60) + 2 * size
T = np.eye(3)[size].T


def fit(units, rate=0.1):
    W, b = np.random.randn(units, 2) * 0.01, np.zeros((1, 1))
    for lap in range(300):
        z = np.dot(W, X) + b
        e = np.exp(z - z.max(axis=0))
        d = e / e.sum(axis=0) - T
        dW, db = np.dot(d, X.T) / 60, np.sum(d) / 60
        W, b = W - rate * dW, b - rate * db


fit(3)
"""
SINGLE = (
    ROWS.split("for lap")[0]
    + """\
for lap in range(300):
    i = np.random.randint(60)
    z = W.T @ X[i] + b
    e = np.exp(z - z.max())
    d = e / e.sum() - T[i]
    W -= 0.1 * np.outer(X[i], d)
    b -= 0.1 * d.sum()
"""
)
SIGMOIDS = ROWS.replace("    e = np.exp(z - z.max(axis=1, keepdims=True))\n", "").replace(
    "e / e.sum(axis=1, keepdims=True)", "1 / (1 + np.exp(-z))"
)


@pytest.mark.parametrize(
    ("text", "added"),
    [
        (ROWS, ["np.zeros(3)", "d.sum(axis=0)"]),
        (ROWS.replace("b = 0.0", "b = np.zeros(1)"), ["np.zeros(3)", "d.sum(axis=0)"]),
        (COLUMNS, ["np.zeros((units, 1))", "np.sum(d, axis=1, keepdims=True)"]),
        (SINGLE, ["np.zeros(3)", "d"]),
    ],
)
def test_the_start_and_the_sum_are_mended_together(
    text: str, added: list[str], tmp_path: Path, workshop: Workshop
) -> None:
    """In rows, in columns and in single vectors, with the length that the weights' own start has."""
    (proved,) = prover_of(workshop, text, tmp_path, "bias-grad-axis", starts=0).prove()
    assert proved.repair is not None
    assert [splice.text for splice in proved.repair.splices] == added


@pytest.mark.parametrize(
    "text",
    [
        ROWS.replace("b = 0.0", "b = np.zeros(3)").replace("d.sum()", "d.sum(axis=0)"),
        SIGMOIDS.replace("randn(2, 3)", "randn(2, 1)").replace("np.eye(3)[size]", "(size[:, None] > 1) * 1.0"),
    ],
)
def test_a_bias_for_each_unit_and_one_for_a_single_unit_are_right(
    text: str, tmp_path: Path, workshop: Workshop
) -> None:
    """What is added up over all is all there is where there is one unit."""
    assert not prover_of(workshop, text, tmp_path, "bias-grad-axis", starts=0).found.signs


def test_sums_that_are_something_are_left_to_training(tmp_path: Path, workshop: Workshop) -> None:
    """Units that each have a target of their own may share a bias: only training speaks against it."""
    prover = prover_of(workshop, SIGMOIDS, tmp_path, "bias-grad-axis", starts=0)
    (sign,) = prover.found.signs
    assert sign.by == "training"
    assert not prover.prove()

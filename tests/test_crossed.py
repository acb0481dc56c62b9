"""The gradient of the squared error beside a cross-entropy of the program's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

ONE_BY_ONE = """
import numpy as np
rng = np.random.default_rng(1)
X = rng.normal(size=(60, 4))
y = (X @ rng.normal(size=4) > 0).astype(float)
W1, b1, W2, b2 = rng.normal(size=(4, 6)), np.zeros(6), rng.normal(size=6), 0.0
for epoch in range(40):
    total = 0
    for x, t in zip(X, y):
        a = np.tanh(x @ W1 + b1)
        p = 1 / (1 + np.exp(-(a @ W2 + b2)))
        total += {loss}
        d2 = {delta}
        d1 = d2 * W2 * (1 - a ** 2)
        W2 = W2 - 0.5 * a * d2
        b2 = b2 - 0.5 * d2
        W1 = W1 - 0.5 * np.outer(x, d1)
        b1 = b1 - 0.5 * d1
    print(total / 60)
"""
SATURATED = """
import numpy as np
rng = np.random.default_rng(1)
X = rng.normal(size=(60, 4)) * 3
y = (X @ rng.normal(size=4) > 0).astype(float).reshape(-1, 1)
W1, b1, W2, b2 = rng.normal(size=(4, 6)), np.zeros((1, 6)), rng.normal(size=(6, 1)) * 15, np.zeros((1, 1))
for epoch in range(40):
    a = np.tanh(X @ W1 + b1)
    p, t = 1 / (1 + np.exp(-(a @ W2 + b2))), y
    print(np.mean({loss}))
    d2 = {delta}
    d1 = d2 @ W2.T * (1 - a ** 2)
    W2 -= 0.01 * a.T @ d2
    b2 -= 0.01 * d2.sum(axis=0, keepdims=True)
    W1 -= 0.01 * X.T @ d1
    b1 -= 0.01 * d1.sum(axis=0, keepdims=True)
"""
ENTROPY = "-(t * np.log(p + 1e-15) + (1 - t) * np.log(1 - p + 1e-15))"
SQUARED = "(p - t) ** 2"
WITH_SLOPE = "(p - t) * p * (1 - p)"


@pytest.mark.parametrize("program", [ONE_BY_ONE, SATURATED])
@pytest.mark.parametrize(
    ("loss", "delta", "found"),
    [
        (ENTROPY, WITH_SLOPE, [("extra-derivative", WITH_SLOPE)]),
        (ENTROPY, "p - t", []),
        (SQUARED, WITH_SLOPE, []),
        (SQUARED, "2 * (p - t) * p * (1 - p)", []),
    ],
)
def test_a_slope_too_many(
    program: str, loss: str, delta: str, found: list[tuple[str, str]], tmp_path: Path, workshop: Workshop
) -> None:
    """Row by row it makes another multiple of all gradients in each step, and a guard hides it behind saturation."""
    report = report_on(workshop, program.replace("{loss}", loss).replace("{delta}", delta), tmp_path)
    errors = [each for each in report.findings if each.severity == "error"]
    assert [(each.kind, each.place.source) for each in errors] == found
    assert len(report.gradients) == 4
    assert all(each.fix and each.fix.confidence == "proved" for each in errors)


def test_both_losses_shown_and_one_of_them_trained(tmp_path: Path, workshop: Workshop) -> None:
    """A program that looks at a cross-entropy beside the squared error that it trains is right."""
    both = f"{SQUARED}\n        entropy = {ENTROPY}\n        if epoch % 10 == 0: print(entropy)"
    report = report_on(workshop, ONE_BY_ONE.replace("{loss}", both).replace("{delta}", WITH_SLOPE), tmp_path)
    assert [each for each in report.findings if each.severity != "note"] == []

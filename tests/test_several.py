"""Networks with several answers, each with a loss of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(3)
X = rng.normal(size=(60, 3))
price, sold = X[:, :1] * 2 - X[:, 1:2] ** 2, (X[:, 2:] > 0.2).astype(float)
W, b = rng.normal(size=(3, 10)), np.zeros(10)
P, p, S, s = rng.normal(size=(10, 1)), np.zeros(1), rng.normal(size=(10, 1)), np.zeros(1)
for turn in range(40):
    h = np.tanh(X @ W + b)
    a, q = h @ P + p, 1 / (1 + np.exp(-(h @ S + s)))
    da, dq = {price} * (a - price) / 60, {sold} * (q - sold) / 60
    dh = (da @ P.T + dq @ S.T) * (1 - h ** 2)
    P -= 0.1 * (h.T @ da + {decay} * P)
    S -= 0.1 * (h.T @ dq + {decay} * S)
    W -= 0.1 * (X.T @ dh + {decay} * W)
    p, s, b = p - 0.1 * da.sum(0), s - 0.1 * dq.sum(0), b - 0.1 * {db}
"""
RIGHT = {"price": 1, "sold": 1, "decay": 0, "db": "dh.sum(0)"}


@pytest.mark.parametrize("other", [{}, {"decay": 1e-3}, {"price": 2}, {"sold": 0.3}])
def test_squared_errors_and_cross_entropies_add_up(other: dict[str, float], tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, NET.format(**RIGHT | other), tmp_path)
    assert (report.verdict, report.findings) == ("right", ())
    assert "a loss for each prediction" in report.checked[-1]


def test_a_bug_below_two_heads_is_named(tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, NET.format(**RIGHT | {"db": "dh.sum()"}), tmp_path)
    assert [finding.kind for finding in report.findings] == ["bias-grad-axis"]

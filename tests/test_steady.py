"""A factor that changes from row to row is no learning rate: what keeps its factor says what is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

ROW_BY_ROW = """
import numpy as np
rng = np.random.default_rng(1)
X = rng.uniform(-1, 1, (40, 2))
T = np.sin(2 * X[:, 0]) * X[:, 1]
W, b, v, c = rng.standard_normal((6, 2)), np.zeros(6), rng.standard_normal(6) * 0.5, 0.0
for turn in range(20):
    for x, t in zip(X, T):
        h = np.tanh(W @ x + b)
        o = np.tanh(v @ h + c)
        error = o - t
        d = error * (1 - o ** 2)
        back = {back} * v * (1 - h ** 2)
        v, c, W, b = v - 0.1 * d * h, c - 0.1 * d, W - 0.1 * np.outer(back, x), b - 0.1 * back
"""


@pytest.mark.parametrize(("back", "kinds"), [("error", ["missing-derivative"]), ("d", [])])
def test_the_slope_of_a_single_output_is_missed_in_front_of_it(back: str, kinds: list[str], tmp_path: Path) -> None:
    with Workshop() as workshop:
        report = report_on(workshop, ROW_BY_ROW.replace("{back}", back), tmp_path)
    assert [finding.kind for finding in report.findings] == kinds
    assert {each.name for each in report.gradients if each.state == "wrong"} == ({"W", "b"} if kinds else set())

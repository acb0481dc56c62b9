"""A leaky relu whose cases are shifted in the forward pass: the sum itself is scaled, and 0 stands below."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import random
random.seed(3)
data = [([random.random() for _ in range(3)], [random.random(), random.random()]) for _ in range(8)]
V = [[random.uniform(-1, 1) for _ in range(3)] for _ in range(4)]
U = [[random.uniform(-1, 1) for _ in range(4)] for _ in range(2)]
def layer(weights, values):
    sums = [sum(w * v for w, v in zip(row, values)) for row in weights]
    return [CASES for s in sums]
for turn in range(20):
    for x, t in data:
        h = layer(V, x)
        o = layer(U, h)
        print(sum((a - b) ** 2 for a, b in zip(o, t)) / 2)
        d2 = [(a - b) * (1 if a > 0 else 0.1) for a, b in zip(o, t)]
        d1 = [sum(d2[k] * U[k][j] for k in range(2)) * (1 if h[j] > 0 else 0.1) for j in range(4)]
        for k in range(2):
            for j in range(4):
                U[k][j] -= 0.05 * d2[k] * h[j]
        for j in range(4):
            for i in range(3):
                V[j][i] -= 0.05 * d1[j] * x[i]
"""
RIGHT = "0.1 * s if s < 0 else s"


@pytest.mark.parametrize("cases", ["0 if s < 0 else 0.1 * s", RIGHT])
def test_the_cases_of_a_leaky_relu_are_put_right(cases: str, tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, NET.replace("CASES", cases), tmp_path)
    found = [each.kind for each in report.findings if each.severity == "error"]
    assert found == ["forward-formula"] * (cases != RIGHT)
    assert cases == RIGHT or f"+    return [{RIGHT} for s in sums]" in report.patch

"""A gradient that is a sum over two ways: one of them with a wrong factor or sign is named, whatever the optimiser."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

PROGRAM = """
import numpy as np
rng = np.random.default_rng(4)
X = rng.standard_normal((25, 3))
Y, Z = np.sin(X[:, :1]), np.cos(X[:, 1:])
p = {"A": rng.standard_normal((3, 6)) * 0.5, "a": np.zeros(6)}
p |= {"B": rng.standard_normal((6, 1)) * 0.5, "C": rng.standard_normal((6, 2)) * 0.5}
m = {key: np.zeros_like(value) for key, value in p.items()}
v = {key: np.zeros_like(value) for key, value in p.items()}
for step in range(1, 30):
    h = np.tanh(X @ p["A"] + p["a"])
    dy, dz = (h @ p["B"] - Y) / 25, (h @ p["C"] - Z) / 25
    loss = 12.5 * (np.sum(dy ** 2) + np.sum(dz ** 2))
    dh = dy @ p["B"].T + dz @ p["C"].T
    du = dh * (1 - h ** 2)
    g = {"A": X.T @ du, "a": du.sum(axis=0), "B": h.T @ dy, "C": h.T @ dz}
    for key in p:
        m[key] = 0.9 * m[key] + 0.1 * g[key]
        v[key] = 0.999 * v[key] + 0.001 * g[key] ** 2
        p[key] -= 0.01 * (m[key] / (1 - 0.9 ** step)) / (np.sqrt(v[key] / (1 - 0.999 ** step)) + 1e-8)
"""


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ('2 * dy @ p["B"].T + dz @ p["C"].T', "gradient-scale"),
        ('dy @ p["B"].T + dz @ p["C"].T / 2', "gradient-scale"),
        ('dy @ p["B"].T - dz @ p["C"].T', "sign-error"),
    ],
)
def test_the_term_with_a_wrong_factor_is_named(workshop: Workshop, tmp_path: Path, wrong: str, kind: str) -> None:
    text = PROGRAM.replace('dy @ p["B"].T + dz @ p["C"].T', wrong)
    (finding,) = report_on(workshop, text, tmp_path).findings
    assert (finding.kind, finding.place.line) == (kind, 14)
    assert finding.fix is not None
    assert finding.fix.confidence == "proved"

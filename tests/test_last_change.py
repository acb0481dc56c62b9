"""Momentum as a share of the last change: taken of the parameter itself it is named, and right in all its forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(3)
X = rng.normal(size=(40, 3))
Y = (X[:, :1] * X[:, 1:2] > 0).astype(float)
W, V = rng.normal(size=(3, 8)), rng.normal(size=(8, 1))
last = {{"W": np.zeros_like(W), "V": np.zeros_like(V)}}
for turn in range(60):
    h = np.tanh(X @ W)
    p = 1 / (1 + np.exp(-(h @ V)))
    d = (p - Y) / len(X)
    down = d @ V.T * (1 - h ** 2)
    before, earlier = V.copy(), W.copy()
    V = V - 0.2 * h.T @ d + 0.6 * {V}
    W = W - 0.2 * X.T @ down + 0.6 * {W}
    last["V"] = V - before
    last["W"] = W - earlier
"""
RIGHT = {"V": 'last["V"]', "W": 'last["W"]'}


@pytest.mark.parametrize("wrong", [{"V": "V"}, {"W": "W"}, {}])
def test_a_share_of_the_parameter_for_its_last_change_is_named(
    wrong: dict[str, str], tmp_path: Path, workshop: Workshop
) -> None:
    report = report_on(workshop, NET.format(**RIGHT | wrong), tmp_path)
    accused = [finding.kind for finding in report.findings if finding.severity == "error"]
    assert accused == ["momentum-velocity"] * bool(wrong)
    assert all(f"+ 0.6 * {RIGHT[name]}" in report.patch for name in wrong)


FORMS = {
    "last iterates": (
        "Wo, Vo = W.copy(), V.copy()",
        """
    Wn = W - 0.3 * gW + 0.6 * (W - Wo)
    Vn = V - 0.3 * gV + 0.6 * (V - Vo)
    Wo, Vo, W, V = W, V, Wn, Vn
""",
    ),
    "last gradients": (
        "lW, lV = np.zeros_like(W), np.zeros_like(V)",
        """
    W = W - 0.3 * gW + 0.6 * lW
    V = V - 0.3 * gV + 0.6 * lV
    lW, lV = -0.3 * gW, -0.3 * gV
""",
    ),
    "with decay": (
        "lW, lV = np.zeros_like(W), np.zeros_like(V)",
        """
    W = (1 - 0.3 * 1e-3) * W - 0.3 * gW + 0.6 * lW
    V = (1 - 0.3 * 1e-3) * V - 0.3 * gV + 0.6 * lV
    lW, lV = 0.6 * lW - 0.3 * gW, 0.6 * lV - 0.3 * gV
""",
    ),
    "in two statements": (
        "lW, lV = np.zeros_like(W), np.zeros_like(V)",
        """
    W += -0.3 * gW
    W += 0.6 * lW
    V += -0.3 * gV
    V += 0.6 * lV
    lW, lV = -0.3 * gW + 0.6 * lW, -0.3 * gV + 0.6 * lV
""",
    ),
}
PLAIN = """
import numpy as np
rng = np.random.default_rng(3)
X = rng.normal(size=(40, 3))
Y = (X[:, :1] * X[:, 1:2] > 0).astype(float)
W, V = rng.normal(size=(3, 8)), rng.normal(size=(8, 1))
{before}
for turn in range(60):
    h = np.tanh(X @ W)
    p = 1 / (1 + np.exp(-(h @ V)))
    d = (p - Y) / len(X)
    gV, gW = h.T @ d, X.T @ (d @ V.T * (1 - h ** 2))
{update}
"""


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_momentum_is_right(form: str, tmp_path: Path, workshop: Workshop) -> None:
    before, update = FORMS[form]
    report = report_on(workshop, PLAIN.format(before=before, update=update), tmp_path)
    assert report.verdict == "right"

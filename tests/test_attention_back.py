"""Attention undone by hand: the sum in a softmax's Jacobian, and the two ways by which a residual comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

PROGRAM = """
import numpy as np
rng = np.random.default_rng(2)
X, Y = rng.standard_normal((6, 5, 4)), rng.standard_normal((6, 5, 2))
E, Q, K, V = (rng.standard_normal((4, 4)) * 0.5 for _ in range(4))
W = rng.standard_normal((4, 2)) * 0.5
for step in range(20):
    x = X @ E
    q, k, v = x @ Q, x @ K, x @ V
    s = np.einsum("bie,bje->bij", q, k) / 2
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    a = e / e.sum(axis=-1, keepdims=True)
    r = x + a @ v
    d = (r @ W - Y) / 6
    dW = np.einsum("bte,btk->ek", r, d)
    dr = d @ W.T
    da = dr @ v.transpose(0, 2, 1)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True)) / 2
    dq, dk, dv = ds @ k, ds.transpose(0, 2, 1) @ q, a.transpose(0, 2, 1) @ dr
    dQ, dK, dV = (np.einsum("btd,bte->de", x, part) for part in (dq, dk, dv))
    dx = dr
    dx = dx + dq @ Q.T + dk @ K.T + dv @ V.T
    dE = np.einsum("btd,bte->de", X, dx)
    E, Q, K, V, W = E - 0.005 * dE, Q - 0.005 * dQ, K - 0.005 * dK, V - 0.005 * dV, W - 0.005 * dW
"""


def test_the_right_program_is_right(workshop: Workshop, tmp_path: Path) -> None:
    report = report_on(workshop, PROGRAM, tmp_path)
    assert (report.verdict, report.findings) == ("right", ())


@pytest.mark.parametrize(
    ("right", "wrong", "kind"),
    [
        ("(da * a).sum(axis=-1", "(da * a).sum(axis=1", "softmax-derivative"),
        ("dx = dx + dq", "dx = dq", "accumulate"),
    ],
)
def test_a_wrong_way_back_is_named(workshop: Workshop, tmp_path: Path, right: str, wrong: str, kind: str) -> None:
    (finding,) = report_on(workshop, PROGRAM.replace(right, wrong), tmp_path).findings
    assert finding.kind == kind
    assert finding.place.source in wrong + ", keepdims=True)" or finding.place.source.startswith(wrong)
    assert finding.fix is not None
    assert finding.fix.confidence == "proved"

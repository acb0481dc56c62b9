"""Velocities that a function makes anew in every call."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

START = """
import numpy as np
rng = np.random.default_rng(8)
X = rng.uniform(-2, 2, (60, 2))
Y = X[:, :1] * X[:, 1:] / 2
"""
METHOD = """
class Momentum:
    def apply(self, params, grads):
        v = [np.zeros_like(p) for p in params]
        for k in range(len(params)):
            v[k] = 0.9 * v[k] - 0.01 * grads[k]
            params[k] += v[k]
apply = Momentum().apply
"""
FUNCTION = """
def apply(params, grads):
    v = [np.zeros_like(p) for p in params]
    for p, g, each in zip(params, grads, v):
        each *= 0.9
        each += g
        p -= 0.01 * each
"""
TRAINING = """
params = [rng.normal(0, 0.7, (2, 9)), np.zeros(9), rng.normal(0, 0.3, (9, 1)), np.zeros(1)]
for turn in range(80):
    h = np.tanh(X @ params[0] + params[1])
    d = 2 * (h @ params[2] + params[3] - Y) / len(X)
    e = d @ params[2].T * (1 - h ** 2)
    apply(params, [X.T @ e, e.sum(0), h.T @ d, d.sum(0)])
"""


@pytest.mark.parametrize(
    ("update", "owner"), [(METHOD, "self"), (FUNCTION, "apply"), (FUNCTION.replace("each *= 0.9\n        ", ""), "")]
)
def test_a_velocity_is_kept_in_what_makes_it(update: str, owner: str, tmp_path: Path, workshop: Workshop) -> None:
    """In the object of a method, in a plain function itself; zeros of which no share is taken are left alone."""
    report = report_on(workshop, START + update + TRAINING, tmp_path)
    assert [finding.kind for finding in report.findings] == ["momentum-velocity"] * bool(owner)
    assert not owner or f'if not hasattr({owner}, "v"):' in report.patch

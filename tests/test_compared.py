"""Masks of a relu that are made of the wrong array, or turned round."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(5)
X, y = rng.normal(size=(50, 4)), rng.normal(size=(50, 1))
p = {"W1": rng.normal(size=(4, 9)) * 0.6, "b1": np.zeros(9), "W2": rng.normal(size=(9, 1)) * 0.4, "b2": np.zeros(1)}


def closed(da, kept):
    dz = np.array(da, copy=True)
    dz[{mask}] = 0
    return dz


def forward(x):
    kept = []
    for k in (1, 2):
        z = x @ p[f"W{k}"] + p[f"b{k}"]
        kept.append((x, z))
        x = np.maximum(z, 0) if k == 1 else z
    return x, kept


for step in range(80):
    out, kept = forward(X)
    d, grads = (out - y) / 50, {}
    for k in (2, 1):
        x, z = kept[k - 1]
        d = d if k == 2 else closed(d, z)
        grads[f"W{k}"], grads[f"b{k}"] = x.T @ d, d.sum(axis=0)
        d = d @ p[f"W{k}"].T
    for name in p:
        p[name] -= 0.1 * grads[name]
"""


@pytest.mark.parametrize("mask", ["kept <= 0", "da <= 0", "kept > 0"])
def test_the_mask_of_a_relu(mask: str, tmp_path: Path, workshop: Workshop) -> None:
    """It is made of what went into the relu, where that is not above 0."""
    report = report_on(workshop, NET.replace("{mask}", mask), tmp_path)
    kinds = ["relu-mask"] if mask != "kept <= 0" else []
    assert [found.kind for found in report.findings if found.severity == "error"] == kinds
    assert all(found.fix and found.fix.confidence == "proved" for found in report.findings)

"""Pictures that are made columns by a reshape alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(2)
y = rng.integers(0, 2, 30)
shade = rng.uniform(0.1, 1, (4, 5))
{data}
for epoch in range(60):
    a = 1 / (1 + np.exp(-(w.T @ X + b)))
    print(-np.mean(t * np.log(a) + (1 - t) * np.log(1 - a)))
    d = (a - t) / 30
    w = w - 0.5 * X @ d.T
    b = b - 0.5 * d.sum()
"""
MADE = "pictures = rng.normal(0, 0.3, (30, 4, 5)) + np.where(y == 1, 1, -1)[:, None, None] * shade\n"
START = "\nt, w, b = {t}, np.zeros((20, 1)), 0.0"


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ("X = pictures.reshape(4 * 5, 30)", True),
        ("X = np.reshape(pictures, (-1, len(pictures)))", True),
        ("X = pictures.reshape(30, -1).T", False),
        ("X = pictures.transpose(1, 2, 0).reshape(20, 30)", False),
    ],
)
def test_a_reshape_mixes_samples(data: str, wrong: bool, tmp_path: Path, workshop: Workshop) -> None:
    """Only where nothing transposes; the edit is proved by looking again."""
    text = NET.replace("{data}", MADE + data + START.replace("{t}", "y[None, :]"))
    report = report_on(workshop, text, tmp_path)
    found = [each for each in report.findings if each.severity == "error"]
    assert [each.kind for each in found] == ["label-mismatch"] * wrong
    assert all(each.fix and ".T" in each.fix.replacement and each.fix.confidence == "proved" for each in found)


def test_targets_made_of_what_was_reshaped(tmp_path: Path, workshop: Workshop) -> None:
    """Random numbers have no samples until they are given some."""
    data = "X = rng.normal(size=(30, 20)).reshape(20, 30)" + START.replace(
        "{t}", "(X.sum(axis=0, keepdims=True) > 0) * 1.0"
    )
    report = report_on(workshop, NET.replace("{data}", data), tmp_path)
    assert [each for each in report.findings if each.severity == "error"] == []

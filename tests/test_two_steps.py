"""Two bugs in one gradient, where neither edit alone makes it right; and a loss with a forward pass of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

READER = """
import numpy as np
rng = np.random.default_rng(4)
X, T = rng.random((60, 5)), np.eye(3)[rng.integers(0, 3, 60)]
layers = [rng.normal(0, 0.5, (4, 6)), rng.normal(0, 0.5, (3, 5))]


def feed(x):
    h = 1 / (1 + np.exp(-layers[0].dot(np.append(x, 1))))
    return h, 1 / (1 + np.exp(-layers[1].dot(np.append(h, 1))))


def train(x, t):
    h, y = feed(x)
    d = y * (1 - y) * (y - t)
    {first}
    back = np.delete(layers[1], -1, 1).T.dot({error})
    layers[0] -= np.outer(h * (1 - h) * back, np.append(x, 1))
    {last}


for epoch in range(3):
    total = 0.0
    for x, t in zip(X, T):
        total += np.sum((feed(x)[1] - t) ** 2)
        train(x, t)
    print(total)
"""
UPDATE = "layers[1] -= np.outer(d, np.append(h, 1))"


@pytest.mark.parametrize(
    ("first", "error", "last", "kinds"),
    [
        ("", "d", UPDATE, set()),
        ("", "y - t", UPDATE, {"missing-derivative"}),
        (UPDATE, "d", "", {"update-before-backprop"}),
        (UPDATE, "y - t", "", {"update-before-backprop", "missing-derivative"}),
    ],
)
def test_each_bug_of_two_is_named(
    first: str, error: str, last: str, kinds: set[str], tmp_path: Path, workshop: Workshop
) -> None:
    report = report_on(workshop, READER.format(first=first, error=error, last=last), tmp_path)
    assert {found.kind for found in report.findings} == kinds
    assert all(found.fix is not None and found.fix.confidence == "proved" for found in report.findings)

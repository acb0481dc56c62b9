"""Slopes of a softmax that are multiplied in where those of every other activation are."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(4)
X = rng.normal(size={shape})
T = np.eye(3)[rng.integers(0, 3, 12)]{turned}


def tanh_slope(z):
    return 1 - np.tanh(z) ** 2


def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum(axis={axis}, keepdims=True)


def softmax_slope(z):
    p = softmax(z)
    return p * (1 - p)


layers = [[rng.normal(size=(2, 5)), np.tanh, tanh_slope], [rng.normal(size=(5, 3)), softmax, softmax_slope]]
for epoch in range(6):
    for x, t in {samples}:
        a, kept = x, []
        for weights, act, slope in layers:
            z = {forward}
            kept.append((a, z))
            a = act(z)
        print(((a - t) ** 2).mean())
        error = a - t
        for layer, (below, z) in zip(layers[::-1], kept[::-1]):
            delta = error * layer[2](z)
            error = {back}
            layer[0] = layer[0] - 0.1 * {outer}
"""
ROWS = {"shape": "(12, 2)", "turned": "", "axis": "-1", "forward": "a @ weights", "back": "delta @ layer[0].T"}
LAYOUTS = {
    "rows": {**ROWS, "samples": "[(X, T)]", "outer": "below.T @ delta"},
    "vectors": {**ROWS, "samples": "zip(X, T)", "outer": "np.outer(below, delta)"},
    "columns": {
        "shape": "(2, 12)",
        "turned": ".T",
        "axis": "0",
        "samples": "[(X, T)]",
        "forward": "weights.T @ a",
        "back": "layer[0] @ delta",
        "outer": "below @ delta.T",
    },
    "column by column": {
        "shape": "(2, 12)",
        "turned": ".T",
        "axis": "0",
        "samples": "((X[:, [i]], T[:, [i]]) for i in range(12))",
        "forward": "weights.T @ a",
        "back": "layer[0] @ delta",
        "outer": "below @ delta.T",
    },
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_matrix_takes_the_place_of_its_diagonal(layout: str, tmp_path: Path, workshop: Workshop) -> None:
    """The place of the product goes on serving the other activations element by element."""
    text = NET
    for name, value in LAYOUTS[layout].items():
        text = text.replace("{" + name + "}", value)
    report = report_on(workshop, text, tmp_path)
    assert [(found.kind, found.place.source) for found in report.findings] == [("softmax-derivative", "p * (1 - p)")]
    assert all(found.fix and found.fix.confidence == "proved" for found in report.findings)

"""Steps that begin with the slope of the program's own loss and leave out that of the output's activation."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.finding import Finding
from handgrad.doctor.proof.workshop import Workshop

PROGRAM = """
import numpy as np
rng = np.random.default_rng(5)
X = rng.normal(size=(40, 4))
T = np.eye(5)[np.argmax(X @ rng.normal(size=(4, 5)), axis=1)]
V, a = rng.normal(0, 0.5, (4, 8)), np.zeros(8)
W, b = rng.normal(0, 0.5, (8, 5)), np.zeros(5)
for epoch in range(20):
    for i in range(0, 40, 8):
        x, t = X[i:i + 8], T[i:i + 8]
        h = np.tanh(x @ V + a)
        o = 1 / (1 + np.exp(-(h @ W + b)))
        loss = LOSS
        d = SLOPE
        back = d @ W.T * (1 - h ** 2)
        W -= 0.5 * h.T @ d; b -= 0.5 * d.sum(axis=0)
        V -= 0.5 * x.T @ back; a -= 0.5 * back.sum(axis=0)
    print(epoch, loss)
"""
SQUARES = "np.mean((o - t) ** 2)"
LOGARITHMS = "-np.mean(t * np.log(o) + (1 - t) * np.log(1 - o))"

WRONG = {
    "mean of squares": (SQUARES, "2 * (o - t) / o.size", "o * (1 - o)"),
    "squares of each row": ("np.sum((o - t) ** 2) / len(o)", "2 / len(o) * (o - t)", "o * (1 - o)"),
}

RIGHT = {
    "with the slope of the activation": (SQUARES, "2 * (o - t) / o.size * o * (1 - o)"),
    "the short form, squares only shown": (SQUARES, "(o - t) / len(o)"),
    "the short form, halves of squares shown": ("0.5 * np.mean((o - t) ** 2)", "(o - t) / o.size"),
    "the short form": (LOGARITHMS, "(o - t) / o.size"),
    "the short form twice": (LOGARITHMS, "2 * (o - t) / o.size"),
}


def accused(loss: str, slope: str, folder: Path, workshop: Workshop) -> list[Finding]:
    """What is found to be wrong."""
    found = report_on(workshop, PROGRAM.replace("LOSS", loss).replace("SLOPE", slope), folder).findings
    return [each for each in found if each.severity != "note"]


@pytest.mark.parametrize("name", WRONG)
def test_the_slope_of_the_output_is_missed(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """Factor for factor the slope of the squared error, which has no reason but that."""
    loss, slope, mended = WRONG[name]
    (found,) = accused(loss, slope, tmp_path, workshop)
    assert (found.kind, found.place.source) == ("missing-derivative", slope)
    assert found.fix is not None
    assert found.fix.confidence == "proved"
    assert mended in found.fix.replacement


@pytest.mark.parametrize("name", RIGHT)
def test_slopes_that_may_be_meant_are_not_accused(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """p - y is the slope of a cross-entropy, whatever is shown beside it."""
    assert accused(*RIGHT[name], tmp_path, workshop) == []

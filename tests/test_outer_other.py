"""Two bugs in one product: the inner for the outer one, and the array of a neighbouring layer."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

VECTORS = """
import numpy as np
rng = np.random.default_rng(4)
X = rng.normal(0, 1, (8, 3)); Y = np.tanh(X @ rng.normal(0, 1, (3, 2)))
one, two = rng.normal(0, 0.5, (4, 3)), rng.normal(0, 0.5, (2, 4))
for epoch in range(3):
    for x, y in zip(X, Y):
        hidden = np.tanh(np.dot(one, x))
        out = np.tanh(np.dot(two, hidden))
        top = (out - y) * (1 - out ** 2)
        gtwo = TWO
        low = np.dot(two.T, top) * (1 - hidden ** 2)
        gone = ONE
        two -= 0.1 * gtwo
        one -= 0.1 * gone
print(out)
"""
WRONG = VECTORS.replace("TWO", "np.dot(top, out)").replace("ONE", "np.dot(low, hidden)")
RIGHT = VECTORS.replace("TWO", "np.outer(top, hidden)").replace("ONE", "np.outer(low, x)")


@pytest.mark.parametrize(("text", "kinds"), [(WRONG, {"inner-vs-outer", "wrong-layer-index"}), (RIGHT, set())])
def test_both_bugs_of_a_product_are_named_and_mended_together(
    text: str, kinds: set[str], tmp_path: Path, workshop: Workshop
) -> None:
    """Neither edit mends anything without the other: a product of numbers alone says nothing of the array."""
    report = report_on(workshop, text, tmp_path)
    assert {found.kind for found in report.findings} == kinds
    assert all(found.fix is not None and found.fix.confidence == "proved" for found in report.findings)
    assert bool(kinds) == ("np.outer(low, x)" in report.patch and "np.outer(top, hidden)" in report.patch)


CALLED = (
    WRONG.replace("rng = ", "def bend(z):\n    a = np.tanh(z)\n    return a\nrng = ", 1)
    .replace("hidden = np.tanh(np.dot(one, x))", "made['A1'] = bend(np.dot(one, x))")
    .replace(
        "out = np.tanh(np.dot(two, hidden))", "made['A2'] = bend(np.dot(two, made['A1']))\n        out = made['A2']"
    )
    .replace("for epoch", "made = {}\nfor epoch")
    .replace("hidden", "made['A1']")
)


def test_what_two_calls_of_one_function_gave_back_is_told_apart(tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, CALLED, tmp_path)
    assert all(found.fix is not None and found.fix.confidence == "proved" for found in report.findings)
    assert "np.outer(low, x)" in report.patch and "np.outer(top, made['A1'])" in report.patch

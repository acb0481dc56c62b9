"""Arrays that are made once and written into item by item: gradients in front of an optimiser, and large values."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop
from handgrad.program import memory
from handgrad.program.derive import gradients
from handgrad.program.record import record_script

NET = """
import numpy as np
rng = np.random.default_rng(0)
X = rng.normal(size=(40, 3))
y = (X @ rng.normal(size=(3, 2))) + 0.3
both = rng.normal(size=8) * 0.1
W, b = both[:6].reshape(3, 2), both[6:]
grads = np.zeros(8)
dW, db = grads[:6].reshape(3, 2), grads[6:]
v, s = np.zeros(8), np.zeros(8)
for i in range(1, 61):
    d = (X @ W + b - y) / 40
    {fill}
    {update}
    print(i, np.mean(d ** 2))
"""
FILLS = {
    "views": "dW[:] = X.T @ d\n    db[:] = d.sum(axis=0)",
    "rows": "for k in range(3):\n        dW[k] = X[:, k] @ d\n    db[:] = d.sum(axis=0)",
    "elements": "grads[:6] = (X.T @ d).ravel()\n    for j in range(2):\n        grads[6 + j] = d[:, j].sum()",
}
UPDATES = {
    "momentum": "v *= 0.9\n    v += -0.05 * grads\n    both += v",
    "adam": "v[:] = 0.9 * v + 0.1 * grads\n    s[:] = 0.99 * s + 0.01 * grads ** 2\n"
    "    both -= 0.05 * (v / (1 - 0.9 ** i)) / (np.sqrt(s / (1 - 0.99 ** i)) + 1e-8)",
}


@pytest.mark.parametrize("update", UPDATES)
@pytest.mark.parametrize("fill", FILLS)
def test_what_is_filled_anew_is_no_memory(fill: str, update: str, tmp_path: Path, workshop: Workshop) -> None:
    """Old gradients are overwritten one by one, not added to."""
    text = NET.replace("{fill}", FILLS[fill]).replace("{update}", UPDATES[update])
    report = report_on(workshop, text, tmp_path)
    assert (report.verdict, [found.kind for found in report.findings]) == ("right", [])


def test_what_is_added_to_is_memory(tmp_path: Path, workshop: Workshop) -> None:
    """The same arrays, never emptied."""
    text = NET.replace("{fill}", "dW += X.T @ d\n    db += d.sum(axis=0)").replace("{update}", "both -= 0.01 * grads")
    report = report_on(workshop, text, tmp_path)
    assert [found.kind for found in report.findings if found.severity == "error"] == ["gradient-not-reset"]


ITEMS = """
import numpy as np
x, W = np.arange(150.0), np.full(150, 2.0)
for turn in range(2):
    Z = np.zeros((150, 400))
    for k in range(150):
        Z[k] = x[k] * W[k]
    total = np.sum(Z)
"""


def test_items_are_followed_where_not_every_state_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large array that is filled item by item every item is still known, though its states are not copied."""
    monkeypatch.setattr(memory, "MOST_COPIED", 0)
    file = tmp_path / "net.py"
    file.write_text(ITEMS)
    program = record_script(file).program
    (total,) = [op for op in program.ops if op.name == "sum"][-1:]
    weights = next(op for op in program.ops if op.origin == "full")
    given = {weights.index: np.arange(150.0)}
    assert program.cut(given).replay([total.index], given)[total.index] == 400 * np.sum(np.arange(150.0) ** 2)
    slopes = gradients(program, total.index, [weights.index], program.replay([total.index]))
    assert np.array_equal(slopes[weights.index], 400 * np.arange(150.0))
    assert sum(np.isnan(op.value).any() for op in program.ops if op.name == "setitem") > 50

"""Right programs whose steps are sized, turned on or remembered in other ways than by a learning rate alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(0)
X = rng.standard_normal((60, 3))
y = (X[:, :1] * X[:, 1:2] > 0) * 1.0
W, b, V, c = rng.standard_normal((3, 8)) * 0.5, np.zeros(8), rng.standard_normal((8, 1)) * 0.5, np.zeros(1)
{start}
for turn in range(300):
    h = np.tanh(X @ W + b)
    d = (1 / (1 + np.exp(-(h @ V + c))) - y) / len(X)
    e = d @ V.T * (1 - h ** 2)
    gW, gb, gV, gc = X.T @ e, e.sum(0), h.T @ d, d.sum(0)
{update}
"""
EACH = """    new = []
    for k, (w, g) in enumerate(zip((W, b, V, c), (gW, gb, gV, gc))):
{each}
    W, b, V, c = new
"""
ADADELTA = """        squares[k] = 0.95 * squares[k] + 0.05 * g ** 2
        step = -np.sqrt(steps[k] + 1e-4) / np.sqrt(squares[k] + 1e-4) * g
        steps[k] = 0.95 * steps[k] + 0.05 * step ** 2
        new.append(w + step)"""
RESILIENT = """        same = np.sign(g * last[k])
        sizes[k] = np.clip(sizes[k] * np.where(same > 0, 1.2, np.where(same < 0, 0.5, 1)), 1e-6, 1)
        new.append(w - np.sign(g) * sizes[k])
        last[k] = g"""
LENGTHS = """    W, b = W - 0.05 * gW / np.linalg.norm(gW), b - 0.05 * gb / np.linalg.norm(gb)
    V, c = V - 0.05 * gV / np.linalg.norm(gV), c - 0.05 * gc / np.linalg.norm(gc)"""
FIRST_THE_LAST = """    if turn < 50:
        V -= 0.5 * gV; c -= 0.5 * gc
    else:
        W -= 0.5 * gW; b -= 0.5 * gb
        V -= 0.5 * gV; c -= 0.5 * gc"""
SIZES = "sizes, last = [np.full_like(w, 0.05) for w in (W, b, V, c)], [0, 0, 0, 0]"
PROGRAMS = {
    "adadelta": NET.replace("{start}", "squares, steps = [0] * 4, [0] * 4").replace("{update}", EACH),
    "rprop": NET.replace("{start}", SIZES).replace("{update}", EACH),
    "unit lengths": NET.replace("{start}", "").replace("{update}", LENGTHS),
    "the last layer first": NET.replace("{start}", "").replace("{update}", FIRST_THE_LAST),
}
PARTS = {"adadelta": ADADELTA, "rprop": RESILIENT}


@pytest.mark.parametrize("name", PROGRAMS)
def test_they_are_right(name: str, tmp_path: Path) -> None:
    with Workshop() as workshop:
        report = report_on(workshop, PROGRAMS[name].replace("{each}", PARTS.get(name, "")), tmp_path)
    assert (report.verdict, report.findings) == ("right", ())


def test_a_layer_that_no_branch_changes_is_left_out_all_the_same(tmp_path: Path) -> None:
    text = NET.replace("{start}", "").replace("{update}", "    V -= 0.5 * gV; c -= 0.5 * gc")
    with Workshop() as workshop:
        report = report_on(workshop, text, tmp_path)
    assert [finding.kind for finding in report.findings] == ["layer-not-updated"]

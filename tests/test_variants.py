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
PLAIN = "    W, b, V, c = W - 0.5 * gW, b - 0.5 * gb, V - 0.5 * gV, c - 0.5 * gc"
NOISE = "    gW = gW + 1e-3 * rng.standard_normal(gW.shape)\n" + PLAIN
CENTRED = "    gW -= gW.mean(axis=0)\n" + PLAIN
ELASTIC = "    gW = gW + 2e-3 * W + 1e-3 * np.sign(W); gV = gV + 2e-3 * V + 1e-3 * np.sign(V)\n" + PLAIN
ELASTIC_LOSS = """
    if turn % 50 == 0:
        p = 1 / (1 + np.exp(-(np.tanh(X @ W + b) @ V + c)))
        sizes = 1e-3 * (np.abs(W).sum() + np.abs(V).sum() + np.sum(W ** 2) + np.sum(V ** 2))
        print(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) + sizes)"""
NORMS = (
    PLAIN
    + """
    longest = np.linalg.norm(W, axis=0)
    W *= np.minimum(1, 1.5 / longest)"""
)
NESTEROV_NORMS = """    for w, v, g in ((W, vW, gW), (b, vb, gb), (V, vV, gV), (c, vc, gc)):
        before = v.copy()
        v *= 0.9
        v -= 0.05 * g
        w += 1.9 * v - 0.9 * before
    longest = np.sqrt((W ** 2).sum(axis=0))
    W *= np.minimum(1, 1.5 / longest)"""
DISTANCES = """    for k, (w, g) in enumerate(zip((W, b, V, c), (gW, gb, gV, gc))):
        before = w.copy()
        w += 0.5 * last[k] - 0.3 * g
        last[k] = w - before"""
SIZES = "sizes, last = [np.full_like(w, 0.05) for w in (W, b, V, c)], [0, 0, 0, 0]"
PROGRAMS = {
    "adadelta": NET.replace("{start}", "squares, steps = [0] * 4, [0] * 4").replace("{update}", EACH),
    "rprop": NET.replace("{start}", SIZES).replace("{update}", EACH),
    "unit lengths": NET.replace("{start}", "").replace("{update}", LENGTHS),
    "the last layer first": NET.replace("{start}", "").replace("{update}", FIRST_THE_LAST),
    "the distance gone before": NET.replace("{start}", "last = [0] * 4").replace("{update}", DISTANCES),
    "noise": NET.replace("{start}", "").replace("{update}", NOISE),
    "centred gradients": NET.replace("{start}", "").replace("{update}", CENTRED),
    "an elastic net": NET.replace("{start}", "").replace("{update}", ELASTIC),
    "an elastic net and its loss": NET.replace("{start}", "").replace("{update}", ELASTIC + ELASTIC_LOSS),
    "bounded columns": NET.replace("{start}", "").replace("{update}", NORMS),
    "Nesterov's step with bounded columns": NET.replace(
        "{start}", "vW, vb, vV, vc = 0 * W, 0 * b, 0 * V, 0 * c"
    ).replace("{update}", NESTEROV_NORMS),
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


UNITS = """
import math, random
random.seed(1)
ws = [[random.uniform(-1, 1) for _ in range(3)] for _ in range(4)]
out = [random.uniform(-1, 1) for _ in range(4)]
kept, kept_out = [[0.0] * 3 for _ in range(4)], [0.0] * 4
for turn in range(200):
    for x, t in (([-1, -1, 1], -1), ([-1, 1, 1], 1), ([1, -1, 1], 1), ([1, 1, 1], -1)):
        hs = [math.tanh(sum(w * v for w, v in zip(row, x))) for row in ws]
        o = math.tanh(sum(w * h for w, h in zip(out, hs)))
        d = (t - o) * (1 - o * o)
        ds = [d * w * (1 - h * h) for w, h in zip(out, hs)]
        for j in range(4):
            out[j] += 0.2 * d * hs[j] + 0.05 * kept_out[j]
            kept_out[j] = d * hs[j]
            for i in range(3):
                ws[j][i] += 0.2 * ds[j] * x[i] + 0.05 * kept[j][i]
                kept[j][i] = ds[j] * x[i]
"""


LAST_DISTANCE = UNITS.replace("kept_out[j] = d * hs[j]", "kept_out[j] = out[j] - before").replace(
    "            out[j] +=", "            before = out[j]\n            out[j] +="
)


def test_a_distance_gone_before_is_no_gradient_of_this_step(tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, LAST_DISTANCE, tmp_path)
    assert (report.verdict, report.findings) == ("right", ())


def test_a_share_of_the_gradient_before_is_no_gradient_of_this_step(tmp_path: Path, workshop: Workshop) -> None:
    """The momentum of many old programs in plain Python: nothing of it is kept longer than for one step."""
    report = report_on(workshop, UNITS, tmp_path)
    assert (report.verdict, report.findings) == ("right", ())

"""What a step leaves behind: velocities named anew, sums replaced, shared units, arguments and attributes not read."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import check_named, report_on

from handgrad.doctor.proof.workshop import Workshop

FITTED = """
import numpy as np
rng = np.random.default_rng(1)
X = rng.normal(size=(80, 3))
Y = np.sin(X @ rng.normal(size=(3, 1)))
P = [rng.normal(size=(3, 10)) * 0.5, np.zeros(10), rng.normal(size=(10, 1)) * 0.3, np.zeros(1)]
M = [np.zeros_like(p) for p in P]
V = [np.zeros_like(p) for p in P]


def grads(x, y):
    H = np.tanh(x @ P[0] + P[1])
    d = 2 * (H @ P[2] + P[3] - y) / len(X)
    dh = d @ P[2].T * (1 - H ** 2)
    return [x.T @ dh, dh.sum(axis=0), H.T @ d, d.sum(axis=0)]


for t in range(1, 41):
STEP
print(np.mean((np.tanh(X @ P[0] + P[1]) @ P[2] + P[3] - Y) ** 2))
"""

MOMENTUM = """    for p, g, v in zip(P, grads(X, Y), V):
        {v} = 0.9 * v + 0.1 * g
        p -= 0.2 * v"""
ADAM = """    for p, g, m, v in zip(P, grads(X, Y), M, V):
        {m} = 0.9 * m + 0.1 * g
        {v} = 0.999 * v + 0.001 * g ** 2
        p -= 0.01 * (m / (1 - 0.9 ** t)) / (np.sqrt(v / (1 - 0.999 ** t)) + 1e-8)"""
SUMMED = """    sums = [np.zeros(p.shape) for p in P]
    for i in range(0, 80, 20):
        sums = [{d} for s, d in zip(sums, grads(X[i : i + 20], Y[i : i + 20]))]
    for p, s in zip(P, sums):
        p -= 0.2 * s"""
IN_ONE = """    found = grads(X, Y)
    for k in (0, 2):
        P[k], P[k + 1] = moved(k, P[k], P[k + 1], found[k], found[k + 1])"""
MOVED = """

def moved(k, w, b, w_grad, b_grad):
    V[k] = 0.9 * V[k] - 0.02 * w_grad
    V[k + 1] = 0.9 * V[k + 1] - 0.02 * {g}
    return w + V[k], b + V[k + 1]

"""


@pytest.mark.parametrize(
    ("step", "right", "wrong", "kind", "where"),
    [
        (MOMENTUM, {"v": "v[...]"}, {"v": "v"}, "momentum-velocity", "v = 0.9"),
        (ADAM, {"m": "m[...]", "v": "v[...]"}, {"m": "m", "v": "v"}, "adam-moments", "m = 0.9"),
        (SUMMED, {"d": "s + d"}, {"d": "d"}, "accumulate", "sums = [d for"),
        (MOVED + IN_ONE, {"g": "b_grad"}, {"g": "b"}, "wrong-array", "V[k + 1] = 0.9"),
    ],
    ids=["velocity", "moments", "sums", "argument"],
)
def test_steps(
    step: str, right: dict[str, str], wrong: dict[str, str], kind: str, where: str, tmp_path: Path, workshop: Workshop
) -> None:
    head, _, body = step.rpartition("\n\n")
    text = FITTED.replace("\n\nfor t in", f"{head}\n\nfor t in").replace("STEP", body)
    assert not report_on(workshop, text.format(**right), tmp_path).findings
    mistaken = text.format(**wrong)
    check_named(report_on(workshop, mistaken, tmp_path), mistaken, kind, where)


UNITS = """
import math, random
random.seed(3)


class Unit:
    def __init__(self, n):
        self.w = [random.uniform(-1, 1) for _ in range(n)]
        self.b = random.uniform(-1, 1)
        self.out = self.blame = 0.0

    def fire(self, given):
        self.given = given
        self.out = 1 / (1 + math.exp(-sum(w * v for w, v in zip(self.w, given)) - self.b))
        return self.out

    def step(self):
        for i, v in enumerate(self.given):
            self.w[i] += 0.5 * self.blame * v
        self.b += 0.5 * self.blame


hidden = HIDDEN
last = [Unit(4), Unit(4)]
for turn in range(200):
    for a in (0, 1):
        for b in (0, 1):
            inside = [unit.fire([a, b]) for unit in hidden]
            for unit, want in zip(last, (a ^ b, a | b)):
                unit.blame = (want - unit.fire(inside)) * unit.out * (1 - unit.out)
            for j, unit in enumerate(hidden):
                s = 0.0
                for above in last:
                    s += above.READ * above.w[j]
                unit.blame = unit.out * (1 - unit.out) * s
            for unit in hidden + last:
                unit.step()
print([unit.out for unit in last])
"""


@pytest.mark.parametrize(
    ("hidden", "read", "kind", "where"),
    [
        ("[Unit(2) for _ in range(4)]", "blame", "", ""),
        ("[Unit(2) for _ in range(4)]", "out", "wrong-array", "s += above.out"),
    ],
)
def test_units(hidden: str, read: str, kind: str, where: str, tmp_path: Path, workshop: Workshop) -> None:
    text = UNITS.replace("HIDDEN", hidden).replace("READ", read)
    report = report_on(workshop, text, tmp_path)
    if kind:
        check_named(report, text, kind, where)
    else:
        assert not report.findings


def test_one_unit_that_stands_four_times_is_seen(tmp_path: Path, workshop: Workshop) -> None:
    text = UNITS.replace("HIDDEN", "[Unit(2)] * 4").replace("READ", "blame")
    found = [each for each in report_on(workshop, text, tmp_path).findings if each.kind == "aliasing"]
    assert [each.place.source for each in found] == ["[Unit(2)] * 4"]

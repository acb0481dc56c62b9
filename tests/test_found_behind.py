"""Bugs that others hide: behind a slope, in a recurrence, in two lines that are alike, in a function handed over."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import check_named, report_on

from handgrad.doctor.proof.workshop import Workshop

HANDED = """
import numpy as np
rng = np.random.default_rng(4)
X = rng.normal(size=(60, 4))
Y = np.sin(X[:, :2])


def relu(x):
    return np.maximum(0, x)

def relu_slope(x):
    return np.where(x > 0, 1, 0)

def same(x):
    return x

def one(x):
    return np.ones_like(x)


class Layer:
    def __init__(self, n, m, act=relu, slope=SLOPE):
        self.W, self.b = rng.normal(size=(n, m)) * 0.5, np.zeros(m)
        self.act, self.slope = act, slope

    def forward(self, x):
        self.x, self.z = x, x @ self.W + self.b
        return self.act(self.z)

    def backward(self, d):
        d = d * self.slope(self.z)
        self.dW = self.x.T @ d DECAY 0.01 * self.W
        self.db = d.sum(axis=0)
        return d @ self.W.T


layers = [Layer(4, 9), Layer(9, 7), Layer(7, 2, same, one)]
for epoch in range(40):
    y = X
    for layer in layers:
        y = layer.forward(y)
    d = (y - Y) / len(X)
    for layer in reversed(layers):
        d = layer.backward(d)
    for layer in layers:
        layer.W -= 0.1 * layer.dW
        layer.b -= 0.1 * layer.db
print(np.mean((y - Y) ** 2))
"""


def handed(slope: str, decay: str = "+") -> str:
    """The program with one slope of its relu and one sign of its decay."""
    return HANDED.replace("SLOPE", slope).replace("DECAY", decay)


def test_the_right_slope_is_right(tmp_path: Path, workshop: Workshop) -> None:
    assert not report_on(workshop, handed("relu_slope"), tmp_path).findings


def test_a_function_handed_over_as_the_slope_is_found(tmp_path: Path, workshop: Workshop) -> None:
    text = handed("relu")
    check_named(report_on(workshop, text, tmp_path), text, "derivative-wrong-formula", "slope=relu")


def test_decay_of_the_wrong_sign_is_found_behind_it(tmp_path: Path, workshop: Workshop) -> None:
    text = handed("relu", "-")
    report = report_on(workshop, text, tmp_path)
    check_named(report, text, "derivative-wrong-formula", "slope=relu")
    check_named(report, text, "l2-sign", "self.dW")


GATED = """
import numpy as np
rng = np.random.default_rng(2)
N, H, T = 20, 5, 6
S = (rng.random((N, T, 2)) < 0.5).astype(float)
Y = np.cumsum(S[:, :, 0] - S[:, :, 1], axis=1)[:, -1:] / 3


def sig(v):
    return 1 / (1 + np.exp(-v))


p = {k: rng.normal(size=(2 + H, H)) * 0.4 for k in ("Wz", "Wr", "Wc")}
p.update({k: np.zeros(H) for k in ("bz", "br", "bc")}, V=rng.normal(size=(H, 1)))
for turn in range(60):
    h, tape = np.zeros((N, H)), []
    for t in range(T):
        x = S[:, t]
        both = np.hstack([x, h])
        z, r = sig(both @ p["Wz"] + p["bz"]), sig(both @ p["Wr"] + p["br"])
        rest = np.hstack([x, r * h])
        c = np.tanh(rest @ p["Wc"] + p["bc"])
        tape.append((both, rest, h, z, r, c))
        h = z * c + (1 - z) * h
    y = h @ p["V"]
    g = {k: np.zeros_like(v) for k, v in p.items()}
    dy = 2 * (y - Y) / N
    g["V"] = h.T @ dy
    dh = dy @ p["V"].T
    for both, rest, h, z, r, c in reversed(tape):
        dc = dh * z * (1 - c ** 2)
        dz = dh * (TURNED) * z * (1 - z)
        drest = dc @ p["Wc"].T
        dr = drest[:, 2:] * h * r * (1 - r)
        g["Wc"] += rest.T @ dc
        g["bc"] += dc.sum(axis=0)
        g["Wz"] += both.T @ dz
        g["bz"] += dz.sum(axis=0)
        g["Wr"] += both.T @ RESET
        g["br"] += RESET.sum(axis=0)
        dh = dh * (1 - z) + drest[:, 2:] * r + (dz @ p["Wz"].T + dr @ p["Wr"].T)[:, 2:]
    for k in p:
        p[k] = p[k] - 0.1 * g[k]
print(np.mean((y - Y) ** 2))
"""


@pytest.mark.parametrize(
    ("turned", "reset", "kind", "where"),
    [
        ("c - h", "dr", "", ""),
        ("h - c", "dr", "sign-error", "(h - c)"),
        ("c - h", "dz", "wrong-array", "both.T @ dz"),
    ],
)
def test_gates(turned: str, reset: str, kind: str, where: str, tmp_path: Path, workshop: Workshop) -> None:
    text = GATED.replace("TURNED", turned).replace("RESET", reset)
    report = report_on(workshop, text, tmp_path)
    if not kind:
        assert not report.findings
        return
    (found,) = report.findings
    assert found.kind == kind
    assert found.fix is not None and found.fix.confidence == "proved"
    assert where in text.splitlines()[found.place.line - 1]


NUMBERS = """
import math, random
random.seed(3)
rows = [([random.uniform(-1, 1) for _ in range(3)], [random.uniform(0.2, 0.8) for _ in range(2)]) for _ in range(6)]
inner = [[random.uniform(-1, 1) for _ in range(3)] for _ in range(4)]
outer = [[random.uniform(-1, 1) for _ in range(4)] for _ in range(2)]


def squash(v):
    return 1 / (1 + math.exp(-v))

def slope(v):
    return squash(v) * (1 - squash(v))

def both(x):
    before, after = [], []
    for unit in inner:
        v = sum(w * part for w, part in zip(unit, x))
        before.append(v)
        after.append(squash(v))
    return before, after, [sum(w * a for w, a in zip(unit, after)) for unit in outer]


for turn in range(300):
    for x, t in rows:
        before, after, sums = both(x)
        y = [squash(v) for v in sums]
        e = [(y[k] - t[k]) * slope(sums[k]) for k in range(2)]
        back = []
        for j in range(4):
            part = 0.0
            for k in range(2):
                part ADDS outer[k][j] * e[k]
            back.append(part * slope(KEPT[j]))
        for k in range(2):
            for j in range(4):
                outer[k][j] -= 0.1 * e[k] * after[j]
        for j in range(4):
            for i in range(3):
                inner[j][i] -= 0.1 * back[j] * x[i]
print(y)
"""


def test_a_sum_that_its_loop_overwrites_is_looked_behind(tmp_path: Path, workshop: Workshop) -> None:
    """What is read in the place of the other list stands nowhere in the source with that index."""
    right = NUMBERS.replace("ADDS", "+=").replace("KEPT", "before")
    assert not report_on(workshop, right, tmp_path).findings
    text = NUMBERS.replace("ADDS", "=").replace("KEPT", "after")
    report = report_on(workshop, text, tmp_path)
    check_named(report, text, "accumulate", "part = outer")
    check_named(report, text, "derivative-wrong-input", "slope(after[j])")
    assert [each.fix and each.fix.replacement.strip() for each in report.findings][-1] == "before[j]"


TOLD = """
import math, random
random.seed(5)
u = [random.uniform(-1, 1) for _ in range(3)]
c = [random.uniform(-1, 1) for _ in range(3)]
v = [random.uniform(-1, 1) for _ in range(3)]


def forward(x):
    s = [math.tanh(x * u[i] + c[i]) for i in range(3)]
    return s, sum(s[i] * v[i] for i in range(3))


def changes(given, wanted):
    s, y = forward(given)
    du, dc, dv = [], [], []
    for i in range(3):
        dv.append((y - wanted) * s[i])
        dc.append((y - wanted) * v[i] * (1 - s[i] ** 2))
        du.append((y - wanted) * v[i] * (1 - s[i] ** 2) * FACTOR)
    return du, dc, dv


pairs = [(-1.5, 0.2), (-0.4, 0.9), (0.3, 0.1), (1.1, -0.7)]


def train():
    for turn in range(500):
        x, t = pairs[turn % 4]
        du, dc, dv = changes(x, t)
        for i in range(3):
            u[i] -= 0.1 * du[i]
            c[i] -= 0.1 * dc[i]
            v[i] -= 0.1 * dv[i]
        if turn % 100 == 0:
            print(sum((forward(x)[1] - t) ** 2 for x, t in pairs))


train()
"""


def test_a_number_has_the_name_that_it_was_handed_on_by(tmp_path: Path, workshop: Workshop) -> None:
    """It is read in a comprehension of a function that others call as well."""
    assert not report_on(workshop, TOLD.replace("FACTOR", "given"), tmp_path).findings
    text = TOLD.replace("FACTOR", "u[i]")
    report = report_on(workshop, text, tmp_path)
    check_named(report, text, "wrong-array", "du.append")
    assert [each.fix and each.fix.replacement.strip() for each in report.findings] == ["given"]

"""Reports that pages are made of in tests: the seed's, one of a wide network, and one whose texts are hostile."""

from __future__ import annotations

from contextlib import chdir
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

from handgrad.doctor.finding import Buy, Fix, Label, Report
from handgrad.doctor.running.run import check_file

SEED = Path(str(resources.files("handgrad"))) / "demo" / "xor_net.py"
HOSTILE = "</script><img src=x onerror=\"document.title='taken'\"><!-- <script>document.title='taken'</script>"
PLANE = """
import numpy as np
rng = np.random.default_rng(4)
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = np.array([[0.0], [1.0], [1.0], [0.0]])
W1, b1 = rng.normal(size=(2, 8)), np.zeros(8)
W2, b2 = rng.normal(size=(8, 1)), np.zeros(1)
for epoch in range(400):
    H = np.tanh(X @ W1 + b1)
    P = 1 / (1 + np.exp(-(H @ W2 + b2)))
    dP = (P - Y) / len(X)
    dH = (dP @ W2.T) * (1 - H * H)
    W2 -= 1.0 * (H.T @ dP)
    b2 -= 1.0 * dP.sum(axis=0)
    W1 -= 1.0 * (X.T @ dH)
    b1 -= 1.0 * dH.sum(axis=0)
"""
COLUMNS = """
import numpy as np
rng = np.random.default_rng(1)
X = rng.normal(size=(3, 5))
Y = rng.normal(size=(2, 5))
W1, b1 = rng.normal(size=(4, 3)), np.zeros((4, 1))
W2, b2 = rng.normal(size=(2, 4)), np.zeros((2, 1))
for step in range(8):
    A1 = np.tanh(W1 @ X + b1)
    P = W2 @ A1 + b2
    dP = 2 * (P - Y) / 5
    dZ1 = (W2.T @ dP) * (1 - A1 ** 2)
    W2 = W2 - 0.1 * (dP @ A1.T)
    b2 = b2 - 0.1 * dP.sum(axis=1, keepdims=True)
    W1 = W1 - 0.1 * (dZ1 @ X.T)
    b1 = b1 - 0.1 * dZ1.sum(axis=1, keepdims=True)
"""
SLIDING = """
import numpy as np
rng = np.random.default_rng(2)
X = rng.normal(size=(6, 9))
Y = rng.normal(size=(6, 1))
K, c = rng.normal(size=(3, 2)), np.zeros(2)
V, d = rng.normal(size=(14, 1)), np.zeros(1)
for step in range(9):
    windows = np.stack([X[:, i : i + 3] for i in range(7)], axis=1)
    Z = windows @ K + c
    A = np.tanh(Z).reshape(6, -1)
    P = A @ V + d
    dP = 2 * (P - Y) / len(X)
    dZ = (dP @ V.T).reshape(Z.shape) * (1 - np.tanh(Z) ** 2)
    V = V - 0.05 * (A.T @ dP)
    d = d - 0.05 * dP.sum(axis=0)
    K = K - 0.05 * np.einsum("nik,niu->ku", windows, dZ)
    c = c - 0.05 * dZ.sum(axis=(0, 1))
"""
UNITS = """
import math
import random
random.seed(3)
rows = [([0.0, 0.5], 0.0), ([0.2, 1.0], 1.0), ([1.0, 0.1], 1.0), ([1.0, 1.0], 0.0)]
w = [[random.uniform(-1, 1) for _ in range(2)] for _ in range(3)]
b = [random.uniform(-1, 1) for _ in range(3)]
v = [random.uniform(-1, 1) for _ in range(3)]
c = 0.1
for epoch in range(20):
    for x, y in rows:
        h = [math.tanh(sum(wi * xi for wi, xi in zip(w[k], x)) + b[k]) for k in range(3)]
        p = 1 / (1 + math.exp(-(sum(vi * hi for vi, hi in zip(v, h)) + c)))
        d = (p - y) * p * (1 - p)
        back = [d * v[k] * (1 - h[k] ** 2) for k in range(3)]
        for k in range(3):
            v[k] -= 0.5 * d * h[k]
            b[k] -= 0.5 * back[k] * 2
            for i in range(2):
                w[k][i] -= 0.5 * back[k] * x[i]
        c -= 0.5 * d
"""
WIDE = """
import numpy as np
rng = np.random.default_rng(0)
X = rng.random((128, 784))
Y = np.eye(10)[rng.integers(0, 10, 128)]
W1, b1 = rng.standard_normal((784, 128)) * 0.05, np.zeros(128)
W2, b2 = rng.standard_normal((128, 10)) * 0.1, np.zeros(10)
for epoch in range(3):
    for k in range(0, 128, 64):
        x, y = X[k : k + 64], Y[k : k + 64]
        h = np.tanh(x @ W1 + b1)
        e = np.exp(h @ W2 + b2)
        dz2 = (e / e.sum(axis=1, keepdims=True) - y) / len(x)
        dz1 = dz2 @ W2.T * (1 - h * h)
        W1, b1 = W1 - 0.1 * x.T @ dz1, b1 - 0.1 * dz1.sum(axis=0)
        W2, b2 = W2 - 0.1 * h.T @ dz2, b2 - 0.1 * dz2.sum(axis=0)
"""


@cache
def seed_report() -> Report:
    """What the check says of the program that the demonstration shows, without training."""
    with chdir(SEED.parent):
        return check_file(SEED.name, starts=0, seconds=60)


@cache
def wide_report() -> Report:
    """The same of a network 784-128-10."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "wide.py").write_text(WIDE)
        return check_file(Path(folder) / "wide.py", starts=0, seconds=60)


def hostile(report: Report) -> Report:
    """The same report with markup in every kind of text that comes from a program."""
    place = replace(report.findings[0].place, file=HOSTILE, source=HOSTILE)
    first = replace(report.findings[0], message=HOSTILE, yours=HOSTILE, right=HOSTILE, notes=(HOSTILE,), why=HOSTILE,
                    place=place, labels=(Label(1, 1, 2, HOSTILE),), fix=Fix(HOSTILE, "proved", place))  # fmt: skip
    curve = {"fixes": [], "points": [[0, 1.0], [1, 0.5]], "steps": 2, "solved": False, "finished": True}
    picture = {
        **report.picture,
        "tensors": [{**tensor, "name": HOSTILE, "pattern": HOSTILE} for tensor in report.picture["tensors"]],
        "layers": [{**layer, "weights": HOSTILE, "bias": HOSTILE} for layer in report.picture["layers"]],
        "sizes": [{**entry, "name": HOSTILE} for entry in report.picture["sizes"]],
        "floors": [{"loss": 0.4, "said": HOSTILE}],
        "curves": [curve],
        "missing": {"along": HOSTILE},
        "along": None,
    }
    gradients = tuple(replace(gradient, name=HOSTILE) for gradient in report.gradients)
    return replace(report, file=HOSTILE, findings=(first, *report.findings[1:]), gradients=gradients, patch=HOSTILE,
                   checked=(HOSTILE,), not_checked=(HOSTILE,), reason=HOSTILE, picture=picture,
                   buys=(Buy((), 1, 2, 0.5, None, task=HOSTILE),))  # fmt: skip


def hostile_program(folder: Path) -> Report:
    """What the check says of a program whose name and code are markup."""
    file = folder / HOSTILE.replace("/", "")
    file = file.with_name(file.name + ".py")
    file.write_text(f"# {HOSTILE}\nname = {HOSTILE!r}\nx = = 1  # {HOSTILE}\n")
    with chdir(folder):
        return check_file(file.name, starts=0)


def tensors(report: Report) -> dict[str, dict]:
    """The tensors of a report by their keys."""
    return {tensor["key"]: tensor for tensor in report.picture["tensors"]}

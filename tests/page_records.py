"""Reports that pages are made of in tests: the seed's, one of a wide network, and one whose texts are hostile."""

from __future__ import annotations

from contextlib import chdir
from dataclasses import replace
from importlib import resources
from pathlib import Path

from handgrad.doctor.finding import Report
from handgrad.doctor.running.run import check_file

SEED = Path(str(resources.files("handgrad"))) / "demo" / "xor_net.py"
HOSTILE = "</script><img src=x onerror=\"document.title='taken'\"><!-- <script>document.title='taken'</script>"
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


def seed_report() -> Report:
    """What the check says of the program that the demonstration shows, without training."""
    with chdir(SEED.parent):
        return check_file(SEED.name, starts=0, seconds=60)


def wide_report(folder: Path) -> Report:
    """The same of a network 784-128-10."""
    (folder / "wide.py").write_text(WIDE)
    return check_file(folder / "wide.py", starts=0, seconds=60)


def hostile(report: Report) -> Report:
    """The same report with markup in every kind of text that comes from a program."""
    first = replace(report.findings[0], message=HOSTILE, yours=HOSTILE, right=HOSTILE, notes=(HOSTILE,), why=HOSTILE)
    picture = {
        **report.picture,
        "tensors": [{**tensor, "name": HOSTILE} for tensor in report.picture["tensors"]],
        "missing": {"along": HOSTILE},
        "along": None,
    }
    gradients = tuple(replace(gradient, name=HOSTILE) for gradient in report.gradients)
    return replace(report, file=HOSTILE, findings=(first, *report.findings[1:]), gradients=gradients,
                   checked=(HOSTILE,), not_checked=(HOSTILE,), picture=picture)  # fmt: skip

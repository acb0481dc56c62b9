"""Calls of the program's own functions with their two arguments in the other order."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import math, random
random.seed(3)

def product(rows, vector):
    return [sum(w * v for w, v in zip(row, vector)) for row in rows]

def turned(rows):
    return [list(column) for column in zip(*rows)]

def outer(first, second):
    return [[a * b for b in second] for a in first]

def moved(rows, changes, rate):
    return [[w - rate * c for w, c in zip(*pair)] for pair in zip(rows, changes)]

V = [[random.uniform(-1, 1) for _ in range(4)] for _ in range(4)]
W = [[random.uniform(-1, 1) for _ in range(4)] for _ in range(4)]
samples = [([random.uniform(-1, 1) for _ in range(4)], [random.uniform(0, 1) for _ in range(4)]) for _ in range(10)]
for turn in range(20):
    for x, t in samples:
        h = [math.tanh(z) for z in product(V, x)]
        o = product(W, h)
        d = [a - b for a, b in zip(o, t)]
        e = [g * (1 - a * a) for g, a in zip(product(turned(W), d), h)]
        gW = {call}
        gV = outer(e, x)
        W, V = moved(W, gW, 0.1), moved(V, gV, 0.1)
"""


@pytest.mark.parametrize("call", ["outer(d, h)", "outer(h, d)"])
def test_exchanged_arguments_are_named(call: str, tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, NET.replace("{call}", call), tmp_path)
    wrong = call == "outer(h, d)"
    assert [finding.kind for finding in report.findings] == ["gradient-transposed"] * wrong
    assert ("+        gW = outer(d, h)" in report.patch) is wrong

"""Networks of lists of numbers: indices the other way round, steps inside a loop too many, items of another list."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import check_named, report_on

from handgrad.doctor.proof.workshop import Workshop

SQUARE = """
import math, random
random.seed(4)
w1 = [[random.uniform(-1, 1) for i in range(2)] for j in range(3)]
w2 = [[random.uniform(-1, 1) for j in range(3)] for k in range(3)]
b1, b2 = [0.1] * 3, [random.random() for k in range(3)]
def squash(v):
    return 1 / (1 + math.exp(-v))
def step(x, wanted):
    h = [squash(sum(w * v for w, v in zip(row, x))) for row in w1]
    o = [squash(sum(w * v for w, v in zip(row, h)) + b) for row, b in zip(w2, b2)]
    d = [(o[k] - wanted[k]) * o[k] * (1 - o[k]) for k in range(3)]
    e = [BACK * h[j] * (1 - h[j]) for j in range(3)]
    for k in range(3):
        for j in range(3):
            w2[k][j] -= 0.5 * d[k] * ITEM
        BIAS
    for j in range(3):
        for i in range(2):
            w1[j][i] -= 0.5 * e[j] * x[i]
rows = [((a, b), (a ^ b, a & b, a | b)) for a in (0, 1) for b in (0, 1)]
for turn in range(200):
    for x, wanted in rows:
        step(x, wanted)
"""
RIGHT = {
    "BACK": "sum(d[k] * w2[k][j] for k in range(3))",
    "ITEM": "h[j]",
    "BIAS": "b2[k] -= 0.5 * d[k]",
}
COLUMN = "sum(a * b for a, b in zip(d, [row[j] for row in w2]))"


def program(**changed: str) -> str:
    """The network with some of its places changed."""
    text = SQUARE
    for place, written in {**RIGHT, **changed}.items():
        text = text.replace(place, written)
    return text


@pytest.mark.parametrize(
    ("changed", "kind", "where", "added"),
    [
        ({"BACK": "sum(d[k] * w2[j][k] for k in range(3))"}, "transpose", "e = [", "d[k] * w2[k][j]"),
        ({"BACK": "sum(a * b for a, b in zip(d, w2[j]))"}, "transpose", "e = [", "zip(d, [row[j] for row in w2])"),
        ({"ITEM": "x[j - 1]"}, "wrong-array", "w2[k][j] -=", "d[k] * h[j]"),
        (
            {"BIAS": "for j in range(3):\n            b2[k] -= 0.5 * d[k]\n            j += 1"},
            "gradient-scale",
            "b2[k] -=",
            "",
        ),
    ],
)
def test_a_bug_in_lists_is_named(
    changed: dict[str, str], kind: str, where: str, added: str, tmp_path: Path, workshop: Workshop
) -> None:
    text = program(**changed)
    report = report_on(workshop, text, tmp_path)
    check_named(report, text, kind, where)
    assert added in report.patch


@pytest.mark.parametrize("back", [RIGHT["BACK"], COLUMN])
def test_right_lists_are_right(back: str, tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, program(BACK=back), tmp_path)
    assert not report.findings and all(each.state == "right" for each in report.gradients)


CHOSEN = """
import math, random
random.seed(3)
W = [[random.uniform(-0.5, 0.5) for i in range(3)] for k in range(3)]
V = [[0.0] * 3 for k in range(3)]
def softmax(z):
    e = [math.exp(v - max(z)) for v in z]
    return [v / sum(e) for v in e]
def step(x, label):
    x = x + [1.0]
    p = softmax([sum(w * v for w, v in zip(row, x)) for row in W])
    d = [p[k] - (1.0 if k == label else 0.0) for k in range(3)]
    for k in range(3):
        for i in range(3):
            V[k][i] = 0.7 * V[k][i] - 0.1 * d[k] * x[i]
            W[k][i] += V[k][i]
    return -math.log(p[label])
data = [([random.gauss(0, 1), random.gauss(0, 1)], random.randrange(3)) for n in range(60)]
for epoch in range(20):
    print(sum(step(x, label) for x, label in data))
"""


def test_a_number_that_a_condition_chooses_is_a_target(tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, CHOSEN, tmp_path)
    assert not [each for each in report.findings if each.severity == "error"]
    assert {each.state for each in report.gradients} == {"right"}

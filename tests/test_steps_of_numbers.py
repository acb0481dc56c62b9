"""Rules that move weights number by number: sums that happen to be 0, integers that never move, thresholds left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import check_named, report_on

from handgrad.doctor.proof.workshop import Workshop

PERCEPTRON = """
import numpy as np

def fires(s):
    if s > 0:
        return 1
    return 0

rows = np.array([[1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1]])
wanted = np.array([0, 1, 1, 1])
w = START
for turn in range(25):
    for i in range(4):
        said = fires(np.dot(rows[i], w))
        for n in range(3):
            w[n] = w[n] + 0.2 * (wanted[i] - said) * rows[i][n]
print(w, [fires(np.dot(row, w)) for row in rows])
"""


def test_a_weight_that_comes_back_to_zero_was_not_emptied(tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, PERCEPTRON.replace("START", "np.array([0.2, 0.0, 0.0])"), tmp_path)
    assert not report.findings
    assert report.verdict == "right"


def test_integers_that_never_move_are_seen(tmp_path: Path, workshop: Workshop) -> None:
    text = PERCEPTRON.replace("START", "np.array([0, 0, 0])")
    check_named(report_on(workshop, text, tmp_path), text, "integer-dtype", "w = np.array([0, 0, 0])")


THRESHOLDS = """
import math
import random
random.seed(8)


class Cell:
    def __init__(self, n):
        self.w = [random.uniform(-1, 1) for _ in range(n)]
        self.theta = random.uniform(-1, 1)

    def out(self, given):
        self.given = given
        self.y = math.tanh(sum(a * b for a, b in zip(self.w, given)) - self.theta)
        return self.y

    def back(self, blame):
        d = blame * (1 - self.y ** 2)
        below = [d * w for w in self.w]
        for i, v in enumerate(self.given):
            self.w[i] += 0.1 * d * v
        UPDATE
        return below


low, top = [Cell(2) for _ in range(3)], Cell(3)
for turn in range(300):
    for a in (-1, 1):
        for b in (-1, 1):
            y = top.out([cell.out([a, b]) for cell in low])
            for cell, blame in zip(low, top.back((0.8 if a != b else -0.8) - y)):
                cell.back(blame)
print(y)
"""


@pytest.mark.parametrize(("update", "kinds"), [("self.theta -= 0.1 * d", []), ("pass", ["bias-not-updated"])])
def test_a_threshold_that_is_never_trained_is_seen(
    update: str, kinds: list[str], tmp_path: Path, workshop: Workshop
) -> None:
    report = report_on(workshop, THRESHOLDS.replace("UPDATE", update), tmp_path)
    assert [found.kind for found in report.findings] == kinds

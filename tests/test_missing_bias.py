"""Missing biases in programs without arrays: found where a net of units has none, and mended with one more input."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import prover_of

from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.workshop import Workshop

NET = """\
import math
import random

random.seed(3)
rate, hidden = 0.3, 6
data = [((a, b), 1 - (a | b)) for a in (0, 1) for b in (0, 1)]


class Unit:
    def __init__(self, inputs):
        self.weights = [random.uniform(-1, 1) for _ in range(inputs)]


class Net:
    def __init__(self, inputs, hidden):
        self.hidden = [Unit(inputs) for _ in range(hidden)]
        self.out = Unit(hidden)

    def forward(self, row):
        self.h = [math.tanh(sum(w * v for w, v in zip(unit.weights, row))) for unit in self.hidden]
        return 1 / (1 + math.exp(-sum(w * v for w, v in zip(self.out.weights, self.h))))

    def backward(self, row, p, wanted):
        d = p - wanted
        below = [d * w * (1 - h * h) for w, h in zip(self.out.weights, self.h)]
        for i, h in enumerate(self.h):
            self.out.weights[i] -= rate * d * h
        for unit, e in zip(self.hidden, below):
            for i, v in enumerate(row):
                unit.weights[i] -= rate * e * v


net = Net(2, hidden)
for epoch in range(600):
    for row, wanted in data:
        p = net.forward(row)
        net.backward(row, p, wanted)
"""
PAIRS = "data = [((a, b), 1 - (a | b)) for a in (0, 1) for b in (0, 1)]"
ODD = NET.replace("1 - (a | b)", "a & b")
"""A task that can be done without a bias."""


@pytest.mark.parametrize(
    ("rows", "added"),
    [
        (PAIRS, "data = [([*row, 1], wanted) for row, wanted in data]"),
        (PAIRS.replace("((a, b), 1 - (a | b))", "[[a, b], 1 - (a | b)]"), "data = [[[*row, 1], wanted] for"),
    ],
)
def test_one_more_input_is_proved(rows: str, added: str, tmp_path: Path, workshop: Workshop) -> None:
    """The row of zeros can have no other answer than a half; with a 1 beside it, every start learns the table."""
    prover = prover_of(workshop, NET.replace(PAIRS, rows), tmp_path, "missing-bias")
    (proved,) = prover.prove()
    assert proved.sign.finding.place.line == NET.split("\n").index(next(r for r in NET.split("\n") if "tanh" in r)) + 1
    assert proved.repair is not None
    texts = [splice.text for splice in proved.repair.splices]
    assert added in texts[0]
    assert texts[1:] == ["3"]


def test_nothing_is_said_where_there_is_one_or_none_is_needed(tmp_path: Path, workshop: Workshop) -> None:
    """A unit that adds a parameter has a bias; a table that can be learned without one wants none."""
    biased = NET.replace("row))) for unit", "row)) + unit.bias) for unit")
    biased = biased.replace("range(inputs)]\n", "range(inputs)]\n        self.bias = random.uniform(-1, 1)\n", 1)
    biased = biased.replace("            for i, v in", "            unit.bias -= rate * e\n            for i, v in")
    signs: tuple[Sign, ...] = prover_of(workshop, biased, tmp_path, "missing-bias").found.signs
    assert signs == ()
    assert prover_of(workshop, ODD, tmp_path, "missing-bias").prove() == []

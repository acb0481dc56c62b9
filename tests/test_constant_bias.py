"""Biases that stay as they are in programs of units: found however they are written, and moved beside the weights."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import prover_of

from handgrad.doctor.proof.workshop import Workshop

UNITS = """\
import math
import random

random.seed(3)


class Unit:
    def __init__(self, n):
        self.w = [random.uniform(-1, 1) for _ in range(n)]
        self.shift = 0.0

    def fire(self, xs):
        self.xs = xs
        total = self.shift
        for w, x in zip(self.w, xs):
            total += w * x
        self.out = 1 / (1 + math.exp(-total))
        return self.out

    def learn(self, pull):
        for i in range(len(self.w)):
            self.w[i] -= 0.5 * pull * self.xs[i]


hidden, top = [Unit(2) for _ in range(3)], Unit(3)
rows = [([-1, -1], 0), ([-1, 1], 1), ([1, -1], 1), ([1, 1], 0)]
for turn in range(200):
    for xs, wanted in rows:
        out = top.fire([unit.fire(xs) for unit in hidden])
        pull = (out - wanted) * out * (1 - out)
        below = [pull * top.w[j] * unit.out * (1 - unit.out) for j, unit in enumerate(hidden)]
        top.learn(pull)
        for unit, each in zip(hidden, below):
            unit.learn(each)
"""
FORWARD = """\
        total = self.shift
        for w, x in zip(self.w, xs):
            total += w * x
"""
BACK = """\
        for i in range(len(self.w)):
            self.w[i] -= 0.5 * pull * self.xs[i]
"""
MOVED = "self.shift -= 0.5 * pull"
LISTS = """\
import math
import random

random.seed(2)
w = [[random.uniform(-1, 1) for _ in range(2)] for _ in range(3)]
b = [0.0 for _ in range(3)]
v = [random.uniform(-1, 1) for _ in range(3)]
c = 0.0
rows = [([-1, -1], 0), ([-1, 1], 1), ([1, -1], 1), ([1, 1], 0)]
for turn in range(200):
    for x, wanted in rows:
        h = []
        for j in range(3):
            z = b[j]
            for i in range(2):
                z += w[j][i] * x[i]
            h.append(math.tanh(z))
        y = sum(v[j] * h[j] for j in range(3)) + c
        d = y - wanted
        below = [d * v[j] * (1 - h[j] ** 2) for j in range(3)]
        for j in range(3):
            v[j] -= 0.1 * d * h[j]
        c -= 0.1 * d
        for j in range(3):
            for i in range(2):
                w[j][i] -= 0.1 * below[j] * x[i]
"""
LOOPS = """\
        for j in range(3):
            for i in range(2):
                w[j]"""
TURNED = """\
        for i in range(2):
            for j in range(3):
                w[j]"""


@pytest.mark.parametrize(
    ("forward", "back", "added"),
    [
        (FORWARD, BACK, MOVED),
        ("        total = sum(w * x for w, x in zip(self.w, xs)) + self.shift\n", BACK, MOVED),
        ("        total = sum((w * x for w, x in zip(self.w, xs)), self.shift)\n", BACK, MOVED),
        (FORWARD, BACK.replace("0.5 * pull * self.xs[i]", "self.xs[i] * pull * 0.5"), "self.shift -= pull * 0.5"),
        (FORWARD, "        self.w = [w - 0.5 * (pull * x) for w, x in zip(self.w, self.xs)]\n", MOVED),
        (FORWARD, BACK.replace("self.w[i] -= 0.5 *", "g =") + "            self.w[i] = self.w[i] - 0.5 * g\n", MOVED),
    ],
)  # fmt: skip
def test_the_bias_of_a_unit_moves_beside_its_weights(
    forward: str, back: str, added: str, tmp_path: Path, workshop: Workshop
) -> None:
    """Whatever the sum and the update look like, the line without the input is proved, behind the loop over inputs."""
    text = UNITS.replace(FORWARD, forward).replace(BACK, back)
    (proved,) = prover_of(workshop, text, tmp_path, "bias-not-updated", starts=0).prove()
    assert proved.repair is not None
    (splice,) = proved.repair.splices
    assert splice.text.strip().replace("(pull)", "pull") == added
    assert splice.text.startswith("\n        self")
    assert text.split("\n")[splice.span[0] - 1].lstrip().startswith(("self.w[i]", "self.w ="))


@pytest.mark.parametrize(
    ("loops", "added"),
    [
        (LOOPS, "            b[j] -= 0.1 * below[j]"),
        (TURNED, "        for j in range(3):\n            b[j] -= 0.1 * below[j]"),
    ],
)
def test_a_list_of_biases_moves_in_the_loop_over_units(
    loops: str, added: str, tmp_path: Path, workshop: Workshop
) -> None:
    """Where the loop over units is the inner one, it is gone through once more."""
    (proved,) = prover_of(workshop, LISTS.replace(LOOPS, loops), tmp_path, "bias-not-updated", starts=0).prove()
    assert proved.repair is not None
    assert [splice.text for splice in proved.repair.splices] == ["\n" + added]
    assert proved.sign.finding.severity == "error"  # the other layer's is trained


@pytest.mark.parametrize(
    "text",
    [
        UNITS.replace(BACK, BACK + "        " + MOVED + "\n"),
        UNITS.replace(BACK, BACK + "        if turn > 100:\n            " + MOVED + "\n"),
        UNITS.replace("total", "self.shift").replace("        self.shift = self.shift\n", "        self.shift = 0.0\n"),
        UNITS.replace("total = self.shift", "total = 0.0"),
        UNITS.replace("total = self.shift", "total = self.shift + random.gauss(0, 0.1)").replace(
            BACK, BACK + "        " + MOVED + "\n"
        ),
        UNITS.replace("total = self.shift", "total = self.shift + self.more")
        .replace("self.shift = 0.0", "self.shift, self.more = 0.0, 1.0")
        .replace(BACK, BACK + "        " + MOVED + "\n"),
    ],
)
def test_sums_that_have_a_bias_or_want_none_are_left_alone(text: str, tmp_path: Path, workshop: Workshop) -> None:
    """Biases that are moved, now or later, sums that begin with 0, noise, and constants beside a bias."""
    assert not prover_of(workshop, text, tmp_path, "bias-not-updated", starts=0).found.signs

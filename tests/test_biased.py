"""A bias in every sum of single numbers: its start, its term and its updates, wherever the sums are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import prover_of

from handgrad.doctor.proof.workshop import Workshop

FUNCTION = """\
import math
import random

random.seed(1)
w = [random.uniform(-1, 1), random.uniform(-1, 1)]


def out(x):
    return 1 / (1 + math.exp(-(w[0] * x[0] + w[1] * x[1])))


for epoch in range(2000):
    for x, t in [((0, 0), 1), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]:
        d = out(x) - t
        w[0] -= 0.5 * d * x[0]
        w[1] -= 0.5 * d * x[1]
"""
NAMES = """\
import math
import random

random.seed(1)
w1, w2 = random.uniform(-1, 1), random.uniform(-1, 1)
v = random.uniform(-1, 1)
bias1 = "a name that is taken"
for epoch in range(300):
    for a, b, t in ((1.0, 2.0, 4.0), (2.0, 1.0, 3.0), (3.0, 3.0, 7.0)):
        h = math.tanh(w1 * a + w2 * b)
        d = h * v - t
        e = d * v * (1 - h * h)
        v -= 0.01 * d * h
        w1 = w1 - 0.01 * e * a
        w2 = w2 - 0.01 * e * b
"""
UNITS = """\
import math
import random

random.seed(1)


class Unit:
    def __init__(self):
        self.w1 = random.uniform(-1, 1)
        self.w2 = random.uniform(-1, 1)

    def fire(self, a, b):
        self.a, self.b = a, b
        total = 0
        total += self.w1 * a
        total += self.w2 * b
        self.out = 1 / (1 + math.exp(-total))
        return self.out

    def learn(self, d):
        self.w1 -= 0.5 * d * self.a
        self.w2 -= 0.5 * d * self.b


one, two, top = Unit(), Unit(), Unit()
for turn in range(300):
    for a, b, t in ((0.0, 0.1, 1), (0.0, 1.0, 0), (1.0, 0.0, 0), (1.0, 1.0, 1)):
        y = top.fire(one.fire(a, b), two.fire(a, b))
        d = (y - t) * y * (1 - y)
        below = d * top.w1 * one.out * (1 - one.out), d * top.w2 * two.out * (1 - two.out)
        top.learn(d)
        one.learn(below[0])
        two.learn(below[1])
"""


def test_a_sum_in_a_function_is_given_a_bias_and_learns(tmp_path: Path, workshop: Workshop) -> None:
    """The row of zeros gets a half for ever; with a bias every start learns the table."""
    (proved,) = prover_of(workshop, FUNCTION, tmp_path, "missing-bias").prove()
    assert proved.repair is not None
    texts = sorted(splice.text.strip() for splice in proved.repair.splices)
    assert texts == ["bias -= 0.5 * d", "bias = 0.0", "w[0] * x[0] + w[1] * x[1] + bias"]


@pytest.mark.parametrize(
    ("text", "added"),
    [
        (NAMES, {"w1 * a + w2 * b + offset1", "h * v + offset2", "offset1 = 0.0", "offset2 = 0.0",
                 "offset1 -= 0.01 * e", "offset2 -= 0.01 * d"}),
        (UNITS, {"self.bias", "self.bias = 0.0", "self.bias -= 0.5 * d"}),
    ],
)  # fmt: skip
def test_every_sum_has_a_start_a_term_and_an_update(
    text: str, added: set[str], tmp_path: Path, workshop: Workshop
) -> None:
    """Sums of names, with a name that is free, and of the attributes of objects."""
    (sign,) = prover_of(workshop, text, tmp_path, "missing-bias").found.signs
    assert {splice.text.strip() for splice in sign.repairs[-1].splices} == added


def test_lists_of_units_are_left_alone(tmp_path: Path, workshop: Workshop) -> None:
    """One number for all units of a list would be no bias."""
    body = """\
w = [[random.uniform(-1, 1), random.uniform(-1, 1)] for _ in range(2)]
v = [random.uniform(-1, 1), random.uniform(-1, 1)]
for turn in range(300):
    for a, b, t in ((0.0, 0.1, 1), (0.0, 1.0, 0), (1.0, 0.0, 0), (1.0, 1.0, 1)):
        h = [math.tanh(w[k][0] * a + w[k][1] * b) for k in range(2)]
        d = v[0] * h[0] + v[1] * h[1] - t
        for k in range(2):
            e = d * v[k] * (1 - h[k] ** 2)
            v[k] -= 0.1 * d * h[k]
            w[k][0] -= 0.1 * e * a
            w[k][1] -= 0.1 * e * b
"""
    (sign,) = prover_of(workshop, UNITS.split("class Unit")[0] + body, tmp_path, "missing-bias").found.signs
    assert not any("bias" in splice.text for repair in sign.repairs for splice in repair.splices)


ITEMS = """\
import numpy as np

rows = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
wanted = np.array([0, 1, 1, 0])


class Gate:
    def __init__(self):
        self.v = np.array([[0.9, -0.6], [0.8, -0.5]])
        self.u = np.array([0.8, 0.7])

    def squash(self, t):
        return 1 / (1 + np.exp(-t))

    def moved(self, old, slope):
        return old - 0.8 * slope

    def learn(self, p, q, t):
        h0 = self.squash(self.v[0, 0] * p + self.v[1, 0] * q)
        h1 = self.squash(self.v[0, 1] * p + self.v[1, 1] * q)
        o = self.squash(self.u[0] * h0 + self.u[1] * h1)
        d = o - t
        dv00 = d * self.u[0] * h0 * (1 - h0) * p
        dv10 = d * self.u[0] * h0 * (1 - h0) * q
        e = d * self.u[1] * h1 * (1 - h1)
        self.v[0, 0] = self.moved(self.v[0, 0], dv00)
        self.v[1, 0] = self.moved(self.v[1, 0], dv10)
        v = self.v
        v[0, 1] = self.moved(v[0, 1], e * p)
        v[1, 1] = self.moved(v[1, 1], e * q)
        self.u[0] -= 0.8 * d * h0
        self.u[1] -= 0.8 * d * h1


gate = Gate()
for turn in range(2000):
    for (p, q), t in zip(rows, wanted):
        gate.learn(p, q, t)
"""
"""A gate of which every weight is an item of an array, moved by a statement of its own."""


def test_items_of_arrays_are_moved_as_their_statements_say(tmp_path: Path, workshop: Workshop) -> None:
    """The bias of a sum is moved by a copy of the statement that moves one of its weights, without the input."""
    (proved,) = prover_of(workshop, ITEMS, tmp_path, "missing-bias").prove()
    assert proved.repair is not None
    texts = {splice.text.strip() for splice in proved.repair.splices}
    assert "self.bias1 = self.moved(self.bias1, d * self.u[0] * h0 * (1 - h0))" in texts
    assert "self.bias2 = self.moved(self.bias2, e)" in texts
    assert "self.bias3 -= 0.8 * d" in texts


def test_a_bias_of_several_functions_is_kept_in_a_list(tmp_path: Path, workshop: Workshop) -> None:
    """A name of the file that is only read in one function and moved in another could not change."""
    text = """\
import numpy as np

v = np.array([0.3, -0.2])
u = np.array([0.5])


def hidden(p, q):
    return np.tanh(v[0] * p + v[1] * q)


def learn(p, q, t):
    h = hidden(p, q)
    d = 1 / (1 + np.exp(-(u[0] * h))) - t
    e = d * u[0] * (1 - h * h)
    u[0] -= 0.5 * d * h
    v[0] -= 0.5 * e * p
    v[1] -= 0.5 * e * q


for turn in range(500):
    for p, q, t in ((0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 0)):
        learn(p, q, t)
"""
    (proved,) = prover_of(workshop, text, tmp_path, "missing-bias").prove()
    assert proved.repair is not None
    texts = {splice.text.strip() for splice in proved.repair.splices}
    assert {"v[0] * p + v[1] * q + bias1[0]", "bias1[0] -= 0.5 * e", "bias1 = [0.0]", "bias2[0] -= 0.5 * d"} <= texts

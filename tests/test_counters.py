"""Counters of steps where none is: a loop's own number, or one in the object of an optimiser."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

FIRST = """
import numpy as np
rng = np.random.default_rng(1)
X = rng.normal(size=(20, 3)); Y = np.sin(X[:, :1])
W, V = rng.normal(0, 0.5, (3, 6)), rng.normal(0, 0.5, (6, 1))
"""
STEP = """
    H = np.tanh(X @ W)
    D = (H @ V - Y) / len(X)
    gV, gW = H.T @ D, X.T @ (D @ V.T * (1 - H ** 2))
"""
LOOP = f"""{FIRST}
m, v = [np.zeros_like(W), np.zeros_like(V)], [np.zeros_like(W), np.zeros_like(V)]
for turn in range(12):{STEP}
    for k, (w, g) in enumerate(((W, gW), (V, gV))):
        m[k] = 0.9 * m[k] + 0.1 * g
        v[k] = 0.99 * v[k] + 0.01 * g ** 2
        w -= 0.01 * (m[k] / (1 - 0.9)) / (np.sqrt(v[k] / (1 - 0.99)) + 1e-8)
"""
OF_ONE = f"""
import numpy as np


class Adam:
    def __init__(self, rate):
        self.rate, self.b1, self.b2 = rate, 0.9, 0.99
        self.m = self.v = 0

    def move(self, w, g):
        self.m = self.b1 * self.m + (1 - self.b1) * g
        self.v = self.b2 * self.v + (1 - self.b2) * g * g
        m = self.m / (1 - self.b1)
        v = self.v / (1 - self.b2)
        w -= self.rate * m / (np.sqrt(v) + 1e-8)

{FIRST}
one, other = Adam(0.01), Adam(0.01)
for turn in range(12):{STEP}
    one.move(W, gW)
    other.move(V, gV)
"""
OF_ALL = f"""
import numpy as np


class Adam:
    def __init__(self, arrays):
        self.arrays = arrays
        self.m = [np.zeros_like(a) for a in arrays]
        self.v = [np.zeros_like(a) for a in arrays]

    def move(self, slopes):
        for k, g in enumerate(slopes):
            self.m[k] = 0.9 * self.m[k] + 0.1 * g
            self.v[k] = 0.99 * self.v[k] + 0.01 * g ** 2
            self.arrays[k] -= 0.01 * (self.m[k] / (1 - 0.9)) / (np.sqrt(self.v[k] / (1 - 0.99)) + 1e-8)

{FIRST}
adam = Adam([W, V])
for turn in range(12):{STEP}
    adam.move([gW, gV])
"""


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (LOOP, ["(1 - 0.9 ** (turn + 1))", "(1 - 0.99 ** (turn + 1))"]),
        (OF_ONE, ["self.t = 0", "self.t += 1\n", "self.b1 ** self.t", "self.b2 ** self.t"]),
        (OF_ALL, ["self.t = 0", "        self.t += 1\n", "0.9 ** self.t", "0.99 ** self.t"]),
    ],
    ids=["in a loop", "an object for each", "an object for all"],
)
def test_corrections_get_the_number_of_the_step(
    text: str, written: list[str], tmp_path: Path, workshop: Workshop
) -> None:
    """Both at once, with a counter where there is none."""
    found = [each for each in report_on(workshop, text, tmp_path).findings if each.severity == "error"]
    assert {each.kind for each in found} == {"adam-moments"}
    assert all(each.fix is not None and each.fix.confidence == "proved" for each in found)
    assert all(part in found[0].fix.replacement for part in written if found[0].fix is not None)


def test_an_object_that_is_told_which_array_it_moves_counts_no_calls(tmp_path: Path, workshop: Workshop) -> None:
    """A method that is called for each array in turn would count more than the steps."""
    text = OF_ALL.replace("move(self, slopes)", "move(self, k, g)").replace(
        "        for k, g in enumerate(slopes):\n", ""
    )
    text = text.replace("            self", "        self").replace(
        "adam.move([gW, gV])", "adam.move(0, gW)\n    adam.move(1, gV)"
    )
    found = [each for each in report_on(workshop, text, tmp_path).findings if each.severity == "error"]
    assert {each.kind for each in found} == {"adam-moments"}
    assert not any("self.t" in each.fix.replacement for each in found if each.fix is not None)

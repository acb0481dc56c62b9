"""Inputs that an object keeps are scaled where it gets them."""

from __future__ import annotations

from pathlib import Path

from looked_at import prover_of

from handgrad.doctor.proof.workshop import Workshop

LINE = """
import numpy as np


class Line:
    def __init__(self, x, y):
        self.x = x - x.mean(axis=0) / x.std(axis=0)
        self.y = y
        self.w, self.b = np.zeros((x.shape[1], 1)), np.zeros((1, 1))

    def step(self):
        off = self.x @ self.w + self.b - self.y
        self.w -= 0.2 * self.x.T @ off / len(off)
        self.b -= 0.2 * off.mean()


rng = np.random.RandomState(2)
size = rng.uniform(1600, 5100, (90, 1))
age = rng.uniform(70, 83, (90, 1))
line = Line(np.hstack([size, age]), 46 - 0.0066 * size + 0.7 * (age - 76) + rng.normal(0, 2, (90, 1)))
for turn in range(60):
    line.step()
"""


def test_what_is_kept_is_scaled_behind_the_statement(tmp_path: Path, workshop: Workshop) -> None:
    prover = prover_of(workshop, LINE, tmp_path, "no-input-scaling")
    (proved,) = prover.prove()
    assert proved.repair is not None
    (splice,) = proved.repair.splices
    assert splice.text.strip() == "self.x = (self.x - self.x.mean(axis=0)) / self.x.std(axis=0)"

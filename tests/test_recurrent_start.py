"""Weights that are applied again and again: redrawn so that what they give does not grow."""

from __future__ import annotations

from pathlib import Path

from handgrad.doctor.running.run import check_file

SUM_OF_THE_LAST = """
import numpy as np

np.random.seed(7)
STEPS, SIZE = 18, 16
U = np.random.randn(SIZE, 1) * 0.4
R = np.random.randn(SIZE, SIZE)
V = np.random.randn(1, SIZE) * 0.3
c = np.zeros((SIZE, 1))
d = np.zeros((1, 1))
for turn in range(500):
    signal = np.random.uniform(-0.5, 0.5, STEPS)
    wanted = signal[-6:].sum()
    h = np.zeros((SIZE, 1))
    states = [h]
    for t in range(STEPS):
        h = np.maximum(0, U * signal[t] + R @ h + c)
        states.append(h)
    off = V @ h + d - wanted
    gU, gR, gc = np.zeros_like(U), np.zeros_like(R), np.zeros_like(c)
    gV, gh = off @ h.T, V.T @ off
    for t in reversed(range(STEPS)):
        gz = gh * (states[t + 1] > 0)
        gU += gz * signal[t]
        gR += gz @ states[t].T
        gc += gz
        gh = R.T @ gz
    U -= 0.02 * gU
    R -= 0.02 * gR
    c -= 0.02 * gc
    V -= 0.02 * gV
    d -= 0.02 * off
print("off by", abs(off[0, 0]))
"""


def test_weights_of_a_recurrent_relu_are_redrawn_without_its_factor(tmp_path: Path) -> None:
    file = tmp_path / "net.py"
    file.write_text(SUM_OF_THE_LAST)
    report = check_file(str(file), seconds=60, starts=1)
    assert [found.kind for found in report.findings] == ["exploding-gradient"]
    assert "+R = np.random.randn(SIZE, SIZE) * np.sqrt(1 / SIZE)" in report.patch

"""The output's activation in programs of single numbers: it goes together with its slope."""

from __future__ import annotations

from pathlib import Path

from handgrad.doctor.running.run import check_file

LEVELS = """
import math, random
random.seed(1)
rows = [([0.1, 0.2], 1), ([0.3, 0.1], 1), ([0.9, 0.2], 2), ([0.8, 0.3], 2), ([0.2, 0.8], 3), ([0.1, 0.9], 3)]
w = [[random.uniform(-0.8, 0.8) for _ in range(3)] for _ in range(4)]
v = [random.uniform(-0.5, 0.5) for _ in range(5)]

def bend(z):
    return math.tanh(z)

def slope(a):
    return 1 - a ** 2

for turn in range(600):
    for x, t in rows:
        h = [bend(sum(a * b for a, b in zip(row, x + [1.0]))) for row in w] + [1.0]
        o = bend(sum(a * b for a, b in zip(v, h)))
        d = (o - t) * slope(o)
        e = [d * v[j] * slope(h[j]) for j in range(4)]
        for j in range(5):
            v[j] -= 0.05 * d * h[j]
        for j in range(4):
            for k, s in enumerate(x + [1.0]):
                w[j][k] -= 0.05 * e[j] * s
"""


def test_an_output_of_single_numbers_loses_its_slope_with_its_activation(tmp_path: Path) -> None:
    program = tmp_path / "net.py"
    program.write_text(LEVELS)
    report = check_file(program, seconds=60, starts=3)
    assert [finding.kind for finding in report.findings] == ["output-activation"]
    changed = [line for line in report.patch.splitlines() if line.startswith(("+ ", "- "))]
    assert changed == [
        "-        o = bend(sum(a * b for a, b in zip(v, h)))",
        "-        d = (o - t) * slope(o)",
        "+        o = sum(a * b for a, b in zip(v, h))",
        "+        d = o - t",
    ]

"""A slope function that is handed what a unit gave, and wants what it added up."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import math, random
random.seed(2)


def slope(x):
    return 1 - math.tanh(x) ** 2


class Unit:
    def __init__(self, n):
        self.w = [random.uniform(-1, 1) for _ in range(n)]

    def run(self, values):
        self.given = values
        self.total = sum(w * v for w, v in zip(self.w, values))
        self.output = math.tanh(self.total)
        return self.output

    def blame_last(self, target):
        self.delta = (self.output - target) * slope(self.{read})

    def blame(self, back):
        self.delta = back * slope(self.{read})

    def learn(self):
        for k, v in enumerate(self.given):
            self.w[k] -= 0.1 * self.delta * v


hidden, last = [Unit(2) for _ in range(3)], Unit(3)
for turn in range(400):
    x = random.uniform(-1.5, 1.5)
    y = last.run([unit.run([x, 1.0]) for unit in hidden])
    print((y - math.sin(x)) ** 2)
    last.blame_last(math.sin(x))
    for k, unit in enumerate(hidden):
        unit.blame(last.w[k] * last.delta)
    for unit in [*hidden, last]:
        unit.learn()
"""


@pytest.mark.parametrize(("read", "found"), [("total", []), ("output", [("derivative-wrong-input", "self.output")])])
def test_both_calls_are_mended_at_once(
    read: str, found: list[tuple[str, str]], tmp_path: Path, workshop: Workshop
) -> None:
    """Where the sum is kept, it is handed over; the formula stays as it is."""
    report = report_on(workshop, NET.replace("{read}", read), tmp_path)
    errors = [each for each in report.findings if each.severity == "error"]
    assert [(each.kind, each.place.source) for each in errors] == found
    assert all(each.fix and each.fix.replacement.count("self.total") == 2 for each in errors)


def test_what_is_not_kept_is_kept_first(tmp_path: Path, workshop: Workshop) -> None:
    """A bell's slope does not follow from what the bell gave: its sign is lost."""
    bell = NET.replace("math.tanh(self.total)", "bell(total)").replace("self.total", "total")
    bell = bell.replace("1 - math.tanh(x) ** 2", "-2 * x * math.exp(-x * x)").replace("self.{read}", "self.output")
    bell = bell.replace("def slope", "def bell(x):\n    return math.exp(-x * x)\n\n\ndef slope")
    report = report_on(workshop, bell, tmp_path)
    (error,) = [each for each in report.findings if each.severity == "error"]
    assert error.kind == "derivative-wrong-input" and error.fix and error.fix.confidence == "proved"
    assert "self.total = total\n" in error.fix.replacement and error.fix.replacement.count("slope(self.total)") == 2

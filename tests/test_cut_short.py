"""Failures that only the check brings about, by ending loops early, are not called the program's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop
from handgrad.doctor.running import run

NET = """import numpy as np
rng = np.random.default_rng(0)
X = rng.standard_normal((20, 3))
Y = X @ np.ones(3)
w, history = np.zeros(3), []
for epoch in range(300):
    error = X @ w - Y
    history.append(np.mean(error ** 2))
    w -= 0.01 * X.T @ error
"""


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("last = history[299]\n", "with its loops cut short for the check it raises IndexError"),
        ("print(history[300])\n", "what comes after the failure: it raises IndexError"),
    ],
    ids=["the check's", "its own"],
)
def test_a_failure_is_told_apart_from_one_of_the_program_itself(end: str, words: str, tmp_path: Path) -> None:
    """Training is judged all the same."""
    program = tmp_path / "net.py"
    program.write_text(NET + end)
    report = run.check_file(program, seconds=20, starts=0)
    assert (report.verdict, report.findings) == ("right", ())
    assert any(words in each for each in report.not_checked)


def test_what_is_only_shown_ends_nothing(tmp_path: Path) -> None:
    program = tmp_path / "net.py"
    program.write_text(NET + "for i in range(0, 300, 100):\n    print(history[i])\nassert len(history) == 300\n")
    report = run.check_file(program, seconds=20, starts=0)
    assert (report.verdict, report.findings, report.not_checked) == ("right", (), ())


CLASSES = """import numpy as np
rng = np.random.default_rng(0)
X, label = rng.standard_normal((2, 60)), np.arange(60) % 3
X[0] += 2 * (label == 1)
X[1] += 2 * (label == 2)
T = np.eye(3)[label].T
W, costs = rng.standard_normal((3, 2)) * 0.1, []
for epoch in range(300):
    e = np.exp(W @ X)
    P = e / e.sum(axis=0)
    costs.append(-np.sum(T * np.log(P)) / 60)
    W -= 0.5 * (P - T) @ X.T / 60
for i in range(0, 300, 100):
    print(costs[i])
print(np.mean(np.argmax(P, axis=1) == np.argmax(T, axis=1)))
"""


def test_a_prediction_after_it_is_read_along_the_same_axis_as_its_labels(tmp_path: Path, workshop: Workshop) -> None:
    """An edit of one of the two would raise, in what is only shown."""
    (found,) = report_on(workshop, CLASSES, tmp_path).findings
    assert found.kind == "evaluation-argmax" and found.fix is not None and found.fix.confidence == "proved"
    assert found.fix.replacement.strip() == CLASSES.splitlines()[-1].replace("axis=1", "axis=0")

"""Failures that only the check brings about, by ending loops early, are not called the program's own."""

from __future__ import annotations

from pathlib import Path

import pytest

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
        ("print(history[299])\n", "with its loops cut short for the check it raises IndexError"),
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

"""Looks that a program takes only in every so many turns are taken once when its training is cut short."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import SECONDS, report_on, subject_of
from test_running_statistics import AVERAGES, program

from handgrad.doctor.proof.trial import attempt
from handgrad.doctor.proof.workshop import Job, Workshop

LAST = "print(np.mean((predict(X[80:]) - Y[80:]) ** 2))\n"
TRAINING = """
import numpy as np
rng = np.random.default_rng(0)
X = rng.normal(size=(40, 3)); Y = X[:, :1] - X[:, 1:2]
W = rng.normal(size=(3, 1)); lr, seen = 0.05, []
for epoch in range(400):
    e = X @ W - Y
    {before}
    W -= lr * X.T @ e / 40
    {after}
print("end", len(seen))
"""


def now_and_then(text: str) -> str:
    """A program with its predictions after every fifth epoch."""
    begin, end = text.removesuffix(LAST).rsplit("    pass\n", 1)
    return f"{begin}    if epoch % 5 == 4:\n        {LAST}{end}"


def test_what_is_wrong_in_a_look_is_seen(tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, now_and_then(program(AVERAGES)), tmp_path)
    assert [found.kind for found in report.findings] == ["batchnorm-eval"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pass", "if epoch % 100 == 99: print(np.mean(e ** 2)); lr *= 0.5"),
        ("if epoch % 100 == 99: print(np.mean(e ** 2))", "pass"),
        ("pass", "if epoch % 100 == 99: seen.append(W.copy()); print(seen[-2] - seen[-1])"),
        ("pass", "if epoch % 100 == 99:\n        print(epoch)\n        break"),
        ("pass", "if epoch % 100 == 99: print(unknown)"),
    ],
)
def test_a_look_changes_nothing_of_what_is_right(before: str, after: str, tmp_path: Path, workshop: Workshop) -> None:
    """Nor does what a look needs of the turns that were left out: it may not even be there."""
    text = TRAINING.format(before=before, after=after)
    ((_, outcome),) = workshop.perform([Job(attempt, (subject_of(text, tmp_path),), SECONDS)])
    assert outcome.good and not outcome.error
    assert report_on(workshop, text, tmp_path).findings == ()

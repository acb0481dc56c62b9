"""Targets of another shape: turned where they are made, or at the meeting where others read them as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

PROGRAM = """
import numpy as np
rng = np.random.RandomState(3)
def weather(n):
    seen = rng.randn(n, 2)
    warmth = seen[:, 0] - seen[:, 1] + 0.1 * rng.randn(n)
    warmth = warmth - warmth.mean()
    return seen, warmth
def rms(out, wanted):
    return np.sqrt(np.mean((out.ravel() - wanted.ravel()) ** 2))
class Line:
    def __init__(self):
        self.W = 0.3 * rng.randn(2, 1)
    def fit(self, X, t):
        out = X @ self.W
        miss = (out - t).mean(axis=1, keepdims=True)
        self.W -= 0.1 * X.T @ miss / len(X)
X, T = weather(40)
T_some = T[:30]
line = Line()
for turn in range(60):
    line.fit(X[:30], T_some)
print(LAST)
"""


@pytest.mark.parametrize(
    ("last", "line"),
    [
        ("rms(X @ line.W, T), T.std(), len(T)", "warmth = warmth - warmth.mean()"),
        ("(T ** 2).mean()", "warmth = warmth - warmth.mean()"),
        ("rms(X @ line.W, T), T[30:]", "T_some = T[:30]"),
        ("rms(X @ line.W, T), T_some[:5]", "miss = (out - t)"),
        ("np.mean(((X @ line.W)[:30, 0] - T_some) ** 2)", "miss = (out - t)"),
    ],
)
def test_targets_are_turned_where_nothing_else_takes_them_as_they_are(
    last: str, line: str, tmp_path: Path, workshop: Workshop
) -> None:
    text = PROGRAM.replace("LAST", last)
    (found,) = report_on(workshop, text, tmp_path).findings
    assert found.kind == "broadcasting" and found.fix is not None and found.fix.confidence == "proved"
    assert line in text.splitlines()[found.place.line - 1]


ALIAS = """
import numpy as np
rng = np.random.RandomState(3)
X = rng.randn(40, 3)
y = X[:, 0] - X[:, 1]
def fit(W, x, t):
    for turn in range(60):
        miss = (x @ W - t) / 40
        W -= 0.1 * x.T @ miss.mean(axis=1, keepdims=True)
        print(np.mean((x @ W - t) ** 2))
W = rng.randn(3, 1)
targets = y
fit(W, X, targets)
print(np.mean(((X @ W).ravel() - y) ** 2))
"""


def test_a_fix_leads_to_no_other_meeting(tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, ALIAS, tmp_path)
    assert [each.kind for each in report.findings if each.severity == "error"] == ["broadcasting"]
    assert "y = X[:, 0] - X[:, 1]" not in [line[1:] for line in report.patch.splitlines() if line.startswith("-")]

"""Training that is over at its first look, and best values that are the worst."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop
from handgrad.doctor.running.run import check_file

NET = """
import numpy as np
rng = np.random.default_rng(0)
X = rng.uniform(-1, 1, (60, 2))
y = (X[:, :1] * X[:, 1:] > 0).astype(float)
W1, b1 = rng.normal(0, 1, (2, 8)), np.zeros(8)
W2, b2 = rng.normal(0, 1, (8, 1)), np.zeros(1)
{start}
for epoch in range(3000):
    h = np.tanh(X @ W1 + b1)
    p = 1 / (1 + np.exp(-(h @ W2 + b2)))
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    d = (p - y) / len(X)
    dh = d @ W2.T * (1 - h ** 2)
    W2, b2 = W2 - 0.5 * h.T @ d, b2 - 0.5 * d.sum(0)
    W1, b1 = W1 - 0.5 * X.T @ dh, b1 - 0.5 * dh.sum(0)
{look}
print(epoch, loss)
"""
PROGRESS = """    if before - loss < 1e-5:
        break
    before = loss
"""
RECORD = """    if loss {sign} best:
        best = loss
        kept = W1, b1, W2, b2
        waited = 0
    else:
        waited += 1
        if waited > 20:
            break
W1, b1, W2, b2 = kept
p = 1 / (1 + np.exp(-(np.tanh(X @ W1 + b1) @ W2 + b2)))
"""


def test_a_first_difference_from_nothing_is_no_lack_of_progress(tmp_path: Path) -> None:
    text = NET.replace("{start}", "before = 0").replace("{look}", PROGRESS)
    with Workshop() as workshop:
        report = report_on(workshop, text, tmp_path)
    assert [(finding.kind, finding.place and finding.place.line) for finding in report.findings] == [
        ("stopping-criterion", 8)
    ]
    assert '+before = float("inf")' in report.patch


def test_a_first_difference_from_infinity_is_right(tmp_path: Path) -> None:
    text = NET.replace("{start}", "before = np.inf").replace("{look}", PROGRESS)
    with Workshop() as workshop:
        report = report_on(workshop, text, tmp_path)
    assert (report.verdict, report.findings) == ("right", ())


@pytest.mark.parametrize(("sign", "start", "kinds"), [(">", "0.0", ["stopping-criterion"]), ("<", "np.inf", [])])
def test_the_largest_loss_is_not_the_best(sign: str, start: str, kinds: list[str], tmp_path: Path) -> None:
    text = NET.replace("{start}", f"best = {start}\nwaited = 0").replace("{look}", RECORD.replace("{sign}", sign))
    program = tmp_path / "net.py"
    program.write_text(text)
    report = check_file(program, seconds=40, starts=3)
    assert [finding.kind for finding in report.findings] == kinds


@pytest.mark.parametrize(
    ("off", "kinds"),
    [
        ("np.mean(gap)", ["stopping-criterion"]),
        ("abs(np.mean(gap))", ["stopping-criterion"]),
        ("np.mean(np.abs(gap))", []),
    ],
)
def test_a_mean_of_differences_is_small_by_its_sign(off: str, kinds: list[str], tmp_path: Path) -> None:
    """Nothing is trained at all where that is so from the beginning; the size of the mean is as small later on."""
    end = f"    if {off} < 0.02:\n        break\n"
    text = NET.replace("{start}", "b2 = b2 + 3 * (y.mean() - 1)").replace("{look}", "")
    text = text.replace("    d = (p", f"    gap = p - y\n{end}    d = (p")
    with Workshop() as workshop:
        report = report_on(workshop, text, tmp_path)
    assert [finding.kind for finding in report.findings] == kinds
    assert not kinds or "+    if np.mean(np.abs(gap)) < 0.02:" in report.patch

"""Losses in parts: a gradient is right where weights of what the program shows explain all of it, and else wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from handgrad.doctor.bugs import families
from handgrad.doctor.case import Case
from handgrad.doctor.proof.trial import Subject, case_of
from handgrad.doctor.truth.blended import fitted

START = """
import numpy as np
rng = np.random.default_rng(0)
X = rng.standard_normal((40, 3))
W, b, V, c = rng.standard_normal((3, 6)) * 0.5, np.zeros(6), rng.standard_normal((6, 3)) * 0.5, np.zeros(3)
T = np.eye(3)[(X[:, 0] > 0) + (X[:, 1] > 0.5) * 1]
"""
SPREAD = (
    START
    + """
for step in range(24):
    beta = min(1.0, step / 12)
    noise = rng.standard_normal((40, 3))
    h = np.tanh(X @ W + b)
    m = h @ V + c
    q = 1 / (1 + np.exp(-(m + 0.1 * noise)))
    fit, size = -np.mean(T * np.log(q) + (1 - T) * np.log(1 - q)), np.mean(m ** 2)
    if step % 4 == 0:
        print(fit, size)
    d = (q - T) / 120 + beta * 2 * m / 120
    dh = d @ V.T * (1 - h ** 2)
    W -= 0.5 * X.T @ dh; b -= 0.5 * dh.sum(axis=0); V -= 0.5 * h.T @ d; c -= 0.5 * d.sum(axis=0)
"""
)
"""Two parts with a weight that changes; their sum is never computed."""

BONUS = (
    START
    + """
for step in range(24):
    h = np.tanh(X @ W + b)
    z = h @ V + c
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p = p / p.sum(axis=1, keepdims=True)
    likelihood = -np.sum(T * np.log(p)) / 40
    spread = -(p * np.log(p)).sum(axis=1)
    if step % 10 == 0:
        print(likelihood - 0.1 * spread.mean())
    d = ((p - T) + 0.1 * p * (np.log(p) + spread[:, None])) / 40
    dh = d @ V.T * (1 - h ** 2)
    W -= 0.5 * X.T @ dh; b -= 0.5 * dh.sum(axis=0); V -= 0.5 * h.T @ d; c -= 0.5 * d.sum(axis=0)
"""
)
"""One part is computed in every step, and the whole only where it is shown."""


def looked_at(text: str, folder: Path) -> Case:
    """A program, recorded and judged."""
    families()
    file = folder / "net.py"
    file.write_text(text)
    return case_of(Subject(str(file), {str(file): text}, seconds=30.0))


@pytest.mark.parametrize("text", [SPREAD, BONUS], ids=["weight that changes", "shown now and then"])
def test_a_right_gradient_of_more_than_one_part_is_right(text: str, tmp_path: Path) -> None:
    """All four gradients are right in every step that is judged."""
    case = looked_at(text, tmp_path)
    assert case.patients
    assert {len(patient.comparison.right) for patient in case.patients} == {4}


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (SPREAD, "dh = d @ V.T * (1 - h ** 2)", "dh = d @ V.T * (1 - h)"),
        (SPREAD, "beta * 2 * m / 120", "beta * 2 * abs(m) / 120"),
        (BONUS, "dh = d @ V.T * (1 - h ** 2)", "dh = d @ V.T * (1 - h)"),
    ],
    ids=["slope", "a part's slope", "slope under a bonus"],
)
def test_a_wrong_gradient_of_more_than_one_part_is_wrong(text: str, right: str, wrong: str, tmp_path: Path) -> None:
    """No weights explain a wrong slope."""
    assert text.count(right) == 1
    case = looked_at(text.replace(right, wrong), tmp_path)
    assert any(patient.comparison.wrong for patient in case.patients)


def test_weights_are_found_only_where_many_numbers_agree_on_them() -> None:
    """The weights are relative to the first part; a few numbers decide nothing, and nor does a sum that is not met."""
    one, other = {0: np.arange(1.0, 13.0)}, {0: np.arange(12.0) ** 2}
    own = {0: 2.0 * one[0] + 0.5 * other[0]}
    assert fitted(own, [one, other], 1e-6) == pytest.approx([0.25])
    assert fitted({0: own[0] + np.eye(12)[3] * 0.01}, [one, other], 1e-6) is None
    few = [{0: part[0][:4]} for part in (own, one, other)]
    assert fitted(few[0], few[1:], 1e-6) is None

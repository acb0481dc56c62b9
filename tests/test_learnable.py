"""How near weights come to their targets with biases and without: a task that needs one, and tasks that do not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from looked_at import subject_of

from handgrad.doctor.proof.trial import case_of
from handgrad.doctor.truth.learnable import Fits, descend, fits_of

NET = """\
import numpy as np

np.random.seed(2)
X = np.array({rows})
y = np.array({answers})
W1 = np.random.uniform(-1, 1, (2, 3))
W2 = np.random.uniform(-1, 1, (3, 1))
for turn in range(50):
    h = 1 / (1 + np.exp(-(X @ W1)))
    p = 1 / (1 + np.exp(-(h @ W2)))
    d2 = p - y
    d1 = d2 @ W2.T * h * (1 - h)
    W2 -= 0.5 * h.T @ d2
    W1 -= 0.5 * X.T @ d1
"""
XOR = "[[0], [1], [1], [0]]"
SIGNS = "[[-1.0, -1], [-1, 1], [1, -1], [1, 1]]"


def fits(text: str, folder: Path) -> Fits | None:
    """What is found for a program."""
    return fits_of(case_of(subject_of(text, folder)).course.patients)


def test_a_task_that_no_weights_can_do(tmp_path: Path) -> None:
    """h(x) + h(-x) is 1: the answers to x and -x cannot both be high for one pair and both low for another."""
    found = fits(NET.format(rows=SIGNS, answers=XOR), tmp_path)
    assert found is not None
    assert found.needs_bias
    assert found.answers == 4


@pytest.mark.parametrize("answers", ["[[0], [0], [1], [1]]", "[[0], [1], [0], [1]]"])
def test_tasks_that_weights_can_do(answers: str, tmp_path: Path) -> None:
    """The first or the second number is answer enough."""
    found = fits(NET.format(rows=SIGNS, answers=answers), tmp_path)
    assert found is None or not found.needs_bias


def test_nothing_is_said_of_noise(tmp_path: Path) -> None:
    """Three rows of noise for two weights: a bias comes nearer, whatever the numbers are."""
    text = """\
import numpy as np

np.random.seed(0)
X, y = np.random.randn(3, 2), np.random.randn(3, 1)
w = np.zeros((2, 1))
for turn in range(20):
    w -= 0.1 * X.T @ (X @ w - y)
"""
    assert fits(text, tmp_path) is None


def test_a_minimum_is_found() -> None:
    """Two numbers that solve two equations, one of them not linear."""
    error = descend(lambda x: np.array([x[0] ** 2 + x[1] - 3, x[0] - 2 * x[1]]), np.array([3.0, -2.0]), 1e-12, np.inf)
    assert error < 1e-9

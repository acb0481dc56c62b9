"""Inputs that a function of the program makes, divided where they are made."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import SECONDS, subject_of

from handgrad.doctor.proof.prove import survey
from handgrad.doctor.proof.workshop import Job, Workshop

NET = """
import numpy as np
rng = np.random.default_rng(0)
def pictures(many):
    kinds = rng.integers(0, 2, many)
    grey = rng.uniform(0, 90, (many, 6)) + 150 * (np.arange(6) % 2 == kinds[:, None])
    return {returned}
{made}
W, V = rng.uniform(-1, 1, (7, 5)), rng.uniform(-1, 1, (5, 1))
ones = np.ones((len(X), 1))
for turn in range(30):
    h = 1 / (1 + np.exp(-np.clip(np.hstack([ones, X]) @ W, -500, 500)))
    p = 1 / (1 + np.exp(-h @ V))
    d = (p - Y) / len(X)
    e = d @ V.T * h * (1 - h)
    V -= 0.5 * h.T @ d
    W -= 0.5 * np.hstack([ones, X]).T @ e
"""


@pytest.mark.parametrize(
    ("returned", "made"),
    [("grey, kinds[:, None]", "X, Y = pictures(50)"), ("grey", "X = pictures(50)\nY = X[:, :1] > 100")],
)
def test_a_round_number_divides_what_is_returned(returned: str, made: str, tmp_path: Path, workshop: Workshop) -> None:
    """Beside a column of ones, which is no input."""
    subject = subject_of(NET.replace("{returned}", returned).replace("{made}", made), tmp_path)
    ((_, look),) = workshop.perform([Job(survey, (subject,), SECONDS)])
    (sign,) = [sign for sign in look.signs if sign.finding.kind == "no-input-scaling"]
    likeliest = min(sign.repairs, key=lambda repair: repair.rank)
    assert [splice.text for splice in likeliest.splices] == ["grey / 255"]

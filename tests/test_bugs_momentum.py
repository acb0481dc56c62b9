"""Velocities that are made anew, and states that fade within one step, which are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import SECONDS, subject_of

from handgrad.doctor.proof.prove import accuses, survey
from handgrad.doctor.proof.workshop import Job, Workshop

LEAKY = """
import numpy as np
rng = np.random.default_rng(4)
X = rng.normal(0, 1, (6, 5, 3)); Y = X.sum(axis=(1, 2)) / 5
W = rng.normal(0, 0.4, (3, 8)); b = np.zeros(8); V = rng.normal(0, 0.3, 8)
for epoch in range(4):
    for x, y in zip(X, Y):
        v, kept = np.zeros(8), []
        for t in range(5):
            v = 0.8 * v + np.tanh(x[t] @ W + b)
            kept.append(np.tanh(x[t] @ W + b))
        d = v @ V - y
        dW, db, dv = np.zeros_like(W), np.zeros(8), np.zeros(8)
        dv = dv + d * V
        da = np.zeros(8)
        for t in reversed(range(5)):
            da = FADING
            dW += np.outer(x[t], da * (1 - kept[t] ** 2)); db += da * (1 - kept[t] ** 2)
        dV = d * v
        W -= 0.05 * dW; b -= 0.05 * db; V -= 0.05 * dV
print(d)
"""
RIGHT = LEAKY.replace("FADING", "0.8 * da + (dv if t == 4 else 0.0)")
ANEW = RIGHT.replace("V -= 0.05 * dV", "m = np.zeros(8); m = 0.9 * m + dV; V -= 0.05 * m")


@pytest.mark.parametrize(("text", "kinds"), [(RIGHT, []), (ANEW, ["momentum-velocity"])], ids=["leaky", "made anew"])
def test_what_fades_within_a_step_is_no_velocity(
    text: str, kinds: list[str], tmp_path: Path, workshop: Workshop
) -> None:
    """A hidden state that leaks, and its gradient back in time, begin with zeros in every step."""
    ((_, look),) = workshop.perform([Job(survey, (subject_of(text, tmp_path),), SECONDS)])
    assert not look.outcome.error and not look.outcome.wrong
    assert [sign.finding.kind for sign in look.signs if accuses(sign)] == kinds

"""Velocities that are made anew, and states that fade within one step, which are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import SECONDS, report_on, subject_of

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


AHEAD = """
import numpy as np
rng = np.random.default_rng(4)
X = rng.normal(0, 1, (20, 3)); Y = np.sin(X[:, :1]) + X[:, 1:2]
W = rng.normal(0, 0.5, (3, 6)); V = rng.normal(0, 0.5, (6, 1))
mw, mv = np.zeros_like(W), np.zeros_like(V)
for epoch in range(6):
    H = np.tanh(X @ W)
    D = (H @ V - Y) / len(X)
    gv = H.T @ D
    gw = X.T @ (D @ V.T * (1 - H ** 2))
    UPDATE
print(np.sum(D ** 2))
"""
STEPS = {
    "rate inside": "m{0} = 0.8 * m{0} SIGN 0.1 * g{0}; {1} = {1} + 0.8 * m{0} - 0.1 * g{0}",
    "rate outside": "m{0} = 0.8 * m{0} + g{0}; {1} -= 0.1 * (g{0} SIGN 0.8 * m{0})",
    "named rate inside": "eta = 0.1; m{0} = 0.8 * m{0} SIGN eta * g{0}; {1} = {1} + 0.8 * m{0} - eta * g{0}",
}


def ahead(form: str, sign: str) -> str:
    """A program whose steps look ahead along the velocity."""
    update = STEPS[form].replace("SIGN", sign)
    lines = (line for names in (("v", "V"), ("w", "W")) for line in update.format(*names).split("; "))
    return AHEAD.replace("UPDATE", "\n    ".join(lines))


@pytest.mark.parametrize(("form", "right"), [("rate inside", "-"), ("rate outside", "+"), ("named rate inside", "-")])
@pytest.mark.parametrize("is_right", [True, False])
def test_a_velocity_that_carries_back_is_named_and_one_that_looks_ahead_is_not(
    form: str, right: str, is_right: bool, tmp_path: Path, workshop: Workshop
) -> None:
    """The gradient may go into the velocity and beside it, and with one sign."""
    wrong = "-" if right == "+" else "+"
    report = report_on(workshop, ahead(form, right if is_right else wrong), tmp_path)
    found = [(each.kind, each.fix is not None and each.fix.confidence) for each in report.findings]
    assert found == ([] if is_right else [("momentum-velocity", "proved")] * len(found)) and bool(found) != is_right

"""Jumps: what no derivative describes is told from masks and choices that predictions follow without a jump."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import SECONDS, subject_of

from handgrad.doctor.anatomy.jumps import jumping
from handgrad.doctor.proof.trial import Subject, case_of, propose
from handgrad.doctor.proof.workshop import Job, Workshop
from handgrad.doctor.truth.chosen import without_chosen

PROGRAM = """
import numpy as np
rng = np.random.default_rng(3)
X = rng.normal(0, 1, (40, 4))
y = X[:, :1] - X[:, 1:2]
W1 = rng.normal(0, 0.5, (4, 12)); b1 = rng.normal(0, 0.1, 12)
W2 = rng.normal(0, 0.5, (12, 1)); b2 = np.zeros(1)
sent = lambda z: np.abs(z) <= 1


def forward(x):
    z = x @ W1 + b1
    h = ACTIVATION
    return z, h, h @ W2 + b2


for i in range(6):
    z, h, out = forward(X)
    d = (out - y) / 40
    dz = d @ W2.T * sent(z)
    W2 -= 0.1 * h.T @ d; b2 -= 0.1 * d.sum(axis=0)
    W1 -= 0.1 * X.T @ dz; b1 -= 0.1 * dz.sum(axis=0)
"""

FLAT = (
    "np.sign(z)",
    "np.where(z >= 0, 1.0, -1.0)",
    "(z > 0.2).astype(float)",
    "np.where(z > 60.0, 1.0, 0.0)",
    "np.heaviside(z, 0.5)",
    "np.round(4 * np.tanh(z)) / 4",
    "np.floor(np.clip(z, 0, 1) * 15 + 0.5) / 15",
    "np.sign(z) * np.abs(z).mean(axis=0)",
    "z * (np.abs(z) > 0.3)",
    "np.array([-1.0, 0.0, 2.0])[np.digitize(z, [-0.5, 0.5])]",
    "np.eye(12)[z.argmax(axis=1)]",
)
SMOOTH = (
    "np.tanh(z)",
    "np.maximum(z, 0)",
    "z * (z > 0)",
    "np.where(z > 0, z, 0.1 * z)",
    "z * np.sign(z)",
    "z * (np.abs(z) < 1) + (z >= 1) - 1.0 * (z <= -1)",
    "np.where(z > 0.0, z, np.exp(np.minimum(z, 0.0)) - 1)",
    "np.sort(z, axis=1)",
    "np.tile(np.take_along_axis(z, z.argmax(axis=1)[:, None], axis=1), (1, 12))",
    "np.zeros_like(z) + np.arange(z.shape[1]) * z",
)

SPIKES = """
import numpy as np
rng = np.random.default_rng(4)
S = (rng.random((20, 8, 6)) < 0.4).astype(float)
y = S[:, :, :3].sum(axis=(1, 2))[:, None] / 8
W = rng.normal(0.2, 0.5, (6, 10)); V = rng.normal(0, 0.3, (10, 1))
for i in range(6):
    v = s = total = np.zeros((20, 10))
    kept = []
    for t in range(8):
        v = 0.8 * v + S[:, t] @ W - s
        s = (v > 1.0).astype(float)
        total = total + s
        kept.append(v)
    d = (total @ V - y) / 20
    dW, dv = np.zeros_like(W), 0.0
    for t in reversed(range(8)):
        dv = 0.8 * dv + d @ V.T / (1 + 5 * np.abs(kept[t] - 1.0)) ** 2
        dW = dW + S[:, t].T @ dv
    V -= 0.05 * total.T @ d
    W -= 0.05 * dW
"""


def behind_jumps(subject: Subject) -> set[str]:
    """What the program calls the parameters that jumps lie behind; in a fork."""
    case = case_of(subject)
    patient = case.patients[0]
    found = jumping(patient.step, patient.values, tuple(patient.step.predictions))
    return {case.names[number] for number in found}


def states(subject: Subject) -> dict[str, str]:
    """What is said of each gradient when those behind jumps are passed over; in a fork."""
    case = case_of(subject)
    patient = without_chosen(case.patients, case.patients[0])[0]
    return {case.names[number]: match.state for number, match in patient.comparison.matches.items()}


def seen(text: str, folder: Path, workshop: Workshop) -> set[str]:
    """The same for the text of a program."""
    ((_, names),) = workshop.perform([Job(behind_jumps, (subject_of(text, folder),), SECONDS)])
    assert names is not None
    found: set[str] = names
    return found


@pytest.mark.parametrize("activation", FLAT)
def test_parameters_below_a_flat_activation_are_behind_a_jump(
    activation: str, tmp_path: Path, workshop: Workshop
) -> None:
    """Predictions jump with it; those above it have a derivative."""
    assert seen(PROGRAM.replace("ACTIVATION", activation), tmp_path, workshop) == {"W1", "b1"}


@pytest.mark.parametrize("activation", SMOOTH)
def test_masks_and_choices_without_a_jump_are_no_jumps(activation: str, tmp_path: Path, workshop: Workshop) -> None:
    """A relu by a mask, |z| by a sign, a maximum by its place: where the flat part changes, the value does not jump."""
    assert seen(PROGRAM.replace("ACTIVATION", activation), tmp_path, workshop) == set()


def test_rounded_weights_are_behind_a_jump(tmp_path: Path, workshop: Workshop) -> None:
    """Also where a scale made of them is a way around the rounding."""
    quantised = "np.tanh(x @ (np.round(7 * W1 / np.abs(W1).max()) * np.abs(W1).max() / 7) + b1)"
    assert seen(PROGRAM.replace("ACTIVATION", quantised), tmp_path, workshop) == {"W1"}


def test_spiking_units_are_behind_a_jump(tmp_path: Path, workshop: Workshop) -> None:
    """However often one and the same threshold is passed, and whatever it sets back."""
    assert seen(SPIKES, tmp_path, workshop) == {"W"}


@pytest.mark.parametrize("wrong", [False, True])
def test_only_what_is_behind_a_jump_is_passed_over(wrong: bool, tmp_path: Path, workshop: Workshop) -> None:
    """A gradient sent straight through a sign is not called wrong; one above it that is wrong still is."""
    text = PROGRAM.replace("ACTIVATION", "np.sign(z)")
    if wrong:
        text = text.replace("h.T @ d", "np.abs(h).T @ d")
    ((_, found),) = workshop.perform([Job(states, (subject_of(text, tmp_path),), SECONDS)])
    behind = {"W1": "nothing-to-compare", "b1": "nothing-to-compare"}
    assert found == {**behind, "W2": "wrong" if wrong else "right", "b2": "right"}


def test_no_slope_of_zero_is_put_in(tmp_path: Path, workshop: Workshop) -> None:
    """Times 0 every gradient is as right as any other, which proves nothing."""
    text = PROGRAM.replace("ACTIVATION", "np.sign(z)").replace(" * sent(z)", "")
    ((_, repairs),) = workshop.perform([Job(propose, (subject_of(text, tmp_path),), SECONDS)])
    assert repairs is not None and "missing-derivative" not in {repair.kind for repair in repairs}

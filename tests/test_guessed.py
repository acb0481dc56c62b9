"""What nothing speaks for accuses nobody: unknown losses, targets from a remembered network."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

START = """
import numpy as np
rng = np.random.default_rng(0)
X = rng.standard_normal((24, 3))
A, a, B, b = rng.standard_normal((3, 6)) * 0.5, np.zeros(6), rng.standard_normal((6, 2)) * 0.5, np.zeros(2)
"""
LIKELIHOOD = (
    START
    + """
Z = np.abs(X[:, :2]) + 0.1
for step in range(12):
    h = np.tanh(X @ A + a)
    y = h @ B + b
    shape, scale = np.exp(y[:, :1]), np.exp(y[:, 1:])
    u = (Z[:, :1] / scale) ** shape
    d = np.hstack([-1 - (1 - u) * np.log(Z[:, :1] / scale) * shape, shape * (1 - u)]) / len(X)
    dB, db = h.T @ d, d.sum(axis=0)
    dh = d @ B.T * (1 - h ** 2)
    dA, da = X.T @ dh, {da}
    A, a, B, b = A - 0.05 * dA, a - 0.05 * da, B - 0.05 * dB, b - 0.05 * db
"""
)
BOOTSTRAP = (
    START
    + """
held = [A.copy(), a.copy(), B.copy(), b.copy()]
m = [np.zeros_like(p) for p in held]
v = [np.zeros_like(p) for p in held]
reward = rng.standard_normal(24)
for step in range(1, 40):
    if step % 5 == 0:
        held = [A.copy(), a.copy(), B.copy(), b.copy()]
    rows = rng.integers(0, 24, 8)
    after = np.tanh(X[rows] @ held[0] + held[1]) @ held[2] + held[3]
    goal = (reward[rows] + 0.9 * after.max(axis=1)).astype(np.float32)
    h = np.tanh(X[rows] @ A + a)
    error = (h @ B + b)[np.arange(8), rows % 2] - goal
    d = np.zeros((8, 2))
    d[np.arange(8), rows % 2] = np.clip(error, -1, 1) / 8
    dh = d @ B.T * (1 - h ** 2)
    for k, (p, g) in enumerate(zip((A, a, B, b), (X[rows].T @ dh, dh.sum(axis=0), h.T @ d, {db}))):
        m[k] += 0.1 * (g - m[k])
        v[k] += 0.001 * (g * g - v[k])
        p -= 0.01 * m[k] / (np.sqrt(v[k]) + 1e-8)
    loss = np.where(np.abs(error) < 1, error ** 2 / 2, np.abs(error) - 0.5).mean()
"""
)


def test_a_loss_that_is_neither_known_nor_computed_accuses_nobody(workshop: Workshop, tmp_path: Path) -> None:
    report = report_on(workshop, LIKELIHOOD.format(da="dh.sum(axis=0) * 2"), tmp_path)
    assert (report.verdict, report.findings, report.gradients) == ("unchecked", (), ())
    assert "no loss that is known" in report.reason


def test_what_follows_rightly_from_an_unknown_loss_is_right(workshop: Workshop, tmp_path: Path) -> None:
    report = report_on(workshop, LIKELIHOOD.format(da="dh.sum(axis=0)"), tmp_path)
    assert (report.verdict, [gradient.state for gradient in report.gradients]) == ("right", ["right"] * 4)
    assert "what is sent back from the output, taken as it is" in report.checked[-1]


@pytest.mark.parametrize(("db", "kinds"), [("d.sum(axis=0)", []), ("d.sum()", ["bias-grad-axis"])])
def test_targets_from_a_remembered_network_hide_no_optimiser(
    workshop: Workshop, tmp_path: Path, db: str, kinds: list[str]
) -> None:
    report = report_on(workshop, BOOTSTRAP.format(db=db), tmp_path)
    assert [finding.kind for finding in report.findings] == kinds
    assert [gradient.state for gradient in report.gradients].count("right") == 4 - len(kinds)


SUMS = """
import numpy as np
rng = np.random.default_rng(0)
X, labels = rng.standard_normal((4, 30)), rng.integers(0, 3, 30)
W, b = rng.standard_normal((3, 4)), np.zeros((3, 1))
one_hot = np.zeros((3, 30))
one_hot[labels, np.arange(30)] = 1
for step in range(12):
    Z = W.dot(X) + b
    p = np.exp(Z) / sum(np.exp(Z))
    d = p - one_hot
    W, b = W - 0.1 / 30 * d.dot(X.T), b - 0.1 / 30 * {db}
"""


@pytest.mark.parametrize(("db", "kinds"), [("d.sum(axis=1, keepdims=True)", []), ("d.sum()", ["bias-grad-axis"])])
def test_a_loop_over_the_rows_of_a_softmax_is_no_choice_of_a_class(
    workshop: Workshop, tmp_path: Path, db: str, kinds: list[str]
) -> None:
    report = report_on(workshop, SUMS.format(db=db), tmp_path)
    assert [finding.kind for finding in report.findings] == kinds
    assert [gradient.state for gradient in report.gradients].count("right") == 2 - len(kinds)


SHOWN = """
import numpy as np
np.random.seed({seed})
X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1.0]])
Y = np.array([[0], [1], [1], [0.0]])
W, V = 2 * np.random.random((3, 4)) - 1, 2 * np.random.random((4, 1)) - 1
for turn in range(500):
    h = 1 / (1 + np.exp(-X @ W))
    p = 1 / (1 + np.exp(-h @ V))
    error = Y - p
    if turn % 100 == 0:
        print({number})
    d = error * p * (1 - p)
    e = d @ V.T * h * (1 - h)
    V += h.T @ d
    W += X.T @ e
"""


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    "number",
    ["np.mean(np.abs(error))", "np.sqrt(np.mean(error ** 2))", "np.max(np.abs(error))", "np.sum(error ** 4)", "turn"],
)
def test_a_number_that_is_shown_is_not_taken_for_the_loss(
    workshop: Workshop, tmp_path: Path, seed: int, number: str
) -> None:
    """While all predictions are near 0.5 many a number has nearly the slopes of a cross-entropy."""
    report = report_on(workshop, SHOWN.format(seed=seed, number=number), tmp_path)
    assert (report.verdict, report.findings) == ("right", ())


DOTS = """
import numpy as np
rng = np.random.default_rng(3)
X = rng.normal(size=(60, 6))
labels = np.eye(4)[rng.integers(0, 4, 60)]
P = {"W1": rng.normal(size=(5, 6)), "W2": rng.normal(size=(4, 5)) * 0.5}
for epoch in range(3):
    for x, t in zip(X, labels):
        P["A0"] = x
        P["A1"] = np.tanh(P["W1"] @ x)
        e = np.exp(P["W2"] @ P["A1"])
        p = e / e.sum()
        d2 = p - t
        G = {"W2": np.dot(d2, p)}
        d1 = P["W2"].T @ d2 * (1 - P["A1"] ** 2)
        G["W1"] = np.dot(d1, P["A1"])
        for key in G:
            P[key] -= 0.05 * G[key]
"""


def test_what_begins_behind_a_softmax_is_looked_at_under_a_cross_entropy(tmp_path: Path, workshop: Workshop) -> None:
    """No gradient is right, and no loss is computed: p - t is that of a cross-entropy too."""
    report = report_on(workshop, DOTS, tmp_path)
    kinds = ["inner-vs-outer", "inner-vs-outer", "wrong-array", "wrong-layer-index"]
    assert sorted(each.kind for each in report.findings) == kinds

"""Where `handgrad.check` looks: corners, guards, tiny weights, symmetric and degenerate points, domains."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import handgrad
from handgrad.doctor.calls.points import little, usual

RNG = np.random.default_rng(0)
X = RNG.standard_normal((6, 4))
CLASSES = np.array([0, 1, 2, 0, 1, 2])


def softmax_loss(guard: float, factor: float = 1.0) -> Any:
    """Cross-entropy with a guard inside the logarithm that the gradient leaves out, as everybody does."""

    def both(p: Any) -> Any:
        z = X @ p["W"] + p["b"]
        powers = np.exp(z - z.max(axis=1, keepdims=True))
        y = powers / powers.sum(axis=1, keepdims=True)
        dz = (y - np.eye(3)[CLASSES]) / len(X)
        loss = -np.mean(np.log(y[np.arange(6), CLASSES] + guard))
        return loss, {"W": factor * X.T @ dz, "b": factor * dz.sum(axis=0)}

    return both


@pytest.mark.parametrize("guard", [0, 1e-15, 1e-8, 1e-7])
@pytest.mark.parametrize("size", [0.01, 1, 3])
def test_a_guard_is_no_bug(guard: float, size: float) -> None:
    params = {"W": size * RNG.standard_normal((4, 3)), "b": np.zeros(3)}
    report = handgrad.check(softmax_loss(guard), params)
    assert report.findings == ()
    assert report.verdict == "right" or (size == 3 and "the loss is cut off" in report.reason)


@pytest.mark.parametrize("guard", [0, 1e-7])
def test_a_bug_is_none_the_less(guard: float) -> None:
    params = {"W": 3 * RNG.standard_normal((4, 3)), "b": np.zeros(3)}
    report = handgrad.check(softmax_loss(guard, 1.001), params)
    assert report.findings[0].kind in ("gradient-scale", "gradient-mismatch")


class Tanh:
    def __init__(self, size: float, slope: Any, seed: int = 0) -> None:
        self.W, self.slope = size * np.random.default_rng(seed).standard_normal((4, 5)), slope

    def forward(self, x: Any) -> Any:
        self.x, self.z = x, x @ self.W
        return np.tanh(self.z)

    def backward(self, dy: Any) -> Any:
        dz = dy * self.slope(self.z)
        self.dW = self.x.T @ dz
        return dz @ self.W.T


@pytest.mark.parametrize("size", [1e-3, 0.01, 1])
def test_tiny_weights_hide_nothing(size: float) -> None:
    for seed in range(5):
        assert handgrad.check(Tanh(size, lambda z: 1 - np.tanh(z) ** 2, seed), X).verdict == "right"
        report = handgrad.check(Tanh(size, lambda z: 1 - z**2, seed), X)
        assert (report.verdict, report.findings[0].kind) == ("wrong", "gradient-mismatch")
        elsewhere = "at the one given it hardly shows" in " ".join(str(report).split())
        assert elsewhere == (size < 1) or size == 0.01  # there it shows at some points


def test_weights_of_zero_hide_nothing() -> None:
    layer = Tanh(0, lambda z: 1 - np.tanh(z) ** 2)
    assert handgrad.check(layer, X).verdict == "right"
    assert handgrad.check(Tanh(0, lambda z: 1.01 * (1 - np.tanh(z) ** 2)), X).findings[0].kind == "gradient-scale"


def test_two_corners_in_one_point() -> None:
    """Leaky over leaky: each side has the same slope, and the formula gives another one exactly in between."""

    def both(p: Any) -> Any:
        a = np.where(p > 0, p, 0.01 * p)
        y = np.where(-a > 0, -a, -0.01 * a)
        return y.sum(), -np.where(-a > 0, 1, 0.01) * np.where(p > 0, 1, 0.01)

    assert handgrad.check(both, np.zeros(3)).findings == ()
    assert handgrad.check(lambda p: (both(p)[0], 1.01 * both(p)[1]), np.ones(3)).verdict == "wrong"


def test_a_loss_that_does_not_use_its_arguments() -> None:
    own = np.ones(3)
    report = handgrad.check(lambda p: ((own**2).sum(), 2 * own), np.ones(3))
    assert (report.verdict, report.findings) == ("unchecked", ())
    assert report.reason.startswith("the loss does not change with the arrays that it is given")


def test_a_symmetric_point_does_not_decide_between_two_names() -> None:
    def both(p: Any) -> Any:
        return (p**2).sum(), np.full(2, (2 * p).sum())

    (finding,) = handgrad.check(both, np.ones(2)).findings
    assert finding.kind == "bias-grad-axis"


def likelihood(p: Any) -> Any:
    """Of a normal distribution, in its variances: made for positive numbers only."""
    if (p <= 0).any():
        raise ValueError("a variance is not positive")
    return np.sum(np.log(p) + 4 / p), 1 / p - 4 / p**2


@pytest.mark.parametrize("variance", [1e-3, 1.0, 50.0])
def test_the_domain_is_respected(variance: float) -> None:
    assert handgrad.check(likelihood, np.array([1, 2, 3]) * variance).verdict == "right"


def test_points() -> None:
    point = {"w": np.array([0.01, -0.02]), "b": np.zeros(2), "s": np.float64(3) * np.ones(())}
    near = usual(point)
    assert np.all(np.sign(near["w"]) == np.sign(point["w"])) and np.all(np.abs(near["w"]) > 0.1)
    assert np.all(near["b"] != 0) and 0.3 < near["s"] < 0.7
    small = next(little(point))
    assert small["s"] == pytest.approx(0.1) and np.array_equal(small["w"], point["w"])

"""`handgrad.check(train_step)`: a function of no arguments, recorded as it updates what it reaches."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import handgrad

RNG = np.random.default_rng(0)
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = np.array([[0.0], [1.0], [1.0], [0.0]])
V = RNG.standard_normal((2, 1))


def sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def closure(bug: str = "") -> Callable[[], None]:
    W1, b1, W2, b2 = RNG.standard_normal((2, 5)), np.zeros(5), RNG.standard_normal((5, 1)), np.zeros(1)

    def train_step() -> None:
        nonlocal W1, b1, W2, b2
        h = sigmoid(X @ W1 + b1)
        a = sigmoid(h @ W2 + b2)
        d2 = (a - Y) * a * (1 - a)
        d1 = (d2 @ W2.T) * h * (1 - h)
        W2 -= 0.5 * h.T @ d2
        b2 -= 0.5 * d2.sum(axis=0)
        W1 = W1 - 0.5 * X.T @ d1
        if bug == "bias":
            b1 -= 0.5 * d1.sum()
        else:
            b1 -= 0.5 * d1.sum(axis=0)

    return train_step


class Net:
    def __init__(self) -> None:
        self.weights = [RNG.standard_normal((2, 5)), RNG.standard_normal((5, 1))]
        self.losses: list[float] = []

    def slope(self, h: Any, output: Any) -> Any:
        return 1 - h**2

    def train(self, x: Any = X, y: Any = Y) -> None:
        h = np.tanh(x @ self.weights[0])
        output = h @ self.weights[1]
        error = output - y
        dh = error @ self.weights[1].T * self.slope(h, output)
        self.weights[1] -= 0.1 * h.T @ error
        self.weights[0] -= 0.1 * x.T @ dh
        self.losses.append(float(np.mean(error**2)))
        print("loss", self.losses[-1])


class WrongNet(Net):
    def slope(self, h: Any, output: Any) -> Any:
        return 1 - output**2


def global_step() -> None:
    global V
    error = X @ V - Y
    V = V - 0.1 * X.T @ error


def pure() -> Callable[[], None]:
    w, rows = [0.3, -0.2, 0.1], list(zip(X.tolist(), Y.ravel().tolist(), strict=True))

    def step() -> None:
        for (first, second), target in rows:
            error = w[0] * first + w[1] * second + w[2] - target
            w[0] -= 0.1 * error * first
            w[1] -= 0.1 * error * second
            w[2] -= 0.1 * error

    return step


def many_updates() -> Callable[[], None]:
    weights = RNG.standard_normal((2, 1))

    def train() -> None:
        nonlocal weights
        for _ in range(2000):
            error = X @ weights - Y
            weights = weights - 0.1 * X.T @ error

    return train


RIGHT: dict[str, tuple[Callable[[], Callable[[], Any]], set[str]]] = {
    "closure": (closure, {"W1", "b1", "W2", "b2"}),
    "method": (lambda: Net().train, {"self.weights[0]", "self.weights[1]"}),
    "lambda": (lambda: (lambda net: lambda: net.train(X, Y))(Net()), {"net.weights[0]", "net.weights[1]"}),
    "global": (lambda: global_step, {"V"}),
    "pure Python": (pure, {"w[0]", "w[1]", "w[2]"}),
    "many updates": (many_updates, {"weights"}),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_step_is_not_accused(name: str, capfd: Any) -> None:
    make, arrays = RIGHT[name]
    report = handgrad.check(make())
    assert (report.verdict, report.findings) == ("right", ()), report
    assert {gradient.name for gradient in report.gradients} == arrays
    assert os.path.abspath(report.file) == __file__
    assert capfd.readouterr().out == ""


def test_a_wrong_step_is_underlined_and_named() -> None:
    report = handgrad.check(closure("bias"))
    (finding,) = report.findings
    assert (report.verdict, finding.kind, finding.place.source) == ("wrong", "bias-grad-axis", "d1.sum()")
    assert os.path.abspath(finding.place.file) == __file__
    assert {gradient.name for gradient in report.gradients if gradient.state == "wrong"} == {"b1"}
    assert finding.fix is not None and finding.fix.confidence == "proved"


def test_a_wrong_method_of_an_object_is_found_in_what_it_calls() -> None:
    net = WrongNet()
    report = handgrad.check(net.train)
    assert report.verdict == "wrong"
    assert {gradient.name for gradient in report.gradients if gradient.state == "wrong"} == {"self.weights[0]"}
    assert report.findings[0].kind == "derivative-wrong-formula"
    assert report.findings[0].fix is not None and report.findings[0].fix.confidence == "proved"


def test_nothing_is_changed_here() -> None:
    net, before = Net(), V.copy()
    kept = [array.copy() for array in net.weights]
    code = Net.train.__code__
    numpy, python = np.random.get_state()[1].copy(), random.getstate()
    handgrad.check(net.train)
    handgrad.check(global_step)
    assert all(np.array_equal(array, old) for array, old in zip(net.weights, kept, strict=True))
    assert all(type(array) is np.ndarray for array in (*net.weights, V))
    assert (net.losses, Net.train.__code__) == ([], code)
    assert np.array_equal(V, before)
    assert np.array_equal(np.random.get_state()[1], numpy) and random.getstate() == python


def raising() -> None:
    raise KeyError("W3")


def endless() -> None:
    while True:
        pass


def waiting() -> None:
    input("go on?")


REASONS: dict[str, tuple[Callable[[], Any], str]] = {
    "nothing": (lambda: 1, "nothing that is trained was found"),
    "raises": (raising, "it raises KeyError: 'W3' (line"),
    "asks": (waiting, "it asks for input, and a check has nobody to answer"),
}


@pytest.mark.parametrize("name", REASONS)
def test_what_cannot_be_judged(name: str) -> None:
    step, reason = REASONS[name]
    report = handgrad.check(step)
    assert (report.verdict, report.findings) == ("unchecked", ())
    assert report.reason.startswith(reason)


def test_an_endless_step_is_ended() -> None:
    begin = time.monotonic()
    assert handgrad.check(endless, seconds=2).verdict == "unchecked"
    assert time.monotonic() - begin < 6


def test_what_cannot_be_a_step() -> None:
    with pytest.raises(TypeError, match=r"needs arguments: check\(lambda: "):
        handgrad.check(lambda x, y: None)
    with pytest.raises(TypeError, match="print is not written in Python"):
        handgrad.check(print)

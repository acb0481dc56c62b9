"""`handgrad.check(loss_and_gradient, params)`: any function that returns both, in whatever library."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import handgrad
from handgrad.doctor.finding import Report
from handgrad.report.record import loads

RNG = np.random.default_rng(0)
X, T = RNG.standard_normal((7, 5)), RNG.standard_normal((7, 3))
Params = dict[str, Any]


def start(zero: bool = False) -> Params:
    rng = np.random.default_rng(1)
    size = 0.0 if zero else 1.0
    return {
        "W1": rng.standard_normal((5, 4)),
        "b1": size * rng.standard_normal(4),
        "W2": rng.standard_normal((4, 4)),
        "b2": size * rng.standard_normal(4),
        "W3": rng.standard_normal((4, 3)),
    }


def network(bug: Callable[[Params, Params], None] | None = None) -> Callable[[Params], tuple[float, Params]]:
    """A network with one mistake in its gradient."""

    def loss_and_gradient(p: Params) -> tuple[float, Params]:
        a1 = np.tanh(X @ p["W1"] + p["b1"])
        z2 = a1 @ p["W2"] + p["b2"]
        a2 = np.maximum(z2, 0)
        error = a2 @ p["W3"] - T
        dy = 2 * error / error.size
        dz2 = dy @ p["W3"].T * (z2 > 0)
        dz1 = dz2 @ p["W2"].T * (1 - a1**2)
        g = {"W1": X.T @ dz1, "b1": dz1.sum(0), "W2": a1.T @ dz2, "b2": dz2.sum(0), "W3": a2.T @ dy}
        if bug:
            bug(g, p)
        return np.mean(error**2), g

    return loss_and_gradient


def scaled(factor: float, *names: str) -> Callable[[Params, Params], None]:
    return lambda g, p: g.update({name: factor * g[name] for name in names or g})


BUGS: dict[str, tuple[Callable[[Params, Params], None], str, set[str]]] = {
    "tripled": (scaled(3), "gradient-scale", {"W1", "b1", "W2", "b2", "W3"}),
    "one scaled": (scaled(1 / 7, "W2"), "gradient-scale", {"W2"}),
    "off by a thousandth": (scaled(1.001, "b1"), "gradient-scale", {"b1"}),
    "sign": (scaled(-1, "W3"), "sign-error", {"W3"}),
    "all signs": (scaled(-1), "sign-error", {"W1", "b1", "W2", "b2", "W3"}),
    "transposed": (lambda g, p: g.update(W2=g["W2"].T), "gradient-transposed", {"W2"}),
    "wrong way round": (lambda g, p: g.update(W3=g["W3"].T), "gradient-transposed", {"W3"}),
    "sum over everything": (lambda g, p: g.update(b1=np.full(4, g["b1"].sum())), "bias-grad-axis", {"b1"}),
    "a lone number": (lambda g, p: g.update(b1=g["b1"].sum()), "bias-grad-axis", {"b1"}),
    "mean over everything": (lambda g, p: g.update(b2=np.full(4, g["b2"].mean())), "bias-grad-axis", {"b2"}),
    "not added": (lambda g, p: g.update(b1=np.tile(g["b1"] / 7, (7, 1))), "bias-grad-axis", {"b1"}),
    "shifted": (lambda g, p: g.update(b2=g["b2"] + 1e-4), "gradient-mismatch", {"b2"}),
    "zero": (lambda g, p: g.update(W1=0 * g["W1"]), "gradient-mismatch", {"W1"}),
    "nan": (lambda g, p: g["W1"].__setitem__(0, np.nan), "gradient-mismatch", {"W1"}),
    "one entry": (lambda g, p: g["W1"].__setitem__((3, 2), g["W1"][3, 2] * 1.01), "gradient-mismatch", {"W1"}),
    "decay left in": (lambda g, p: g.update(W1=g["W1"] + 0.01 * p["W1"]), "gradient-mismatch", {"W1"}),
    "another shape": (lambda g, p: g.update(W3=np.ones((2, 2))), "gradient-mismatch", {"W3"}),
}


@pytest.mark.parametrize("name", BUGS)
def test_a_wrong_gradient_is_found_and_named_by_what_the_numbers_prove(name: str) -> None:
    bug, kind, arrays = BUGS[name]
    report = handgrad.check(network(bug), start())
    assert report.verdict == "wrong"
    assert {gradient.name for gradient in report.gradients if gradient.state == "wrong"} == arrays
    assert {finding.kind for finding in report.findings} == {kind}
    assert all(os.path.abspath(finding.place.file) == __file__ for finding in report.findings)
    assert all(finding.place.source.startswith("def loss_and_gradient(") for finding in report.findings)


@pytest.mark.parametrize("size", [1.0, 1e-8])
@pytest.mark.parametrize("name", [name for name in BUGS if name != "shifted"])
def test_at_any_size_of_the_gradient(name: str, size: float) -> None:
    def small(p: Params) -> tuple[float, Params]:
        loss, gradient = network(BUGS[name][0])(p)
        return size * loss, {key: size * np.asarray(value) for key, value in gradient.items()}

    assert [finding.kind for finding in handgrad.check(small, start()).findings] == [BUGS[name][1]]


@pytest.mark.parametrize("zero", [False, True])
def test_a_right_gradient_is_not_accused(zero: bool) -> None:
    report = handgrad.check(network(), start(zero))
    assert (report.verdict, report.findings) == ("right", ())
    assert [gradient.state for gradient in report.gradients] == ["right"] * 5


def test_two_mistakes_are_two_findings() -> None:
    def both(g: Params, p: Params) -> None:
        g["W1"], g["b2"] = -g["W1"], 2 * g["b2"]

    report = handgrad.check(network(both), start())
    assert {finding.kind for finding in report.findings} == {"sign-error", "gradient-scale"}


def test_the_text_and_the_record() -> None:
    report = handgrad.check(network(scaled(3)), start())
    assert "is 3 times the slope of the loss" in str(report) and str(report) == repr(report)
    assert "3 is also the length of an axis of W3" in str(report)
    assert "<pre>" in report._repr_html_()
    assert json.loads(report.to_json())["verdict"] == "wrong"
    assert loads(report.to_json()) == report


SHAPES: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
    "a float": (lambda p: (p**2, 2 * p), (3.0,)),
    "a list of floats": (lambda p: (p[0] ** 2 + p[1] ** 3, [2 * p[0], 3 * p[1] ** 2]), ([1.0, 2.0],)),
    "whole numbers": (lambda p: ((p**2).sum(), 2 * p), (np.array([1, 2, 3]),)),
    "nested": (
        lambda p: (
            sum((a**2).sum() for a in p["a"]) + p["b"]["c"] ** 3,
            {"a": [2 * a for a in p["a"]], "b": {"c": 3 * p["b"]["c"] ** 2}},
        ),
        ({"a": (np.ones(2), np.ones((2, 2))), "b": {"c": 2.0}, "name": "relu", "flag": True},),
    ),
    "several arguments": (lambda a, b: ((a * b).sum(), (b, a)), (np.ones(3), np.arange(3.0))),
    "a gradient for each": (lambda a, b: ((a * b).sum(), b, a), (np.ones(3), np.arange(3.0))),
    "one long gradient": (
        lambda p: ((p[0] ** 2).sum() + (p[1] ** 3).sum(), np.concatenate([2 * p[0], 3 * p[1].ravel() ** 2])),
        ([np.arange(2.0), np.ones((2, 2))],),
    ),
    "other names, another order": (
        lambda p: ((p["W"] ** 2).sum() + (p["b"] ** 3).sum(), {"db": 3 * p["b"] ** 2, "dW": 2 * p["W"]}),
        ({"W": np.ones((2, 2)), "b": np.full((2, 2), 2.0)},),
    ),
    "a column for a row": (lambda p: ((p**2).sum(), 2 * p.ravel()), (np.ones((4, 1)),)),
    "a loss in an array": (lambda p: (np.array([[(p**2).sum()]]), 2 * p), (np.ones(2),)),
    "more beside the loss": (lambda p: (((p**2).sum(), "accuracy"), 2 * p), (np.ones(2),)),
    "in place": (lambda p: (float((p**2).sum()), p.__imul__(2)), (np.arange(3.0) + 1,)),
    "far from zero": (lambda p: (1e-9 * (p**2).sum() + 5, 2e-9 * p), (np.ones(3),)),
    "large numbers": (lambda p: (1e12 * (p**2).sum(), 2e12 * p), (np.ones(3) * 1e3,)),
    "float32 inside": (lambda p: (float((np.float32(p) ** 2).sum()), 2 * p), (np.arange(1.0, 6),)),
    "a corner": (lambda p: (abs(p).sum(), np.sign(p)), (np.array([0.0, 1, -2]),)),
    "only corners": (lambda p: (np.maximum(p, 0).sum(), (p > 0) * 1.0), (np.zeros(3),)),
    "silent at this point": (lambda p: ((p**4).sum(), 4 * p**3), (np.zeros(3),)),
    "large": (lambda p: ((p**2).sum(), 2 * p), (RNG.standard_normal((300, 40)),)),
    "drawn at random": (lambda p: ((p * (m := np.random.rand(3) < 0.9)).sum(), m * 1.0), (np.ones(3),)),
    "printing": (lambda p: (print("loss") or (p**2).sum(), 2 * p), (np.ones(3),)),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_parameters_of_every_form(name: str, capfd: Any) -> None:
    function, arguments = SHAPES[name]
    report = handgrad.check(function, *arguments)
    assert (report.verdict, report.findings, report.not_checked) == ("right", (), ()), report
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize("name", [name for name in SHAPES if name not in ("in place", "drawn at random", "printing")])
def test_and_each_of_them_wrong(name: str) -> None:
    function, arguments = SHAPES[name]

    def wrong(*given: Any) -> Any:
        loss, *gradient = function(*given)
        return loss, *times(gradient, 1.01)

    report = handgrad.check(wrong, *arguments)
    assert (report.verdict, report.findings[0].kind) == ("wrong", "gradient-scale"), report
    assert "1.01 times" in report.findings[0].message or name == "float32 inside"


def times(value: Any, factor: float) -> Any:
    if isinstance(value, dict):
        return {key: times(each, factor) for key, each in value.items()}
    return [times(each, factor) for each in value] if isinstance(value, (list, tuple)) else factor * value


def test_one_wrong_number_among_many() -> None:
    def sparse(p: Any) -> Any:
        gradient = 2 * p
        gradient[137, 17] += 1
        return (p**2).sum(), gradient

    report = handgrad.check(sparse, RNG.standard_normal((300, 40)))
    assert (report.verdict, report.findings[0].kind) == ("wrong", "gradient-mismatch")
    assert "wrong in others" in report.findings[0].message


def test_the_session_is_left_as_it_was() -> None:
    params = start()
    before = {name: array.copy() for name, array in params.items()}
    np.random.seed(3), random.seed(3)
    states = np.random.get_state()[1].copy(), random.getstate()
    handgrad.check(network(lambda g, p: p["W1"].fill(np.random.rand() * random.random())), params)
    assert all(np.array_equal(params[name], before[name]) for name in params)
    assert np.array_equal(np.random.get_state()[1], states[0]) and random.getstate() == states[1]


def test_the_time_is_kept() -> None:
    import time

    def slow(p: Any) -> Any:
        time.sleep(0.005)
        return (p**2).sum(), 2 * p

    begin = time.monotonic()
    report = handgrad.check(slow, RNG.standard_normal(5000), seconds=1)
    assert report.verdict == "right"
    assert time.monotonic() - begin < 4


REASONS: dict[str, tuple[Callable[..., Any], str]] = {
    "not a number": (lambda p: (float("nan"), p), "the loss is nan here: a gradient is defined where"),
    "another every time": (lambda p: (np.random.default_rng().random(), p), "two calls with the same parameters give"),
    "constant": (lambda p: (1.0, 0 * p), "every gradient is exactly zero: a wrong formula would give 0 too"),
}


@pytest.mark.parametrize("name", REASONS)
def test_what_cannot_be_judged(name: str) -> None:
    function, reason = REASONS[name]
    report = handgrad.check(function, np.ones(3))
    assert (report.verdict, report.findings) == ("unchecked", ())
    assert report.reason.startswith(reason)


REFUSED: dict[str, tuple[tuple[Any, ...], dict[str, Any], type[Exception], str]] = {
    "no pair": ((lambda p: 1.0, np.ones(3)), {}, TypeError, r"has to return .*\(loss, gradient\).*; it returns float"),
    "swapped": ((lambda p: (p, 1.0), np.ones(3)), {}, TypeError, "loss first, its gradient second: one number"),
    "loss of an array": ((lambda p: (p, p), np.ones(3)), {}, TypeError, "one number, not ndarray of shape"),
    "a text for parameters": ((lambda p: (1.0, p), "abc"), {}, TypeError, "hold no array and no number"),
    "no gradient": ((lambda p: (1.0, None), np.ones(3)), {}, ValueError, "0 arrays, the parameters have 1"),
    "raises": ((lambda p: (1 / 0, p), np.ones(3)), {}, ValueError, "it raises ZeroDivisionError: division by zero"),
    "holds itself": ((lambda p: (1.0, p), (loop := [1.0], loop.append(loop))[0]), {}, ValueError, "hold themselves"),
    "an option nobody knows": ((lambda p: (1.0, p), np.ones(3)), {"eps": 1}, TypeError, "has no option 'eps'"),
    "no time": ((lambda p: (1.0, p), np.ones(3)), {"seconds": 0}, ValueError, "seconds has to be a positive number"),
    "a number": ((5, np.ones(3)), {}, TypeError, "int has neither forward nor backward, and cannot be called"),
    "a class": ((dict, np.ones(3)), {}, TypeError, "dict is a class: give an object of it"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_used_gets_one_sentence(name: str) -> None:
    arguments, options, kind, sentence = REFUSED[name]
    with pytest.raises(kind, match=sentence) as refused:
        handgrad.check(*arguments, **options)
    assert "\n" not in str(refused.value)


def test_a_file() -> None:
    report = handgrad.check("no/such/file.py")
    assert isinstance(report, Report)
    assert report.reason == "there is no such file"


def test_jax_in_float64() -> None:
    jax = pytest.importorskip("jax")
    jnp = jax.numpy

    def loss(p: Params) -> Any:
        return jnp.mean(jnp.tanh(X @ p["w"] + p["b"]) ** 2)

    params = {"w": jnp.asarray(RNG.standard_normal((5, 2)), jnp.float32), "b": jnp.zeros(2, jnp.float32)}
    both = jax.jit(jax.value_and_grad(loss))
    assert handgrad.check(both, params).verdict == "right"

    def wrong(p: Params) -> Any:
        value, gradient = both(p)
        return value, {"w": gradient["w"], "b": gradient["b"].sum()}

    assert [finding.kind for finding in handgrad.check(wrong, params).findings] == ["bias-grad-axis"]


def test_scikit_learn_regressor_of_several_outputs() -> None:
    """https://github.com/scikit-learn/scikit-learn/issues/8349."""
    networks = pytest.importorskip("sklearn.neural_network")
    if not hasattr(networks.MLPRegressor, "_backprop"):
        pytest.skip("this scikit-learn has no _backprop")
    import runpy
    from pathlib import Path

    example = runpy.run_path(str(Path(__file__).parents[1] / "examples" / "scikit_learn_mlp.py"))
    assert example["check"](1).verdict == "right"
    (finding,) = example["check"](3).findings
    assert finding.kind == "gradient-scale"
    assert finding.message.endswith("is 3 times the slope of the loss")

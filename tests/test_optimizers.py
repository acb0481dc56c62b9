"""Optimisers: their published recurrences, what composes with them, two functions to descend, and refusals."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from handgrad import optimizers, schedules
from handgrad.optimizers import SGD, Adam, Optimizer
from handgrad.pair import Array, Params

REGISTRY = optimizers.registry()
EACH = pytest.mark.parametrize("name", REGISTRY)


# The recurrences below are written from the papers, element by element, without looking at the optimisers.


def sgd(gradients: list[float], p: float, rate: float) -> float:
    for g in gradients:
        p -= rate * g
    return p


def momentum(gradients: list[float], p: float, rate: float, mu: float = 0.9) -> float:
    for k in range(len(gradients)):
        p -= rate * sum(mu ** (k - i) * gradients[i] for i in range(k + 1))
    return p


def nesterov(gradients: list[float], p: float, rate: float, mu: float = 0.9) -> float:
    theta, velocity = p, 0.0  # the velocity of the papers, in units of p; p = theta + mu * velocity is looked ahead to
    for g in gradients:
        velocity = mu * velocity - rate * g
        theta += velocity
    return theta + mu * velocity


def rmsprop(gradients: list[float], p: float, rate: float, rho: float = 0.9) -> float:
    for k, g in enumerate(gradients):
        square = (1 - rho) * sum(rho ** (k - i) * gradients[i] ** 2 for i in range(k + 1))
        p -= rate * g / (math.sqrt(square) + 1e-8)
    return p


def adagrad(gradients: list[float], p: float, rate: float) -> float:
    for k, g in enumerate(gradients):
        p -= rate * g / (math.sqrt(sum(past**2 for past in gradients[: k + 1])) + 1e-10)
    return p


def adam_step(gradients: list[float], k: int) -> float:
    mean = 0.1 * sum(0.9 ** (k - i) * gradients[i] for i in range(k + 1)) / (1 - 0.9 ** (k + 1))
    square = 0.001 * sum(0.999 ** (k - i) * gradients[i] ** 2 for i in range(k + 1)) / (1 - 0.999 ** (k + 1))
    return mean / (math.sqrt(square) + 1e-8)


def adam(gradients: list[float], p: float, rate: float) -> float:
    return p - rate * sum(adam_step(gradients, k) for k in range(len(gradients)))


def adamw(gradients: list[float], p: float, rate: float) -> float:
    for k in range(len(gradients)):
        p = p * (1 - rate * 0.01) - rate * adam_step(gradients, k)
    return p


def lion(gradients: list[float], p: float, rate: float) -> float:
    mean = 0.0
    for g in gradients:
        p -= rate * math.copysign(1, 0.9 * mean + 0.1 * g)
        mean = 0.99 * mean + 0.01 * g
    return p


PUBLISHED: dict[str, Callable[[list[float], float, float], float]] = {
    f.__name__: f for f in (sgd, momentum, nesterov, rmsprop, adagrad, adam, adamw, lion)
}


def steps(optimizer: Optimizer, gradient: Callable[[Array], Array], p: Array, count: int) -> Array:
    state = optimizer.init(p)
    for t in range(1, count + 1):
        p, state = optimizer.update(gradient(p), state, p, t)
    return p


@EACH
def test_published_recurrence(name: str) -> None:
    assert name in PUBLISHED, f"write the recurrence of {name} from its paper, as the others above"
    rng = np.random.default_rng(5)
    gradients, start = rng.standard_normal((7, 2, 3)), rng.standard_normal((2, 3))
    supply = iter(gradients)
    got = steps(REGISTRY[name](0.03), lambda p: next(supply), start, 7)
    for index in np.ndindex(2, 3):
        expected = PUBLISHED[name]([float(g[index]) for g in gradients], float(start[index]), 0.03)
        assert got[index] == pytest.approx(expected, rel=1e-13)


@EACH
def test_update_is_pure_and_keeps_the_dtype(name: str) -> None:
    optimizer = REGISTRY[name](schedules.CosineDecay(0.1, 10))
    rng = np.random.default_rng(0)
    for shape in ((3, 2), (4,), (0, 3), ()):
        for dtype in (np.float32, np.float64):
            p, g = (np.asarray(rng.standard_normal(shape), dtype=dtype) for _ in range(2))
            for a in (p, g):
                a.flags.writeable = False
            state = optimizer.init(p).map(read_only)
            moved, after = optimizer.update(g, state, p, 1)
            again, _ = optimizer.update(g, state, p, 1)
            assert moved.dtype == dtype
            assert moved.shape == shape
            assert {a.dtype for _, a in after.items()} <= {np.dtype(dtype)}
            assert [(key, np.shape(a)) for key, a in after.items()] == [(key, np.shape(a)) for key, a in state.items()]
            np.testing.assert_array_equal(moved, again)


def read_only(a: Array) -> Array:
    a.flags.writeable = False
    return a


@EACH
def test_memory_layout_does_not_matter(name: str) -> None:
    optimizer, rng = REGISTRY[name](0.1), np.random.default_rng(0)
    p, g = rng.standard_normal((2, 4, 6))
    expected = optimizer.update(g, optimizer.init(p), p, 1)[0]
    strided = np.repeat(p, 2, axis=1)[:, ::2]
    got = optimizer.update(np.asfortranarray(g), optimizer.init(strided), strided, 1)[0]
    np.testing.assert_array_equal(got, expected)


def descend(name: str, gradient: Callable[[Array], Array], distance: Callable[[Array], Any], start: Array) -> float:
    """The smallest distance reached with any of a few rates, each falling to zero along a cosine, without decay."""
    settings = {"weight_decay": 0.0} if hasattr(REGISTRY[name], "weight_decay") else {}
    reached = []
    for rate in (0.0003, 0.002, 0.01, 0.1, 1.0):
        optimizer = REGISTRY[name](schedules.CosineDecay(rate, 4000), **settings)
        with np.errstate(over="ignore", invalid="ignore"):
            reached.append(float(distance(steps(optimizer, gradient, start, 4000))))
    return float(np.nanmin(reached))


@EACH
def test_parabola(name: str) -> None:
    scale, bottom = np.array([1.0, 3.0, 10.0]), np.array([1.0, -2.0, 0.5])
    assert descend(name, lambda p: scale * (p - bottom), lambda p: np.abs(p - bottom).max(), np.zeros(3)) < 1e-3


@EACH
def test_rosenbrock(name: str) -> None:
    def value(p: Array) -> Any:
        return (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2

    def gradient(p: Array) -> Array:
        across = p[1] - p[0] ** 2
        return np.array([-2 * (1 - p[0]) - 400 * p[0] * across, 200 * across])

    start = np.array([-1.2, 1.0])
    assert value(start) == pytest.approx(24.2)
    assert descend(name, gradient, value, start) < 0.1


# What composes with every optimiser: penalties and clipping here, schedules in their own file.


def network() -> list[Params]:
    rng = np.random.default_rng(2)
    cell = Params(weights=rng.standard_normal((2, 2)), bias=rng.standard_normal(2))
    return [Params(weights=rng.standard_normal((3, 2)), bias=rng.standard_normal(2)), Params(cell=cell)]


def arrays(trees: list[Params]) -> dict[str, Array]:
    return {f"{index}.{name}": a for index, tree in enumerate(trees) for name, a in tree.items()}


def one_step(optimizer: Optimizer, gradients: list[Params]) -> dict[str, Array]:
    parameters = network()
    return arrays(optimizer.apply(gradients, optimizer.states(parameters), parameters, 1)[0])


@EACH
def test_apply_is_update_on_every_array(name: str) -> None:
    optimizer, parameters = REGISTRY[name](0.1), network()
    gradients = [tree.map(np.cos) for tree in parameters]
    states, moved = optimizer.states(parameters), parameters
    given = arrays(gradients)
    expected = {key: steps(optimizer, lambda p, g=given[key]: g, p, 3) for key, p in arrays(parameters).items()}  # type: ignore[misc]
    for t in (1, 2, 3):
        moved, states = optimizer.apply(gradients, states, moved, t)
    for key, a in arrays(moved).items():
        np.testing.assert_array_equal(a, expected[key])


@EACH
def test_penalties_are_added_to_the_gradient_of_weights_only(name: str) -> None:
    gradients = [tree.map(np.cos) for tree in network()]
    by_hand = [
        g.map(lambda g, p: g + 0.3 * p + 0.2 * np.sign(p) if p.ndim > 1 else g, p)
        for g, p in zip(gradients, network(), strict=True)
    ]
    got, expected = one_step(REGISTRY[name](0.1, l1=0.2, l2=0.3), gradients), one_step(REGISTRY[name](0.1), by_hand)
    for key in expected:
        np.testing.assert_allclose(got[key], expected[key], rtol=1e-14)


def test_penalty_is_what_the_gradient_belongs_to() -> None:
    optimizer, parameters = SGD(1.0, l1=0.2, l2=0.3), network()
    nothing = [tree.map(np.zeros_like) for tree in parameters]
    moved = one_step(optimizer, nothing)
    slopes = {key: a - moved[key] for key, a in arrays(parameters).items()}
    for key, a in arrays(parameters).items():
        for index in np.ndindex(a.shape):
            kept, values = a[index], []
            for step in (1e-6, -1e-6):
                a[index] = kept + step
                values.append(optimizer.penalty(parameters))
            a[index] = kept
            assert (values[0] - values[1]) / 2e-6 == pytest.approx(slopes[key][index], abs=1e-8)


@EACH
def test_clipping_by_value_and_by_common_length(name: str) -> None:
    gradients = [tree.map(lambda a: 10 * np.cos(a)) for tree in network()]
    cut = [tree.map(lambda g: np.clip(g, -2, 2)) for tree in gradients]
    length = math.sqrt(sum(float(np.sum(g**2)) for g in arrays(cut).values()))
    by_hand = [tree.map(lambda g: g * 1.5 / length) for tree in cut]
    got = one_step(REGISTRY[name](0.1, clip_value=2, clip_norm=1.5), gradients)
    expected = one_step(REGISTRY[name](0.1), by_hand)
    for key in expected:
        np.testing.assert_allclose(got[key], expected[key], rtol=1e-13)


@EACH
def test_short_gradients_are_not_clipped(name: str) -> None:
    for factor in (0.0, 1e-9):
        gradients = [tree.map(lambda a, factor=factor: factor * a) for tree in network()]
        got = one_step(REGISTRY[name](0.1, clip_norm=1.0), gradients)
        expected = one_step(REGISTRY[name](0.1), gradients)
        for key in expected:
            np.testing.assert_array_equal(got[key], expected[key])


def test_penalty_comes_before_clipping() -> None:
    nothing = [tree.map(np.zeros_like) for tree in network()]
    moved = one_step(SGD(1.0, l2=100.0, clip_norm=0.5), nothing)
    length = math.sqrt(sum(float(np.sum((moved[key] - a) ** 2)) for key, a in arrays(network()).items()))
    assert length == pytest.approx(0.5)


@pytest.mark.parametrize("bad", [-0.1, math.nan, math.inf, "0.1", None])
@EACH
def test_bad_learning_rates_are_refused(name: str, bad: Any) -> None:
    with pytest.raises(ValueError, match=f"{REGISTRY[name].__name__}: learning_rate must be a number, 0 or more, not"):
        REGISTRY[name](bad)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: SGD(0.1, l2=-1), "SGD: l2 must be a number, 0 or more, not -1"),
        (lambda: SGD(0.1, clip_norm=0), "SGD: clip_norm must be a number above 0, or None, not 0"),
        (lambda: SGD(0.1, clip_value=-1), "SGD: clip_value must be a number above 0, or None, not -1"),
        (lambda: optimizers.Momentum(0.1, momentum=1), "Momentum: momentum must be below 1, not 1"),
        (lambda: Adam(0.1, beta2=1.5), "Adam: beta2 must be below 1, not 1.5"),
        (lambda: Adam(0.1, epsilon=-1), "Adam: epsilon must be a number, 0 or more, not -1"),
        (lambda: optimizers.find("adm"), "unknown optimiser 'adm'; known: adagrad, adam"),
    ],
)
def test_bad_settings_are_refused(make: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        make()


def test_found_by_name_or_itself() -> None:
    assert optimizers.find("AdamW") == optimizers.AdamW()
    own = SGD(0.5)
    assert optimizers.find(own) is own

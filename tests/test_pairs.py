"""Every layer, activation and loss passes the battery, and the battery catches every broken pair."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import battery
import mutants
import numpy as np
import pytest
from derivatives import referee
from subjects import Pair, Subject, Tree, subjects

from handgrad import activations, layers, losses

ALL = subjects()
EACH = pytest.mark.parametrize("subject", ALL, ids=lambda subject: f"{subject.kind}-{subject.name}")
LAYERS = pytest.mark.parametrize("subject", [s for s in ALL if s.layer], ids=lambda subject: subject.name)
ACTIVATIONS = pytest.mark.parametrize("activation", activations.table.values(), ids=lambda row: row.name)


@pytest.mark.parametrize("name", battery.checks)
@EACH
def test_battery(subject: Subject, name: str) -> None:
    battery.checks[name](subject)


@pytest.mark.parametrize("name", battery.layer_checks)
@LAYERS
def test_layer_battery(subject: Subject, name: str) -> None:
    battery.layer_checks[name](subject)


@EACH
def test_every_broken_backward_is_caught(subject: Subject) -> None:
    outcome = mutants.attack(subject)
    mutants.score[f"{subject.kind} backwards"].append(outcome)
    assert not outcome.survivors
    assert outcome.caught >= 12, "too few ways of being wrong at this point"


def names_of(kind: str) -> list[str]:
    """Layer classes, activations or losses, without their examples and variations."""
    return list(dict.fromkeys(subject.name.split("-")[0] for subject in ALL if subject.kind == kind))


def subjects_of(kind: str, name: str) -> list[Subject]:
    return [subject for subject in ALL if subject.kind == kind and subject.name.split("-")[0] == name]


@pytest.mark.parametrize("name", names_of("layer"))
def test_every_edit_of_a_layer_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    layer = layers.registry()[name]
    outcome = mutants.attack_source(
        name,
        subjects_of("layer", name),
        layer.backward,
        lambda function: monkeypatch.setattr(layer, "backward", function),
    )
    mutants.score["layer sources"].append(outcome)
    assert not outcome.survivors


@pytest.mark.parametrize("name", names_of("loss"))
def test_every_edit_of_a_loss_is_caught(name: str) -> None:
    loss = losses.table[name]
    core = loss.core
    outcome = mutants.attack_source(
        name, subjects_of("loss", name), core, lambda function: object.__setattr__(loss, "core", function)
    )
    mutants.score["loss sources"].append(outcome)
    assert not outcome.survivors


@pytest.mark.parametrize("kind", ["activation", "loss"])
def test_complex_step_reaches_every_activation_and_loss(kind: str) -> None:
    for subject in ALL:
        if subject.kind == kind:
            methods = {known.method for known in referee(subject).truths.values()}
            assert methods == {"complex step"}, subject.name


def product(variables: Tree, constants: Any) -> tuple[Any, Any]:
    return variables["x"] * variables["w"], variables["x"]


def product_backward(variables: Tree, saved: Any, dy: Any) -> Tree:
    return {"x": dy * variables["w"], "w": (dy * saved).sum(axis=0)}


def subject_of(forward: Callable[..., Any], backward: Callable[..., Any], name: str = "product") -> Subject:
    def draw(rows: int, seed: int) -> Pair:
        rng = np.random.default_rng(seed)
        return Pair({"x": rng.standard_normal((rows, 4)), "w": rng.standard_normal(4)}, None, forward, backward)

    return Subject("example", name, draw)


def widens(variables: Tree, constants: Any) -> tuple[Any, Any]:
    return product(variables, constants)[0] * np.float64(1), variables["x"]


def writes_to_its_input(variables: Tree, constants: Any) -> tuple[Any, Any]:
    variables["x"] *= variables["w"]
    return variables["x"], variables["x"] / variables["w"]


def writes_to_dy(variables: Tree, saved: Any, dy: Any) -> Tree:
    dy *= variables["w"]
    return {"x": dy, "w": (dy / variables["w"] * saved).sum(axis=0)}


class Remembers:
    """A pair that keeps on itself what belongs in `saved`."""

    def forward(self, variables: Tree, constants: Any) -> tuple[Any, Any]:
        self.x = variables["x"]
        return product(variables, constants)

    def backward(self, variables: Tree, saved: Any, dy: Any) -> Tree:
        return product_backward(variables, self.x, dy)


class Accumulates:
    """A pair whose gradients are never set back to zero."""

    total: Any = 0

    def backward(self, variables: Tree, saved: Any, dy: Any) -> Tree:
        self.total = self.total + (dy * saved).sum(axis=0)
        return {"x": dy * variables["w"], "w": self.total}


def reads_raw_memory(variables: Tree, saved: Any, dy: Any) -> Tree:
    whole = dy.base if dy.base is not None and dy.base.shape == dy.shape else dy
    return {"x": whole * variables["w"], "w": (dy * saved).sum(axis=0)}


def divides_by_rows(variables: Tree, saved: Any, dy: Any) -> Tree:
    return {"x": dy * variables["w"], "w": (dy * saved).mean(axis=0) * 3}


MISBEHAVED: list[tuple[str, Callable[..., Any], Callable[..., Any]]] = [
    ("dtype_is_kept", widens, product_backward),
    ("nothing_is_written_to", writes_to_its_input, product_backward),
    ("nothing_is_written_to", product, writes_to_dy),
    ("forward_may_run_again_before_backward", Remembers.forward, Remembers.backward),
    ("the_same_twice_is_the_same", product, Accumulates.backward),
    ("an_input_used_twice_gets_both_gradients", product, Accumulates.backward),
    ("memory_layout_does_not_matter", product, reads_raw_memory),
    ("one_row_is_right", product, divides_by_rows),
]


def test_a_good_example_passes() -> None:
    for name in battery.checks:
        battery.checks[name](subject_of(product, product_backward))


@pytest.mark.parametrize(("name", "forward", "backward"), MISBEHAVED)
def test_each_check_can_fail(name: str, forward: Callable[..., Any], backward: Callable[..., Any]) -> None:
    owner = {"Remembers": Remembers(), "Accumulates": Accumulates()}.get(backward.__qualname__.split(".")[0])
    forward, backward = (getattr(owner, f.__name__) if "." in f.__qualname__ else f for f in (forward, backward))
    with pytest.raises((AssertionError, ValueError)):
        battery.checks[name](subject_of(forward, backward, backward.__qualname__))


@ACTIVATIONS
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_activations_bear_any_size(activation: activations.Activation, dtype: type[np.floating]) -> None:
    largest = float(np.finfo(dtype).max) / 2
    sizes = np.array([0.0, 1e-30, 1, 20, 88, 100, 745, 1e4, 1e30, largest, math.inf], dtype=dtype)
    z = np.stack([np.concatenate([sizes, -sizes])] * 2)
    y = activation.value(z)
    dz = activation.backward(z, y, np.ones_like(z))
    assert np.isfinite(dz).all()
    assert not np.isnan(y).any()
    low, high = activation.range
    assert y.min() >= low
    assert y.max() <= high


@ACTIVATIONS
def test_activations_hide_no_nan(activation: activations.Activation) -> None:
    assert np.isnan(activation.value(np.array([[np.nan, np.nan]]))).all()


def test_relu_never_gives_minus_zero() -> None:
    z = np.array([[-0.0, 0.0, -1.0, -math.inf, -1e-320, 2.0]])
    relu = activations.find("relu")
    y = relu.value(z)
    assert not np.signbit(y).any()
    assert not np.signbit(relu.backward(z, y, np.array([[-1.0, -1, -1, -1, -1, 1]]))).any()


def test_erf_is_the_error_function() -> None:
    x = np.linspace(-6, 6, 10001)
    assert np.max(np.abs(activations.erf(x) - [math.erf(v) for v in x])) <= 4e-16
    tail = np.linspace(0, 26, 10001)
    assert np.max(np.abs(activations.erfc(tail) / [math.erfc(v) for v in tail] - 1)) <= 1e-13


def test_softmax_shares_the_limit_of_infinite_logits() -> None:
    z = np.array([[math.inf, 1, math.inf], [-math.inf, 0, 0], [1e308, -1e308, 0]])
    assert activations.find("softmax").value(z).tolist() == [[0.5, 0, 0.5], [0, 0.5, 0.5], [1, 0, 0]]


def test_unknown_activation_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"unknown activation 'rleu'; known: .*relu.*tanh"):
        activations.find("rleu")

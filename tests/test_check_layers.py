"""`handgrad.check(layer, x)`: layers in every style, our own among them, pairs of functions, and torch functions."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import hand_written_layers as hand
import numpy as np
import pytest

import handgrad
from handgrad import layers
from handgrad.pair import Layer, Params

X = np.random.default_rng(0).standard_normal((5, 3))
LABELS = np.eye(3)[[0, 1, 2, 0, 1]]

RIGHT: dict[str, tuple[Callable[[], Any], tuple[Any, ...], set[str]]] = {
    "dense": (lambda: hand.Dense(3, 4), (X,), {"x", "W", "b"}),
    "returns": (lambda: hand.Returns(3, 4), (X,), {"x", "W", "b"}),
    "means": (lambda: hand.Means(3, 4), (X,), {"x", "W", "b"}),
    "updates": (lambda: hand.Updates(3, 4), (X,), {"x", "W", "b"}),
    "updates by its rate": (lambda: hand.UpdatesByItsRate(3, 4), (X,), {"x", "W", "b"}),
    "accumulates": (lambda: hand.Accumulates(3, 4), (X,), {"x", "W", "b"}),
    "decays": (lambda: hand.Decays(3, 4), (X,), {"x", "W", "b"}),
    "single": (lambda: hand.Single(3, 4), (X,), {"x", "W", "b"}),
    "whole numbers go in": (lambda: hand.Dense(3, 4), (np.arange(15).reshape(5, 3),), {"x", "W", "b"}),
    "book": (lambda: hand.Book(3, 4), (X,), {"inputs", "weights", "biases"}),
    "columns": (lambda: hand.Columns(3, 4), (X.T,), {"x", "params.W", "params.b"}),
    "relu": (hand.Relu, (X,), {"x"}),
    "dropout": (hand.Dropout, (X,), {"x"}),
    "own dropout": (hand.OwnDropout, (X,), {"x"}),
    "batch norm": (lambda: hand.BatchNorm(3), (X,), {"x", "gamma", "beta"}),
    "embedding": (lambda: hand.Embedding(6, 3), (np.array([1, 2, 2, 5]),), {"W"}),
    "loss": (hand.SoftmaxWithLoss, (X, LABELS), {"x"}),
    "caches": (lambda: hand.Caches(3, 4), (X,), {"x", "W"}),
    "lazy": (lambda: hand.Lazy(4), (X,), {"x", "W", "b"}),
    "flat": (lambda: hand.Flat(3, 4), (X,), {"x", "flat"}),
    "network": (
        lambda: hand.Sequential(hand.Dense(3, 4), hand.Relu(), hand.Dense(4, 2)),
        (X,),
        {"x", "layers[0].W", "layers[0].b", "layers[2].W", "layers[2].b"},
    ),
    "equal layers": (
        lambda: hand.Sequential(*[copy.deepcopy(hand.Dense(3, 3)) for _ in range(2)]),
        (X,),
        {"x", "layers[0].W", "layers[0].b", "layers[1].W", "layers[1].b"},
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_layer_is_not_accused(name: str) -> None:
    make, inputs, arrays = RIGHT[name]
    report = handgrad.check(make(), *inputs)
    assert (report.verdict, report.findings, report.not_checked) == ("right", (), ()), report
    assert {gradient.name for gradient in report.gradients} == arrays
    assert ("means over 5 rows" in str(report)) == (name == "means")


def after(kind: type, change: Callable[[Any, Any], Any]) -> type:
    """The layer with something changed after its backward; `change(layer, result)` gives the new result."""

    class Broken(kind):  # type: ignore[misc]
        def backward(self, *arguments: Any) -> Any:
            return change(self, super().backward(*arguments))

    return Broken


def put(**arrays: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    """Change attributes of the layer."""

    def change(layer: Any, result: Any) -> Any:
        for name, new in arrays.items():
            setattr(layer, name, new(getattr(layer, name)))
        return result

    return change


WRONG: dict[str, tuple[type, Callable[[Any, Any], Any], tuple[Any, ...], tuple[Any, ...], str, set[str]]] = {
    "bias summed": (hand.Dense, put(db=lambda db: db.sum()), (3, 4), (X,), "bias-grad-axis", {"b"}),
    "weights averaged alone": (hand.Dense, put(dW=lambda dW: dW / 5), (3, 4), (X,), "gradient-scale", {"W"}),
    "sign": (hand.Dense, put(dW=lambda dW: -dW), (3, 4), (X,), "sign-error", {"W"}),
    "transposed": (hand.Dense, put(dW=lambda dW: dW.T), (3, 3), (X,), "gradient-transposed", {"W"}),
    "input gradient": (hand.Dense, lambda layer, dx: dx @ layer.W, (3, 3), (X,), "gradient-mismatch", {"x"}),
    "returned": (hand.Returns, lambda layer, d: (*d[:2], 2 * d[2]), (3, 4), (X,), "gradient-scale", {"b"}),
    "book": (hand.Book, put(dbiases=lambda d: d[:, ::-1]), (3, 4), (X,), "gradient-mismatch", {"biases"}),
    "book input": (hand.Book, put(dinputs=lambda d: 2 * d), (3, 4), (X,), "gradient-scale", {"inputs"}),
    "dropout without its scale": (hand.Dropout, lambda layer, dx: 0.7 * dx, (), (X,), "gradient-scale", {"x"}),
    "relu of the gradient": (hand.Relu, lambda layer, dx: dx * (dx > 0), (), (X,), "gradient-mismatch", {"x"}),
    "batch norm as if fixed": (
        hand.BatchNorm, lambda layer, dx: layer.gamma * layer.dbeta / np.sqrt(layer.var) + 0 * dx, (3,), (X,),
        "gradient-mismatch", {"x"},
    ),
    "loss not averaged": (hand.SoftmaxWithLoss, lambda layer, dx: 5 * dx, (), (X, LABELS), "gradient-scale", {"x"}),
    "accumulates twice": (hand.Accumulates, put(dW=lambda dW: 2 * dW - 1), (3, 4), (X,), "gradient-scale", {"W"}),
    "float32": (hand.Single, put(dW=lambda dW: 1.05 * dW), (3, 4), (X,), "gradient-scale", {"W"}),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_layer_is(name: str) -> None:
    kind, change, sizes, inputs, expected, arrays = WRONG[name]
    report = handgrad.check(after(kind, change)(*sizes), *inputs)
    assert report.verdict == "wrong"
    assert {gradient.name for gradient in report.gradients if gradient.state == "wrong"} == arrays
    assert [finding.kind for finding in report.findings] == [expected]


def test_an_update_before_the_input_gradient() -> None:
    class Hasty(hand.Dense):
        def backward(self, dy: Any, rate: float) -> Any:
            self.W -= rate * (self.x.T @ dy)
            self.b -= rate * dy.sum(axis=0)
            return dy @ self.W.T

    report = handgrad.check(Hasty(3, 4), X)
    assert [gradient.name for gradient in report.gradients if gradient.state == "wrong"] == ["x"]


def test_an_index_that_repeats() -> None:
    class Overwrites(hand.Embedding):
        def backward(self, dy: Any) -> None:
            self.dW = np.zeros_like(self.W)
            self.dW[self.index] = dy

    assert handgrad.check(Overwrites(6, 3), np.array([1, 2, 4, 5])).verdict == "right"
    assert handgrad.check(Overwrites(6, 3), np.array([1, 2, 2, 5])).verdict == "wrong"


def test_a_layer_that_gives_no_gradient_of_its_bias() -> None:
    class Forgets(hand.Dense):
        def backward(self, dy: Any) -> Any:
            self.dW = self.x.T @ dy
            return dy @ self.W.T

    report = handgrad.check(Forgets(3, 4), X)
    assert (report.verdict, report.not_checked) == ("right", ("b: no gradient of it was found",))


def test_the_layer_is_left_as_it_was() -> None:
    layer, x = hand.Updates(3, 4), X.copy()
    before = copy.deepcopy(vars(layer))
    handgrad.check(layer, x)
    assert np.array_equal(x, X)
    assert vars(layer).keys() == before.keys()
    assert all(np.array_equal(value, before[name]) for name, value in vars(layer).items())


def test_a_backward_that_takes_the_target() -> None:
    class Whole(hand.Dense):
        def backward(self, target: Any) -> None:
            self.dW = self.x.T @ (self.x @ self.W + self.b - target)

    report = handgrad.check(Whole(3, 2), X)
    assert (report.verdict, report.findings) == ("unchecked", ())
    assert "for an output gradient of 0 too; a whole training step is checked by" in report.reason


class Crooked(hand.Dense):
    def backward(self, x: Any, y: Any, output: Any) -> None:
        """As classes with their own loss have it."""


class Locked(hand.Dense):
    def __deepcopy__(self, memo: Any) -> Any:
        raise TypeError("locked")


REFUSED: dict[str, tuple[tuple[Any, ...], type[Exception], str]] = {
    "no input": ((hand.Dense(3, 4),), TypeError, r"needs an input: check\(layer, x\)"),
    "no input of ours": ((layers.registry()["Dense"](3),), TypeError, "Dense needs an input, an array"),
    "a text": ((hand.Dense(3, 4), "abc"), TypeError, "the input of a layer is an array, not str"),
    "another width": ((hand.Dense(3, 4), X.T), ValueError, "Dense.forward cannot be called: it raises ValueError"),
    "another width of ours": ((layers.registry()["GRU"](3), X), ValueError, "GRU"),
    "the class": ((hand.Dense, X), TypeError, r"Dense is a class: give an object of it, check\(Dense\(...\), x\)"),
    "three arguments": ((Crooked(3, 4), X), TypeError, "backward needs 3 arguments, more than the gradient"),
    "no copies": ((Locked(3, 4), X), TypeError, "Locked cannot be copied, and the check works on copies: locked"),
    "no backward": ((type("Half", (), {"forward": lambda self, x: x})(), X), TypeError, "Half has only one of forward"),
    "nothing": ((object(), X), TypeError, "object has neither forward nor backward"),
    "no input of functions": (((lambda x: x, lambda d, c: d),), TypeError, "needs the inputs of forward"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_used_gets_one_sentence(name: str) -> None:
    arguments, kind, sentence = REFUSED[name]
    with pytest.raises(kind, match=sentence) as refused:
        handgrad.check(*arguments)
    assert "\n" not in str(refused.value)


def affine(x: Any, w: Any, b: Any) -> Any:
    return x @ w + b, (x, w)


def affine_backward(dout: Any, cache: Any) -> Any:
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def test_a_pair_of_functions() -> None:
    w, b = np.ones((3, 2)), np.zeros(2)
    report = handgrad.check((affine, affine_backward), X, w, b)
    assert (report.verdict, [gradient.name for gradient in report.gradients]) == ("right", ["x", "w", "b"])

    def wrong(dout: Any, cache: Any) -> Any:
        dx, dw, db = affine_backward(dout, cache)
        return dx, dw, np.full(2, db.sum())

    (finding,) = handgrad.check((affine, wrong), X, w, b).findings
    assert (finding.kind, finding.place.source) == ("bias-grad-axis", "def wrong(dout: Any, cache: Any) -> Any:")


OURS = {
    f"{name}-{label}": (layer, inputs)
    for name, kind in layers.registry().items()
    for label, (layer, inputs) in kind.examples().items()
}


@pytest.mark.parametrize("name", OURS)
def test_our_own_layers(name: str) -> None:
    layer, inputs = OURS[name]
    report = handgrad.check(layer, layer.sample(np.random.default_rng(0), 3, inputs))
    assert (report.verdict, report.findings, report.not_checked) == ("right", (), ()), report


def with_backward(layer: Layer, change: Callable[[Any, Params], Any]) -> Layer:
    """One of our own layers with another backward."""

    class Broken(type(layer)):  # type: ignore[misc]
        def backward(self, params: Params, saved: Any, dy: Any) -> Any:
            return change(*super().backward(params, saved, dy))

    broken = copy.copy(layer)
    object.__setattr__(broken, "__class__", Broken)
    return broken


MUTANTS: dict[str, tuple[Callable[[Any, Params], Any], str]] = {
    "off by a thousandth": (lambda dx, d: (dx, d.map(lambda a: 1.001 * a)), "gradient-scale"),
    "uphill": (lambda dx, d: (dx, d.map(np.negative)), "sign-error"),
    "rolled": (lambda dx, d: (dx, d.map(lambda a: np.roll(a, 1))), "gradient-mismatch"),
    "input gradient doubled": (lambda dx, d: (2 * dx, d), "gradient-scale"),
    "input gradient of another row": (lambda dx, d: (np.roll(dx, 1, axis=0), d), "gradient-mismatch"),
}


@pytest.mark.parametrize("mutant", MUTANTS)
@pytest.mark.parametrize("name", sorted({name.split("-")[0]: name for name in OURS}.values()))
def test_our_own_layers_broken(name: str, mutant: str) -> None:
    layer, inputs = OURS[name]
    x = layer.sample(np.random.default_rng(0), 3, inputs)
    change, kind = MUTANTS[mutant]
    learns = bool(list(layer.init(np.random.default_rng(0), inputs).items()))
    if (not learns and "input" not in mutant) or (x.dtype.kind != "f" and "input" in mutant):
        pytest.skip("it has no such gradient")
    report = handgrad.check(with_backward(layer, change), x)
    assert report.verdict == "wrong"
    assert kind in {finding.kind for finding in report.findings}

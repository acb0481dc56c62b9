"""The network: its verbs against arithmetic written out, its arrays by name, its dtype, and what it refuses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import handgrad as hg
from handgrad import datasets

X, Y = datasets.xor()


def xor_net(rng: Any = 0, dtype: str = "float64") -> hg.Network:
    return hg.Network.of(2, 16, 4, "relu", outputs=1, output_activation="sigmoid", rng=rng, dtype=dtype, bias_start=0.5)


def bits(net: hg.Network) -> list[bytes]:
    return [array.tobytes() for tree in net.parameters for _, array in tree.items()]


def test_of_is_the_layers_written_out() -> None:
    layers = [hg.Dense(16, "relu", bias_start=0.5) for _ in range(3)]
    written = hg.Network(2, [*layers, hg.Dense(1, "sigmoid", bias_start=0.5)], rng=3)
    assert xor_net(3).layers == written.layers
    assert bits(xor_net(3)) == bits(written)


def test_start_values_are_he_normal_with_the_bias_start() -> None:
    net = hg.Network(400, [hg.Dense(300, "relu", bias_start=0.5)], rng=0)
    weights, bias = net.parameters[0].weights, net.parameters[0].bias
    assert weights.shape == (400, 300)
    assert weights.std() == pytest.approx(np.sqrt(2 / 400), rel=0.01)
    assert bias.tolist() == [0.5] * 300


def test_forward_backward_and_step_are_the_arithmetic_written_out() -> None:
    net = hg.Network(2, [hg.Dense(3, "relu"), hg.Dense(1, "sigmoid")], rng=1)
    w1, b1, w2, b2 = (np.array(a) for tree in net.parameters for _, a in tree.items())
    x = np.array([[0.5, -1.0], [1.5, 2.0]])
    target = np.array([[0.0], [1.0]])
    z1 = x @ w1 + b1
    h = np.where(z1 > 0, z1, 0)
    y = 1 / (1 + np.exp(-(h @ w2 + b2)))
    dz2 = 2 * (y - target) / 2 * y * (1 - y)
    dz1 = dz2 @ w2.T * (z1 > 0)

    prediction = net.forward(x)
    value, dy = hg.losses.mse(prediction, target)
    dx = net.backward(dy)
    np.testing.assert_allclose(prediction, y, rtol=1e-14)
    assert value == pytest.approx(np.mean((y - target) ** 2), rel=1e-14)
    expected = [x.T @ dz1, dz1.sum(axis=0), h.T @ dz2, dz2.sum(axis=0)]
    got = [array for tree in net.gradients for _, array in tree.items()]
    for gradient, right in zip([*got, dx], [*expected, dz1 @ w1.T], strict=True):
        np.testing.assert_allclose(gradient, right, rtol=1e-13, atol=1e-16)
    net.step(0.01)
    np.testing.assert_allclose(net.parameters[0].weights, w1 - 0.01 * expected[0], rtol=1e-14)
    np.testing.assert_allclose(net.parameters[1].bias, b2 - 0.01 * expected[3], rtol=1e-14)


def test_the_bias_gradient_is_one_number_for_each_unit() -> None:
    net = xor_net()
    net.backward(hg.losses.mse(net.forward(X), Y)[1])
    for tree, gradients in zip(net.parameters, net.gradients, strict=True):
        assert gradients.bias.shape == tree.bias.shape
    assert len(set(net.gradients[1].bias.tolist())) > 1


def test_one_row_is_that_row_of_a_batch() -> None:
    net = xor_net()
    batch = net.forward(X)
    for row, expected in zip(X, batch, strict=True):
        assert net.forward(row).shape == (1,)
        np.testing.assert_allclose(net.forward(row), expected, rtol=1e-14)
        np.testing.assert_allclose(net.predict(row), expected, rtol=1e-14)
        assert net.backward(np.ones(1)).shape == (2,)


def test_no_hidden_relu_gives_minus_zero() -> None:
    net = hg.Network(2, [hg.Dense(50, "relu"), hg.Dense(50, "relu")], rng=0)
    assert not np.signbit(net.forward(np.random.default_rng(0).standard_normal((20, 2)))).any()


def test_arrays_are_written_in_place_and_assigned_by_name() -> None:
    net = xor_net()
    net.parameters[3].weights[:] = 0
    net.parameters[3].bias = np.array([-2.0])
    np.testing.assert_allclose(net.forward(X), np.full((4, 1), 1 / (1 + np.exp(2))), rtol=1e-14)
    net.backward(np.ones((4, 1)))
    net.gradients[0].weights[:] = 1
    before = np.array(net.parameters[0].weights)
    net.step(0.5)
    np.testing.assert_array_equal(net.parameters[0].weights, before - 0.5)


def test_whoever_holds_the_parameters_sees_every_step() -> None:
    net = xor_net()
    held = net.parameters[0]
    before = np.array(held.weights)
    net.fit(X, Y, epochs=1, progress=False)
    assert held is net.parameters[0]
    assert (held.weights != before).any()


def test_gradients_are_replaced_and_not_added_to() -> None:
    net = xor_net()
    for _ in range(2):
        net.forward(X)
        net.backward(np.ones((4, 1)))
        once = np.array(net.gradients[0].weights)
    net.forward(X)
    net.backward(np.ones((4, 1)))
    np.testing.assert_array_equal(net.gradients[0].weights, once)


def test_writing_into_what_went_in_or_came_out_changes_no_gradient() -> None:
    net, x = xor_net(), np.array(X)
    net.forward(x)
    net.backward(np.ones((4, 1)))
    expected = [np.array(a) for tree in net.gradients for _, a in tree.items()]
    y = net.forward(x)
    x[:], y[:] = 7, 7
    net.backward(np.ones((4, 1)))
    for got, right in zip((a for tree in net.gradients for _, a in tree.items()), expected, strict=True):
        np.testing.assert_array_equal(got, right)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_dtype_never_changes(dtype: str) -> None:
    net = xor_net(0, dtype)
    for optimizer in hg.optimizers.registry().values():
        for x in (X, X.astype(np.float32), X.astype(int), X.tolist()):
            y = net.forward(x)
            dx = net.backward(hg.losses.mse(y, Y)[1])
            net.step(optimizer(0.01))
            trees = [*net.parameters, *net.gradients, *net.progress.states]
            kinds = {a.dtype.name for tree in trees for _, a in tree.items()}
            assert kinds | {y.dtype.name, dx.dtype.name, net.predict(x).dtype.name} == {dtype}
    history = net.fit(X, Y, "mse", "adam", 2, progress=False)
    assert {a.dtype.name for tree in net.parameters for _, a in tree.items()} == {dtype}
    assert all(type(value) is float for value in history.loss)


def test_the_same_rng_gives_the_same_bits() -> None:
    def trained(rng: Any) -> list[bytes]:
        net = xor_net(rng)
        net.fit(X, Y, "mse", "adam", 5, batch_size=3, progress=False)
        return bits(net)

    assert trained(5) == trained(5) == trained(np.random.default_rng(5))
    assert trained(5) != trained(6)


def test_the_seeds_own_loop_is_fit() -> None:
    by_hand, by_fit = xor_net(), xor_net()
    for _ in range(20):
        for row, target in zip(X, Y, strict=True):
            _, dy = hg.losses.mse(by_hand.forward(row), target)
            by_hand.backward(dy)
            by_hand.step(0.01)
    by_fit.fit(X, Y, "mse", hg.SGD(0.01), epochs=20, batch_size=1, shuffle=False, engine="plain", progress=False)
    assert bits(by_hand) == bits(by_fit)


def test_prediction_in_parts_is_prediction_at_once() -> None:
    net, x = xor_net(), np.random.default_rng(0).standard_normal((11, 2))
    np.testing.assert_allclose(net.predict(x, batch_size=4), net.predict(x), rtol=1e-14)
    assert net.predict(x[:0]).shape == (0, 1)


def test_whole_network_against_central_differences() -> None:
    net = hg.Network(3, [hg.Dense(5, "tanh"), hg.Dense(4, "gelu"), hg.Dense(3)], rng=2)
    rng = np.random.default_rng(0)
    x, target = rng.standard_normal((6, 3)), rng.integers(0, 3, 6)
    net.backward(hg.losses.cross_entropy(net.forward(x), target)[1])
    for tree, gradients in zip(net.parameters, net.gradients, strict=True):
        for (_, array), (_, gradient) in zip(tree.items(), gradients.items(), strict=True):
            way = rng.standard_normal(array.shape)
            start, values = np.array(array), []
            for h in (1e-5, -1e-5):
                array[:] = start + h * way
                values.append(hg.losses.cross_entropy(net.predict(x), target)[0])
            array[:] = start
            assert np.sum(gradient * way) == pytest.approx((values[0] - values[1]) / 2e-5, rel=1e-7)


def test_it_says_what_it_is() -> None:
    text = repr(hg.Network(2, [hg.Dense(16, "relu"), hg.Dense(1, "sigmoid")], dtype="float32"))
    assert "65 parameters, float32" in text
    assert "Dense(units=16, activation='relu')" in text


SHAPE = "takes one row (2,) or a batch (n, 2), not an input of shape"


@pytest.mark.parametrize(
    ("x", "sentence"),
    [
        (np.zeros((4, 3)), f"{SHAPE} (4, 3)"),
        (np.zeros(3), f"{SHAPE} (3,)"),
        (np.zeros((1, 4, 2)), f"{SHAPE} (1, 4, 2)"),
        (1.0, f"{SHAPE} ()"),
        ([[0, np.nan]], "the inputs hold NaN or infinity"),
        ([[0, np.inf]], "the inputs hold NaN or infinity"),
        ([["a", "b"]], "the inputs must be numbers"),
        ([[1, 2], [3]], "the inputs have rows of different lengths"),
        ([], f"{SHAPE} (0,)"),
        ([[0, None]], "the inputs must be numbers"),
        ([[0, 1j]], "the inputs must be real numbers"),
    ],
)
def test_inputs_that_do_not_fit_are_refused(x: Any, sentence: str) -> None:
    for verb in (xor_net().forward, xor_net().predict):
        with pytest.raises(ValueError) as refusal:
            verb(x)
        assert sentence in str(refusal.value)
        assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: hg.Network(0, [hg.Dense(1)]), "inputs must be a whole number"),
        (lambda: hg.Network(2.5, [hg.Dense(1)]), "inputs must be a whole number"),
        (lambda: hg.Network("2", [hg.Dense(1)]), "inputs must be a whole number"),
        (lambda: hg.Network(2, []), "layers must be a list of at least one layer"),
        (lambda: hg.Network(2, hg.Dense(1)), "layers must be a list of at least one layer"),
        (lambda: hg.Network(2, [hg.Dense]), "layers[0] must be a layer such as Dense(16, 'relu')"),
        (lambda: hg.Network(2, [3]), "layers[0] must be a layer such as Dense(16, 'relu'), not 3"),
        (lambda: hg.Network(2, [hg.Dense(1)], dtype="float16"), "dtype must be one of float32, float64, not 'float16'"),
        (lambda: hg.Network(2, [hg.Dense(1)], dtype="real"), "dtype must be one of float32, float64, not 'real'"),
        (lambda: hg.Network(2, [hg.Dense(0)]), "Dense: units must be a whole number, 1 or more, not 0"),
        (lambda: hg.Network(2, [hg.Dense(4, "rleu")]), "unknown activation 'rleu'; known: "),
        (lambda: hg.Network(2, [hg.Dense(4, start="hee")]), "unknown initialiser 'hee'; known: "),
        (lambda: hg.Network.of(2, 16, 1), "layers must be a whole number, 2 or more"),
    ],
)
def test_networks_that_cannot_be_are_refused(make: Any, sentence: str) -> None:
    with pytest.raises((ValueError, TypeError)) as refusal:
        make()
    assert sentence in str(refusal.value)


def test_a_data_frame_is_a_batch() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"a": X[:, 0], "b": X[:, 1]})
    np.testing.assert_array_equal(xor_net().predict(frame), xor_net().predict(X))


def test_verbs_in_the_wrong_order_are_refused() -> None:
    net = xor_net()
    with pytest.raises(RuntimeError, match="call forward"):
        net.backward(np.ones((4, 1)))
    with pytest.raises(RuntimeError, match="there are no gradients yet"):
        net.step(0.01)
    net.forward(X)
    with pytest.raises(ValueError, match=r"gradient has shape \(4,\); the predictions had \(4, 1\)"):
        net.backward(np.ones(4))
    with pytest.raises(ValueError, match="output gradients hold NaN"):
        net.backward(np.full((4, 1), np.nan))


def test_a_learning_rate_that_makes_no_sense_is_refused() -> None:
    net = xor_net()
    net.forward(X)
    net.backward(np.ones((4, 1)))
    before = bits(net)
    for rate in (-0.01, np.nan, np.inf, "fast"):
        with pytest.raises(ValueError, match="SGD: learning_rate must be a number, 0 or more"):
            net.step(rate)
    assert bits(net) == before


def test_arrays_of_another_shape_or_dtype_are_refused_where_they_are_used() -> None:
    net = xor_net()
    net.parameters[1].bias = np.zeros((16, 1))
    with pytest.raises(ValueError, match=r"parameters\[1\].bias has shape \(16, 1\) and float64: \(16,\)"):
        net.forward(X)
    net = xor_net()
    net.parameters[1].bias = np.zeros(16, np.float32)
    with pytest.raises(ValueError, match=r"parameters\[1\].bias has shape \(16,\) and float32"):
        net.predict(X)
    net = xor_net()
    net.forward(X)
    net.backward(np.ones((4, 1)))
    net.gradients[0].weights = np.zeros(16)
    with pytest.raises(ValueError, match=r"gradients\[0\].weights has shape \(16,\)"):
        net.step(0.01)


def test_a_name_that_is_not_there_is_said_with_those_that_are() -> None:
    with pytest.raises(AttributeError, match="no array named 'wieghts' here; there are: weights, bias"):
        xor_net().parameters[0].wieghts  # noqa: B018

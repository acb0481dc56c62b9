"""Networks train, predict and keep in a file every layer there is, with its running statistics, noise and masks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from subjects import Subject, draw_mask, layer_subjects

import handgrad
from handgrad.layers.attention import SelfAttention
from handgrad.layers.branches import Chain, Parallel, Residual
from handgrad.layers.dense import Dense
from handgrad.layers.dropout import Dropout
from handgrad.layers.gru import GRU
from handgrad.layers.lstm import LSTM
from handgrad.layers.normalization import BatchNorm
from handgrad.layers.pooling import GlobalAveragePool
from handgrad.layers.shape import Flatten
from handgrad.network import Network
from handgrad.pair import Array

EACH = pytest.mark.parametrize(
    "subject", [subject for subject in layer_subjects() if subject.inputs], ids=lambda subject: subject.name
)


def network_of(subject: Subject, rng: int = 0, dtype: str = "float64") -> Network:
    assert subject.layer is not None
    return Network(subject.inputs, [subject.layer, Flatten(), Dense(1)], rng=rng, dtype=dtype)


def data_of(subject: Subject, n: int = 12) -> tuple[Array, Array, Array | None]:
    assert subject.layer is not None
    rng = np.random.default_rng(1)
    x = subject.layer.sample(rng, n, subject.inputs)
    mask = draw_mask(rng, x.shape[:2]) if subject.name.endswith("-masked") else None
    return x, rng.standard_normal((n, 1)), mask


def trained(subject: Subject, rng: int = 0, dtype: str = "float64") -> tuple[Network, list[float]]:
    """A network after three epochs, and the loss of each."""
    net, (x, y, mask) = network_of(subject, rng, dtype), data_of(subject)
    history = net.fit(x, y, epochs=3, batch_size=5, mask=mask, progress=False)
    return net, [epoch.training["loss"] for epoch in history.epochs]


@EACH
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_fit_predict_save_and_load(subject: Subject, dtype: str, tmp_path: Path) -> None:
    net, losses = trained(subject, dtype=dtype)
    assert np.isfinite(losses).all()
    x, _, mask = data_of(subject)
    y = net.predict(x, mask=mask)
    assert y.dtype == dtype
    net.save(tmp_path / "net.safetensors")
    loaded = handgrad.load(tmp_path / "net.safetensors")
    assert loaded.layers == net.layers
    assert loaded.predict(x, mask=mask).tobytes() == y.tobytes()
    one = net.predict(x[3], mask=None if mask is None else mask[3])
    assert np.allclose(one, y[3], rtol=1e-4 if dtype == "float32" else 1e-10, atol=1e-6)


@EACH
def test_the_same_rng_gives_the_same_bits_and_noise_comes_from_it(subject: Subject) -> None:
    _, losses = trained(subject)
    assert trained(subject)[1] == losses
    net, (x, _, mask) = network_of(subject), data_of(subject)
    twice = [net.forward(x, mask=mask).tobytes() for _ in range(2)]
    assert subject.layer is not None
    drawn = "noise" in subject.layer.needs and "none" not in subject.name
    assert (twice[0] != twice[1]) == drawn


@EACH
def test_a_summary_has_a_line_for_every_layer(subject: Subject) -> None:
    net = network_of(subject)
    before = [array.tobytes() for tree in net.parameters for _, array in tree.items()]
    shown = net.summary()
    outer = [line for line in shown.lines if line.kept is not None]
    assert len(outer) == len(net.layers)
    sizes = [array.size for tree in net.parameters for _, array in tree.items()]
    assert shown.total.parameters == sum(sizes)
    assert shown.total.memory == 8 * sum(sizes)
    assert type(subject.layer).__name__ in repr(shown)
    assert f"{sum(sizes):,}" in repr(shown).splitlines()[-1]
    assert [array.tobytes() for tree in net.parameters for _, array in tree.items()] == before


def test_what_a_summary_says_is_kept_is_what_forward_keeps() -> None:
    shown = Network(4, [Dense(3, "relu"), Dropout(0.5), Dense(2)]).summary()
    # x, z and y of the first; which of 3 were left out, a byte each; x, z = y of the last
    assert [line.kept for line in shown.lines] == [8 * (4 + 3 + 3), 3, 8 * (3 + 2)]


def test_a_summary_shows_layers_within_layers() -> None:
    net = Network((5, 4), [Residual((Dense(6), Chain((Dense(4),)))), GlobalAveragePool(), Dense(1)])
    names = [line.layer.split("(")[0].strip() for line in net.summary().lines]
    assert names == ["0  Residual", "Dense", "Chain", "Dense", "1  GlobalAveragePool", "2  Dense"]


def test_running_statistics_are_those_of_the_batches_and_used_by_predict() -> None:
    rng = np.random.default_rng(0)
    x = 3 + 2 * rng.standard_normal((64, 5))
    net = Network(5, [BatchNorm(momentum=0.5)])
    net.fit(x, np.zeros((64, 5)), epochs=1, batch_size=64, optimizer=handgrad.SGD(1e-12), progress=False)
    assert np.allclose(net.statistics[0].mean, x.mean(axis=0))
    assert np.allclose(net.statistics[0].variance, x.var(axis=0, ddof=1))
    expected = (x[:3] - x.mean(axis=0)) / np.sqrt(x.var(axis=0, ddof=1) + 1e-5)
    assert np.allclose(net.predict(x[:3]), expected, atol=1e-9)
    assert np.allclose(net.predict(x[0]), expected[0], atol=1e-9), "a row alone has no batch to be normalised by"


def test_running_statistics_within_branches_are_folded_in() -> None:
    net = Network(3, [Parallel((Chain((BatchNorm(), Dense(2))), Residual((BatchNorm(),)))), Dense(1)])
    x = 5 + np.random.default_rng(0).standard_normal((20, 3))
    net.fit(x, np.zeros((20, 1)), epochs=1, batch_size=20, progress=False)
    found: Any = net.statistics[0]
    assert np.allclose(found.layer_0.layer_0.mean, x.mean(axis=0))
    assert np.allclose(found.layer_1.layer_0.mean, x.mean(axis=0))


def test_dropout_is_left_out_of_predict_and_keeps_the_mean() -> None:
    net = Network(2000, [Dropout(0.25)])
    x = np.ones((20, 2000))
    y = net.forward(x)
    assert set(np.unique(y)) == {0.0, 1 / 0.75}
    assert abs(y.mean() - 1) < 0.02
    assert net.predict(x).tobytes() == x.tobytes()


def test_validation_data_have_a_mask_of_their_own() -> None:
    rng = np.random.default_rng(0)
    x, y, mask = rng.standard_normal((8, 5, 2)), rng.standard_normal((8, 1)), draw_mask(rng, (8, 5))
    net = Network((5, 2), [GRU(3), Dense(1)])
    history = net.fit(x, y, epochs=1, mask=mask, validation_data=(x, y, None, mask), progress=False)
    judged = np.mean((net.predict(x, mask=mask) - y) ** 2)
    assert np.isclose(history.epochs[-1].validation["loss"], judged)
    assert not np.isclose(judged, np.mean((net.predict(x) - y) ** 2))


@pytest.mark.parametrize("layer", [GRU(3), LSTM(3), LSTM(3, True), SelfAttention(2)], ids=repr)
def test_what_a_mask_hides_changes_nothing_else(layer: Any) -> None:
    rng = np.random.default_rng(0)
    x, mask = rng.standard_normal((4, 6, 2)), draw_mask(rng, (4, 6))
    other = np.where(mask[..., None], x, rng.standard_normal(x.shape))
    params = layer.init(rng, (6, 2))
    y, again = layer.forward(params, x, mask=mask)[0], layer.forward(params, other, mask=mask)[0]
    places = mask if y.ndim == 3 else np.ones(4, bool)
    assert np.array_equal(y[places], again[places])


def test_a_causal_step_sees_no_later_one() -> None:
    rng = np.random.default_rng(0)
    layer = SelfAttention(2, causal=True)
    params = layer.init(rng, (6, 4))
    x = rng.standard_normal((2, 6, 4))
    changed = x.copy()
    changed[:, 4:] += 1
    y, other = layer.forward(params, x)[0], layer.forward(params, changed)[0]
    assert np.array_equal(y[:, :4], other[:, :4])
    assert not np.any(y[:, 4:] == other[:, 4:])


def test_a_step_that_sees_nothing_gets_the_bias_and_no_gradient() -> None:
    layer = SelfAttention(1, causal=True)
    params = layer.init(np.random.default_rng(0), (3, 2))
    params.output_bias[:] = [1, 2]
    x, mask = np.ones((1, 3, 2)), np.array([[False, True, True]])
    y, saved = layer.forward(params, x, mask=mask)
    assert y[0, 0].tolist() == [1, 2]
    assert np.isfinite(layer.backward(params, saved, np.ones_like(y))[0]).all()

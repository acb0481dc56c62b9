"""Many starts: each of them is what a network of its own would have become, with every engine."""

from __future__ import annotations

import signal
from typing import Any

import numpy as np
import pytest
from subjects import Subject, draw_mask, layer_subjects

import handgrad as hg
from handgrad import engines

ENGINES = [name for name in engines.names() if name == engines.AUTO or not engines.find(name).missing()]
RNG = np.random.default_rng(0)
ROWS = RNG.standard_normal((20, 3))
NUMBERS = np.sin(ROWS.sum(axis=1, keepdims=True))
CLASSES = (NUMBERS[:, 0] > 0).astype(int) + (NUMBERS[:, 0] > 0.7)
MIXED = [hg.Dense(8, "tanh"), hg.BatchNorm(), hg.Dropout(0.3), hg.Dense(3)]
HEADS = [hg.SelfAttention(2), hg.GlobalAveragePool(), hg.Dense(1)]


def require_alone(many: Any, start: int, data: Any, **settings: Any) -> None:
    """A start is what `fit` makes of a network with its seed."""
    alone = hg.Network(many.like.inputs, many.like.layers, rng=many.seeds[start], dtype=many.like.dtype)
    history = alone.fit(*data, **settings, progress=False)
    tolerance = 1e-9 if alone.dtype == np.float64 else 2e-4
    assert many.history(start).loss == pytest.approx(history.loss, rel=tolerance)
    mask = settings.get("mask")
    found, expected = (net.predict(data[0], mask) for net in (many.network(start), alone))
    np.testing.assert_allclose(found, expected, rtol=tolerance, atol=1e-6)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("engine", ENGINES)
def test_starts_with_noise_statistics_and_a_short_last_batch(engine: str, dtype: str) -> None:
    net = hg.Network(3, MIXED, dtype=dtype)
    settings: dict[str, Any] = {"loss": "cross_entropy", "optimizer": hg.SGD(0.1), "epochs": 4, "batch_size": 6}
    weight = np.arange(20.0) + 1
    many = net.fit_many(ROWS, CLASSES, [5, 6, 9], engine=engine, sample_weight=weight, **settings)
    assert many.engine == engine or engine == engines.AUTO
    assert many.losses.shape == (3, 4)
    assert many.parameters[0].weights.shape == (3, 3, 8)
    assert many.parameters[0].weights.dtype == net.dtype
    for start in range(3):
        require_alone(many, start, (ROWS, CLASSES), sample_weight=weight, **settings)


@pytest.mark.parametrize("engine", ENGINES)
def test_starts_one_row_at_a_time_in_order(engine: str) -> None:
    net = hg.Network(3, [hg.Dense(4, "tanh"), hg.Dense(1)])
    settings: dict[str, Any] = {"optimizer": hg.SGD(0.05), "epochs": 30, "batch_size": 1, "shuffle": False}
    many = net.fit_many(ROWS, NUMBERS, 6, engine=engine, **settings)
    require_alone(many, 4, (ROWS, NUMBERS), **settings)
    best = int(np.argmin(many.losses[:, -1]))
    np.testing.assert_array_equal(many.best().predict(ROWS), many.network(best).predict(ROWS))
    assert "6 starts of 30 epochs" in repr(many) and "last loss: best" in repr(many)
    assert net.progress.t == 0


@pytest.mark.parametrize("subject", list(layer_subjects()), ids=lambda subject: subject.name)
def test_every_layer_many_times(subject: Subject) -> None:
    layer, rng = subject.layer, subject.generator()
    assert layer is not None
    x = layer.sample(rng, 5, subject.inputs)
    mask = draw_mask(rng, x.shape[:2]) if subject.name.endswith("-masked") else None
    net = hg.Network(subject.inputs, [layer, hg.Dense(2)])
    y = rng.standard_normal((5, *net.outputs))
    settings: dict[str, Any] = {"optimizer": hg.SGD(0.5), "epochs": 2, "batch_size": 3, "mask": mask}
    require_alone(net.fit_many(x, y, 3, engine="plain", **settings), 2, (x, y), **settings)


def test_what_cannot_be_stacked_is_trained_one_after_the_other() -> None:
    x, y = RNG.standard_normal((5, 3, 4)), RNG.standard_normal((5, 1))
    many = hg.Network((3, 4), HEADS).fit_many(x, y, 2, epochs=2, engine="plain")
    require_alone(many, 1, (x, y), epochs=2)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_start_that_diverges_is_told_and_the_others_go_on(engine: str) -> None:
    net = hg.Network(3, [hg.Dense(4, "relu"), hg.Dense(1)])
    many = net.fit_many(3 * ROWS, NUMBERS, 12, optimizer=hg.SGD(0.1), epochs=60, batch_size=20, engine=engine)
    lost = np.isinf(many.losses[:, -1])
    assert 0 < lost.sum() < 12
    assert np.isnan(many.parameters[0].weights[lost]).all()
    assert np.isfinite(many.parameters[0].weights[~lost]).all()
    assert np.isfinite(many.best().predict(ROWS)).all()
    assert f"{lost.sum()} without a number" in repr(many)
    with pytest.raises(ValueError, match="no start has a loss"):
        net.fit_many(1e9 * ROWS, NUMBERS, 2, optimizer=hg.SGD(1.0), epochs=60, engine=engine).best()


@pytest.mark.parametrize("engine", ENGINES)
def test_ctrl_c_returns_what_there_is(engine: str) -> None:
    def rate(t: int) -> float:
        if t == 150:
            signal.raise_signal(signal.SIGINT)
        return 0.01

    net = hg.Network(3, [hg.Dense(4, "tanh"), hg.Dense(1)])
    many = net.fit_many(ROWS, NUMBERS, 3, optimizer=hg.SGD(rate), epochs=1000, batch_size=20, engine=engine)
    assert np.isnan(many.losses[:, -1]).any()
    assert np.isfinite(many.parameters[0].weights).all()


def test_settings_that_make_no_sense_are_refused() -> None:
    net = hg.Network(3, [hg.Dense(1)])
    for starts, sentence in ((0, "starts must be a number of starts, 1 or more"), ([], "starts must be a number")):
        with pytest.raises(ValueError, match=sentence):
            net.fit_many(ROWS, NUMBERS, starts)
    with pytest.raises(ValueError, match="unknown engine 'warp'"):
        net.fit_many(ROWS, NUMBERS, 2, engine="warp")

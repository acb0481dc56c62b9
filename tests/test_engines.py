"""Engines: every one gives what the plain one gives, for whatever layer, loss, optimiser and schedule there is."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from subjects import TARGETS, Subject, draw_mask, layer_subjects, takes

import handgrad as hg
from handgrad import engines
from handgrad.cli import main
from handgrad.commands import engines as command
from handgrad.engines.engine import Unfit
from handgrad.program.trace import trace

OTHERS = [name for name in engines.names() if name not in ("plain", engines.AUTO)]
TOLERANCE = {"float64": 1e-12, "float32": 1e-5}
RNG = np.random.default_rng(0)
ROWS = RNG.standard_normal((20, 3))
NUMBERS = np.sin(ROWS.sum(axis=1, keepdims=True))
CLASSES = (NUMBERS[:, 0] > 0).astype(int) + (NUMBERS[:, 0] > 0.7)
MIXED = [hg.Dense(8, "tanh"), hg.BatchNorm(), hg.Dropout(0.3), hg.Dense(3)]


@pytest.fixture(autouse=True)
def require_engine(request: pytest.FixtureRequest) -> None:
    """Skip what is about an engine that this machine does not have."""
    name = getattr(request.node, "callspec", None) and request.node.callspec.params.get("engine")
    reason = name and engines.find(name).missing()
    if reason:
        pytest.skip(f"the peer {name} is missing: {reason}")


def arrays(net: hg.Network) -> Iterator[tuple[str, Any]]:
    """All that a training changes, by name."""
    trees = {"parameters": net.parameters, "statistics": net.statistics, "states": net.progress.states}
    for kind, layers in trees.items():
        for i, tree in enumerate(layers):
            yield from ((f"{kind}[{i}].{name}", array) for name, array in tree.items())


def require_equal(net: hg.Network, plain: hg.Network, tolerance: float) -> None:
    """Every array is that of the plain engine to within this part of the largest norm, and can be written to."""
    pairs = [(name, array, expected) for (name, array), (_, expected) in zip(arrays(net), arrays(plain), strict=True)]
    largest = max((float(np.linalg.norm(expected)) for _, _, expected in pairs), default=0.0)
    for name, array, expected in pairs:
        assert type(array) is np.ndarray and array.flags.writeable, name
        assert (array.dtype, array.shape) == (expected.dtype, expected.shape), name
        allowed = np.linalg.norm(expected) + 0.1 * largest  # a bias in front of a normalisation is rounding and no more
        assert np.linalg.norm(array - expected) <= tolerance * allowed, name


def require_same_training(engine: str, net: Any, *data: Any, steps: int = 1, **settings: Any) -> list[hg.History]:
    """Train two networks made by `net()`, one with each engine, which must not leave the work to the plain one."""
    nets = [net(), net()]
    settings = {"epochs": 1, "batch_size": 100, "progress": False, **settings}
    histories = [each.fit(*data, engine=name, **settings) for each, name in zip(nets, (engine, "plain"), strict=True)]
    tolerance = steps * TOLERANCE[nets[0].dtype.name]
    assert histories[0].engine == engine
    np.testing.assert_allclose(histories[0].loss, histories[1].loss, rtol=tolerance)
    require_equal(nets[0], nets[1], tolerance)
    assert nets[0].rng.bit_generator.state == nets[1].rng.bit_generator.state
    assert nets[0].progress.t == nets[1].progress.t
    return histories


SUBJECTS = list(layer_subjects())
FIRSTS = {type(subject.layer): subject for subject in reversed(SUBJECTS)}
"""One configuration of each layer, for float32."""
CASES = [(subject, "float64") for subject in SUBJECTS] + [(subject, "float32") for subject in FIRSTS.values()]


@pytest.mark.parametrize(("subject", "dtype"), CASES, ids=lambda part: getattr(part, "name", part))
@pytest.mark.parametrize("engine", OTHERS)
def test_every_layer(engine: str, subject: Subject, dtype: str) -> None:
    layer, rng = subject.layer, subject.generator()
    assert layer is not None
    x = layer.sample(rng, 5, subject.inputs)
    before = [hg.Dense(x.shape[-1], "tanh")] if x.dtype.kind == "f" else []
    mask = draw_mask(rng, x.shape[:2]) if subject.name.endswith("-masked") else None

    def net() -> hg.Network:
        return hg.Network(subject.inputs, [*before, layer, hg.Dense(2)], rng=1, dtype=dtype)

    y = rng.standard_normal((5, *net().outputs))
    require_same_training(engine, net, x, y, "mse", hg.SGD(1.0), mask=mask)


LOSSES = [(loss, kind) for loss in hg.losses.table for kind in TARGETS if takes(hg.losses.table[loss], TARGETS[kind])]

FIRST_KINDS = dict(reversed(LOSSES))
"""One kind of target for each loss, for float32; the others go with float64."""


@pytest.mark.parametrize(("loss", "kind"), LOSSES)
@pytest.mark.parametrize("engine", OTHERS)
def test_every_loss(engine: str, loss: str, kind: str) -> None:
    target = TARGETS[kind](np.random.default_rng(1), 20)
    dtype, weight = ("float32", None) if kind == FIRST_KINDS[loss] else ("float64", np.arange(20.0) % 3)
    require_same_training(engine, lambda: small(4, dtype), ROWS, target, loss, hg.SGD(0.1), sample_weight=weight)


def small(outputs: int, dtype: str = "float64") -> hg.Network:
    return hg.Network(3, [hg.Dense(4, "tanh"), hg.Dense(outputs)], rng=0, dtype=dtype)


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("name", hg.optimizers.registry())
@pytest.mark.parametrize("engine", OTHERS)
def test_every_optimiser(engine: str, name: str, dtype: str) -> None:
    extras = {"l1": 0.01, "l2": 0.1, "clip_norm": 0.5, "clip_value": 0.1} if dtype == "float64" else {}
    optimizer = hg.optimizers.registry()[name](0.05, **extras)
    require_same_training(engine, lambda: small(1, dtype), ROWS, NUMBERS, "mse", optimizer, batch_size=10, steps=4)


SCHEDULES = [
    hg.schedules.StepDecay(0.1, 2, 0.5),
    hg.schedules.ExponentialDecay(0.1, 0.9),
    hg.schedules.CosineDecay(0.1, 12),
    hg.schedules.Sequence((hg.schedules.LinearWarmUp(0.1, 4), lambda t: 0.1 / t), (4,)),
]


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: type(schedule).__name__)
@pytest.mark.parametrize("engine", OTHERS)
def test_schedules(engine: str, schedule: Any) -> None:
    settings = {"epochs": 4, "batch_size": 7, "steps": 12}
    require_same_training(engine, lambda: small(1), ROWS, NUMBERS, "mse", hg.SGD(schedule), **settings)


@pytest.mark.parametrize("shuffle", [True, False])
@pytest.mark.parametrize("engine", OTHERS)
def test_a_whole_fit(engine: str, shuffle: bool) -> None:
    """A short last batch, noise, statistics, weights, metrics, validation and a callback, all in one."""
    lengths: list[int] = []
    histories = require_same_training(
        engine,
        lambda: hg.Network(3, MIXED, rng=4),
        ROWS,
        CLASSES,
        "cross_entropy",
        hg.Adam(0.01),
        epochs=5,
        batch_size=6,
        shuffle=shuffle,
        steps=200,
        metrics=["accuracy", lambda y, target: float(np.sum(y * target))],
        validation_data=(ROWS[:7], CLASSES[:7]),
        sample_weight=np.arange(20.0) + 1,
        callbacks=lambda net, history: lengths.append(len(history)),
    )
    assert lengths == [1, 2, 3, 4, 5] * 2
    for one, other in zip(*(history.epochs for history in histories), strict=True):
        assert one.training == pytest.approx(other.training, rel=1e-9)
        assert one.validation == pytest.approx(other.validation, rel=1e-9)


@pytest.mark.parametrize("engine", OTHERS)
def test_many_epochs_and_whole_numbers_as_inputs(engine: str) -> None:
    tokens = RNG.integers(0, 6, (11, 3))
    layers = [hg.Embedding(6, 2), hg.Flatten(), hg.Dense(1)]
    for shuffle in (True, False):
        settings = {"epochs": 40, "batch_size": 4, "shuffle": shuffle, "steps": 500}
        require_same_training(engine, lambda: hg.Network(3, layers), tokens, NUMBERS[:11], "mse", "adam", **settings)
    with pytest.raises(ValueError, match="token numbers are whole, from 0 to 5, and one here is 6"):
        hg.Network(3, layers).fit(tokens + 1, NUMBERS[:11], engine=engine, progress=False)


@pytest.mark.parametrize("engine", OTHERS)
def test_k_and_k_epochs_are_two_k(engine: str) -> None:
    nets = [hg.Network(3, [hg.Dense(4), hg.Dropout(0.3), hg.Dense(3)], rng=4) for _ in range(2)]
    settings: dict[str, Any] = {"loss": "cross_entropy", "batch_size": 6, "engine": engine, "progress": False}
    settings["optimizer"] = hg.Momentum(0.05)
    whole = nets[0].fit(ROWS, CLASSES, epochs=8, **settings)
    nets[1].fit(ROWS, CLASSES, epochs=4, **settings)
    parts = nets[1].fit(ROWS, CLASSES, epochs=4, resume=True, **settings)
    assert parts.loss == whole.loss
    require_equal(nets[1], nets[0], 0.0)


@pytest.mark.parametrize("engine", OTHERS)
def test_the_same_training_is_not_traced_again(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def net(units: int = 4) -> hg.Network:
        return hg.Network(3, [hg.Dense(units, "tanh"), hg.Dense(3)], rng=4)

    def fit(net: hg.Network, rate: float) -> hg.History:
        return net.fit(ROWS, CLASSES, "cross_entropy", hg.Momentum(rate), 3, 6, engine=engine, progress=False)

    def refuse(run: Any, n: int) -> None:
        raise RuntimeError("traced again")

    fit(net(), 0.05)
    monkeypatch.setattr("handgrad.step_program.traced_at", refuse)
    monkeypatch.setattr("handgrad.engines.jax.traced_at", refuse)
    again, other = net(), net()
    fit(again, 0.01)
    other.fit(ROWS, CLASSES, "cross_entropy", hg.Momentum(0.01), 3, 6, engine="plain", progress=False)
    require_equal(again, other, 12 * TOLERANCE["float64"])
    with pytest.raises(RuntimeError, match="traced again"):
        fit(net(5), 0.05)


@pytest.mark.parametrize("engine", OTHERS)
def test_a_training_that_diverges_keeps_the_last_whole_epoch(engine: str) -> None:
    nets = [small(1), small(1)]
    schedule = hg.schedules.Sequence((lambda t: 0.01, lambda t: 1e200), (80,))
    with pytest.raises(FloatingPointError, match=r"the loss became .* in epoch 21; try a smaller learning rate"):
        nets[0].fit(ROWS, NUMBERS, "mse", hg.SGD(schedule), 50, batch_size=5, engine=engine, progress=False)
    nets[1].fit(ROWS, NUMBERS, "mse", hg.SGD(0.01), 20, batch_size=5, progress=False)
    require_equal(nets[0], nets[1], 1e-10)
    assert len(nets[0].progress.history) == 20


@pytest.mark.parametrize("engine", OTHERS)
def test_ctrl_c_leaves_a_whole_state_that_goes_on(engine: str) -> None:
    def rate(t: int) -> float:
        if t == 230 and not waved:
            waved.append(t)
            signal.raise_signal(signal.SIGINT)
        return 0.01

    waved: list[int] = []
    nets = [small(1), small(1)]
    settings: dict[str, Any] = {"loss": "mse", "batch_size": 5, "progress": False}
    history = nets[0].fit(ROWS, NUMBERS, optimizer=hg.SGD(rate), epochs=100, engine=engine, **settings)
    assert history.interrupted and len(history) < 100
    assert nets[0].progress.t >= 4 * len(history)
    left = 100 - len(history)
    done = nets[0].fit(ROWS, NUMBERS, optimizer=hg.SGD(rate), epochs=left, engine=engine, resume=True, **settings)
    assert len(done) == 100 and not done.interrupted
    assert all(np.isfinite(array).all() for _, array in arrays(nets[0]))


def test_an_engine_that_cannot_says_why_and_the_plain_one_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OTHERS:
        kind = engines.find(name)
        monkeypatch.setattr(kind, "missing", classmethod(lambda cls: "it is not installed: pip install warp"))
        with pytest.warns(UserWarning, match=f"engine '{name}' cannot .* 'plain' does: it is not installed: pip"):
            history = small(1).fit(ROWS, NUMBERS, epochs=2, engine=name, progress=False)
        assert history.engine == "plain"


def test_what_an_engine_cannot_trace_or_perform_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OTHERS:

        def refuse(self: Any, run: Any) -> None:
            raise Unfit("it has no such operation")

        monkeypatch.setattr(engines.find(name), "__init__", refuse)
        with pytest.warns(UserWarning, match="'plain' does: it has no such operation"):
            assert small(1).fit(ROWS, NUMBERS, epochs=1, engine=name, progress=False).engine == "plain"


@pytest.mark.parametrize(("watch", "trees"), [({}, 3), ({"validation_data": (ROWS, NUMBERS)}, 7)])
def test_jax_leaves_on_the_device_what_nobody_looks_at(
    monkeypatch: pytest.MonkeyPatch, watch: dict[str, Any], trees: int
) -> None:
    if reason := engines.find("jax").missing():
        pytest.skip(f"the peer jax is missing: {reason}")
    from handgrad.engines.xla import drawing, held

    fetched, bring = [], held.Held.fetched
    monkeypatch.setattr(held.Held, "fetched", lambda self, tree: fetched.append(tree) or bring(self, tree))
    monkeypatch.setattr(drawing.Ahead.__init__, "__defaults__", (1,))  # an epoch at a time
    small(1).fit(ROWS, NUMBERS, epochs=3, engine="jax", progress=False, **watch)
    assert len(fetched) == trees  # parameters and statistics of every epoch for the validation, at the end the states


def test_every_engine_is_known_by_its_name() -> None:
    assert {"plain", "jax", engines.AUTO} <= set(engines.names())
    for name in (*OTHERS, "plain"):
        assert engines.find(name).name == name
    with pytest.raises(ValueError, match=r"unknown engine 'warp'; known: .*plain"):
        small(1).fit(ROWS, NUMBERS, engine="warp", progress=False)


@pytest.mark.parametrize("engine", OTHERS)
def test_a_function_of_arrays_and_numbers(engine: str) -> None:
    def step(w: Any, x: Any, rate: Any) -> Any:
        h = np.tanh(x @ w)
        g = x.T @ (h * (1 - h * h)) / len(x)
        return w - rate * g, {"loss": np.mean(h**2), "rows": [h[:2], h.max(axis=1)]}

    given = RNG.standard_normal((3, 2)), ROWS, 0.1
    traced = trace(step, *given)
    outputs = engines.find(engine).function(traced)(*given)
    for output, index in zip(outputs, traced.outputs, strict=True):
        np.testing.assert_allclose(output, traced.program.ops[index].value, rtol=1e-12)
    assert traced.returned(outputs)[1]["rows"][0].shape == (2, 2)


def test_auto_takes_the_quick_engine_for_what_is_long_and_says_why_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def history(epochs: int) -> hg.History:
        return small(1).fit(ROWS, NUMBERS, epochs=epochs, batch_size=1, engine="auto", progress=False)

    short = history(1)
    assert (short.engine, short.why) == ("plain", "the training is short")
    assert "engine plain (the training is short)" in repr(short)
    quick = engines.QUICK[0]
    monkeypatch.setattr(engines, "plain_seconds", lambda run, epochs: 10.0)
    if not engines.find(quick).missing():
        assert (history(2).engine, history(2).why) == (quick, "")
    monkeypatch.setattr(engines.find(quick), "missing", classmethod(lambda cls: "its compiler is not here"))
    assert (history(2).engine, history(2).why) == ("plain", "its compiler is not here")


def test_choosing_draws_nothing_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "QUICK", ())
    nets = [hg.Network(3, MIXED, rng=4) for _ in range(2)]
    for net, engine in zip(nets, ("auto", "plain"), strict=True):
        net.fit(ROWS, CLASSES, "cross_entropy", epochs=2, engine=engine, progress=False)
    require_equal(nets[0], nets[1], 0.0)


def test_the_command_lists_every_engine(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "WORKS", command.WORKS[:1])
    monkeypatch.setattr(engines.find("jax"), "missing", classmethod(lambda cls: "JAX is not installed: pip install it"))
    assert main(["engines", "--seconds", "0.01"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "2-16-16-1, batch 1" in lines[0]
    assert lines[1].startswith("plain") and lines[1].endswith("1.0x")
    assert "jax      not here: JAX is not installed: pip install it" in lines
    assert {line.split()[0] for line in lines[1 : 1 + len(OTHERS) + 1]} == {"plain", *OTHERS}

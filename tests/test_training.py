"""Training: what fit gives back, when it ends, that it goes on exactly, and what it refuses."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import handgrad as hg
from handgrad import datasets

X, Y = datasets.xor()
RNG = np.random.default_rng(0)
ROWS = RNG.standard_normal((20, 3))
NUMBERS = (ROWS @ np.array([[1.0], [-2.0], [0.5]])) ** 2
CLASSES = (NUMBERS[:, 0] > 1).astype(int) + (NUMBERS[:, 0] > 4)
OPTIMIZERS = hg.optimizers.registry()


def small(outputs: int = 1, rng: int = 0, output_activation: str = "linear") -> hg.Network:
    return hg.Network(3, [hg.Dense(8, "tanh"), hg.Dense(outputs, output_activation)], rng=rng)


def bits(net: hg.Network) -> list[bytes]:
    return [array.tobytes() for tree in net.parameters for _, array in tree.items()]


@pytest.mark.parametrize("seed", [0, 1])
def test_xor_is_solved_a_row_at_a_time(seed: int) -> None:
    net = hg.Network.of(2, 16, 4, "relu", outputs=1, output_activation="sigmoid", rng=seed, bias_start=0.5)
    history = net.fit(X, Y, "mse", hg.SGD(0.01), 5000, batch_size=1, shuffle=False, engine="plain", progress=False)
    assert np.abs(net.predict(X) - Y).max() < 0.1
    assert len(history) == len(history.loss) == 5000
    assert history.loss[-1] < 0.01 < history.loss[0]
    assert history.engine == "plain"


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimiser_learns(name: str) -> None:
    history = small(rng=1).fit(ROWS, NUMBERS, "mse", OPTIMIZERS[name](0.01), 60, batch_size=8, progress=False)
    assert history.loss[-1] < 0.8 * history.loss[0]


@pytest.mark.parametrize("loss", hg.losses.table)
def test_every_loss_is_learned(loss: str) -> None:
    outputs, target = (3, CLASSES) if loss == "cross_entropy" else (1, (NUMBERS > 1).astype(float))
    history = small(outputs).fit(ROWS, target, loss, "adam", 60, batch_size=8, progress=False)
    assert history.loss[-1] < history.loss[0]


def test_class_numbers_and_one_hot_rows_are_the_same_and_float32_stays() -> None:
    nets = [hg.Network(3, [hg.Dense(8, "relu"), hg.Dense(3)], rng=0, dtype="float32") for _ in range(2)]
    for net, target in zip(nets, (CLASSES, np.eye(3)[CLASSES]), strict=True):
        net.fit(ROWS, target, "cross_entropy", epochs=3, progress=False)
        assert net.predict(ROWS).dtype == np.float32
    assert bits(nets[0]) == bits(nets[1])


def test_one_epoch_of_one_batch_is_one_step() -> None:
    by_fit, by_hand = small(), small()
    by_fit.fit(ROWS, NUMBERS, "mse", hg.SGD(0.1), 1, batch_size=100, shuffle=False, progress=False)
    by_hand.backward(hg.losses.mse(by_hand.forward(ROWS), NUMBERS)[1])
    by_hand.step(0.1)
    assert bits(by_fit) == bits(by_hand)


def test_every_row_is_seen_once_in_an_epoch_the_last_batch_being_short() -> None:
    seen: list[Any] = []

    def size(y: Any, target: Any) -> float:
        seen.append(np.sort(target.ravel()))
        return 0.0

    small().fit(ROWS, NUMBERS, "mse", epochs=2, batch_size=7, metrics=size, progress=False)
    for targets in seen:
        np.testing.assert_array_equal(targets, np.sort(NUMBERS.ravel()))


def test_rows_are_shuffled_by_the_networks_rng() -> None:
    def losses(rng: int, shuffle: bool) -> list[float]:
        net = small()
        net.rng = np.random.default_rng(rng)
        return net.fit(ROWS, NUMBERS, epochs=3, batch_size=4, shuffle=shuffle, progress=False).loss

    assert losses(1, True) == losses(1, True) != losses(2, True)
    assert losses(1, False) == losses(2, False)


def test_a_row_of_weight_two_is_that_row_twice() -> None:
    twice, weighted = small(), small()
    weight = np.ones(20)
    weight[3] = 2
    twice.fit(
        np.vstack([ROWS, ROWS[3:4]]), np.vstack([NUMBERS, NUMBERS[3:4]]), "mse", hg.SGD(0.1), 5, 50, progress=False
    )
    weighted.fit(ROWS, NUMBERS, "mse", hg.SGD(0.1), 5, 50, sample_weight=weight, progress=False)
    np.testing.assert_allclose(weighted.predict(ROWS), twice.predict(ROWS), rtol=1e-10)


def test_balanced_classes_are_sample_weights() -> None:
    target = (NUMBERS > 4).astype(float)
    by_class, by_row = small(), small()
    share = target.mean()
    weight = np.where(target[:, 0] > 0, 0.5 / share, 0.5 / (1 - share))
    by_class.fit(ROWS, target, "binary_cross_entropy", epochs=3, class_weight="balanced", progress=False)
    by_row.fit(ROWS, target, "binary_cross_entropy", epochs=3, sample_weight=weight, progress=False)
    np.testing.assert_allclose(by_class.predict(ROWS), by_row.predict(ROWS), rtol=1e-10)


def test_validation_scores_are_those_of_predict() -> None:
    net = small(3)
    history = net.fit(ROWS, CLASSES, "cross_entropy", epochs=4, validation_data=(ROWS, CLASSES), progress=False)
    y = net.predict(ROWS)
    assert history.validation_loss[-1] == pytest.approx(hg.losses.cross_entropy(y, CLASSES)[0], rel=1e-12)
    assert history.validation_metric("accuracy")[-1] == np.mean(y.argmax(axis=1) == CLASSES)
    assert len(history.validation_loss) == len(history.metric("accuracy")) == 4


def test_penalties_are_in_the_training_loss() -> None:
    plain = small().fit(ROWS, NUMBERS, "mse", hg.SGD(0.0), 1, progress=False)
    held = small().fit(ROWS, NUMBERS, "mse", hg.SGD(0.0, l2=0.1), 1, batch_size=20, progress=False)
    weights = [tree.weights for tree in small().parameters]
    assert held.loss[0] - plain.loss[0] == pytest.approx(0.05 * sum(np.sum(w * w) for w in weights), rel=1e-9)


def test_early_stopping_restores_the_best() -> None:
    net, seen = small(), []

    def keep(network: hg.Network, history: hg.History) -> None:
        seen.append(bits(network))

    other = RNG.standard_normal((30, 3)), RNG.standard_normal((30, 1))
    history = net.fit(
        ROWS,
        NUMBERS,
        "mse",
        hg.Adam(0.02),
        500,
        validation_data=other,
        early_stopping=5,
        callbacks=[keep],
        progress=False,
    )
    best = int(np.argmin(history.validation_loss)) + 1
    assert history.best_epoch == best
    assert len(history) == best + 5 < 500
    assert bits(net) == seen[best - 1]


def test_early_stopping_watches_what_it_is_told_to() -> None:
    rule = hg.EarlyStopping(3, monitor="accuracy", restore_best=False)
    history = small(3).fit(ROWS, CLASSES, "cross_entropy", epochs=400, early_stopping=rule, progress=False)
    best = int(np.argmax(history.metric("accuracy"))) + 1
    assert len(history) == best + 3
    with pytest.raises(ValueError, match="cannot monitor 'f1'; known: loss, accuracy"):
        small(3).fit(ROWS, CLASSES, "cross_entropy", early_stopping=hg.EarlyStopping(monitor="f1"), progress=False)
    with pytest.raises(ValueError, match="patience must be a whole number"):
        hg.EarlyStopping(0)


def test_a_callback_that_returns_true_ends_the_training() -> None:
    seen = []

    def enough(network: hg.Network, history: hg.History) -> bool:
        seen.append(len(history))
        return len(history) == 3

    for callbacks in ([enough], enough):
        seen.clear()
        history = small().fit(ROWS, NUMBERS, epochs=50, callbacks=callbacks, progress=False)
        assert seen == [1, 2, 3]
        assert len(history) == 3


def test_what_a_callback_writes_is_trained_on() -> None:
    net = small()

    def clear(network: hg.Network, history: hg.History) -> None:
        network.parameters[1].bias[:] = 7

    net.fit(ROWS, NUMBERS, "mse", hg.SGD(0.0), 2, callbacks=[clear], progress=False)
    assert net.parameters[1].bias.tolist() == [7]


def test_ctrl_c_within_an_epoch_leaves_the_last_whole_step() -> None:
    def rate(t: int) -> float:
        if t == 7:
            signal.raise_signal(signal.SIGINT)
        return 0.05

    stopped, six = small(), small()
    history = stopped.fit(ROWS, NUMBERS, "mse", hg.SGD(rate), 10, batch_size=5, shuffle=False, progress=False)
    six.fit(ROWS, NUMBERS, "mse", hg.SGD(0.05), 1, batch_size=5, shuffle=False, progress=False)
    six.fit(ROWS[:10], NUMBERS[:10], "mse", hg.SGD(0.05), 1, batch_size=5, shuffle=False, progress=False)
    assert history.interrupted
    assert len(history) == 1
    assert "interrupted" in repr(history)
    assert bits(stopped) == bits(six)
    stopped.fit(ROWS, NUMBERS, epochs=1, progress=False)
    assert np.isfinite(stopped.predict(ROWS)).all()


def test_a_training_that_diverges_says_so_and_keeps_the_last_whole_epoch() -> None:
    net, one = small(), small()

    def rate(t: int) -> float:
        return 0.01 if t <= 4 else 1e200

    with pytest.raises(FloatingPointError, match=r"diverged: the loss became .* in epoch 2; try a smaller"):
        net.fit(ROWS, NUMBERS, "mse", hg.SGD(rate), 10, batch_size=5, shuffle=False, progress=False)
    one.fit(ROWS, NUMBERS, "mse", hg.SGD(0.01), 1, batch_size=5, shuffle=False, progress=False)
    assert bits(net) == bits(one)


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("from_file", [False, True])
def test_k_and_k_epochs_are_two_k(name: str, from_file: bool, tmp_path: Path) -> None:
    layers = [hg.Dense(8, "relu"), hg.BatchNorm(), hg.Dropout(0.3), hg.Dense(1)]
    whole, parts = hg.Network(3, layers, rng=4), hg.Network(3, layers, rng=4)
    settings: dict[str, Any] = {"loss": "mse", "optimizer": OPTIMIZERS[name](0.01), "batch_size": 6, "progress": False}
    stopping = hg.EarlyStopping(50)
    at_once = whole.fit(ROWS, NUMBERS, epochs=6, early_stopping=stopping, **settings)
    parts.fit(ROWS, NUMBERS, epochs=3, early_stopping=hg.EarlyStopping(50, restore_best=False), **settings)
    if from_file:
        parts.save(tmp_path / "half.safetensors", training=True)
        parts = hg.load(tmp_path / "half.safetensors")
    after = parts.fit(ROWS, NUMBERS, epochs=3, early_stopping=stopping, resume=True, **settings)
    assert after.loss == at_once.loss
    assert bits(parts) == bits(whole)
    np.testing.assert_array_equal(parts.predict(ROWS), whole.predict(ROWS))


def test_resuming_needs_something_to_resume() -> None:
    with pytest.raises(ValueError, match="no training to resume"):
        small().fit(ROWS, NUMBERS, resume=True, progress=False)
    net = small()
    net.fit(ROWS, NUMBERS, optimizer="adam", epochs=1, progress=False)
    with pytest.raises(ValueError, match="was made with Adam, not with SGD"):
        net.fit(ROWS, NUMBERS, optimizer="sgd", resume=True, progress=False)


def test_nothing_is_shown_when_piped_and_a_bar_when_asked_for(capsys: Any) -> None:
    small().fit(ROWS, NUMBERS, epochs=3)
    assert capsys.readouterr() == ("", "")
    small().fit(ROWS, NUMBERS, epochs=3, progress=True)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.endswith("\n")
    assert "epoch 3/3 [########################]" in shown.err
    assert "loss" in shown.err


def test_the_history_says_what_it_is() -> None:
    history = small().fit(ROWS, NUMBERS, epochs=2, validation_data=(ROWS, NUMBERS), metrics="r2", progress=False)
    text = repr(history)
    assert text.startswith("History: 2 epochs in ")
    assert "engine plain" in text
    assert [line.split("  ")[1] for line in text.splitlines()[1:]] == ["loss", "r2", "validation loss", "validation r2"]
    assert repr(small().fit(ROWS, NUMBERS, epochs=0, progress=False)) == "History: no epoch finished"


def test_the_epochs_of_a_history_can_be_asked_for_one_by_one() -> None:
    net = small()
    net.fit(ROWS, NUMBERS, epochs=2, progress=False)
    settings: dict[str, Any] = {"metrics": "r2", "validation_data": (ROWS, NUMBERS), "progress": False}
    history = net.fit(ROWS, NUMBERS, epochs=1, resume=True, **settings)
    first, *_, last = history.epochs
    assert (first.training, first.validation) == ({"loss": history.loss[0]}, {})
    assert last == history.epochs[-1] == history.epochs[1:][1]
    assert last.training == {"loss": history.loss[2], "r2": history.metric("r2")[0]}
    assert last.validation.keys() == last.training.keys()
    assert len(history) == 3 and len(history.metric("r2")) == len(history.validation_loss) == 1
    with pytest.raises(IndexError):
        history.epochs[3]


NAN = np.where(np.arange(20)[:, None] == 3, np.nan, ROWS)


@pytest.mark.parametrize(
    ("x", "y", "settings", "sentence"),
    [
        (ROWS, NUMBERS[:, 0], {}, "targets of shape (20,) against predictions of shape (20, 1)"),
        (ROWS, NUMBERS[:10], {}, "targets of shape (10, 1) against predictions of shape (20, 1)"),
        (ROWS[:, :2], NUMBERS, {}, "takes one row (3,) or a batch (n, 3), not an input of shape (20, 2)"),
        (ROWS[0], NUMBERS[0], {}, "a batch is needed"),
        (NAN, NUMBERS, {}, "the inputs hold NaN or infinity"),
        (ROWS, np.where(NUMBERS > 4, np.inf, 0), {}, "the targets hold NaN or infinity"),
        (ROWS.astype(str), NUMBERS, {}, "the inputs must be numbers"),
        (ROWS, NUMBERS.astype(str), {}, "the targets must be numbers"),
        (ROWS[:0], NUMBERS[:0], {}, "the data are empty"),
        (ROWS, NUMBERS, {"loss": "msr"}, "unknown loss 'msr'; known: binary_cross_entropy, cross_entropy"),
        (ROWS, NUMBERS, {"optimizer": "adma"}, "unknown optimiser 'adma'; known: adagrad, adam"),
        (ROWS, NUMBERS, {"metrics": "acuracy"}, "unknown metric 'acuracy'; known: accuracy"),
        (ROWS, NUMBERS, {"metrics": 3}, "unknown metric 3; known: accuracy"),
        (ROWS, NUMBERS, {"optimizer": hg.SGD}, "the optimiser must be made first: write SGD() instead of SGD"),
        (ROWS, NUMBERS, {"callbacks": 3}, "callbacks must be functions of the network and the history, not 3"),
        (ROWS, NUMBERS, {"early_stopping": 0}, "patience must be a whole number of epochs, 1 or more, not 0"),
        (ROWS, NUMBERS, {"engine": "warp"}, "unknown engine 'warp'; known: "),
        (ROWS, NUMBERS, {"epochs": -1}, "epochs must be a whole number, 0 or more, not -1"),
        (ROWS, NUMBERS, {"epochs": 2.5}, "epochs must be a whole number, 0 or more, not 2.5"),
        (ROWS, NUMBERS, {"batch_size": 0}, "batch_size must be a whole number, 1 or more, not 0"),
        (ROWS, NUMBERS, {"sample_weight": np.ones(3)}, "the sample weights have shape (3,)"),
        (ROWS, NUMBERS, {"sample_weight": -np.ones(20)}, "the sample weights must not be negative"),
        (ROWS, NUMBERS, {"sample_weight": np.zeros(20)}, "the weights add up to 0"),
        (ROWS, NUMBERS, {"class_weight": "balanced"}, "class_weight needs one class for each row"),
        (ROWS, NUMBERS, {"validation_data": ROWS}, "validation_data must be a tuple (X, Y)"),
        (ROWS, NUMBERS, {"validation_data": (NAN, NUMBERS)}, "validation data: the inputs hold NaN"),
        (ROWS, NUMBERS, {"mask": np.ones((20, 3), bool)}, "there is a mask, but no layer of this network takes one"),
    ],
)
def test_data_and_settings_that_do_not_fit_are_refused(x: Any, y: Any, settings: dict[str, Any], sentence: str) -> None:
    net = small()
    before = bits(net)
    with pytest.raises((ValueError, TypeError)) as refusal:
        net.fit(x, y, **{"progress": False, **settings})
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert bits(net) == before


@pytest.mark.parametrize("target", [[0, 1, 3] + 17 * [0], [0, 1, -1] + 17 * [0], [0, 1, 0.5] + 17 * [0]])
def test_a_class_out_of_range_is_refused(target: list[float]) -> None:
    with pytest.raises(ValueError, match="cross_entropy needs targets among the class numbers 0 to 2, not"):
        small(3).fit(ROWS, target, "cross_entropy", progress=False)


@pytest.mark.parametrize(
    ("loss", "activation", "sentence"),
    [
        ("cross_entropy", "softmax", "use Dense(3) without activation instead of softmax: softmax is part of the loss"),
        ("binary_cross_entropy", "sigmoid", "use Dense(3) without activation instead of sigmoid"),
        ("hinge", "tanh", "hinge works on scores: use Dense(3) without activation instead of tanh"),
        ("poisson", "relu", "poisson works on log rates: use Dense(3) without activation instead of relu"),
        ("mse", "softmax", "for classes use cross_entropy with Dense(3) without activation"),
    ],
)
def test_an_output_and_a_loss_that_do_not_belong_together_are_refused(
    loss: str, activation: str, sentence: str
) -> None:
    with pytest.raises(ValueError) as refusal:
        small(3, output_activation=activation).fit(ROWS, CLASSES, loss, progress=False)
    assert sentence in str(refusal.value)


def test_a_negative_learning_rate_is_refused() -> None:
    with pytest.raises(ValueError, match=r"SGD: learning_rate must be a number, 0 or more, not -0.01"):
        small().fit(ROWS, NUMBERS, optimizer=hg.SGD(-0.01), progress=False)

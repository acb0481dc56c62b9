"""Losses: reductions and weights agree with each other, and what does not fit is refused in one sentence."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from subjects import TARGETS, takes

from handgrad import activations, losses

RNG = np.random.default_rng(7)
CASES = [
    pytest.param(loss, targets, id=f"{name}-{kind}")
    for name, loss in losses.table.items()
    for kind, targets in TARGETS.items()
    if takes(loss, targets)
]
EACH = pytest.mark.parametrize(("loss", "targets"), CASES)
LOSSES = pytest.mark.parametrize("loss", losses.table.values(), ids=lambda loss: loss.name)


def batch(targets: Any, rows: int = 5) -> tuple[Any, Any]:
    rng = np.random.default_rng(3)
    return 2 * rng.standard_normal((rows, 4)), targets(rng, rows)


@EACH
def test_mean_and_sum_are_those_of_none(loss: losses.Loss, targets: Any) -> None:
    y, target = batch(targets)
    each, dy = loss(y, target, reduction="none")
    assert loss(y, target)[0] == pytest.approx(np.mean(each), rel=1e-14)
    assert loss(y, target, reduction="sum")[0] == pytest.approx(np.sum(each), rel=1e-14)
    np.testing.assert_array_equal(loss(y, target, reduction="sum")[1], dy)
    np.testing.assert_allclose(loss(y, target)[1], dy / each.size, rtol=1e-14)


@EACH
@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_weight_two_is_the_row_twice(loss: losses.Loss, targets: Any, reduction: str) -> None:
    y, target = batch(targets)
    value, dy = loss(y, target, sample_weight=[1, 2, 1, 0, 1], reduction=reduction)
    rows = [0, 1, 1, 2, 4]
    value_twice, dy_twice = loss(y[rows], target[rows], reduction=reduction)
    assert value == pytest.approx(value_twice, rel=1e-14)
    np.testing.assert_allclose(dy[[0, 1, 2, 4]], [dy_twice[0], 2 * dy_twice[1], dy_twice[3], dy_twice[4]], rtol=1e-14)
    assert not np.any(dy[3])


@EACH
def test_equal_weights_change_nothing(loss: losses.Loss, targets: Any) -> None:
    y, target = batch(targets)
    value, dy = loss(y, target)
    weighted, weighted_dy = loss(y, target, sample_weight=np.full(5, 0.3))
    assert weighted == pytest.approx(value, rel=1e-14)
    np.testing.assert_allclose(weighted_dy, dy, rtol=1e-13)


@EACH
def test_nothing_weighs_nothing(loss: losses.Loss, targets: Any) -> None:
    y, target = batch(targets)
    value, dy = loss(y, target, sample_weight=np.zeros(5))
    assert value == 0
    assert not np.any(dy)
    value, dy = loss(y[:0], target[:0])
    assert value == 0
    assert dy.shape == (0, 4)


@EACH
def test_order_of_rows_does_not_matter_but_pairing_does(loss: losses.Loss, targets: Any) -> None:
    y, target = batch(targets)
    order = np.roll(np.arange(5), 1)
    assert loss(y[order], target[order])[0] == pytest.approx(loss(y, target)[0], rel=1e-13)
    assert loss(y, target[order])[0] != pytest.approx(loss(y, target)[0], rel=1e-3)


@EACH
def test_value_and_gradient_keep_the_dtype(loss: losses.Loss, targets: Any) -> None:
    y, target = batch(targets)
    for reduction in ("mean", "sum", "none"):
        for weight in (None, np.ones(5)):
            value, dy = loss(y.astype(np.float32), target, weight, reduction)
            assert value.dtype == dy.dtype == np.float32


@EACH
def test_weights_of_single_steps(loss: losses.Loss, targets: Any) -> None:
    rng = np.random.default_rng(0)
    steps = [targets(rng, 5) for _ in range(3)]
    y, target = rng.standard_normal((5, 3, 4)), np.stack(steps, axis=1)
    weight = rng.random((5, 3))
    value, dy = loss(y, target, weight)
    flat, flat_dy = loss(y.reshape(15, 4), target.reshape(15, *target.shape[2:]), weight.reshape(15))
    assert value == pytest.approx(flat, rel=1e-14)
    np.testing.assert_allclose(dy.reshape(15, 4), flat_dy, rtol=1e-13)


def test_published_values() -> None:
    y, t = np.array([[0.5, -2.0]]), np.array([[1.0, 1.0]])
    sigmoid = 1 / (1 + np.exp(-y))
    soft = np.exp(y) / np.exp(y).sum()
    expected = {
        "mse": (0.25 + 9) / 2,
        "mae": (0.5 + 3) / 2,
        "huber": (0.125 + 2.5) / 2,
        "binary_cross_entropy": -np.log(sigmoid).sum() / 2,
        "hinge": (0.5 + 3) / 2,
        "poisson": (math.exp(0.5) - 0.5 + math.exp(-2) + 2) / 2,
    }
    for name, value in expected.items():
        assert losses.find(name)(y, t)[0] == pytest.approx(value, rel=1e-14), name
    assert losses.cross_entropy(y, [1])[0] == pytest.approx(-math.log(soft[0, 1]), rel=1e-14)
    assert losses.huber(y, t, delta=0.25)[0] == pytest.approx((0.25 * 0.375 + 0.25 * 2.875) / 2, rel=1e-14)


def test_adjusted_settings_stay() -> None:
    y, t = np.array([[0.5, -2.0]]), np.array([[1.0, 1.0]])
    narrow = losses.huber.adjusted(delta=0.25)
    assert narrow(y, t)[0] == losses.huber(y, t, delta=0.25)[0]
    assert (narrow.name, narrow.__doc__) == ("huber", losses.huber.__doc__)
    assert losses.find(narrow) is narrow


def test_huge_logits_neither_overflow_nor_vanish() -> None:
    value, dy = losses.binary_cross_entropy(np.array([[1000.0], [-1000.0]]), np.array([[0.0], [0.0]]))
    assert (value, dy.tolist()) == (500.0, [[0.5], [0.0]])
    value, dy = losses.cross_entropy(np.array([[1000.0, -1000.0]]), [1])
    assert (value, dy.tolist()) == (2000.0, [[1.0, -1.0]])


def test_class_numbers_are_their_one_hot_rows() -> None:
    y = RNG.standard_normal((4, 3))
    numbers, one_hot = losses.cross_entropy(y, [2, 0, 1, 1]), losses.cross_entropy(y, np.eye(3)[[2, 0, 1, 1]])
    assert numbers[0] == one_hot[0]
    np.testing.assert_array_equal(numbers[1], one_hot[1])


def test_hinge_takes_both_ways_of_writing_two_classes() -> None:
    y, bits = RNG.standard_normal((6, 2)), RNG.integers(0, 2, (6, 2))
    assert losses.hinge(y, bits)[0] == losses.hinge(y, 2 * bits - 1)[0]


@LOSSES
@pytest.mark.parametrize(("y_shape", "t_shape"), [((4,), (4, 1)), ((4, 1), (4,)), ((4, 2), (4, 3)), ((4, 2), (3, 2))])
def test_shapes_that_do_not_fit_are_refused(loss: losses.Loss, y_shape: Any, t_shape: Any) -> None:
    with pytest.raises(ValueError, match=r"shape|at least two classes"):
        loss(np.zeros(y_shape), np.zeros(t_shape))


def test_the_silent_broadcast_is_refused_with_the_way_out() -> None:
    with pytest.raises(ValueError, match=r"shape \(4,\) against .* \(4, 1\) .*: give target\.reshape\(-1, 1\)$"):
        losses.mse(np.zeros((4, 1)), np.zeros(4))
    with pytest.raises(ValueError, match=r"shape \(4, 1\) against .* \(4,\) .*: give target\.reshape\(-1\)$"):
        losses.mse(np.zeros(4), np.zeros((4, 1)))
    with pytest.raises(ValueError, match=r"give target\.reshape\(-1\)$"):
        losses.cross_entropy(np.zeros((4, 3)), np.zeros((4, 1), dtype=int))


@LOSSES
@pytest.mark.parametrize("bad", [math.nan, math.inf, "x"])
def test_nan_infinity_and_strings_are_refused(loss: losses.Loss, bad: Any) -> None:
    good, broken = np.ones((4, 2)), np.array([[1.0, 1.0], [bad, 1.0], [1.0, 1.0], [1.0, bad]])
    one_hot = np.eye(2)[[0, 1, 1, 0]]
    for arguments in ((broken, one_hot), (good, broken), (good, one_hot, broken[:, 0])):
        with pytest.raises(ValueError, match=r"NaN or infinity|must be numbers"):
            loss(*arguments)


@pytest.mark.parametrize(
    ("name", "target", "sentence"),
    [
        ("cross_entropy", [0, 3], "cross_entropy needs targets among the class numbers 0 to 2, not 3"),
        ("cross_entropy", [-1, 0], "among the class numbers 0 to 2, not -1"),
        ("cross_entropy", [0.5, 1], "among the class numbers 0 to 2, not 0.5"),
        ("cross_entropy", [[0.2, 0.2, 0.2], [1, 0, 0]], "add up to 1 in each row"),
        ("cross_entropy", [[2, -1, 0], [1, 0, 0]], "add up to 1 in each row"),
        ("binary_cross_entropy", [[1, 0, -1], [0, 0, 0]], "needs targets from 0 to 1, not -1"),
        ("hinge", [[1, 0, -1], [0, 0, 0]], "needs targets -1 and 1, or 0 and 1, not 0"),
        ("hinge", [[1, 0, 2], [0, 0, 0]], "needs targets -1 and 1, or 0 and 1, not 2"),
        ("hinge", [[1, 0.5, 0], [0, 0, 0]], "needs targets -1 and 1, or 0 and 1, not 0.5"),
        ("poisson", [[1, 0, -2], [0, 0, 0]], "needs targets of 0 or more, not -2"),
    ],
)
def test_targets_without_meaning_are_refused(name: str, target: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        losses.find(name)(np.zeros((2, 3)), target)


def test_other_refusals() -> None:
    y = np.zeros((4, 2))
    with pytest.raises(ValueError, match=r"have shape \(2,\): \(4,\) is needed"):
        losses.mse(y, y, sample_weight=[1, 2])
    with pytest.raises(ValueError, match=r"have shape \(4, 1\): \(4,\) is needed"):
        losses.mse(y, y, sample_weight=np.ones((4, 1)))
    with pytest.raises(ValueError, match="must not be negative"):
        losses.mse(y, y, sample_weight=[1, 1, -1, 1])
    with pytest.raises(ValueError, match="unknown reduction 'avg'; known: mean, none, sum"):
        losses.mse(y, y, reduction="avg")
    with pytest.raises(ValueError, match="delta must be above 0, not -1"):
        losses.huber(y, y, delta=-1)
    with pytest.raises(ValueError, match=r"unknown loss 'msee'; known: .*mse"):
        losses.find("msee")
    with pytest.raises(ValueError, match="for a single output use binary_cross_entropy"):
        losses.cross_entropy(np.zeros((4, 1)), [0, 0, 0, 0])


RIGHT = {
    "any": {name for name in activations.table if name != "softmax"},
    "logits": {"linear"},
    "scores": {"linear"},
    "log rates": {"linear"},
}


@LOSSES
@pytest.mark.parametrize("activation", activations.table)
def test_only_outputs_that_belong_to_the_loss_are_taken(loss: losses.Loss, activation: str) -> None:
    if activation in RIGHT[loss.expects]:
        losses.require_pair(loss, activation)
    else:
        with pytest.raises(ValueError, match=rf"{loss.name} .* Dense\(10\) without activation"):
            losses.require_pair(loss.name, activation, 10)

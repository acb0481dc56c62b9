"""Initialisers: the published spread, orthogonality, float64 from the given generator."""

from __future__ import annotations

import math

import numpy as np
import pytest

from handgrad import initializers
from handgrad.layers.dense import Dense

NAMES = pytest.mark.parametrize("name", initializers.table)
VARIANCE = {"he": 2 / 300, "glorot": 2 / (300 + 200), "lecun": 1 / 300}


@NAMES
@pytest.mark.parametrize("shape", [(4, 3), (3, 4), (3, 3, 2, 5), (7,), (0, 3), (3, 0)])
def test_shape_dtype_and_repeatability(name: str, shape: tuple[int, ...]) -> None:
    start = initializers.find(name)
    first, second = (start(np.random.default_rng(1), shape) for _ in range(2))
    assert first.shape == shape
    assert first.dtype == np.float64
    np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize("family", VARIANCE)
@pytest.mark.parametrize("kind", ["normal", "uniform"])
def test_spread_is_the_published_one(family: str, kind: str) -> None:
    w = initializers.find(f"{family}_{kind}")(np.random.default_rng(0), (300, 200))
    deviation = math.sqrt(VARIANCE[family])
    assert abs(w.mean()) < 4 * deviation / math.sqrt(w.size)
    assert w.std() == pytest.approx(deviation, rel=0.01)
    within = np.mean(np.abs(w) < deviation)
    assert within == pytest.approx(0.6827 if kind == "normal" else 1 / math.sqrt(3), abs=0.01)
    if kind == "uniform":
        assert np.abs(w).max() <= math.sqrt(3) * deviation


def test_a_convolution_counts_its_window() -> None:
    assert initializers.fans((3, 5, 7, 11)) == (3 * 5 * 7, 3 * 5 * 11)
    assert initializers.fans((7, 11)) == (7, 11)
    w = initializers.find("he_normal")(np.random.default_rng(0), (3, 3, 50, 40))
    assert w.std() == pytest.approx(math.sqrt(2 / 450), rel=0.02)


@pytest.mark.parametrize("shape", [(6, 4), (4, 6), (5, 5), (3, 3, 2, 5)])
def test_orthogonal_columns_or_rows(shape: tuple[int, ...]) -> None:
    w = initializers.Orthogonal(gain=2.0)(np.random.default_rng(0), shape).reshape(-1, shape[-1])
    product = w.T @ w if w.shape[0] >= w.shape[1] else w @ w.T
    np.testing.assert_allclose(product, 4 * np.eye(len(product)), atol=1e-14)


def test_orthogonal_favours_no_sign() -> None:
    corners = [initializers.find("orthogonal")(np.random.default_rng(seed), (3, 3))[0, 0] for seed in range(400)]
    assert abs(np.mean(np.sign(corners))) < 0.2


def test_a_number_and_an_initialiser_stand_for_themselves() -> None:
    rng = np.random.default_rng(0)
    assert initializers.find(0.5)(rng, (2, 2)).tolist() == [[0.5, 0.5], [0.5, 0.5]]
    assert initializers.find("zeros")(rng, (2,)).tolist() == [0, 0]
    own = initializers.Constant(3.0)
    assert initializers.find(own) is own


def test_dense_starts_as_told() -> None:
    params = Dense(3, "relu", start=0.25, bias_start=0.5).init(np.random.default_rng(0), (2,))
    assert params.weights.tolist() == [[0.25] * 3] * 2
    assert params.bias.tolist() == [0.5] * 3


def test_what_dense_refuses() -> None:
    with pytest.raises(ValueError, match=r"unknown initialiser 'he'; known: .*he_normal"):
        Dense(3, start="he")
    with pytest.raises(ValueError, match=r"unknown activation 'rleu'; known: .*relu"):
        Dense(3, "rleu")
    with pytest.raises(ValueError, match="units must be a whole number, 1 or more, not 0"):
        Dense(0)

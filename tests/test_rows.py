"""Single rows: machine code answers as `predict` does, whatever happens to the network, and refuses the same rows."""

from __future__ import annotations

import copy
import pickle
import re
from typing import Any

import numpy as np
import pytest

import handgrad as hg

pytest.importorskip("llvmlite", reason="the compiler of the loops is missing")
RNG = np.random.default_rng(0)


def network(dtype: str = "float64") -> hg.Network:
    layers = [hg.Dense(6, "tanh"), hg.BatchNorm(), hg.Dropout(0.5), hg.LayerNorm(), hg.Dense(2, "sigmoid")]
    net = hg.Network(3, layers, 0, dtype)
    net.fit(RNG.standard_normal((8, 3)), RNG.random((8, 2)), "mse", epochs=1, progress=False)
    return net


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_row_is_answered_as_predict_answers_it(dtype: str) -> None:
    net = network(dtype)
    for x in RNG.standard_normal((5, 3)):
        found = net.predict(x, engine="loops")
        assert found.dtype == dtype
        np.testing.assert_allclose(found, net.predict(x), rtol=1e-12 if dtype == "float64" else 1e-5)


def test_arrays_written_replaced_or_trained_are_seen() -> None:
    net, x = network(), RNG.standard_normal(3)
    changes: list[Any] = [
        lambda: net.parameters[0].weights.__imul__(2),
        lambda: setattr(net.parameters[4], "bias", net.parameters[4].bias + 1),
        lambda: net.fit(RNG.standard_normal((8, 3)), RNG.random((8, 2)), "mse", epochs=1, progress=False),
        lambda: setattr(net.parameters[0], "weights", np.asfortranarray(net.parameters[0].weights)),
    ]
    before = net.predict(x, engine="loops")
    for change in changes:
        change()
        found = net.predict(x, engine="loops")
        np.testing.assert_allclose(found, net.predict(x), rtol=1e-12)
        assert not np.allclose(found, before) or change is changes[-1]
        before = found


@pytest.mark.parametrize("wrong", [[np.nan, 0, 1], [np.inf, 0, 1], [1.0, 2.0], "text"])
def test_a_wrong_row_is_refused_in_the_same_words(wrong: Any) -> None:
    net = network()
    row = np.array(wrong)
    with pytest.raises(ValueError, match=r"inputs|takes one row") as plain:
        net.predict(row)
    with pytest.raises(ValueError, match=f"^{re.escape(str(plain.value))}$"):
        net.predict(row, engine="loops")


def test_batches_lists_and_copies() -> None:
    net = network()
    rows = RNG.standard_normal((4, 3))
    np.testing.assert_array_equal(net.predict(rows, engine="loops"), net.predict(rows))
    np.testing.assert_allclose(net.predict(rows[0].tolist(), engine="loops"), net.predict(rows[0]))
    net.predict(rows[0], engine="loops")
    for other in (copy.deepcopy(net), pickle.loads(pickle.dumps(net))):
        other.parameters[0].weights[:] = 0
        np.testing.assert_allclose(other.predict(rows[0], engine="loops"), other.predict(rows[0]))
        assert not np.allclose(other.predict(rows[0]), net.predict(rows[0], engine="loops"))


def test_an_engine_that_cannot_answer_rows_says_so() -> None:
    net = network()
    with pytest.raises(ValueError, match="unknown engine 'warp'"):
        net.predict(np.ones(3), engine="warp")
    with pytest.warns(UserWarning, match="cannot answer single rows"):
        net.predict(np.ones(3), engine="jax")

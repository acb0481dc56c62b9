"""Compiling: any pure NumPy function runs compiled and gives the same; what cannot be is refused with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import handgrad as hg
from handgrad import engines
from handgrad.pair import Params

ENGINES = [name for name in engines.names() if name != engines.AUTO and not engines.find(name).missing()]
RNG = np.random.default_rng(0)
X, Y = RNG.standard_normal((8, 3)), RNG.standard_normal((8, 1))
WEIGHTS = {"hidden": Params(w=RNG.standard_normal((3, 4)), b=np.zeros(4)), "out": [RNG.standard_normal((4, 1))]}


def step(weights: Any, x: Any, y: Any, rate: Any) -> Any:
    """A training step as people write it, with an in-place update of something of its own."""
    hidden, (v,) = weights["hidden"], weights["out"]
    h = np.tanh(x @ hidden.w + hidden.b)
    p = h @ v
    d = 2 * (p - y) / len(x)
    e = d @ v.T
    e *= 1 - h**2
    after = Params(w=hidden.w - rate * (x.T @ e), b=hidden.b - rate * e.sum(axis=0))
    return {"hidden": after, "out": [v - rate * h.T @ d]}, np.mean((p - y) ** 2)


def flat(result: Any) -> list[Any]:
    weights, loss = result
    return [weights["hidden"].w, weights["hidden"].b, weights["out"][0], loss]


@pytest.mark.parametrize("engine", [*ENGINES, "auto"])
def test_a_step_runs_compiled_and_gives_the_same(engine: str, capsys: Any) -> None:
    compiled = hg.compile(step, WEIGHTS, X, Y, 0.1, engine=engine)
    assert compiled.engine == engine or engine == "auto"
    by_it, by_hand = WEIGHTS, WEIGHTS
    for _ in range(20):
        by_it, loss = compiled(by_it, X, Y, 0.2)
        by_hand, expected = step(by_hand, X, Y, 0.2)
        assert type(loss) is type(expected) is np.float64
    for found, right in zip(flat((by_it, loss)), flat((by_hand, expected)), strict=True):
        np.testing.assert_allclose(found, right, rtol=1e-10)
    compiled.show()
    assert "tanh" in capsys.readouterr().out
    few = compiled(WEIGHTS, X[:5], Y[:5], 0.1)
    assert len(compiled.variants) == 2
    np.testing.assert_allclose(flat(few)[0], flat(step(WEIGHTS, X[:5], Y[:5], 0.1))[0], rtol=1e-12)


def test_another_shape_or_setting_anywhere_compiles_anew() -> None:
    def scaled(tree: Any, how: str) -> Any:
        return tree["a"].w * (2 if how == "twice" else 3), len(tree["a"].w)

    compiled = hg.compile(scaled, {"a": Params(w=np.ones(3))}, "twice")
    assert compiled({"a": Params(w=np.ones(4))}, "twice")[1] == 4
    assert compiled({"a": Params(w=np.ones(4))}, "thrice")[0].tolist() == [3.0] * 4
    assert compiled({"a": Params(w=np.ones(4, np.float32))}, "thrice")[0].dtype == np.float32
    assert len(compiled.variants) == 4


@pytest.mark.parametrize("engine", ENGINES)
def test_float32_stays(engine: str) -> None:
    def half(x: Any, k: Any) -> Any:
        return x * 0.5 + k, x.astype(np.float64).sum()

    x = X.astype(np.float32)
    found, right = hg.compile(half, x, 3.0, engine=engine)(x, 2.0), half(x, 2.0)
    assert found[0].dtype == np.float32 and found[1].dtype == np.float64
    np.testing.assert_allclose(found[0], right[0], rtol=1e-6)


def decides(w: Any) -> Any:
    if w.sum() > 0:
        return w
    return -w


def converts(w: Any) -> Any:
    return w * float(w.sum())


def writes(w: Any) -> Any:
    w -= 0.1
    return w


def draws(w: Any) -> Any:
    return w + np.random.randn(*w.shape)


def draws_from_outside(w: Any) -> Any:
    return w + RNG.random(w.shape)


@pytest.mark.parametrize(
    ("function", "place", "sentence"),
    [
        (decides, "`if w.sum() > 0:`", "decides by a value, once for all calls: write np.where(condition, a, b)"),
        (converts, "`return w * float(w.sum())`", "makes a plain number of a value, once for all calls: use the value"),
        (writes, "`w -= 0.1`", "changes an argument in place: make a new array, as in w = w - step, and return it"),
        (draws, "`return w + np.random.randn(*w.shape)`", "draws a random number: draw it outside, and give it"),
        (draws_from_outside, "draws_from_outside", "gives other numbers at a second call: give what it draws"),
    ],
)
def test_what_cannot_be_traced_is_refused_with_its_line(function: Any, place: str, sentence: str) -> None:
    w = np.ones(3)
    with pytest.raises(ValueError) as refusal:
        hg.compile(function, w)
    assert place in str(refusal.value) and sentence in str(refusal.value)
    lines = Path(__file__).read_text().splitlines()
    if place.startswith("`"):
        number = int(str(refusal.value).split(",")[0].removeprefix("line "))
        assert lines[number - 1].strip() == place.strip("`")
    assert w.tolist() == [1, 1, 1]


def test_what_an_engine_gets_wrong_runs_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ENGINES:
        if name == "plain":
            continue
        wrong = classmethod(lambda cls, traced: lambda x: [x * 2.001])
        monkeypatch.setattr(engines.find(name), "function", wrong)
        with pytest.warns(UserWarning, match=f"twice runs as it is: engine '{name}' cannot: result 0 of twice differs"):
            compiled = hg.compile(twice, X, engine=name)
        assert compiled.engine == "plain"
        assert compiled(X).tolist() == (2 * X).tolist()
    with pytest.raises(ValueError, match="unknown engine 'warp'"):
        hg.compile(twice, X, engine="warp")


def twice(x: Any) -> Any:
    return 2 * x


def test_numbers_below_a_mask_can_be_written_by_jax() -> None:
    def clipped(x: Any) -> Any:
        y = x + 1
        y[y > 1] = 0
        return y

    if "jax" in ENGINES:
        np.testing.assert_array_equal(hg.compile(clipped, X, engine="jax")(Y), clipped(Y))

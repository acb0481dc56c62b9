"""Fused loops: every operation they know gives NumPy's values, and functions made of arithmetic are exact enough."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from operation_examples import EXAMPLES, examples

from handgrad.program.operations import find, rows
from handgrad.program.program import Op, Program, Ref
from handgrad.program.trace import Traced, trace
from handgrad.program.trees import leaves, mapped

pytest.importorskip("llvmlite", reason="the compiler of the loops is missing")

import handgrad as hg
from handgrad.engines.engine import Unfit
from handgrad.engines.fused.call import Call
from handgrad.engines.fused.expressions import number, variable, whole
from handgrad.engines.fused.lowering import known_rules
from handgrad.engines.fused.maths import FUNCTIONS
from handgrad.engines.fused.nests import Assign, Buffer, Loop
from handgrad.engines.fused.passes import collapsed
from handgrad.engines.loops import Loops

RNG = np.random.default_rng(0)
ULPS = {"exp": 1, "expm1": 3, "tanh": 4, "log": 3, "log1p": 5}
"""The largest errors that the documentation states, in units of the last place."""
RANGES = {np.float32: (-87.0, 88.7), np.float64: (-708.0, 709.7)}


def called(function: Callable[..., Any], *args: Any) -> Any:
    """What the machine code of a function gives."""
    traced = trace(function, *args)
    return traced.returned(Call(traced)(*leaves(args)))


def single(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Traced, list[Any]]:
    """The Program of one operation whose arrays are inputs, and these."""
    given: list[Any] = []
    ops: list[Op] = []

    def entered(value: Any) -> Any:
        if isinstance(value, np.ndarray):
            ops.append(Op(len(ops), "leaf", (), {}, value, origin="input"))
            given.append(value)
            return Ref(len(ops) - 1)
        return value

    operands, named = mapped(args, entered), mapped(kwargs, entered)
    value = find(name).perform(*args, **kwargs)
    ops.append(Op(len(ops), name, operands, named, value))
    shapes = [np.shape(op.value) if not isinstance(op.value, (tuple, list)) else () for op in ops]
    return Traced(Program(ops), list(range(len(given))), [len(ops) - 1], value, shapes), given


def examples_of(name: str) -> list[Any]:
    """The examples of the operation, or of one without a rule: those of one and of two arrays that it takes."""
    if name in EXAMPLES or "out" not in find(name).backward:
        with contextlib.suppress(TypeError):
            return examples(name)
    x, y = RNG.permutation(12).reshape(3, 4) / 3 - 1.7, RNG.permutation(4) / 3 - 0.7
    found = []
    for args in ((x,), (x, y), (x, 0.5), (x > 0,), (x > 0, y > 0)):
        with contextlib.suppress(TypeError, ValueError):
            find(name).perform(*args)
            found.append((args, {}))
    return found


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", sorted(name for name in known_rules() if name in EXAMPLES or name in rows))
def test_every_operation_gives_what_numpy_gives(name: str) -> None:
    """A form that is not known is refused, never computed wrongly."""
    for args, kwargs in examples_of(name):
        traced, given = single(name, args, kwargs)
        value = traced.result
        if not given or isinstance(value, (tuple, list)):
            continue
        try:
            call = Call(traced)
        except Unfit:
            continue
        for inputs in (given, [np.asfortranarray(x) for x in given]):
            np.testing.assert_allclose(call(*inputs)[0], value, rtol=1e-12, atol=1e-13, err_msg=f"{name}{args}{kwargs}")


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_functions_are_as_exact_as_stated(name: str, dtype: Any) -> None:
    low, high = RANGES[dtype]
    size = 20_000
    parts = [RNG.uniform(low, high, size), RNG.standard_normal(size), RNG.standard_normal(size) * 1e-3,
             RNG.uniform(0.5, 1.5, size), np.exp(RNG.uniform(low / 2, high / 2, size))]  # fmt: skip
    x = np.concatenate(parts).astype(dtype)
    x = np.clip(x, {"log": 1e-30, "log1p": -0.9999}.get(name, low), high).astype(dtype)
    right = getattr(np, name)(x.astype(np.longdouble))
    found = called(lambda x: getattr(np, name)(x), x)
    errors = np.abs(found - right) / np.spacing(np.abs(right).astype(dtype))
    assert errors.max() <= ULPS[name]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", sorted(FUNCTIONS))
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_functions_treat_infinity_and_nan_as_numpy_does(name: str, dtype: Any) -> None:
    x = np.array([0.0, np.inf, -np.inf, np.nan, -1.0, -2.0, 1e5, -1e5, 1.0] * 3, dtype)
    found = called(lambda x: getattr(np, name)(x), x)
    np.testing.assert_allclose(found, getattr(np, name)(x), rtol=1e-6)
    assert np.signbit(called(lambda x: np.tanh(x), np.array([-0.0, 0.0] * 8))).tolist() == [True, False] * 8


def test_writing_into_arrays_leaves_what_others_still_read() -> None:
    def function(x: Any) -> Any:
        a = np.zeros((3, 4))
        a[1] = x
        before = a * 2
        a[1, ::2] += 1
        a[:, 1:3] -= a[:, :2]
        b = a.copy()
        b[0] = b[1]
        return before, a, b, a[::-1]

    x = RNG.standard_normal(4)
    for found, right in zip(called(function, x), function(x), strict=True):
        np.testing.assert_allclose(found, right, rtol=1e-15)


def test_products_large_and_small_turned_and_stacked() -> None:
    a, b, c = (RNG.standard_normal(shape) for shape in ((5, 40, 30), (5, 30, 20), (40, 30)))

    def function(a: Any, b: Any, c: Any) -> Any:
        stacked = a @ b, c @ b, np.swapaxes(a, 1, 2) @ a, a[:, ::2] @ b
        sums = np.einsum("bij,bjk->bik", a, b), np.einsum("bij,kj->bki", a, c), np.tensordot(a, c, ([1, 2], [0, 1]))
        return *stacked, *sums, c.T @ c, c @ c[0], c[:, :3] @ c[:3]

    for found, right in zip(called(function, a, b, c), function(a, b, c), strict=True):
        np.testing.assert_allclose(found, right, rtol=1e-11, atol=1e-11)


def test_what_runs_can_be_read() -> None:
    listing = Call(trace(lambda x, w: np.tanh(x @ w), np.ones((2, 3)), np.ones((3, 4)))).listing
    assert "for i" in listing and "tanh(" in listing and "x1[" in listing and "y0[" in listing


def test_rows_in_their_own_order_are_read_where_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    X, Y = np.ones((80, 300)), np.ones((80, 2))
    listings = []
    monkeypatch.setattr(Loops, "bind", lambda self, kernel: listings.append(kernel.module.listing))
    for shuffle in (False, True):
        net = hg.Network(300, [hg.Dense(5, "relu"), hg.Dense(2)], 0)
        with contextlib.suppress(AttributeError):  # there is no memory to train in
            net.fit(X, Y, batch_size=40, shuffle=shuffle, engine="loops", progress=False)
    in_order, shuffled = listings
    assert "gemm(d0[(order[begins[step]] * 300):]" in in_order
    assert "gemm(d0" not in shuffled and "= d0[((order[(begins[step] + i" in shuffled


def test_machine_code_is_kept(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from handgrad.engines.fused import machine

    monkeypatch.setenv("HANDGRAD_CACHE", str(tmp_path))
    monkeypatch.setattr(machine, "_loaded", {})
    called(lambda x: x * 3.25 + 1, np.ones(7))
    files = list(tmp_path.iterdir())
    assert [file.suffix for file in files] == [".o"]
    monkeypatch.setattr(machine, "_loaded", {})
    monkeypatch.setattr(machine, "compiled", None)  # called, it would raise
    assert called(lambda x: x * 3.25 + 1, np.full(7, 2.0)).tolist() == [7.5] * 7


def test_machine_code_that_is_damaged_on_disk_is_made_anew(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from handgrad.engines.fused import machine

    monkeypatch.setenv("HANDGRAD_CACHE", str(tmp_path))
    for _ in range(2):
        monkeypatch.setattr(machine, "_loaded", {})
        assert called(lambda x: x * 1.75, np.full(3, 4.0)).tolist() == [7.0] * 3
        (file,) = tmp_path.iterdir()
        file.write_bytes(file.read_bytes()[:100])


def test_two_loops_become_one_only_where_every_statement_allows_it() -> None:
    row, column, one = variable("i"), variable("j"), number(1.0, "f8")
    a, b = (Buffer(name, "f8", 12) for name in "ab")
    flat, turned = Assign([(a, row * 4 + column, one)]), Assign([(b, column * 3 + row, one)])
    for body, depth in (([flat], 1), ([flat, flat], 1), ([turned, flat], 2), ([flat, turned], 2)):
        outer = collapsed(Loop("i", whole(3), [Loop("j", whole(4), body)]))
        assert isinstance(outer, Loop) and isinstance(outer.body[0], Loop) == (depth == 2)

"""Every operation with a rule: performed as NumPy does, differentiated as complex step and central difference say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from builder import Builder
from operation_examples import EXAMPLES, examples
from scipy import special

from handgrad.program.derive import gradients
from handgrad.program.operations import find, perform, rows
from handgrad.program.program import Ref
from handgrad.program.referee import slopes


def ruled() -> list[str]:
    """Operations with a rule that is not zero for some operand."""
    names = [name for name, operation in rows.items() if any(operation.backward.values())]
    return sorted({*names, *EXAMPLES})


def flat(value: Any) -> Iterator[Any]:
    if isinstance(value, (tuple, list)):
        for part in value:
            yield from flat(part)
    else:
        yield value


@pytest.mark.parametrize("name", ruled())
def test_every_rule_has_an_example(name: str) -> None:
    assert examples(name)


def program(name: str, example: int) -> tuple[Builder, list[Ref], Ref]:
    """A Program of one operation, the leaves that its floats come from, and a number that all of its value goes to."""
    args, kwargs = examples(name)[example]
    build, found = Builder(), list[Ref]()
    args, kwargs = build.leaves(args, found), build.leaves(kwargs, found)
    return build, found, build.weighed(build(name, *args, **kwargs), np.random.default_rng(1))


@pytest.mark.parametrize(("name", "example"), [(name, i) for name in ruled() for i in range(len(examples(name)))])
def test_rule_agrees_with_complex_step_and_central_difference(name: str, example: int) -> None:
    build, found, end = program(name, example)
    derived = gradients(build.program, end.index, [ref.index for ref in found], build.program.replay([end.index]))
    assert found
    for ref in found:
        numeric = slopes(build.program, end.index, ref.index)
        assert not numeric.corner.any()
        assert np.isfinite(numeric.complex_step).all()
        np.testing.assert_array_equal(numeric.values, numeric.complex_step)  # confirmed by the central difference
        assert numeric.relative_error(derived[ref.index]) < 1e-9
        assert derived[ref.index].shape == np.shape(build.value(ref))
        assert derived[ref.index].dtype == np.float64


def scaled(gradient: Any) -> Any:
    """A cotangent that is wrong by a thousandth."""
    return [scaled(part) for part in gradient] if isinstance(gradient, list) else gradient * 1.001


def rules() -> list[tuple[str, int | str]]:
    """Every rule; that of `out`, one for all, where there are examples with it."""
    found = [(name, key) for name in ruled() for key, rule in find(name).backward.items() if rule is not None]
    return [(name, key) for name, key in found if key != "out" or any("out" in kwargs for _, kwargs in examples(name))]


@pytest.mark.parametrize(("name", "key"), rules())
def test_some_example_notices_each_rule_being_wrong(name: str, key: int | str, monkeypatch: Any) -> None:
    operation = find(name)
    rule = operation.backward[key]
    assert rule is not None
    wrong = {**operation.backward, key: lambda *args, **kwargs: scaled(rule(*args, **kwargs))}
    monkeypatch.setitem(rows, name, replace(operation, backward=wrong))
    errors = []
    for example in range(len(examples(name))):
        build, found, end = program(name, example)
        derived = gradients(build.program, end.index, [ref.index for ref in found])
        errors += [slopes(build.program, end.index, ref.index).relative_error(derived[ref.index]) for ref in found]
    assert max(errors) > 5e-4


WRITES = ("copyto", "fill_diagonal", "put", "putmask", "place", "put_along_axis")


@pytest.mark.parametrize("name", [name for name in ruled() if hasattr(np, name) and name not in WRITES])
def test_performs_as_numpy_does(name: str) -> None:
    for args, kwargs in examples(name):
        if "where" in kwargs and "out" in find(name).backward:
            continue  # NumPy leaves the rest unset, or writes into `out`
        with np.errstate(all="ignore"):
            ours = perform(name, args, kwargs, precise=False)
            theirs = getattr(np, name)(*args, **kwargs)
        for one, other in zip(flat(ours), flat(theirs), strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-15, atol=1e-15)
            assert np.shape(one) == np.shape(other)


@pytest.mark.parametrize("name", [*WRITES, "add.at", "subtract.at"])
def test_writes_as_numpy_does_into_a_copy(name: str) -> None:
    ufunc, _, method = name.partition(".")
    function = getattr(getattr(np, ufunc), method) if method else getattr(np, name)
    for args, kwargs in examples(name):
        target, before = args[0].copy(), args[0].copy()
        ours = perform(name, args, kwargs)
        np.testing.assert_array_equal(args[0], before)
        function(target, *args[1:], **kwargs)
        np.testing.assert_array_equal(ours, target)


@pytest.mark.parametrize("name", [name for name in ruled() if hasattr(special, name) and not hasattr(np, name)])
def test_performs_as_scipy_does(name: str) -> None:
    for args, _ in examples(name):
        wide = tuple(np.asarray(arg, np.float64) for arg in args)
        np.testing.assert_allclose(perform(name, wide), getattr(special, name)(*wide), rtol=1e-12, atol=1e-15)


def test_where_keeps_what_out_holds() -> None:
    kept, mask = np.array([7.0, 8.0]), np.array([True, False])
    divided = perform("divide", (1.0, np.array([2.0, 4.0])), {"where": mask, "out": kept})
    np.testing.assert_array_equal(divided, [0.5, 8.0])


def test_python_numbers_stay_python_numbers() -> None:
    assert type(perform("add", (1.5, 2))) is float
    assert type(perform("multiply", (3, 2))) is int
    assert perform("power", (10, -3)) == 0.001
    assert perform("floor_divide", (7, 2)) == 3


def test_division_by_zero_gives_infinity() -> None:
    with np.errstate(all="ignore"):
        assert perform("divide", (1.0, 0.0)) == np.inf


def test_anything_numpy_has_can_be_performed() -> None:
    np.testing.assert_array_equal(perform("percentile", (np.arange(5.0), 50)), 2.0)
    np.testing.assert_allclose(perform("linalg.cholesky", (np.eye(2) * 4,)), np.eye(2) * 2)
    np.testing.assert_array_equal(perform("logical_xor.outer", ([True], [True, False])), [[False, True]])


def test_an_unknown_name_is_said() -> None:
    with pytest.raises(ValueError, match="no operation called 'spline'"):
        perform("spline", (1.0,))


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_precise_widens_floats_and_dtypes(dtype: Any) -> None:
    x = np.array([0.1, 0.2], dtype)
    for value in (
        perform("add", (x, x)), perform("astype", (x, np.dtype(dtype))), perform("sum", (x,), {"dtype": dtype}),
        perform("pack", ([0.5, 1.5],), {"dtype": np.dtype(dtype)}), perform("zeros_like", (x, dtype)),
        perform("setitem", (x, 0, 0.3)), perform("full_like", (x, 0.3)), perform("sum", (x,), {"dtype": "float32"}),
    ):  # fmt: skip
        assert value.dtype == np.float64
    assert perform("add", (x, x), precise=False).dtype == dtype
    assert perform("astype", (x.astype(float), dtype), precise=False).dtype == dtype


def test_integers_still_truncate() -> None:
    whole = np.array([1, 2, 3])
    for value in (
        perform("setitem", (whole, 0, 2.9)), perform("assign", (whole, np.array([2.9, 2.9, 2.9]))),
        perform("astype", (np.array([2.9]), np.dtype(int))), perform("pack", ([2.9, 1],), {"dtype": np.dtype(int)}),
        perform("fill", (whole, 2.9 + 1e-30j)), perform("setwindow", (whole, 2.9, 0, (1,), (8,))),
    ):  # fmt: skip
        assert value.dtype == np.int64
        assert value.flat[0] == 2


@pytest.mark.parametrize("order", ["C", "F"])
def test_a_window_is_the_view_it_was_recorded_from(order: Any) -> None:
    root = np.arange(24, dtype=np.float32).reshape(2, 3, 4).copy(order)
    for take in (lambda a: a[1], lambda a: a[:, ::2, 1], lambda a: a[::-1, :, ::-2], lambda a: a.T[1:3]):
        view, expected = take(root), root.copy(order)
        offset = view.__array_interface__["data"][0] - root.__array_interface__["data"][0]
        layout, kwargs = (offset, view.shape, view.strides), {"itemsize": 4, "order": order}
        for precise in (True, False):
            np.testing.assert_array_equal(perform("window", (root, *layout), kwargs, precise=precise), view)
        take(expected)[...] = -view
        np.testing.assert_array_equal(perform("setwindow", (root, -view, *layout), kwargs), expected)


@pytest.mark.parametrize("name", ["greater", "equal", "sign", "floor", "argmax", "isfinite", "any", "argsort", "round"])
def test_jumps_go_by_the_real_part(name: str) -> None:
    step = np.array([0.0, 1.0, 2.5]) + 1e-30j
    operands = (step, np.array([0.0, 2.0, 2.0])) if name in ("greater", "equal") else (step,)
    np.testing.assert_array_equal(perform(name, operands), perform(name, tuple(part.real for part in operands)))


def test_a_complex_step_passes_into_a_float_array() -> None:
    moved = perform("setitem", (np.zeros(2), 0, 1 + 1e-30j))
    assert moved[0].imag == 1e-30

"""Reverse mode over hand-made Programs: paths, corners, integers, several results, missing rules, the referee."""

from __future__ import annotations

import numpy as np
import pytest
from builder import Builder
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays, mutually_broadcastable_shapes

from handgrad.program.derive import NoRule, adjoints, depends, gradients, slice_to
from handgrad.program.referee import slopes

rng = np.random.default_rng(0)


def gradient(build: Builder, of, wanted):
    return gradients(build.program, of.index, [wanted.index])[wanted.index]


def test_a_value_used_twice_gets_both_cotangents() -> None:
    build = Builder()
    x = build.leaf(3.0)
    y = build("add", build("multiply", x, x), x)
    assert gradient(build, y, x) == 7.0


def test_a_network_of_two_layers() -> None:
    build = Builder()
    x, w1, b1 = build.leaf(rng.normal(size=(5, 3))), build.leaf(rng.normal(size=(3, 4))), build.leaf(np.zeros(4))
    w2, t = build.leaf(rng.normal(size=(4, 2))), build.leaf(rng.normal(size=(5, 2)))
    hidden = build("tanh", build("add", build("matmul", x, w1), b1))
    error = build("subtract", build("dot", hidden, w2), t)
    loss = build("mean", build("power", error, 2))
    found = adjoints(build.program, loss.index)
    assert set(found) >= {ref.index for ref in (x, w1, b1, w2, t, hidden, error, loss)}
    delta = 2 * build.value(error) / 10
    np.testing.assert_allclose(found[w2.index], build.value(hidden).T @ delta, rtol=1e-12)
    for ref in (x, w1, b1, w2, t, hidden):
        assert slopes(build.program, loss.index, ref.index).relative_error(found[ref.index]) < 1e-12
    assert gradient(build, loss, hidden) == pytest.approx(found[hidden.index])


def test_cotangents_of_several_operations() -> None:
    build = Builder()
    x = build.leaf(np.array([1.0, 2.0]))
    y, z = build("square", x), build("exp", x)
    found = gradients(build.program, {y.index: np.array([1.0, 0.0]), z.index: 2.0}, [x.index])[x.index]
    np.testing.assert_allclose(found, [2 + 2 * np.e, 2 * np.exp(2)])
    both = slopes(build.program, {y.index: np.array([1.0, 0.0]), z.index: 2.0}, x.index)
    assert both.relative_error(found) < 1e-12


def test_no_way_gives_zero() -> None:
    build = Builder()
    x, y = build.leaf(np.ones((2, 3))), build.leaf(1.0)
    z = build("exp", y)
    np.testing.assert_array_equal(gradient(build, z, x), np.zeros((2, 3)))


def test_gradients_at_other_values() -> None:
    build = Builder()
    x = build.leaf(np.float32(3.0))
    y = build("power", x, 3)
    values = build.program.replay([y.index], {x.index: 0.1})
    assert gradients(build.program, y.index, [x.index], values)[x.index] == pytest.approx(0.03, rel=1e-15)
    with pytest.raises(ValueError, match="not given"):
        gradients(build.program, y.index, [x.index], {y.index: 1.0})


def test_narrow_floats_are_derived_in_float64() -> None:
    build = Builder()
    x = build.leaf(rng.normal(size=4).astype(np.float32))
    y = build("sum", build("astype", build("tanh", x), np.dtype(np.float32)), dtype=np.float32)
    values = build.program.replay([y.index])
    found = gradients(build.program, y.index, [x.index], values)[x.index]
    np.testing.assert_allclose(found, 1 - np.tanh(build.value(x).astype(float)) ** 2, rtol=1e-15)


def test_corners_take_a_subgradient() -> None:
    build = Builder()
    x = build.leaf(np.array([0.0, 0.0, -1.0]))
    np.testing.assert_array_equal(gradient(build, build("absolute", x), x), [0, 0, -1])
    np.testing.assert_array_equal(gradient(build, build("maximum", x, 0), x), [0.5, 0.5, 0])
    np.testing.assert_array_equal(gradient(build, build("max", x), x), [0.5, 0.5, 0])
    np.testing.assert_array_equal(gradient(build, build("std", build("multiply", x, 0.0)), x), np.zeros(3))
    assert slopes(build.program, 1, 0).corner.tolist() == [True, True, False]


def test_integers_made_of_floats_are_constant_but_integer_arithmetic_is_not() -> None:
    build = Builder()
    x, w = build.leaf(np.array([0.7, 1.6])), build.leaf(2)
    np.testing.assert_array_equal(gradient(build, build("astype", x, np.dtype(int)), x), [0, 0])
    np.testing.assert_array_equal(
        gradient(build, build("setitem", np.zeros(2, int), 0, build("item", x, 0)), x), [0, 0]
    )
    y = build("subtract", build("multiply", w, np.array([1, 2])), np.array([0.5, 0.5]))
    assert gradient(build, y, w) == 3


def test_a_masked_infinite_slope_does_not_count() -> None:
    build = Builder()
    x = build.leaf(np.array([0.0, 4.0]))
    y = build("where", build("greater", x, 0), build("sqrt", x), 0.0)
    np.testing.assert_array_equal(gradient(build, y, x), [0, 0.25])


def test_a_saturated_sigmoid_has_slope_zero() -> None:
    build = Builder()
    z = build.leaf(-800.0)
    with np.errstate(over="ignore"):
        y = build("divide", 1.0, build("add", 1.0, build("exp", build("negative", z))))
    assert gradient(build, y, z) == 0


def test_the_base_of_a_power_with_a_float_exponent() -> None:
    build = Builder()
    x, exponent = build.leaf(np.array([-3.0, 0.0, 2.0])), build.leaf(2.0)
    np.testing.assert_array_equal(gradient(build, build("power", x, exponent), x), [-6, 0, 4])


def test_several_results_of_which_one_is_used() -> None:
    build = Builder()
    x = build.leaf(np.arange(6.0))
    middle = build("item", build("split", x, 3), 1)
    np.testing.assert_array_equal(gradient(build, build("square", middle), x), [0, 0, 4, 6, 0, 0])


def test_an_operation_without_a_rule_is_named() -> None:
    build = Builder()
    x = build.leaf(np.arange(6.0))
    y = build("sum", build("percentile", x, 30))
    with pytest.raises(NoRule, match="'percentile'") as caught:
        gradient(build, y, x)
    assert caught.value.op is build.program[1]
    with pytest.raises(NoRule):
        gradient(build, build("linalg.norm", build("outer", x, x), 2), x)


def test_complex_values_have_no_rule() -> None:
    build = Builder()
    x = build.leaf(np.arange(3.0))
    y = build("sum", build("absolute", build("multiply", x, 1j)))
    with pytest.raises(NoRule):
        gradient(build, y, x)


def test_adjoints_leave_out_what_lies_behind_a_missing_rule() -> None:
    build = Builder()
    x, w = build.leaf(np.arange(6.0)), build.leaf(2.0)
    low = build("percentile", x, 30)
    y = build("multiply", build("add", low, build("sum", x)), w)
    found = adjoints(build.program, y.index)
    assert x.index not in found
    assert found[low.index] == 2.0
    assert found[w.index] == build.value(low) + 15


def test_adjoints_of_what_only_a_jump_depends_on_are_zero() -> None:
    build = Builder()
    x, y = build.leaf(np.array([-1.0, 2.0])), build.leaf(np.array([3.0, 4.0]))
    shifted = build("add", x, 0.5)
    mask = build("greater", shifted, 0)
    found = adjoints(build.program, build("sum", build("multiply", y, mask)).index)
    np.testing.assert_array_equal(found[y.index], [0, 1])
    np.testing.assert_array_equal(found[shifted.index], [0, 0])
    np.testing.assert_array_equal(found[x.index], [0, 0])
    assert mask.index not in found


def test_what_lies_behind_a_missing_rule_stays_unknown_below_a_jump() -> None:
    build = Builder()
    x = build.leaf(np.arange(6.0))
    order = build("percentile", build("multiply", x, 2.0), [10, 30])
    y = build("sum", order)
    assert x.index not in adjoints(build.program, y.index)


def test_slices() -> None:
    build = Builder()
    x, w = build.leaf(1.0), build.leaf(2.0)
    y = build("multiply", x, w)
    z = build("exp", w)
    assert depends(build.program, {x.index}) == {x.index, y.index}
    assert slice_to(build.program, z.index) == {w.index, z.index}


def test_the_referee_sees_a_corner_and_a_lost_complex_step() -> None:
    build = Builder()
    x = build.leaf(np.array([1e-6, 1.0]))
    y = build("sum", build("maximum", x, 0))
    assert slopes(build.program, y.index, x.index).corner.tolist() == [True, False]
    whole = build("percentile", x, 50)
    lost = slopes(build.program, whole.index, x.index)
    np.testing.assert_allclose(lost.values, [0.5, 0.5])


@pytest.mark.parametrize("change", [lambda g: g * 1.001, lambda g: -g, lambda g: g.T, lambda g: g * 3, lambda g: g + 1])
@pytest.mark.parametrize("size", [1.0, 1e-8])
def test_the_referee_catches_a_wrong_gradient(change, size: float) -> None:
    build = Builder()
    w = build.leaf(rng.normal(size=(3, 3)))
    y = build("multiply", size, build("sum", build("sin", build("matmul", w, rng.normal(size=(3, 2))))))
    right = gradient(build, y, w)
    numeric = slopes(build.program, y.index, w.index)
    assert numeric.relative_error(right) < 1e-12
    assert numeric.relative_error(change(right)) > 5e-4


@settings(max_examples=60, deadline=None)
@given(shapes=mutually_broadcastable_shapes(num_shapes=2, max_dims=3, max_side=3), data=st.data())
def test_broadcasting_sums_back(shapes, data) -> None:
    numbers = st.floats(0.5, 2.0)
    build = Builder()
    a, b = (build.leaf(data.draw(arrays(np.float64, shape, elements=numbers))) for shape in shapes.input_shapes)
    y = build.weighed(build("divide", a, b), rng)
    found = gradients(build.program, y.index, [a.index, b.index])
    for ref in (a, b):
        numeric = slopes(build.program, y.index, ref.index)
        assert found[ref.index].shape == np.shape(build.value(ref))
        assert numeric.relative_error(found[ref.index]) < 1e-9


@settings(max_examples=60, deadline=None)
@given(data=st.data(), name=st.sampled_from(["sum", "mean", "var", "std", "prod", "max"]))
def test_reductions_over_any_axes(data, name: str) -> None:
    shape = data.draw(st.lists(st.integers(1, 3), min_size=1, max_size=3).map(tuple))
    axes = data.draw(st.none() | st.sets(st.integers(0, len(shape) - 1), min_size=1).map(tuple))
    keepdims = data.draw(st.booleans())
    build = Builder()
    x = build.leaf(rng.permutation(int(np.prod(shape))).reshape(shape) / 3 + 0.5)
    y = build.weighed(build(name, x, axis=axes, keepdims=keepdims), rng)
    numeric = slopes(build.program, y.index, x.index)
    found = gradients(build.program, y.index, [x.index])[x.index]
    off_corners = ~numeric.corner
    np.testing.assert_allclose(found.ravel()[off_corners], numeric.values[off_corners], rtol=1e-9, atol=1e-9)

"""The battery: what every pair must pass, whoever wrote it; each check is entered once and runs on all subjects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from derivatives import referee
from subjects import Pair, Subject, leaves, mapped, planted

from handgrad.pair import Array, Layer, Params

Check = Callable[[Subject], None]
checks: dict[str, Check] = {}
layer_checks: dict[str, Check] = {}


def check(function: Check) -> Check:
    """Enter a check of every subject."""
    checks[function.__name__] = function
    return function


def layer_check(function: Check) -> Check:
    """Enter a check of every layer."""
    layer_checks[function.__name__] = function
    return function


def close(got: Array, expected: Array, tolerance: float = 1e-12) -> bool:
    """Whether an array is another, to within this part of the other's norm."""
    size = float(np.linalg.norm(expected))
    return bool(np.shape(got) == np.shape(expected) and np.linalg.norm(got - expected) <= tolerance * size + 1e-14)


def copies(structure: object) -> list[bytes]:
    return [np.asarray(leaf).tobytes() for leaf in leaves(structure)]


def frozen(a: Array) -> Array:
    """A copy that refuses to be written to."""
    a = a.copy()
    a.flags.writeable = False
    return a


@check
def gradients_are_right(subject: Subject) -> None:
    judge = referee(subject)
    assert not judge.complaints(judge.pair.gradients(judge.dy))


@check
def small_gradients_are_right(subject: Subject) -> None:
    judge = referee(subject).at_size(1e-8)
    assert not judge.complaints(judge.pair.gradients(judge.dy))


@check
def one_row_is_right(subject: Subject) -> None:
    judge = referee(subject, rows=1)
    assert not judge.complaints(judge.pair.gradients(judge.dy))


@check
def no_row_is_no_gradient(subject: Subject) -> None:
    pair = subject.draw(0, 0)
    y, saved = pair.forward(pair.variables, pair.constants)
    gradients = pair.backward(pair.variables, saved, np.zeros_like(y))
    for name, variable in pair.variables.items():
        assert np.shape(gradients[name]) == variable.shape
        assert not np.any(gradients[name]), f"{name}: something out of no row"


@check
def dtype_is_kept(subject: Subject) -> None:
    wide = subject.draw(3, 0)
    pair = converted(wide, np.float32)
    y, saved = pair.forward(pair.variables, pair.constants)
    dy = subject.output_gradient(y)
    gradients = pair.backward(pair.variables, saved, dy.astype(np.float32))
    assert y.dtype == np.float32
    assert {name: gradient.dtype for name, gradient in gradients.items()} == dict.fromkeys(gradients, np.float32)
    expected = wide.gradients(dy)
    largest = max(float(np.linalg.norm(gradient)) for gradient in expected.values())
    for name in expected:
        allowed = 1e-3 * np.linalg.norm(expected[name]) + 1e-5 * largest
        assert np.linalg.norm(gradients[name] - expected[name]) <= allowed, name


def converted(pair: Pair, dtype: type[np.floating]) -> Pair:
    """The pair with all its real numbers in this dtype."""

    def narrow(a: Array) -> Array:
        return a.astype(dtype) if a.dtype.kind == "f" else a

    return replace(pair, variables=mapped(narrow, pair.variables), constants=mapped(narrow, pair.constants))


@check
def nothing_is_written_to(subject: Subject) -> None:
    pair = subject.draw(3, 0)
    variables, constants = mapped(frozen, pair.variables), mapped(frozen, pair.constants)
    y, saved = pair.forward(variables, constants)
    for leaf in leaves(saved):
        leaf.flags.writeable = False
    dy = frozen(subject.output_gradient(y))
    before = copies([variables, constants, saved, dy, y])
    pair.backward(variables, saved, dy)
    assert copies([variables, constants, saved, dy, y]) == before
    assert copies([variables, constants]) == copies([pair.variables, pair.constants])


@check
def the_same_twice_is_the_same(subject: Subject) -> None:
    pair, other = subject.draw(3, 0), subject.draw(3, 1)
    y, saved = pair.forward(pair.variables, pair.constants)
    dy = subject.output_gradient(y)
    gradients = pair.backward(pair.variables, saved, dy)
    other.gradients(subject.output_gradient(y, 1))
    assert copies(pair.forward(pair.variables, pair.constants)[0]) == copies(y)
    assert copies(pair.backward(pair.variables, saved, dy)) == copies(gradients)


@check
def forward_may_run_again_before_backward(subject: Subject) -> None:
    pair, other = subject.draw(3, 0), subject.draw(3, 1)
    y, saved = pair.forward(pair.variables, pair.constants)
    dy = subject.output_gradient(y)
    other.forward(other.variables, other.constants)
    assert copies(pair.backward(pair.variables, saved, dy)) == copies(pair.gradients(dy))


@check
def an_input_used_twice_gets_both_gradients(subject: Subject) -> None:
    pair = subject.draw(3, 0)
    y, saved = pair.forward(pair.variables, pair.constants)
    again, saved_again = pair.forward(pair.variables, pair.constants)
    dy, more = subject.output_gradient(y), subject.output_gradient(again, 1)
    first, second = pair.backward(pair.variables, saved, dy), pair.backward(pair.variables, saved_again, more)
    both = pair.backward(pair.variables, saved, dy + more)
    scale = max(float(np.linalg.norm(gradient)) for gradient in first.values())
    for name in both:
        assert np.linalg.norm(first[name] + second[name] - both[name]) <= 1e-12 * scale


@check
def memory_layout_does_not_matter(subject: Subject) -> None:
    pair = subject.draw(3, 0)
    dy = subject.output_gradient(pair.forward(pair.variables, pair.constants)[0])
    expected = pair.gradients(dy)
    for layout in (np.asfortranarray, spread, backwards):
        other = replace(pair, variables=mapped(layout, pair.variables), constants=mapped(layout, pair.constants))
        assert close(
            other.forward(other.variables, other.constants)[0], pair.forward(pair.variables, pair.constants)[0]
        )
        gradients = other.gradients(layout(dy) if np.ndim(dy) else dy)
        scale = max(float(np.linalg.norm(gradient)) for gradient in expected.values())
        for name in expected:
            assert np.linalg.norm(gradients[name] - expected[name]) <= 1e-12 * scale, layout.__name__


def spread(a: Array) -> Array:
    """The same numbers, every other one of a larger array."""
    return np.repeat(a, 2, axis=-1)[..., ::2]


def backwards(a: Array) -> Array:
    """The same numbers, read from the end of a reversed array."""
    return a[..., ::-1].copy()[..., ::-1]


@layer_check
def shapes_are_as_announced(subject: Subject) -> None:
    layer = of(subject)
    for rows in (0, 1, 3):
        pair = subject.draw(rows, 0)
        y, _ = pair.forward(pair.variables, pair.constants)
        assert y.shape == (rows, *layer.output_shape(subject.inputs))


@layer_check
def start_values_are_float64_and_repeatable(subject: Subject) -> None:
    layer = of(subject)
    params = layer.init(subject.generator(), subject.inputs)
    assert all(a.dtype == np.float64 for _, a in params.items())
    assert copies(params) == copies(layer.init(subject.generator(), subject.inputs))


@layer_check
def rows_do_not_mix(subject: Subject) -> None:
    layer = of(subject)
    if "noise" in layer.needs or list(layer.statistics(subject.inputs).items()):
        return
    pair = subject.draw(3, 0)
    x = input_of(pair)
    whole = pair.forward(pair.variables, pair.constants)[0]
    first = {name: value for name, value in pair.variables.items() if name != "x"}
    given = {name: None if value is None else value[:1] for name, value in pair.constants.items() if name != "x"}
    if "x" in pair.variables:
        alone = pair.forward({"x": x[:1], **first}, given)[0]
    else:
        alone = pair.forward(first, {"x": x[:1], **given})[0]
    assert close(alone, whole[:1])


@layer_check
def prediction_is_the_forward_without_noise(subject: Subject) -> None:
    layer, pair = of(subject), subject.draw(3, 0)
    params = params_of(subject, pair)
    x = input_of(pair)
    mask = {name: value for name, value in pair.constants.items() if name == "mask"}
    y, saved = pair.forward(pair.variables, pair.constants)
    statistics = layer.statistics(subject.inputs)
    before = copies(statistics)
    folded = layer.fold(statistics, saved)
    assert copies(statistics) == before
    assert [(name, a.shape) for name, a in folded.items()] == [(name, a.shape) for name, a in statistics.items()]
    predicted = layer.predict(params, folded, x, **mask)
    assert copies(predicted) == copies(layer.predict(params, folded, x, **mask))
    assert predicted.shape == y.shape
    if "noise" not in layer.needs and not list(statistics.items()):
        assert close(predicted, y)


@layer_check
def prediction_keeps_the_dtype(subject: Subject) -> None:
    layer, pair = of(subject), converted(subject.draw(3, 0), np.float32)
    mask = {name: value for name, value in pair.constants.items() if name == "mask"}
    statistics = layer.statistics(subject.inputs).map(lambda a: np.asarray(a, dtype=np.float32))
    folded = layer.fold(statistics, pair.forward(pair.variables, pair.constants)[1])
    assert {a.dtype for _, a in folded.items()} <= {np.dtype(np.float32)}
    assert layer.predict(params_of(subject, pair), folded, input_of(pair), **mask).dtype == np.float32


def of(subject: Subject) -> Layer:
    assert subject.layer is not None
    return subject.layer


def input_of(pair: Pair) -> Array:
    """What a layer is given: real numbers among the variables, whole ones among the constants."""
    x: Array = pair.variables["x"] if "x" in pair.variables else pair.constants["x"]
    return x


def params_of(subject: Subject, pair: Pair) -> Params:
    """The layer's parameters at the point of a pair."""
    return planted(of(subject).init(subject.generator(), subject.inputs), pair.variables)

"""Trusted peers: JAX and, where it is installed, PyTorch give the same outputs and gradients of every layer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from subjects import Subject, draw_mask, layer_subjects

from handgrad.pair import Array, Layer, Params, Shape

jax = pytest.importorskip("jax", reason="the peer JAX is not installed: no layer is compared with it")
from jax_layers import LAYERS, Peer, jax_peers, of_axes, plain  # noqa: E402

SEEDS = range(3)


@pytest.fixture(autouse=True, scope="module")
def float64() -> Iterator[None]:
    """JAX in float64 while these tests run, and quick to compile rather than quick to run."""
    settings = {"jax_enable_x64": True, "jax_disable_most_optimizations": True}
    before = {name: jax.config.values[name] for name in settings}
    for name, value in settings.items():
        jax.config.update(name, value)
    yield
    for name, value in before.items():
        jax.config.update(name, value)


def assert_same(got: Any, expected: Any, scale: float = 0.0, what: str = "") -> None:
    """Equal to 1e-12 of the expected array's own norm, or of `scale` where that is larger."""
    got, expected = np.asarray(got), np.asarray(expected)
    assert got.shape == expected.shape, what
    allowed = 1e-12 * max(float(np.linalg.norm(expected)), scale)
    assert np.linalg.norm(got - expected) <= allowed, what


def compare(layer: Layer, params: Params, x: Array, given: dict[str, Any], peer: Peer) -> None:
    """The layer's y and gradients against the peer's, for a random dy."""
    y, saved = layer.forward(params, x, **given)
    dy = np.random.default_rng(0).standard_normal(y.shape)
    dx, dparams = layer.backward(params, saved, dy)
    variables = (x, plain(params)) if x.dtype.kind == "f" else (plain(params),)

    def run(dy: Any, *variables: Any) -> Any:
        expected, pull = jax.vjp(lambda *v: peer(layer, v[-1], v[0] if len(v) == 2 else x, given), *variables)
        return expected, pull(dy)

    expected, (*expected_dx, expected_dparams) = jax.jit(run)(dy, *variables)
    for wanted in expected_dx:
        assert_same(dx, wanted, what="dx")
    assert_same(y, expected, what="y")
    found = jax.tree_util.tree_leaves_with_path(plain(dparams))
    for (path, got), wanted in zip(found, jax.tree_util.tree_leaves(expected_dparams), strict=True):
        assert_same(got, wanted, what=str(path))


def params_of(layer: Layer, inputs: Shape, rng: np.random.Generator) -> Params:
    return layer.init(rng, inputs).map(lambda a: a + 0.3 * rng.standard_normal(a.shape))


def given_to(layer: Layer, x: Array, rng: np.random.Generator, masked: bool) -> dict[str, Any]:
    given: dict[str, Any] = {"noise": layer.noise(rng, x.shape)} if "noise" in layer.needs else {}
    return given | ({"mask": draw_mask(rng, x.shape[:2]) if masked else None} if "mask" in layer.needs else {})


@pytest.mark.parametrize("subject", list(layer_subjects()), ids=lambda subject: subject.name)
def test_every_layer_is_that_of_jax(subject: Subject) -> None:
    layer = subject.layer
    assert layer is not None
    kind = type(layer).__name__
    if kind not in jax_peers:
        pytest.skip(f"nobody has written {kind} for the peer JAX")
    rng = subject.generator(7)
    x = layer.sample(rng, 3, subject.inputs)
    given = given_to(layer, x, rng, masked=subject.name.endswith("-masked"))
    compare(layer, params_of(layer, subject.inputs, rng), x, given, jax_peers[kind])


def chosen(rng: np.random.Generator, axes: int, low: int, high: int) -> Any:
    """One number for all axes, or one for each."""
    lengths = tuple(int(length) for length in rng.integers(low, high + 1, axes))
    return lengths if rng.random() < 0.5 else lengths[0]


def draw_kernel(kind: type[Any], rng: np.random.Generator) -> tuple[Layer, Shape]:
    """A convolution of random settings, and the shape of a sample that it fits."""
    axes = len(kind.axes)
    groups = int(rng.choice([1, 1, 2, 3]))
    settings: dict[str, Any] = {
        "size": chosen(rng, axes, 1, 3),
        "stride": chosen(rng, axes, 1, 3),
        "padding": "same" if rng.random() < 0.25 else chosen(rng, axes, 0, 2),
        "dilation": chosen(rng, axes, 1, 2),
        "groups": groups,
        "activation": str(rng.choice(["linear", "tanh", "silu"])),
    }
    if "extra" in vars(kind)["__dataclass_fields__"]:
        settings["extra"] = int(rng.integers(0, min(of_axes(settings["stride"], axes))))
    layer = kind(groups * int(rng.integers(1, 3)), **settings)
    lengths = (int(length) for length in rng.integers(3, 8, axes))
    return layer, (*lengths, groups * int(rng.integers(1, 3)))


def draw_pool(kind: type[Any], rng: np.random.Generator) -> tuple[Layer, Shape]:
    axes = int(rng.integers(1, 3))
    size = chosen(rng, axes, 1, 3)
    stride = None if rng.random() < 0.3 else chosen(rng, axes, 1, 3)
    padding: Any = "same" if rng.random() < 0.3 else min(of_axes(size, axes)) - 1
    return kind(size, stride, padding), (*(int(length) for length in rng.integers(3, 8, axes)), int(rng.integers(1, 4)))


def draw_recurrent(kind: type[Any], rng: np.random.Generator) -> tuple[Layer, Shape]:
    return kind(int(rng.integers(1, 6)), bool(rng.random() < 0.7)), tuple(int(k) for k in rng.integers(1, 6, 2))


def draw_attention(kind: type[Any], rng: np.random.Generator) -> tuple[Layer, Shape]:
    heads = int(rng.integers(1, 4))
    return kind(heads, bool(rng.random() < 0.5)), (int(rng.integers(1, 7)), heads * int(rng.integers(1, 4)))


DRAWS: dict[str, Callable[[type[Any], np.random.Generator], tuple[Layer, Shape]]] = {
    "Conv1D": draw_kernel,
    "Conv2D": draw_kernel,
    "ConvTranspose1D": draw_kernel,
    "ConvTranspose2D": draw_kernel,
    "MaxPool": draw_pool,
    "AveragePool": draw_pool,
    "RNN": draw_recurrent,
    "GRU": draw_recurrent,
    "LSTM": draw_recurrent,
    "SelfAttention": draw_attention,
}


def draw(name: str, seed: int, masks: bool = True) -> tuple[Layer, Params, Array, dict[str, Any]]:
    """A layer of random settings with parameters, inputs and, every other time, a mask."""
    rng = np.random.default_rng([seed, *name.encode()])
    while True:
        layer, inputs = DRAWS[name](LAYERS[name], rng)
        try:
            layer.output_shape(inputs)
            break
        except ValueError:  # the window is larger than the sample, or the padding takes all
            continue
    x = rng.standard_normal((int(rng.integers(1, 5)), *inputs))
    return layer, params_of(layer, inputs, rng), x, given_to(layer, x, rng, masks and seed % 2 == 0)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", DRAWS)
def test_random_shapes_strides_and_masks_are_those_of_jax(name: str, seed: int) -> None:
    compare(*draw(name, seed), jax_peers[name])

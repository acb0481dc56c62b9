"""Trusted peers: JAX and, where it is installed, PyTorch give the same outputs and gradients of every layer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from subjects import Subject, draw_mask, layer_subjects

from handgrad import layers
from handgrad.pair import Array, Layer, Params, Shape

jax = pytest.importorskip("jax", reason="the peer JAX is not installed: no layer is compared with it")
import jax.numpy as jnp  # noqa: E402
from jax import lax  # noqa: E402

LAYERS = layers.registry()
SEEDS = range(4)


@pytest.fixture(autouse=True, scope="module")
def float64() -> Iterator[None]:
    """JAX in float64 while these tests run."""
    before = jax.config.jax_enable_x64
    jax.config.update("jax_enable_x64", True)
    yield
    jax.config.update("jax_enable_x64", before)


Peer = Callable[[Any, Any, Any, dict[str, Any]], Any]
"""`peer(layer, params, x, given) -> y`, params a dictionary of the same names."""

jax_peers: dict[str, Peer] = {}


def peer(*names: str) -> Callable[[Peer], Peer]:
    """Enter what a layer is in JAX."""

    def enter(function: Peer) -> Peer:
        jax_peers.update(dict.fromkeys(names, function))
        return function

    return enter


def activation(layer: Any) -> Callable[[Any], Any]:
    if layer.activation == "linear":
        return lambda z: z
    if layer.activation == "gelu":
        return lambda z: jax.nn.gelu(z, approximate=False)
    found: Callable[[Any], Any] = getattr(jnp, layer.activation, None) or getattr(jax.nn, layer.activation)
    return found


@peer("Dense")
def dense(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    return activation(layer)(jnp.einsum("...i,ij->...j", x, params["weights"]) + params["bias"])


@peer("Flatten", "Reshape")
def reshaped(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    return jnp.reshape(x, (len(x), *layer.output_shape(x.shape[1:])))


@peer("Dropout")
def dropout(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    return x * given["noise"] / (1 - layer.rate)


@peer("Embedding")
def embedding(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    return jnp.take(params["weights"], x, axis=0)


@peer("PositionalEmbedding")
def positional(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    return x + params["positions"]


def standardised(x: Any, axes: tuple[int, ...], epsilon: float) -> Any:
    return jax.nn.standardize(x, axis=axes, epsilon=epsilon)


@peer("LayerNorm")
def layer_norm(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    return standardised(x, (-1,), layer.epsilon) * params["gain"] + params["bias"]


@peer("BatchNorm")
def batch_norm(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    return standardised(x, tuple(range(x.ndim - 1)), layer.epsilon) * params["gain"] + params["bias"]


@peer("GroupNorm")
def group_norm(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    groups = [
        standardised(part, tuple(range(1, x.ndim)), layer.epsilon) for part in jnp.split(x, layer.groups, axis=-1)
    ]
    return jnp.concatenate(groups, axis=-1) * params["gain"] + params["bias"]


@peer("RMSNorm")
def rms_norm(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    return x / jnp.sqrt((x**2).mean(axis=-1, keepdims=True) + layer.epsilon) * params["gain"]


def pairs(layer: Any, axes: int) -> list[tuple[int, int]]:
    return [(pad, pad) for pad in of_axes(layer.padding, axes)]


def of_axes(lengths: Any, axes: int) -> tuple[int, ...]:
    return lengths if isinstance(lengths, tuple) else (lengths,) * axes


def convolved(layer: Any, weights: Any, x: Any) -> Any:
    """x (n, *lengths, channels) with weights (*size, channels / groups, units), both in JAX's own layout."""
    axes = x.ndim - 2
    letters = "HW"[:axes]
    return lax.conv_general_dilated(
        x,
        weights,
        window_strides=of_axes(layer.stride, axes),
        padding="SAME" if layer.padding == "same" else pairs(layer, axes),
        rhs_dilation=of_axes(layer.dilation, axes),
        feature_group_count=layer.groups,
        dimension_numbers=(f"N{letters}C", f"{letters}IO", f"N{letters}C"),
    )


@peer("Conv1D", "Conv2D")
def convolution(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    return activation(layer)(convolved(layer, params["weights"], x) + params["bias"])


@peer("ConvTranspose1D", "ConvTranspose2D")
def transposed_convolution(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    shape = (len(x), *layer.output_shape(x.shape[1:]))
    transposed = jax.linear_transpose(
        lambda image: convolved(layer, params["weights"], image), jax.ShapeDtypeStruct(shape, x.dtype)
    )
    return activation(layer)(transposed(x)[0] + params["bias"])


def reduced(layer: Any, x: Any, start: float, step: Any) -> Any:
    axes = x.ndim - 2
    size = of_axes(layer.size, axes)
    stride = of_axes(layer.size if layer.stride is None else layer.stride, axes)
    padding = "SAME" if layer.padding == "same" else [(0, 0), *pairs(layer, axes), (0, 0)]
    return lax.reduce_window(x, start, step, (1, *size, 1), (1, *stride, 1), padding)


@peer("MaxPool")
def max_pool(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    return reduced(layer, x, -jnp.inf, lax.max)


@peer("AveragePool")
def average_pool(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    return reduced(layer, x, 0.0, lax.add) / reduced(layer, jnp.ones_like(x), 0.0, lax.add)


@peer("GlobalMaxPool")
def global_max_pool(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    return jnp.max(x, axis=tuple(range(1, x.ndim - 1)))


@peer("GlobalAveragePool")
def global_average_pool(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    return jnp.mean(x, axis=tuple(range(1, x.ndim - 1)))


def scanned(layer: Any, x: Any, mask: Any, state: Any, step: Callable[[Any, Any], Any]) -> Any:
    """All states h (n, steps, units), or the last; a state is a tuple that begins with h, and `step` gives the next."""
    mask = jnp.ones(x.shape[:2], bool) if mask is None else mask

    def masked(state: Any, now: Any) -> Any:
        x_now, there = now
        kept = tuple(jnp.where(there[:, None], new, old) for new, old in zip(step(state, x_now), state, strict=True))
        return kept, kept[0]

    last, every = lax.scan(masked, state, (jnp.swapaxes(x, 0, 1), mask.T))
    return jnp.swapaxes(every, 0, 1) if layer.sequences else last[0]


def start(layer: Any, x: Any) -> Any:
    return jnp.zeros((len(x), layer.units), x.dtype)


@peer("RNN")
def rnn(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    def step(state: Any, x: Any) -> Any:
        return (activation(layer)(x @ params["weights"] + state[0] @ params["recurrent"] + params["bias"]),)

    return scanned(layer, x, given.get("mask"), (start(layer, x),), step)


@peer("GRU")
def gru(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    def step(state: Any, x: Any) -> Any:
        h = state[0]
        xr, xu, xg = jnp.split(x @ params["weights"] + params["bias"], 3, axis=-1)
        hr, hu, hg = jnp.split(h @ params["recurrent"], 3, axis=-1)
        u = jax.nn.sigmoid(xu + hu)
        g = jnp.tanh(xg + jax.nn.sigmoid(xr + hr) * (hg + params["recurrent_bias"]))
        return ((1 - u) * g + u * h,)

    return scanned(layer, x, given.get("mask"), (start(layer, x),), step)


@peer("LSTM")
def lstm(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    def step(state: Any, x: Any) -> Any:
        h, c = state
        i, f, g, o = jnp.split(x @ params["weights"] + h @ params["recurrent"] + params["bias"], 4, axis=-1)
        c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        return jax.nn.sigmoid(o) * jnp.tanh(c), c

    return scanned(layer, x, given.get("mask"), (start(layer, x),) * 2, step)


@peer("Bidirectional")
def bidirectional(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    mask = given.get("mask")
    inner = jax_peers[type(layer.layer).__name__]
    ahead = inner(layer.layer, params["forwards"], x, {"mask": mask})
    back = inner(layer.layer, params["backwards"], x[:, ::-1], {"mask": None if mask is None else mask[:, ::-1]})
    return jnp.concatenate([ahead, back[:, ::-1] if back.ndim == 3 else back], axis=-1)


@peer("SelfAttention")
def self_attention(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    n, steps, width = x.shape
    parts = jnp.split(x @ params["weights"] + params["bias"], 3, axis=-1)
    q, k, v = (part.reshape(n, steps, layer.heads, width // layer.heads) for part in parts)
    mask = given.get("mask")
    visible = jnp.tril(jnp.ones((steps, steps), bool)) if layer.causal else jnp.ones((steps, steps), bool)
    visible = visible if mask is None else visible & jnp.asarray(mask)[:, None, None, :]
    # JAX's own dot_product_attention computes its softmax in float32
    shares = jax.nn.softmax(jnp.einsum("nqhd,nkhd->nhqk", q, k) / np.sqrt(q.shape[-1]), where=visible)
    mixed = jnp.einsum("nhqk,nkhd->nqhd", shares, v).reshape(n, steps, width)
    return mixed @ params["output_weights"] + params["output_bias"]


@peer("Chain", "Residual", "Parallel")
def composite(layer: Any, params: Any, x: Any, given: dict[str, Any]) -> Any:
    noises = plain(given["noise"]) if "noise" in given else {}
    y, outputs = x, []
    for i, inner in enumerate(layer.layers):
        extra = {"mask": given["mask"]} if "mask" in inner.needs else {}
        extra |= {"noise": noises[f"layer_{i}"]} if "noise" in inner.needs else {}
        y = jax_peers[type(inner).__name__](inner, params[f"layer_{i}"], y, extra)
        outputs.append(y)
        y = x if isinstance(layer, LAYERS["Parallel"]) else y
    if isinstance(layer, LAYERS["Parallel"]):
        return sum(outputs) if layer.join == "sum" else jnp.concatenate(outputs, axis=-1)
    return x + y if isinstance(layer, LAYERS["Residual"]) else y


def plain(tree: Any) -> Any:
    """A tree of arrays as nested dictionaries."""
    return {name: plain(value) for name, value in vars(tree).items()} if isinstance(tree, Params) else tree


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

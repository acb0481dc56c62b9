"""What every layer is in JAX, written without looking at ours: the peers that the layers are compared with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from handgrad import layers
from handgrad.pair import Params

LAYERS = layers.registry()

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

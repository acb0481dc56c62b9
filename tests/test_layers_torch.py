"""PyTorch, where it is installed, gives the same outputs and gradients of layers with many random settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the peer PyTorch is not installed: no layer is compared with it")
pytest.importorskip("jax", reason="the peer JAX is not installed: no layer is compared with it")
from jax_layers import LAYERS, of_axes, plain  # noqa: E402
from test_layers_peers import DRAWS, assert_same, draw, params_of  # noqa: E402

functional = torch.nn.functional
SEEDS = range(40)

ROWWISE = {"LayerNorm": (5,), "RMSNorm": (2, 5), "BatchNorm": (3, 4), "GroupNorm": (3, 6), "Embedding": (4,)}
"""Layers with few settings, and the shape of a sample."""


def channels_first(x: Any) -> Any:
    return x.movedim(-1, 1)


def activated(layer: Any, z: Any) -> Any:
    return z if layer.activation == "linear" else (getattr(torch, layer.activation, None) or functional.silu)(z)


def convolution(layer: Any, p: Any, x: Any, mask: Any) -> Any:
    axes = x.ndim - 2
    weights = p["weights"].movedim((-1, -2), (0, 1))  # (units, channels / groups, *size)
    settings = [of_axes(value, axes) for value in (layer.stride, layer.padding, layer.dilation)]
    convolve = (functional.conv1d, functional.conv2d)[axes - 1]
    z = convolve(channels_first(x), weights, p["bias"], *settings, layer.groups)
    return activated(layer, z.movedim(1, -1))


def transposed(layer: Any, p: Any, x: Any, mask: Any) -> Any:
    axes = x.ndim - 2
    weights = p["weights"].movedim((-1, -2), (0, 1)).contiguous()  # (channels, units / groups, *size)
    stride, padding, extra, dilation = (
        of_axes(value, axes) for value in (layer.stride, layer.padding, layer.extra, layer.dilation)
    )
    convolve = (functional.conv_transpose1d, functional.conv_transpose2d)[axes - 1]
    z = convolve(channels_first(x), weights, p["bias"], stride, padding, extra, layer.groups, dilation)
    return activated(layer, z.movedim(1, -1))


def pool(layer: Any, p: Any, x: Any, mask: Any) -> Any:
    axes = x.ndim - 2
    stride = of_axes(layer.size if layer.stride is None else layer.stride, axes)
    kind = "max" if isinstance(layer, LAYERS["MaxPool"]) else "avg"
    more = {} if kind == "max" else {"count_include_pad": False}
    function = getattr(functional, f"{kind}_pool{axes}d")
    y = function(channels_first(x), of_axes(layer.size, axes), stride, of_axes(layer.padding, axes), **more)
    return y.movedim(1, -1)


def recurrent(layer: Any, p: Any, x: Any, mask: Any) -> Any:
    kind = type(layer).__name__
    made = getattr(torch.nn, kind)(x.shape[-1], layer.units, batch_first=True, dtype=torch.float64)
    inward = torch.zeros_like(p["bias"])
    if kind == "GRU":
        inward = torch.cat([inward[: 2 * layer.units], p["recurrent_bias"]])
    values = {"weight_ih_l0": p["weights"].T, "weight_hh_l0": p["recurrent"].T, "bias_ih_l0": p["bias"]}
    every, _ = torch.func.functional_call(made, {**values, "bias_hh_l0": inward}, (x,))
    return every if layer.sequences else every[:, -1]


def attention(layer: Any, p: Any, x: Any, mask: Any) -> Any:
    steps = x.shape[1]
    hidden = torch.ones(steps, steps, dtype=torch.bool).triu(1) if layer.causal else None
    padded = None if mask is None else ~torch.tensor(mask)
    x = x.swapaxes(0, 1)
    y, _ = functional.multi_head_attention_forward(
        x, x, x, x.shape[-1], layer.heads, p["weights"].T, p["bias"], None, None, False, 0.0,
        p["output_weights"].T, p["output_bias"], key_padding_mask=padded, need_weights=False, attn_mask=hidden,
    )  # fmt: skip
    return y.swapaxes(0, 1)


def batch_norm(layer: Any, p: Any, x: Any, mask: Any) -> Any:
    y = functional.batch_norm(channels_first(x), None, None, p["gain"], p["bias"], training=True, eps=layer.epsilon)
    return y.movedim(1, -1)


TORCH_LAYERS: dict[str, Callable[[Any, Any, Any, Any], Any]] = {
    "Conv1D": convolution,
    "Conv2D": convolution,
    "ConvTranspose1D": transposed,
    "ConvTranspose2D": transposed,
    "MaxPool": pool,
    "AveragePool": pool,
    "RNN": recurrent,
    "GRU": recurrent,
    "LSTM": recurrent,
    "SelfAttention": attention,
    "LayerNorm": lambda layer, p, x, m: functional.layer_norm(x, x.shape[-1:], p["gain"], p["bias"], layer.epsilon),
    "RMSNorm": lambda layer, p, x, m: functional.rms_norm(x, x.shape[-1:], p["gain"], layer.epsilon),
    "BatchNorm": batch_norm,
    "GroupNorm": lambda layer, p, x, m: functional.group_norm(
        channels_first(x), layer.groups, p["gain"], p["bias"], layer.epsilon
    ).movedim(1, -1),
    "Embedding": lambda layer, p, x, m: functional.embedding(x.long(), p["weights"]),
}


def drawn(name: str, seed: int) -> tuple[Any, Any, Any, dict[str, Any]]:
    if name in DRAWS:
        return draw(name, seed, masks=name == "SelfAttention")
    rng = np.random.default_rng(seed)
    settings = {"GroupNorm": (3,), "Embedding": (5, 3)}.get(name, ())
    layer, inputs = LAYERS[name](*settings), ROWWISE[name]
    return layer, params_of(layer, inputs, rng), layer.sample(rng, 4, inputs), {}


def known_to_torch(layer: Any) -> bool:
    """Whether PyTorch has these settings: it pads by numbers, and pools by at most half a window."""
    padding = getattr(layer, "padding", 0)
    pools = isinstance(layer, (LAYERS["MaxPool"], LAYERS["AveragePool"]))
    return padding != "same" and not (pools and 2 * padding > min(of_axes(layer.size, 1)))


@pytest.mark.parametrize("name", TORCH_LAYERS)
def test_many_random_settings_are_those_of_torch(name: str) -> None:
    compared = 0
    for seed in SEEDS:
        layer, params, x, given = drawn(name, seed)
        if not known_to_torch(layer):
            continue
        y, saved = layer.forward(params, x, **given)
        dy = np.random.default_rng(seed).standard_normal(y.shape)
        dx, dparams = layer.backward(params, saved, dy)
        leaves = {key: torch.tensor(array, requires_grad=True) for key, array in plain(params).items()}
        x = torch.tensor(x, requires_grad=x.dtype.kind == "f")
        expected = TORCH_LAYERS[name](layer, leaves, x, given.get("mask"))
        expected.backward(torch.tensor(dy))
        assert_same(y, expected.detach(), what=f"y, {layer}")
        if x.requires_grad:
            assert_same(dx, x.grad, what=f"dx, {layer}")
        for key, got in plain(dparams).items():
            assert_same(got, leaves[key].grad, what=f"d{key}, {layer}")
        compared += 1
    assert compared >= 10

"""The passes: forward and backward over all layers, pure, so that an engine can trace one training step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handgrad.pair import Array, Layer, Params

Given = Sequence[Mapping[str, Any]]
"""What each layer's forward takes besides its parameters and x: noise and mask, where it needs them."""


def forward_all(
    layers: Sequence[Layer], parameters: Sequence[Params], x: Array, given: Given
) -> tuple[Array, list[Any]]:
    """x (n, *inputs) -> y (n, *outputs), as in training, and what the backward of each layer needs."""
    saved = []
    for layer, params, extra in zip(layers, parameters, given, strict=True):
        x, left = layer.forward(params, x, **extra)
        saved.append(left)
    return x, saved


def backward_all(
    layers: Sequence[Layer], parameters: Sequence[Params], saved: Sequence[Any], dy: Array
) -> tuple[Array, list[Params]]:
    """dy (n, *outputs) -> dx (n, *inputs), and the gradients of every layer's parameters."""
    gradients: list[Params] = []
    for layer, params, left in zip(reversed(layers), reversed(parameters), reversed(saved), strict=True):
        dy, dparams = layer.backward(params, left, dy)  # forward: x, left = layer.forward(params, x)
        gradients.insert(0, dparams)
    return dy, gradients


def predict_all(
    layers: Sequence[Layer], parameters: Sequence[Params], statistics: Sequence[Params], x: Array, given: Given
) -> Array:
    """x (n, *inputs) -> y (n, *outputs), as after training."""
    for layer, params, counted, extra in zip(layers, parameters, statistics, given, strict=True):
        x = layer.predict(params, counted, x, **extra)
    return x

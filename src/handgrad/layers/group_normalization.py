"""Group normalisation: each sample's channels in groups, each group brought to mean 0 and deviation 1.

With the channels of a group and all their places taken as one axis of m numbers, this is layer normalisation along it:
h = c r, c = x - mean, r = 1 / deviation, and so dx = r (dh - mean(dh) - h mean(dh h)), as `normalization` derives. The
gain belongs to a channel: dgain is the sum of dy h, and dbias that of dy, over all rows and places.

Source: Wu, He, "Group normalization", 2018.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.layers.dense import rows
from handgrad.layers.normalization import require_channels, require_positive
from handgrad.pair import Array, Layer, Params, Shape
from handgrad.refusals import name, require_whole, require_width


@dataclass(frozen=True)
class GroupNorm(Layer):
    """y = h gain + bias, h = (x - mean) / sqrt(variance + epsilon), over each group of a sample's channels.

    x and y (n, ..., channels); gain and bias (channels,). One group normalises all of a sample together, and as many
    groups as channels each channel alone, which is also called instance normalisation. Raises ValueError where the
    channels cannot be parted into so many groups.
    """

    groups: int
    epsilon: float = 1e-5

    def __post_init__(self) -> None:
        require_whole(self, groups=self.groups)
        require_positive(self, epsilon=self.epsilon)

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        """Gain 1 and bias 0, (channels,) each."""
        channels = self.output_shape(inputs)[-1]
        return Params(gain=np.ones(channels), bias=np.zeros(channels))

    def output_shape(self, inputs: Shape) -> Shape:
        """That of the inputs."""
        require_channels(self, inputs)
        if inputs[-1] % self.groups:
            raise ValueError(
                f"{name(self)}: the channels of samples {inputs} cannot be parted into {self.groups} groups"
            )
        return inputs

    def forward(self, params: Params, x: Array) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, ..., channels) -> y (n, ..., channels)."""
        require_width(self, x, len(params.gain))
        parted = self.parted(x)  # (n, places, groups, channels / groups)
        c = parted - parted.mean(axis=(1, 3), keepdims=True)  # (n, places, groups, channels / groups)
        r = 1 / np.sqrt((c * c).mean(axis=(1, 3), keepdims=True) + self.epsilon)  # (n, 1, groups, 1)
        h = c * r  # (n, places, groups, channels / groups)
        return h.reshape(x.shape) * params.gain + params.bias, (h, r)

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, ..., channels) -> dx (n, ..., channels), dgain (channels,), dbias (channels,)."""
        h, r = saved
        dgain = rows(dy * h.reshape(dy.shape)).sum(axis=0)  # forward: h * gain
        dbias = rows(dy).sum(axis=0)  # forward: + bias
        dh = self.parted(dy * params.gain)  # forward: h * gain
        along = dh.mean(axis=(1, 3), keepdims=True) + h * (dh * h).mean(axis=(1, 3), keepdims=True)
        dx = ((dh - along) * r).reshape(dy.shape)  # forward: h = (x - mean) / deviation
        return dx, Params(gain=dgain, bias=dbias)

    def parted(self, x: Array) -> Array:
        """x (n, ..., channels) -> (n, places, groups, channels / groups)."""
        return x.reshape(len(x), math.prod(x.shape[1:-1]), self.groups, x.shape[-1] // self.groups)

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """Rows in two groups, sequences in one, and images with each channel alone."""
        return {"row": (cls(2), (6,)), "sequence": (cls(1, 0.1), (3, 4)), "image": (cls(2), (3, 2, 2))}


if __name__ == "__main__":
    from handgrad.showcase import show

    show(__spec__.name)

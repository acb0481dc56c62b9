"""Normalisation: numbers brought to mean 0 and deviation 1, then scaled and moved by what is learned.

All of them are h = (x - mean) / deviation, over some set of m numbers. Written c = x - mean and r = 1 / deviation, so
h = c r, the output depends on x in three ways: directly, through the mean, and through the deviation.
    directly:    dc = dh r
    deviation:   r = (mean(c c) + epsilon)^(-1/2), dr/dc = -r^3 c / m, so that dc gains -h r mean(dh h)
    mean:        c = x - mean(x), so dx = dc - mean(dc), where the part that came by the deviation has mean 0 already
Together dx = r (dh - mean(dh) - h mean(dh h)): what is left of dh without its part along 1 and its part along h, the
two directions in which the normalised numbers cannot move. RMS normalisation has no mean: only the part along h goes.

Sources: Ioffe, Szegedy, "Batch normalization", 2015; Ba, Kiros, Hinton, "Layer normalization", 2016; Zhang, Sennrich,
"Root mean square layer normalization", 2019.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.layers.dense import rows
from handgrad.pair import Array, Layer, Params, Shape
from handgrad.refusals import name, require_width


def require_positive(layer: object, **settings: float) -> None:
    """Refuse a setting that is not a number above 0."""
    for setting, value in settings.items():
        if not isinstance(value, (int, float)) or not 0 < value < math.inf:
            raise ValueError(f"{name(layer)}: {setting} must be a number above 0, not {value!r}")


def require_channels(layer: object, inputs: Shape) -> None:
    """Refuse samples without a last axis to normalise along."""
    if not inputs or inputs[-1] < 1:
        raise ValueError(f"{name(layer)}: samples need an axis of channels, and {inputs} has none")


@dataclass(frozen=True)
class LayerNorm(Layer):
    """y = h gain + bias, h = (x - mean) / sqrt(variance + epsilon), over the last axis of x.

    x and y (n, ..., width); gain and bias (width,).
    """

    epsilon: float = 1e-5

    def __post_init__(self) -> None:
        require_positive(self, epsilon=self.epsilon)

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        """Gain 1 and bias 0, (width,) each."""
        width = self.output_shape(inputs)[-1]
        return Params(gain=np.ones(width), bias=np.zeros(width))

    def output_shape(self, inputs: Shape) -> Shape:
        """That of the inputs."""
        require_channels(self, inputs)
        return inputs

    def forward(self, params: Params, x: Array) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, ..., width) -> y (n, ..., width)."""
        require_width(self, x, len(params.gain))
        c = x - np.mean(x, axis=-1, keepdims=True)  # (n, ..., width)
        r = 1 / np.sqrt(np.mean(c * c, axis=-1, keepdims=True) + self.epsilon)  # (n, ..., 1)
        h = c * r  # (n, ..., width)
        return h * params.gain + params.bias, (h, r)

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, ..., width) -> dx (n, ..., width), dgain (width,), dbias (width,)."""
        h, r = saved
        dgain = rows(dy * h).sum(axis=0)  # forward: h * gain
        dbias = rows(dy).sum(axis=0)  # forward: + bias
        dh = dy * params.gain  # forward: h * gain
        along = np.mean(dh, axis=-1, keepdims=True) + h * np.mean(dh * h, axis=-1, keepdims=True)
        return (dh - along) * r, Params(gain=dgain, bias=dbias)  # forward: h = (x - mean) / deviation

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """Rows and sequences."""
        return {"row": (cls(), (6,)), "sequence": (cls(), (3, 4)), "wide epsilon": (cls(0.5), (5,))}


@dataclass(frozen=True)
class RMSNorm(Layer):
    """y = h gain, h = x / sqrt(mean(x x) + epsilon), over the last axis of x.

    x and y (n, ..., width); gain (width,).
    """

    epsilon: float = 1e-5

    def __post_init__(self) -> None:
        require_positive(self, epsilon=self.epsilon)

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        """Gain 1, (width,)."""
        return Params(gain=np.ones(self.output_shape(inputs)[-1]))

    def output_shape(self, inputs: Shape) -> Shape:
        """That of the inputs."""
        require_channels(self, inputs)
        return inputs

    def forward(self, params: Params, x: Array) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, ..., width) -> y (n, ..., width)."""
        require_width(self, x, len(params.gain))
        r = 1 / np.sqrt(np.mean(x * x, axis=-1, keepdims=True) + self.epsilon)  # (n, ..., 1)
        h = x * r  # (n, ..., width)
        return h * params.gain, (h, r)

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, ..., width) -> dx (n, ..., width), dgain (width,)."""
        h, r = saved
        dgain = rows(dy * h).sum(axis=0)  # forward: h * gain
        dh = dy * params.gain  # forward: h * gain
        along = h * np.mean(dh * h, axis=-1, keepdims=True)  # (n, ..., width)
        return (dh - along) * r, Params(gain=dgain)  # forward: h = x / sqrt(mean(x x) + epsilon)

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """Rows and sequences."""
        return {"row": (cls(), (6,)), "sequence": (cls(), (3, 4)), "wide epsilon": (cls(0.5), (5,))}


@dataclass(frozen=True)
class BatchNorm(Layer):
    """y = h gain + bias, h = (x - mean) / sqrt(variance + epsilon), each channel over all rows and places of a batch.

    x and y (n, ..., channels); gain and bias (channels,). After training, mean and variance are running ones: the mean
    over all batches at first, and once there are more than 1 / (1 - momentum) of them an exponential one. Like its
    source, training divides the squares by their number m and the running variance by m - 1. Raises ValueError on
    `predict` where no batch has been folded in.
    """

    momentum: float = 0.9
    epsilon: float = 1e-5

    def __post_init__(self) -> None:
        require_positive(self, epsilon=self.epsilon)
        if not isinstance(self.momentum, (int, float)) or not 0 <= self.momentum < 1:
            raise ValueError(f"BatchNorm: momentum must be a number from 0 up to, not including, 1: {self.momentum!r}")

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        """Gain 1 and bias 0, (channels,) each."""
        channels = self.output_shape(inputs)[-1]
        return Params(gain=np.ones(channels), bias=np.zeros(channels))

    def output_shape(self, inputs: Shape) -> Shape:
        """That of the inputs."""
        require_channels(self, inputs)
        return inputs

    def forward(self, params: Params, x: Array) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, ..., channels) -> y (n, ..., channels)."""
        require_width(self, x, len(params.gain))
        count = max(1, math.prod(x.shape[:-1]))
        mean = rows(x).sum(axis=0) / count  # (channels,)
        c = x - mean  # (n, ..., channels)
        variance = rows(c * c).sum(axis=0) / count  # (channels,)
        r = 1 / np.sqrt(variance + self.epsilon)  # (channels,)
        h = c * r  # (n, ..., channels)
        return h * params.gain + params.bias, (h, r, mean, variance)

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, ..., channels) -> dx (n, ..., channels), dgain (channels,), dbias (channels,)."""
        h, r, _, _ = saved
        dgain = rows(dy * h).sum(axis=0)  # forward: h * gain
        dbias = rows(dy).sum(axis=0)  # forward: + bias
        along = (dbias + h * dgain) / max(1, math.prod(dy.shape[:-1]))  # mean(dy) + h mean(dy h)
        dx = (dy - along) * (params.gain * r)  # forward: h = (x - mean) / deviation, y = h * gain
        return dx, Params(gain=dgain, bias=dbias)

    def statistics(self, inputs: Shape) -> Params:
        """No batch yet: mean and variance (channels,), and the count (1,) of batches."""
        channels = inputs[-1]
        return Params(mean=np.zeros(channels), variance=np.ones(channels), batches=np.zeros(1))

    def fold(self, statistics: Params, saved: Any) -> Params:
        """Mean, variance and count after one more batch."""
        h, _, mean, variance = saved
        count = math.prod(h.shape[:-1])
        share = np.maximum(1 - self.momentum, 1 / (statistics.batches + 1)).astype(statistics.mean.dtype)  # (1,)
        unbiased = variance * (count / max(1, count - 1))  # (channels,)
        return Params(
            mean=statistics.mean + share * (mean - statistics.mean),
            variance=statistics.variance + share * (unbiased - statistics.variance),
            batches=statistics.batches + 1,
        )

    def predict(self, params: Params, statistics: Params, x: Array) -> Array:  # type: ignore[override]
        """x (n, ..., channels) -> y (n, ..., channels), with the running mean and variance."""
        require_width(self, x, len(params.gain))
        if type(statistics.batches) is np.ndarray and not statistics.batches.any():
            raise ValueError("BatchNorm: there are no running statistics before the first training batch: fit first")
        h = (x - statistics.mean) / np.sqrt(statistics.variance + self.epsilon)  # (n, ..., channels)
        y: Array = h * params.gain + params.bias
        return y

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """Rows, sequences and images."""
        return {"row": (cls(), (4,)), "sequence": (cls(0.5), (3, 4)), "image": (cls(0.99, 1e-3), (3, 2, 2))}


if __name__ == "__main__":
    from handgrad.showcase import show

    show(__spec__.name)

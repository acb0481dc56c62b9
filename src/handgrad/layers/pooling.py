"""Pooling: one number for each window of a sequence or an image, channel by channel: its largest, or its mean.

The largest of a window is one of its numbers, and small changes of the others change nothing: so dy goes to that number
alone, to the first where several are equal. The mean of m numbers depends on each with slope 1 / m: so each gets
dy / m. Where windows overlap, a number gets the sum of what reaches it from all of them.

Sources: Fukushima, "Neocognitron", 1980; Lin, Chen, Yan, "Network in network", 2014, for global pooling.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.pair import Array, Layer, Params, Shape
from handgrad.refusals import name
from handgrad.windows import Lengths, Windows, each, fitted, require_lengths


@dataclass(frozen=True)
class _Pool(Layer):
    """What the two have in common."""

    size: Lengths = 2
    stride: Lengths | None = None
    padding: Lengths | str = 0

    def __post_init__(self) -> None:
        require_lengths(self, None, size=self.size, stride=self.size if self.stride is None else self.stride)
        if self.padding != "same":
            require_lengths(self, None, 0, padding=self.padding)

    def output_shape(self, inputs: Shape) -> Shape:
        """(*places, channels)."""
        return (*self.windows(inputs).places, inputs[-1])

    def windows(self, inputs: Shape) -> Windows:
        """The windows in samples (*lengths, channels)."""
        require_places(self, inputs)
        axes = len(inputs) - 1
        stride = self.size if self.stride is None else self.stride
        for lengths in (self.size, stride, self.padding):
            if isinstance(lengths, tuple) and len(lengths) != axes:
                raise ValueError(
                    f"{name(self)}: {lengths} is for {len(lengths)} axes, and samples {inputs} have {axes}"
                )
        windows = fitted(self, inputs[:-1], each(self.size, axes), each(stride, axes), (1,) * axes, self.padding)
        if any(max(more) >= span for more, span in zip(windows.padding, windows.spans, strict=True)):
            raise ValueError(
                f"{name(self)}: padding {self.padding} leaves windows of {windows.spans} with nothing in them"
            )
        return windows


@dataclass(frozen=True)
class MaxPool(_Pool):
    """y = the largest number of each window, channel by channel.

    x (n, *lengths, channels) -> y (n, *places, channels), along one axis, two or more. The windows of `size` are
    `stride` apart (by default side by side); size, stride and padding are one number or one for each axis. Padding
    never wins. Raises ValueError where the window is larger than its input.
    """

    def forward(self, params: Params, x: Array) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, *lengths, channels) -> y (n, *places, channels)."""
        windows = self.windows(x.shape[1:])
        seen = windows.seen(x, fill=-math.inf)  # (n, *places, *size, channels)
        cells = seen.reshape(len(x), *windows.places, math.prod(windows.size), x.shape[-1])
        return cells.max(axis=-2), (windows, cells)

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, *places, channels) -> dx (n, *lengths, channels)."""
        windows, cells = saved
        numbers = np.arange(cells.shape[-2]).reshape(*windows.size, *[1] * dy.ndim)
        dseen = np.where(numbers == cells.argmax(axis=-2), dy, 0)  # (*size, n, *places, channels), forward: max
        return windows.put_back(dseen), Params()  # forward: seen(x)

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """Along one axis, and along two with windows that overlap and are padded."""
        return {"sequence": (cls(2), (5, 2)), "image": (cls((3, 2), (2, 1), (1, 0)), (4, 3, 2))}


@dataclass(frozen=True)
class AveragePool(_Pool):
    """y = the mean of each window, channel by channel; padding does not count.

    x (n, *lengths, channels) -> y (n, *places, channels), along one axis, two or more. The windows of `size` are
    `stride` apart (by default side by side); size, stride and padding are one number or one for each axis. Raises
    ValueError where the window is larger than its input.
    """

    def forward(self, params: Params, x: Array) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, *lengths, channels) -> y (n, *places, channels)."""
        windows = self.windows(x.shape[1:])
        axes = tuple(range(-1 - len(windows.size), -1))  # those of the window
        counts = windows.seen(np.ones((1, *windows.inputs, 1), x.dtype)).sum(axis=axes)  # (1, *places, 1)
        return windows.seen(x).sum(axis=axes) / counts, (windows, counts)

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, *places, channels) -> dx (n, *lengths, channels)."""
        windows, counts = saved
        dsum = dy / counts  # forward: sum / counts
        dseen = np.broadcast_to(dsum, (*windows.size, *dy.shape))  # (*size, n, *places, channels), forward: sum
        return windows.put_back(dseen), Params()  # forward: seen(x)

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """Along one axis, and along two with windows that overlap and are padded."""
        return {"sequence": (cls(2), (5, 2)), "image": (cls((3, 2), (2, 1), (1, 0)), (4, 3, 2))}


@dataclass(frozen=True)
class GlobalMaxPool(Layer):
    """y = the largest number of each channel, anywhere: x (n, *lengths, channels) -> y (n, channels)."""

    def output_shape(self, inputs: Shape) -> Shape:
        """(channels,)."""
        require_places(self, inputs)
        return inputs[-1:]

    def forward(self, params: Params, x: Array) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, *lengths, channels) -> y (n, channels)."""
        require_places(self, x.shape[1:])
        places = x.reshape(len(x), math.prod(x.shape[1:-1]), x.shape[-1])  # (n, places, channels)
        return places.max(axis=1), (places, x.shape)

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, channels) -> dx (n, *lengths, channels)."""
        places, x_shape = saved
        largest = places.argmax(axis=1, keepdims=True) == np.arange(places.shape[1])[:, None]  # (n, places, channels)
        return np.where(largest, dy[:, None], 0).reshape(x_shape), Params()  # forward: places.max(axis=1)

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """Along one axis and along two."""
        return {"sequence": (cls(), (4, 3)), "image": (cls(), (3, 2, 2))}


@dataclass(frozen=True)
class GlobalAveragePool(Layer):
    """y = the mean of each channel over all places: x (n, *lengths, channels) -> y (n, channels)."""

    def output_shape(self, inputs: Shape) -> Shape:
        """(channels,)."""
        require_places(self, inputs)
        return inputs[-1:]

    def forward(self, params: Params, x: Array) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, *lengths, channels) -> y (n, channels)."""
        require_places(self, x.shape[1:])
        return x.mean(axis=tuple(range(1, x.ndim - 1))), x.shape

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, channels) -> dx (n, *lengths, channels)."""
        n, *lengths, channels = saved
        dmean = dy.reshape(n, *[1] * len(lengths), channels) / math.prod(lengths)  # forward: the mean of so many
        return np.broadcast_to(dmean, saved).copy(), Params()  # forward: x.mean(axis=...)

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """Along one axis and along two."""
        return {"sequence": (cls(), (4, 3)), "image": (cls(), (3, 2, 2))}


def require_places(layer: object, inputs: Shape) -> None:
    """Refuse samples that are not (*lengths, channels) with something along every axis."""
    if len(inputs) < 2 or not all(inputs):
        raise ValueError(f"{name(layer)}: one sample has axes (..., channels) and something along each, not {inputs}")


if __name__ == "__main__":
    from handgrad.showcase import show

    show(__spec__.name)

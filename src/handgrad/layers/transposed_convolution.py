"""Transposed convolution: what a convolution's backward does to a gradient, done forward, to make images larger.

A convolution sees S in its input and gives S W. Here the kernel is put down instead: every number of x puts a whole
window x W^T down at its place, and where windows overlap they add up. That is dS = dz W^T and the sum over all that saw
a number, so its own backward is what a convolution does forward, with S what is seen in dz:
    dx = S W,  dW = S^T x,  db = sum of dz over all places
Source: Zeiler, Krishnan, Taylor, Fergus, "Deconvolutional networks", 2010.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from handgrad import activations
from handgrad.kernels import Kernel, joined, parted, put_out
from handgrad.layers.dense import rows
from handgrad.pair import Array, Layer, Params, Shape
from handgrad.refusals import name, require_width
from handgrad.windows import Lengths, Windows, fitted, require_lengths, spread


@dataclass(frozen=True)
class _TransposedConvolution(Kernel):
    """What is the same along one axis and along two."""

    extra: Lengths = 0

    def __post_init__(self) -> None:
        Kernel.__post_init__(self)
        require_lengths(self, len(self.axes), 0, extra=self.extra)
        if any(more >= step for more, step in zip(self.of_axes(self.extra), self.of_axes(self.stride), strict=True)):
            raise ValueError(f"{name(self)}: extra must be below the stride {self.stride!r}, not {self.extra!r}")

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        """Weights (*size, units / groups, channels) by the initialiser `start`, bias (units,) at `bias_start`."""
        weights, bias = self.start_values(rng, inputs)  # (*size, channels / groups, units)
        by_group = weights.reshape(*weights.shape[:-1], self.groups, self.units // self.groups).swapaxes(-3, -1)
        return Params(weights=by_group.reshape(*weights.shape[:-2], self.units // self.groups, inputs[-1]), bias=bias)

    def output_shape(self, inputs: Shape) -> Shape:
        """(*lengths, units)."""
        return (*self.windows(inputs).inputs, self.units)

    def windows(self, inputs: Shape) -> Windows:
        """Where the kernel goes in outputs (*lengths, units), so that its places are the numbers of the inputs."""
        self.require(inputs)
        size, stride, dilation = map(self.of_axes, (self.size, self.stride, self.dilation))
        lengths = tuple(count * step for count, step in zip(inputs[:-1], stride, strict=True))
        if self.padding != "same":
            paddings, extras = self.of_axes(self.padding), self.of_axes(self.extra)
            sizes = zip(lengths, stride, map(spread, size, dilation), paddings, extras, strict=True)
            lengths = tuple(length - step + span - 2 * pad + extra for length, step, span, pad, extra in sizes)
        if min(lengths) < 1:
            raise ValueError(f"{name(self)}: with padding {self.padding} nothing is left of inputs of shape {inputs}")
        return fitted(self, lengths, size, stride, dilation, self.padding)

    def forward(self, params: Params, x: Array) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, *places, channels) -> y (n, *lengths, units)."""
        require_width(self, x, params.weights.shape[-1])
        windows = self.windows(x.shape[1:])
        kernel = parted(params.weights, 1, self.groups)  # (groups, size units / groups, channels / groups)
        inward = parted(x, 1, self.groups)  # (groups, n places, channels / groups)
        put_down = put_out(inward, kernel, (*windows.size, *x.shape[:-1], self.units))  # (*size, n, *places, units)
        z = windows.put_back(put_down) + params.bias  # (n, *lengths, units)
        y = activations.find(self.activation).value(z)  # (n, *lengths, units)
        return y, (windows, x.shape, inward, z, y)

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, *lengths, units) -> dx (n, *places, channels), dweights, dbias (units,)."""
        windows, x_shape, inward, z, y = saved
        kernel = parted(params.weights, 1, self.groups)  # (groups, size units / groups, channels / groups)
        dz = activations.find(self.activation).backward(z, y, dy)  # forward: y = activation(z)
        dbias = rows(dz).sum(axis=0)  # forward: + bias, one for all places
        dput_down = windows.seen(dz)  # (n, *places, *size, units), forward: put_back(put_down)
        columns = parted(dput_down, math.prod(windows.size), self.groups)  # (groups, n places, size units / groups)
        dinward = columns @ kernel  # forward: inward @ kernel^T
        dkernel = columns.swapaxes(1, 2) @ inward  # forward: inward @ kernel^T
        dweights = joined(dkernel, params.weights.shape)  # forward: parted(weights)
        return joined(dinward, x_shape), Params(weights=dweights, bias=dbias)  # forward: parted(x)


@dataclass(frozen=True)
class ConvTranspose1D(_TransposedConvolution):
    """y[stride t + dilation i] gains x[t] W[i]^T for all t and i; then y = activation(y + b).

    x (n, places, channels) -> y (n, steps, units), steps = stride (places - 1) + dilation (size - 1) + 1 - 2 padding +
    extra; with padding "same", stride places. Weights W (size, units / groups, channels), bias b (units,). It undoes
    what Conv1D with the same settings does to a shape. Raises ValueError where nothing is left.
    """

    axes: ClassVar[tuple[str, ...]] = ("steps",)

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """The plain one, all settings, and one that doubles the steps."""
        settings = cls(4, 2, stride=3, padding=1, dilation=2, groups=2, activation="tanh", extra=2)
        return {
            "plain": (cls(2), (4, 3)),
            "grouped": (settings, (3, 2)),
            "same": (cls(2, 3, stride=2, padding="same"), (3, 1)),
        }


@dataclass(frozen=True)
class ConvTranspose2D(_TransposedConvolution):
    """y[stride i + dilation u, stride j + dilation v] gains x[i, j] W[u, v]^T; then y = activation(y + b).

    x (n, rows, columns, channels) -> y (n, height, width, units), each length = stride (places - 1) + dilation
    (size - 1) + 1 - 2 padding + extra; with padding "same", stride places. Weights W (*size, units / groups, channels),
    bias b (units,). size, stride, padding, extra and dilation are one number or one for each axis. It undoes what
    Conv2D with the same settings does to a shape. Raises ValueError where nothing is left.
    """

    axes: ClassVar[tuple[str, ...]] = ("height", "width")

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """The plain one, all settings differing along the axes, and one that doubles height and width."""
        settings = cls(4, (2, 3), (2, 1), (1, 0), (1, 2), groups=2, activation="tanh", extra=(1, 0))
        return {
            "plain": (cls(2, 2), (2, 3, 2)),
            "grouped": (settings, (3, 1, 2)),
            "same": (cls(2, (2, 3), stride=2, padding="same"), (1, 2, 1)),
        }


if __name__ == "__main__":
    from handgrad.showcase import show

    show(__spec__.name)

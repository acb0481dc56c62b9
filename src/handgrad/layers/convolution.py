"""Convolution: one small dense layer, the kernel, at every place of a sequence or an image.

What the kernel sees at each place, written as the rows of a matrix S, makes it a dense layer: z = S W + b. So
    dW = S^T dz,  db = sum of dz over all places,  dS = dz W^T
as there. S holds a number of x once for every place that sees it; so dx there is the sum of dS over all of them. With
groups, each group of channels has a kernel of its own, and the three products are done group by group.

A kernel is moved, not turned: this is what the field calls convolution and mathematics cross-correlation.

Source: LeCun and others, "Backpropagation applied to handwritten zip code recognition", 1989.
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
from handgrad.refusals import require_width
from handgrad.windows import Windows, fitted


@dataclass(frozen=True)
class _Convolution(Kernel):
    """What is the same along one axis and along two."""

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        """Weights (*size, channels / groups, units) by the initialiser `start`, bias (units,) at `bias_start`."""
        weights, bias = self.start_values(rng, inputs)
        return Params(weights=weights, bias=bias)

    def output_shape(self, inputs: Shape) -> Shape:
        """(*places, units)."""
        return (*self.windows(inputs).places, self.units)

    def windows(self, inputs: Shape) -> Windows:
        """Where the kernel goes in samples (*lengths, channels)."""
        self.require(inputs)
        size, stride, dilation = map(self.of_axes, (self.size, self.stride, self.dilation))
        return fitted(self, inputs[:-1], size, stride, dilation, self.padding)

    def forward(self, params: Params, x: Array) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, *lengths, channels) -> y (n, *places, units)."""
        require_width(self, x, self.groups * params.weights.shape[-2])
        windows = self.windows(x.shape[1:])
        seen = windows.seen(x)  # (n, *places, *size, channels)
        columns = parted(seen, math.prod(windows.size), self.groups)  # (groups, n places, size channels / groups)
        kernel = parted(params.weights, 1, self.groups)  # (groups, size channels / groups, units / groups)
        product = columns @ kernel  # (groups, n places, units / groups)
        z = joined(product, (len(x), *windows.places, self.units)) + params.bias  # (n, *places, units)
        y = activations.find(self.activation).value(z)  # (n, *places, units)
        return y, (windows, x.shape[-1], columns, z, y)

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, *places, units) -> dx (n, *lengths, channels), dweights, dbias (units,)."""
        windows, channels, columns, z, y = saved
        kernel = parted(params.weights, 1, self.groups)  # (groups, size channels / groups, units / groups)
        dz = activations.find(self.activation).backward(z, y, dy)  # forward: y = activation(z)
        dbias = rows(dz).sum(axis=0)  # forward: + bias, one for all places
        dproduct = parted(dz, 1, self.groups)  # forward: joined(product)
        dkernel = columns.swapaxes(1, 2) @ dproduct  # forward: columns @ kernel
        dweights = joined(dkernel, params.weights.shape)  # forward: parted(weights)
        dseen = put_out(dproduct, kernel, (*windows.size, *dy.shape[:-1], channels))  # forward: parted(seen) @ kernel
        return windows.put_back(dseen), Params(weights=dweights, bias=dbias)  # forward: seen(x)


@dataclass(frozen=True)
class Conv1D(_Convolution):
    """y[t] = activation(b + sum over i of x[stride t + dilation i] W[i]), along the steps of a sequence.

    x (n, steps, channels) -> y (n, places, units); weights W (size, channels / groups, units), bias b (units,).
    `padding` zeros stand on both sides; "same" is as many as give steps / stride places. Raises ValueError where the
    window is larger than the sequence, and for shapes that do not fit.
    """

    axes: ClassVar[tuple[str, ...]] = ("steps",)

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """The plain one, all settings, and one as long as its input, of an even size."""
        return {
            "plain": (cls(2), (5, 3)),
            "grouped": (cls(4, 2, stride=2, padding=1, dilation=2, groups=2, activation="tanh"), (6, 2)),
            "same": (cls(2, 4, padding="same"), (3, 1)),
        }


@dataclass(frozen=True)
class Conv2D(_Convolution):
    """y[i, j] = activation(b + sum over u, v of x[stride i + dilation u, stride j + dilation v] W[u, v]), on images.

    x (n, height, width, channels) -> y (n, rows, columns, units); weights W (*size, channels / groups, units), bias b
    (units,). size, stride, padding and dilation are one number or one for each axis; "same" is as much padding as gives
    length / stride places. Raises ValueError where the window is larger than the image, and for shapes that do not fit.
    """

    axes: ClassVar[tuple[str, ...]] = ("height", "width")

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """The plain one, all settings differing along the axes, and one as large as its input, of an even size."""
        settings = cls(4, (2, 3), (2, 1), (1, 0), (1, 2), groups=2, activation="tanh")
        return {
            "plain": (cls(2, 2), (3, 4, 2)),
            "grouped": (settings, (3, 6, 2)),
            "same": (cls(2, (2, 3), padding="same"), (3, 2, 1)),
        }


if __name__ == "__main__":
    from handgrad.showcase import show

    show(__spec__.name)

"""Kernels: what convolution and its transpose have in common: settings, start values, groups of channels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from handgrad import activations, initializers
from handgrad.pair import Array, Layer, Shape
from handgrad.refusals import name, require_axes, require_whole
from handgrad.windows import Lengths, each, require_lengths


@dataclass(frozen=True)
class Kernel(Layer):
    """A small dense layer that goes over an array (n, *lengths, channels) along `axes`."""

    axes: ClassVar[tuple[str, ...]]

    units: int
    size: Lengths = 3
    stride: Lengths = 1
    padding: Lengths | str = 0
    dilation: Lengths = 1
    groups: int = 1
    activation: str = "linear"
    start: str | float = "he_normal"
    bias_start: float = 0.0

    def __post_init__(self) -> None:
        require_whole(self, units=self.units, groups=self.groups)
        require_lengths(self, len(self.axes), size=self.size, stride=self.stride, dilation=self.dilation)
        if self.padding != "same":
            require_lengths(self, len(self.axes), 0, padding=self.padding)
        activations.find(self.activation)
        initializers.find(self.start)

    def of_axes(self, lengths: Any) -> Shape:
        """One number for each axis."""
        return each(lengths, len(self.axes))

    def start_values(self, rng: np.random.Generator, inputs: Shape) -> tuple[Array, Array]:
        """Weights (*size, channels / groups, units) by the initialiser `start`, bias (units,) at `bias_start`."""
        self.output_shape(inputs)
        shape = (*self.of_axes(self.size), inputs[-1] // self.groups, self.units)
        return initializers.find(self.start)(rng, shape), np.full(self.units, self.bias_start)

    def require(self, inputs: Shape) -> None:
        """Refuse samples that have other axes, and channels or units that the groups cannot share out."""
        require_axes(self, inputs, *self.axes, "channels")
        if inputs[-1] % self.groups or self.units % self.groups:
            numbers = f"{inputs[-1]} channels of samples {inputs} and {self.units} units"
            raise ValueError(f"{name(self)}: {numbers} cannot both be parted into {self.groups} groups")


def parted(x: Array, cells: int, groups: int) -> Array:
    """x (..., channels), of m rows with so many cells each -> (groups, m, cells channels / groups)."""
    width = x.shape[-1] // groups
    rows = x.size // (cells * groups * width)
    return x.reshape(rows, cells, groups, width).transpose(2, 0, 1, 3).reshape(groups, rows, cells * width)


def joined(x: Array, shape: Shape) -> Array:
    """The inverse for one cell: x (groups, m, channels / groups) -> an array of that shape, (..., channels)."""
    return x.transpose(1, 0, 2).reshape(shape)


def put_out(x: Array, kernel: Array, shape: Shape) -> Array:
    """x kernel^T, x (groups, m, units / groups), kernel (groups, cells channels / groups, units / groups).

    The product is done cell by cell, and comes as an array of that shape, (*size, n, *places, channels), m = n places.
    """
    groups, both, units = kernel.shape
    width = shape[-1] // groups
    by_cell = kernel.reshape(groups, both // width, width, units).swapaxes(-1, -2)  # (groups, cells, units, width)
    return (x[:, None] @ by_cell).transpose(1, 2, 0, 3).reshape(shape)

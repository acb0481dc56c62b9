"""Windows: what a kernel sees at each of its places in an array, and the sum that puts it back there."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.pair import Array, Shape
from handgrad.refusals import is_whole, name

Lengths = int | tuple[int, ...]
"""A whole number for every axis, or one for all of them."""


@dataclass(frozen=True)
class Windows:
    """The places of a kernel in arrays (n, *inputs, channels): `size` cells, `dilation` apart, `stride` from place to
    place, after `padding` (before, after) each axis."""

    inputs: Shape
    size: Shape
    stride: Shape
    dilation: Shape
    padding: tuple[tuple[int, int], ...]

    @property
    def spans(self) -> Shape:
        """How far the kernel reaches along each axis."""
        return tuple(spread(size, step) for size, step in zip(self.size, self.dilation, strict=True))

    @property
    def padded(self) -> Shape:
        """The lengths with the padding."""
        return tuple(length + sum(more) for length, more in zip(self.inputs, self.padding, strict=True))

    @property
    def places(self) -> Shape:
        """How many places there are along each axis, none where the kernel is larger than the array."""
        sizes = zip(self.padded, self.spans, self.stride, strict=True)
        return tuple(max(0, (length - span) // stride + 1) for length, span, stride in sizes)

    def seen(self, x: Array, fill: float = 0.0) -> Array:
        """x (n, *inputs, channels) -> what is seen at each place, (n, *places, *size, channels), a view."""
        axes = tuple(range(1, len(self.size) + 1))
        if any(map(any, self.padding)):
            x = np.pad(x, ((0, 0), *self.padding, (0, 0)), constant_values=fill)
        views = np.lib.stride_tricks.sliding_window_view(
            x, self.spans, axes
        )  # (n, *places at stride 1, channels, *spans)
        strides = tuple(slice(None, None, step) for step in self.stride)
        cells = tuple(slice(None, None, step) for step in self.dilation)
        return np.moveaxis(views[(slice(None), *strides, slice(None), *cells)], len(axes) + 1, -1)

    def put_back(self, d: Array) -> Array:
        """d (*size, n, *places, channels) -> (n, *inputs, channels): each number is the sum of all that saw it.

        The cells of the kernel come first, so that what is added at once lies together in memory.
        """
        total = np.zeros((d.shape[len(self.size)], *self.padded, d.shape[-1]), dtype=d.dtype)
        for cell, where in self.cells():
            total[(slice(None), *where)] += d[cell]
        inner = (slice(more[0], more[0] + length) for length, more in zip(self.inputs, self.padding, strict=True))
        return total[(slice(None), *inner)]

    def cells(self) -> Iterator[tuple[Shape, tuple[slice, ...]]]:
        """Each cell of the kernel, and where in the padded array it lies as the kernel goes through all its places."""
        for cell in np.ndindex(*self.size):
            starts = [index * step for index, step in zip(cell, self.dilation, strict=True)]
            sizes = zip(starts, self.places, self.stride, strict=True)
            yield cell, tuple(slice(start, start + count * step, step) for start, count, step in sizes)


def spread(size: int, dilation: int) -> int:
    """How far a kernel of `size` cells reaches that are `dilation` apart."""
    return (size - 1) * dilation + 1


def same(length: int, span: int, stride: int) -> tuple[int, int]:
    """The padding with which there are length / stride places, rounded up; an odd one more goes after."""
    total = max(0, (math.ceil(length / stride) - 1) * stride + span - length)
    return total // 2, total - total // 2


def fitted(layer: Any, inputs: Shape, size: Shape, stride: Shape, dilation: Shape, padding: Any) -> Windows:
    """The windows of a layer in samples (*inputs, channels); raises ValueError where its kernel is larger than they."""
    if padding == "same":
        spans = map(spread, size, dilation)
        pairs = tuple(map(same, inputs, spans, stride))
    else:
        pairs = tuple((pad, pad) for pad in each(padding, len(inputs)))
    windows = Windows(inputs, size, stride, dilation, pairs)
    if not all(windows.places):
        padded = f", with padding {windows.padded}" if windows.padded != inputs else ""
        raise ValueError(f"{name(layer)}: a window of {windows.spans} is larger than its inputs of {inputs}{padded}")
    return windows


def each(lengths: Any, axes: int) -> Shape:
    """One number for each axis."""
    return tuple(lengths) if isinstance(lengths, tuple) else (lengths,) * axes


def require_lengths(layer: object, axes: int | None, least: int = 1, **settings: Any) -> None:
    """Refuse a setting that is neither a whole number, `least` or more, nor one of these for each axis."""
    for setting, value in settings.items():
        values = value if isinstance(value, tuple) else (value,)
        wrong_count = isinstance(value, tuple) and (not value or axes not in (None, len(value)))
        if wrong_count or not all(is_whole(number, least) for number in values):
            many = f"a tuple of {axes}" if axes else "a tuple of them"
            kind = f"a whole number, {least} or more, or {many}"
            raise ValueError(f"{name(layer)}: {setting} must be {kind}, not {value!r}")

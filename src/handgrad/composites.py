"""Composites: what layers made of layers have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.pair import Array, Layer, Params, Shape
from handgrad.refusals import name


@dataclass(frozen=True)
class Composite(Layer):
    """Layers, each with arrays under `layer_0`, `layer_1`, ... in the composite's own."""

    layers: tuple[Layer, ...]

    def __post_init__(self) -> None:
        if not isinstance(self.layers, (list, tuple)):
            raise TypeError(f"{name(self)}: it takes a list of layers such as [Dense(8, 'relu')], not {self.layers!r}")
        object.__setattr__(self, "layers", tuple(self.layers))
        for layer in self.layers:
            if not isinstance(layer, Layer):
                raise TypeError(f"{name(self)}: it is made of layers such as Dense(8, 'relu'), not of {layer!r}")

    @property
    def needs(self) -> tuple[str, ...]:  # type: ignore[override]
        """What any of the layers takes."""
        return tuple(sorted({need for layer in self.layers for need in layer.needs}))

    def shapes(self, inputs: Shape) -> list[Shape]:
        """The shape of one sample at the entrance of each layer."""
        raise NotImplementedError

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        """The start values of every layer."""
        return named([layer.init(rng, shape) for layer, shape in self.entrances(inputs)])

    def statistics(self, inputs: Shape) -> Params:
        """The running statistics of every layer."""
        return named([layer.statistics(shape) for layer, shape in self.entrances(inputs)])

    def fold(self, statistics: Params, saved: Any) -> Params:
        """Those of every layer after one more batch."""
        folded = zip(self.layers, unnamed(statistics), saved, strict=True)
        return named([layer.fold(counted, left) for layer, counted, left in folded])

    def noise(self, rng: np.random.Generator, x_shape: Shape) -> Params:
        """The random numbers of every layer that takes some."""
        n, entrances = x_shape[0], self.entrances(x_shape[1:])
        return named(
            [layer.noise(rng, (n, *shape)) if "noise" in layer.needs else Params() for layer, shape in entrances]
        )

    def sample(self, rng: np.random.Generator, n: int, inputs: Shape) -> Array:
        """Inputs of the kind the first layer takes."""
        return self.layers[0].sample(rng, n, inputs) if self.layers else Layer.sample(self, rng, n, inputs)

    def entrances(self, inputs: Shape) -> list[tuple[Layer, Shape]]:
        """Each layer with the shape at its entrance."""
        return list(zip(self.layers, self.shapes(inputs), strict=True))

    def shares(self, given: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What each layer's forward takes: its own part of the noise, and the mask."""
        parts: dict[str, list[Any]] = {"mask": [given.get("mask")] * len(self.layers)}
        parts["noise"] = unnamed(given["noise"]) if "noise" in given else []
        return [{need: parts[need][i] for need in given if need in layer.needs} for i, layer in enumerate(self.layers)]


def named(trees: Sequence[Params]) -> Params:
    """The trees of all layers as one."""
    return Params(**{f"layer_{i}": tree for i, tree in enumerate(trees)})


def unnamed(tree: Params) -> list[Any]:
    """The trees of all layers, in their order."""
    return list(vars(tree).values())

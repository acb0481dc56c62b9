"""Branches: layers made of layers, one after another, around a short cut, or side by side.

One after another: y = g(f(x)), so dy goes back through g and what comes out goes back through f.
A short cut: y = x + f(x), so dx = dy + what comes back through f: the gradient has a way past f that nothing shrinks.
Side by side: each branch sees the same x, so dx is the sum of what comes back through all; joined by a sum each gets
dy, joined end to end each gets its own part of it.

Source: He, Zhang, Ren, Sun, "Deep residual learning for image recognition", 2016.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.composites import Composite, named, unnamed
from handgrad.layers.dense import Dense
from handgrad.layers.dropout import Dropout
from handgrad.layers.gru import GRU
from handgrad.layers.normalization import BatchNorm, LayerNorm
from handgrad.pair import Array, Layer, Params, Shape
from handgrad.passes import backward_all, forward_all, predict_all
from handgrad.refusals import name


@dataclass(frozen=True)
class Chain(Composite):
    """y = f_last(... f_1(f_0(x))): layers one after another, as one layer; without any, y = x.

    x (n, *inputs) -> y (n, *outputs), the outputs of the last layer. Parameters layer_0, layer_1, ... are those of the
    layers. A mask goes to every layer that takes one.
    """

    def shapes(self, inputs: Shape) -> list[Shape]:
        """The outputs of each layer are the inputs of the next."""
        shapes = [inputs]
        for layer in self.layers:
            shapes.append(layer.output_shape(shapes[-1]))
        return shapes[:-1]

    def output_shape(self, inputs: Shape) -> Shape:
        """That of the last layer."""
        return self.layers[-1].output_shape(self.shapes(inputs)[-1]) if self.layers else inputs

    def forward(self, params: Params, x: Array, **given: Any) -> tuple[Array, Any]:
        """x (n, *inputs) -> y (n, *outputs)."""
        return forward_all(self.layers, unnamed(params), x, self.shares(given))

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, *outputs) -> dx (n, *inputs) and the gradients of all layers."""
        dx, gradients = backward_all(self.layers, unnamed(params), saved, dy)  # forward: all layers in their order
        return dx, named(gradients)

    def predict(self, params: Params, statistics: Params, x: Array, **given: Any) -> Array:
        """y as after training."""
        return predict_all(self.layers, unnamed(params), unnamed(statistics), x, self.shares(given))

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """Dense layers with noise between them, sequences with running statistics and a mask, and no layer at all."""
        return {
            "dense": (cls((Dense(4, "tanh"), Dropout(0.3), Dense(2))), (3,)),
            "sequence": (cls((BatchNorm(), GRU(2))), (3, 2)),
            "empty": (cls(()), (2, 3)),
        }


@dataclass(frozen=True)
class Residual(Chain):
    """y = x + f(x), f being layers one after another that give back the shape of x.

    x and y (n, *inputs). Parameters layer_0, layer_1, ... are those of the layers. A mask goes to every layer that
    takes one. Raises ValueError where f gives another shape.
    """

    def output_shape(self, inputs: Shape) -> Shape:
        """That of the inputs."""
        outputs = Chain.output_shape(self, inputs)
        if outputs != inputs:
            raise ValueError(
                f"{name(self)}: its layers make {outputs} of samples {inputs}, which cannot be added to them"
            )
        return inputs

    def forward(self, params: Params, x: Array, **given: Any) -> tuple[Array, Any]:
        """x (n, *inputs) -> y (n, *inputs)."""
        inner, saved = Chain.forward(self, params, x, **given)
        return x + inner, saved

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, *inputs) -> dx (n, *inputs) and the gradients of all layers."""
        dinner, dparams = Chain.backward(self, params, saved, dy)  # forward: inner = f(x)
        return dy + dinner, dparams  # forward: x + inner

    def predict(self, params: Params, statistics: Params, x: Array, **given: Any) -> Array:
        """y as after training."""
        return x + Chain.predict(self, params, statistics, x, **given)

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """A block with noise on rows, and one on sequences with a mask."""
        return {
            "row": (cls((Dense(3, "tanh"), Dropout(0.3), Dense(4))), (4,)),
            "sequence": (cls((LayerNorm(), GRU(4, True))), (3, 4)),
        }


@dataclass(frozen=True)
class Parallel(Composite):
    """y = the outputs of layers that all see the same x, joined end to end along the last axis, or added up.

    x (n, *inputs) -> y (n, ..., sum of the widths), or with `join="sum"` (n, ...). Parameters layer_0, layer_1, ... are
    those of the branches; a branch of several layers is a Chain, one that does nothing is Chain(()). Raises ValueError
    where the outputs cannot be joined.
    """

    join: str = "concatenate"

    def __post_init__(self) -> None:
        Composite.__post_init__(self)
        if self.join not in ("concatenate", "sum"):
            raise ValueError(f'Parallel: join must be "concatenate" or "sum", not {self.join!r}')
        if not self.layers:
            raise ValueError("Parallel: it needs at least one branch")

    def shapes(self, inputs: Shape) -> list[Shape]:
        """All see the same."""
        return [inputs] * len(self.layers)

    def output_shape(self, inputs: Shape) -> Shape:
        """(..., sum of the widths), or with a sum that of each."""
        outputs = [layer.output_shape(inputs) for layer in self.layers]
        if len({shape if self.join == "sum" else shape[:-1] for shape in outputs}) > 1:
            shown = ", ".join(map(str, outputs))
            raise ValueError(f"Parallel: its branches make {shown} of samples {inputs}, which have no {self.join}")
        return outputs[0] if self.join == "sum" else (*outputs[0][:-1], sum(shape[-1] for shape in outputs))

    def forward(self, params: Params, x: Array, **given: Any) -> tuple[Array, Any]:
        """x (n, *inputs) -> y (n, *outputs)."""
        branches = zip(self.layers, unnamed(params), self.shares(given), strict=True)
        ys, saved = zip(*(layer.forward(p, x, **extra) for layer, p, extra in branches), strict=True)
        return self.joined(ys), (saved, [y.shape[-1] for y in ys])

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, *outputs) -> dx (n, *inputs) and the gradients of all branches."""
        left, widths = saved
        dys = [dy] * len(widths) if self.join == "sum" else np.split(dy, np.cumsum(widths)[:-1], axis=-1)
        branches = zip(self.layers, unnamed(params), left, dys, strict=True)  # forward: joined(ys)
        dxs, gradients = zip(*(layer.backward(*branch) for layer, *branch in branches), strict=True)
        return sum(dxs[1:], start=dxs[0]), named(gradients)  # forward: x goes to every branch

    def predict(self, params: Params, statistics: Params, x: Array, **given: Any) -> Array:
        """y as after training."""
        branches = zip(self.layers, unnamed(params), unnamed(statistics), self.shares(given), strict=True)
        return self.joined([layer.predict(p, counted, x, **extra) for layer, p, counted, extra in branches])

    def fold(self, statistics: Params, saved: Any) -> Params:
        """Those of every branch after one more batch."""
        return Composite.fold(self, statistics, saved[0])

    def joined(self, ys: Sequence[Array]) -> Array:
        """The outputs of the branches, end to end or added up."""
        return sum(ys[1:], start=ys[0]) if self.join == "sum" else np.concatenate(ys, axis=-1)

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """Branches of different widths end to end, and a sum of a sequence, its dense layer and its masked states."""
        return {
            "concatenate": (cls((Dense(2, "tanh"), Chain((BatchNorm(), Dense(1))), Chain(()))), (3,)),
            "sum": (cls((Dense(2), GRU(2, True), Chain((Dropout(0.2),))), "sum"), (3, 2)),
        }


if __name__ == "__main__":
    from handgrad.showcase import show

    show(__spec__.name)

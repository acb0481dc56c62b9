"""A layer of one's own: forward and backward side by side, shown and checked against slopes nobody wrote by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

import handgrad as hg
from handgrad import datasets
from handgrad.pair import Array, Layer, Params, Shape
from handgrad.showcase import page


@dataclass(frozen=True)
class Gate(Layer):
    """y = x sigmoid(a x), with a number a for each feature."""

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        return Params(a=np.ones(inputs[-1]))  # (width,)

    def output_shape(self, inputs: Shape) -> Shape:
        return inputs

    def forward(self, params: Params, x: Array, **given: Any) -> tuple[Array, Any]:
        s = 1 / (1 + np.exp(-params.a * x))  # (n, width)
        return x * s, (x, s)

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        x, s = saved
        ds = dy * x  # forward: y = x s
        dz = ds * s * (1 - s)  # forward: s = sigmoid(z)
        dx = dy * s + dz * params.a  # forward: y = x s and z = a x
        return dx, Params(a=(dz * x).sum(axis=0))  # forward: z = a x, one a for all n rows

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        return {"usual": (cls(), (4,))}


print(page(Gate))
X, Y = datasets.xor()
net = hg.Network(2, [hg.Dense(8), Gate(), hg.Dense(1)], rng=0)
history = net.fit(X, Y, "binary_cross_entropy", hg.Adam(0.02), epochs=300, batch_size=4)
print(f"XOR: {history.metric('accuracy')[-1]:.0%} right after {len(history)} epochs")

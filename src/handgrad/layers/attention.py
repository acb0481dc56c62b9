"""Attention: every step of a sequence looks at all others and takes from each what it finds of use.

One head computes A = softmax(Q K^T / sqrt(d)) and takes M = A V. Backwards, product by product:
    dA = dM V^T,  dV = A^T dM
    dS = A (dA - sum over the keys of dA A): the softmax of a row is undone as in any other, row by row
    dQ = dS K / sqrt(d),  dK = dS^T Q / sqrt(d)
A key that must not be seen has A = 0, and so dS = 0: the mask needs no line of its own. Q, K and V are three parts of
one product x W + b, so their gradients side by side are that product's dz, which is undone as in a dense layer.

Source: Vaswani and others, "Attention is all you need", 2017.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from handgrad import initializers
from handgrad.layers.dense import rows
from handgrad.pair import Array, Layer, Params, Shape
from handgrad.refusals import name, require_mask, require_sequence, require_whole, require_width


@dataclass(frozen=True)
class SelfAttention(Layer):
    """y = M W' + b', M the heads' A V side by side, A = softmax(Q K^T / sqrt(d)), Q, K, V the parts of x W + b.

    x and y (n, steps, width); d = width / heads is the width of a head. Weights W (width, 3 width) and bias b
    (3 width,): Q, K, V side by side, each head by head; output_weights W' (width, width), output_bias b' (width,). With
    `causal`, no step sees a later one. mask (n, steps): where false, a step is seen by none; a step that sees none at
    all gets b'. Raises ValueError for an empty sequence and for shapes that do not fit.
    """

    needs: ClassVar[tuple[str, ...]] = ("mask",)

    heads: int
    causal: bool = False
    start: str | float = "glorot_uniform"

    def __post_init__(self) -> None:
        require_whole(self, heads=self.heads)
        initializers.find(self.start)

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        """Four square matrices by the initialiser `start`, three of them side by side; biases are zero."""
        width = self.output_shape(inputs)[-1]
        start = initializers.find(self.start)
        return Params(
            weights=np.concatenate([start(rng, (width, width)) for _ in range(3)], axis=1),
            bias=np.zeros(3 * width),
            output_weights=start(rng, (width, width)),
            output_bias=np.zeros(width),
        )

    def output_shape(self, inputs: Shape) -> Shape:
        """That of the inputs, (steps, width)."""
        require_sequence(self, inputs)
        if inputs[-1] % self.heads:
            raise ValueError(f"{name(self)}: the width of samples {inputs} cannot be parted into {self.heads} heads")
        return inputs

    def forward(self, params: Params, x: Array, mask: Array | None = None) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, steps, width), mask (n, steps) or none -> y (n, steps, width)."""
        self.output_shape(x.shape[1:])
        require_width(self, x, len(params.weights))
        require_mask(self, mask, x)
        z = x @ params.weights + params.bias  # (n, steps, 3 width)
        q, k, v = (by_head(part, self.heads) for part in np.split(z, 3, axis=-1))  # (n, heads, steps, d) each
        scores = q @ k.swapaxes(-1, -2) / math.sqrt(q.shape[-1])  # (n, heads, steps, keys)
        a = shares(scores, self.visible(x.shape[1], mask))  # (n, heads, steps, keys)
        mixed = side_by_side(a @ v)  # (n, steps, width)
        return mixed @ params.output_weights + params.output_bias, (x, q, k, v, a, mixed)

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, steps, width) -> dx (n, steps, width) and the gradients of all parameters."""
        x, q, k, v, a, mixed = saved
        doutput_bias = rows(dy).sum(axis=0)  # forward: + output_bias
        doutput_weights = rows(mixed).T @ rows(dy)  # forward: mixed @ output_weights
        dtaken = by_head(dy @ params.output_weights.T, self.heads)  # forward: side_by_side(a @ v) @ output_weights
        dv = a.swapaxes(-1, -2) @ dtaken  # forward: a @ v
        da = dtaken @ v.swapaxes(-1, -2)  # forward: a @ v
        dscores = a * (da - (da * a).sum(axis=-1, keepdims=True))  # forward: a = shares(scores)
        dproduct = dscores / math.sqrt(q.shape[-1])  # forward: / sqrt(d)
        dq = dproduct @ k  # forward: q @ k^T
        dk = dproduct.swapaxes(-1, -2) @ q  # forward: q @ k^T
        dz = np.concatenate([side_by_side(part) for part in (dq, dk, dv)], axis=-1)  # forward: q, k, v = by_head(z)
        return dz @ params.weights.T, Params(  # forward: x @ weights
            weights=rows(x).T @ rows(dz),  # forward: x @ weights
            bias=rows(dz).sum(axis=0),  # forward: + bias
            output_weights=doutput_weights,
            output_bias=doutput_bias,
        )

    def visible(self, steps: int, mask: Array | None) -> Array:
        """Which keys each step sees, true or false, of a shape that broadcasts to (n, heads, steps, keys)."""
        seen = np.tri(steps, dtype=bool) if self.causal else np.ones((1, steps), dtype=bool)
        return seen if mask is None else seen & mask[:, None, None, :]

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """Two heads that see everything, one that sees no later step, and a sequence of one step."""
        return {"heads": (cls(2), (3, 4)), "causal": (cls(1, True), (4, 2)), "one step": (cls(2), (1, 2))}


def shares(scores: Array, visible: Array) -> Array:
    """Softmax of the scores (n, heads, steps, keys) over the visible keys: 0 for all others, even where none is."""
    seen = np.where(visible, scores, -math.inf)
    top = np.maximum(seen.max(axis=-1, keepdims=True), -1e30)  # finite where no key is visible
    powers = np.exp(seen - top)
    a: Array = powers / np.maximum(powers.sum(axis=-1, keepdims=True), 1e-30)
    return a


def by_head(z: Array, heads: int) -> Array:
    """z (n, steps, width) -> (n, heads, steps, d), d = width / heads."""
    n, steps, width = z.shape
    return z.reshape(n, steps, heads, width // heads).swapaxes(1, 2)


def side_by_side(z: Array) -> Array:
    """z (n, heads, steps, d) -> (n, steps, width), width = heads d."""
    n, heads, steps, d = z.shape
    return z.swapaxes(1, 2).reshape(n, steps, heads * d)


if __name__ == "__main__":
    from handgrad.showcase import show

    show(__spec__.name)

"""Embedding: a learned vector for every token number, and one for every place in a sequence.

y[i] = W[token[i]] copies a row of W, so the gradient of that row is the sum of dy over all places where its token
stood: the copies of a row add up, and a row whose token did not occur gets zero. Token numbers have no slope, so dx is
zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad import initializers
from handgrad.pair import Array, Layer, Params, Shape
from handgrad.refusals import require_sequence, require_shape, require_whole


@dataclass(frozen=True)
class Embedding(Layer):
    """y = W[x]: row x of a table of `tokens` rows, for every whole number in x.

    x (n, ...) of whole numbers from 0 to tokens - 1, in a whole or a real dtype -> y (n, ..., width); weights
    (tokens, width). Raises ValueError for other numbers.
    """

    tokens: int
    width: int
    start: str | float = "lecun_normal"

    def __post_init__(self) -> None:
        require_whole(self, tokens=self.tokens, width=self.width)
        initializers.find(self.start)

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        """Weights (tokens, width): a token is one input that is 1, so each row starts like one unit's single input."""
        start = initializers.find(self.start)
        return Params(weights=np.reshape(start(rng, (1, self.tokens * self.width)), (self.tokens, self.width)))

    def output_shape(self, inputs: Shape) -> Shape:
        """(*inputs, width)."""
        return (*inputs, self.width)

    def forward(self, params: Params, x: Array) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, ...) -> y (n, ..., width)."""
        places = token_numbers(x, self.tokens)  # (n, ...)
        return params.weights[places], places

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, ..., width) -> dx (n, ...), which is zero, and dweights (tokens, width)."""
        dweights = np.zeros_like(params.weights)
        np.add.at(dweights, saved, dy)  # forward: weights[x], one row for every place where its token stands
        return np.zeros(saved.shape, dtype=dy.dtype), Params(weights=dweights)

    def sample(self, rng: np.random.Generator, n: int, inputs: Shape) -> Array:
        """Token numbers (n, *inputs)."""
        return rng.integers(0, self.tokens, (n, *inputs))

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """A sequence with tokens that repeat, one token a sample, and a table with rows that never occur."""
        return {"sequence": (cls(3, 4), (5,)), "one": (cls(4, 3), ()), "sparse": (cls(30, 2), (4,))}


def token_numbers(x: Array, tokens: int) -> Array:
    """x as whole numbers; raises ValueError where one is not, or is not one of 0 ... tokens - 1."""
    with np.errstate(invalid="ignore"):  # NaN is told below
        places = x.astype(np.intp)
    if type(x) is np.ndarray and x.size:
        wrong = x[(places != x) | (places < 0) | (places >= tokens)]
        if wrong.size:
            raise ValueError(f"Embedding: token numbers are whole, from 0 to {tokens - 1}, and one here is {wrong[0]}")
    return places


@dataclass(frozen=True)
class PositionalEmbedding(Layer):
    """y[t] = x[t] + P[t]: a learned vector for every place, so that order is seen by what treats all places alike.

    x and y (n, steps, width); positions (steps, width). The sum sends dy on to x as it is, and to P summed over the
    rows that share it. Source: Gehring and others, "Convolutional sequence to sequence learning", 2017.
    """

    start: str | float = "lecun_normal"

    def __post_init__(self) -> None:
        initializers.find(self.start)

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        """Positions (steps, width), each row like one unit's single input."""
        steps, width = self.output_shape(inputs)
        return Params(positions=np.reshape(initializers.find(self.start)(rng, (1, steps * width)), (steps, width)))

    def output_shape(self, inputs: Shape) -> Shape:
        """That of the inputs, (steps, width)."""
        require_sequence(self, inputs)
        return inputs

    def forward(self, params: Params, x: Array) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, steps, width) -> y (n, steps, width)."""
        require_shape(self, x, params.positions.shape)
        return x + params.positions, ()

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, steps, width) -> dx (n, steps, width), dpositions (steps, width)."""
        return dy, Params(positions=dy.sum(axis=0))  # forward: + positions, one for all n rows

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """Short sequences."""
        return {"sequence": (cls(), (4, 3)), "one step": (cls(), (1, 5))}


if __name__ == "__main__":
    from handgrad.showcase import show

    show(__spec__.name)

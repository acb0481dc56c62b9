"""What mending each mistake of the demonstration's network buys, counted by a loop without anything of this package.

    python benchmarks/xor_table.py [--starts 100] [--source randn]

`--source rng` begins at the starts of `handgrad check src/handgrad/demo/xor_net.py --starts 100`, `randn` at those of
`np.random.seed(0)`, `(1)`, ...; each start is a slice of arrays that hold all of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

SIZES = (2, 16, 16, 16, 1)
INPUTS = np.array([[0, 0], [1, 1], [1, 0], [0, 1]], dtype=float)
TARGETS = np.array([0.0, 0.0, 1.0, 1.0])
EPOCHS, RATE = 5000, 0.01

Array = np.ndarray[Any, Any]
Normal = Callable[[tuple[int, int]], Array]
SOURCES: dict[str, Callable[[int], Normal]] = {
    "randn": lambda start: np.random.RandomState(start).standard_normal,
    "rng": lambda start: np.random.default_rng(5 + 7919 * start).standard_normal,
}


def drawn(normal: Normal) -> list[Array]:
    """The weights of one start."""
    return [normal((n, m)) * np.sqrt(2 / n) for n, m in pairwise(SIZES)]


def forward(row: Array, weights: list[Array], biases: list[Array], sigmoid: bool) -> tuple[Array, list[Any]]:
    """The outputs (starts, 1, 1) for one row, and each layer's input and slope."""
    a, kept = np.broadcast_to(row, (len(weights[0]), 1, 2)), []
    for w, b in zip(weights, biases, strict=True):
        z = a @ w + b
        last = sigmoid and w is weights[-1]
        y = 1 / (1 + np.exp(-z)) if last else np.maximum(z, 0)
        kept.append((a, y * (1 - y) if last else z > 0))
        a = y
    return a, kept


def backward(grad: Array, kept: list[Any], weights: list[Array], mended: bool) -> list[tuple[Array, Array]]:
    """The gradient of every layer's weights and bias; that of the bias is one sum over all units unless mended."""
    gradients = []
    for w, (a, slope) in zip(reversed(weights), reversed(kept), strict=True):
        grad = grad * slope
        bias = grad if mended else grad.sum(axis=(1, 2), keepdims=True)
        gradients.append((a.transpose(0, 2, 1) @ grad, bias))
        grad = grad @ w.transpose(0, 2, 1)
    return gradients[::-1]


def trained(starts: int, source: str, mended: bool, sigmoid: bool) -> Array:
    """The answers (starts, rows) at the end of the training."""
    weights = [np.stack(each) for each in zip(*(drawn(SOURCES[source](k)) for k in range(starts)), strict=True)]
    biases = [np.full((starts, 1, m), 0.5) for m in SIZES[1:]]
    for _ in range(EPOCHS):
        for row, target in zip(INPUTS, TARGETS, strict=True):
            output, kept = forward(row, weights, biases, sigmoid)
            gradients = backward(2 * (output - target), kept, weights, mended)
            for w, b, (dw, db) in zip(weights, biases, gradients, strict=True):
                w -= RATE * dw
                b -= RATE * db
    return np.stack([forward(row, weights, biases, sigmoid)[0][:, 0, 0] for row in INPUTS], axis=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--starts", type=int, default=100)
    parser.add_argument("--source", choices=SOURCES, default="randn")
    args = parser.parse_args()
    for sigmoid in (False, True):
        for mended in (False, True):
            answers = trained(args.starts, args.source, mended, sigmoid)
            solved = ((answers > 0.5) == (TARGETS > 0.5)).all(axis=1).sum()
            alike = (np.ptp(answers, axis=1) <= 0.01).sum()
            version = f"{'sigmoid' if sigmoid else 'relu'} output, bias gradient {'mended' if mended else 'as written'}"
            print(f"{version}: {solved} of {args.starts} solved, {alike} answer every row alike", flush=True)


if __name__ == "__main__":
    main()

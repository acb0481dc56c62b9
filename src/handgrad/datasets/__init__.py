"""Datasets: two small ones to try a network on, ready to use."""

from __future__ import annotations

from importlib import resources

import numpy as np

from handgrad.pair import Array


def xor() -> tuple[Array, Array]:
    """The exclusive or: x (4, 2) and y (4, 1), 1 where exactly one of the two inputs is."""
    x = np.array([[0.0, 0.0], [1.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    return x, np.array([[0.0], [0.0], [1.0], [1.0]])


def digits() -> tuple[Array, Array]:
    """1,797 handwritten digits: x (1797, 64), 8 by 8 pixels from 0 (paper) to 1 (ink), and class numbers y (1797,).

    Source: E. Alpaydin, C. Kaynak, "Optical recognition of handwritten digits", UCI machine learning repository, 1998,
    https://doi.org/10.24432/C50P49: its test part, written by 13 people; licence CC BY 4.0.
    """
    with resources.files(__name__).joinpath("digits.npz").open("rb") as file, np.load(file) as arrays:
        return arrays["pixels"].astype(np.float64) / 16, arrays["labels"].astype(np.int64)


def split(n: int, share: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """The numbers of n rows in a random order, as two parts: for training, and `share` of them for testing."""
    order = rng.permutation(n)
    held = round(n * share)
    return order[held:], order[:held]

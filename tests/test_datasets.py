"""The data sets that come with the package, and the split."""

from __future__ import annotations

import numpy as np
import pytest

from handgrad import datasets


def test_digits_are_those_of_scikit_learn() -> None:
    theirs = pytest.importorskip("sklearn.datasets").load_digits()
    x, y = datasets.digits()
    np.testing.assert_array_equal(x * 16, theirs.data)
    np.testing.assert_array_equal(y, theirs.target)


def test_xor() -> None:
    x, y = datasets.xor()
    np.testing.assert_array_equal(x[:, :1] != x[:, 1:], y == 1)


def test_a_split_has_every_row_once() -> None:
    train, test = datasets.split(101, 0.2, np.random.default_rng(0))
    assert len(test) == 20
    assert sorted([*train, *test]) == list(range(101))
    assert list(train) != sorted(train)

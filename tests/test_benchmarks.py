"""What the benchmarks promise about accuracy, measured anew."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from handgrad import datasets

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    found = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_digits_are_told_apart_as_well_as_by_scikit_learn() -> None:
    pytest.importorskip("sklearn", reason="the peer scikit-learn is not installed: nothing here is compared with it")
    digits = module("digits")
    x, y = datasets.digits()
    scores = []
    for seed in range(5):
        train, test = datasets.split(len(x), 0.2, np.random.default_rng(seed))
        scores.append((digits.ours(seed, x, y, train, test), digits.theirs(seed, x, y, train, test)))
    ours, theirs = np.mean(scores, axis=0)
    assert ours >= theirs


def test_a_start_of_the_xor_network_is_solved() -> None:
    assert module("xor_starts").solved(17)

"""Test accuracy on the digits beside scikit-learn's MLPClassifier: `python benchmarks/digits.py [SEEDS]`.

Both get the same split, hidden units, epochs, batch size, optimiser and learning rate.
"""

from __future__ import annotations

import sys
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

import handgrad as hg
from handgrad import datasets

HIDDEN, EPOCHS, BATCH = 64, 30, 32


def ours(seed: int, x: np.ndarray, y: np.ndarray, train: np.ndarray, test: np.ndarray) -> float:
    """Test accuracy of handgrad."""
    net = hg.Network(64, [hg.Dense(HIDDEN, "relu"), hg.Dense(10)], rng=seed)
    net.fit(x[train], y[train], "cross_entropy", hg.Adam(0.001), epochs=EPOCHS, batch_size=BATCH, progress=False)
    return float(np.mean(net.predict(x[test]).argmax(axis=1) == y[test]))


def theirs(seed: int, x: np.ndarray, y: np.ndarray, train: np.ndarray, test: np.ndarray) -> float:
    """Test accuracy of scikit-learn; that it would go on after the epochs is no matter here."""
    model = MLPClassifier((HIDDEN,), max_iter=EPOCHS, batch_size=BATCH, random_state=seed, n_iter_no_change=EPOCHS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(x[train], y[train])
    return float(model.score(x[test], y[test]))


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    x, y = datasets.digits()
    rows = []
    for seed in range(seeds):
        train, test = datasets.split(len(x), 0.2, np.random.default_rng(seed))
        rows.append((ours(seed, x, y, train, test), theirs(seed, x, y, train, test)))
        print(f"seed {seed}: handgrad {rows[-1][0]:.4f}, scikit-learn {rows[-1][1]:.4f}", flush=True)
    means = np.mean(rows, axis=0)
    print(f"mean of {seeds}: handgrad {means[0]:.4f}, scikit-learn {means[1]:.4f}")


if __name__ == "__main__":
    main()

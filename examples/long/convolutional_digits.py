"""A convolutional network reads handwritten digits: right on at least 98.5 % of those it has never seen."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

import handgrad as hg
from handgrad import datasets

EPOCHS = 12


def moved(images: Any) -> Any:
    """Images (n, 8, 8, 1), each in all nine places that are at most a pixel away: (9 n, 8, 8, 1)."""
    wide = np.pad(images, ((0, 0), (1, 1), (1, 1), (0, 0)))
    places = [(i, j) for i in range(3) for j in range(3)]
    return np.concatenate([wide[:, i : i + 8, j : j + 8] for i, j in places])


begin, processor = time.perf_counter(), time.process_time()
x, y = datasets.digits()  # (1797, 64), (1797,)
x = x.reshape(-1, 8, 8, 1)
train, test = datasets.split(len(x), 0.2, np.random.default_rng(0))

layers = [
    hg.Conv2D(16, padding="same", activation="relu"),
    hg.BatchNorm(),
    hg.Conv2D(32, padding="same", activation="relu"),
    hg.BatchNorm(),
    hg.MaxPool(2),
    hg.Conv2D(64, padding="same", activation="relu"),
    hg.BatchNorm(),
    hg.MaxPool(2),
    hg.Flatten(),
    hg.Dropout(0.5),
    hg.Dense(10),
]
net = hg.Network((8, 8, 1), layers, rng=0, dtype="float32")
print(net.summary(), "\n")

steps = EPOCHS * -(-9 * len(train) // 64)
optimizer = hg.AdamW(hg.CosineDecay(0.004, steps))
history = net.fit(moved(x[train]), np.tile(y[train], 9), "cross_entropy", optimizer, epochs=EPOCHS, batch_size=64)
print(history)

guesses = net.predict(x[test]).argmax(axis=1)
print(f"\nright on {np.mean(guesses == y[test]):.2%} of {len(test)} digits it has never seen")
print(f"{time.perf_counter() - begin:.0f} s, {time.process_time() - processor:.0f} s of them at work")

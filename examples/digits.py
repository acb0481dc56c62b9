"""Handwritten digits: a validation part, early stopping, a model file, and what it gets wrong."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

import handgrad as hg
from handgrad import datasets

x, y = datasets.digits()  # (1797, 64), (1797,)
rest, test = datasets.split(len(x), 0.2, np.random.default_rng(0))
train, held = rest[300:], rest[:300]

net = hg.Network(64, [hg.Dense(128, "relu"), hg.Dense(10)], rng=0, dtype="float32")
history = net.fit(
    x[train],
    y[train],
    loss="cross_entropy",  # logits out, class numbers in
    optimizer=hg.AdamW(0.002),
    epochs=40,
    validation_data=(x[held], y[held]),
    early_stopping=8,
)
print(history)

with tempfile.TemporaryDirectory() as folder:
    net.save(Path(folder) / "digits.safetensors")
    loaded = hg.load(Path(folder) / "digits.safetensors")

guesses = loaded.predict(x[test]).argmax(axis=1)
print(f"right on {np.mean(guesses == y[test]):.1%} of {len(test)} digits it has never seen")
for row in test[guesses != y[test]][:3]:
    print(f"row {row} is a {y[row]}, taken for a {loaded.predict(x[row]).argmax()}")

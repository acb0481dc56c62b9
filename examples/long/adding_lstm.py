"""An LSTM adds two numbers that it reads character by character: at least 95 % of sums it has never seen, every digit.

It reads a task such as 123+456= from the right, as one adds by hand, and writes the sum's digits in the same order.
What it has to find out by itself: what a digit is worth, what adding is, and to carry.
"""

from __future__ import annotations

import time

import numpy as np

import handgrad as hg

CHARACTERS = "0123456789+="
DIGITS = 3
EPOCHS = 12


def numbered(text: str) -> list[int]:
    """The numbers of a text's characters."""
    return [CHARACTERS.index(character) for character in text]


def task(a: int, b: int) -> str:
    """What is read: 123 + 456 is 654+321====, one step of waiting for each digit of the sum."""
    return f"{a:0{DIGITS}d}+{b:0{DIGITS}d}"[::-1] + "=" * (DIGITS + 1)


def answer(a: int, b: int) -> str:
    """What is to be written at each of these steps: for 123 + 456 it is =======9750."""
    return "=" * (2 * DIGITS + 1) + f"{a + b:0{DIGITS + 1}d}"[::-1]


begin, processor = time.perf_counter(), time.process_time()
rng = np.random.default_rng(0)
pairs = np.stack(np.divmod(rng.choice(10 ** (2 * DIGITS), 22_000, replace=False), 10**DIGITS), axis=1)
read = np.array([numbered(task(a, b)) for a, b in pairs])  # (n, steps)
written = np.array([numbered(answer(a, b)) for a, b in pairs])  # (n, steps)
counts = np.broadcast_to(np.arange(read.shape[1]) >= 2 * DIGITS + 1, read.shape)  # only the digits of the sum
train, test = slice(0, 20_000), slice(20_000, None)

layers = [hg.Embedding(len(CHARACTERS), 16), hg.LSTM(128, sequences=True), hg.Dense(len(CHARACTERS))]
net = hg.Network(read.shape[1], layers, rng=0, dtype="float32")
print(net.summary(), "\n")

optimizer = hg.AdamW(hg.CosineDecay(0.005, EPOCHS * -(-20_000 // 64)), clip_norm=1.0)
history = net.fit(
    read[train],
    written[train],
    "cross_entropy",
    optimizer,
    epochs=EPOCHS,
    batch_size=64,
    sample_weight=counts[train],
    metrics=(),
)
print(history)

guesses = net.predict(read[test]).argmax(axis=-1)  # (n, steps)
sums = ["".join(CHARACTERS[k] for k in guess[-1 : -DIGITS - 2 : -1]) for guess in guesses]
for (a, b), found in zip(pairs[test][:3], sums[:3], strict=True):
    print(f"{a} + {b} = {found.lstrip('0')}")
right = [found == f"{a + b:0{DIGITS + 1}d}" for (a, b), found in zip(pairs[test], sums, strict=True)]
print(f"\nevery digit right in {np.mean(right):.1%} of {len(right)} sums it has never seen")
print(f"{time.perf_counter() - begin:.0f} s, {time.process_time() - processor:.0f} s of them at work")

"""How many starts of the four-layer XOR network are solved: `python benchmarks/xor_starts.py [STARTS]`."""

from __future__ import annotations

import sys
import time

import handgrad as hg
from handgrad import datasets


def solved(seed: int) -> bool:
    """Whether 5,000 epochs, a row at a time, bring every prediction to its side of one half."""
    x, y = datasets.xor()
    net = hg.Network.of(2, 16, 4, "relu", outputs=1, output_activation="sigmoid", rng=seed, bias_start=0.5)
    net.fit(x, y, loss="mse", optimizer=hg.SGD(0.01), epochs=5000, batch_size=1, shuffle=False, progress=False)
    return bool(((net.predict(x) > 0.5) == (y > 0.5)).all())


def main() -> None:
    starts = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    begin = time.perf_counter()
    unsolved = [seed for seed in range(starts) if not solved(seed)]
    seconds = time.perf_counter() - begin
    print(f"XOR solved on {starts - len(unsolved)} of {starts} starts, {seconds / starts:.1f} s each")
    if unsolved:
        print(f"not solved: the starts {unsolved}")


if __name__ == "__main__":
    main()

"""A large network on a GPU, beside JAX and PyTorch: `python benchmarks/gpu.py [--rounds 3]`.

784-4096-4096-10 in batches of 4096 rows, Adam, float32 whose products are rounded to TensorFloat-32. Every peer trains
in a process of its own, so that none takes another's memory. A step's time is what a longer training takes more than a
shorter one, divided by the steps that it has more: what each does once, such as placing the data, does not count.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from peers import Run, Work, handgrad, jax_scan, torch_run

WORK = Work((784, 4096, 4096, 10), 4096, 65536, 10, "adam", 0.001)
LONGER = 4
PEERS: dict[str, Callable[[Work], Run]] = {
    "jax": lambda work: handgrad(work, "jax"),
    "JAX scan": jax_scan,
    "PyTorch": lambda work: torch_run(work, compiled=False, device="cuda"),
    "PyTorch compiled": lambda work: torch_run(work, compiled=True, device="cuda"),
}
TENSORFLOAT = {"JAX_DEFAULT_MATMUL_PRECISION": "tensorfloat32", "TORCH_ALLOW_TF32_CUBLAS_OVERRIDE": "1"}


def step_seconds(peer: Callable[[Work], Run], work: Work) -> float:
    """Seconds for a step, from trainings of two lengths."""
    seconds = []
    for each in (work, replace(work, epochs=LONGER * work.epochs)):
        run = peer(each)
        run()
        begun = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begun)
    return (seconds[1] - seconds[0]) / ((LONGER - 1) * work.steps)


def asked(name: str) -> float:
    """What a process of its own measured."""
    found = subprocess.run([sys.executable, __file__, "--peer", name], env={**os.environ, **TENSORFLOAT}, check=True,
                           stdout=subprocess.PIPE, text=True)  # fmt: skip
    return float(json.loads(found.stdout.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peer", choices=PEERS, help="measure this one, in this process")
    options = parser.parse_args()
    if options.peer:
        print(json.dumps(step_seconds(PEERS[options.peer], WORK)))
        return
    found = {name: [asked(name) for _ in range(options.rounds)] for name in PEERS}
    print("| peer | a step | times ours | TFLOP/s |", "|---|---|---|---|", sep="\n")
    for name, seconds in found.items():
        middle = statistics.median(seconds)
        ratio = statistics.median(theirs / ours for theirs, ours in zip(seconds, found["jax"], strict=True))
        print(f"| {name} | {1e3 * middle:.2f} ms | {ratio:.2f} | {1e-12 * WORK.products / middle:.0f} |")


if __name__ == "__main__":
    main()

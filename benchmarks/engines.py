"""The engines beside their peers: `python benchmarks/engines.py [WORK ...] [--rounds 3] [--threads 1]`.

Every peer trains the same network on the same data in a process of its own, one after the other, round after round;
a ratio is the median over the rounds of a peer's time by ours in the same round. `process` is the whole process:
import, training of XOR, end.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from peers import PEERS, SPECIAL, WORKS

HERE = Path(__file__).resolve().parent
TITLES = {
    "xor": "XOR, 2-16-16-16-1, one row a step, SGD: a step",
    "process": "the same, 20,000 steps: the whole process",
    "digits": "64-128-10, 32 rows, Adam: a step",
    "images": "784-128-10, 128 rows, Adam: a step",
    "wide": "784-512-512-10, 128 rows, Adam: a step",
    "starts": "1,000 starts of XOR, 2,000 steps each: a step of one",
    "row": "8-16-1: predicting one row",
}
OURS = "loops"
LARGE = 1e7
"""Multiplications and additions of a step from which products are nearly all of it."""


def peers_of(name: str) -> list[str]:
    """Who does this work; the whole process is not compared with those that take minutes for it.

    Where products are nearly all of a step, they are given alone too: their time by ours is our share of their rate.
    """
    if name == "process":
        return [peer for peer in PEERS if peer in ("loops", "plain", "JAX scan", "textbook NumPy")]
    if name in SPECIAL or WORKS[name].products < LARGE:
        return [peer for peer in SPECIAL.get(name, PEERS) if peer != "products alone"]
    return list(PEERS)


def asked(name: str, peer: str, threads: int, limit: float) -> dict[str, Any]:
    """What one process measured."""
    flags = f"--xla_cpu_multi_thread_eigen={str(threads > 1).lower()} intra_op_parallelism_threads={threads}"
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    environment = {**os.environ, **dict.fromkeys(names, str(threads)), "XLA_FLAGS": flags}
    begun = time.perf_counter()
    try:
        run = subprocess.run([sys.executable, str(HERE / "peers.py"), name, peer], env=environment, capture_output=True,
                             text=True, timeout=limit, check=False)  # fmt: skip
    except subprocess.TimeoutExpired:
        return {"missing": f"no answer in {limit:.0f} s"}
    wall = time.perf_counter() - begun
    lines = run.stdout.strip().splitlines()
    if run.returncode or not lines:
        return {"missing": (run.stderr.strip().splitlines() or ["failed"])[-1][:80]}
    found: dict[str, Any] = json.loads(lines[-1])
    return {**found, "seconds": wall} if name == "process" and "seconds" in found else found


def table(name: str, rounds: int, threads: int, limit: float) -> list[str]:
    """The rows of one work."""
    found: dict[str, list[dict[str, Any]]] = {peer: [] for peer in peers_of(name)}
    for _ in range(rounds):
        for peer, results in found.items():
            if not results or "seconds" in results[-1]:
                results.append(asked(name, peer, threads, limit))
                print(f"{name}: {peer}: {results[-1]}", file=sys.stderr, flush=True)
    ours = [each.get("seconds", float("nan")) for each in found[OURS]]
    lines = [f"| **{TITLES[name]}** | | | |"]
    for peer, results in found.items():
        if "seconds" not in results[-1]:
            lines.append(f"| {peer} | {results[-1]['missing']} | | |")
            continue
        times = [each["seconds"] for each in results]
        ratio = statistics.median(time / own for time, own in zip(times, ours, strict=True))
        peak = max(each["megabytes"] for each in results)
        lines.append(f"| {peer} | {spelled(statistics.median(times))} | {ratio:.2f} | {peak:.0f} |")
    return lines


def spelled(seconds: float) -> str:
    """A time with its unit."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("works", nargs="*", choices=[*TITLES, []], help=f"any of {', '.join(TITLES)}; all by default")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=float, default=180.0, help="seconds that one process may take")
    parser.add_argument("--markdown", type=Path, help="also write the table to this file")
    options = parser.parse_args()
    lines = [f"Threads: {options.threads}. Rounds: {options.rounds}.", "",
             "| work | time | times ours | peak MB |", "|---|---|---|---|"]  # fmt: skip
    for name in options.works or TITLES:
        lines += table(name, options.rounds, options.threads, options.limit)
    print("\n".join(lines))
    if options.markdown:
        options.markdown.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

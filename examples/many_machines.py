"""One network trained by several processes, on one machine or on many: each takes its share of every batch.

Without arguments two processes are started on this machine. To use several machines, start this on each of them:

    python many_machines.py HOST:PORT PROCESSES INDEX

with HOST:PORT of the machine that has index 0, and a folder that all of them share as the working directory.
"""

import importlib.util
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from handgrad import Adam, Dense, Network, load, machines

CHECKPOINT = Path("many_machines.safetensors")
EPOCHS = 20


def train(address: str, processes: int, index: int) -> None:
    """What every process does: the same, but that the first one saves and prints."""
    with machines.joined(address, processes, index) as first:
        rng = np.random.default_rng(0)
        X = rng.standard_normal((512, 8))
        Y = np.sin(X.sum(axis=1, keepdims=True))
        net = load(CHECKPOINT) if CHECKPOINT.exists() else Network(8, [Dense(32, "tanh"), Dense(1)])
        done = len(net.progress.history)
        history = net.fit(
            X, Y, "mse", Adam(0.01), EPOCHS - done, batch_size=64, engine="jax", resume=done > 0,
            callbacks=machines.checkpoint(CHECKPOINT), progress=False,
        )  # fmt: skip
        if first:
            print(f"{processes} processes, {len(history)} epochs: loss {history.loss[0]:.3f} -> {history.loss[-1]:.3f}")


def start_two() -> None:
    """Start two processes on this machine, with a folder that is gone afterwards."""
    with socket.socket() as free, tempfile.TemporaryDirectory() as folder:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
        free.close()
        commands = [[sys.executable, str(Path(__file__).resolve()), address, "2", str(index)] for index in range(2)]
        started = [subprocess.Popen(command, cwd=folder) for command in commands]
        sys.exit(max(process.wait() for process in started))


if __name__ == "__main__":
    if importlib.util.find_spec("jax") is None:
        print("this needs JAX: pip install 'handgrad[jax]'")
    elif len(sys.argv) == 4:
        train(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    else:
        start_two()

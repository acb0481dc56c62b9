"""Many machines: two processes give what one gives, and a training whose process was killed goes on exactly."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import handgrad as hg
from handgrad import machines

WORKER = """
import os, signal, sys
import numpy as np
import handgrad as hg
from handgrad import machines

def killed(net, history):
    if len(history) == 3 and sys.argv[4] == "killed" and sys.argv[2] == "1":
        os.kill(os.getpid(), signal.SIGKILL)

def made(seed=0):
    return hg.Network(3, [hg.Dense(8, "tanh"), hg.BatchNorm(), hg.Dropout(0.2), hg.Dense(1)], rng=seed)

def data():
    X = np.random.default_rng(0).standard_normal((22, 3))
    return X, np.sin(X.sum(axis=1, keepdims=True))

if __name__ == "__main__":
    with machines.joined(sys.argv[1], 2, int(sys.argv[2]), seconds=60):
        resumed = os.path.exists(sys.argv[3])
        net = hg.load(sys.argv[3]) if resumed else made(int(sys.argv[2]) if sys.argv[4] == "other" else 0)
        net.fit(*data(), "mse", hg.Adam(0.01), 6 - len(net.progress.history), batch_size=8, engine="jax",
                callbacks=[machines.checkpoint(sys.argv[3]), killed], resume=resumed, progress=False)
"""

pytestmark = pytest.mark.skipif(importlib.util.find_spec("jax") is None, reason="the peer jax is not installed")


def started(folder: Path, file: str, how: str) -> list[tuple[int, str]]:
    """Two processes that train together: how each of them ended, and what it wrote to stderr."""
    script = folder / "worker.py"
    script.write_text(WORKER)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    commands = [[sys.executable, str(script), address, str(index), str(folder / file), how] for index in range(2)]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    running = [subprocess.Popen(command, **pipes) for command in commands]
    try:
        said = [process.communicate(timeout=120)[1] for process in running]
    finally:
        for process in running:
            process.kill()
    return [(process.returncode, text) for process, text in zip(running, said, strict=True)]


def bits(path: Path) -> list[bytes]:
    net = hg.load(path)
    trees = [*net.parameters, *net.statistics, *net.progress.states]
    return [array.tobytes() for tree in trees for _, array in tree.items()]


def test_two_processes_train_as_one_and_go_on_exactly_after_one_is_killed(tmp_path: Path) -> None:
    assert started(tmp_path, "whole", "whole") == [(0, ""), (0, "")]
    namespace: dict[str, Any] = {"__name__": "worker"}
    exec(WORKER, namespace)
    alone, together = namespace["made"](), hg.load(tmp_path / "whole")
    history = alone.fit(*namespace["data"](), "mse", hg.Adam(0.01), 6, batch_size=8, progress=False)
    np.testing.assert_allclose(together.progress.history.loss, history.loss, rtol=1e-11)
    np.testing.assert_allclose(together.predict(np.eye(3)), alone.predict(np.eye(3)), rtol=1e-9)

    (status, said), (other, _) = started(tmp_path, "parts", "killed")
    assert other == -9
    assert status in (machines.STATUS, -6)
    assert said == f"handgrad: {machines.GONE}\n"
    assert len(hg.load(tmp_path / "parts").progress.history) == 3
    assert started(tmp_path, "parts", "resumed") == [(0, ""), (0, "")]
    assert bits(tmp_path / "parts") == bits(tmp_path / "whole")


def test_processes_that_begin_differently_are_refused(tmp_path: Path) -> None:
    ends = started(tmp_path, "other", "other")
    assert ends[1][0] == 1
    assert "must begin with the same network, rng, data and settings" in ends[1][1]
    assert ends[0][0] != 0


def test_only_what_concerns_the_reader_is_passed_on(tmp_path: Path) -> None:
    chatter = [b"I1126 01:16:24.276904   31832 a.cc:1] yes\n", b"    @     0x7f5afdf40634  absl()\n"]
    fatal = [b"F1126 01:16:24 client.h:80] Terminating: " + machines.FATAL + b"\n", b"anything\n", *chatter]
    written = tmp_path / "out"
    for lines, expected in (([b"one\n", *chatter, b"two\n"], "one\ntwo\n"), (fatal, f"handgrad: {machines.GONE}\n")):
        (tmp_path / "in").write_bytes(b"".join(lines))
        with open(tmp_path / "in", "rb") as given, written.open("wb") as out:
            machines.pass_on(given, out)
        assert written.read_text() == expected


DEVICES = """
import numpy as np
import handgrad as hg

X = np.random.default_rng(0).standard_normal((22, 3))
classes = (X.sum(axis=1) > 0).astype(int)
layers = [hg.Dense(8, "tanh"), hg.BatchNorm(), hg.Dropout(0.3), hg.Dense(3)]
shared, alone = hg.Network(3, layers), hg.Network(3, layers)
for net, names in ((shared, ("plain", "jax")), (alone, ("plain", "plain"))):
    for name in names:
        begun = len(net.progress.history) > 0
        history = net.fit(X, classes, "cross_entropy", hg.SGD(0.1), 2, 8, engine=name, resume=begun, progress=False)
assert history.engine == "plain" and shared.progress.history.engine == "jax"
np.testing.assert_allclose(shared.predict(X), alone.predict(X), rtol=1e-10)
import jax
print(len(jax.devices()))
"""


def test_one_process_shares_batches_out_among_its_devices_and_goes_on_where_another_engine_stopped() -> None:
    flags = {**os.environ, "XLA_FLAGS": "--xla_force_host_platform_device_count=4"}
    command = [sys.executable, "-W", "error", "-c", DEVICES]
    done = subprocess.run(command, env=flags, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (0, "4\n"), done.stderr


def test_what_is_on_the_devices_stays_when_the_host_writes_into_its_own_array() -> None:
    from handgrad.engines.xla.placing import Places

    places = Places()
    for _ in range(20):  # whether JAX takes the memory itself depends on where it begins
        own = np.arange(4096, dtype=np.int32)
        placed = places.everywhere(own)
        own[:] = -1
        np.testing.assert_array_equal(placed, np.arange(4096))

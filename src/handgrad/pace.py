"""Pace: how long one training step takes with each engine on this machine, on three networks of different sizes."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from handgrad import engines, losses
from handgrad.data import Data
from handgrad.engines.engine import Engine
from handgrad.history import Progress
from handgrad.layers.dense import Dense
from handgrad.network import Network
from handgrad.optimizers import Adam
from handgrad.progress_bar import ProgressBar
from handgrad.training import Training


@dataclass(frozen=True)
class Work:
    """Dense layers of these widths, trained with Adam in float32 on batches of so many rows."""

    widths: tuple[int, ...]
    batch: int

    @property
    def name(self) -> str:
        """The widths and the batch, in words."""
        return f"{'-'.join(map(str, self.widths))}, batch {self.batch}"

    def training(self, engine: str) -> Training:
        """A training of 16 batches of random rows."""
        inputs, *hidden, outputs = self.widths
        net = Network(inputs, [*(Dense(width, "tanh") for width in hidden), Dense(outputs)], dtype="float32")
        rng, rows = np.random.default_rng(0), 16 * self.batch
        x, target = (rng.standard_normal((rows, width)).astype(np.float32) for width in (inputs, outputs))
        began = Progress().continued(Adam(), net.parameters)
        return Training(
            net, losses.find("mse"), Adam(), Data(x, target), None, self.batch, True, [], None, began, engine
        )


MANY = 256
"""How many epochs an engine may perform in one call."""
WORKS = (Work((2, 16, 16, 1), 1), Work((64, 128, 10), 32), Work((784, 256, 10), 128))


@dataclass(frozen=True)
class Pace:
    """What an engine needs to begin, in seconds, and for one step."""

    begin: float
    step: float


def measured(engine: str, work: Work, seconds: float = 0.3) -> Pace:
    """The pace of an engine, from at least that many seconds of training. Raises Unfit."""
    begin = time.perf_counter()
    run = work.training(engine)
    opened, bar = engines.find(engine)(run), ProgressBar(0, show=False)
    with np.errstate(all="ignore"):
        opened.epochs(MANY, bar)
        begun = time.perf_counter()
        return Pace(begun - begin, best_step(opened, bar, begun + seconds))


def best_step(engine: Engine, bar: ProgressBar, until: float) -> float:
    """Seconds for a step, the best of all calls up to this time."""
    best = float("inf")
    while time.perf_counter() < until:
        begin, before = time.perf_counter(), engine.run.state.t
        engine.epochs(MANY, bar)
        best = min(best, (time.perf_counter() - begin) / (engine.run.state.t - before))
    return best

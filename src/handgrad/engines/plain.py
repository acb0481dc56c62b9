"""The plain engine: the layers' own NumPy code, step by step; what you read is what runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from handgrad.data import Data
from handgrad.engines.engine import Engine, Performed
from handgrad.pair import Array
from handgrad.progress_bar import ProgressBar
from handgrad.steps import training_step

if TYPE_CHECKING:
    from handgrad.training import Training


class Plain(Engine):
    """NumPy, one batch after the other."""

    name = "plain"

    def epochs(self, most: int, bar: ProgressBar) -> Performed:
        """One epoch: every row once."""
        run, total, seen, outputs, targets = self.run, 0.0, 0, [], []
        latest = run.progress.history.latest
        order = run.network.rng.permutation(len(run.data)) if run.shuffle else None
        for batch in run.data.batches(run.batch_size, order):
            value, y = self.step(batch)
            total, seen = total + value * len(batch), seen + len(batch)
            if run.metrics:
                outputs.append(y)
                targets.append(batch.target)
            bar.update(run.done + seen / len(run.data), latest)
        if not run.metrics:
            return Performed([total / seen])
        return Performed([total / seen], np.concatenate(outputs), np.concatenate(targets))

    def step(self, batch: Data) -> tuple[float, Array]:
        """One batch; its loss, penalties included, and its outputs."""
        run = self.run
        before, net = run.state, run.network
        given = net.given(len(batch), batch.mask)
        # one assignment, so that whatever interrupts leaves a whole state
        run.state, value, y = training_step(net.layers, run.loss, run.optimizer, before, batch, given)
        value = float(value) + float(run.optimizer.penalty(before.parameters))
        run.require_finite(value)
        return value, y

    @classmethod
    def many(cls, runs: Sequence[Training], losses: Array) -> None:
        """All of them at once, with one more axis in front; one after the other where that cannot be."""
        from handgrad.engines.stacked.starts import Stacked

        try:
            stacked = Stacked(runs)
        except NotImplementedError:
            super().many(runs, losses)
        else:
            stacked.train(losses)

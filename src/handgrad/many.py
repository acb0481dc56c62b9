"""Many starts: the same network trained from many start weights at once, by whatever engine."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad import engines, losses, optimizers
from handgrad.data import ClassWeight, Data, prepared
from handgrad.history import Epochs, History, Progress
from handgrad.losses import Loss
from handgrad.optimizers import Optimizer
from handgrad.pair import Array, Params
from handgrad.training import Training, require_settings

if TYPE_CHECKING:
    from handgrad.network import Network


def fit_many(
    network: Network,
    X: Any,
    Y: Any,
    starts: int | Sequence[int] = 1000,
    loss: str | Loss = "mse",
    optimizer: str | Optimizer = "adam",
    epochs: int = 100,
    batch_size: int = 32,
    shuffle: bool = True,
    *,
    sample_weight: Any = None,
    class_weight: ClassWeight = None,
    mask: Any = None,
    engine: str = engines.AUTO,
) -> Starts:
    """Train networks like this one on X and Y from many start weights, and return them all; the network stays as it is.

    `starts` is how many, with the seeds 0, 1, ..., or the seeds themselves: start s becomes what a network made with
    `rng=seeds[s]` becomes by `fit` with the other arguments, which mean the same there. A start that diverges has
    infinite losses from then on, and NaN as its weights. Ctrl-C ends the training and returns what there is, NaN being
    the losses of epochs that were not reached.
    """
    seeds = list(range(starts)) if isinstance(starts, int) else [int(seed) for seed in starts]
    if not seeds:
        raise ValueError(f"starts must be a number of starts, 1 or more, or a list of seeds, not {starts!r}")
    judge, mover = losses.find(loss), optimizers.find(optimizer)
    last = network.layers[-1]
    losses.require_pair(judge, getattr(last, "activation", "linear"), getattr(last, "units", None))
    require_settings(epochs, batch_size, engine)
    data = prepared(network, judge, X, Y, sample_weight, class_weight, mask)
    begin = time.perf_counter()
    runs = [training(network, seed, judge, mover, data, batch_size, shuffle, engine) for seed in seeds]
    scores = np.full((len(runs), epochs), np.nan)
    with np.errstate(all="ignore"):
        name = engines.trained(engine, runs, scores)
    return Starts(network, seeds, scores, stacked(runs, scores), name, time.perf_counter() - begin)


def training(
    network: Network,
    seed: int,
    loss: Loss,
    optimizer: Optimizer,
    data: Data,
    batch_size: int,
    shuffle: bool,
    engine: str,
) -> Training:
    """The training of a network like this one that begins with a seed."""
    net = type(network)(network.inputs, network.layers, seed, network.dtype)
    began = Progress().continued(optimizer, net.parameters)
    return Training(net, loss, optimizer, data, None, batch_size, shuffle, [], None, began, engine)


@dataclass(frozen=True)
class Weights:
    """What all starts have learned: in every array the axis of starts comes first."""

    parameters: list[Params]
    statistics: list[Params]


@dataclass(frozen=True, repr=False)
class Starts:
    """What `fit_many` returns: `losses` (starts, epochs), and the weights of all starts.

    `parameters[i].weights` has the shape (starts, ...). `seconds` is how long all of it took, by `engine`.
    """

    like: Network
    seeds: list[int]
    losses: Array
    weights: Weights
    engine: str
    seconds: float

    @property
    def parameters(self) -> list[Params]:
        """The parameters of each layer, of all starts."""
        return self.weights.parameters

    @property
    def statistics(self) -> list[Params]:
        """The running statistics of each layer, of all starts."""
        return self.weights.statistics

    def __len__(self) -> int:
        return len(self.seeds)

    def history(self, start: int) -> History:
        """The history of one start, as `fit` returns it; its seconds are its share of the whole."""
        epochs = Epochs()
        epochs.add_losses(self.losses[start].tolist())
        return History(epochs, self.seconds / len(self), self.engine)

    def network(self, start: int) -> Network:
        """The network of one start."""
        net = type(self.like)(self.like.inputs, self.like.layers, self.seeds[start], self.like.dtype)
        one = [[tree.map(lambda array: np.array(array[start])) for tree in trees] for trees in self.trees()]
        net.adopt(*one)
        return net

    def trees(self) -> tuple[list[Params], list[Params]]:
        """Parameters and statistics."""
        return self.parameters, self.statistics

    def best(self) -> Network:
        """The network whose last loss is the smallest. Raises ValueError where all starts diverged."""
        last = self.losses[:, -1]
        if not np.isfinite(last).any():
            raise ValueError("no start has a loss: all of them diverged, or were not trained")
        return self.network(int(np.nanargmin(last)))

    def __repr__(self) -> str:
        last = self.losses[:, -1] if self.losses.size else np.zeros(0)
        reached = last[np.isfinite(last)]
        title = f"{len(self)} starts of {self.losses.shape[1]} epochs in {self.seconds:.1f} s, engine {self.engine}"
        lost = f", {len(last) - len(reached)} without a number" * (len(reached) < len(last))
        if not len(reached):
            return f"Starts: {title}{lost}"
        spread = "best {:.4g}, median {:.4g}, worst {:.4g}".format(*np.quantile(reached, (0, 0.5, 1)))
        return f"Starts: {title}\n  last loss: {spread}{lost}"


def stacked(runs: Sequence[Training], scores: Array) -> Weights:
    """The weights of all starts; NaN for those that have diverged."""
    lost = np.isinf(scores).any(axis=1)

    def together(*arrays: Array) -> Array:
        found = np.stack(arrays)
        found[lost] = np.nan
        return found

    parameters = zip(*(run.state.parameters for run in runs), strict=True)
    statistics = zip(*(run.state.statistics for run in runs), strict=True)
    return Weights(*([trees[0].map(together, *trees[1:]) for trees in kind] for kind in (parameters, statistics)))

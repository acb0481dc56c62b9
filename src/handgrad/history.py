"""The history: what every epoch of a training gave, and where a training stands, so that it can go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import NamedTuple, overload

from handgrad.optimizers import Optimizer
from handgrad.pair import Params
from handgrad.plots import plot_history

Scores = dict[str, float]
"""The loss under "loss", and every metric under its name."""


class Epoch(NamedTuple):
    """One epoch: the scores while training, and afterwards on the validation data, where there are any."""

    training: Scores
    validation: Scores


class Epochs(Sequence[Epoch]):
    """The epochs of a history, kept score by score: noting each of thousands of quick ones takes longer."""

    def __init__(self, epochs: Iterable[Epoch] = ()) -> None:
        self.length = 0
        self.columns: dict[tuple[str, str], list[float | None]] = {}
        for epoch in epochs:
            self.append(epoch)

    def append(self, epoch: Epoch) -> None:
        """One more epoch."""
        parts = epoch._asdict().items()
        self.extend({(part, name): [value] for part, scores in parts for name, value in scores.items()}, 1)

    def add_losses(self, losses: Sequence[float]) -> None:
        """Epochs of which nothing is known but their training losses."""
        self.extend({("training", "loss"): losses}, len(losses))

    def extend(self, columns: Mapping[tuple[str, str], Sequence[float]], count: int) -> None:
        """So many more epochs, by score; None stands where an epoch has no such score."""
        for key in columns:
            self.columns.setdefault(key, [None] * self.length)
        for key, column in self.columns.items():
            column.extend(columns.get(key, [None] * count))
        self.length += count

    def column(self, part: str, name: str) -> list[float]:
        """A score of the epochs that have it; `part` is "training" or "validation"."""
        return [value for value in self.columns.get((part, name), ()) if value is not None]

    def names(self, part: str) -> list[str]:
        """The scores that there are in a part."""
        return [name for own, name in self.columns if own == part]

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, index: int) -> Epoch: ...

    @overload
    def __getitem__(self, index: slice) -> list[Epoch]: ...

    def __getitem__(self, index: int | slice) -> Epoch | list[Epoch]:
        if isinstance(index, slice):
            return [self[i] for i in range(self.length)[index]]
        place = range(self.length)[index]
        found: dict[str, Scores] = {"training": {}, "validation": {}}
        for (part, name), column in self.columns.items():
            value = column[place]
            if value is not None:
                found[part][name] = value
        return Epoch(**found)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Epochs) and list(self) == list(other)

    def __repr__(self) -> str:
        return f"Epochs({list(self)!r})"


@dataclass
class History:
    """The epochs of a training, how long they took (seconds), which engine performed them, and why not a quicker one.

    `loss`, `validation_loss`, `metric(name)` and `validation_metric(name)` are lists with a number for each epoch. The
    training scores are those of the batches as they came, penalties included, while the network was still changing.
    """

    epochs: Epochs = field(default_factory=Epochs)
    seconds: float = 0.0
    engine: str = "plain"
    interrupted: bool = False
    best_epoch: int | None = None
    why: str = ""

    @property
    def loss(self) -> list[float]:
        """The training loss of each epoch."""
        return self.metric("loss")

    @property
    def validation_loss(self) -> list[float]:
        """The validation loss of each epoch; empty where there are no validation data."""
        return self.validation_metric("loss")

    def metric(self, name: str) -> list[float]:
        """A training metric of each epoch."""
        return self.epochs.column("training", name)

    def validation_metric(self, name: str) -> list[float]:
        """A validation metric of each epoch."""
        return self.epochs.column("validation", name)

    @property
    def latest(self) -> Scores:
        """The training scores of the last epoch; none before the first is over."""
        return self.epochs[-1].training if self.epochs else {}

    plot = plot_history

    def __len__(self) -> int:
        return len(self.epochs)

    def __repr__(self) -> str:
        if not self.epochs:
            return "History: no epoch finished" + ", interrupted" * self.interrupted
        count = f"{len(self)} epoch{'s' * (len(self) > 1)}"
        ending = ", interrupted" * self.interrupted
        best = f", epoch {self.best_epoch} restored" if self.best_epoch else ""
        why = f" ({self.why})" if self.why else ""
        title = f"History: {count} in {self.seconds:.1f} s, engine {self.engine}{why}{ending}{best}"
        return "\n".join([title, *self.curves()])

    def curves(self) -> list[str]:
        """A line for each score: its first and its last number."""
        names = [("", name) for name in self.epochs.names("training")]
        names += [("validation ", name) for name in self.epochs.names("validation")]
        lines = []
        for part, name in names:
            values = self.validation_metric(name) if part else self.metric(name)
            lines.append(f"  {part + name:<28} {values[0]:.6g} -> {values[-1]:.6g}")
        return lines


@dataclass(frozen=True)
class Best:
    """The best epoch so far (1, 2, ...), its score, and copies of what the network held then."""

    epoch: int
    score: float
    parameters: list[Params]
    statistics: list[Params]


@dataclass
class Progress:
    """Where a training stands: the kind of optimiser, its states, its steps t, the history, the best epoch so far."""

    optimizer: str = ""
    states: list[Params] = field(default_factory=list)
    t: int = 0
    history: History = field(default_factory=History)
    best: Best | None = None

    def continued(self, optimizer: Optimizer, parameters: Sequence[Params]) -> Progress:
        """The same progress where it was made by an optimiser of this kind, else one that begins."""
        if self.optimizer == type(optimizer).__name__:
            return replace(self)
        return Progress(type(optimizer).__name__, optimizer.states(parameters))

    def resumed(self, optimizer: Optimizer) -> Progress:
        """The same progress; raises ValueError where an optimiser of this kind cannot go on with it."""
        kind = type(optimizer).__name__
        if not self.optimizer:
            raise ValueError(
                "there is no training to resume: fit first, or save with training=True during or after the training"
            )
        if self.optimizer != kind:
            raise ValueError(f"the training to resume was made with {self.optimizer}, not with {kind}")
        return replace(self, history=replace(self.history, epochs=deepcopy(self.history.epochs), interrupted=False))


@dataclass(frozen=True)
class EarlyStopping:
    """Stop after `patience` epochs that did not improve the best score by more than `minimum_change`.

    The score is the validation loss, the training loss without validation data, or the metric that `monitor` names.
    At the end the network gets back what it held after its best epoch, unless `restore_best` is False.
    """

    patience: int = 10
    minimum_change: float = 0.0
    restore_best: bool = True
    monitor: str = "loss"

    def __post_init__(self) -> None:
        if not isinstance(self.patience, int) or self.patience < 1:
            raise ValueError(f"patience must be a whole number of epochs, 1 or more, not {self.patience!r}")
        if not self.minimum_change >= 0:
            raise ValueError(f"minimum_change must be 0 or more, not {self.minimum_change!r}")

    def score(self, epoch: Epoch) -> float:
        """The number to watch; raises ValueError, with the known ones, where there is none of that name."""
        scores = epoch.validation or epoch.training
        if self.monitor not in scores:
            raise ValueError(f"early stopping cannot monitor {self.monitor!r}; known: {', '.join(scores)}")
        return scores[self.monitor]

    def improves(self, score: float, best: Best | None, larger_is_better: bool) -> bool:
        """Whether a score is better than the best one so far."""
        change = 0.0 if best is None else score - best.score
        gain = change if larger_is_better else -change
        return best is None or gain > self.minimum_change

"""Training: `fit` goes over the data in batches and epochs, and can stop early, be interrupted and resume exactly."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad import engines, losses, optimizers
from handgrad import metrics as measures
from handgrad.data import ClassWeight, Data, prepared
from handgrad.engines.engine import Engine, Performed
from handgrad.history import Best, EarlyStopping, Epoch, History, Progress
from handgrad.losses import Loss
from handgrad.metrics import Metric
from handgrad.optimizers import Optimizer
from handgrad.pair import Array
from handgrad.progress_bar import ProgressBar
from handgrad.steps import State

if TYPE_CHECKING:
    from handgrad.network import Network

Callback = Callable[["Network", History], Any]


def fit(
    network: Network,
    X: Any,
    Y: Any,
    loss: str | Loss = "mse",
    optimizer: str | Optimizer = "adam",
    epochs: int = 100,
    batch_size: int = 32,
    shuffle: bool = True,
    *,
    validation_data: Sequence[Any] | None = None,
    early_stopping: EarlyStopping | int | None = None,
    callbacks: Callback | Sequence[Callback] = (),
    sample_weight: Any = None,
    class_weight: ClassWeight = None,
    mask: Any = None,
    metrics: Any = None,
    engine: str = "plain",
    progress: bool | None = None,
    resume: bool = False,
) -> History:
    """Train on X (n, *inputs) and Y, and return the history; Ctrl-C ends the training and returns it too.

    `validation_data` is (X, Y), (X, Y, sample_weight) or (X, Y, sample_weight, mask), and is judged after every epoch.
    `early_stopping` is an `EarlyStopping` or its patience. Each of `callbacks` is called with the network and the
    history after every epoch; training ends where one returns True. `sample_weight` (n,) and `class_weight` (class
    number -> weight, or "balanced") scale what each row adds to the loss; only the ratios count. `mask` (n, ...) goes
    to the layers that take one. `metrics` are names or functions of y and target; by default the accuracy, where the
    loss is one about classes. `progress` True or False overrides whether a bar is shown, which is on a terminal.
    `resume` goes on where the last `fit`, or the one before a save with `training=True`, ended: k and k epochs give the
    bits of 2 k.

    Raises ValueError or TypeError for data and settings that do not fit, and FloatingPointError where the training
    diverges; the network then holds what it held after the last whole epoch.
    """
    judge, mover = losses.find(loss), optimizers.find(optimizer)
    last = network.layers[-1]
    losses.require_pair(judge, getattr(last, "activation", "linear"), getattr(last, "units", None))
    require_settings(epochs, batch_size, engine)
    data = prepared(network, judge, X, Y, sample_weight, class_weight, mask)
    validation = None if validation_data is None else checked_validation(network, judge, validation_data)
    stopping, watchers = stopping_of(early_stopping), functions(callbacks)
    began = network.progress.resumed(mover) if resume else Progress().continued(mover, network.parameters)
    run = Training(
        network,
        judge,
        mover,
        data,
        validation,
        batch_size,
        shuffle,
        measures.chosen(metrics, judge),
        stopping,
        began,
        engine,
    )
    with np.errstate(all="ignore"), ProgressBar(epochs, progress) as bar:
        return run.perform(epochs, watchers, bar)


def require_settings(epochs: int, batch_size: int, engine: str) -> None:
    """Raise ValueError where a setting of `fit` makes no sense."""
    for name, value, least in (("epochs", epochs, 0), ("batch_size", batch_size, 1)):
        if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < least:
            raise ValueError(f"{name} must be a whole number, {least} or more, not {value!r}")
    if engine not in engines.names():
        raise ValueError(f"unknown engine {engine!r}; known: {', '.join(engines.names())}")


def stopping_of(given: EarlyStopping | int | None) -> EarlyStopping | None:
    """The rule for stopping early; a number is its patience, True the usual one, False none."""
    if isinstance(given, bool):
        return EarlyStopping() if given else None
    return EarlyStopping(given) if isinstance(given, int) else given


def functions(given: Any) -> Sequence[Callback]:
    """The callbacks, also where there is a single one; raises TypeError for what cannot be called."""
    found = [given] if callable(given) else given
    if not isinstance(found, (list, tuple)) or not all(map(callable, found)):
        raise TypeError(f"callbacks must be functions of the network and the history, not {given!r}")
    return found


def checked_validation(network: Network, loss: Loss, given: Sequence[Any]) -> Data:
    """The validation data; raises ValueError, saying that it is these that do not fit."""
    if not isinstance(given, (tuple, list)) or len(given) not in (2, 3, 4):
        raise ValueError(
            "validation_data must be a tuple (X, Y), with or without a sample_weight and a mask after them"
        )
    x, target, weight, mask = (*given, None, None)[:4]
    try:
        return prepared(network, loss, x, target, weight, mask=mask)
    except ValueError as error:
        raise ValueError(f"validation data: {error}") from None


@dataclass
class Training:
    """One call of `fit` while it goes on."""

    network: Network
    loss: Loss
    optimizer: Optimizer
    data: Data
    validation: Data | None
    batch_size: int
    shuffle: bool
    metrics: list[Metric]
    stopping: EarlyStopping | None
    progress: Progress
    engine: str
    state: State = field(init=False)
    done: int = 0
    """Epochs of this call that are over."""
    worth: float = np.inf
    """Seconds that an engine may need to begin: those of the plain engine, where it was not asked for by name."""

    def __post_init__(self) -> None:
        self.take()

    def take(self) -> None:
        """Begin from what the network holds; a callback may have written into it."""
        net = self.network
        net.require_sizes("parameters", net.parameters)
        parameters, statistics = ([tree.map(same) for tree in trees] for trees in (net.parameters, net.statistics))
        self.state = State(parameters, statistics, self.progress.states, self.progress.t)

    def perform(self, epochs: int, callbacks: Sequence[Callback], bar: ProgressBar) -> History:
        """All epochs, as far as they come."""
        history = self.progress.history
        begin = time.perf_counter() - history.seconds
        engine = engines.opened(self.engine, self, epochs)
        history.engine, history.why = engine.name, engine.why
        try:
            self.perform_epochs(engine, epochs, callbacks, bar, begin)
        except KeyboardInterrupt:
            history.interrupted = True
            self.keep()
        self.restore_best()
        return history

    def perform_epochs(
        self, engine: Engine, epochs: int, callbacks: Sequence[Callback], bar: ProgressBar, begin: float
    ) -> None:
        """One stretch of epochs after the other; the network has what they lead to when somebody may look at it."""
        history, reached, alone = self.progress.history, self.state, self.undisturbed(callbacks)
        try:
            while self.done < epochs:
                performed = engine.epochs(epochs - self.done if alone else 1, bar)
                if alone:
                    history.epochs.add_losses(performed.losses)
                else:
                    history.epochs.append(self.scored(performed))
                self.done, reached = self.done + len(performed.losses), self.state
                history.seconds = time.perf_counter() - begin
                if callbacks:
                    self.keep()
                bar.update(self.done, history.latest, last=self.done == epochs)
                if self.over(callbacks):
                    break
                if callbacks:
                    self.take()
        except Exception:
            self.state = reached
            raise
        finally:
            if not callbacks:
                self.keep()

    def undisturbed(self, callbacks: Sequence[Callback]) -> bool:
        """Whether nobody looks at the network between two epochs."""
        return not callbacks and self.validation is None and self.stopping is None and not self.metrics

    def scored(self, performed: Performed) -> Epoch:
        """The scores of all batches of one epoch together, and those of the validation data."""
        scores = {"loss": performed.losses[0]}
        if self.metrics:
            scores |= measures.evaluated(self.metrics, performed.outputs, performed.targets, self.loss)
        return Epoch(scores, self.judged())

    def require_finite(self, value: float) -> None:
        """Raise FloatingPointError where the loss of a batch is no number."""
        if not np.isfinite(value):
            raise FloatingPointError(
                f"the training diverged: the loss became {value} in epoch {len(self.progress.history) + 1}; "
                "try a smaller learning rate, or clip_norm"
            )

    def judged(self) -> dict[str, float]:
        """The scores of the validation data, as after training and without penalties."""
        if self.validation is None:
            return {}
        data = self.validation
        y = self.network.outputs_of(data.x, data.mask, self.state.parameters, self.state.statistics)
        value, _ = self.loss.reduced(y, data.target, data.weight, "mean", {})
        return {"loss": float(value), **measures.evaluated(self.metrics, y, data.target, self.loss)}

    def keep(self) -> None:
        """Give the network what the training has reached."""
        state = self.state
        self.progress = replace(self.progress, states=state.states, t=state.t)
        self.network.adopt(state.parameters, state.statistics)
        self.network.progress = self.progress

    def over(self, callbacks: Sequence[Callback]) -> bool:
        """Whether the training ends after this epoch: patience is over, or a callback says so."""
        impatient = self.stopping is not None and self.waited(self.stopping)
        answers = [callback(self.network, self.progress.history) for callback in callbacks]
        return impatient or any(answer is True for answer in answers)

    def waited(self, stopping: EarlyStopping) -> bool:
        """Note the best epoch; whether it is too long ago."""
        history, state = self.progress.history, self.state
        score = stopping.score(history.epochs[-1])
        larger = any(metric.larger_is_better for metric in self.metrics if metric.name == stopping.monitor)
        if stopping.improves(score, self.progress.best, larger):
            parameters, statistics = (
                [t.map(np.array) for t in trees] for trees in (state.parameters, state.statistics)
            )
            self.progress.best = Best(len(history), score, parameters, statistics)
        best = self.progress.best
        return best is not None and len(history) - best.epoch >= stopping.patience

    def restore_best(self) -> None:
        """Give the network what it held after its best epoch; what the optimiser knows then belongs to no network."""
        best, history = self.progress.best, self.progress.history
        if self.stopping is None or not self.stopping.restore_best or best is None:
            return
        history.best_epoch = best.epoch
        if best.epoch != len(history) or history.interrupted:
            self.network.adopt(best.parameters, best.statistics)
            self.network.progress = Progress()


def same(array: Array) -> Array:
    """The array itself: a tree mapped by this is a tree of its own, out of reach of `adopt`."""
    return array

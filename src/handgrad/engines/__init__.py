"""The engines: who performs the training step. A module here is one; the packages are what they are made of."""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import time
import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from handgrad.engines.engine import Engine, Unfit
from handgrad.steps import training_step

if TYPE_CHECKING:
    from handgrad.network import Network
    from handgrad.pair import Array
    from handgrad.training import Training

Result = TypeVar("Result")

AUTO = "auto"
"""The name under which `fit` chooses for itself."""
QUICK = ("loops",)
"""The engines that it chooses from, the quickest first, for what is not too short to be worth compiling."""
WORTH = 0.25
"""Seconds of plain training from which another engine is worth it: it needs about as long to begin."""


def names() -> list[str]:
    """What `fit(engine=...)` takes."""
    single = [module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg]
    return [*(name for name in single if name != "engine"), AUTO]


def order(name: str) -> list[str]:
    """The engines to try, one after the other, where `name` is asked for."""
    return [*QUICK, "plain"] if name == AUTO else [name]


def find(name: str) -> type[Engine]:
    """The engine called `name`."""
    module = importlib.import_module(f"{__name__}.{name}")
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, Engine)]
    return next(kind for kind in kinds if getattr(kind, "name", None) == name)


def opened(name: str, run: Training, epochs: int) -> Engine:
    """The engine `name` for this training; the plain one where it is unfit, with a warning that says why.

    Where the engine is to be chosen, its `why` says why it is the plain one.
    """
    if name == AUTO:
        run.worth = plain_seconds(run, epochs)
        if run.worth < WORTH:
            return because(run, "the training is short")
    engine, reason = first(name, lambda kind: kind(run))
    if engine is None:
        warnings.warn(f"engine {name!r} cannot perform this training, engine 'plain' does: {reason}", stacklevel=4)
    return because(run, reason) if engine is None or engine.name == "plain" else engine


def first(name: str, attempt: Callable[[type[Engine]], Result]) -> tuple[Result | None, str]:
    """What the first of the engines to try that is here and fit makes of it, and why none before it did."""
    reason = ""
    for each in order(name):
        kind = find(each)
        missing = kind.missing()
        reason = reason or missing
        if not missing:
            try:
                return attempt(kind), reason
            except Unfit as unfit:
                reason = str(unfit)
    return None, reason


def because(run: Training, why: str) -> Engine:
    """The plain engine, and why."""
    engine = find("plain")(run)
    engine.why = why
    return engine


def plain_seconds(run: Training, epochs: int) -> float:
    """How long the plain engine would take for so many epochs, about: a step is performed twice, for nothing."""
    size = min(run.batch_size, len(run.data))
    batch = run.data.take(slice(0, size))
    from handgrad.step_program import same_draws

    with same_draws(run.network):
        given = run.network.given(size, batch.mask)
    steps, seconds = epochs * -(-len(run.data) // size), float("inf")
    for _ in range(2):
        begin = time.perf_counter()
        training_step(run.network.layers, run.loss, run.optimizer, run.state, batch, given)
        seconds = min(seconds, steps * (time.perf_counter() - begin))
        if seconds < WORTH:
            break
    return seconds


def row_of(name: str, network: Network) -> Callable[[Any], Array | None]:
    """What answers single rows with the engine `name`: None for every row where it cannot, with a warning."""
    if name not in names():
        raise ValueError(f"unknown engine {name!r}; known: {', '.join(names())}")
    found, reason = first(name, lambda kind: kind.row(network))
    if found is not None:
        return found
    if name != AUTO:
        warnings.warn(f"engine {name!r} cannot answer single rows, engine 'plain' does: {reason}", stacklevel=4)
    return lambda x: None


def trained(name: str, runs: Sequence[Training], losses: Array) -> str:
    """Perform many trainings as `Engine.many` does, with the engine `name`; the name of the engine that did it."""

    def attempt(kind: type[Engine]) -> str:
        with contextlib.suppress(KeyboardInterrupt):
            kind.many(runs, losses)
        return kind.name

    done, reason = first(name, attempt)
    if done is None:
        warnings.warn(f"engine {name!r} cannot perform this training, engine 'plain' does: {reason}", stacklevel=3)
        done = attempt(find("plain"))
    return done

"""The engines: who performs the training step. A module here is one; the packages are what they are made of."""

from __future__ import annotations

import importlib
import pkgutil
import warnings
from typing import TYPE_CHECKING

from handgrad.engines.engine import Engine, Unfit

if TYPE_CHECKING:
    from handgrad.training import Training

AUTO = "auto"
"""The name under which `fit` chooses for itself."""
QUICK = ("loops",)
"""The engines that it chooses from, the quickest first, for what is not too short to be worth compiling."""


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


def opened(name: str, run: Training) -> Engine:
    """The engine `name` for this training; the plain one, with a warning that says why, where it is unfit."""
    found = find(name)
    reason = found.missing()
    if not reason:
        try:
            return found(run)
        except Unfit as unfit:
            reason = str(unfit)
    warnings.warn(f"engine {name!r} cannot perform this training, engine 'plain' does: {reason}", stacklevel=4)
    return find("plain")(run)

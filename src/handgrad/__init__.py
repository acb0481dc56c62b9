"""Neural networks with gradients written by hand, and a second pair of eyes on them."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # what a type checker is told of; whatever else there is, it takes as Any
    from handgrad import activations as activations
    from handgrad import datasets as datasets
    from handgrad import losses as losses
    from handgrad import optimizers as optimizers
    from handgrad import schedules as schedules
    from handgrad.compiling import compile as compile
    from handgrad.doctor import check as check
    from handgrad.files import load as load
    from handgrad.history import *
    from handgrad.layers.dense import *
    from handgrad.network import *
    from handgrad.optimizers import *
    from handgrad.schedules import *

__version__ = "0.1.0"

VERBS = {"load": "handgrad.files", "check": "handgrad.doctor", "compile": "handgrad.compiling"}
"""The functions reached as handgrad.NAME; every public class and every module is found without being listed."""


def __getattr__(name: str) -> Any:
    """A module, a verb or a class of the package, imported when it is first asked for."""
    if name.startswith("_"):
        raise AttributeError(f"module 'handgrad' has no attribute {name!r}")
    if name in modules():
        return importlib.import_module(f"{__name__}.{name}")
    found = getattr(importlib.import_module(VERBS[name]), name, None) if name in VERBS else classes().get(name)
    if found is None:
        raise AttributeError(f"module 'handgrad' has no attribute {name!r}; dir(handgrad) lists what it has")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*modules(), *VERBS, *classes(), "__version__"])


def modules() -> list[str]:
    """The modules and packages of this package."""
    return [module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")]


def classes() -> dict[str, Any]:
    """Every public class that a module here or a layer family defines."""
    single = [module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg]
    found = dict(importlib.import_module(f"{__name__}.layers").registry())
    for name in single:
        if name.startswith("_") or name == "cli":
            continue
        module = importlib.import_module(f"{__name__}.{name}")
        for label, value in vars(module).items():
            if isinstance(value, type) and value.__module__ == module.__name__ and not label.startswith("_"):
                found[label] = value
    return found

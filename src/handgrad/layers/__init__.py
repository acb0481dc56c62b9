"""The layers: each module is one family, found by looking into this folder."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import Any

from handgrad.pair import Layer


def registry() -> dict[str, type[Layer]]:
    """Every layer class of this package by its name; the only names a model file can hold."""
    modules = [f"{__name__}.{module.name}" for module in pkgutil.iter_modules(__path__)]
    return {kind.__name__: kind for module in modules for kind in family(importlib.import_module(module))}


def family(module: ModuleType) -> list[type[Layer]]:
    """The layer classes written in a module; one whose name begins with _ only holds what the others share."""
    own = [value for value in vars(module).values() if getattr(value, "__module__", "") == module.__name__]
    kinds = [value for value in own if isinstance(value, type) and issubclass(value, Layer)]
    return [kind for kind in kinds if not kind.__name__.startswith("_")]


def __getattr__(name: str) -> Any:
    layers = registry()
    if name not in layers:
        raise AttributeError(f"no layer {name!r}; known: {', '.join(sorted(layers))}")
    globals().update(layers)
    return layers[name]

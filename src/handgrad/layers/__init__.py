"""The layers: each module is one family, found by looking into this folder."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from handgrad.pair import Layer


def registry() -> dict[str, type[Layer]]:
    """Every layer class of this package by its name; the only names a model file can hold."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        for name, value in vars(importlib.import_module(f"{__name__}.{module.name}")).items():
            if isinstance(value, type) and issubclass(value, Layer) and value.__module__ == f"{__name__}.{module.name}":
                found[name] = value
    return found


def __getattr__(name: str) -> Any:
    layers = registry()
    if name not in layers:
        raise AttributeError(f"no layer {name!r}; known: {', '.join(sorted(layers))}")
    globals().update(layers)
    return layers[name]

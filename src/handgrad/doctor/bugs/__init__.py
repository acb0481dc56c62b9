"""The bugs: each module is one family, found by looking into this folder."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of bug: its published name and code, a title of about four words, and what `explain` prints."""

    name: str
    code: str
    title: str
    explain: str


def kinds() -> dict[str, Kind]:
    """Every kind of bug by its name."""
    found: dict[str, Kind] = {}
    for module in pkgutil.iter_modules(__path__):
        for value in vars(importlib.import_module(f"{__name__}.{module.name}")).values():
            if isinstance(value, Kind):
                found[value.name] = value
    return found

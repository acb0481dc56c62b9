"""The bugs: each module is one family, found by looking into this folder."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from types import ModuleType


@dataclass(frozen=True)
class Kind:
    """One kind of bug: its published name and code, a title of about four words, and what `explain` prints."""

    name: str
    code: str
    title: str
    explain: str


def families() -> list[ModuleType]:
    """Every family, in order of name.

    A family may define `repairs(case)`, which yields edits that would mend a wrong gradient, `signs(case)`, which
    yields findings about anything else, and `named(case)`, which yields what is wrong with a gradient for certain where
    no edit mends it.
    """
    return [importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]


def kinds() -> dict[str, Kind]:
    """Every kind of bug by its name."""
    found: dict[str, Kind] = {}
    for family in families():
        for value in vars(family).values():
            if isinstance(value, Kind):
                found[value.name] = value
    return found

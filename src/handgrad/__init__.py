"""Neural networks with gradients written by hand, and a second pair of eyes on them."""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

def __getattr__(name: str) -> Any:
    raise AttributeError(f"handgrad has no {name!r}")

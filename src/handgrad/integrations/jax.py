"""JAX: the check of a function written for it works in float64, as everywhere."""

from __future__ import annotations

import importlib
from contextlib import AbstractContextManager
from typing import Any


def precise() -> AbstractContextManager[Any]:
    """While this lasts, JAX keeps float64 arrays as they are."""
    import jax

    module: Any = jax if hasattr(jax, "enable_x64") else importlib.import_module("jax.experimental")
    context: AbstractContextManager[Any] = module.enable_x64(True)
    return context

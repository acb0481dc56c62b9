"""The operations of a Program: each performed by its canonical name, and differentiated by its row in the table."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Any

import numpy as np

from handgrad.program.operations.dtypes import holding, wide_dtype, widened
from handgrad.program.operations.table import Operation, find, rows

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

with_rules = frozenset(rows)
"""The operations that have a row of their own."""

__all__ = ["Operation", "find", "perform", "rows", "widened", "with_rules"]


def perform(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any] | None = None, *, precise: bool = True) -> Any:
    """The value of the operation called `name` on plain arrays and numbers, which are left as they are.

    Where it is `precise`, narrow floats, and dtypes that ask for them, become float64; integers stay integers. On
    complex operands every operation is the continuation of the real one from the real axis: comparisons and choices go
    by the real parts, so that an imaginary step passes through to first order. Raises ValueError for a name that NumPy
    does not have either.
    """
    named = dict(kwargs or {})
    if precise:
        args, named = widened(tuple(args)), widened(named)
    if named.get("dtype") is not None:
        dtype = np.dtype(named["dtype"])
        named["dtype"] = holding(args, wide_dtype(dtype) if precise else dtype)
    return find(name).perform(*args, **named)

"""What operations do about dtypes: wider floats for exact replays, real parts of complex steps, casts on writing."""

from __future__ import annotations

from typing import Any

import numpy as np


def kind(value: Any) -> str:
    """NumPy's one-letter kind ("f", "c", "i", "u", "b", ...) of an array or number; "" for anything else."""
    if isinstance(value, (np.ndarray, np.generic)):
        return value.dtype.kind
    return {bool: "b", int: "i", float: "f", complex: "c"}.get(type(value), "")


def is_complex(structure: Any) -> bool:
    """Whether any number in nested tuples, lists and dicts is complex."""
    if isinstance(structure, (tuple, list)):
        return any(is_complex(part) for part in structure)
    if isinstance(structure, dict):
        return any(is_complex(part) for part in structure.values())
    return kind(structure) == "c"


def real_parts(structure: Any) -> Any:
    """The same nested structure with the real part of every complex number."""
    if isinstance(structure, (tuple, list)):
        return type(structure)(real_parts(part) for part in structure)
    if isinstance(structure, dict):
        return {key: real_parts(part) for key, part in structure.items()}
    return structure.real if kind(structure) == "c" else structure


def widened(structure: Any) -> Any:
    """The same nested structure with narrow floats, and dtypes that name them, in float64 (complex64 in complex128)."""
    if isinstance(structure, (np.ndarray, np.generic)):
        wide = wide_dtype(structure.dtype)
        return structure if wide is structure.dtype else structure.astype(wide)
    if isinstance(structure, np.dtype):
        return wide_dtype(structure)
    if isinstance(structure, type) and issubclass(structure, np.inexact):
        return wide_dtype(np.dtype(structure)).type
    if type(structure) in (tuple, list):
        return type(structure)(widened(part) for part in structure)
    if type(structure) is dict:
        return {key: widened(part) for key, part in structure.items()}
    return structure


def wide_dtype(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """float64 for narrower floats, complex128 for complex64, any other dtype as it is."""
    if dtype.kind == "f" and dtype.itemsize < 8:
        return np.dtype(np.float64)
    return np.dtype(np.complex128) if dtype.kind == "c" and dtype.itemsize < 16 else dtype


def holding(value: Any, dtype: Any) -> np.dtype[Any]:
    """`dtype`, or its complex version where a complex step passes through a float."""
    dtype = np.dtype(dtype)
    return np.dtype(np.complex128) if dtype.kind == "f" and is_complex(value) else dtype


def cast(value: Any, dtype: Any) -> np.ndarray[Any, Any]:
    """`value` as a new array of `dtype`: integers truncate it, a complex step passes through floats."""
    dtype = holding(value, dtype)
    return np.array(value if dtype.kind == "c" else real_parts(value), dtype=dtype)


def writable(array: Any, value: Any) -> tuple[np.ndarray[Any, Any], Any]:
    """A copy of `array` that `value` can be written into, and what to write: a complex step passes into floats."""
    array = np.asarray(array)
    copy = array.astype(holding(value, array.dtype))
    return copy, value if copy.dtype.kind == "c" else real_parts(value)


def as_float(value: Any) -> Any:
    """A number or array in float64; a 0-d one as a NumPy scalar, so that dividing by zero gives inf."""
    return np.asarray(value, dtype=np.float64)[()]

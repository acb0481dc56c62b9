"""The structure of parameters: an array, or any nest of lists, tuples, dicts and objects, as named float64 arrays."""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Point = dict[str, Array]
"""Arrays by name: where a function is looked at."""

DEEPEST = 50


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every number and array in a nest with the path to it ("layers[0].bias"); texts, flags and the like are none.

    Raises ValueError where the nest holds itself.
    """
    if name.count("[") + name.count(".") > DEEPEST:
        raise ValueError(f"the parameters are nested too deeply, or hold themselves: {name[:40]}...")
    inside = parts(value)
    if inside is not None:
        for key, each in inside:
            yield from leaves(each, joined(name, key))
    elif is_number(value):
        yield name, value


def joined(name: str, key: Any) -> str:
    """The path to a part."""
    if isinstance(key, str):
        return f"{name}.{key}" if name else key
    return f"{name}[{key!r}]"


def parts(value: Any) -> list[tuple[Any, Any]] | None:
    """The parts of a container by key; None where the value is none."""
    if isinstance(value, Mapping):
        return list(value.items())
    if isinstance(value, (list, tuple)):
        names = getattr(value, "_fields", range(len(value)))
        return list(zip(names, value, strict=True))
    if is_number(value) or not hasattr(value, "__dict__") or isinstance(value, type) or callable(value):
        return None
    return list(vars(value).items())


def is_number(value: Any) -> bool:
    """Whether a value is a real number or an array of real numbers; flags are none."""
    if isinstance(value, bool) or not (isinstance(value, (int, float)) or hasattr(value, "__array__")):
        return False
    return getattr(dtype_of(value), "kind", "f") in "fiu"


def dtype_of(value: Any) -> Any:
    """The NumPy dtype of an array of whatever library; tensors of torch are all taken as floats here."""
    dtype = getattr(value, "dtype", None)
    return dtype if isinstance(dtype, np.dtype) else None


def array_of(value: Any) -> Array:
    """A number or an array of whatever library as a float64 array of its own."""
    if hasattr(value, "detach"):
        value = value.detach().cpu().resolve_conj().numpy()
    return np.array(value, dtype=np.float64)


def point_of(value: Any, root: str) -> Point:
    """All arrays of a nest by name; a lone array is called `root`."""
    return {name or root: array_of(leaf) for name, leaf in leaves(value)}


def rebuilt(value: Any, put: Callable[[str, Any], Any], name: str = "") -> Any:
    """The same nest with `put(path, leaf)` in place of every number and array, and everything else as it is."""
    inside = parts(value)
    if inside is None:
        return put(name, value) if is_number(value) else value
    fresh = {key: rebuilt(each, put, joined(name, key)) for key, each in inside}
    if isinstance(value, tuple):
        return type(value)(*fresh.values()) if hasattr(value, "_fields") else tuple(fresh.values())
    if isinstance(value, list):
        return list(fresh.values())
    other = copy.copy(value)
    if isinstance(value, Mapping):
        other.update(fresh)
    else:
        vars(other).update(fresh)
    return other


def at(value: Any, point: Point, root: str) -> Any:
    """The nest with the arrays of `point` in it, in the library of its own ones."""
    return rebuilt(value, lambda name, leaf: like(leaf, point[name or root]))


def like(leaf: Any, array: Array) -> Any:
    """A copy of `array` as the kind of number or array that `leaf` is."""
    if isinstance(leaf, (int, float)) and not isinstance(leaf, np.generic):
        return array.item()
    if hasattr(leaf, "detach"):
        return sys.modules["torch"].from_numpy(array.copy()).to(leaf.device).requires_grad_(leaf.requires_grad)
    if isinstance(leaf, (np.ndarray, np.generic)):
        return array.copy() if isinstance(leaf, np.ndarray) else array[()]
    return converted(leaf, array)


def converted(leaf: Any, array: Array) -> Any:
    """`array` in the library of `leaf`, where that library can tell; NumPy's own where it cannot."""
    namespace = getattr(leaf, "__array_namespace__", None)
    return namespace().asarray(array) if namespace else array.copy()

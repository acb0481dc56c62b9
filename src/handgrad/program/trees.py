"""Trees: arrays inside parameters, lists, tuples, dictionaries and dataclasses, taken out in order and put back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np

from handgrad.pair import Params


def is_leaf(value: Any) -> bool:
    """Whether a value is an array or a number that can be computed with."""
    return isinstance(value, (np.ndarray, np.number, float, int)) and not isinstance(value, bool)


def mapped(tree: Any, function: Callable[[Any], Any]) -> Any:
    """The same tree with `function` of every array and number; anything else stays as it is."""
    if isinstance(tree, np.ndarray):
        return function(tree)
    if isinstance(tree, Params):
        return Params(**{name: mapped(part, function) for name, part in vars(tree).items()})
    if isinstance(tree, dict):
        return {name: mapped(part, function) for name, part in tree.items()}
    if isinstance(tree, tuple) and hasattr(tree, "_fields"):
        return type(tree)(*(mapped(part, function) for part in tree))
    if isinstance(tree, (list, tuple)):
        return type(tree)(mapped(part, function) for part in tree)
    if is_dataclass(tree) and not isinstance(tree, type):
        return replace(tree, **{each.name: mapped(getattr(tree, each.name), function) for each in fields(tree)})
    return function(tree) if is_leaf(tree) else tree


def leaves(tree: Any) -> list[Any]:
    """Every array and number of a tree, in order."""
    found: list[Any] = []
    gather(tree, found)
    return found


def gather(tree: Any, found: list[Any]) -> None:
    """Append every array and number of a tree."""
    if isinstance(tree, np.ndarray):
        found.append(tree)
    elif isinstance(tree, (Params, dict)):
        for part in (tree if isinstance(tree, dict) else vars(tree)).values():
            gather(part, found)
    elif isinstance(tree, (list, tuple)):
        for part in tree:
            gather(part, found)
    elif is_dataclass(tree) and not isinstance(tree, type):
        for each in fields(tree):
            gather(getattr(tree, each.name), found)
    elif is_leaf(tree):
        found.append(tree)


def rebuilt(tree: Any, values: Sequence[Any]) -> Any:
    """The same tree with `values` in place of its arrays and numbers, in order."""
    remaining: Iterator[Any] = iter(values)
    return mapped(tree, lambda leaf: next(remaining))

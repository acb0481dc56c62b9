"""Which of the arrays that a backward returns, keeps and changes is the gradient of what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from handgrad.doctor.calls.judgement import fitted, judge
from handgrad.doctor.calls.names import partner
from handgrad.doctor.calls.slopes import Slopes
from handgrad.doctor.calls.structure import Array, Point


@dataclass(frozen=True)
class Aftermath:
    """The arrays that an object keeps before and after its backward, and those that backward returned, by path."""

    before: Point
    after: Point
    returned: Point

    def update(self, path: str) -> Array | None:
        """What backward took off an array of the object's; None where it left it alone."""
        if path not in self.before or path not in self.after or self.after[path].shape != self.before[path].shape:
            return None
        change = np.asarray(self.before[path] - self.after[path])
        return change if np.any(change) else None

    def gradients(self, names: Iterable[str]) -> Point:
        """Every array that may be a gradient: returned, or new or changed and no parameter itself."""
        kept = {
            path: array
            for path, array in self.after.items()
            if path not in names and (path not in self.before or not np.array_equal(array, self.before[path]))
        }
        grown = {
            f"{path} (change)": array - self.before[path]
            for path, array in kept.items()
            if path in self.before and self.before[path].shape == array.shape and np.any(self.before[path])
        }
        return {**self.returned, **kept, **grown}


def sources(aftermath: Aftermath, right: dict[str, Slopes], x: str) -> dict[str, str]:
    """For each array with slopes, the path of its gradient; "update" where backward changed the array itself."""
    found = aftermath.gradients(right)
    matched = {name: source for name in right if (source := equal(found, right[name], name))}
    order = [name for name in right if name != x]
    for name in right:
        if name not in matched:
            left = {path: array for path, array in found.items() if path not in matched.values()}
            source = (
                by_contract(name, left, order, aftermath, x, right[name])
                if name in aftermath.before or name == x
                else None
            )
            if source is not None:
                matched[name] = source
    return matched


def equal(found: Point, slopes: Slopes, name: str) -> str | None:
    """The path of an array that is right, one called after the parameter rather than another."""
    same = [
        path
        for path, array in found.items()
        if fitted(array, slopes.shape)[1] == "" and judge(name, array, slopes).state == "right"
    ]
    return partner(name, same) or (same[0] if same else None)


def by_contract(name: str, left: Point, order: list[str], aftermath: Aftermath, x: str, slopes: Slopes) -> str | None:
    """What ought to be the gradient: by its name, by what backward did to the array, or by its place in the result."""
    called = partner(name, [path for path in left if not path.endswith(" (change)")])
    if called:
        nearer = [path for path in (called, f"{called} (change)") if path in left]
        return min(nearer, key=lambda path: judge(name, left[path], slopes).error)
    if aftermath.update(name) is not None:
        return "update"
    place = 0 if name == x else order.index(name) + 1
    path = f"returned[{place}]"
    complete = len(aftermath.returned) == len(order) + 1 or name == x
    return path if complete and path in left else None


def value(source: str, name: str, aftermath: Aftermath) -> Array | None:
    """The gradient that a source stands for."""
    if source == "update":
        return aftermath.update(name)
    return aftermath.gradients([]).get(source)

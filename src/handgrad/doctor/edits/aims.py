"""Aims: what every activation has to be multiplied by on the way back, and texts of it for a place of the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.truth.patient import Landmark, Patient
from handgrad.program.program import Ref

if TYPE_CHECKING:
    pass

Formula = Callable[[Any], Any]

FORMULAS: dict[str, Formula] = {
    "{x} * (1 - {x})": lambda x: x * (1 - x),
    "(1 - {x} ** 2)": lambda x: 1 - x**2,
    "({x} > 0)": lambda x: x > 0,
    "{x}": lambda x: x,
    "(1 - {np}tanh({x}) ** 2)": lambda x: 1 - np.tanh(x) ** 2,
    "{np}exp(-{x}) / (1 + {np}exp(-{x})) ** 2": lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2,
    "{np}cos({x})": np.cos,
    "(2 * {x})": lambda x: 2 * x,
    "{np}sign({x})": np.sign,
    "{np}exp({x})": np.exp,
    "1 / (1 + {np}exp(-{x}))": lambda x: 1 / (1 + np.exp(-x)),
    "(1 - {np}exp(-{x}))": lambda x: 1 - np.exp(-x),
    "1 / (1 + {x} ** 2)": lambda x: 1 / (1 + x**2),
    "(1 + {x}) * (1 - {x}) / 2": lambda x: (1 + x) * (1 - x) / 2,
}
"""Slopes in terms of the value before or after an activation; each is a factor as it stands."""
FEW = 64
"""How many elements are enough to see that a formula is another."""
FIRST = 6
"""How many activations made by the same expression are looked at."""
MOST = 3
"""How many texts for one slope are tried at one place."""


@dataclass(frozen=True)
class Aim:
    """A stretch of one activation: what has to be multiplied in between `after` and `before` on the way back."""

    landmark: Landmark
    before: int
    after: int


def aims_of(patient: Patient) -> list[Aim]:
    """Every activation whose slope is not 1 or 0, and where it has several steps (a mask behind it), its parts."""
    found = []
    for landmark in distinct_landmarks(patient):
        found.append(Aim(landmark, landmark.before, landmark.after))
        stops = [landmark.after, *masked(patient, landmark)]
        for above, stop in pairwise(stops):
            found += [
                Aim(landmark, stop, above),
                Aim(landmark, stop, landmark.after),
                Aim(landmark, landmark.before, stop),
            ]
    return [aim for aim in dict.fromkeys(found) if is_factor(need(patient, aim))]


def is_factor(slope: Any) -> bool:
    """Whether a slope changes what it is multiplied with, and is not 0 everywhere: any gradient is right times that."""
    return slope is None or (bool(np.any(slope)) and not fits(np.ones(np.shape(slope)), slope))


def distinct_landmarks(patient: Patient) -> list[Landmark]:
    """The activations; of those that the same expressions made, only the first ones and the last."""
    groups: dict[Any, list[Landmark]] = {}
    for landmark in (each for whole in patient.landmarks for each in ends(patient, whole)):
        key = patient.program[landmark.before].site, patient.program[landmark.after].site
        groups.setdefault(key, []).append(landmark)
    return [landmark for group in groups.values() for landmark in dict.fromkeys([*group[:FIRST], *group[-MOST:]])]


def ends(patient: Patient, landmark: Landmark) -> list[Landmark]:
    """An activation; where targets meet something on the way (a, and 1 - a behind it), up to there."""
    shape = np.shape(patient.values[landmark.after])
    inside = [p for p in patient.step.predictions if landmark.before < p < landmark.after]
    met = [
        p for p in inside if np.shape(patient.values[p]) == shape and landmark.before in ancestors(patient.program, [p])
    ]
    return [Landmark(landmark.before, p) for p in met] or [landmark]


def masked(patient: Patient, landmark: Landmark) -> list[int]:
    """The values of an activation that are only multiplied by data, such as a mask and its factor, before its end."""
    found: list[int] = []
    index = multiplied(patient, landmark.after)
    while index is not None and index != landmark.before:
        found.append(index)
        index = multiplied(patient, index)
    return found


def multiplied(patient: Patient, index: int) -> int | None:
    """What an operation multiplies, or divides, by data alone; None where it does something else."""
    op = patient.program[index]
    moving = [ref for ref in op.refs() if ref in patient.moving]
    first = op.args[0].index if op.args and isinstance(op.args[0], Ref) else None
    if len(moving) != 1 or not (op.name == "multiply" or (op.name == "divide" and moving[0] == first)):
        return None
    return moving[0]


def need(patient: Patient, aim: Aim) -> Any:
    """The right factor, in the shape of the activation; NaN where it is unknown, None where elements are mixed."""
    slope = patient.slope(aim.landmark)
    if slope is None or (aim.after, aim.before) == (aim.landmark.after, aim.landmark.before):
        return slope
    below, above = patient.adjoints.get(aim.before), patient.adjoints.get(aim.after)
    if below is None or above is None:
        return None
    with np.errstate(all="ignore"):
        return np.where(np.asarray(above) != 0, np.asarray(below) / above, np.nan)


def fits(value: Any, wanted: Any) -> bool:
    """Whether a value is the wanted factor wherever that is known."""
    value, wanted = np.asarray(value), np.asarray(wanted)
    if value.dtype.kind not in "fiub" or value.size != wanted.size:
        return False
    value, wanted = np.ravel(value).astype(float), np.ravel(wanted)
    known = np.isfinite(wanted)
    value, wanted = value[known], wanted[known]
    return wanted.size > 0 and bool(np.all(np.abs(value - wanted) <= 1e-12 + 1e-9 * np.abs(wanted)))


def value_of(patient: Patient, index: int) -> Any:
    """An operation's value, precise where it is part of the step."""
    return patient.values[index] if index in patient.values else patient.program[index].value


def gives(formula: Formula, value: Any, wanted: Any) -> bool:
    """Whether a formula of a value is the wanted factor: tried on a few elements first."""
    size = np.size(wanted)
    if np.size(value) != size:
        return False
    few = slice(None, None, max(1, size // FEW))
    some = np.ravel(np.asarray(value))[few], np.ravel(np.asarray(wanted))[few]
    if np.isfinite(some[1]).any() and not fits(applied(formula, some[0]), some[1]):
        return False
    return fits(applied(formula, value), wanted)


def two_valued(value: Any, wanted: Any, module: str) -> Iterator[str]:
    """A slope of 1 above zero and of another number below."""
    value, wanted = np.ravel(np.asarray(value)), np.ravel(np.asarray(wanted))
    if value.dtype.kind != "f" or value.size != wanted.size or not np.all(np.isfinite(wanted)):
        return
    below = np.unique(np.round(wanted[value <= 0], 12))
    if np.any(value > 0) and below.size == 1 and 0 < below[0] < 1 and np.allclose(wanted[value > 0], 1):
        yield f"{module}where({{x}} > 0, 1, {float(below[0]):g})"


def applied(formula: Formula, value: Any) -> Any:
    """A formula of a value; NaN where that is no number."""
    array = np.asarray(value)
    if array.dtype.kind not in "fiub":
        return np.nan
    with np.errstate(all="ignore"):
        return formula(array.astype(float))

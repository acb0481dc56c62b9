"""Layers as they are drawn: a stratum, or the units that a program keeps one by one, side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.pictures.strata import Stratum, strata_of
from handgrad.doctor.truth.patient import Patient


@dataclass(frozen=True)
class Layer:
    """One or several strata side by side."""

    parts: tuple[Stratum, ...]
    one_by_one: bool
    """Whether each part is one unit, and everything it multiplies one of its weights."""

    @property
    def numbers(self) -> list[int]:
        """The state numbers of all parameters."""
        return list(dict.fromkeys(number for part in self.parts for number in part.numbers))

    @property
    def units(self) -> int:
        """How many units there are."""
        return sum(part.units for part in self.parts)

    @property
    def activation(self) -> bool:
        """Whether there is an activation."""
        return self.parts[0].after != self.parts[0].before

    @property
    def weights(self) -> list[list[int]]:
        """For each part the state numbers of its weights."""
        return [list(part.factors if self.one_by_one else part.factors[-1:]) for part in self.parts]

    @property
    def biases(self) -> list[list[int]]:
        """For each part the state number of its bias, where it has one."""
        return [list(part.terms[-1:]) for part in self.parts]

    def side_by_side(self, arranged: Sequence[Any]) -> Any:
        """What each part gives as (rows, its units), as one array (rows, units); None where a part gives none."""
        return None if any(each is None for each in arranged) else np.hstack(list(arranged))

    def rows(self, values: Sequence[Any]) -> Any:
        """A value of every part, as (rows, units)."""
        return self.side_by_side([part.rows(value) for part, value in zip(self.parts, values, strict=True)])

    def matrix(self, value_of: Callable[[int], Any]) -> Any:
        """The weights, or their gradients, by state number, as (inputs, units)."""
        return self.side_by_side([
            np.concatenate([part.weights_of(value_of(number)) for number in numbers])
            for part, numbers in zip(self.parts, self.weights, strict=True)
        ])  # fmt: skip

    def row(self, value_of: Callable[[int], Any]) -> Any:
        """The bias, or its gradient, by state number, as (1, units)."""
        return self.side_by_side([flat(value_of(number)) for numbers in self.biases for number in numbers])


def each_of(groups: Sequence[Sequence[int]]) -> list[int]:
    """The members of all groups."""
    return [number for group in groups for number in group]


def flat(value: Any) -> Any:
    """A bias as one row; anything of more directions as (first, rest)."""
    array = np.asarray(value, dtype=float)
    return array.reshape(1, -1) if array.ndim < 2 or 1 in array.shape else array.reshape(array.shape[0], -1)


def layers_of(patient: Patient) -> list[Layer]:
    """The layers in the order of the forward pass; single units of the same depth are one layer."""
    strata = strata_of(patient)
    if not any(kept_apart(patient, one, other) for one, other in pairwise(strata)):
        return [Layer((stratum,), False) for stratum in strata]
    groups: list[list[Stratum]] = []
    for stratum in strata:
        behind = set(ancestors(patient.program, [stratum.before]))
        same = groups and groups[-1][0].before not in behind and kept_apart(patient, groups[-1][0], stratum)
        groups[-1 if same else len(groups) :] = [[*(groups[-1] if same else ()), stratum]]
    return [Layer(tuple(group), group[0].units == 1) for group in groups]


def kept_apart(patient: Patient, one: Stratum, other: Stratum) -> bool:
    """Whether two strata are single units that could stand in one layer."""
    return one.units == other.units == 1 and form_of(patient, one) == form_of(patient, other)


def form_of(patient: Patient, unit: Stratum) -> tuple[Any, ...]:
    """What units of one layer have in common: the shapes of their parameters."""
    shapes = {number: np.shape(patient.values[index]) for index, number in patient.step.numbers.items()
              if index in patient.values}  # fmt: skip
    return tuple(tuple(shapes.get(number) for number in numbers) for numbers in (unit.factors, unit.terms))


def inputs_of(patient: Patient, layer: Layer) -> Any:
    """What a layer multiplies its weights with, as (rows, inputs); None where that is not known."""
    first = layer.parts[0]
    partners = first.partners if layer.one_by_one else first.partners[-1:]
    values: list[Any] = [patient.values.get(partner) for partner in partners if partner is not None]
    if not values or len(values) < len(partners) or any(value is None for value in values):
        return None
    if len(values) > 1 or np.ndim(values[0]) == 0:
        return np.hstack([first.rows(value) for value in values])
    array = np.asarray(values[0], dtype=float)
    array = array.reshape(array.shape[0], -1) if array.ndim > 2 else array
    return array.reshape(1, -1) if array.ndim < 2 else array.T if first.flipped else array


def target_of(patient: Patient, meeting: tuple[int, int | None, int]) -> Any:
    """The target that meets a prediction, also where it is a plain number; None where it is not known."""
    place, target, _ = meeting
    if target is not None:
        return patient.values.get(target)
    return next((part for part in patient.program[place].args if isinstance(part, (int, float))), None)

"""Strata: the layers of somebody's network in the order of its forward pass, and which way round their arrays lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.sorts import PRODUCTS
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Ref


@dataclass(frozen=True)
class Stratum:
    """One layer: the parameters that it applies, the sum that they give, and what an activation makes of it."""

    factors: tuple[int, ...]
    """State numbers of what is multiplied, in the order of evaluation."""
    partners: tuple[int | None, ...]
    """What each of them is multiplied with."""
    terms: tuple[int, ...]
    """State numbers of what is added."""
    before: int
    after: int
    flipped: bool
    """Whether the weights lie as (units, inputs) and a row of data as a column."""
    units: int

    @property
    def weights(self) -> int | None:
        """The state number of the weights; None where nothing is multiplied."""
        return self.factors[-1] if self.factors else None

    @property
    def into(self) -> int | None:
        """What the weights are multiplied with."""
        return self.partners[-1] if self.partners else None

    @property
    def bias(self) -> int | None:
        """The state number of the bias."""
        return self.terms[-1] if self.terms else None

    @property
    def others(self) -> tuple[int, ...]:
        """The state numbers of further parameters."""
        return tuple(dict.fromkeys([*self.factors[-2::-1], *self.terms[-2::-1]]))

    @property
    def numbers(self) -> list[int]:
        """The state numbers of its parameters, weights first."""
        return [n for n in (self.weights, self.bias, *self.others) if n is not None]

    def rows(self, value: Any) -> Any:
        """An array of activations as (rows, units), or as near to it as its size allows."""
        array = np.asarray(value, dtype=float)
        if array.ndim == 1:
            return array[None, :] if array.size == self.units else array[:, None]
        if array.ndim != 2:
            return array.reshape(array.shape[0], -1) if array.ndim else array.reshape(1, 1)
        turned = array.shape[0] == self.units and (self.flipped or array.shape[1] != self.units)
        return array.T if turned else array

    def weights_of(self, value: Any) -> Any:
        """An array of weights as (inputs, units)."""
        array = np.asarray(value, dtype=float)
        if array.ndim == 2:
            return array.T if self.flipped else array
        return array.reshape(-1, 1) if array.ndim < 2 else array.reshape(array.shape[0], -1)


def strata_of(patient: Patient) -> list[Stratum]:
    """The layers in the order of the forward pass, one for each set of parameters that is applied together."""
    found: dict[frozenset[int], Stratum] = {}
    for end in patient.sum_ends:
        stratum = stratum_at(patient, end)
        if stratum is not None:
            found.setdefault(frozenset(stratum.numbers), stratum)
    return list(found.values())


def stratum_at(patient: Patient, end: int) -> Stratum | None:
    """The layer that a finished weighted sum belongs to; None where no parameter is seen in it."""
    factors: dict[int, int | None] = {}
    terms: dict[int, None] = {}
    flipped = False
    for op, position, ref in uses(patient, end):
        number = next(iter(patient.depends[ref]))
        if op.name not in PRODUCTS:
            terms.setdefault(number)
            continue
        if not factors:
            flipped = (position == 0) != is_turned(patient, ref)
        factors.setdefault(number, next((other for other in op.refs() if other != ref), None))
    if not factors and not terms:
        return None
    found = Stratum(
        tuple(factors)[::-1], tuple(factors.values())[::-1], tuple(terms)[::-1], end,
        patient.end_of_activation(end), flipped, 0,
    )  # fmt: skip
    return replace(found, units=units_of(patient, found))


def uses(patient: Patient, end: int) -> Iterator[tuple[Any, int, int]]:
    """(operation, position of the operand, operand) for each parameter applied in a weighted sum, last first."""
    todo, seen = [end], set()
    while todo:
        index = max(todo)
        todo.remove(index)
        op = patient.program[index]
        for position, part in enumerate(op.args):
            ref = part.index if isinstance(part, Ref) else None
            if ref in patient.direct and len(patient.depends[ref]) == 1:
                yield op, position, ref
        todo += [ref for ref in op.refs() if ref in patient.weighted and ref not in seen]
        seen.update(op.refs())


def is_turned(patient: Patient, ref: int) -> bool:
    """Whether an operand is its parameter transposed."""
    turned, numbers = False, patient.step.numbers
    while ref not in numbers and patient.program[ref].refs():
        op = patient.program[ref]
        turned ^= op.name in ("transpose", "swapaxes")
        ref = op.refs()[0]
    return turned


def units_of(patient: Patient, layer: Stratum) -> int:
    """How many units a layer has."""
    places = {number: index for index, number in patient.step.numbers.items()}
    given: dict[int | None, Any] = {n: patient.values[i] for n, i in places.items() if i in patient.values}
    if layer.bias is not None and layer.bias in given:
        return int(np.size(given[layer.bias]))
    if layer.weights is not None and np.ndim(given.get(layer.weights, 0)) == 2:
        return int(np.shape(given[layer.weights])[0 if layer.flipped else 1])
    shape = np.shape(patient.values.get(layer.before, 0.0))
    into = () if layer.into is None else np.shape(patient.values.get(layer.into, 0.0))
    one = len(shape) == 1 and len(into) == 2 and np.ndim(given.get(layer.weights, 0)) == 1
    return int(shape[-1]) if shape and not one else 1

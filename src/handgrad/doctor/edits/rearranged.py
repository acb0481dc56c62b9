"""Arrays the other way round or with two axes exchanged, and what a step's gradients are with them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.slices import dependents
from handgrad.doctor.truth.compare import compare
from handgrad.doctor.truth.updates import Update, taken_by
from handgrad.program.operations import perform
from handgrad.program.program import Ref, substitute

if TYPE_CHECKING:
    from handgrad.doctor.truth.patient import Patient

Reads = Mapping[int, Mapping[int, int]]
"""Operation -> those of its operands in whose place it reads something rearranged -> what."""


@dataclass(frozen=True)
class Rearrangement:
    """Two axes exchanged, if any, and then some axes turned round."""

    swapped: tuple[int, int] | None
    turned: tuple[int, ...]

    def of(self, value: Any) -> Any:
        """An array rearranged."""
        array = np.asarray(value)
        return np.flip(array if self.swapped is None else np.swapaxes(array, *self.swapped), self.turned)

    def text(self, operand: str) -> str:
        """The same of an expression."""
        swapped = f".swapaxes({self.swapped[0]}, {self.swapped[1]})" if self.swapped else ""
        axes = ["::-1" if axis in self.turned else ":" for axis in range(max(self.turned, default=-1) + 1)]
        return operand + swapped + (f"[{', '.join(axes)}]" if axes else "")


def rearrangements(shapes: Collection[tuple[int, ...]]) -> Iterator[Rearrangement]:
    """Those of arrays of some shapes that keep the shapes: those of kernels of a convolution first."""
    ranks = {len(shape) for shape in shapes}
    rank = ranks.pop() if len(ranks) == 1 else 0
    pairs = list(combinations(range(rank), 2))
    turns = [(), *(pair for pair in pairs if pair[1] - pair[0] == 1), *((axis,) for axis in reversed(range(rank)))]
    swaps = [None, *(pair for pair in pairs if rank > 2)]
    for change in dict.fromkeys([*of_kernels(rank), *(Rearrangement(*both) for both in product(swaps, turns))]):
        axes = change.swapped or (0, 0)
        lasting = all(len(shape) > max(axes) and shape[axes[0]] == shape[axes[1]] for shape in shapes)
        if lasting and all(any(shape[axis] > 1 for shape in shapes) for axis in change.turned):
            yield change


def of_kernels(rank: int) -> Iterator[Rearrangement]:
    """A kernel's windows turned round, its inputs and outputs exchanged, or both; windows come last or first."""
    axes = tuple(range(rank))
    split = max(rank - 2, 1) if rank != 2 else 2
    for turned, others in ((axes[-split:], axes[:-split]), (axes[:split], axes[split:])):
        for swapped in (None, others if len(others) == 2 else None):
            yield from (Rearrangement(swapped, turn) for turn in ((), turned))


def left_wrong(patient: Patient, update: Update, reads: Reads, change: Rearrangement) -> set[int] | None:
    """The parameters whose gradients are wrong where some values are read rearranged; None where that cannot be."""
    try:
        own = taken_by(update, reread(patient, reads, change))
        return {match.number for match in compare(patient.comparison.truth, own).wrong}
    except (ValueError, TypeError, LookupError, ArithmeticError):
        return None


def reread(patient: Patient, reads: Reads, change: Rearrangement) -> dict[int, Any]:
    """The values of a step in which some are read rearranged."""
    values = dict(patient.values)
    for index in affected(patient, reads):
        op, turned = patient.program[index], reads.get(index, {})

        def of(ref: Ref, turned: Mapping[int, int] = turned) -> Any:
            base = turned.get(ref.index, ref.index)
            value = values[base] if base in values else patient.program[base].value
            return change.of(value) if ref.index in turned else value

        with np.errstate(all="ignore"):
            values[index] = perform(op.name, substitute(op.args, of), substitute(op.kwargs, of))
    return values


def affected(patient: Patient, reads: Reads) -> list[int]:
    """The operations of a step that some depend on, those included, in order."""
    known = [index for index in patient.step.slice if index in patient.values]
    return sorted(dependents(patient.program, known, [index for index in reads if index in patient.values]))

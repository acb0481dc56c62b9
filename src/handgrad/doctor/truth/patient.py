"""The patient: one training step with its values, its right gradients, and the landmarks of its forward pass."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import influences
from handgrad.doctor.anatomy.study import Anatomy, Step, ancestors, dependents, direct_parameters, find_unfinished
from handgrad.doctor.truth.compare import Comparison
from handgrad.doctor.truth.corners import has_corner
from handgrad.program.derive import NoRule, adjoints, gradients
from handgrad.program.operations.ties import ties
from handgrad.program.program import Program
from handgrad.program.record import Recording

NEAR = 1e-9
"""How far from 1 the cosine is at most of arrays that are looked at more closely."""
SAME = 1e-7
"""Distance of two arrays of length 1 under which they are the same up to a factor."""
SUMS = ("add", "subtract", "sum", "setitem")
"""Operations that add up a weighted sum."""


@dataclass(frozen=True)
class Landmark:
    """An activation in the forward pass: `after = f(before)`, element by element unless `slope` is None."""

    before: int
    after: int


@dataclass
class Patient:
    """Everything the bug families look at; computed once, when first asked for."""

    recording: Recording
    anatomy: Anatomy
    step: Step
    values: dict[int, Any]
    comparison: Comparison
    names: dict[int, str] = field(default_factory=dict)
    """State number -> what the program calls it."""
    losses: tuple[str, ...] = ()
    """The loss of the comparison and all that are the same but for a factor."""

    @property
    def program(self) -> Program:
        """The step's Program: everything before the step cut off."""
        return self.step.program

    @cached_property
    def cornered(self) -> bool:
        """Whether a number falls where an activation bends: there its slope is not known."""
        return has_corner(self.step, self.values)

    @cached_property
    def forward(self) -> list[int]:
        """Operations that the predictions depend on, parameters and data included, in order."""
        return ancestors(self.program, self.step.predictions)

    @cached_property
    def backward(self) -> set[int]:
        """Operations of the step that depend on a target."""
        return self.step.backward()

    @cached_property
    def moving(self) -> set[int]:
        """Operations of the step that depend on a parameter."""
        return dependents(self.program, self.step.slice, self.step.numbers)

    @cached_property
    def slopes(self) -> list[int]:
        """Operations that are neither forward nor backward: derivatives on their way into a delta."""
        forward = set(self.forward)
        return [i for i in self.step.slice if i in self.moving and i not in forward and i not in self.backward]

    @cached_property
    def direct(self) -> set[int]:
        """Parameters, and transposes, rows and reshapes of them."""
        return direct_parameters(self.program, self.step, self.depends)

    @cached_property
    def depends(self) -> dict[int, frozenset[int]]:
        """For each operation of the step, the numbers of the parameters it depends on."""
        return influences(self.program, self.step.slice, self.step.numbers)

    @cached_property
    def unfinished(self) -> set[int]:
        """Values that another parameter will still be applied to."""
        return find_unfinished(self.program, self.step, self.depends, self.direct)

    @cached_property
    def adjoints(self) -> dict[int, Any]:
        """The right gradient at every operation of the forward pass, times the program's own factor."""
        truth, seeds, values = self.comparison.truth, self.comparison.truth.seeds, self.values
        try:
            beside = truth.mixed or not any(map(np.any, seeds.values()))  # a log-softmax, a part of an ELBO
            if truth.value is not None and beside:
                seeds, values = {truth.value: 1.0}, self.program.replay([truth.value], dict(values))
            with ties(truth.first):
                found = adjoints(self.program, seeds, values)
        except (NoRule, ValueError):
            return {}
        return {index: value * self.comparison.factor for index, value in found.items()}

    @cached_property
    def landmarks(self) -> list[Landmark]:
        """Activations: the stretches of the forward pass between one use of parameters and the next."""
        found = []
        for before in self.sum_ends:
            after = self.end_of_activation(before)
            if after != before:
                found.append(Landmark(before, after))
        return found

    def uses_parameter(self, index: int) -> bool:
        """Whether an operation has a parameter among its operands."""
        return any(ref in self.direct for ref in self.program[index].refs())

    @cached_property
    def weighted(self) -> set[int]:
        """Operations that apply parameters, and sums of nothing but such, however many are added one by one."""
        found: set[int] = set()
        for index in (i for i in self.forward if i in self.moving):
            op = self.program[index]
            moving = [ref for ref in op.refs() if ref in self.moving]
            joins = op.name in SUMS and moving and all(ref in found or ref in self.direct for ref in moving)
            if index not in self.direct and (joins or self.uses_parameter(index)):
                found.add(index)
        return found

    @cached_property
    def sum_ends(self) -> list[int]:
        """Where weighted sums are complete."""
        return sorted(i for i in self.weighted if not any(map(self.continues, self.users_in(i))))

    def continues(self, user: int) -> bool:
        """Whether a reader of a weighted sum still belongs to it (adds the bias, another product)."""
        name = self.program[user].name
        return name in ("sum", "setitem") or (name in SUMS and user in self.weighted)

    def users_in(self, index: int) -> list[int]:
        """Operations of the forward pass that read a value."""
        return [i for i in self.user_table.get(index, ()) if i in self.forward_set]

    @cached_property
    def forward_set(self) -> set[int]:
        """The forward pass as a set."""
        return set(self.forward)

    @cached_property
    def user_table(self) -> dict[int, list[int]]:
        """Who reads what, within the step."""
        table: dict[int, list[int]] = {}
        for index in self.step.slice:
            for ref in dict.fromkeys(self.program[index].refs()):
                table.setdefault(ref, []).append(index)
        return table

    def end_of_activation(self, before: int) -> int:
        """The last value of the same shape computed from `before` alone, ahead of the next parameter."""
        shape = np.shape(self.values[before])
        own, end = {before}, before
        todo = self.users_in(before)
        while todo and end not in self.predictions:  # 1 - p, of a prediction p, is no activation
            index = heappop(todo)
            if index in own or index in self.weighted:
                continue
            if all(ref in own for ref in self.program[index].refs() if ref in self.moving):
                own.add(index)
                for user in self.users_in(index):
                    heappush(todo, user)
                if np.shape(self.values[index]) == shape:
                    end = index
        return end

    @cached_property
    def predictions(self) -> frozenset[int]:
        """What the step predicts, as a set."""
        return frozenset(self.step.predictions)

    @cached_property
    def meaning(self) -> dict[int, list[int]]:
        """Backward operation -> the forward operations whose right gradient it is, up to a factor."""
        found = {index: self.means(self.values.get(index)) for index in self.backward}
        return {index: forward for index, forward in found.items() if forward}

    def means(self, value: Any) -> list[int]:
        """The forward operations whose right gradient a value of several numbers is, up to a factor."""
        own = normed(value)
        if own is None or own.shape not in self.right_units:
            return []
        (indices, units), own = self.right_units[own.shape], np.ravel(own)
        along = units @ own
        near = np.flatnonzero(np.abs(along) > 1 - NEAR)
        return [indices[k] for k in near if np.linalg.norm(own - along[k] * units[k]) < SAME]

    @cached_property
    def right_units(self) -> dict[tuple[int, ...], tuple[list[int], Any]]:
        """Shape -> the forward operations of that shape, and the right gradient of each, of length 1: (n, size)."""
        found: dict[tuple[int, ...], dict[int, Any]] = {}
        for index in self.forward:
            unit = normed(self.adjoints.get(index))
            if unit is not None and unit.size > 1:
                found.setdefault(unit.shape, {})[index] = np.ravel(unit)
        return {shape: (list(units), np.array(list(units.values()))) for shape, units in found.items()}

    def slope(self, landmark: Landmark) -> Any:
        """The right slope of an activation, in its shape; None where it mixes elements or is not known."""
        if landmark not in self.slope_cache:
            self.slope_cache[landmark] = self.compute_slope(landmark)
        return self.slope_cache[landmark]

    @cached_property
    def slope_cache(self) -> dict[Landmark, Any]:
        """Slopes computed so far."""
        return {}

    def compute_slope(self, landmark: Landmark) -> Any:
        """Elementwise slope by reverse mode, checked to be elementwise with a second seed."""
        shape = np.shape(self.values[landmark.after])
        cut = self.program.cut([landmark.before])
        try:
            ones = gradients(cut, {landmark.after: np.ones(shape)}, [landmark.before], self.values)[landmark.before]
            mixed = np.cos(np.arange(np.size(ones), dtype=float)).reshape(np.shape(ones))
            other = gradients(cut, {landmark.after: mixed}, [landmark.before], self.values)[landmark.before]
        except (NoRule, ValueError, KeyError):
            return None
        return ones if np.allclose(other, ones * mixed, rtol=1e-9, atol=1e-300) else None


def normed(value: Any) -> Any:
    """An array divided by its norm; None where it is no array of numbers or all zero."""
    array = np.asarray(value)
    if value is None or array.dtype.kind not in "fiu":
        return None
    norm = float(np.linalg.norm(array))
    return array / norm if norm > 0 and np.isfinite(norm) else None

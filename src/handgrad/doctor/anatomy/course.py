"""The course: what training does in its recorded steps, layer by layer and along the program's own step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.loss_values import LOSS_VALUES
from handgrad.doctor.anatomy.sorts import MOVES
from handgrad.doctor.anatomy.targets import target_of
from handgrad.doctor.edits.rates import Rate, rate_of
from handgrad.doctor.truth.named_losses import LOSSES
from handgrad.doctor.truth.patient import Landmark, Patient

if TYPE_CHECKING:
    from handgrad.doctor.case import Case

Values = Mapping[int, Any]

GRID = (-60.0, -30.0, -3.0, -1.0, 0.5, 2.0, 30.0, 60.0)
"""Where an activation is asked for its value."""


@dataclass
class Layer:
    """Units that are computed one step of the way from the input to the prediction, with their activation."""

    patient: Patient
    landmarks: list[Landmark]
    output: bool
    """Whether what comes out is the prediction."""

    @cached_property
    def before(self) -> Any:
        """The weighted sums, all units' numbers in a row where they are held one by one."""
        return self.gathered([each.before for each in self.landmarks])

    @cached_property
    def after(self) -> Any:
        """The activations."""
        return self.gathered([each.after for each in self.landmarks])

    def gathered(self, indices: list[int]) -> Any:
        """Values of several operations, the last axis counting them; of one, its own value."""
        values = [np.asarray(self.patient.values[index], dtype=float) for index in indices]
        return values[0] if len(values) == 1 else np.stack(values, axis=-1)

    @cached_property
    def slope(self) -> Any:
        """The slopes of the activations; None where they mix elements."""
        slopes = [self.patient.slope(each) for each in self.landmarks]
        if any(slope is None for slope in slopes):
            return None
        return np.asarray(slopes[0]) if len(slopes) == 1 else np.stack(slopes, axis=-1)

    @cached_property
    def curve(self) -> Any:
        """The activation's values at GRID."""
        return curve_of(self.patient, self.landmarks[0])

    @property
    def mixes(self) -> bool:
        """Whether numbers are made to add up to 1 along an axis, as softmax does, and are more than one."""
        sums = [np.sum(self.after, axis=axis) for axis in range(np.ndim(self.after))]
        return self.slope is None and float(np.ptp(self.curve)) > 0 and any(np.allclose(each, 1) for each in sums)

    @property
    def lowest(self) -> float:
        """The smallest number that can come out."""
        if self.mixes:
            return 0.0
        return -np.inf if self.curve[0] < self.curve[1] - 1 else float(np.nanmin(self.curve))

    @property
    def highest(self) -> float:
        """The largest number that can come out."""
        if self.mixes:
            return 1.0
        return np.inf if self.curve[-1] > self.curve[-2] + 1 else float(np.nanmax(self.curve))

    @property
    def bends(self) -> bool:
        """Whether the activation is flat at one end only, as a relu is."""
        return bool(np.isfinite(self.lowest) and np.isinf(self.highest))

    @property
    def saturates(self) -> bool:
        """Whether the activation is flat at both ends."""
        return bool(np.isfinite(self.lowest) and np.isfinite(self.highest))

    @cached_property
    def weights(self) -> list[int]:
        """Numbers of the parameters that are applied to what comes from below."""
        return weights_of(self.patient, [each.before for each in self.landmarks])


def curve_of(patient: Patient, landmark: Landmark) -> Any:
    """An activation at GRID, all elements moved together with a small difference between them."""
    shape = np.shape(patient.values[landmark.before])
    tilt = 1 + 0.1 * np.cos(np.arange(np.prod(shape, dtype=int), dtype=float)).reshape(shape)
    found, given = [], outside(patient, landmark)
    for at in GRID:
        try:
            value = patient.program.replay([landmark.after], {**given, landmark.before: at * tilt})
        except (ValueError, TypeError, LookupError, ArithmeticError):
            return np.full(len(GRID), np.nan)
        result = np.asarray(value[landmark.after], dtype=float)
        found.append(float(result.ravel()[0]) if result.size else np.nan)
    return np.array(found)


def outside(patient: Patient, landmark: Landmark) -> dict[int, Any]:
    """The step's values up to a landmark's beginning."""
    return {index: value for index, value in patient.values.items() if index < landmark.before}


def is_straight(curve: Any) -> bool:
    """Whether a curve at GRID is a straight line, or not known."""
    if np.any(np.isnan(curve)):
        return True
    slope = (curve[-1] - curve[0]) / (GRID[-1] - GRID[0])
    line = curve[0] + slope * (np.array(GRID) - GRID[0])
    return bool(slope != 0 and np.allclose(curve, line, atol=1e-9 * np.max(np.abs(curve))))


def weights_of(patient: Patient, ends: list[int]) -> list[int]:
    """Numbers of the parameters that meet moving or given values on the last stretch before the given operations."""
    numbers = {index: number for number, index in patient.step.before.items()}
    stops = {each.after for each in patient.landmarks}
    todo, seen, found = list(ends), set(), []
    while todo:
        index = todo.pop()
        if index in seen:
            continue
        seen.add(index)
        if index in numbers:
            found.append(numbers[index])
        elif index not in stops or index in ends:
            todo.extend(ref for ref in patient.program[index].refs() if ref in patient.moving)
    return sorted(set(found))


@dataclass
class Course:
    """The steps that were recorded and understood, as training."""

    case: Case
    layer_cache: dict[int, list[Layer]] = field(default_factory=dict)

    @cached_property
    def patients(self) -> list[Patient]:
        """The steps with finite values, in order of time."""
        return [p for p in self.case.patients if p.step.predictions]

    @cached_property
    def rate(self) -> Rate | None:
        """The learning rate of the first step."""
        return rate_of(self.case, self.patients[0]) if self.patients else None

    def layers(self, patient: Patient) -> list[Layer]:
        """The activations of a step, layer by layer from the input on; units held one by one are one layer."""
        key = id(patient)
        if key not in self.layer_cache:
            self.layer_cache[key] = list(layers_of(patient))
        return self.layer_cache[key]

    def hidden(self, patient: Patient) -> list[Layer]:
        """The layers before the last one."""
        return [layer for layer in self.layers(patient) if not layer.output]

    def output(self, patient: Patient) -> Layer | None:
        """The activation that makes the prediction; None where the output is linear."""
        return next((layer for layer in self.layers(patient) if layer.output), None)

    @staticmethod
    def meetings(patient: Patient) -> Iterator[tuple[Any, Any]]:
        """(predictions, targets) in one shape."""
        for meeting, target, prediction in patient.step.targets:
            wanted = target_of(patient.program, patient.values, patient.program[meeting], target, prediction)
            if wanted is not None:
                yield np.asarray(patient.values[prediction], dtype=float), np.asarray(wanted, dtype=float)

    @cached_property
    def targets(self) -> Any:
        """Every target number of the recorded steps."""
        found = [np.ravel(target) for patient in self.patients for _, target in self.meetings(patient)]
        return np.concatenate(found) if found else np.zeros(0)

    @property
    def binary(self) -> bool:
        """Whether every target is 0 or 1."""
        return self.targets.size > 0 and bool(np.all((self.targets == 0) | (self.targets == 1)))

    def along(self, patient: Patient, lengths: Any) -> Any:
        """The loss at multiples of the program's own step, from the parameters before it."""
        return np.array([self.loss_at(patient, length) for length in lengths])

    def loss_at(self, patient: Patient, length: float) -> float:
        """The loss of a step's own rows, with the parameters moved along the step."""
        step, values, loss = patient.step, patient.values, self.loss_name(patient)
        moved = {}
        for number, before in step.before.items():
            old = np.asarray(values[before], dtype=float)
            moved[before] = old + length * (np.asarray(values[step.after[number]], dtype=float) - old)
        value = patient.comparison.truth.value
        wanted = [*step.predictions] + ([value] if not loss and value is not None else [])
        now = patient.program.replay(wanted, moved)
        if not loss and value is not None:
            return float(np.asarray(now[value]).ravel()[0])
        with np.errstate(all="ignore"):
            return sum(
                LOSS_VALUES[loss](np.asarray(now[prediction], dtype=float), target)
                for (_, target), (_, _, prediction) in zip(self.meetings(patient), step.targets, strict=False)
            )

    @cached_property
    def measurable(self) -> bool:
        """Whether the loss of every step can be worked out elsewhere: by its formula, or as the program does."""
        return all(self.loss_name(each) or each.comparison.truth.value is not None for each in self.patients)

    @staticmethod
    def loss_name(patient: Patient) -> str:
        """The loss that the gradient belongs to; empty where it is the program's own and no other."""
        truth = patient.comparison.truth
        if truth.loss in LOSS_VALUES:
            return truth.loss
        for name in LOSS_VALUES:
            pairs = []
            for meeting, target, prediction in patient.step.targets:
                p = np.asarray(patient.values[prediction], dtype=float)
                t = target_of(patient.program, patient.values, patient.program[meeting], target, prediction)
                with np.errstate(all="ignore"):
                    pairs.append((LOSSES[name](p, t) if t is not None else None, truth.seeds.get(prediction)))
            if pairs and all(parallel(own, other) for own, other in pairs):
                return name
        return ""


def too_far(before: Any, on_the_way: Any, after: Any) -> Any:
    """For each step, whether the loss is lower on its way than at its end, or was beyond all bounds before it."""
    return ~(after <= np.min(on_the_way, axis=1)) | ~np.isfinite(before)


def parallel(one: Any, other: Any) -> bool:
    """Whether two arrays are multiples of each other."""
    if one is None or other is None or np.size(one) != np.size(other):
        return False
    a, b = np.ravel(one), np.ravel(other)
    norms = float(np.linalg.norm(a) * np.linalg.norm(b))
    return bool(np.isfinite(norms) and norms > 0 and abs(abs(float(a @ b)) / norms - 1) < 1e-9)


def layers_of(patient: Patient) -> Iterator[Layer]:
    """Landmarks that bend, grouped by how many of them lie below."""
    bent = [each for each in patient.landmarks if not is_straight(curve_of(patient, each))]
    ends = {each.after for each in bent}
    depth: dict[int, int] = {}
    for index in patient.forward:
        below = max((depth[ref] for ref in patient.program[index].refs() if ref in depth), default=0)
        depth[index] = below + (index in ends)
    for level in sorted({depth[each.after] for each in bent}):
        level_own = [each for each in bent if depth[each.after] == level]
        shape = np.shape(patient.values[level_own[0].before])
        own = [each for each in level_own if np.shape(patient.values[each.before]) == shape]
        yield Layer(patient, own, all(is_prediction(patient, each) for each in own))


def is_prediction(patient: Patient, landmark: Landmark) -> bool:
    """Whether an activation's value is the prediction, perhaps rearranged."""
    for prediction in patient.step.predictions:
        index = prediction
        while index != landmark.after and patient.program[index].name in MOVES and patient.program[index].refs():
            index = next((ref for ref in patient.program[index].refs() if ref in patient.moving), -1)
            if index < 0:
                break
        if index == landmark.after:
            return True
    return False

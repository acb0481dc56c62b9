"""Learnable: how near weights come to the targets of the recorded rows, without biases and with one in every sum."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.sorts import MATMULS
from handgrad.doctor.anatomy.targets import target_of
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op

MOST = 64
"""Of how many numbers all parameters may consist."""
STARTS = 6
"""From how many starts the best weights are looked for."""
ROUNDS = 40
"""Steps from one start."""
SECONDS = 2.0
"""How long it may take."""
TRIES = 8
"""How often a step is made shorter."""
SPREAD = 1.5
"""The standard deviation of the weights that are drawn."""
NEAR = 1e-3
"""The squared error, as a share of what the mean of the targets leaves, that counts as none."""
POOR = 0.4
"""The share of it that is left at least by weights that do not fit."""
STEP = 1e-6
"""How far a number is moved to see what the answers do."""

Weights = dict[int, Any]
"""Parameters by their numbers."""
Key = frozenset[tuple[Any, ...]]
"""Which weights go into a sum."""


@dataclass(frozen=True)
class Fits:
    """Least squared errors on so many answers: of one number for all, of the weights, and of weights and biases."""

    answers: int
    chance: float
    without: float
    biased: float

    @property
    def needs_bias(self) -> bool:
        """Whether no weights do what weights and biases do."""
        return self.without > POOR * self.chance and self.biased < self.without / 2


@dataclass
class Rows:
    """One step's forward pass: its answers as a function of the parameters, and of a bias in each of its sums."""

    patient: Patient
    wanted: list[tuple[int, Any]]
    """Each prediction with what is wanted in its place."""

    @cached_property
    def sums(self) -> dict[int, tuple[Key, tuple[int, ...]]]:
        """Where each weighted sum ends: the weights that go into it, and the shape of its bias."""
        return {end: self.unit(end) for end in self.patient.sum_ends}

    def unit(self, end: int) -> tuple[Key, tuple[int, ...]]:
        """The weights of a sum, each with the part of it that is read, and one number for each unit."""
        program, names = self.patient.program, set[tuple[Any, ...]]()
        shape: tuple[int, ...] = ()
        todo, seen = [end], set[int]()
        while todo:
            index = todo.pop()
            op = program[index]
            for place, ref in enumerate(op.refs() if index not in seen else ()):
                if ref in self.patient.weighted:
                    todo.append(ref)
                elif ref in self.patient.direct:
                    names.add(self.part(ref))
                    shape = self.biases(end, op, place, ref) or shape
            seen.add(index)
        return frozenset(names), shape

    def part(self, index: int) -> tuple[Any, ...]:
        """Which parameter is read, and where."""
        numbers, path = self.patient.step.numbers, list[Any]()
        while index not in numbers:
            op = self.patient.program[index]
            path.append((op.name, repr(op.args[1:])))
            index = next(ref for ref in op.refs() if ref in self.patient.direct)
        return numbers[index], *path

    def biases(self, end: int, op: Op, place: int, weight: int) -> tuple[int, ...]:
        """The shape of the biases beside a matrix of weights; () where they are one number."""
        sums, weights = np.shape(self.patient.values[end]), np.shape(self.patient.values[weight])
        if len(weights) < 2 or not sums or op.name not in MATMULS:
            return ()
        return sums[-1:] if place else (*sums[:1], *(1 for _ in sums[1:]))

    def miss(self, weights: Weights, biases: dict[Key, Any]) -> Any:
        """How far each answer is off: (answers,)."""
        program, patient = self.patient.program, self.patient
        values = {**self.given, **{patient.step.before[number]: value for number, value in weights.items()}}
        for end, (key, _) in self.sums.items() if biases else ():
            values = program.replay([end], values)
            values[end] = values[end] + biases[key]
        values = program.replay([prediction for prediction, _ in self.wanted], values)
        with np.errstate(all="ignore"):
            return np.concatenate([np.ravel(values[prediction] - target) for prediction, target in self.wanted])

    @cached_property
    def given(self) -> dict[int, Any]:
        """What no parameter has a part in."""
        patient = self.patient
        return {index: patient.values[index] for index in patient.forward if index not in patient.moving}


def rows_of(patient: Patient) -> Rows | None:
    """The forward pass of a step whose targets are known; None where one is not."""
    found = []
    for meeting, target, prediction in patient.step.targets:
        wanted = target_of(patient.program, patient.values, patient.program[meeting], target, prediction)
        if wanted is None:
            return None
        found.append((prediction, wanted))
    return Rows(patient, found) if found else None


def fits_of(patients: Sequence[Patient]) -> Fits | None:
    """How near weights come to the targets of the steps' rows, with biases and without; None where that is not known.

    Either there are weights enough for all the answers, or far more answers than weights and biases: between the two a
    bias helps whatever the task is. Minimises the sum of (p - t)^2 over all answers by Levenberg and Marquardt's
    method from several starts.
    """
    first = patients[0]
    start = {number: np.asarray(first.values[index], dtype=float) for number, index in first.step.before.items()}
    rows = list(different(patients, start))
    size = sum(np.size(value) for value in start.values())
    if size > MOST or not rows:
        return None
    wanted = np.concatenate([np.ravel(target) for each in rows for _, target in each.wanted])
    chance = float(np.sum((wanted - wanted.mean()) ** 2))
    shapes = {key: shape for each in rows for key, shape in each.sums.values()}
    biases = {key: np.zeros(shape) for key, shape in shapes.items()}
    more = sum(np.size(each) for each in biases.values())
    if not chance or size < len(wanted) < 3 * size + 6 * more:
        return None
    until = time.monotonic() + SECONDS
    without = best(rows, start, {}, NEAR * chance, until)
    enough = without is not None and without > POOR * chance
    biased = best(rows, start, biases, NEAR * chance, until) if enough else None
    return Fits(len(wanted), chance, without, biased) if without is not None and biased is not None else None


def different(patients: Sequence[Patient], start: Weights) -> Iterator[Rows]:
    """The steps' rows, none of them twice."""
    seen: list[Any] = []
    for patient in patients:
        rows = rows_of(patient)
        if rows is None or set(patient.step.before) != set(start):
            continue
        wanted = np.concatenate([np.ravel(target) for _, target in rows.wanted])
        mark = np.concatenate([wanted, rows.miss(start, {})])
        if not any(mark.shape == other.shape and np.allclose(mark, other) for other in seen):
            seen.append(mark)
            yield rows


def best(rows: Sequence[Rows], start: Weights, biases: dict[Key, Any], aim: float, until: float) -> float | None:
    """The least squared error that is found from some starts, the program's own first; None where time is over."""
    draw = np.random.default_rng(0)
    form = Form(start, biases)
    found = math.inf
    for number in range(STARTS):
        first = form.flat(start) if not number else SPREAD * draw.normal(size=form.size)
        reached = descend(lambda x: np.concatenate([each.miss(*form.parts(x)) for each in rows]), first, aim, until)
        found = min(found, reached)
        if time.monotonic() > until:
            return None
        if found < aim:
            break
    return found


@dataclass(frozen=True)
class Form:
    """Weights and biases as one row of numbers."""

    weights: Weights
    biases: dict[Key, Any]

    @property
    def size(self) -> int:
        """How many numbers they are."""
        return sum(np.size(each) for each in (*self.weights.values(), *self.biases.values()))

    def flat(self, weights: Weights) -> Any:
        """Weights in a row, with biases of 0."""
        return np.concatenate([np.ravel(each) for each in (*weights.values(), *self.biases.values())])

    def parts(self, x: Any) -> tuple[Weights, dict[Key, Any]]:
        """The row taken apart."""
        whole: dict[Any, Any] = {**self.weights, **self.biases}
        pieces = np.split(x, np.cumsum([np.size(value) for value in whole.values()])[:-1])
        shaped = {key: each.reshape(np.shape(whole[key]))[()] for key, each in zip(whole, pieces, strict=True)}
        return {n: shaped[n] for n in self.weights}, {key: shaped[key] for key in self.biases}


def descend(misses: Callable[[Any], Any], x: Any, aim: float, until: float) -> float:
    """The sum of squares of r(x) at a minimum, by x - (J^T J + d I)^-1 J^T r with J from differences.

    Source: Marquardt, "An Algorithm for Least-Squares Estimation of Nonlinear Parameters", 1963.
    """
    r = misses(x)
    error, damping = float(r @ r), 1e-2
    for _ in range(ROUNDS):
        jacobian = np.stack([(misses(x + step) - r) / STEP for step in STEP * np.eye(len(x))], axis=1)
        if not np.all(np.isfinite(jacobian)) or error < aim or time.monotonic() > until:
            break
        for _ in range(TRIES):
            moved = x - np.linalg.solve(jacobian.T @ jacobian + damping * np.eye(len(x)), jacobian.T @ r)
            after = misses(moved)
            if after @ after < error:
                break
            damping *= 4
        else:
            break
        x, r, error, damping = moved, after, float(after @ after), max(damping / 4, 1e-7)
    return error

"""Derivatives nobody wrote by hand: complex step and central differences, and what a right gradient owes them."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace

import numpy as np
from subjects import Pair, Subject, Tree

from handgrad.pair import Array

ROWS = (3, 4, 5, 7)  # the first that no array has: an axis taken for the rows must not fit by chance
ENTRIES = 100  # of one array; a larger one is sampled, and given a few random directions besides
STEP = 1e-5
TOLERANCE = {"complex step": 1e-10, "central differences": 1e-6}
NOISE = 1e-9  # of the size of the loss's terms: a gradient below it has cancelled, and there is nothing to compare


class Corner(Exception):
    """Two step sizes disagree at this point: there is a kink, and no slope to compare with."""


@dataclass(frozen=True)
class Truth:
    """The slopes of the loss along `ways` (m, size) of one array, and the `method` that found them.

    `scale` is the size of the terms that the loss adds up.
    """

    values: Array
    ways: Array
    method: str
    scale: float

    @property
    def silent(self) -> bool:
        """Whether the gradient is zero or has cancelled to rounding."""
        return bool(np.linalg.norm(self.values) <= NOISE * self.scale)

    def complaint(self, gradient: Array) -> str:
        """What is wrong with this gradient; empty where nothing is."""
        got = self.ways @ np.ravel(gradient)
        allowed = NOISE * self.scale if self.silent else TOLERANCE[self.method] * np.linalg.norm(self.values)
        if not np.linalg.norm(got - self.values) <= allowed:
            error = np.linalg.norm(got - self.values) / max(float(np.linalg.norm(self.values)), 1e-300)
            return f"relative error {error:.2g} against {self.method}"
        return ""


def directions(size: int, rng: np.random.Generator) -> Array:
    """Ways (m, size) through an array's space: all its axes, or a sample of them and three random directions."""
    if size <= ENTRIES:
        return np.eye(size)
    axes = np.zeros((ENTRIES, size))
    axes[np.arange(ENTRIES), rng.choice(size, ENTRIES, replace=False)] = 1
    return np.vstack([axes, rng.standard_normal((3, size)) / np.sqrt(size)])


def truth(pair: Pair, name: str, dy: Array, rng: np.random.Generator) -> Truth:
    """The slopes of sum(dy y) by central differences, or by complex step where the two agree."""
    start = pair.variables[name]
    ways = directions(start.size, rng)

    def moved(way: Array, step: complex) -> Array:
        return pair.forward({**pair.variables, name: start + step * way.reshape(start.shape)}, pair.constants)[0]

    def central(h: float) -> Array:
        return np.array([np.sum(dy * (moved(way, h) - moved(way, -h))) / (2 * h) for way in ways])

    near, wide = central(STEP), central(4 * STEP)
    scale = float(np.sum(np.abs(dy * pair.forward(pair.variables, pair.constants)[0])))
    if not np.linalg.norm(near - wide) <= 1e-5 * np.linalg.norm(near) + NOISE * scale:
        raise Corner(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            exact = np.array([np.sum(dy * moved(way, 1e-30j)).imag / 1e-30 for way in ways])
    except (TypeError, ValueError, Warning):
        return Truth(near, ways, "central differences", scale)
    if np.linalg.norm(exact - near) <= 1e-6 * np.linalg.norm(near) + NOISE * scale:
        return Truth(exact, ways, "complex step", scale)
    return Truth(near, ways, "central differences", scale)


@dataclass(frozen=True)
class Referee:
    """A pair at a point off every corner, an output gradient, and the true gradient of every variable."""

    pair: Pair
    dy: Array
    truths: dict[str, Truth]

    def at_size(self, size: float) -> Referee:
        """The same with an output gradient of another size: slopes of sum(dy y) are linear in dy."""
        truths = {
            name: replace(known, values=size * known.values, scale=size * known.scale)
            for name, known in self.truths.items()
        }
        return Referee(self.pair, size * self.dy, truths)

    def complaints(self, gradients: Tree) -> list[str]:
        """What is wrong with these gradients."""
        if list(gradients) != list(self.truths):
            return [f"gradients {list(gradients)} for the variables {list(self.truths)}"]
        found = []
        for name, known in self.truths.items():
            if np.shape(gradients[name]) != np.shape(self.pair.variables[name]):
                found.append(f"{name}: shape {np.shape(gradients[name])}")
            elif complaint := known.complaint(gradients[name]):
                found.append(f"{name}: {complaint}")
        return found


drawn: dict[tuple[str, str, int], Referee] = {}
"""Referees so far, by kind and name of subject and rows: the checks and the mutants share them."""


def rows_unlike(subject: Subject) -> int:
    """A number of rows that no axis of the subject's samples, outputs or parameters has."""
    pair = subject.draw(1, 0)
    y = pair.forward(pair.variables, pair.constants)[0]
    arrays = [y, *pair.variables.values()] if subject.layer else []
    taken = {length for array in arrays for length in np.shape(array)}
    return next((rows for rows in ROWS if rows not in taken), max(taken, default=0) + 1)


def referee(subject: Subject, rows: int | None = None) -> Referee:
    """The referee of a subject; the point is drawn again where it is a corner."""
    rows = rows_unlike(subject) if rows is None else rows
    key = (subject.kind, subject.name, rows)
    for seed in range(5):
        if key in drawn:
            break
        pair = subject.draw(rows, seed)
        dy = subject.output_gradient(pair.forward(pair.variables, pair.constants)[0], seed)
        try:
            truths = {name: truth(pair, name, dy, subject.generator(seed)) for name in pair.variables}
        except Corner:
            continue
        drawn[key] = Referee(pair, dy, truths)
    assert key in drawn, f"{subject.name}: central differences of two step sizes disagree at every point drawn"
    return drawn[key]

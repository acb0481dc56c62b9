"""Mutants: a right backward broken in two dozen ways, as the test of the tests; the battery must catch every one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from derivatives import Referee, referee
from edits import edited
from subjects import Pair, Subject, Tree

from handgrad.pair import Array

ArrayMutant = Callable[[Array, Array, int], Array]
"""`broken(gradient, variable, rows) -> gradient`, for the gradient of one variable."""

WholeMutant = Callable[[Referee, Any], Tree]
"""`broken(referee, saved) -> gradients`, for a backward that is handed the wrong thing."""


def last_row(g: Array) -> Array:
    return np.where(np.arange(len(g)).reshape(-1, *[1] * (g.ndim - 1)) == len(g) - 1, g, 0)


def largest(g: Array) -> Array:
    """1 at the largest element, 0 elsewhere."""
    return np.reshape(np.arange(g.size) == np.argmax(np.abs(g)), g.shape).astype(float)


ARRAY_MUTANTS: dict[str, ArrayMutant] = {
    "sign flipped": lambda g, v, n: -g,
    "times n": lambda g, v, n: g * n,
    "divided by n": lambda g, v, n: g / n,
    "counted twice": lambda g, v, n: 2 * g,
    "0.1 % too large": lambda g, v, n: 1.001 * g,
    "0.1 % too small": lambda g, v, n: 0.999 * g,
    "transposed": lambda g, v, n: g.T.reshape(g.shape),
    "last axes exchanged": lambda g, v, n: np.swapaxes(g, -1, -2).reshape(g.shape) if g.ndim > 1 else g,
    "rows reversed": lambda g, v, n: g[::-1],
    "columns reversed": lambda g, v, n: g[..., ::-1],
    "rows moved on by one": lambda g, v, n: np.roll(g, 1, axis=0),
    "last row only": lambda g, v, n: last_row(g),
    "summed over everything": lambda g, v, n: np.full_like(g, g.sum()),
    "summed over the rows": lambda g, v, n: g.sum(axis=0, keepdims=True) * np.ones_like(g),
    "averaged over the last axis": lambda g, v, n: g.mean(axis=-1, keepdims=True) * np.ones_like(g),
    "one element zero": lambda g, v, n: g * (1 - largest(g)),
    "one element twice": lambda g, v, n: g * (1 + largest(g)),
    "one element of the other sign": lambda g, v, n: g * (1 - 2 * largest(g)),
    "left zero": lambda g, v, n: 0 * g,
    "size without sign": lambda g, v, n: np.abs(g),
    "sign without size": lambda g, v, n: np.sign(g),
    "negative part cut off": lambda g, v, n: np.maximum(g, 0),
    "the variable instead": lambda g, v, n: v,
    "the variable added": lambda g, v, n: g + 0.01 * np.linalg.norm(g) * v / np.linalg.norm(v),
    "one number added everywhere": lambda g, v, n: g + 1e-4 * np.linalg.norm(g),
    "NaN": lambda g, v, n: np.where(largest(g) > 0, np.nan, g),
}

WHOLE_MUTANTS: dict[str, WholeMutant] = {
    "dy overwritten by ones": lambda r, saved: r.pair.backward(r.pair.variables, saved, np.ones_like(r.dy)),
    "dy of the last row only": lambda r, saved: r.pair.backward(r.pair.variables, saved, rowwise(r.dy, last_row)),
    "dy of the rows in reverse": lambda r, saved: r.pair.backward(r.pair.variables, saved, rowwise(r.dy, np.flip)),
    "dy averaged over the rows": lambda r, saved: r.pair.backward(r.pair.variables, saved, rowwise(r.dy, levelled)),
    "dy without its negative part": lambda r, saved: r.pair.backward(r.pair.variables, saved, np.maximum(r.dy, 0)),
    "saved from another input": lambda r, saved: r.pair.backward(r.pair.variables, elsewhere(r, 1.3), r.dy),
    "saved from a nearby input": lambda r, saved: r.pair.backward(r.pair.variables, elsewhere(r, 1.01), r.dy),
    "parameters already updated": lambda r, saved: r.pair.backward(moved(r, 1.01), saved, r.dy),
    "derivative missing": lambda r, saved: replaced(r, saved, lambda dx, again: r.dy),
    "derivative twice": lambda r, saved: replaced(r, saved, lambda dx, again: again(dx)),
}


def rowwise(dy: Array, change: Callable[[Array], Array]) -> Array:
    return change(dy) if np.ndim(dy) else dy


def levelled(dy: Array) -> Array:
    mean: Array = dy.mean(axis=0, keepdims=True) * np.ones_like(dy)
    return mean


def moved(judge: Referee, factor: float) -> Tree:
    return {name: factor * value for name, value in judge.pair.variables.items()}


def elsewhere(judge: Referee, factor: float) -> Any:
    """What forward leaves behind for other variables."""
    return judge.pair.forward(moved(judge, factor), judge.pair.constants)[1]


def replaced(judge: Referee, saved: Any, change: Callable[[Array, Callable[[Array], Array]], Array]) -> Tree:
    """The gradients with another one for the input, where input and output have one shape."""
    gradients = judge.pair.backward(judge.pair.variables, saved, judge.dy)
    name = next(iter(gradients), None)
    if name is None or np.shape(gradients[name]) != np.shape(judge.dy):
        return gradients

    def again(dy: Array) -> Array:
        return judge.pair.backward(judge.pair.variables, saved, dy)[name]

    return {**gradients, name: change(gradients[name], again)}


@dataclass
class Outcome:
    """How many broken backwards of one subject were caught, and which were not."""

    subject: str
    caught: int = 0
    survivors: list[str] = field(default_factory=list)


score: dict[str, list[Outcome]] = defaultdict(list)
"""Outcomes by kind of subject, for the summary at the end of the test run."""


def attack(subject: Subject) -> Outcome:
    """Break the subject's backward in every way that changes a number, at gradient sizes 1 and 1e-8."""
    outcome = Outcome(subject.name)
    for size in (1.0, 1e-8):
        judge = referee(subject).at_size(size)
        for label, gradients in broken(judge).items():
            if judge.complaints(gradients):
                outcome.caught += size == 1
            else:
                outcome.survivors.append(f"{label}, at size {size:g}")
    return outcome


def broken(judge: Referee) -> dict[str, Tree]:
    """Every mutant's gradients by its name, leaving out those that are the right ones by construction."""
    saved = judge.pair.forward(judge.pair.variables, judge.pair.constants)[1]
    right = judge.pair.backward(judge.pair.variables, saved, judge.dy)
    made = {label: mutant(judge, saved) for label, mutant in WHOLE_MUTANTS.items()}
    for name, gradient in right.items():
        for label, mutant in ARRAY_MUTANTS.items():
            rows = len(judge.dy) if np.ndim(judge.dy) else len(gradient)
            made[f"{name} {label}"] = {**right, name: mutant(gradient, judge.pair.variables[name], rows)}
    return {label: gradients for label, gradients in made.items() if differs(judge, gradients, right)}


def differs(judge: Referee, gradients: Tree, right: Tree) -> bool:
    """Whether any number has moved beyond rounding, in an array whose gradient is more than rounding."""
    return any(
        not np.linalg.norm(gradients[name] - right[name]) <= 1e-12 * np.linalg.norm(right[name])
        for name in right
        if not judge.truths[name].silent
    )


Install = Callable[[Callable[..., Any]], None]
"""Puts a function in the place of the backward that the subjects run."""


def attack_source(name: str, subjects: list[Subject], function: Callable[..., Any], install: Install) -> Outcome:
    """Run every one-expression edit of a backward's source in its place, on all subjects that use it."""
    outcome = Outcome(name)
    judges = [referee(subject, rows) for subject in subjects for rows in (None, 1)]
    others = [Elsewhere.of(subject, seed) for subject in subjects for seed in (11, 12)]
    for label, changed in edited(function):
        install(changed)
        if any(is_caught(judge) for judge in judges):
            outcome.caught += 1
        elif any(other.is_moved() for other in others):
            outcome.survivors.append(label)
    install(function)
    return outcome


def is_caught(judge: Referee) -> bool:
    try:
        return bool(judge.complaints(judge.pair.gradients(judge.dy)))
    except Exception:
        return True


@dataclass(frozen=True)
class Elsewhere:
    """The right gradients at a point where nobody judges, to tell a survivor from another way to say the same."""

    pair: Pair
    dy: Array
    right: Tree

    @staticmethod
    def of(subject: Subject, seed: int) -> Elsewhere:
        pair = subject.draw(5, seed)
        dy = subject.output_gradient(pair.forward(pair.variables, pair.constants)[0])
        return Elsewhere(pair, dy, pair.gradients(dy))

    def is_moved(self) -> bool:
        try:
            got = self.pair.gradients(self.dy)
        except Exception:
            return True
        largest = max(float(np.linalg.norm(gradient)) for gradient in self.right.values())
        return any(not np.linalg.norm(got[name] - self.right[name]) <= 1e-9 * largest for name in self.right)

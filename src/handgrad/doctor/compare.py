"""Comparing: each parameter's own change against the right gradient, array by array, relative to its norm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.doctor.anatomy import Anatomy, Step, dependents
from handgrad.doctor.finding import State
from handgrad.doctor.truth import Truth

TOLERANCE = 1e-6

NOISE = 1e-11
"""Size, beside the largest gradient, under which a gradient that should cancel is only rounding."""


@dataclass
class Match:
    """One parameter under one loss: whether its gradient points the right way, and how long it is."""

    number: int
    state: State
    direction_error: float
    """Distance from the nearest multiple of the right gradient, relative to the own norm."""
    factor: float
    """The multiple: own = factor * right."""
    own: Any
    right: Any


@dataclass
class Comparison:
    """All parameters under one loss."""

    truth: Truth
    matches: dict[int, Match]
    factor: float
    """What the whole gradient is a multiple of: learning rate, mean or sum, 2 or 1/2."""

    @property
    def wrong(self) -> list[Match]:
        """Parameters whose gradient is wrong."""
        return [match for match in self.matches.values() if match.state == "wrong"]

    @property
    def right(self) -> list[Match]:
        """Parameters whose gradient is right."""
        return [match for match in self.matches.values() if match.state == "right"]


def own_gradients(anatomy: Anatomy, step: Step, values: Mapping[int, Any]) -> dict[int, Any]:
    """What the program takes for the gradient: the change with its sign turned, or what goes into momentum and Adam."""
    program, found = anatomy.program, {}
    for number, after in step.after.items():
        node = gradient_node(anatomy, step, number)
        before = np.asarray(values[step.before[number]], dtype=np.float64)
        if node is None:
            found[number] = before - np.asarray(values[after], dtype=np.float64)
        else:
            found[number] = np.asarray(values[node], dtype=np.float64)
    del program
    return found


def gradient_node(anatomy: Anatomy, step: Step, number: int) -> int | None:
    """The array that an optimiser with memory is given; None where the parameter is changed by it directly."""
    program = anatomy.program
    moving = dependents(program, step.slice, step.predictions)
    remembering = dependents(program, step.slice, step.memory & set(step.slice)) if step.memory & set(step.slice) else set()
    after = step.after[number]
    if after not in remembering:
        return None
    size = np.size(program[after].value)
    open_nodes = {after}
    while open_nodes:
        index = max(open_nodes)
        open_nodes.remove(index)
        if not open_nodes and index not in remembering and np.size(program[index].value) == size:
            return index
        open_nodes.update(ref for ref in program[index].refs() if ref in moving and ref not in step.before.values())
    return None


def compare(truth: Truth, own: Mapping[int, Any]) -> Comparison:
    """Judge every parameter against one loss's right gradients; a factor common to all is a convention."""
    matches = {number: match_of(number, own[number], truth.gradients[number]) for number in own}
    ignore_rounding(list(matches.values()))
    factor = common_factor(list(matches.values()))
    for match in matches.values():
        if match.state == "right" and not abs(match.factor / factor - 1) <= TOLERANCE:
            match.state = "wrong"
    return Comparison(truth, matches, factor)


def ignore_rounding(matches: list[Match]) -> None:
    """Where both gradients are rounding noise beside the others there is nothing to compare."""
    own = max((float(np.linalg.norm(match.own)) for match in matches), default=0.0)
    right = max((float(np.linalg.norm(match.right)) for match in matches), default=0.0)
    for match in matches:
        small = np.linalg.norm(match.own) <= NOISE * own and np.linalg.norm(match.right) <= NOISE * right
        if match.state == "wrong" and small:
            match.state = "nothing-to-compare"


def match_of(number: int, own: Any, right: Any) -> Match:
    """One parameter, up to a factor."""
    right = np.asarray(right).reshape(np.shape(own)) if np.size(right) == np.size(own) else np.broadcast_to(right, np.shape(own))
    norm, right_norm = float(np.linalg.norm(own)), float(np.linalg.norm(right))
    if norm == 0 and right_norm == 0:
        return Match(number, "nothing-to-compare", 0.0, 0.0, own, right)
    if norm == 0 or right_norm == 0 or not np.isfinite(norm) or not np.isfinite(right_norm):
        return Match(number, "wrong", 1.0, 0.0, own, right)
    factor = float(np.vdot(right, own)) / right_norm**2
    error = float(np.linalg.norm(own - factor * right)) / norm
    return Match(number, "right" if error <= TOLERANCE else "wrong", error, factor, own, right)


def common_factor(matches: list[Match]) -> float:
    """The factor that most parameters of the right direction share."""
    factors = [match.factor for match in matches if match.state == "right"]
    if not factors:
        return 1.0
    votes = [sum(abs(other / one - 1) <= TOLERANCE for other in factors) for one in factors]
    return factors[int(np.argmax(votes))]


def best(comparisons: list[Comparison]) -> Comparison | None:
    """The loss under which most parameters come out right; the program's own where that does not decide."""
    if not comparisons:
        return None
    return max(comparisons, key=lambda c: (len(c.right) - 2 * bool(c.wrong), c.truth.loss == "program"))

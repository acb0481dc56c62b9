"""Comparing: each parameter's own gradient against the right one, array by array, relative to its norm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.doctor.finding import State
from handgrad.doctor.truth.gradients import Truth
from handgrad.doctor.truth.updates import gradient_node, own_gradients

__all__ = ["Comparison", "Match", "compare", "gradient_node", "own_gradients"]

NOISE = 1e-10
"""Size, beside the largest gradient, under which a gradient that should cancel is only rounding."""


@dataclass
class Match:
    """One parameter under one loss: whether its gradient points the right way, and how long it is."""

    number: int
    state: State
    direction_error: float
    """Distance from the nearest multiple of the right gradient, relative to the own norm."""
    factor: float
    """The multiple: own = factor * (right + decay * penalty)."""
    own: Any
    right: Any
    decay: float = 0.0
    """Weight decay that is in the gradient and not in the loss; negative where it drives the weights outwards."""
    penalty: str = ""
    """What decays: "squares" for the parameter itself, "sizes" for its signs; empty where nothing does."""


@dataclass
class Comparison:
    """All parameters under one loss."""

    truth: Truth
    matches: dict[int, Match]
    factor: float
    """What the whole gradient is a multiple of: learning rate, mean or sum, 2 or 1/2; negative where it goes uphill."""

    @property
    def wrong(self) -> list[Match]:
        """Parameters whose gradient is wrong."""
        return [match for match in self.matches.values() if match.state == "wrong"]

    @property
    def right(self) -> list[Match]:
        """Parameters whose gradient is right."""
        return [match for match in self.matches.values() if match.state == "right"]


def compare(truth: Truth, own: Mapping[int, Any]) -> Comparison:
    """Judge every parameter against one loss's right gradients; a factor common to all is a convention."""
    matches = {number: match_of(truth, number, own[number]) for number in own}
    found = list(matches.values())
    ignore_rounding(found)
    factor, decay = common(found, truth.tolerance)
    for match in found:
        accept_decay(match, truth, factor, decay)
        if match.state == "right" and not abs(match.factor / factor - 1) <= truth.tolerance:
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


def match_of(truth: Truth, number: int, own: Any) -> Match:
    """One parameter, up to a factor and up to decay of the weights."""
    right = shaped(truth.gradients[number], own)
    norm, right_norm = float(np.linalg.norm(own)), float(np.linalg.norm(right))
    if norm == 0 and (right_norm == 0 or truth.loss == "perceptron"):
        return Match(number, "nothing-to-compare", 0.0, 0.0, own, right)
    if not np.isfinite(norm) or not np.isfinite(right_norm):
        return Match(number, "wrong", 1.0, 0.0, own, right)
    factor = float(np.vdot(right, own)) / right_norm**2 if right_norm else 0.0
    error = float(np.linalg.norm(own - factor * right)) / norm if norm else 1.0
    if error <= truth.tolerance:
        return Match(number, "right", error, factor, own, right)
    if not right_norm and proportional(own, truth.parameters.get(number)):
        return Match(number, "nothing-to-compare", error, factor, own, right)
    for penalty, direction in penalties(truth, number, own):
        fit = fitted(own, right, direction, truth.tolerance)
        if fit is not None:
            state: State = "right" if fit[1] > 0 and not truth.penalties else "wrong"
            return Match(number, state, error, fit[0], own, right, fit[1], penalty)
    return Match(number, "wrong", error, factor, own, right)


def penalties(truth: Truth, number: int, own: Any) -> Iterator[tuple[str, Any]]:
    """What a gradient may have in it beside the loss's: weights that decay, by their size or their sign."""
    if number in truth.parameters:
        weights = shaped(truth.parameters[number], own)
        yield "squares", weights
        yield "sizes", np.sign(weights)


def proportional(own: Any, weights: Any) -> bool:
    """Whether a gradient is nothing but decay of the weights."""
    if weights is None or np.size(own) < 2:
        return False
    own, weights = np.ravel(own), np.ravel(weights)
    return bool(
        abs(abs(np.vdot(own, weights)) - np.linalg.norm(own) * np.linalg.norm(weights)) <= 1e-12 * np.linalg.norm(own)
    )


def fitted(own: Any, right: Any, direction: Any, tolerance: float) -> tuple[float, float] | None:
    """(factor, decay) with own = factor * (right + decay * direction); None where there are none."""
    columns = np.stack([np.ravel(right), np.ravel(direction)], axis=1)
    if (
        columns.shape[0] < 3
        or np.linalg.matrix_rank(columns / (np.linalg.norm(columns, axis=0) + 1e-300), tol=1e-9) < 2
    ):
        return None
    solution = np.linalg.lstsq(columns, np.ravel(own), rcond=None)[0]
    rest = np.linalg.norm(columns @ solution - np.ravel(own))
    if not rest <= tolerance * np.linalg.norm(own) or solution[0] == 0:
        return None
    return float(solution[0]), float(solution[1] / solution[0])


def accept_decay(match: Match, truth: Truth, factor: float, decay: float) -> None:
    """A parameter of few numbers is right if it fits with the factor and the decay that the others have."""
    if match.state != "wrong" or not decay > 0 or match.number not in truth.parameters or np.size(match.own) > 2:
        return
    expected = factor * (match.right + decay * shaped(truth.parameters[match.number], match.own))
    if np.linalg.norm(match.own - expected) <= truth.tolerance * np.linalg.norm(match.own):
        match.state, match.factor, match.decay, match.penalty = "right", factor, decay, "squares"


def shaped(array: Any, like: Any) -> Any:
    """An array in the shape of another."""
    array = np.asarray(array, dtype=np.float64)
    return array.reshape(np.shape(like)) if np.size(array) == np.size(like) else np.broadcast_to(array, np.shape(like))


def common(matches: list[Match], tolerance: float) -> tuple[float, float]:
    """The factor and the decay that most parameters of the right direction share."""
    right = [match for match in matches if match.state == "right"]
    if not right:
        return 1.0, 0.0

    def votes(one: Match) -> tuple[int, int]:
        return sum(abs(other.factor / one.factor - 1) <= tolerance for other in right), np.size(one.own)

    decays = [match.decay for match in right if match.decay]
    return max(right, key=votes).factor, decays[0] if decays else 0.0

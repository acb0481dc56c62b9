"""Comparing: each parameter's own gradient against the right one, array by array, relative to its norm."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from handgrad.doctor.finding import State
from handgrad.doctor.truth.decay import Fit, Pull, fits, is_decay, pull_of
from handgrad.doctor.truth.truth import Truth
from handgrad.doctor.truth.updates import gradient_node, own_gradients

__all__ = ["Comparison", "Match", "compare", "gradient_node", "own_gradients"]

NOISE = 1e-10
"""Size, beside the largest gradient, under which a gradient that should cancel is only rounding."""
LARGE = 1e6
"""What no learning rate is larger than."""
CANCELS = 1e-12
"""What two numbers that cancel add up to, beside their sizes."""
ULPS = 4
"""Roundings of a parameter that a step may be off by."""


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

    @property
    def free(self) -> int:
        """How many numbers of the own gradient may differ by themselves: of pairs that cancel, one each."""
        pairs = np.asarray(self.own)
        if pairs.ndim and pairs.shape[-1] == 2:
            cancels = np.abs(pairs.sum(axis=-1)) <= CANCELS * np.abs(pairs).sum(axis=-1)
            return int(pairs.size - np.count_nonzero(cancels))
        return int(pairs.size)


FEWEST_SINGLE = 6
"""How many parameters of single numbers tell together that all of them are driven outwards by one share."""


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
    def halved(self) -> bool:
        """Whether as many gradients have another factor as have the common one."""
        scaled = [match for match in self.wrong if match.direction_error <= self.truth.tolerance]
        return 0 < len(self.right) <= len(scaled)

    @property
    def right(self) -> list[Match]:
        """Parameters whose gradient is right."""
        return [match for match in self.matches.values() if match.state == "right"]


def compare(truth: Truth, own: Mapping[int, Any], rates: Collection[float] = ()) -> Comparison:
    """Judge every parameter against one loss's right gradients; a factor common to all is a convention.

    Where as many share one factor as another, it is one of the `rates` that a sum or a mean may have, if any does.
    """
    matches = {number: match_of(truth, number, own[number]) for number in own}
    found = list(matches.values())
    lost = [match for match in found if np.any(match.own) and lost_in_rounding(truth, match.number, match.own)]
    for match in lost:
        match.state = "nothing-to-compare"
    ignore_rounding(found)
    factor = common(found, truth.tolerance, rates)
    for match in found:
        if match.state == "right" and not abs(match.factor / factor - 1) <= truth.tolerance:
            match.state = "wrong"
    sure = any(match.state == "right" for match in found)
    for match in lost if sure else ():
        match.state = "wrong"
    for match in found:
        if match.state == "wrong" and sure and lost_in_rounding(truth, match.number, match.own - factor * match.right):
            match.state = "nothing-to-compare"
    fit = shared_decay(found, truth) if any(match.state == "wrong" for match in found) else None
    return Comparison(truth, matches, factor if fit is None else fit.factor)


def ignore_rounding(matches: list[Match]) -> None:
    """Where both gradients are rounding noise beside the others there is nothing to compare."""
    own = max((float(np.linalg.norm(match.own)) for match in matches), default=0.0)
    right = max((float(np.linalg.norm(match.right)) for match in matches), default=0.0)
    for match in matches:
        small = np.linalg.norm(match.own) <= NOISE * own and np.linalg.norm(match.right) <= NOISE * right
        if small:
            match.state = "nothing-to-compare"


def lost_in_rounding(truth: Truth, number: int, step: Any) -> bool:
    """Whether a step is no larger than what rounding the new parameter takes away."""
    if number not in truth.parameters:
        return False
    size = float(np.linalg.norm(np.asarray(truth.parameters[number], dtype=float)))
    return bool(np.linalg.norm(step) <= ULPS * np.finfo(float).eps * size)


def match_of(truth: Truth, number: int, own: Any) -> Match:
    """One parameter, up to a factor and up to decay of the weights."""
    right = shaped(truth.gradients[number], own)
    norm, right_norm = float(np.linalg.norm(own)), float(np.linalg.norm(right))
    may_rest = right_norm == 0 or truth.loss == "perceptron"
    if norm == 0 and (may_rest or lost_in_rounding(truth, number, LARGE * right)):
        return Match(number, "nothing-to-compare", 0.0, 0.0, own, right)
    if not np.isfinite(norm) or not np.isfinite(right_norm):
        return Match(number, "wrong", 1.0, 0.0, own, right)
    factor = float(np.vdot(right, own)) / right_norm**2 if right_norm else 0.0
    error = float(np.linalg.norm(own - factor * right)) / norm if norm else 1.0
    if error <= truth.tolerance:
        return Match(number, "right", error, factor, own, right)
    pull = pulled(truth, number, own, right)
    evident = not right_norm or np.ptp(own) > 0  # one number everywhere is parallel to any bias that starts so
    if may_rest and evident and pull is not None and is_decay(pull):
        return Match(number, "nothing-to-compare", error, factor, own, right)
    for fit in fits([pull], truth.tolerance) if pull is not None else ():
        state: State = "right" if fit.decay > 0 and not truth.penalties and not fit.replaces else "wrong"
        return Match(number, state, error, fit.factor, own, right, fit.decay, fit.penalty)
    return Match(number, "wrong", error, factor, own, right)


def pulled(truth: Truth, number: int, own: Any, right: Any) -> Pull | None:
    """A parameter as decay sees it; None where its value is not known."""
    if number not in truth.parameters:
        return None
    return pull_of(number, own, right, shaped(truth.parameters[number], own))


def shared_decay(matches: list[Match], truth: Truth) -> Fit | None:
    """The decay that explains all parameters together, taken over into the matches: a few numbers decide nothing."""
    compared = [match for match in matches if match.state != "nothing-to-compare"]
    pulls = [pulled(truth, match.number, match.own, match.right) for match in compared]
    if truth.penalties or not all(np.isfinite(np.linalg.norm(match.own)) for match in compared):
        return None
    single = len(compared) >= FEWEST_SINGLE and all(np.size(match.own) == 1 for match in compared)
    for decaying in (lambda m: m.state == "wrong" or m.decay, lambda m: np.size(m.own) > 1, lambda m: True):
        whole = [replace(p, decays=bool(decaying(m))) for p, m in zip(pulls, compared, strict=True) if p is not None]
        drawn = sum(np.size(pull.own) for pull in whole if pull.decays)  # one number alone is always explained
        for fit in fits(whole, truth.tolerance) if len(whole) == len(compared) and drawn > 1 else ():
            if fit.decay > 0 and not fit.replaces:
                for pull, match in zip(whole, compared, strict=True):
                    match.state, match.factor = "right", fit.factor
                    match.decay, match.penalty = (fit.decay, fit.penalty) if pull.decays else (0.0, "")
                return fit
            if fit.decay < 0 and single and all(pull.decays for pull in whole):
                for match in compared:
                    match.state, match.factor = "wrong", fit.factor
                    match.decay, match.penalty = fit.decay, fit.penalty
                return fit
    return None


def shaped(array: Any, like: Any) -> Any:
    """An array in the shape of another."""
    array = np.asarray(array, dtype=np.float64)
    return array.reshape(np.shape(like)) if np.size(array) == np.size(like) else np.broadcast_to(array, np.shape(like))


def common(matches: list[Match], tolerance: float, rates: Collection[float] = ()) -> float:
    """The factor that most parameters of the right direction share; if none, of those that are right but for decay."""
    right = [match for match in matches if match.state == "right"] or [m for m in matches if m.decay and m.free > 2]

    def votes(one: Match) -> tuple[int, float, int]:
        same = sum(abs(other.factor / one.factor - 1) <= tolerance for other in right)
        away = min((abs(one.factor / rate - 1) for rate in rates if rate), default=math.inf)
        return same, -away if away <= tolerance else -math.inf, np.size(one.own)

    return max(right, key=votes).factor if right else 1.0

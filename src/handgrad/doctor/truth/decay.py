"""Decay: what a gradient has in it beside the loss's where the weights are drawn towards zero as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

FEWEST, EACH = 8, 3
"""How many numbers a parameter must have for a part of it to be told from the rest, and how many of them must decay."""
PLACES = np.random.default_rng(0).random((2, 40))
"""Where in it the pairs stand that are asked: parts of its length."""
WHOLE = 1e-9
"""How near to 1 the share is that decay takes away where it takes everything."""
FEWEST_NUMBERS = 3
"""How many numbers say a factor and a decay."""
APART = 1e-9
"""How far directions have to be from all being one, as the least singular value of their units."""
CLOSE = 1e-7
"""How near a penalty's gradient comes to what it is made of, of its length."""
MIXED = 6
"""How many numbers there must be to tell a penalty on squares and on sizes together from what is none."""
MOST = 3
"""How many pairs with which those in the first places agree all numbers are compared with."""


@dataclass(frozen=True)
class Pull:
    """One parameter's own and right gradients, and its value: numbers that take no part in a step are left out."""

    number: int
    own: Any
    right: Any
    weights: Any
    decays: Any = True
    """Whether it decays, or which of its numbers do."""


def pull_of(number: int, own: Any, right: Any, weights: Any) -> Pull:
    """A parameter's gradients as rows of numbers, without those that are 0 in both (rows that a sample did not use)."""
    own, right, weights = (np.ravel(np.asarray(each, dtype=np.float64)) for each in (own, right, weights))
    used = (own != 0) | (right != 0)
    return Pull(number, own[used], right[used], weights[used])


def directions(weights: Any) -> Iterator[tuple[str, Any]]:
    """Where weights are drawn: by their size or by their sign."""
    yield "squares", weights
    yield "sizes", np.sign(weights)


def shares(part: Any, weights: Any) -> tuple[Any, Any] | None:
    """(a, b) for which an array is a times the weights and b times their signs; None where there are no such two.

    Where some are spared, the biases in a vector that holds everything, a and b are arrays, and 0 there.
    """
    part, weights = (np.asarray(each, dtype=np.float64) for each in (part, weights))
    whole = shares_of(np.ravel(part), np.ravel(weights))
    used = np.abs(part) > CLOSE * np.max(np.abs(part), initial=0.0)
    if whole is not None or part.size < FEWEST or np.sum(used) < EACH:
        return whole
    found = shares_of(part[used], weights[used])
    return None if found is None else (found[0] * used, found[1] * used)


def shares_of(part: Any, weights: Any) -> tuple[float, float] | None:
    """The same of rows of numbers, none of them spared."""
    if not (np.all(np.isfinite(part)) and np.all(np.isfinite(weights))):
        return None
    for places in ([0], [1], [0, 1]) if part.size >= MIXED else ([0], [1]):
        basis = np.stack([weights, np.sign(weights)], axis=1)[:, places]
        found, *_ = np.linalg.lstsq(basis, part)
        if np.linalg.norm(basis @ found - part) <= CLOSE * np.linalg.norm(part):
            both = dict(zip(places, found.tolist(), strict=True))
            return both.get(0, 0.0), both.get(1, 0.0)
    return None


def is_decay(pull: Pull) -> bool:
    """Whether a gradient is nothing but decay of the weights."""
    return pull.own.size > 1 and any(parallel(pull.own, direction) for _, direction in directions(pull.weights))


def parallel(one: Any, other: Any) -> bool:
    """Whether two rows of numbers are multiples of each other to the last digits."""
    sizes = np.linalg.norm(one) * np.linalg.norm(other)
    return bool(abs(abs(np.vdot(one, other)) - sizes) <= 1e-12 * sizes)


@dataclass(frozen=True)
class Fit:
    """own = factor * (right + decay * penalty) for some parameters together."""

    factor: float
    decay: float
    """Of the two of an elastic net the smaller one."""
    penalty: str

    @property
    def replaces(self) -> bool:
        """Whether the old value is gone: then it is no decay, but a step that takes the parameter's place."""
        return abs(self.factor * self.decay - 1) < WHOLE


def fits(pulls: Sequence[Pull], tolerance: float) -> Iterator[Fit]:
    """The factor and the decay that explain every parameter, where there are more numbers than these two.

    Of a single parameter a part may be spared: the biases in a vector that holds everything, or in a column.
    """
    for penalty in ("squares", "sizes", "both") if all(is_within(pull, tolerance) for pull in pulls) else ():
        found = solved(pulls, penalty, tolerance)
        if found is not None:
            yield Fit(*found, penalty)
    for penalty in ("squares", "sizes") if len(pulls) == 1 else ():
        part = decaying_part(pulls[0], penalty, tolerance)
        found = solved([replace(pulls[0], decays=part)], penalty, tolerance) if part is not None else None
        if found is not None:
            yield Fit(*found, penalty)


def is_within(pull: Pull, tolerance: float) -> bool:
    """Whether some factor and some shares of both penalties explain one parameter: what fits several fits each."""
    columns = np.stack([pull.right, pull.weights, np.sign(pull.weights)], axis=1)
    if not np.all(np.isfinite(columns)) or not np.all(np.isfinite(pull.own)):
        return False
    lengths = np.linalg.norm(columns, axis=0)
    columns /= np.where(lengths > 0, lengths, 1.0)
    found, *_ = np.linalg.lstsq(columns, pull.own)
    return bool(np.linalg.norm(columns @ found - pull.own) <= tolerance * np.linalg.norm(pull.own))


def decaying_part(pull: Pull, penalty: str, tolerance: float) -> Any:
    """Which numbers of a parameter decay where some are spared, if nothing else is left of the rest; otherwise None.

    Two numbers at a time say what the factor and the decay would be, and all the others whether they agree.
    """
    if pull.own.size < FEWEST or not np.all(np.isfinite(pull.own)):
        return None
    numbers = np.stack([pull.own, pull.right, dict(directions(pull.weights))[penalty]])  # (3, n)
    bound, drawn = tolerance * float(np.max(np.abs(pull.own))), (PLACES * pull.own.size).astype(int)
    few = numbers[:, drawn[0]]
    (own, other), (right, across), (weight, beside) = numbers[:, drawn]
    with np.errstate(all="ignore"):  # two numbers that say the same give no finite answer
        area = right * beside - across * weight
        factors, shares = (own * beside - other * weight) / area, (right * other - across * own) / area
        agreeing = np.all(np.logical_or(*explained(few, factors[:, None], shares[:, None], bound)), axis=1)
    for pair in np.flatnonzero(agreeing)[:MOST]:
        spared, decays = explained(numbers, factors[pair], shares[pair], bound)
        if np.all(spared | decays) and np.any(spared) and np.sum(decays & ~spared) >= EACH:
            return ~spared
    return None


def explained(numbers: Any, factor: Any, share: Any, bound: float) -> tuple[Any, Any]:
    """Which (own, right, weights) come of a factor without decay, and which with it."""
    own, right, weights = numbers
    rest = own - factor * right
    return np.abs(rest) <= bound, np.abs(rest - share * weights) <= bound


def solved(pulls: Sequence[Pull], penalty: str, tolerance: float) -> tuple[float, float] | None:
    """(factor, decay) for one way of decaying; each parameter counts by its own norm."""
    blocks = []
    for pull in pulls:
        norm = float(np.linalg.norm(pull.own))
        if norm == 0:
            return None
        drawn = [direction * pull.decays for name, direction in directions(pull.weights) if penalty in (name, "both")]
        blocks.append(np.stack([pull.right, *drawn, pull.own], axis=1) / norm)
    columns = np.concatenate(blocks)
    fewest = MIXED if penalty == "both" else FEWEST_NUMBERS
    coefficients = along(columns[:, :-1], columns[:, -1]) if len(columns) >= fewest else None
    if coefficients is None or coefficients[0] == 0:
        return None
    rest = [float(np.linalg.norm(block[:, :-1] @ coefficients - block[:, -1])) for block in blocks]
    return None if max(rest) > tolerance else (float(coefficients[0]), float(min(coefficients[1:] / coefficients[0])))


def along(columns: Any, target: Any) -> Any:
    """The coefficients with which columns come nearest to a target; None where they are no directions of their own."""
    lengths = np.linalg.norm(columns, axis=0)
    if not np.all(lengths) or not (np.all(np.isfinite(lengths)) and np.all(np.isfinite(target))):
        return None
    found, _, _, widths = np.linalg.lstsq(columns / lengths, target)
    return found / lengths if widths[-1] > APART else None


def are_penalties(parts: Mapping[int, Any], weights: Mapping[int, Any]) -> bool:
    """Whether parts of gradients are made of the parameters and of their signs; single numbers all of one share."""
    ratios = set()
    for number, part in parts.items():
        part, own = np.asarray(part, dtype=np.float64), np.asarray(weights[number], dtype=np.float64)
        if part.size == 1:
            ratios.add(float(f"{(part / own).item():.6g}") if own else 0.0)
        elif shares(part, own) is None:
            return False
    return len(ratios) <= 1

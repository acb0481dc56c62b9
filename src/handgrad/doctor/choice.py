"""Choosing the loss that a program's gradients belong to: the one that explains most of them, in all steps alike."""

from __future__ import annotations

import numpy as np

from handgrad.doctor.compare import Comparison

STEADY = 1.5
"""Ratio of the largest to the smallest factor over the recorded steps that a learning rate may go through."""


def best(comparisons: list[Comparison]) -> Comparison | None:
    """The comparison with most right parameters, a wrong one counting against it."""
    return max(comparisons, key=points, default=None)


def points(comparison: Comparison) -> int:
    """How well a loss explains one step."""
    return len(comparison.right) - 2 * bool(comparison.wrong)


def best_loss(steps: list[list[Comparison]]) -> str:
    """The loss under which most parameters are right over all steps; of equals the one with a steady factor.

    Where the program's own loss differs from a loss only by a penalty on the parameters, it is the program's that counts.
    """
    chosen = {name: [best([c for c in step if c.truth.loss == name]) for step in steps] for name in names(steps)}
    found = max(chosen, key=lambda name: score(name, chosen[name]), default="")
    own = [each for each in chosen.get("program", []) if each is not None]
    if own and all(each.truth.penalties for each in own) and any(same_data(each, chosen[found]) for each in own):
        return "program"
    return found


def names(steps: list[list[Comparison]]) -> list[str]:
    """The losses that any step is judged by."""
    return list(dict.fromkeys(comparison.truth.loss for step in steps for comparison in step))


def score(name: str, comparisons: list[Comparison | None]) -> tuple[int, bool, bool, bool]:
    """What speaks for a loss."""
    known = [each for each in comparisons if each is not None]
    count = sum(len(each.right) - len(each.wrong) for each in known)
    factors = [each.factor for each in known if each.right]
    downhill = bool(factors) and min(factors) > 0
    return count, downhill and max(factors) <= STEADY * min(factors), downhill, name == "program"


def same_data(own: Comparison, others: list[Comparison | None]) -> bool:
    """Whether another loss has the same slopes in the predictions, up to a factor."""
    return any(other is not None and parallel(own.truth.seeds, other.truth.seeds) for other in others)


def parallel(one: dict[int, object], other: dict[int, object]) -> bool:
    """Whether two losses' slopes in the same predictions are multiples of each other."""
    if set(one) != set(other):
        return False
    a = np.concatenate([np.ravel(np.asarray(one[p], dtype=float)) for p in one])
    b = np.concatenate([np.ravel(np.asarray(other[p], dtype=float)) for p in one])
    return bool(abs(np.vdot(a, b)) >= (1 - 1e-9) * np.linalg.norm(a) * np.linalg.norm(b) > 0)

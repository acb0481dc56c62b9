"""Outcomes: how the gradients of a copy compare with the right ones, and whether that is better than before."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np

from handgrad.doctor.finding import Gradient

TINY = 1e-9
"""The share of an error that counts as none."""
NOUGHT = 1e6
"""The relative error from which on the right gradient is as good as 0, as behind a normalisation."""


@dataclass(frozen=True)
class Outcome:
    """How the gradients of a copy compare with the right ones."""

    gradients: tuple[Gradient, ...]
    uphill: bool
    """Whether the steps go against the descent direction."""
    predictions: str = ""
    """A digest of the first step's predictions."""
    loss: tuple[object, float] | None = None
    """Where the program computes its own loss, and the first value of it."""
    losses: frozenset[str] = frozenset()
    """The names of the losses that it is judged by, which are the same but for a factor."""
    error: str = ""
    """What the program raised."""
    passed_over: int = 0
    """In how many places it raised something in what it only shows, its loops being cut short."""
    steps: int = 0
    unsteady: bool = False
    """Whether every gradient is another multiple of the right one in each step, as that of a single output may be."""
    astray: int = 0
    """How many gradients point elsewhere than the right ones, and are not only of a wrong size or sign."""

    @property
    def wrong(self) -> list[Gradient]:
        """Gradients that are wrong."""
        return [gradient for gradient in self.gradients if gradient.state == "wrong"]

    @property
    def good(self) -> bool:
        """Whether nothing is wrong and something is right."""
        return not self.wrong and not self.uphill and any(gradient.state == "right" for gradient in self.gradients)

    @property
    def compared(self) -> int:
        """How many gradients there was something to compare for, and must be: the right one is not 0."""
        return sum(map(is_compared, self.gradients))

    @property
    def counted(self) -> list[Gradient]:
        """Wrong gradients that should not be 0: any factor that happens to be 0 makes such a one right."""
        return [gradient for gradient in self.wrong if gradient.relative_error != 0]

    @property
    def silenced(self) -> int:
        """How many gradients are wrong by being 0: the error is then the right one's own length."""
        return sum(math.isclose(gradient.relative_error or 0.0, 1.0, rel_tol=1e-12) for gradient in self.wrong)

    @property
    def worst_error(self) -> float:
        """The largest relative error."""
        return max((gradient.relative_error or 0.0 for gradient in self.gradients), default=0.0)

    def right_shapes(self) -> Counter[tuple[int, ...]]:
        """How many right gradients of each shape there are: names may differ from copy to copy."""
        return Counter(gradient.shape for gradient in self.gradients if gradient.state == "right")

    def improves(self, before: Outcome, forward: bool, reaches: frozenset[str] | None = None) -> bool:
        """Whether less is wrong than before, and nothing that was right is spoiled.

        What an edit `reaches` must not all stay wrong: other gradients, wrong in later steps only, may look right where
        these steps have become others.
        """
        if self.fails_anew(before) or len(self.gradients) < len(before.gradients) or not self.steps:
            return False
        if (self.unsteady and not before.unsteady) or self.silenced > before.silenced:
            return False
        if not forward and (self.predictions != before.predictions or self.is_of_another_loss(before)):
            return False
        right, earlier = self.right_shapes(), before.right_shapes()
        more = right.total() - earlier.total()
        if not forward and self.good and before.wrong and more <= 0:
            return False  # what cannot be compared any more is not mended by that
        reshaped = forward and self.good and more >= 0
        spoiled = not reshaped and any(right[shape] < count for shape, count in earlier.items())
        closer = self.astray < before.astray and self.worst_error <= before.worst_error
        straighter = len(self.counted) == len(before.counted) and closer
        left = {gradient.name for gradient in self.wrong}
        mended = {gradient.name for gradient in before.wrong} - left
        if reaches and reaches <= left and mended:
            return False
        fewer = (self.good and bool(before.wrong)) or len(self.counted) < len(before.counted) or straighter
        return bool(right) and (fewer or (self.uphill < before.uphill and not self.wrong)) and not spoiled

    def fails_anew(self, before: Outcome) -> bool:
        """Whether something is raised that was not."""
        return bool(self.error and not before.error) or self.passed_over > before.passed_over

    def distance(self, before: Outcome) -> float:
        """How large the errors of what was wrong are, as a share of what they were, in the mean of their logarithms.

        Infinite where something else is worse than before, or not the same thing is compared.
        """
        same = len(self.gradients) == len(before.gradients) and self.predictions == before.predictions
        if self.error or not same or not self.steps or self.is_of_another_loss(before):
            return math.inf
        pairs = list(zip(before.gradients, self.gradients, strict=True))
        compared = [(old.state, new.state) for old, new in pairs if is_compared(old)]
        if any(new not in (old, "right") for old, new in compared):
            return math.inf
        shares = [(new.relative_error or 0.0) / old.relative_error for old, new in pairs if old.relative_error]
        return math.exp(sum(math.log(max(share, TINY)) for share in shares) / len(shares)) if shares else math.inf

    def is_of_another_loss(self, before: Outcome) -> bool:
        """Whether the same place gives another loss than before: then it is not the gradient that was mended.

        So it is where the program's own loss does not explain what another one does now.
        """
        if before.loss is not None and self.loss is None:
            return "program" not in self.losses
        if self.loss is None or before.loss is None or self.loss[0] != before.loss[0]:
            return False
        return not np.isclose(self.loss[1], before.loss[1], rtol=1e-6, atol=0, equal_nan=True)


def is_compared(gradient: Gradient) -> bool:
    """Whether there was something to compare that is not 0 once it is right."""
    return gradient.state == "right" or (gradient.state == "wrong" and (gradient.relative_error or 0.0) < NOUGHT)

"""The state of a training on the devices: what nobody asks for between two epochs is not brought to the host."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from handgrad.program.trees import leaves, rebuilt
from handgrad.step_program import trees
from handgrad.steps import State


class Held(State):
    """The state after step t, as arrays on the devices; each tree of them comes to the host when it is asked for."""

    like: Sequence[Any]
    """The three trees of an earlier state, for their names."""
    held: Sequence[Any]
    """Their leaves now, on the devices."""

    def __init__(self, before: State, held: Sequence[Any], t: int) -> None:
        like = before.like if isinstance(before, Held) else trees(before)
        vars(self).update(like=like, held=held, t=t)

    @cached_property
    def parameters(self) -> Any:
        """What the optimiser changes, layer by layer."""
        return self.fetched(0)

    @cached_property
    def statistics(self) -> Any:
        """What layers fold up, layer by layer."""
        return self.fetched(1)

    @cached_property
    def states(self) -> Any:
        """What the optimiser remembers, layer by layer."""
        return self.fetched(2)

    def fetched(self, tree: int) -> Any:
        """One of the trees, in NumPy."""
        first = len(leaves(self.like[:tree]))
        count = len(leaves(self.like[tree]))
        return rebuilt(self.like[tree], [np.array(leaf) for leaf in self.held[first : first + count]])

"""What is sent back through a step, a sign or a rounding is chosen: no derivative can call it wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from handgrad.doctor.anatomy.jumps import jumping
from handgrad.doctor.anatomy.steps import Step
from handgrad.doctor.truth.compare import Comparison


def pass_over_jumps(comparisons: Iterable[Comparison], step: Step, values: Mapping[int, Any]) -> None:
    """Make nothing to compare of wrong gradients of parameters that jumps lie behind."""
    known: dict[Collection[int], frozenset[int]] = {}
    for comparison in comparisons:
        ends = tuple(comparison.truth.seeds)
        if comparison.wrong and ends not in known:
            known[ends] = jumping(step, values, ends)
        for match in comparison.wrong:
            if match.number in known[ends]:
                match.state = "nothing-to-compare"

"""Parameters that grow with their first step, because a gradient for each row is taken off them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from handgrad.doctor.case import Case
from handgrad.doctor.proof.prove import Sign
from handgrad.program.program import Op

KIND = "broadcasting"


def signs(case: Case) -> Iterator[Sign]:
    """The first step of a parameter that had fewer numbers before it."""
    for number in case.anatomy.parameters:
        first = case.program[case.anatomy.states[number].versions[0]]
        old = grown_from(case, first)
        if old is not None and first.site is not None:
            was, now = ("x".join(map(str, np.shape(op.value))) for op in (old, first))
            message = (
                f"a parameter of {was} numbers becomes one of {now} here: what is taken off it has a row for each "
                "sample, and is not summed over them"
            )
            yield Sign(case.find(KIND, first, message))
            return


def grown_from(case: Case, op: Op) -> Op | None:
    """The array, of more than one number, that a sum is larger than in front; None where it is no such sum."""
    if op.name not in ("add", "subtract") or len(op.refs()) != 2:
        return None
    one, other = (case.program[ref] for ref in op.refs())
    shape, whole = np.shape(one.value), np.shape(op.value)
    larger = np.size(op.value) > np.size(one.value) > 1 and np.shape(other.value) == whole
    return one if larger and whole[len(whole) - len(shape) :] == shape else None

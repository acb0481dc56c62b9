"""The Jacobian of a softmax within a network, y * (dy - sum(dy * y)), with the sum over another axis."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.bugs.softmax import softmax_derivative
from handgrad.doctor.case import Case
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.proof.repair import Repair

MESSAGE = "the probabilities add up to 1 along another axis than this sum goes over"


def repairs(case: Case) -> Iterator[Repair]:
    """The same sum over each of the other axes."""
    if case.patient is None:
        return
    for suspect in case.suspects:
        axis = next((each for each in getattr(suspect.node, "keywords", ()) if each.arg == "axis"), None)
        if axis is None or not is_inside_jacobian(suspect) or not suspect.ops[-1].refs():
            continue
        count = np.ndim(case.program[suspect.ops[-1].refs()[0]].value)
        for rank, other in enumerate((-1, *range(count - 1))):
            edit = suspect.tree.replace(axis.value, str(other))
            yield Repair(softmax_derivative.name, suspect.site, (edit,), MESSAGE, 1.4 + rank / 10)


def is_inside_jacobian(suspect: Suspect) -> bool:
    """Whether something is less this sum, and a factor in front of it all."""
    parents = suspect.tree.parents
    less = parents.get(suspect.node)
    whole = parents.get(less) if less is not None else None
    subtracted = isinstance(less, ast.BinOp) and isinstance(less.op, ast.Sub) and less.right is suspect.node
    return subtracted and isinstance(whole, ast.BinOp) and isinstance(whole.op, ast.Mult)

"""Ones that stand for the biases in what a penalty adds to a gradient, where zeros would leave them alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.regularization import regularization_mismatch
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Splice
from handgrad.doctor.proof.repair import Repair

MESSAGE = "the loss has no penalty on the biases; ones in their place add a constant to their gradient, zeros nothing"


def repairs(case: Case) -> Iterator[Repair]:
    """`np.zeros(...)` for `np.ones(...)` beside weights on the way back, in every such place and in each alone."""
    if case.patient is None:
        return
    found: dict[ast.Call, tuple[Splice, Repair]] = {}
    for suspect in case.suspects:
        for call in ast.walk(suspect.node):
            if isinstance(call, ast.Call) and function_of(call) in ("ones", "ones_like") and call is not suspect.node:
                name = suspect.tree.source(call.func).replace("ones", "zeros")
                edit, site = suspect.tree.replace(call.func, name), case.site_of(call, suspect.tree.file)
                found[call] = edit, Repair(regularization_mismatch.name, site, (edit,), MESSAGE, 1.7)
    edits = tuple(edit for edit, _ in found.values())
    if len(edits) > 1:
        first = min((each for _, each in found.values()), key=lambda each: (each.site.line, each.site.column))
        yield Repair(first.kind, first.site, edits, MESSAGE, 1.6)
    yield from (each for _, each in found.values())

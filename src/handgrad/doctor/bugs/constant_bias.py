"""Constant biases: numbers in the weighted sums of single units that no step moves, while the weights are moved."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.frozen import bias_not_updated
from handgrad.doctor.case import Case
from handgrad.doctor.edits.beside import lines_beside
from handgrad.doctor.edits.offsets import offsets
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair


def signs(case: Case) -> Iterator[Sign]:
    """One finding for all of them, kept where a line beside the weights' own makes them move by their gradients."""
    found = offsets(case)
    if not found:
        return
    kind = bias_not_updated.name
    names = ", ".join(dict.fromkeys(ast.unparse(each.text) for each in found))
    message = f"{names} is added in the forward pass and the same after every step; the weights of its sum are trained"
    repairs = tuple(
        Repair(kind, case.site_of(change.statement, change.tree.file), edits, message, 1.5 + turn / 10)
        for turn, (change, edits) in enumerate(lines_beside(case, found))
    )
    if repairs:
        finding = case.find(kind, repairs[0].site, message, "error" if case.blame.biases else "warning")
        kept = any(not isinstance(each.text, ast.Name) for each in found)  # beside the weights, and so meant as theirs
        yield Sign(finding, repairs, needs_proof=True, by="recheck" if kept else "training", follow=True)

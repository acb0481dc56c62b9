"""Edits that take a delta through the weights where it is used as if it were the one of the layer below."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from handgrad.doctor.bugs.bias import held_by
from handgrad.doctor.bugs.operand import wrong_array
from handgrad.doctor.bugs.renamed import takings
from handgrad.doctor.bugs.upstream import products_with
from handgrad.doctor.case import Case
from handgrad.doctor.edits.operands import operands
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Splice
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op

PASSED = "this is the delta of the layer above; what comes down from it has gone through the weights"


def repairs(case: Case) -> Iterator[Repair]:
    """The product with the weights for each delta that stands in its place."""
    if case.patient is None:
        return
    for suspect in case.suspects:
        yield from not_passed_down(case, suspect)
    for suspect, statement in takings(case):
        yield from taken(case, suspect, statement)


def not_passed_down(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """A delta as an operand, where the result is a right gradient once that delta has gone through the weights."""
    blame, tree = case.blame, suspect.tree
    for operand in operands(case, suspect) if not blame.aims_well(suspect) else ():
        for text, value in through_weights(case, suspect, operand.node, operand.value_of):
            if all(blame.patient.means(operand.result_of(op, value)) for op in blame.own(suspect)[:1]):
                edit = tree.replace(operand.node, f"({text})")
                yield passed(case, suspect, operand.node, edit, 2.0)


def taken(case: Case, suspect: Suspect, statement: ast.Assign) -> Iterator[Repair]:
    """The same in `a = b`, where nothing is computed."""
    held = held_by(case, suspect, suspect.tree.source(statement.value))
    for text, value in through_weights(case, suspect, statement.value, held):
        if case.blame.patient.means(value):
            yield passed(case, suspect, statement.value, suspect.tree.replace(statement.value, text), 2.2)


def passed(case: Case, suspect: Suspect, node: ast.expr, edit: Splice, rank: float) -> Repair:
    """The repair that puts the product in a delta's place."""
    rank += 0.1 * case.blame.distance(suspect) + 0.005 * len(edit.text)
    return Repair(wrong_array.name, case.site_of(node, suspect.tree.file), (edit,), PASSED, rank)


def through_weights(
    case: Case, suspect: Suspect, node: ast.expr, value_of: Callable[[Op], Any]
) -> Iterator[tuple[str, Any]]:
    """An expression's delta times each visible array of weights: text, and value the last time."""
    patient, tree, op = case.patient, suspect.tree, case.blame.culprits(suspect)[-1]
    assert patient is not None
    delta = np.asarray(value_of(op))
    for text, held in case.scope.visible(tree, node).items() if delta.dtype.kind == "f" else ():
        for index in sorted(held & patient.direct)[-1:]:
            yield from products_with(delta, np.asarray(case.blame.value(index)), tree.operand(node), text)

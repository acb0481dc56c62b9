"""Biases that the loss's penalty goes over as well, where the gradients have it on the weights alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.bugs.regularization import regularization_mismatch
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Splice, Tree, is_addition, without_item
from handgrad.doctor.proof.repair import Repair
from handgrad.program.spans import span_of

MESSAGE = "the loss has a penalty on the biases as well, and their gradients have not: biases are left out of it"


def repairs(case: Case) -> Iterator[Repair]:
    """The terms of the biases taken out of the sums that have those of the weights too."""
    patient = case.patient
    wrong = {match.number for match in patient.comparison.wrong} if patient is not None else set()
    if not wrong or wrong != case.blame.decayed or not wrong <= case.blame.biases:
        return
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            if is_addition(node) and not is_addition(tree.parents.get(node)):
                terms = terms_of(node)
                out = [term for term in terms if is_penalty(case, tree, term, wrong)]
                if out and len(out) < len(terms):
                    edits = tuple(without(tree, terms, term) for term in out)
                    site = case.site_of(out[0], tree.file)
                    yield Repair(regularization_mismatch.name, site, edits, MESSAGE, 1.9)


def terms_of(node: ast.AST) -> list[ast.expr]:
    """What a sum adds up, first to last; what is taken off is a part of the term in front of it."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*terms_of(node.left), node.right]
    return [node] if isinstance(node, ast.expr) else []


def is_penalty(case: Case, tree: Tree, term: ast.expr, numbers: set[int]) -> bool:
    """Whether a term is made of these parameters and of no other."""
    patient = case.patient
    assert patient is not None
    made = case.scope.performed.get((tree.file, term), set())
    inside = ancestors(patient.program, made, stop=patient.step.numbers)
    own = {patient.step.numbers[index] for index in inside if index in patient.step.numbers}
    return bool(own) and own <= numbers


def without(tree: Tree, terms: list[ast.expr], term: ast.expr) -> Splice:
    """A sum without one of its terms, and the sign that joins it."""
    place = terms.index(term)
    if place:
        return without_item(tree, terms[place - 1], term)
    return Splice(tree.file, (*span_of(term)[:2], *span_of(terms[1])[:2]), "")

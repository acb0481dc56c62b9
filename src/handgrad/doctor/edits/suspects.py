"""Suspects: the expressions that take part in a wrong gradient, nearest to the first wrong operation first."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handgrad.doctor.anatomy.study import ancestors
from handgrad.doctor.edits.statements import target_of
from handgrad.doctor.edits.syntax import Tree
from handgrad.program.program import Op, Site

if TYPE_CHECKING:
    from handgrad.doctor.case import Case
    from handgrad.doctor.truth.patient import Patient


@dataclass
class Suspect:
    """One expression (or augmented assignment) of the source, with what it performed in the step looked at."""

    tree: Tree
    node: ast.AST
    site: Site
    score: int
    """0: its value is the first wrong one on its way back; 1: what that is computed from; 2: further off."""
    ops: list[Op] = field(default_factory=list)
    """What it performed itself, or what was performed in a call that it makes."""

    @property
    def text(self) -> str:
        """The expression as it is written."""
        return self.tree.source(self.node)

    @property
    def statement(self) -> ast.stmt | None:
        """The statement around it."""
        return self.tree.statement(self.node)

    @property
    def target(self) -> ast.expr | None:
        """What that statement changes, where it is one that changes something."""
        statement = self.statement
        return target_of(statement) if isinstance(statement, (ast.Assign, ast.AugAssign)) else None


def suspects_of(case: Case) -> list[Suspect]:
    """Every expression behind a wrong gradient, or behind every gradient where the whole step goes uphill."""
    patient = case.patient
    if patient is None:
        return []
    indices = behind(patient, uphill=case.uphill)
    scores = scored(patient, indices)
    found: dict[tuple[str, ast.AST], Suspect] = {}
    for index in indices:
        op = patient.program[index]
        for site in places(op):
            tree = case.trees.get(site.file)
            node = tree.at(site) if tree else None
            if tree is None or node is None:
                continue
            suspect = found.setdefault((site.file, node), Suspect(tree, node, site, scores[index]))
            suspect.score = min(suspect.score, scores[index])
            suspect.ops.append(op)
    return sorted(found.values(), key=lambda suspect: (suspect.score, suspect.ops[0].index))


def places(op: Op) -> Iterator[Site]:
    """Where an operation stands, and the calls that led to it."""
    if op.site is not None:
        yield op.site
        yield from op.stack


def behind(patient: Patient, *, uphill: bool = False) -> list[int]:
    """Operations that a wrong gradient depends on and that are no part of the forward pass, in order."""
    matches = patient.comparison.matches.values()
    wrong = [patient.step.after[match.number] for match in matches if uphill or match.state == "wrong"]
    found = ancestors(patient.program, wrong)
    return [
        i
        for i in found
        if i in patient.moving and i not in patient.forward_set and i not in patient.step.before.values()
    ]


def scored(patient: Patient, indices: list[int]) -> dict[int, int]:
    """How near each operation is to the first wrong one."""
    first = {i for i in indices if is_first_wrong(patient, i)}
    near = {ref for i in first for ref in patient.program[i].refs()}
    slopes = set(ancestors(patient.program, near & set(patient.slopes))) if near else set()
    return {i: 0 if i in first else 1 if i in near or i in slopes else 2 for i in indices}


def is_first_wrong(patient: Patient, index: int) -> bool:
    """Whether a value on the way back is no right gradient although all that it is made of is."""
    if index not in patient.backward or index in patient.meaning:
        return False
    back = [ref for ref in patient.program[index].refs() if ref in patient.backward]
    return all(ref in patient.meaning for ref in back)

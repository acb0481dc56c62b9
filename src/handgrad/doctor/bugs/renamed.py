"""Names that are given another array than is meant, where nothing is computed."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.bugs.operand import MESSAGE, wrong_array
from handgrad.doctor.case import Case
from handgrad.doctor.edits.statements import plain_assignments
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import names_read
from handgrad.doctor.proof.repair import Repair


def repairs(case: Case) -> Iterator[Repair]:
    """`delta = other` where nothing is computed: another array that is the right gradient of something."""
    if case.patient is None:
        return
    blame = case.blame
    suspects = {id(statement.targets[0]): suspect for suspect, statement in takings(case)}
    for suspect, statement in takings(case):
        tree = suspect.tree
        if suspects.get(id(statement.targets[0])) is not suspect:
            continue
        op = blame.culprits(suspect)[0]
        own = blame.shown(tree.source(statement.targets[0]), suspect, op)
        for text in case.scope.visible(tree, statement):
            value = blame.shown(text, suspect, op)
            same = value is not None and own is not None and np.shape(value) == np.shape(own)
            if (
                same
                and not np.array_equal(value, own)
                and blame.patient.means(value)
                and text != tree.source(statement.value)
            ):
                site = case.site_of(statement.value, tree.file)
                message = f"{MESSAGE}: {text}, not {tree.source(statement.value)}"
                yield Repair(
                    wrong_array.name, site, (tree.replace(statement.value, text),), message, 3 + 0.005 * len(text)
                )


def takings(case: Case) -> Iterator[tuple[Suspect, ast.Assign]]:
    """Suspects that read a name which an assignment in the same function gave another name's array."""
    for suspect in case.suspects:
        if not case.blame.culprits(suspect):
            continue
        names = {ast.unparse(part) for part in names_read(suspect.node)}
        for statement in plain_assignments(suspect.tree, suspect.node):
            if ast.unparse(statement.targets[0]) in names:
                yield suspect, statement

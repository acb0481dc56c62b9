"""Signs of `W =- step` where `W -= step` is meant: nothing is left of what was there, and nothing is trained."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.accumulate import accumulate
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair

TYPED = {"=- ": "-=", "=+ ": "+="}
"""How it is typed, and what is meant."""


def signs(case: Case) -> Iterator[Sign]:
    """One finding for all statements in which an operator's two signs are the wrong way round; proved by training."""
    if case.patient is not None:
        return
    edits = [(tree, node, edit) for tree in case.trees.values() for node, edit in mistyped(tree)]
    if edits:
        tree, first, edit = edits[0]
        names = ", ".join(dict.fromkeys(each.source(node.targets[0]) for each, node, _ in edits))
        typed = edit.text[::-1]
        message = f"{typed!r} puts the step where the parameter was ({names}); what takes it off is {edit.text!r}"
        site = case.site_of(first, tree.file)
        repair = Repair(accumulate.name, site, tuple(edit for _, _, edit in edits), message, 1.0)
        yield Sign(case.find(accumulate.name, site, message), (repair,), needs_proof=True, by="recheck")


def mistyped(tree: Tree) -> Iterator[tuple[ast.Assign, Splice]]:
    """Every `name =- step`, written like that, and the operator that is meant."""
    for node in ast.walk(tree.root):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            line, at = node.value.lineno, node.value.col_offset
            typed = tree.lines[line - 1][at - 1 : at + 2].decode(errors="replace")
            if typed in TYPED:
                yield node, Splice(tree.file, (line, at - 1, line, at + 1), TYPED[typed])

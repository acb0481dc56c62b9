"""Edits of a whole array taken together where only the element of the loop's own turn is meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.operand import wrong_array
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of, is_method
from handgrad.doctor.edits.statements import turning_names
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Tree, rooted
from handgrad.doctor.proof.repair import Repair

WHOLE = {"sum", "mean", "max", "min", "prod", "amax", "amin", "average", "median"}
"""Functions of a whole array that give one number."""


def repairs(case: Case) -> Iterator[Repair]:
    """`x[k]` for `np.sum(x)` inside a loop over k."""
    done: set[tuple[str, ast.AST]] = set()
    for suspect in case.suspects if case.patient is not None else ():
        for node in ast.walk(suspect.node):
            if (suspect.tree.file, node) not in done and isinstance(node, ast.Call):
                done.add((suspect.tree.file, node))
                yield from elements(case, suspect, node)


def elements(case: Case, suspect: Suspect, call: ast.Call) -> Iterator[Repair]:
    """Each element of what a call takes together that a loop around it counts."""
    tree, whole = suspect.tree, taken_together(suspect.tree, call)
    if whole is None:
        return
    for number, turn in enumerate(turning(tree, call)):
        text = f"{tree.source(whole)}[{turn}]"
        message = f"this takes all of {tree.source(whole)} together; what belongs to this turn is {text}"
        rank = 1.6 + 0.1 * suspect.score + 0.1 * number
        yield Repair(wrong_array.name, case.site_of(call, tree.file), (tree.replace(call, text),), message, rank)


def taken_together(tree: Tree, call: ast.Call) -> ast.expr | None:
    """The array of which a call makes one number, where it stands there by name."""
    if function_of(call) not in WHOLE or call.keywords:
        return None
    if isinstance(call.func, ast.Attribute) and is_method(tree, call):
        return call.func.value if rooted(call.func.value) and not call.args else None
    return call.args[0] if len(call.args) == 1 and rooted(call.args[0]) else None


def turning(tree: Tree, node: ast.AST) -> list[str]:
    """The names that the loops around a node give to something else in each turn, innermost first."""
    found: list[str] = []
    parent = tree.parents.get(node)
    while parent is not None and not isinstance(parent, (ast.FunctionDef, ast.Lambda)):
        loops = getattr(parent, "generators", [parent] if isinstance(parent, ast.For) else [])
        found += [name for loop in loops for name in turning_names(loop)]
        parent = tree.parents.get(parent)
    return list(dict.fromkeys(found))

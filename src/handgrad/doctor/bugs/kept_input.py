"""Edits of what a layer keeps for its way back: what it gave instead of what it was given, or the other way round."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.slope_function import INPUT
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Splice, Tree, names_in
from handgrad.doctor.proof.repair import Repair


def repairs(case: Case) -> Iterator[Repair]:
    """`self.kept = f(x)` for `self.kept = x` in a method that returns f(x), where its way back reads what is kept."""
    if case.patient is None:
        return
    done: set[ast.AST] = set()
    for suspect in case.suspects:
        method = suspect.tree.function(suspect.node)
        owner = suspect.tree.parents.get(method) if method is not None else None
        if not isinstance(owner, ast.ClassDef) or method is None or owner in done:
            continue
        read = {part.attr for part in ast.walk(method) if isinstance(part, ast.Attribute)}
        for other in (each for each in owner.body if isinstance(each, ast.FunctionDef) and each is not method):
            yield from kept_otherwise(case, suspect.tree, other, read)
        done.add(owner)


def kept_otherwise(case: Case, tree: Tree, method: ast.FunctionDef, read: set[str]) -> Iterator[Repair]:
    """The result of a method kept where its argument is, and its argument where its result is."""
    arguments = {arg.arg for arg in method.args.args[1:]}
    results = [node.value for node in ast.walk(method) if isinstance(node, ast.Return) and node.value is not None]
    for node in ast.walk(method):
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if not isinstance(node, ast.Assign) or not isinstance(target, ast.Attribute) or target.attr not in read:
            continue
        given = isinstance(node.value, ast.Name) and node.value.id in arguments
        for result in results:
            same, edits = ast.unparse(result) == ast.unparse(target), list[Splice]()
            if given and not same and names_in(result) & names_in(node.value):
                edits = [tree.replace(node.value, tree.source(result))]
            elif not given and same and len(arguments) == 1:
                edits = [tree.replace(node.value, *arguments), tree.replace(result, tree.source(node.value))]
            if edits:
                yield Repair("derivative-wrong-input", case.site_of(node.value, tree.file), tuple(edits), INPUT, 1.25)

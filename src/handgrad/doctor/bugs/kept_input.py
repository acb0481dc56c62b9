"""Edits of what a layer keeps for its way back: what it gave instead of what it was given, or the other way round."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.slope_function import INPUT
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Tree, names_in
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
            if given and ast.unparse(result) != ast.unparse(target) and names_in(result) & names_in(node.value):
                text = tree.source(result)
            elif not given and ast.unparse(result) == ast.unparse(target) and len(arguments) == 1:
                yield from argument_kept(case, tree, node, result, next(iter(arguments)))
                continue
            else:
                continue
            site = case.site_of(node.value, tree.file)
            edit = tree.replace(node.value, text)
            yield Repair("derivative-wrong-input", site, (edit,), INPUT, 1.25)


def argument_kept(case: Case, tree: Tree, kept: ast.Assign, result: ast.expr, argument: str) -> Iterator[Repair]:
    """`self.kept = x` and `return f(x)` for `self.kept = f(x)` and `return self.kept`."""
    edits = (tree.replace(kept.value, argument), tree.replace(result, tree.source(kept.value)))
    yield Repair("derivative-wrong-input", case.site_of(kept.value, tree.file), edits, INPUT, 1.25)

"""Unread: a gradient given another value before anything has read it, where the two belong added."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.accumulate import accumulate
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Tree, names_in
from handgrad.doctor.proof.repair import Repair


def repairs(case: Case) -> Iterator[Repair]:
    """`dx = dx + ...` for `dx = ...` where what `dx` held before goes nowhere."""
    if case.patient is None:
        return
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            for block in (getattr(node, field, None) for field in ("body", "orelse")):
                for first, second in unread(block) if isinstance(block, list) else ():
                    message = f"nothing has read what this name was given on line {first.lineno}: that part is lost"
                    text = f"{tree.source(second.targets[0])} + {term(tree, second.value)}"
                    site, edit = case.site_of(second, tree.file), tree.replace(second.value, text)
                    yield Repair(accumulate.name, site, (edit,), message, 1.2)


def unread(block: list[ast.stmt]) -> Iterator[tuple[ast.Assign, ast.Assign]]:
    """Two assignments of one block to the same name, between which, and in the second, it is not mentioned."""
    given: dict[str, ast.Assign] = {}
    for statement in block:
        store = statement if isinstance(statement, ast.Assign) and len(statement.targets) == 1 else None
        target = store.targets[0] if store is not None else None
        named = store is not None and isinstance(target, ast.Name)
        for name in names_in(store.value if store is not None and named else statement) & given.keys():
            del given[name]
        if store is not None and isinstance(target, ast.Name):
            if target.id in given:
                yield given[target.id], store
            given[target.id] = store


def term(tree: Tree, value: ast.expr) -> str:
    """An expression as what is added to something."""
    tight = isinstance(value, ast.BinOp) and isinstance(value.op, (ast.Add, ast.Mult, ast.Div, ast.MatMult))
    return tree.source(value) if tight else tree.operand(value)

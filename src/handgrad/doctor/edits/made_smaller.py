"""Data divided by their largest size inside the function that makes them: then all its callers get the same scale."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.edits.visible import own_nodes

if TYPE_CHECKING:
    from handgrad.doctor.case import Case


def returned(case: Case, statement: ast.stmt, name: str) -> Iterator[tuple[Tree, ast.expr]]:
    """The expressions by which a function of the program gives back what a statement calls by a name."""
    call = statement.value if isinstance(statement, ast.Assign) else None
    if not isinstance(statement, ast.Assign) or not isinstance(call, ast.Call):
        return
    target = statement.targets[0]
    names = [ast.unparse(each) for each in target.elts] if isinstance(target, ast.Tuple) else []
    for tree in case.trees.values():
        for function in (node for node in ast.walk(tree.root) if isinstance(node, ast.FunctionDef)):
            for node in own_nodes(function) if function.name == function_of(call) else ():
                value = node.value if isinstance(node, ast.Return) else None
                if isinstance(value, ast.Tuple) and len(value.elts) == len(names) and name in names:
                    yield tree, value.elts[names.index(name)]
                elif value is not None and not names:
                    yield tree, value


def divided(tree: Tree, node: ast.expr, value: Any) -> str:
    """An array's expression divided by a round number of its size; empty where there is none."""
    size = float(np.max(np.abs(np.asarray(value, dtype=float)), initial=0.0))
    if not size or not np.isfinite(size):
        return ""
    scale = 255 if 200 < size <= 255 else 10.0 ** np.ceil(np.log10(size))
    return f"{tree.operand(node)} / {scale:g}"

"""Constants under a root, or without one, where a gradient is off by just that root."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.scale import gradient_scale, mends
from handgrad.doctor.case import Case
from handgrad.doctor.edits.constants import number_of
from handgrad.doctor.edits.expressions import tight
from handgrad.doctor.edits.pieces import definition
from handgrad.doctor.edits.spelling import function_of, prefix
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.proof.repair import Repair


def repairs(case: Case) -> Iterator[Repair]:
    """`n` for `sqrt(n)`, and `sqrt(n)` for `n`, in what scales one gradient and not the others."""
    if case.patient is None or not case.blame.off:
        return
    for suspect in case.suspects:
        node = suspect.node
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, (ast.Mult, ast.Div)):
            continue
        op = case.blame.own(suspect)[-1] if case.blame.own(suspect) else None
        for part, argument in zip((node.left, node.right), op.args if op is not None else (), strict=False):
            constant = number_of(case, argument)
            if constant is not None and constant > 0 and not (part is node.left and isinstance(node.op, ast.Div)):
                yield from other_root(case, suspect, part, constant)


def other_root(case: Case, suspect: Suspect, part: ast.expr, constant: float) -> Iterator[Repair]:
    """A constant without its root where that mends, or with one."""
    tree, divided = suspect.tree, isinstance(getattr(suspect.node, "op", None), ast.Div)
    root = root_of(part) or root_of(definition(tree, part))
    if root is not None and mends(case, suspect, 1 / constant if divided else constant):
        text = tree.source(root.args[0])
        text = text if isinstance(tree.parents.get(root), ast.Assign) else tight(text)
        message = f"the root, {constant:.4g}, is taken here where {constant**2:.4g} itself scales the others"
        yield Repair(gradient_scale.name, case.site_of(root, tree.file), (tree.replace(root, text),), message, 1.6)
    if root is None and mends(case, suspect, constant**0.5 if divided else constant**-0.5):
        message = f"this scales by {constant:.4g} where its root scales the others"
        edit = tree.replace(part, f"{prefix(tree) or 'math.'}sqrt({tree.source(part)})")
        yield Repair(gradient_scale.name, case.site_of(part, tree.file), (edit,), message, 1.6)


def root_of(node: ast.AST | None) -> ast.Call | None:
    """A call of a square root with one argument, if that is what an expression is."""
    called = isinstance(node, ast.Call) and function_of(node) == "sqrt" and len(node.args) == 1
    return node if called and isinstance(node, ast.Call) else None

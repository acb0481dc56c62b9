"""A parameter that stands in its own update where its gradient belongs: the same key of another dictionary or list."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.bias import bias_grad_wrong
from handgrad.doctor.bugs.operand import wrong_array
from handgrad.doctor.case import Case
from handgrad.doctor.edits.initial import is_bias
from handgrad.doctor.edits.pieces import values_of
from handgrad.doctor.edits.statements import loops_around
from handgrad.doctor.edits.syntax import Tree, rooted
from handgrad.doctor.proof.repair import Repair

MESSAGE = "this is the parameter itself; a step is taken along its gradient"
RANK = 1.3
MOST = 3
"""How many other dictionaries or lists are tried in one place."""


def repairs(case: Case) -> Iterator[Repair]:
    """`v = mu * v - lr * grads[k]` for `v = mu * v - lr * params[k]`."""
    patient = case.patient
    if patient is None:
        return
    wrong = {match.number for match in patient.comparison.wrong}
    olds = {patient.step.before[number] for number in wrong}
    kind = bias_grad_wrong if all(is_bias(patient, number) for number in wrong) else wrong_array
    items = {node: each.tree for each in case.suspects for node in ast.walk(each.node)}
    for node, tree in items.items():
        if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load) or not rooted(node):
            continue
        bases = beside(tree, node)
        if bases and not olds.isdisjoint(values_of(case, tree, node)):
            for order, base in enumerate(bases):
                edit, site = tree.replace(node.value, base), case.site_of(node, tree.file)
                yield Repair(kind.name, site, (edit,), MESSAGE, RANK + 0.01 * order)


def beside(tree: Tree, node: ast.Subscript) -> list[str]:
    """What else is read by keys in the innermost loop around a place, and not written into there."""
    own, statement = ast.unparse(node.value), tree.statement(node)
    loop = next(loops_around(tree, statement), None) if statement is not None else None
    parts = [part for part in ast.walk(loop) if isinstance(part, ast.Subscript)] if loop is not None else []
    read = [ast.unparse(part.value) for part in parts if isinstance(part.ctx, ast.Load) and rooted(part)]
    written = {ast.unparse(part.value) for part in parts if isinstance(part.ctx, ast.Store)}
    return [base for base in dict.fromkeys(read) if base != own and base not in written][:MOST]

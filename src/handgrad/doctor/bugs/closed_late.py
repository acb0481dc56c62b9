"""A choice that closes its parenthesis too late: what is chosen from is a comparison, and no outputs."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.bugs.evaluation import CHOICES, evaluation_argmax
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Site

MESSAGE = "this looks for the first output that equals the label's number: the parenthesis closes behind the comparison"


def signs(case: Case) -> Iterator[Sign]:
    """`argmax(outputs == argmax(labels))` for `argmax(outputs) == argmax(labels)`."""
    seen: set[Site | None] = set()
    for op in case.program.ops:
        tree, node = case.written(op)
        if op.name in CHOICES and op.site not in seen and tree is not None and isinstance(node, ast.Call):
            seen.add(op.site)
            text = outside(tree, node) if compares_outputs(case, op) else None
            if text is not None and op.site is not None:
                repair = Repair(evaluation_argmax.name, op.site, (tree.replace(node, text),), MESSAGE, 1)
                yield Sign(case.find(evaluation_argmax.name, op, MESSAGE), (repair,), by="recheck")


def compares_outputs(case: Case, op: Op) -> bool:
    """Whether what is chosen from says where outputs equal one whole number."""
    made = case.program[op.refs()[0]] if op.refs() else op
    values = [np.asarray(case.program[ref].value) for ref in made.refs()]
    outputs = [case.program[ref].index for ref in made.refs() if ref in case.flow.moving]
    numbers = [value for value in values if value.size == 1 and value.dtype.kind in "iu"]
    return made.name == "equal" and len(outputs) == 1 == len(numbers) and np.size(made.value) > 1


def outside(tree: Tree, call: ast.Call) -> str | None:
    """The call with its comparison outside."""
    compared = call.args[0] if call.args else None
    if not isinstance(compared, ast.Compare) or len(compared.ops) != 1:
        return None
    inner = tree.source(call).replace(tree.source(compared), tree.source(compared.left), 1)
    return f"({inner} == {tree.source(compared.comparators[0])})"

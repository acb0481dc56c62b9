"""Loops of the way back through time that leave out a step at their end, or at their beginning."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from handgrad.doctor.anatomy.recurrence import is_recurrent, recurrent_parameters
from handgrad.doctor.bugs.through_time import loops
from handgrad.doctor.case import Case
from handgrad.doctor.edits.pieces import plain_constant
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.patient import Patient

MESSAGE = "the forward pass takes one step of time more than this loop goes back: what that step adds is missing"


def repairs(case: Case) -> Iterator[Repair]:
    """`range(T - 1, -1, -1)` for `range(T - 1, 0, -1)`, and `range(T)` for `range(1, T)`."""
    if case.patient is None or not is_recurrent(case.patient):
        return
    steps = turns_forward(case.patient)
    for tree, loop, _ in loops(case):
        for call in ast.walk(loop.iter) if isinstance(loop, ast.For) and turns_back(case, tree, loop) < steps else ():
            if isinstance(call, ast.Call) and function_of(call) == "range" and call.args:
                for edit in widened(tree, call):
                    yield Repair("bptt", case.site_of(call, tree.file), (edit,), MESSAGE, 1.4)


def turns_forward(patient: Patient) -> int:
    """How many steps of time the forward pass takes: how often one place of it multiplies by recurrent weights."""
    recurrent = recurrent_parameters(patient)
    products = (patient.program[index] for index in patient.forward)
    return max(Counter(op.site for op in products if not recurrent.isdisjoint(op.refs())).values(), default=0)


def turns_back(case: Case, tree: Tree, loop: ast.For) -> int:
    """How often the step went through a loop: the fewest times that it performed anything in it."""
    last = loop.end_lineno or loop.lineno
    ops = (op for op in case.scope.operations if op.site is not None and op.site.file == tree.file)
    return min(Counter(op.site for op in ops if op.site and loop.lineno < op.site.line <= last).values(), default=0)


def widened(tree: Tree, call: ast.Call) -> Iterator[Splice]:
    """A range that goes one number further, at either end."""
    first, last = (None, call.args[0]) if len(call.args) == 1 else call.args[:2]
    down = len(call.args) == 3 and ast.unparse(call.args[2]) == "-1"
    if first is not None and (down or ast.unparse(first) != "0"):
        yield tree.replace(first, moved(tree, first, 1 if down else -1))
    yield tree.replace(last, moved(tree, last, -1 if down else 1))


def moved(tree: Tree, node: ast.expr, by: int) -> str:
    """The text of a whole number that is one more or one less, in as few signs as it takes."""
    number = plain_constant(node)
    if number is not None:
        return f"{number + by:g}"
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        last = plain_constant(node.right)
        if last is not None:
            return further(tree.source(node.left), last * (1 if isinstance(node.op, ast.Add) else -1) + by)
    return further(tree.source(node), by)


def further(base: str, by: float) -> str:
    """A text and a number that is added to it or taken off it."""
    return f"{base} {'+' if by > 0 else '-'} {abs(by):g}" if by else base

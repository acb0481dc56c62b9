"""Predictions outside the training that leave out an activation which the training has between two layers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.anatomy.flow import Application
from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.anatomy.sorts import MATMULS, MOVES
from handgrad.doctor.bugs.architecture import missing_activation
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op

BENDS = {"exp", "tanh", "maximum", "where", "greater", "clip", "arctan", "absolute", "logaddexp"}
"""Operations of which one at least is in every activation."""
STRAIGHT = MOVES | {"add", "subtract", "leaf"}
"""What stands between two layers that have no activation between them."""
MESSAGE = "this prediction goes from one layer to the next without the activation that the training has there"


def signs(case: Case) -> Iterator[Sign]:
    """The first prediction whose layers follow each other without what bends the sums in every training step."""
    flow = case.flow
    if case.patient is None:
        return
    applied = {each.op.index: each for each in flow.applications if each.op.name in MATMULS}
    trained = {pair: names for each in applied.values() if each.op.index in case.patient.forward_set
               for pair, (names, _) in way_to(case, each, applied).items()}  # fmt: skip
    bent = {pair for pair, names in trained.items() if names & BENDS}
    for each in applied.values() if bent else ():
        for pair, (names, before) in way_to(case, each, applied).items() if flow.outside(each) else ():
            if pair in bent and names <= STRAIGHT:
                repairs = tuple(activated(case, before, trained_at(case, applied, pair[0])))
                yield Sign(case.find(missing_activation.name, before, MESSAGE), repairs, by="recheck")
                return


Applied = dict[int, Application]
"""Operation -> the parameter that it applies to a value."""


def way_to(case: Case, each: Application, applied: Applied) -> dict[tuple[int, int], tuple[set[str], Op]]:
    """(the parameter applied before, the one applied now) -> the operations between, and the first application."""
    inside = ancestors(case.program, [each.value], stop=applied.keys() | case.flow.versions)
    first = [applied[i] for i in inside if i in applied]
    if len(first) != 1 or first[0].number == each.number:
        return {}
    names = {case.program[i].name for i in inside if i not in applied and i not in case.flow.versions}
    return {(first[0].number, each.number): (names, first[0].op)}


def trained_at(case: Case, applied: Applied, number: int) -> Op | None:
    """Where the training applies a parameter."""
    assert case.patient is not None
    inside = case.patient.forward_set
    return next((each.op for each in applied.values() if each.number == number and each.op.index in inside), None)


def activated(case: Case, op: Op, trained: Op | None) -> Iterator[Repair]:
    """The call that the training's sum stands in, around the prediction's."""
    own = case.written(op)
    theirs = case.written(trained) if trained is not None else (None, None)
    if own[0] is None or theirs[0] is None or not isinstance(own[1], ast.expr) or not isinstance(theirs[1], ast.expr):
        return
    function, whole = around(theirs[0], theirs[1]), summed(own[0], own[1])
    if function and op.site is not None:
        text = f"{function}({own[0].source(whole)})"
        yield Repair(missing_activation.name, op.site, (own[0].replace(whole, text),), MESSAGE, 1, forward=True)


def summed(tree: Tree, node: ast.expr) -> ast.expr:
    """An expression with what is added to it."""
    parent = tree.parents.get(node)
    while isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Add, ast.Sub)):
        node, parent = parent, tree.parents.get(parent)
    return node


def around(tree: Tree, node: ast.expr) -> str:
    """The function that is called with a sum and nothing else; empty where it is given a name first."""
    whole = summed(tree, node)
    parent = tree.parents.get(whole)
    called = isinstance(parent, ast.Call) and parent.args == [whole] and not parent.keywords
    return tree.source(parent.func) if called and isinstance(parent, ast.Call) else ""

"""Slope functions written for outputs that are given weighted sums at every place."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.slope_function import INPUT, slope_functions
from handgrad.doctor.case import Case
from handgrad.doctor.edits.aims import Aim, aims_of
from handgrad.doctor.edits.pieces import values_of
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.repair import Repair

KIND = "derivative-wrong-input"
RANK = 1.25
"""Sooner than the function is written anew: its name is often that of the activation, its formula is right."""


def repairs(case: Case) -> Iterator[Repair]:
    """`dtanh(a1)` and `dtanh(a2)` for `dtanh(z1)` and `dtanh(z2)`, where `dtanh(a)` is `1 - a ** 2`."""
    case = case.sharpened
    if case.patient is None:
        return
    aims = aims_of(case.patient)
    for _, function in slope_functions(case):
        name = getattr(function, "name", "")
        calls = [(tree, call) for tree in case.trees.values() for call in calls_of(tree, name)] if name else []
        given = [(tree, call.args[0], output_beside(case, tree, call, aims)) for tree, call in calls]
        if len(given) > 1 and all(text for _, _, text in given):
            edits = tuple(tree.replace(argument, text) for tree, argument, text in given)
            tree, call = calls[0]
            yield Repair(KIND, case.site_of(call, tree.file), edits, INPUT, RANK)


def calls_of(tree: Tree, name: str) -> Iterator[ast.Call]:
    """The calls of one function in a file, in the order in which they stand there."""
    found = [node for node in ast.walk(tree.root) if isinstance(node, ast.Call) and function_of(node) == name]
    yield from (call for call in sorted(found, key=lambda each: (each.lineno, each.col_offset)) if call.args)


def output_beside(case: Case, tree: Tree, call: ast.Call, aims: list[Aim]) -> str:
    """What a call's place calls the outputs that belong to the weighted sums which the call is given; else nothing."""
    held = set(values_of(case, tree, call.args[0]))
    wanted = {aim.after for aim in aims if aim.before in held}
    visible = case.scope.visible(tree, call).items()
    texts = [text for text, values in visible if wanted and wanted <= values and held.isdisjoint(values)]
    return min(texts, key=lambda text: (not text.isidentifier(), len(text)), default="")

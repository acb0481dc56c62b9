"""Activations applied twice: to what the same function has just given."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Site

if TYPE_CHECKING:
    from handgrad.doctor.case import Case
    from handgrad.doctor.truth.patient import Patient


@dataclass(frozen=True)
class Applied:
    """A call of a function of one argument in the forward pass, and the first operation in it."""

    tree: Tree
    call: ast.Call
    first: Op

    @property
    def name(self) -> str:
        """The function, as it is called."""
        return self.tree.source(self.call.func)


def repairs(case: Case) -> Iterator[Repair]:
    """One of two calls in a row left out."""
    patient = case.patient
    if patient is None:
        return
    calls = list(applied(case, patient))
    for inner, outer in pairwise(calls):
        if same_function(inner, outer) and not parameters_between(patient, inner.first.index, outer.first.index):
            message = f"{inner.name} is applied to what {inner.name} has given: the second flattens what the first says"
            shared = is_used_elsewhere(case, inner)
            for kind, rank, each in (
                ("loss-activation-mismatch", 2.0, inner),
                ("forward-formula", 1.9 if shared else 2.1, outer),
            ):
                site = case.site_of(each.call, each.tree.file)
                splice = each.tree.replace(each.call, each.tree.source(each.call.args[0]))
                yield Repair(kind, site, (splice,), message, rank, forward=True)


def is_used_elsewhere(case: Case, inner: Applied) -> bool:
    """Whether the function that gives the inner call's result is called in several places: they read it as it is."""
    function = inner.tree.function(inner.call)
    nodes = (node for tree in case.trees.values() for node in ast.walk(tree.root) if isinstance(node, ast.Call))
    return function is not None and sum(function_of(node) == function.name for node in nodes) > 1


def applied(case: Case, patient: Patient) -> Iterator[Applied]:
    """The calls that the forward pass goes through, one after the other."""
    now: Site | None = None
    for index in patient.forward:
        op = patient.program[index]
        if index not in patient.moving or not op.stack or op.stack[0] == now:
            continue
        now = op.stack[0]
        tree = case.trees.get(now.file)
        node = tree.at(now) if tree else None
        if tree is not None and isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
            yield Applied(tree, node, op)


def same_function(inner: Applied, outer: Applied) -> bool:
    """Whether two calls ran the same lines."""
    one, other = inner.first.site, outer.first.site
    return inner.call is not outer.call and one is not None and one == other


def parameters_between(patient: Patient, first: int, last: int) -> bool:
    """Whether a parameter is applied on the way from one operation to another."""
    return any(first < index < last and patient.uses_parameter(index) for index in patient.forward)

"""Signs of a softmax whose probabilities a loss takes for scores: it makes a softmax of them once more."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.case import Case
from handgrad.doctor.edits.softmaxes import SUMS, softmax_at, taken_apart, unmoved
from handgrad.doctor.edits.syntax import Splice, Tree, without_item
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Site

KIND = "loss-activation-mismatch"
MESSAGE = (
    "the loss makes a softmax of what it is given, and is given probabilities: of those, all in 0..1, no class can get "
    "more than e / (e + n - 1)"
)


def signs(case: Case) -> Iterator[Sign]:
    """The first softmax in the forward pass that another one is applied to."""
    inner = next(again(case), None)
    if inner is not None and inner.site is not None:
        repairs = tuple(without(case, inner))
        site = repairs[0].site if repairs else inner.site
        yield Sign(case.find(KIND, site, MESSAGE, severity="warning"), repairs, by="recheck", follow=True)


def again(case: Case) -> Iterator[Op]:
    """Every softmax of which the exponentials are taken and added up once more."""
    patient = case.patient
    if patient is None:
        return
    program = patient.program
    for index in sorted(patient.moving):
        op = program[index]
        if op.name != "exp" or not op.refs() or not is_summed(case, index):
            continue
        inner = unmoved(program, taken_apart(program, program[op.refs()[0]])[0])
        if inner.name == "divide" and inner.index in patient.moving and softmax_at(program, inner) is not None:
            yield inner


def is_summed(case: Case, index: int) -> bool:
    """Whether an operation adds up the elements of a value."""
    assert case.patient is not None
    return any(case.program[user].name in SUMS for user in case.patient.user_table.get(index, ()))


def without(case: Case, inner: Op) -> Iterator[Repair]:
    """The call of the softmax, or the layer that makes it, left out."""
    for place in (inner.site, *inner.stack):
        tree = case.trees.get(place.file) if place is not None else None
        node = tree.at(place) if tree is not None and place is not None else None
        if tree is None or node is None:
            continue
        if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords and not is_method(node):
            yield repair(case, node, tree, tree.replace(node, tree.source(node.args[0])))
            return
        around = tree.parents.get(tree.function(node)) if tree.function(node) is not None else None  # type: ignore[arg-type]
        if isinstance(around, ast.ClassDef):
            yield from layers_left_out(case, around.name)


def is_method(call: ast.Call) -> bool:
    """Whether a call is one of an object's method, which does more than to give its argument back changed."""
    return isinstance(call.func, ast.Attribute)


def layers_left_out(case: Case, name: str) -> Iterator[Repair]:
    """The last item of every list that makes an object of a class."""
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            last = node.elts[-1] if isinstance(node, ast.List) and len(node.elts) > 1 else None
            if isinstance(last, ast.Call) and isinstance(last.func, ast.Name) and last.func.id == name:
                yield repair(case, last, tree, without_item(tree, node.elts[-2], last))  # type: ignore[attr-defined]


def repair(case: Case, node: ast.AST, tree: Tree, edit: Splice) -> Repair:
    """An edit at one place."""
    site: Site = case.site_of(node, tree.file)
    return Repair(KIND, site, (edit,), MESSAGE, 1.0)

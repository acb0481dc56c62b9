"""Steeper: hidden activations and their slopes as tanh, which passes on four times as much as a sigmoid."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from handgrad.doctor.anatomy.course import Course, Layer
from handgrad.doctor.edits.choices import choices_in
from handgrad.doctor.edits.endings import inside_of, is_operand
from handgrad.doctor.edits.spelling import prefix
from handgrad.doctor.edits.syntax import Splice, Tree, names_read
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op, Ref

if TYPE_CHECKING:
    from handgrad.doctor.case import Case

STEEP = ("tanh", "relu")
"""Words for activations that pass on more than a sigmoid does."""


def selected(course: Course, kind: str, message: str) -> Iterator[Repair]:
    """A steeper activation by its word, in every place that selects the one of most layers."""
    choices = choices_in(course.case.trees)
    words = Counter(choice.node.value for choice in choices)
    places = [choice for choice in choices if choice.node.value == words.most_common(1)[0][0]]
    for number, word in enumerate(places[0].towards(STEEP) if places else ()):
        site = course.case.site_of(places[0].node, places[0].tree.file)
        splices = tuple(choice.become(word) for choice in places)
        yield Repair(kind, site, splices, message, 2.5 + 0.1 * number, forward=True)


def steeper(course: Course, hidden: list[Layer], kind: str, message: str) -> Iterator[Repair]:
    """One repair that makes tanh of every hidden activation, where each slope has an expression of its own."""
    case, patient = course.case, hidden[0].patient
    forward: dict[ast.AST, Splice] = {}
    backward: dict[ast.AST, Splice] = {}
    for layer in hidden:
        for landmark in layer.landmarks[:1]:
            forward.update(activation(case, patient.program[landmark.after], patient.program[landmark.before]))
            backward.update(slope(case, patient, landmark.before, landmark.after))
    if forward and backward:
        node = next(iter(forward))
        tree = next(tree for tree in case.trees.values() if node in tree.parents)
        splices = (*forward.values(), *backward.values())
        yield Repair(kind, case.site_of(node, tree.file), splices, message, 3.0, forward=True)


def activation(case: Case, after: Op, before: Op) -> Iterator[tuple[ast.AST, Splice]]:
    """An activation's own expression, as tanh."""
    tree, node = case.written(after)
    if tree is None or not isinstance(node, ast.expr):
        return
    inside = inside_of(case, tree, node, before)
    if inside:
        yield node, tree.replace(node, f"{prefix(tree)}tanh({inside})")


def slope(case: Case, patient: Patient, before: int, after: int) -> Iterator[tuple[ast.AST, Splice]]:
    """The expression whose value is the slope of an activation, as that of tanh."""
    landmark = next(each for each in patient.landmarks if each.before == before)
    right = patient.slope(landmark)
    for index in patient.slopes:
        op = patient.program[index]
        value = np.asarray(patient.values[index])
        if right is None or op.name not in ("multiply", "subtract") or np.shape(value) != np.shape(right):
            continue
        tree, node = case.written(op)
        if tree is None or not isinstance(node, ast.BinOp) or not np.allclose(value, right, rtol=1e-9):
            continue
        text = written(tree, node, op, patient, after)
        if text:
            yield node, tree.replace(node, f"({text})" if is_operand(tree, node) else text)


def written(tree: Tree, node: ast.BinOp, op: Op, patient: Patient, after: int) -> str:
    """1 - tanh(z)**2, of the activation where the slope was computed from it, or else of the weighted sum."""
    for side, arg in zip((node.left, node.right), op.args, strict=False):
        if isinstance(arg, Ref) and np.array_equal(patient.values[arg.index], patient.values[after]):
            return f"1 - {tree.operand(side)} ** 2"
    names = [each for each in names_read(node) if isinstance(each, (ast.Name, ast.Attribute, ast.Subscript))]
    return f"1 - {prefix(tree)}tanh({tree.source(names[0])}) ** 2" if names else ""

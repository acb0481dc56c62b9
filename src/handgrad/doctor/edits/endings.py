"""Endings: where the source applies the output's activation and its slope, and other texts for both."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from handgrad.doctor.anatomy.course import Course, Layer
from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.edits.loops import at_last
from handgrad.doctor.edits.spelling import modules, prefix, uses_numpy
from handgrad.doctor.edits.syntax import Splice, Tree, names_read
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op, Site

if TYPE_CHECKING:
    from handgrad.doctor.case import Case


@dataclass
class Ending:
    """The expression that makes the output out of its weighted sum, and those that apply its slope on the way back."""

    tree: Tree
    node: ast.expr
    inside: str
    """The text of the weighted sum."""
    slopes: list[tuple[Tree, ast.AST, str, bool]]
    """Products with the slope, each with the text that is left without it (an empty text is a statement to go), and
    whether it serves the hidden layers as well."""
    last: str = ""
    """Where the same expressions serve every layer: the condition that holds for the output alone."""

    def become(self, case: Case, name: str, slope: str = "") -> tuple[Splice, ...] | None:
        """The edits that make another activation of it: "sigmoid", "softmax" or "linear".

        Its slope is left out, or another text takes its place.
        """
        text = self.tree.source(self.node)
        new = self.written(name)
        if self.last:
            new = f"{new} if {self.last} else {text}"
        if (self.last or name != "linear") and is_operand(self.tree, self.node):
            new = f"({new})"
        splices = [self.tree.replace(self.node, new)]
        for tree, node, rest, shared in self.slopes:
            splice = without(tree, node, f"{rest} * {slope}" if rest and slope else rest, shared)
            if splice is None:
                return None
            splices.append(splice)
        return tuple(splices)

    def written(self, name: str) -> str:
        """The text of an activation of the weighted sum."""
        numpy = prefix(self.tree) if uses_numpy(self.tree) else "math." if "math" in modules(self.tree) else ""
        plain = self.inside.replace(".", "").isidentifier() or self.inside.startswith("(")
        inside = self.inside if plain else f"({self.inside})"
        if name == "sigmoid":
            return f"1 / (1 + {numpy}exp(-{inside}))"
        if name == "softmax":
            exps = f"{numpy}exp({self.inside} - {numpy}max({self.inside}, axis=-1, keepdims=True))"
            return f"{exps} / {numpy}sum({exps}, axis=-1, keepdims=True)"
        return self.inside


def without(tree: Tree, node: ast.AST, rest: str, shared: bool) -> Splice | None:
    """A product without its slope; only for the output where the product serves every layer."""
    if not shared:
        if rest:
            return tree.replace(node, rest)
        statement = tree.statement(node)
        if statement is None or len(tree.block(statement)) < 2:
            return None
        return Splice(tree.file, (statement.lineno, 0, (statement.end_lineno or statement.lineno) + 1, 0), "")
    condition = at_last(tree, node)
    if not condition or not rest:
        return None
    text = f"{rest} if {condition} else {tree.source(node)}"
    return tree.replace(node, f"({text})" if is_operand(tree, node) else text)


def is_operand(tree: Tree, node: ast.AST) -> bool:
    """Whether an expression stands directly inside another that binds more tightly than a condition does."""
    return isinstance(tree.parents.get(node), (ast.BinOp, ast.UnaryOp, ast.Attribute, ast.Subscript, ast.Compare))


def ending_of(course: Course, patient: Patient) -> Ending | None:
    """Where the output's activation stands; None where no expression is its own."""
    output = course.output(patient)
    if output is None:
        return None
    landmark = output.landmarks[0]
    program, case = patient.program, course.case
    after, before = program[landmark.after], program[landmark.before]
    hidden = [each for layer in course.hidden(patient) for each in layer.landmarks]
    others = {site for each in hidden for site in chain(program[each.after])}
    found = None
    for site in chain(after):
        if site in chain(before):
            break
        tree = case.trees.get(site.file)
        node = tree.at(site) if tree else None
        if tree is None or not isinstance(node, ast.expr):
            continue
        last = at_last(tree, node) if site in others else ""
        inside = inside_of(case, tree, node, before)
        if inside and (site not in others or last):
            found = Ending(tree, node, inside, list(slopes_of(course, patient, output)), last)
    return found


def straight_ending_of(course: Course, patient: Patient) -> Ending | None:
    """Where a linear output's weighted sum is made; None where hidden layers are made by the same expression."""
    case = course.case
    if len(patient.step.predictions) != 1:
        return None
    op = patient.program[patient.step.predictions[0]]
    tree, node = case.written(op)
    hidden = {patient.program[each.before].site for layer in course.hidden(patient) for each in layer.landmarks}
    if tree is None or not isinstance(node, (ast.BinOp, ast.Call)):
        return None
    last = at_last(tree, node) if op.site in hidden else ""
    return Ending(tree, node, tree.source(node), [], last) if last or op.site not in hidden else None


def chain(op: Op) -> list[Site]:
    """The place of an operation and the calls that led there."""
    return [op.site, *op.stack] if op.site else []


def inside_of(case: Case, tree: Tree, node: ast.expr, before: Op) -> str:
    """The text of the weighted sum that an activation's expression reads."""
    for part in ast.walk(node):
        if isinstance(part, ast.expr) and part is not node and before.site and part is tree.at(before.site):
            return tree.source(part)
    if isinstance(node, ast.Call) and len(node.args) == 1:
        return tree.source(node.args[0])
    own = modules(tree)
    names = [each for each in names_read(node) if not (isinstance(each, ast.Attribute) and root_of(each) in own)]
    texts = list(dict.fromkeys(tree.source(each) for each in names if tree.source(each) not in own))
    called = case.called(before)
    return called if called.isidentifier() and (called in texts or len(texts) != 1) else texts[0] if texts else ""


def root_of(node: ast.AST) -> str:
    """The name that a chain of attributes begins with."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def slopes_of(course: Course, patient: Patient, output: Layer) -> Iterator[tuple[Tree, ast.AST, str, bool]]:
    """Products on the way back, in front of the output's weights, with something computed from the weighted sum."""
    case, found = course.case, list(products(patient, output))
    nodes = {case.node(op) for op in found}
    hidden = {case.node(op) for layer in course.hidden(patient) for op in products(patient, layer)}
    for op in found:
        tree, node = case.written(op)
        if tree is None or node is None or tree.parents.get(node) in nodes:
            continue
        yield tree, node, kept(tree, node, patient, op, found, case), node in hidden


def products(patient: Patient, output: Layer) -> Iterator[Op]:
    """Multiplications (or masked writes) of what comes back with the slope of the output."""
    program, ends = patient.program, {each.before for each in output.landmarks}
    others = {end for each in patient.landmarks if each not in output.landmarks for end in (each.before, each.after)}
    shape = np.shape(patient.values[output.landmarks[0].before])
    for index in patient.step.slice:
        op = program[index]
        if op.name not in ("multiply", "setitem", "where") or index not in patient.backward:
            continue
        slopes = [ref for ref in op.refs() if ref in patient.moving and ref not in patient.backward]
        alike = [ref for ref in slopes if np.shape(patient.values[ref]) == shape]
        if any(not ends.isdisjoint(ancestors(program, [ref], stop=others)) for ref in alike):
            yield op


def kept(tree: Tree, node: ast.AST, patient: Patient, op: Op, found: list[Op], case: Case) -> str:
    """The text of a product's other factor; empty where the whole statement is to go."""
    sides: list[ast.expr] = []
    if isinstance(node, ast.BinOp):
        sides = [node.left, node.right]
    elif isinstance(node, ast.Call) and len(node.args) == 2:
        sides = list(node.args)
    for position, side in enumerate(sides):
        refs = [arg.index for arg in op.args[position : position + 1] if hasattr(arg, "index")]
        if refs and refs[0] in patient.backward:
            inner = next((each for each in found if case.node(each) is side), None)
            return kept(tree, side, patient, inner, found, case) if inner is not None else tree.source(side)
    return ""

"""Initial values: where a parameter's first numbers are made, and other texts for that place."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.course import Course, Layer, weights_of
from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.anatomy.sorts import MATMULS
from handgrad.doctor.edits.origins import numbers
from handgrad.doctor.edits.spelling import function_of, modules, prefix, uses_numpy
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.program.program import Op

if TYPE_CHECKING:
    from handgrad.doctor.case import Case
    from handgrad.doctor.truth.patient import Patient

FLAT = {"rand", "randn"}
"""Sources that take the lengths of the axes one by one."""
SHAPED = {"zeros": 0, "ones": 0, "full": 0, "empty": 0, "random": 0, "random_sample": 0, "ranf": 0, "sample": 0,
          "standard_normal": 0, "normal": 2, "uniform": 2}  # fmt: skip
"""Which argument of a source is its shape."""


@dataclass
class Initial:
    """The expression that makes the first value of some parameters, arithmetic around it included."""

    tree: Tree
    node: ast.expr
    """The whole expression: `np.random.randn(3, 4) * 0.01`."""
    source: ast.expr
    """What the numbers come from inside it: `np.random.randn(3, 4)`."""
    op: Op
    numbers: list[int]
    """The parameters that start there."""
    owners: int = 1
    """Among how many units they are divided, where each parameter is a single number."""

    @property
    def random(self) -> bool:
        """Whether the first value is drawn."""
        return self.op.origin.startswith("random")

    @cached_property
    def lengths(self) -> list[str]:
        """The texts of the lengths of the axes, where they stand one by one."""
        shape = self.shape
        return [self.tree.source(each) for each in shape.elts] if isinstance(shape, ast.Tuple) else []

    @cached_property
    def shape(self) -> ast.expr | None:
        """The node that says the shape; of one that takes lengths one by one, a tuple of them."""
        call = self.source
        name = function_of(call)
        if not isinstance(call, ast.Call):
            return None
        if name in FLAT:
            return ast.Tuple(call.args, ast.Load()) if call.args else None
        named = next((each.value for each in call.keywords if each.arg in ("size", "shape")), None)
        place = SHAPED.get(name)
        return named or (call.args[place] if place is not None and len(call.args) > place else None)

    def shape_text(self, array: Any) -> str:
        """The shape as it is written, or else as numbers."""
        if self.lengths:
            return f"({', '.join(self.lengths)}{',' * (len(self.lengths) == 1)})"
        if isinstance(self.source, ast.Call) and function_of(self.source).endswith("_like"):
            return f"{prefix(self.tree)}shape({self.tree.source(self.source.args[0])})"
        return self.tree.source(self.shape) if self.shape is not None else str(np.shape(array))

    def length_text(self, array: Any, axis: int) -> str:
        """The length of one axis as it is written, or else as a number."""
        if self.lengths and len(self.lengths) == np.ndim(array):
            return self.lengths[axis]
        return str(np.shape(array)[axis]) if np.ndim(array) else "1"

    def drawn(self, array: Any, scale: str) -> str:
        """The text of normal numbers of this shape with a given standard deviation."""
        numpy, text = prefix(self.tree), self.shape_text(array)
        if not uses_numpy(self.tree) or not np.ndim(array):
            return self.drawn_singly(scale)
        name, call = function_of(self.source), self.source
        if self.random and isinstance(call, ast.Call):
            owner = self.tree.source(call.func)[: -len(name)]
            if name in FLAT:
                return f"{owner}randn({', '.join(self.lengths)}) * {scale}"
            return f"{owner}normal(0, {scale}, {text})"
        return f"{numpy}random.normal(0, {scale}, {text})"

    def drawn_singly(self, scale: str) -> str:
        """The text of one normal number."""
        if "random" in modules(self.tree) or not uses_numpy(self.tree):
            return f"random.gauss(0, {scale})"
        return f"{prefix(self.tree)}random.normal(0, {scale})"

    def replaced(self, array: Any, scale: str) -> Splice:
        """Normal numbers in place of the expression; of a repeated list, in place of the list."""
        parent = self.tree.parents.get(self.node)
        if np.ndim(array) == 0 and isinstance(parent, ast.List) and len(parent.elts) == 1:
            outer = self.tree.parents.get(parent)
            if isinstance(outer, ast.BinOp) and isinstance(outer.op, ast.Mult):
                count = outer.right if outer.left is parent else outer.left
                text = f"[{self.drawn_singly(scale)} for _ in range({self.tree.source(count)})]"
                return self.tree.replace(outer, text)
        return self.tree.replace(self.node, self.drawn(array, scale))

    def emptied(self, trees: Mapping[str, Tree], value: Any) -> Iterator[tuple[Tree, ast.expr, str]]:
        """(file, expression, text) that makes the first value 0: of a filled array the number it is filled with."""
        if function_of(self.source) in ("full", "full_like") and self.node is self.source:
            fill = self.source.args[1] if isinstance(self.source, ast.Call) and len(self.source.args) > 1 else None
            for origin in numbers(trees, self.tree, fill) if fill is not None else ():
                if origin.value == float(np.ravel(value)[0]):
                    yield origin.tree, origin.node, "0.0"
        elif np.ndim(value):
            yield self.tree, self.node, f"{prefix(self.tree)}zeros({self.shape_text(value)})"


def initials(case: Case, patient: Patient, numbers: list[int]) -> Iterator[Initial]:
    """Where the given parameters start, each place once."""
    found: dict[tuple[str, int, int], Initial] = {}
    for number in numbers:
        op = first_op(case, number)
        tree = case.trees.get(op.site.file) if op is not None and op.site else None
        node = case.node(op) if op is not None else None
        if op is None or tree is None or not isinstance(node, ast.expr):
            continue
        whole = around(tree, node)
        key = (tree.file, whole.lineno, whole.col_offset)
        found.setdefault(key, Initial(tree, whole, node, op, [])).numbers.append(number)
    for each in found.values():
        value = patient.values[patient.step.before[each.numbers[0]]]
        each.owners = 1 if np.ndim(value) else owners_of(patient, each.numbers)
        yield each


def owners_of(patient: Patient, numbers: list[int]) -> int:
    """How many weighted sums the given single numbers go into."""
    wanted = set(numbers)
    ends = [each.before for each in patient.landmarks] + patient.step.predictions
    return max(1, len({end for end in dict.fromkeys(ends) if wanted & set(weights_of(patient, [end]))}))


def first_op(case: Case, number: int) -> Op | None:
    """The operation that draws a parameter's first numbers, or else that makes them."""
    first = case.anatomy.states[number].versions[0]
    made = [case.program[index] for index in reversed(ancestors(case.program, [first]))]
    drawn = [op for op in made if op.origin.startswith("random")]
    size = np.size(case.program[first].value)
    own = [op for op in drawn if np.size(op.value) == size] or drawn
    filled = [op for op in made if function_of(case.node(op) or ast.Pass()) in SHAPED and np.size(op.value) == size]
    while case.program[first].name in ("add", "subtract") and case.program[first].refs():
        first = case.program[first].refs()[0]
    plain = [op for op in made if op.name == "leaf" and op.site and same_numbers(op, case.program[first])]
    return next(iter(own or filled or sorted(plain, key=lambda op: op.index != first)), None)


def same_numbers(op: Op, first: Op) -> bool:
    """Whether a leaf is what a parameter starts with, and not some number that only went into it."""
    return np.size(op.value) == np.size(first.value) and bool(np.all(np.ravel(op.value) == np.ravel(first.value)))


def around(tree: Tree, node: ast.expr) -> ast.expr:
    """An expression with the arithmetic that it is a part of."""
    parent = tree.parents.get(node)
    while isinstance(parent, (ast.BinOp, ast.UnaryOp)) and not repeats(parent, node):
        node, parent = parent, tree.parents.get(parent)
    return node


def repeats(parent: ast.AST, node: ast.AST) -> bool:
    """Whether arithmetic is the repetition of a list."""
    return isinstance(parent, ast.BinOp) and isinstance(node, ast.List)


def weights_into(patient: Patient, layer: Layer | None) -> list[int]:
    """Parameters that multiply what comes into a layer (None: into the predictions)."""
    ends = [each.before for each in layer.landmarks] if layer is not None else patient.step.predictions
    return [number for number in weights_of(patient, ends) if not is_bias(patient, number)]


def all_weights(course: Course, patient: Patient) -> list[int]:
    """Parameters that multiply something, from the first layer on."""
    found = [number for layer in course.hidden(patient) for number in weights_into(patient, layer)]
    return list(dict.fromkeys([*found, *weights_into(patient, course.output(patient))]))


def inputs_of(patient: Patient, number: int) -> int:
    """How many numbers are added up for one unit."""
    shape: tuple[int, ...] = np.shape(patient.values[patient.step.before[number]])
    if len(shape) > 2:
        return int(np.prod(shape)) // shape[filters_axis(patient, shape)]
    return shape[inputs_axis(patient, number)] if shape else 1


def filters_axis(patient: Patient, shape: tuple[int, ...]) -> int:
    """The axis of a kernel that counts its filters: the last where there is a bias for each there, else the first."""
    step = patient.step
    biases = {np.size(patient.values[index]) for n, index in step.before.items() if is_bias(patient, n)}
    return -1 if shape[-1] in biases and shape[0] not in biases else 0


def units_in(layer: Layer) -> int:
    """How many units a layer has."""
    if len(layer.landmarks) > 1:
        return len(layer.landmarks)
    for number in weights_into(layer.patient, layer):
        shape = np.shape(layer.patient.values[layer.patient.step.before[number]])
        if len(shape) == 2:
            return int(shape[1 - inputs_axis(layer.patient, number)])
    return 1


def is_bias(patient: Patient, number: int) -> bool:
    """Whether a parameter is only ever added."""
    start = patient.step.before[number]
    same = {start, *(i for i in patient.direct if patient.depends.get(i) == frozenset([number]))}
    users = [
        patient.program[i].name for i in patient.forward if i not in same and same & set(patient.program[i].refs())
    ]
    return bool(users) and all(name in ("add", "subtract", "setitem") for name in users)


def inputs_axis(patient: Patient, number: int) -> int:
    """The axis of a weight array along which the inputs are counted: the one that a product sums over."""
    start = patient.step.before[number]
    if np.ndim(patient.values[start]) < 2:
        return 0
    turned = {start: False}
    for index in patient.forward:
        op = patient.program[index]
        refs = op.refs()
        own = next((ref for ref in refs if ref in turned), None)
        if own is None:
            continue
        if op.name in MATMULS:
            return int((refs[0] == own) != turned[own])
        if index in patient.direct:
            turned[index] = turned[own] != (op.name == "transpose")
    return 0

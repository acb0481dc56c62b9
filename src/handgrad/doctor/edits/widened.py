"""Widened: one more input that is always 1, whose weights then are the biases of the first layer."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.course import Course
from handgrad.doctor.anatomy.inputs import after, assignments, holders, input_ops
from handgrad.doctor.edits.initial import Initial, initials, inputs_axis, weights_into
from handgrad.doctor.edits.origins import Origin, is_number, numbers
from handgrad.doctor.edits.spelling import prefix
from handgrad.doctor.edits.syntax import Splice, Tree

if TYPE_CHECKING:
    from handgrad.doctor.case import Case
    from handgrad.doctor.truth.patient import Patient


def widened(case: Case, patient: Patient) -> Iterator[tuple[Splice, ...]]:
    """Edits that append a 1 to every row of the inputs, and give the first weights one more row."""
    course = case.course
    hidden = course.hidden(patient)
    first = weights_into(patient, hidden[0] if hidden else None)
    if hidden and first and all(np.ndim(patient.values[patient.step.before[n]]) == 0 for n in first):
        yield from widened_lists(case, len(first) // len(hidden[0].landmarks))
        return
    sizes = {n: np.shape(patient.values[patient.step.before[n]]) for n in first}
    lengths = {shape[inputs_axis(patient, n)] for n, shape in sizes.items() if shape}
    if len(lengths) != 1 or not first:
        return
    features = int(lengths.pop())
    for appended in appendings(case, course, patient, features):
        yield from (appended + longer for longer in longer_weights(case, patient, first, features))


def appendings(case: Case, course: Course, patient: Patient, features: int) -> Iterator[tuple[Splice, ...]]:
    """The statement that appends ones to the inputs, behind whatever makes the targets, which may read the inputs."""
    wanted = [target for _, target, _ in patient.step.targets[:1] if target is not None]
    for index in input_ops(patient)[:1]:
        for tree, statement, name, value in list(holders(case, index))[:2]:
            text = with_ones(tree, name, value, features)
            if text:
                block = tree.block(statement)
                others = [each for t in wanted for _, each, _, _ in holders(case, t) if each in block]
                last = max([statement, *others], key=lambda each: each.lineno)
                yield (after(tree, last, text),)


def with_ones(tree: Tree, name: str, value: Any, features: int) -> str:
    """The statement for inputs as rows, as columns, or as lists; empty where their shape is another."""
    numpy, shape = prefix(tree), np.shape(value)
    if isinstance(value, list):
        return f"{name} = [[*row, 1] for row in {name}]"
    if len(shape) == 2 and shape[1] == features:
        return f"{name} = {numpy}column_stack([{name}, {numpy}ones(len({name}))])"
    if len(shape) == 2 and shape[0] == features:
        return f"{name} = {numpy}vstack([{name}, {numpy}ones({name}.shape[1])])"
    if len(shape) == 3 and features in shape[1:]:
        axis = 1 if shape[1] == features else 2
        ones = (
            f"{numpy}ones((len({name}), 1, {name}.shape[2]))" if axis == 1 else f"{numpy}ones((*{name}.shape[:2], 1))"
        )
        return f"{name} = {numpy}concatenate([{name}, {ones}], axis={axis})"
    return ""


def longer_weights(case: Case, patient: Patient, first: list[int], features: int) -> Iterator[tuple[Splice, ...]]:
    """Edits that give the first weights one more input: none where their shape follows from the inputs' own."""
    starts = list(initials(case, patient, first))
    written = [origin for start in starts for origin in length_origins(case, patient, start, features)]
    yield from ((origin.replaced(features + 1),) for origin in {each.key: each for each in written}.values())
    yield from ((splice,) for tree in case.trees.values() for splice in longer_lists(tree, features))
    yield ()


def length_origins(case: Case, patient: Patient, start: Initial, features: int) -> Iterator[Origin]:
    """The numbers of the source that the length of a weight's inputs comes from."""
    shape, number = start.shape, start.numbers[0]
    axis = inputs_axis(patient, number)
    if isinstance(shape, ast.Tuple) and len(shape.elts) > axis:
        shape = shape.elts[axis]
    for origin in numbers(case.trees, start.tree, shape) if shape is not None else ():
        if origin.value == features:
            yield origin


def longer_lists(tree: Tree, features: int) -> Iterator[Splice]:
    """Lists of whole numbers that begin with the number of inputs: the sizes of the layers."""
    for node in ast.walk(tree.root):
        if isinstance(node, (ast.List, ast.Tuple)) and len(node.elts) > 1 and all(is_number(e) for e in node.elts):
            sizes = [ast.literal_eval(each) for each in node.elts]
            if sizes[0] == features and all(type(size) is int and size > 0 for size in sizes):
                yield tree.replace(node.elts[0], str(features + 1))


def longer_arguments(tree: Tree, features: int) -> Iterator[Splice]:
    """Arguments that are the number of inputs: the size of a layer that is made."""
    for node in ast.walk(tree.root):
        for part in node.args if isinstance(node, ast.Call) else ():
            if isinstance(part, ast.Constant) and type(part.value) is int and part.value == features:
                yield tree.replace(part, str(features + 1))


def widened_lists(case: Case, features: int) -> Iterator[tuple[Splice, ...]]:
    """The same where weights are single numbers: a list of the program holds rows, or pairs of a row and its target."""
    for name, value in case.recording.namespace.items():
        text = with_one_in_rows(name, value, features)
        for statement in assignments(case.tree, name) if text else ():
            appended = after(case.tree, statement, text)
            longer = (*longer_lists(case.tree, features), *longer_arguments(case.tree, features))
            yield from ((appended, each) for each in longer)
            yield (appended,)


def with_one_in_rows(name: str, value: Any, features: int) -> str:
    """The statement for a list of rows of so many numbers, or of pairs of such a row and its target; else empty."""
    if not isinstance(value, list) or not value or not all(isinstance(each, (list, tuple)) for each in value):
        return ""
    if all(is_row(each, features) for each in value):
        return f"{name} = [[*row, 1] for row in {name}]"
    if all(len(each) == 2 and is_row(each[0], features) for each in value):
        pair = "[[*row, 1], wanted]" if isinstance(value[0], list) else "([*row, 1], wanted)"
        return f"{name} = [{pair} for row, wanted in {name}]"
    return ""


def is_row(value: Any, features: int) -> bool:
    """Whether a value is a list of so many numbers."""
    listed = isinstance(value, (list, tuple)) and len(value) == features
    return listed and all(isinstance(each, (int, float)) for each in value)

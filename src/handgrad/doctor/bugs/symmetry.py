"""Symmetry: hidden units that start equal."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.course import Course, Layer
from handgrad.doctor.bugs import Kind
from handgrad.doctor.edits.drawing import redrawn
from handgrad.doctor.edits.initial import Initial, all_weights, initials, inputs_axis, units_in, weights_into
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Splice
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.spans import span_of

if TYPE_CHECKING:
    from handgrad.doctor.case import Case

constant_init = Kind(
    name="constant-init",
    code="D039",
    title="all weights start equal",
    explain="""\
Units of a layer that start with the same weights compute the same number, and
get the same gradient:

    W[:, j] = W[:, k]  and  V[j] = V[k]     =>     dW[:, j] = dW[:, k]

so they stay equal for ever. A layer of 100 such units is worth one.

The bug: the start values are constants. With zeros it is worse: delta1 =
delta2 W2^T is 0, and the first layer does not move at all until the second
has.

    W1 = np.zeros((2, 16))
    W1 = np.ones((2, 16)) * 0.5
    np.random.seed(0) before each layer     # equal matrices, where the shapes are

Write instead random weights; biases may start at 0:

    W1 = rng.standard_normal((2, 16)) * np.sqrt(1 / 2)      # 2 inputs
    b1 = np.zeros(16)

One layer alone (no hidden units) may start at 0: there is no symmetry to break
between inputs.

A sign of it: after training, the columns of W1 are still equal, np.ptp(W1,
axis=1) is 0.

A small example: all weights 0.5, x = [1, 2]. Every hidden unit gets z = 1.5
and every one the same delta, so all columns of dW1 are equal.
""",
)


def signs(case: Case) -> Iterator[Sign]:
    """Hidden units that start equal and stay so."""
    course = case.course
    if course.patients:
        yield from equal_units(course)


def equal_units(course: Course) -> Iterator[Sign]:
    """Hidden units that are all the same, in the first step and in the last; or are drawn to be the same."""
    case, first, last = course.case, course.patients[0], course.patients[-1]
    for layer, later in zip(course.hidden(first), course.hidden(last), strict=False):
        count = units_in(layer)
        own = next(initials(case, first, weights_into(first, layer)), None) if count > 1 else None
        if own is None or drawn_apart(course, own, count):
            continue
        if not (drawn_equal(course, own, count) or (all_equal(layer) and all_equal(later))):
            continue
        drawn = " from the same seed" if own.random else ""
        message = f"all {count} units of a hidden layer start equal{drawn}, so nothing tells them apart"
        site = case.site_of(own.node, own.tree.file)
        finding = case.find(constant_init.name, site, message, "warning")
        if own.random:
            repairs = [Repair(constant_init.name, site, tuple(seeded_once(own)), message, 1.0, forward=True)]
        else:
            constant = [each for each in initials(case, first, all_weights(course, first)) if not each.random]
            repairs = [redrawn(course, constant, constant_init.name, message, 1.0)]
        yield Sign(finding, tuple(each for each in repairs if each.splices), by="recheck")
        return


def drawn_equal(course: Course, own: Initial, count: int) -> bool:
    """Whether as many arrays as there are units were drawn at one place and are all the same."""
    values = first_values(course, own)
    same = all(np.ndim(value) and np.array_equal(value, values[0]) for value in values)
    return own.random and len(values) == count and same


def drawn_apart(course: Course, own: Initial, count: int) -> bool:
    """Whether the weights are single numbers of which more are different than one unit has: no row need show it."""
    values = [float(np.ravel(value)[0]) for value in first_values(course, own) if np.size(value) == 1]
    return own.random and len(set(values)) * count > len(values) == len(own.numbers)


def first_values(course: Course, own: Initial) -> list[Any]:
    """What the parameters that were drawn at one place started from."""
    return [course.case.program[course.case.anatomy.states[n].versions[0]].value for n in own.numbers]


def all_equal(layer: Layer) -> bool:
    """Whether every unit of a layer has the same weights."""
    patient = layer.patient
    if len(layer.landmarks) > 1:
        shapes = [np.shape(patient.values[each.before]) for each in layer.landmarks]
        whole = any(sum(length > 1 for length in shape) > 1 for shape in shapes)  # a layer that is computed again
        equal = bool(np.max(np.ptp(layer.before, axis=-1)) <= 1e-12 * (1 + np.max(np.abs(layer.before))))
        return equal and not whole
    found = []
    for number in weights_into(patient, layer):
        value = np.asarray(patient.values[patient.step.before[number]], dtype=float)
        if value.ndim == 2:
            spread = np.ptp(value, axis=1 - inputs_axis(patient, number))
            found.append(bool(np.all(spread <= 1e-12 * (1 + np.abs(value).max()))))
    return bool(found) and all(found)


def seeded_once(own: Initial) -> Iterator[Splice]:
    """The statement that seeds a generator, taken out of the function that draws one unit's weights."""
    function = own.tree.function(own.node)
    for statement in function.body if function is not None else ():
        calls = [node for node in ast.walk(statement) if isinstance(node, ast.Call)]
        if any(function_of(call) in ("seed", "default_rng", "RandomState", "Random") and call.args for call in calls):
            top: ast.AST = statement
            while not isinstance(own.tree.parents[top], ast.Module):
                top = own.tree.parents[top]
            line = span_of(top)[0]
            text = own.tree.lines[statement.lineno - 1].decode().strip()
            yield Splice(own.tree.file, (statement.lineno, 0, (statement.end_lineno or statement.lineno) + 1, 0), "")
            yield Splice(own.tree.file, (line, 0, line, 0), f"{text}\n\n\n")
            return

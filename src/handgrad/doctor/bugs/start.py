"""The start: weights that are all equal, too small, or too large."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.bugs import Kind
from handgrad.doctor.course import GRID, Course, Layer
from handgrad.doctor.initial import Initial, all_weights, initials, inputs_axis, inputs_of, units_in, weights_into
from handgrad.doctor.inputs import input_size
from handgrad.doctor.prove import Sign
from handgrad.doctor.repair import Repair
from handgrad.doctor.spelling import function_of, prefix
from handgrad.doctor.syntax import Splice, span_of

if TYPE_CHECKING:
    from handgrad.doctor.case import Case
    from handgrad.doctor.patient import Patient

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

init_too_small = Kind(
    name="init-too-small",
    code="D040",
    title="start weights too small",
    explain="""\
Each layer multiplies its signal by about sqrt(inputs) * std(W), forward and
backward alike. With a small std both fade layer by layer, and the gradient of
the first layer is the product of all of them:

    |dL/dW1|  ~  |a0| * product over upper layers of (sqrt(units) * std(W) * slope)

The bug: std 0.01 or less in several layers. All outputs are nearly equal,
hidden units are nearly 0, and training seems stuck for hundreds of epochs at
the loss of the best constant answer.

    W = 0.0001 * rng.standard_normal((inputs, units))

Write instead a std that keeps the size of the signal:

    W = rng.standard_normal((inputs, units)) * np.sqrt(1 / inputs)      # tanh, sigmoid
    W = rng.standard_normal((inputs, units)) * np.sqrt(2 / inputs)      # relu

A small example: 3 layers of 100 units with std 0.01 shrink the signal by 0.1
each, and the first gradient by about 0.01; with sqrt(1 / 100) = 0.1 the factor
is 1.
""",
)

init_too_large = Kind(
    name="init-too-large",
    code="D041",
    title="start weights too large",
    explain="""\
A sum of m inputs of size 1 with weights of standard deviation s has the size s
* sqrt(m). Sigmoid and tanh are flat at that distance:

    sigmoid'(10) = 4.5e-5        tanh'(5) = 1.8e-4

The bug: weights of size 1 (or a uniform 0 ... 1, whose sum is m / 2 with all
inputs 1) meet hundreds of inputs; the units sit at their ends from the first
step on, and their slope stops nearly every gradient. With relu nothing
saturates, but outputs and gradients are of the order s * sqrt(m) per layer,
and the first steps explode.

    W = np.random.randn(784, 100)           # sums of size 28
    W = np.random.rand(784, 100)            # sums of hundreds, all positive

Write instead:

    W = np.random.randn(784, 100) * np.sqrt(1 / 784)        # 2 / 784 in front of a relu

A small test: print np.abs(z).mean() of every layer at the start. About 1 is
well; above 5 a sigmoid is asleep.
""",
)

SMALL_GAIN = 0.25
"""What a layer passes on of its input's size, under which its start weights are called small."""
FADED = 0.02
"""Spread of predictions beside that of targets, or of first gradients beside last, at which a signal is lost."""
LARGE_SUM = 4.0
"""Size of a weighted sum at which sigmoid and tanh are flat."""
LARGE_INPUT = 5.0
"""Size of inputs above which they, and not the weights, are what makes sums large."""
BLOWN = 20.0
"""Spread of the first predictions beside that of the targets at which start weights are called large."""


def signs(case: Case) -> Iterator[Sign]:
    """Equal units that stay equal; signals that fade, or units at their ends, from the first step on."""
    course = Course(case)
    if not course.patients:
        return
    symmetric = list(equal_units(course))
    yield from symmetric
    if not symmetric:
        yield from too_small(course)
        yield from too_large(course)


def equal_units(course: Course) -> Iterator[Sign]:
    """Hidden units that are all the same, in the first step and in the last; or are drawn to be the same."""
    case, first, last = course.case, course.patients[0], course.patients[-1]
    for layer, later in zip(course.hidden(first), course.hidden(last), strict=False):
        count = units_in(layer)
        own = next(initials(case, first, weights_into(first, layer)), None) if count > 1 else None
        if own is None or not (drawn_equal(course, own, count) or (all_equal(layer) and all_equal(later))):
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
    values = [course.case.program[course.case.anatomy.states[n].versions[0]].value for n in own.numbers]
    same = all(np.ndim(value) and np.array_equal(value, values[0]) for value in values)
    return own.random and len(values) == count and same


def all_equal(layer: Layer) -> bool:
    """Whether every unit of a layer has the same weights."""
    patient = layer.patient
    if len(layer.landmarks) > 1:
        return bool(np.max(np.ptp(layer.before, axis=-1)) <= 1e-12 * (1 + np.max(np.abs(layer.before))))
    found = []
    for number in weights_into(patient, layer):
        value = np.asarray(patient.values[patient.step.before[number]], dtype=float)
        if value.ndim == 2:
            spread = np.ptp(value, axis=1 - inputs_axis(patient, number))
            found.append(bool(np.all(spread <= 1e-12 * (1 + np.abs(value).max()))))
    return bool(found) and all(found)


def redrawn(course: Course, starts: list[Initial], kind: str, message: str, rank: float) -> Repair:
    """Normal start weights that keep the size of the signal, in place of the given ones."""
    first = course.patients[0]
    splices: list[Splice] = []
    for start in starts:
        number = start.numbers[0]
        value = first.values[first.step.before[number]]
        splices.append(start.replaced(value, spread_text(course, start, number)))
    site = course.case.site_of(starts[0].node, starts[0].tree.file)
    return Repair(kind, site, tuple(splices), message, rank, forward=True)


def spread_text(course: Course, start: Initial, number: int) -> str:
    """The text of the standard deviation that keeps the size of a signal: sqrt(1 / inputs), 2 in front of a relu."""
    first = course.patients[0]
    value = first.values[first.step.before[number]]
    layer = next((each for each in course.layers(first) if number in each.weights), None)
    power = 2 if layer is not None and layer.bends and not layer.output else 1
    if np.ndim(value) < 1:
        return f"{(power / inputs_in(first, start)) ** 0.5:.2g}"
    length = start.length_text(value, inputs_axis(first, number))
    return f"{prefix(start.tree)}sqrt({power} / {length})"


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


def too_small(course: Course) -> Iterator[Sign]:
    """Start weights that shrink the signal in every layer until the predictions are all the same."""
    first = course.patients[0]
    starts = [each for each in initials(course.case, first, all_weights(course, first)) if each.random]
    small = next((each for each in starts if 0 < gain(first, each) < SMALL_GAIN), None)
    if small is None or not course.hidden(first) or not faded(course):
        return
    message = (
        f"start weights of size {np.std(values_of(first, small)):.2g} for {inputs_in(first, small):.0f} inputs: "
        f"a layer passes on {gain(first, small):.2g} times the size of what comes in"
    )
    repair = redrawn(course, starts, init_too_small.name, message, 2.5)
    yield Sign(course.case.find(init_too_small.name, repair.site, message, "warning"), (repair,), needs_proof=True)


def values_of(patient: Patient, start: Initial) -> Any:
    """All numbers that were drawn at one place."""
    values = [np.ravel(np.asarray(patient.values[patient.step.before[n]], dtype=float)) for n in start.numbers]
    return np.concatenate(values)


def inputs_in(patient: Patient, start: Initial) -> float:
    """How many of the numbers drawn at one place are added up for one unit."""
    number = start.numbers[0]
    if np.ndim(patient.values[patient.step.before[number]]):
        return inputs_of(patient, number)
    return max(1.0, len(start.numbers) / start.owners)


def gain(patient: Patient, start: Initial) -> float:
    """By how much weights multiply the size of a signal."""
    return float(np.sqrt(np.mean(values_of(patient, start) ** 2) * inputs_in(patient, start)))


def faded(course: Course) -> bool:
    """Whether predictions hardly differ between rows, or the first weights' steps are tiny beside the last ones'."""
    first = course.patients[0]
    spread = [float(np.std(p)) / (float(np.std(t)) or 1.0) for p, t in course.meetings(first) if np.size(p) > 1]
    if spread and max(spread) < FADED:
        return True
    weights = all_weights(course, first)
    own = [float(np.linalg.norm(first.comparison.matches[number].own)) for number in (weights[0], weights[-1])]
    return own[0] < FADED * own[1]


def too_large(course: Course) -> Iterator[Sign]:
    """Start weights that send units to their flat ends, or outputs far away, although the inputs are small."""
    first = course.patients[0]
    if input_size(course.patients) > LARGE_INPUT:
        return
    asleep = next((layer for layer in course.hidden(first) if sleeps(layer)), None)
    wide = [float(np.std(p)) / (float(np.std(t)) or 1.0) for p, t in course.meetings(first) if np.size(p) > 1]
    if asleep is None and not any(value > BLOWN for value in wide):
        return
    numbers = weights_into(first, asleep) if asleep is not None else all_weights(course, first)
    starts = [each for each in initials(course.case, first, numbers) if each.random]
    if not starts:
        return
    size = float(np.abs(asleep.before).mean()) if asleep is not None else max(wide)
    what = "weighted sums have the size" if asleep is not None else "predictions beside the targets have the size"
    message = f"with these start weights for {inputs_in(first, starts[0]):.0f} inputs {what} {size:.3g}"
    both = [each for each in initials(course.case, first, all_weights(course, first)) if each.random]
    repairs = [redrawn(course, each, init_too_large.name, message, 2.5) for each in (starts, both)]
    yield Sign(
        course.case.find(init_too_large.name, repairs[0].site, message, "warning"), tuple(repairs), needs_proof=True
    )


def sleeps(layer: Layer) -> bool:
    """Whether more than half of a layer's units stand at their flat ends."""
    if layer.slope is None or not layer.saturates:
        return False
    steepest = float(np.max(np.abs(np.gradient(layer.curve, GRID))))
    return bool(np.mean(np.abs(layer.slope) < 0.02 * steepest) > 0.5 and np.abs(layer.before).mean() > LARGE_SUM)

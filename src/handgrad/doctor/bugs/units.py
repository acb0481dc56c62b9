"""Units and layers through which no gradient comes, or too much of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.course import Course, Layer
from handgrad.doctor.bugs import Kind
from handgrad.doctor.edits.drawing import grown, redrawn
from handgrad.doctor.edits.initial import all_weights, initials, is_bias, units_in, weights_into
from handgrad.doctor.edits.steeper import selected, steeper
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair

if TYPE_CHECKING:
    from handgrad.doctor.case import Case
    from handgrad.doctor.truth.patient import Patient

dead_units = Kind(
    name="dead-units",
    code="D049",
    title="units silent on every row",
    explain="""\
A relu has slope 0 below 0. A unit whose z is negative on every row has

    a = 0,  dL/dz = dL/da * 0 = 0,  dL/dw = 0,  dL/db = 0

so it cannot come back: its weights change only if the layer below changes its
inputs. Some such units are normal, about half are silent on any one row.
Trouble begins when a whole layer, or the output, is silent on all rows.

The bug: something drove them there: a learning rate too large, a large
negative bias, weights that start too far out, or a relu where the output
should be able to be negative.

    out = np.maximum(a @ W + b, 0)          # output below 0 on every row: nothing ever changes again

Write instead one of

    W = rng.standard_normal((inputs, units)) * np.sqrt(2 / inputs);  b = np.zeros(units)
    W -= 0.01 * dW                          # a smaller rate
    a = np.where(z > 0, z, 0.01 * z)        # a leak keeps a slope of 0.01
    out = a @ W + b                         # no relu at the output

A small test: (a > 0).any(axis=0) is False for exactly the dead units, with
rows as samples.
""",
)

saturated_units = Kind(
    name="saturated-units",
    code="D050",
    title="units at their flat end",
    explain="""\
Far from 0 a sigmoid or tanh is flat, and a gradient passes only with its
slope:

    sigmoid'(z) = a (1 - a):   0.25 at 0,   0.0066 at 5,   4.5e-5 at 10
    tanh'(z)    = 1 - a**2:    1 at 0,      1.8e-4 at 5,   8e-9 at 10

The bug: most units of a layer sit there, so that what is below hardly learns.
The usual causes are inputs of size 100, start weights of size 1 with hundreds
of inputs, or one step that was too long.

    a = sigmoid(x @ W)                      # x from 0 to 255

Write instead:

    x = x / 255                             # or (x - x.mean(axis=0)) / x.std(axis=0)
    W = rng.standard_normal((inputs, units)) * np.sqrt(1 / inputs)

A small test: (a * (1 - a)).mean() of a sigmoid layer. At the start 0.2 is
well; below 0.01 the layer is asleep.
""",
)

vanishing_gradient = Kind(
    name="vanishing-gradient",
    code="D051",
    title="gradient fades towards the input",
    explain="""\
The gradient of a low layer is a product over the layers above it:

    |delta_l|  ~  |delta_L| * product of (size of W * slope)

A sigmoid's slope is at most 0.25. Five layers with weights of size 1 leave at
most 0.001 of the error at the bottom; the upper layers train on features that
never change.

The bug: every gradient is right, and the lower ones are too small to do
anything.

    for _ in range(8): a = sigmoid(a @ W)

Write instead one of

    a = np.maximum(a @ W, 0)                # slope 1 where it is open; W of size sqrt(2 / inputs)
    a = np.tanh(a @ W)                      # slope 1 at 0; W of size sqrt(1 / inputs)
    a = a + np.tanh(a @ W)                  # a path with slope 1 around the layer

or fewer layers. A small test: np.linalg.norm(dW) / np.linalg.norm(W) for every
layer; from the last to the first it should stay within a factor of some ten.
""",
)

exploding_gradient = Kind(
    name="exploding-gradient",
    code="D052",
    title="gradient or weights grow without bound",
    explain="""\
A product of many factors above 1 grows as fast as one of factors below 1
fades:

    |delta_l|  ~  |delta_L| * (size of W * slope)**(layers above)

and a step that long raises the weights, which raises the next gradient.

The bug: weights that start too large, a recurrent matrix applied many times,
or a rate too large; the loss grows step by step until it is inf, and nan after
that.

    W = rng.standard_normal((200, 200))     # multiplies the signal by 14 in each layer

Write instead one of

    W = rng.standard_normal((200, 200)) * np.sqrt(1 / 200)
    W -= 0.01 * dW                          # a smaller rate
    dW *= min(1, 5 / np.linalg.norm(dW))    # bound the gradient's norm, common for recurrent nets

A small example: 14**5 is 537,824: five such layers make a loss of 1 into one
of 1e11 (it is squared). nan appears later than its cause, so look at the first
steps.
""",
)


DEAD = 0.7
"""Share of a relu layer's units that are 0 on every row at the start, above which the layer is called dead."""
ASLEEP = 0.5
"""Share of flat slopes above which a layer is called saturated."""
FAR_OUT = 3.0
"""Size of a weighted sum from which a sigmoid or tanh is flat."""
DEEP = 3
"""Hidden layers from which on a gradient has a way on which to vanish."""
VANISHED = 1e-3
"""Size of the first weights' gradient beside the last weights', under which it has vanished."""


def signs(case: Case) -> Iterator[Sign]:
    """Layers that nothing comes through, forward or back, from the first recorded step on."""
    course = case.course
    if not course.patients:
        return
    first = course.patients[0]
    hidden = course.hidden(first)
    for number, layer in enumerate(hidden):
        if layer.bends and dead_share(course, number) > DEAD and not thrown(course, layer):
            yield from dead(course, layer, number)
            return
    sleeping = next((layer for layer in hidden if layer.saturates and flat_share(layer) > ASLEEP), None)
    if sleeping is not None:
        if not thrown(course, sleeping):
            yield from asleep(course, sleeping)
    elif len(hidden) >= DEEP and np.median([remaining(course, patient) for patient in course.patients]) < VANISHED:
        yield from vanishing(course, hidden)


def thrown(course: Course, layer: Layer) -> bool:
    """Whether steps taken before the first that is looked at made a layer's weights large."""
    first = course.patients[0]
    return any(grown(course, start) for start in initials(course.case, first, weights_into(first, layer)))


def dead_share(course: Course, number: int) -> float:
    """The share of a layer's units that are 0 on every row of the recorded steps."""
    silent: Any = None
    for patient in course.patients:
        layer = course.hidden(patient)[number]
        flat = layer.after == layer.lowest
        rows = tuple(axis for axis in range(flat.ndim) if flat.shape[axis] != units_in(layer))
        own = np.all(flat, axis=rows[:1]) if rows else flat
        silent = own if silent is None or own.shape != silent.shape else silent & own
    return float(np.mean(silent)) if silent is not None else 0.0


def dead(course: Course, layer: Layer, number: int) -> Iterator[Sign]:
    """Units below 0 on every row: because of the biases they start with, or of their weights."""
    case, first, units = course.case, course.patients[0], units_in(layer)
    share = dead_share(course, number)
    message = f"{share * units:.0f} of {units} units of a hidden layer are 0 on every row seen, with slope 0"
    biases = [n for n in layer.weights if is_bias(first, n)]
    repairs = [*at_zero(course, biases, dead_units.name, message)]
    repairs += drawn_anew(course, weights_into(first, layer), dead_units.name, message)
    if repairs:
        finding = case.find(dead_units.name, repairs[0].site, message, "warning")
        yield Sign(finding, tuple(repairs), needs_proof=True)


def flat_share(layer: Layer) -> float:
    """The share of a layer's slopes that are nearly 0 far out; what a gate multiplies by 0 is flat everywhere."""
    if layer.slope is None:
        return 0.0
    return float(np.mean((np.abs(layer.slope) < 1e-3) & (np.abs(layer.before) > FAR_OUT)))


def asleep(course: Course, layer: Layer) -> Iterator[Sign]:
    """Units at their flat ends: because of the biases they start with, or of their weights."""
    case, first = course.case, course.patients[0]
    message = f"{flat_share(layer):.0%} of the slopes of this layer are under 0.001 in the first step"
    biases = [n for n in layer.weights if is_bias(first, n)]
    repairs = [*at_zero(course, biases, saturated_units.name, message)]
    repairs += drawn_anew(course, weights_into(first, layer), saturated_units.name, message)
    if repairs:
        finding = case.find(saturated_units.name, repairs[0].site, message, "warning")
        yield Sign(finding, tuple(repairs), needs_proof=True)


def at_zero(course: Course, biases: list[int], kind: str, message: str) -> Iterator[Repair]:
    """Biases that start at 0."""
    first, case = course.patients[0], course.case
    for start in initials(case, first, biases):
        value = np.asarray(case.program[case.anatomy.states[start.numbers[0]].versions[0]].value)
        if not np.any(value):
            continue
        for tree, node, text in start.emptied(case.trees, value):
            yield Repair(kind, case.site_of(node, tree.file), (tree.replace(node, text),), message, 2.6, forward=True)


def drawn_anew(course: Course, weights: list[int], kind: str, message: str) -> Iterator[Repair]:
    """Weights drawn so that they keep the size of the signal."""
    starts = [each for each in initials(course.case, course.patients[0], weights) if each.random]
    if starts:
        yield redrawn(course, starts, kind, message, 2.8)


def remaining(course: Course, patient: Patient) -> float:
    """The size of the first weights' gradient beside that of the last ones'."""
    weights = all_weights(course, patient)
    first, last = (float(np.linalg.norm(patient.comparison.matches[n].own)) for n in (weights[0], weights[-1]))
    return first / last if last else 1.0


def vanishing(course: Course, hidden: list[Layer]) -> Iterator[Sign]:
    """Many layers that each pass on a part of the gradient: another activation, or larger start weights."""
    case, first = course.case, course.patients[0]
    steepest = float(np.max(np.abs(hidden[0].slope))) if hidden[0].slope is not None else np.nan
    message = (
        f"behind {len(hidden)} layers with slopes of at most {steepest:.2g} the first weights' gradient is "
        f"{remaining(course, first):.1e} of the last weights'"
    )
    repairs = list(selected(course, vanishing_gradient.name, message))
    repairs += steeper(course, hidden, vanishing_gradient.name, message)
    if repairs:
        finding = case.find(vanishing_gradient.name, repairs[0].site, message, "warning")
        yield Sign(finding, tuple(repairs), needs_proof=True)

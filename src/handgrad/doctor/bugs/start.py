"""The start: weights that are too small or too large."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.course import GRID, Course, Layer
from handgrad.doctor.anatomy.inputs import input_size
from handgrad.doctor.anatomy.recurrence import recurrent_parameters
from handgrad.doctor.bugs import Kind
from handgrad.doctor.bugs.units import exploding_gradient
from handgrad.doctor.edits.drawing import gain, grown, inputs_in, redrawn, values_of
from handgrad.doctor.edits.initial import Initial, all_weights, initials, is_bias, weights_into
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair

if TYPE_CHECKING:
    from handgrad.doctor.case import Case
    from handgrad.doctor.truth.patient import Patient

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
    """Signals that fade, or units at their ends, from the first step on."""
    course = case.course
    if not course.patients:
        return
    yield from too_small(course)
    yield from too_large(course)


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
    asleep = next((layer for layer in course.layers(first) if sleeps(layer)), None)
    far = max((distance(course, p, t) for p, t in course.meetings(first)), default=0.0)
    if asleep is None and not far > BLOWN:
        return
    numbers = weights_into(first, asleep) if asleep is not None else all_weights(course, first)
    starts = [each for each in initials(course.case, first, numbers) if each.random]
    if not starts or grown(course, starts[0]) or (asleep is not None and by_bias(asleep)):
        return
    size = float(np.abs(asleep.before).mean()) if asleep is not None else far
    what = "weighted sums have the size" if asleep is not None else "predictions beside the targets have the size"
    message = f"with these start weights for {inputs_in(first, starts[0]):.0f} inputs {what} {size:.3g}"
    kind, again = init_too_large.name, repeated(first, starts)
    if again is not None:
        kind, starts = exploding_gradient.name, [again]
        message += ": they are applied to what they gave before, again and again"
    whole = [each for each in initials(course.case, first, all_weights(course, first)) if each.random]
    repairs = [redrawn(course, each, kind, message, 2.5) for each in (starts, whole)]
    yield Sign(course.case.find(kind, repairs[0].site, message, "warning"), tuple(repairs), needs_proof=True)


def too_large_besides(course: Course, size: float) -> Repair | None:
    """Other start weights, where units would stand at their flat ends with inputs of size 1 as well."""
    first = course.patients[0]
    layer = next((each for each in course.layers(first) if sleeps(each)), None)
    whole = [each for each in initials(course.case, first, all_weights(course, first)) if each.random]
    sums = float(np.abs(layer.before).mean()) / size if layer is not None else 0.0
    if layer is None or not whole or sums <= LARGE_SUM or by_bias(layer):
        return None
    message = f"with these start weights weighted sums have the size {sums:.3g} even if the inputs have the size 1"
    return redrawn(course, whole, init_too_large.name, message, 2.5)


def distance(course: Course, p: Any, t: Any) -> float:
    """How far predictions spread, or one is off, beside the targets."""
    if np.size(p) > 1:
        found = float(np.std(p)) / (float(np.std(t)) or 1.0)
    else:
        wanted = course.targets
        found = abs(float(np.sum(p - t))) / (float(np.std(wanted)) or float(np.max(np.abs(wanted))) or 1.0)
    return found if np.isfinite(found) else float("inf")


def repeated(patient: Patient, starts: list[Initial]) -> Initial | None:
    """The start of weights that are applied to what they have given."""
    recurrent = recurrent_parameters(patient)
    again = {number for number, index in patient.step.before.items() if index in recurrent}
    return next((each for each in starts if again & set(each.numbers)), None)


def by_bias(layer: Layer) -> bool:
    """Whether the biases alone make the weighted sums large."""
    patient = layer.patient
    biases = [patient.values[patient.step.before[n]] for n in layer.weights if is_bias(patient, n)]
    size = max((float(np.abs(np.asarray(each, dtype=float)).mean()) for each in biases), default=0.0)
    return float(np.abs(layer.before).mean()) - size < LARGE_SUM


def sleeps(layer: Layer) -> bool:
    """Whether more than half of a layer's units stand at their flat ends."""
    if layer.slope is None or not layer.saturates:
        return False
    steepest = float(np.max(np.abs(np.gradient(layer.curve, GRID))))
    return bool(np.mean(np.abs(layer.slope) < 0.02 * steepest) > 0.5 and np.abs(layer.before).mean() > LARGE_SUM)

"""The output activation: numbers it cannot reach, units it silences, and losses it does not belong to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from handgrad.doctor.anatomy.course import Course, Layer
from handgrad.doctor.anatomy.slices import takes_logarithm
from handgrad.doctor.bugs import Kind
from handgrad.doctor.edits.choices import choices_in
from handgrad.doctor.edits.constructions import constructions
from handgrad.doctor.edits.endings import Ending, ending_of, straight_ending_of
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair

if TYPE_CHECKING:
    from handgrad.doctor.anatomy.study import Step
    from handgrad.doctor.case import Case
    from handgrad.doctor.truth.patient import Patient

output_activation = Kind(
    name="output-activation",
    code="D036",
    title="output cannot reach the targets",
    explain="""\
The last activation decides which numbers can come out:

    sigmoid (0, 1)     tanh (-1, 1)     relu [0, inf)     linear: every number     softmax: a row that sums to 1

The bug: the targets lie outside, or the unit can fall silent. A relu at the
output has slope 0 wherever z is negative; once that is so on every row, every
gradient is exactly 0 and nothing ever changes again.

    out = np.maximum(z, 0)                  # targets 0 and 1: may die, and then answers 0 for ever
    out = sigmoid(z)                        # targets 0 ... 50: never above 1
    out = tanh(z)                           # targets 0 ... 10

Write instead what fits the targets:

    out = 1 / (1 + np.exp(-z))              # targets 0 or 1
    out = z                                 # any number
    out = softmax(z)                        # one class out of several

with the slope that belongs to it on the way back.

A small example: four rows of XOR, a relu output with z = -0.1 on all of them:
the output is 0, the slope is 0, the mean squared error is 0.5 and stays there.
A right backward pass does not help.
""",
)

loss_activation_mismatch = Kind(
    name="loss-activation-mismatch",
    code="D037",
    title="loss and output do not fit",
    explain="""\
Cross-entropy reads its argument as a probability, squared error as a number,
and each loss has its natural output:

    sigmoid + binary cross-entropy          dL/dz = a - y
    softmax + cross-entropy                 dL/dz = p - y
    linear  + squared error                 dL/dz = a - y   (up to the factor 2)

The bug: the pair does not belong together.

    loss = -(y * np.log(z)).sum()           # a score, not a probability: nan for negative z
    loss = cross_entropy(softmax(p), y)     # softmax twice
    a = np.tanh(z); loss = -(y * np.log(a) + (1 - y) * np.log(1 - a)).mean()        # a may be negative

Write instead a pair of the table:

    a = 1 / (1 + np.exp(-z)); loss = -(y * np.log(a) + (1 - y) * np.log(1 - a)).mean()

Squared error behind a sigmoid is no mistake in the numbers, but dL/dz = (a -
y) a (1 - a) is nearly 0 when the output is confidently wrong, so it learns
slowly from its worst rows. A softmax with a single output is always 1 and
learns nothing.

A small example: softmax twice. Of two classes a certain (1, 0) becomes (0.73,
0.27), and no weights can do better.
""",
)

TINY = 1e-9
"""What a sigmoid gives for large negative numbers is 0 to whoever reads it."""
LOST = 0.05
"""Share of targets that cannot be reached, above which the output's range is named."""

CERTAIN = 0.2
"""Share of targets that cannot be reached, above which nothing has to be trained to know."""


def repairs(case: Case) -> Iterator[Repair]:
    """A sigmoid where the loss reads probabilities and the output gives other numbers, or always the same.

    Where the output is 0 on every row no gradient can be right that is not 0: another output comes first.
    """
    course = case.course
    for patient in course.patients[:1]:
        output = course.output(patient)
        ending = ending_of(course, patient) if output is not None else straight_ending_of(course, patient)
        silent, rows = silent_rows(case, output) if output is not None else (0, 0)
        if output is not None and 0 < silent == rows and is_at_rest(patient):
            yield from changed(course, ending, output_activation.name, silence(course, output, silent, rows), 0.8)
        if ending is None or not course.binary:
            continue
        constant = output is not None and float(np.ptp(output.curve)) == 0
        outside = output is None or output.lowest < -0.01 or output.highest > 1.01
        if constant or (outside and takes_logs(case, patient)):
            kind = output_activation.name if constant else loss_activation_mismatch.name
            message = message_of(course, output, constant)
            yield from chosen(course, kind, message, 0.8)
            slopes = own_slopes(case, patient, ending) if ending.slopes else [""]
            for number, slope in enumerate(slopes):
                yield from changed(course, ending, kind, message, 0.9 + 0.01 * number, slope)


def own_slopes(case: Case, patient: Patient, ending: Ending) -> list[str]:
    """The slope of a sigmoid, of every text that holds the output where the old slope was multiplied in."""
    tree, node, _, _ = ending.slopes[0]
    texts = [text for text, held in case.scope.visible(tree, node).items() if set(patient.step.predictions) & set(held)]
    return [f"{text} * (1 - {text})" for text in sorted(texts, key=len)[:3]]


def takes_logs(case: Case, patient: Patient) -> bool:
    """Whether a logarithm is taken of what is computed from the predictions."""
    return takes_logarithm(case.program.ops)


def signs(case: Case) -> Iterator[Sign]:
    """Outputs that stay at 0 without a gradient, or that cannot be what the targets are."""
    course = case.course
    if not course.patients:
        return
    first = course.patients[0]
    output = course.output(first)
    if output is None:
        return
    silent, rows = silent_rows(case, output)
    below, above = output.lowest - margin(output), output.highest + margin(output)
    lost = np.mean((course.targets < below) | (course.targets > above))
    loose = course.binary and output.lowest < -0.5
    if not (silent or lost > LOST or loose):
        return
    message = silence(course, output, silent, rows) if silent else message_of(course, output, False)
    ending = ending_of(course, first)
    found = list(changed(course, ending, output_activation.name, message, 5.0 if loose and not silent else 1.0))
    found += chosen(course, output_activation.name, message, 1.1)
    found += constructions(course, output, output_activation.name, message)
    if found:
        finding = case.find(output_activation.name, found[0].site, message, "warning")
        if lost > CERTAIN and not silent and has_targets(course, output, first):
            yield Sign(finding, tuple(found), by="recheck", follow=True)
        else:
            yield Sign(finding, tuple(found), needs_proof=True)


def has_targets(course: Course, output: Layer, patient: Patient) -> bool:
    """Whether the targets are those of an activation: it gives every prediction, element by element, of no guess."""
    every = set(patient.step.predictions) == {each.after for each in output.landmarks}
    return every and output.slope is not None and not course.case.guessed and float(np.ptp(course.targets)) > 0


def is_at_rest(patient: Patient) -> bool:
    """Whether no right gradient is anything but 0, and the program's own are."""
    matches = patient.comparison.matches.values()
    return bool(patient.comparison.wrong) and not any(np.any(match.right) for match in matches)


def silence(course: Course, output: Layer, silent: int, rows: int) -> str:
    """On how many rows nothing comes out."""
    where = "rows" if sum(size > 1 for size in np.shape(output.after)) < 2 else "row and unit pairs"
    wanted = "; a target of 0 or 1 wants a sigmoid" if course.binary else ""
    return f"the output is 0 on {silent} of {rows} {where}, and has no gradient there{wanted}"


def message_of(course: Course, output: Layer | None, constant: bool) -> str:
    """What comes out beside what is wanted."""
    if output is None:
        return "the output is a weighted sum, which any number can come of; the loss takes logarithms of it"
    low, high = float(np.min(course.targets)), float(np.max(course.targets))
    if constant:
        return f"the output is {output.curve[0]:.3g} whatever comes in; the targets reach from {low:.3g} to {high:.3g}"
    ends = [0.0 if abs(each) < TINY else each for each in (output.lowest, output.highest)]
    least, most = (f"{each:.3g}" if np.isfinite(each) else "no bound" for each in ends)
    return f"the output reaches from {least} to {most}, the targets from {low:.3g} to {high:.3g}"


def margin(output: Layer) -> float:
    """How far beyond its end an output may be asked to go."""
    span = output.highest - output.lowest
    return 0.02 * span if np.isfinite(span) else 1e-9


def silent_rows(case: Case, output: Layer) -> tuple[int, int]:
    """On how many rows a relu output is 0, and so without slope, and how many rows there are, where that is most."""
    most = (0, 0)
    if not output.bends:
        return most
    singly: dict[bytes, bool] = {}
    for step in case.anatomy.steps:
        values = [np.ravel(np.asarray(step.program[index].value, dtype=float)) for index in step.predictions]
        flat = np.concatenate(values) == output.lowest if values else np.zeros(0, dtype=bool)
        if flat.size == 1:
            singly[row_of(case, step)] = bool(flat[0])
        most = max(most, (int(flat.sum()), flat.size))
    return (sum(singly.values()), len(singly)) if singly else most


def row_of(case: Case, step: Step) -> bytes:
    """The data that a step begins from, to tell one row from another."""
    given = [index for index in step.slice if step.program[index].name == "leaf" and index not in step.before.values()]
    values = [np.asarray(step.program[index].value) for index in given]
    return b"".join(value.tobytes() for value in values if value.dtype.kind in "fiub")


def changed(
    course: Course, ending: Ending | None, kind: str, message: str, rank: float, slope: str = ""
) -> Iterator[Repair]:
    """The output's activation as another one, the likeliest first."""
    for number, name in enumerate(wanted(course) if ending is not None else ()):
        splices = ending.become(course.case, name, slope) if ending is not None else None
        if ending is not None and splices is not None:
            site = course.case.site_of(ending.node, ending.tree.file)
            yield Repair(kind, site, splices, message, rank + 0.1 * number, forward=True)


def chosen(course: Course, kind: str, message: str, rank: float) -> Iterator[Repair]:
    """Another word, the likeliest first, in the last place where the program selects an activation by one."""
    for choice in choices_in(course.case.trees)[-1:]:
        site = course.case.site_of(choice.node, choice.tree.file)
        for number, word in enumerate(choice.towards(wanted(course))):
            yield Repair(kind, site, (choice.become(word),), message, rank + 0.02 * number, forward=True)


def wanted(course: Course) -> list[str]:
    """Which activations fit the targets."""
    if not course.binary:
        return ["linear"]
    sums = [target for patient in course.patients for _, target in course.meetings(patient)]
    if all(np.ndim(each) == 2 and each.shape[-1] > 1 and np.all(each.sum(axis=-1) == 1) for each in sums):
        return ["softmax", "sigmoid"]
    return ["sigmoid", "linear"]

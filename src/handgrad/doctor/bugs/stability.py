"""Stability: a softmax over the wrong axis, and one that leaves the range of floats."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.softmaxes import Softmax, axes_of, softmaxes
from handgrad.doctor.edits.spelling import along, function_of, prefix
from handgrad.doctor.edits.syntax import Splice, spliced
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.running.plain_run import plain_run
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op

softmax_axis = Kind(
    name="softmax-axis",
    code="D009",
    title="softmax over the wrong axis",
    explain="""\
A softmax turns the scores of one sample into probabilities that sum to 1 over
the classes:

    p_ij  =  exp(z_ij) / sum over classes k of exp(z_ik)

With rows as samples the classes lie along axis 1, with columns as samples
along axis 0.

The bug: the sum runs over the batch, or over everything.

    p = np.exp(z) / np.exp(z).sum(axis=0)   # rows are samples: each class sums to 1 over the batch
    p = np.exp(z) / np.exp(z).sum()         # the whole batch shares one 1

Write instead, with rows as samples:

    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)

`keepdims=True` matters: without it the sum has the shape (n,), and (n, k) /
(n,) divides along the wrong axis or raises.

A small example: two samples, two classes, z = [[2, 0], [2, 0]]. Right: 0.88
and 0.12 in both rows. Over axis 0 everything is 0.5, whatever the network
says: samples steal from each other, and a prediction changes with its batch.
""",
)

softmax_overflow = Kind(
    name="softmax-overflow",
    code="D010",
    title="softmax leaves the range of floats",
    explain="""\
exp(z) is inf for z above 709 in float64 (88 in float32), and inf / inf is nan.
A softmax does not change when the same number is taken from all scores of a
row:

    exp(z_i - m) / sum exp(z_j - m)  =  exp(z_i) / sum exp(z_j)

With m the row's own maximum the largest exponent is 0: nothing overflows, and
the sum is at least 1.

The bug: no maximum is taken away, or one that does not belong to the row.

    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)    # inf / inf at z = 800
    e = np.exp(z - z.max())                 # the maximum of the batch: a row far below it becomes 0 / 0

Write instead:

    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)

A small example: rows [[0, 1], [900, 901]]. Without a maximum the second row is
nan; with the maximum of the whole batch the first row is exp(-901) = 0 in both
places, and 0 / 0 is nan. With the row's own, both are [0.27, 0.73].
""",
)


def repairs(case: Case) -> Iterator[Repair]:
    """The sum, and the level before it, along the classes."""
    for softmax, axis in over_samples(case):
        repair = over_classes(case, softmax, axis)
        if repair is not None:
            yield repair


def signs(case: Case) -> Iterator[Sign]:
    """What shows in values, whether or not any gradient is wrong."""
    for softmax, axis in over_samples(case):
        repair = over_classes(case, softmax, axis)
        message = axis_message(softmax, axis)
        finding = case.find("softmax-axis", softmax.total, message)
        yield Sign(finding, (repair,) if repair else (), by="recheck")
    yield from overflows(case)


def over_samples(case: Case) -> Iterator[tuple[Softmax, int]]:
    """Softmaxes that end the network and whose sum runs over samples, with the axis of the samples."""
    ends = {i: patient for patient in case.patients for i in finished(case, patient)}
    seen = set()
    for softmax in softmaxes(case.program):
        patient = ends.get(softmax.quotient.index)
        if patient is None or softmax.quotient.site in seen or np.ndim(softmax.scores.value) != 2:
            continue
        axis = case.flow.sample_axis(softmax.scores.index, among=softmax.summed)
        if axis is not None:  # where the weights still are 0, no row changes anything
            seen.add(softmax.quotient.site)
            yield softmax, axis


def finished(case: Case, patient: Patient) -> list[int]:
    """Forward values of a step that no parameter goes into any more."""
    return [i for i in patient.forward if i in patient.moving and i not in patient.unfinished]


def axis_message(softmax: Softmax, axis: int) -> str:
    """What the sum does."""
    samples = np.shape(softmax.scores.value)[axis]
    if len(softmax.summed) > 1:
        return f"this sum runs over the whole batch: {samples} samples share one 1, and each changes with the others"
    return f"this sum runs over the {samples} samples: each class sums to 1 over the batch, and no sample's classes do"


def over_classes(case: Case, softmax: Softmax, axis: int) -> Repair | None:
    """The edit that sums, and takes the maximum, over the classes of each sample."""
    reductions = [op for op in (softmax.total, softmax.level) if op is not None and axis in axes_of(op, 2)]
    splices = [splice for op in reductions if (splice := rewritten_along(case, op, 1 - axis))]
    if not isinstance(case.node(softmax.total), ast.Call):
        splices += summed_anew(case, softmax, 1 - axis)
    site = softmax.total.site
    if site is None or not splices:
        return None
    return Repair("softmax-axis", site, tuple(splices), axis_message(softmax, axis), 0.9, forward=True)


def summed_anew(case: Case, softmax: Softmax, axis: int) -> list[Splice]:
    """The division by a sum over an axis in the place of one that a loop of the program's own adds up."""
    node, site = case.node(softmax.quotient), softmax.quotient.site
    tree = case.trees.get(site.file) if site else None
    if tree is None or not isinstance(node, ast.BinOp):
        return []
    text = f"{prefix(tree)}sum({tree.source(node.left)}, axis={axis}, keepdims=True)"
    return [tree.replace(node.right, text)]


def rewritten_along(case: Case, op: Op, axis: int | None, name: str = "") -> Splice | None:
    """The call of a reduction written with another axis."""
    tree, node = case.written(op)
    if tree is not None and op.name == "add" and isinstance(node, ast.Call):
        name = f"{prefix(tree)}{name or function_of(node)}"  # Python's own sum knows no axes
    return along(tree, node, axis, name=name) if tree else None


def overflows(case: Case) -> Iterator[Sign]:
    """Softmaxes that leave the range of floats, and do not once each row's maximum is taken away."""
    seen = {softmax.exponentials.site for softmax, _ in over_samples(case)}
    for softmax in softmaxes(case.program):
        site = softmax.exponentials.site
        if site is None or site in seen or safe(softmax):
            continue
        seen.add(site)
        recorded = broken(softmax)
        if not recorded and not warned(case, softmax):
            continue
        repair = with_maximum(case, softmax, overflow_message(softmax, recorded))
        if repair is not None and mends(case, repair, softmax):
            yield Sign(case.find("softmax-overflow", site, repair.message), (repair,), by="recheck")


def safe(softmax: Softmax) -> bool:
    """Whether the maximum of each row is taken away, so that nothing can overflow and no sum can be 0."""
    level = softmax.level
    if level is None or level.name not in ("max", "amax", "maximum.reduce", "nanmax"):
        return False
    return set(axes_of(level, np.ndim(softmax.scores.value))) <= set(softmax.summed)


def broken(softmax: Softmax) -> bool:
    """Whether finite scores gave something that is not finite, in what was recorded."""
    return bool(np.all(np.isfinite(softmax.scores.value)) and not np.all(np.isfinite(softmax.quotient.value)))


def warned(case: Case, softmax: Softmax) -> bool:
    """Whether a run to the end warns of the exponentials or of the division."""
    exponential, quotient = softmax.exponentials.site, softmax.quotient.site
    run = case.plain_run
    return any(
        site is not None and run.warned(words, site.file, site.line, site.end_line)
        for site, words in (
            (exponential, "overflow encountered in exp"),
            (quotient, "invalid value encountered in"),
            (quotient, "divide by zero encountered in"),
        )
    )


def overflow_message(softmax: Softmax, recorded: bool) -> str:
    """What becomes of the scores."""
    largest = float(np.max(np.abs(softmax.scores.value)))
    what = "nothing is taken from the scores" if softmax.level is None else (
        f"the {softmax.level.name} that is taken from the scores is not the maximum of each row"
    )  # fmt: skip
    when = f"at scores of size {largest:.3g}" if recorded else "later in the training"
    return f"{what}, and {when} these exponentials leave the range of floats: the result is nan"


def with_maximum(case: Case, softmax: Softmax, message: str) -> Repair | None:
    """The edit that takes each row's own maximum away."""
    site = softmax.exponentials.site
    ndim = np.ndim(softmax.scores.value)
    axis = softmax.summed[0] if ndim > 1 and len(softmax.summed) == 1 else None
    if site is None or (ndim > 1 and axis is None):
        return None
    if softmax.level is not None:
        splice = rewritten_along(case, softmax.level, axis, "max")
        splices = [splice] if splice else []
    else:
        splices = [shifted(case, op, axis) for op in exponentials(case, softmax)]
    return Repair("softmax-overflow", site, tuple(splices), message, 1, forward=True) if splices else None


def exponentials(case: Case, softmax: Softmax) -> list[Op]:
    """The exponentials above and below the line, which may be written twice."""
    below = case.program[softmax.total.refs()[0]]
    both = [softmax.exponentials] if below.site == softmax.exponentials.site else [softmax.exponentials, below]
    return [op for op in both if isinstance(case.node(op), ast.Call)]


def shifted(case: Case, op: Op, axis: int | None) -> Splice:
    """`exp(z)` with the maximum taken from z."""
    assert op.site is not None
    tree, call = case.trees[op.site.file], case.node(op)
    assert isinstance(call, ast.Call)
    scores = tree.operand(call.args[0])
    arguments = "" if axis is None else f"axis={axis}, keepdims=True"
    return tree.replace(call.args[0], f"{scores} - {scores}.max({arguments})")


def mends(case: Case, repair: Repair, softmax: Softmax) -> bool:
    """Whether the edited program runs to its end without such a warning."""
    run = plain_run(case.recording.file, spliced(case.recording.sources, repair.splices))
    site = softmax.quotient.site
    lines = {each.line for each in (site, softmax.exponentials.site) if each is not None}
    return not any(line in lines and "encountered in" in text for text, _, line in run.warnings)

"""Missing biases: tasks that no weights can do without one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.flow import Application
from handgrad.doctor.anatomy.inputs import input_ops, sources
from handgrad.doctor.anatomy.sorts import JOINS, READS
from handgrad.doctor.anatomy.targets import target_of
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.biased import biased
from handgrad.doctor.edits.initial import is_bias
from handgrad.doctor.edits.widened import widened
from handgrad.doctor.finding import Severity
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.learnable import fits_of
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op

missing_bias = Kind(
    name="missing-bias",
    code="D034",
    title="no bias where one is needed",
    explain="""\
A unit without a bias, z = x w, is 0 at x = 0 whatever its weights. Its
threshold is tied to the origin:

    sigmoid(0 w) = 0.5,  tanh(0 w) = 0,  relu(0 w) = 0

The bug: the task needs a threshold elsewhere. A row of zeros as input gives
the same output for ever, and no weight can move it; XOR's row (0, 0) is the
usual victim, a curve that does not pass the origin another.

    a1 = sigmoid(x @ W1)
    out = sigmoid(a1 @ W2)

Write instead:

    a1 = sigmoid(x @ W1 + b1)               # b1 (units,)
    out = sigmoid(a1 @ W2 + b2)
    ...
    b2 -= lr * delta2.sum(axis=0)
    b1 -= lr * delta1.sum(axis=0)

or append a column of ones to the inputs, whose weights then are the biases.

Whether it matters depends on the data: centred inputs and a symmetric task may
do without.

A small example: y = x + 1. At x = 0 the prediction w * 0 is 0 for every w, and
the error of 1 stays.
""",
)

Rows = tuple[Any, Any, Any]
"""Inputs (n, d), predictions (n, k) and targets (n, k) of one step."""


def signs(case: Case) -> Iterator[Sign]:
    """A row of zeros whose answer never changes, single layers that a bias would make far better, and networks of
    several layers without any."""
    first = next((each for each in case.flow.applications if each.value not in case.flow.moving), None)
    if first is None:
        yield from sums_without_any(case)
        return
    steps = [rows for patient in case.patients if (rows := rows_of(case, patient)) is not None]
    unbiased = bool(case.course.patients) and not any_bias(case)
    stays = next(stuck(case, first, steps), None) if unbiased or not case.course.patients else None
    if stays is not None:
        yield stays
    elif unbiased and not any_ones(case):
        yield from unbiased_sums(case, first.op)


def sums_without_any(case: Case) -> Iterator[Sign]:
    """The same where the inputs are plain numbers of the program, which are not recorded."""
    hidden = case.course.hidden(case.course.patients[0]) if case.course.patients else []
    if hidden and not any_bias(case):
        yield from unbiased_sums(case, case.program[hidden[0].landmarks[0].before])


def unbiased_sums(case: Case, op: Op) -> Iterator[Sign]:
    """No parameter is a bias: clearly one is needed, or, with several layers, one may be."""
    found = clear(case, op)
    if found is not None:
        yield found
    elif len(case.anatomy.parameters) > 1:
        yield nowhere(case, op)


def clear(case: Case, op: Op) -> Sign | None:
    """No weights come near the targets, and weights with biases do."""
    fits = fits_of(case.course.patients)
    if fits is None or not fits.needs_bias:
        return None
    message = (
        f"no bias: the best squared error that weights reach on {fits.answers} answers is {fits.without:.3g}, "
        f"with a bias in every sum {fits.biased:.3g}"
    )
    severity: Severity = "error" if len(case.anatomy.parameters) == 1 else "warning"
    return Sign(case.find("missing-bias", op, message, severity), ones(case, op, message))


def nowhere(case: Case, op: Op) -> Sign:
    """No parameter is a bias, though the first sum, or a product in it, may want one."""
    message = f"none of the {len(case.anatomy.parameters)} parameters is a bias: where inputs are 0 every sum is 0"
    return Sign(case.find("missing-bias", op, message, "warning"), ones(case, op, message), needs_proof=True, calm=True)


def any_ones(case: Case) -> bool:
    """Whether one of the inputs is always the same, so that its weights are biases."""
    found = [each for index in input_ops(case.course.patients[0])[:1] for each in sources(case, index)]
    whole = [case.program[each] for each in found if each == found[-1] or case.program[each].name in JOINS]
    return any(has_constant(np.asarray(op.value, dtype=float)) for op in whole)


def has_constant(data: Any) -> bool:
    """Whether a feature of some rows is the same in all of them, and not 0."""
    rows = int(np.argmax(data.shape)) if data.ndim > 1 else 0
    return data.ndim > 1 and bool(np.any((np.ptp(data, axis=rows) == 0) & (data.max(axis=rows) != 0)))


def any_bias(case: Case) -> bool:
    """Whether any parameter is only ever added, or a part of one is to every row."""
    patient = case.course.patients[0]
    return any(is_bias(patient, number) for number in patient.step.before) or any_part_added(patient)


def any_part_added(patient: Patient) -> bool:
    """Whether a part of a parameter is added to what is computed with another: `theta[0] + x @ theta[1:]`."""
    for op in (patient.program[index] for index in patient.forward):
        parts = [ref for ref in op.refs() if ref in patient.direct and patient.program[ref].name in READS]
        if op.name == "add" and any(np.size(patient.program[ref].value) < np.size(op.value) for ref in parts):
            return True
    return False


def ones(case: Case, op: Op, message: str) -> tuple[Repair, ...]:
    """A column of ones beside the inputs; a bias in every sum of single numbers."""
    site = op.site
    if not case.course.patients or site is None:
        return ()
    patient = case.course.patients[0]
    edits = enumerate((*widened(case, patient), *biased(case)))
    return tuple(Repair("missing-bias", site, each, message, 3.2 + k / 10, forward=True) for k, each in edits)


def rows_of(case: Case, patient: Patient) -> Rows | None:
    """One step's inputs, predictions and targets with rows as samples."""
    inside = [each for each in case.flow.applications if each.op.index in patient.forward_set]
    given = [each.value for each in inside if each.value not in case.flow.moving]
    if not given or len(patient.step.targets) != 1:
        return None
    meeting, target, prediction = patient.step.targets[0]
    p = np.asarray(patient.values[prediction], dtype=float)
    t = target_of(patient.program, patient.values, patient.program[meeting], target, prediction)
    x = np.asarray(case.program[given[0]].value, dtype=float)
    if t is None or x.ndim == 0 or p.size == 0:
        return None
    n = x.shape[0] if x.ndim == 2 else 1
    if p.size % n or (p.ndim == 2 and p.shape[0] != n):
        return None
    return x.reshape(n, -1), p.reshape(n, -1), np.asarray(t, dtype=float).reshape(n, -1)


def stuck(case: Case, first: Application, steps: list[Rows]) -> Iterator[Sign]:
    """Rows of zeros that get the same wrong answer in every step, while other rows' answers change."""
    zeros: list[tuple[Any, Any]] = []
    others: list[Any] = []
    held = 0
    for x, p, t in steps:
        empty = ~np.any(x, axis=1)
        held += bool(np.any(empty))
        zeros.extend(zip(p[empty], t[empty], strict=True))
        others.extend(p[~empty])
    if held < 2 or len(others) < 2 or np.ptp(np.array(others), axis=0).max() < 1e-9:
        return
    answers = np.array([p for p, _ in zeros])
    gap = float(np.max(np.abs(answers[0] - zeros[0][1])))
    if np.ptp(answers, axis=0).max() == 0 and gap > GAP:
        answer, wanted = answers[0][0], zeros[0][1][0]
        message = f"a row of zeros gets {answer:.4g} whatever the weights are; its target is {wanted:.4g}"
        yield Sign(case.find("missing-bias", first.op, message), ones(case, first.op, message))


GAP = 0.25
"""How far off the answer to a row of zeros has to be."""

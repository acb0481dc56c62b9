"""Inputs: whether the prediction sees them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.truth.patient import Patient

unused_input = Kind(
    name="unused-input",
    code="D035",
    title="prediction ignores the input",
    explain="""\
The gradient of a weight is its input times delta; a network learns from its
data only if the data reach the output. If the prediction is the same for every
x,

    d(prediction)/dx  =  0                  for every row

the best it can do is the average of the targets.

The bug: somewhere on the way the input is replaced or lost.

    for x, y in data:
        a = forward(X[0])                   # always the first row
    a1 = sigmoid(b1)                        # the product with x is missing
    x = np.zeros_like(x)                    # a buffer that is never filled

Write instead:

    for x, y in data:
        a = forward(x)
    a1 = sigmoid(x @ W1 + b1)

A small test: feed two different rows and compare the outputs; or feed zeros
for the whole data set, and see whether the loss is just as good.
""",
)


def signs(case: Case) -> Iterator[Sign]:
    """The same input in every step, with other targets."""
    given = [inputs_of(case, patient) for patient in case.patients]
    if len(given) < FEWEST or not all(given):
        return
    inputs = {data for data, _, _ in given}
    targets = {target for _, target, _ in given}
    if len(inputs) == 1 and len(targets) > 1:
        message = f"this input was the same in {len(given)} steps, and the targets were {len(targets)} different ones"
        yield Sign(case.find("unused-input", case.program[given[0][2]], message), by="recheck")


FEWEST = 3
"""Steps that have to agree."""


def inputs_of(case: Case, patient: Patient) -> Any:
    """What a step is given: inputs and targets as text, and the first input; None where there are none."""
    inside = (ref for i in patient.forward if i in patient.moving for ref in patient.program[i].refs())
    data = sorted({ref for ref in inside if ref not in patient.moving and case.program[ref].name != "leaf"})
    targets = [target for _, target, _ in patient.step.targets if target is not None]
    arrays = [ref for ref in data if np.size(case.program[ref].value) > 1]
    if not arrays or not targets:
        return None
    text = [repr(np.asarray(case.program[ref].value).tolist()) for ref in (*arrays, *targets[:1])]
    return "".join(text[:-1]), text[-1], arrays[0]

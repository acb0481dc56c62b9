"""Zeros: the one with a minus in front."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.finding import Finding
from handgrad.program.program import Op, Ref

negative_zero = Kind(
    name="negative-zero",
    code="D066",
    title="minus zero where zero is meant",
    explain="""\
Floats have two zeros, and a product takes its sign from both factors:

    -3.0 * 0.0  =  -0.0                     and  -0.0 == 0.0  is True

So a relu written as a product returns -0. for negative inputs, and prints
"-0.":

    z * (z > 0)                             # -3.0 * False is -0.0

No sum, product or comparison that follows gives another result; only printing,
np.signbit and a division by it (-inf where inf was meant) can tell the two
apart. It is a curiosity, not a fault, and no gradient is wrong because of it.

The bug, if it is one: -0. is printed where a reader expects 0.

Write instead:

    np.maximum(z, 0)                        # 0. for every negative input

A product has a second weakness: inf * 0 is nan, so z * (z > 0) gives nan at z
= -inf, and np.maximum gives 0.

A small example: z = np.array([-2.0, 3.0]); print(z * (z > 0)) shows [-0.  3.],
and np.maximum(z, 0) shows [0. 3.].
""",
)


def signs(case: Case) -> Iterator[Finding]:
    """Products with a mask that gave -0. in the forward pass; the first one only, for it is a curiosity."""
    for patient in case.patients[:1]:
        for index in patient.forward:
            op = patient.program[index]
            if index in patient.moving and op.site is not None and (count := negative_zeros(case, op)):
                places = f"{count} of {np.size(op.value)} places"
                message = f"this product with a mask gives -0. for negative numbers, here in {places}"
                note = "np.maximum gives 0.; nothing that is computed from either is different"
                yield case.find("negative-zero", op, message, severity="note", notes=(note,))
                return


def negative_zeros(case: Case, op: Op) -> int:
    """How many -0. a product of numbers with a test of themselves gave."""
    parts = [case.program[part.index] for part in op.args if isinstance(part, Ref)]
    masks = [part for part in parts if np.asarray(part.value).dtype == bool]
    if op.name != "multiply" or not any(set(mask.refs()) & {part.index for part in parts} for mask in masks):
        return 0
    value = np.asarray(op.value)
    return int(np.sum((value == 0) & np.signbit(value))) if value.dtype.kind == "f" else 0

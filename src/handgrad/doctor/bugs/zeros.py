"""Zeros: the one with a minus in front."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

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

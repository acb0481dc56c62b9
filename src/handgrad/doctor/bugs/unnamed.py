"""A gradient that is wrong in a way that fits no kind of bug."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

gradient_mismatch = Kind(
    name="gradient-mismatch",
    code="D067",
    title="gradient differs from the right one",
    explain="""\
The right gradient follows from the forward pass alone: every operation on the
way to the loss has a known derivative, and the chain rule multiplies them from
the loss backwards. Central differences say the same without any derivation:

    dL/dw  is about  (L(w + h) - L(w - h)) / (2 h)          h = 1e-5, in float64

A gradient g is wrong when |yours - g| is more than a millionth of |g|, taken
over the whole array, signs and all.

The bug: the operation that is underlined is the first one, going back from the
loss, whose result is not the derivative of its forward line. It fits none of
the known kinds exactly, so it has no name here; what lies below it is wrong in
consequence and may be right by itself.

Write instead what undoes the forward line. Put the two side by side,

    z = a @ W + b                           # forward
    dW = a.T @ dz                           # forward: a @ W
    db = dz.sum(axis=0)                     # forward: + b, one for all rows
    da = dz @ W.T                           # forward: a @ W

and ask of each backward line: which forward line is it for, are its factors
that line's own arrays, and has its result the shape of what it is the gradient
of?

A small test: change one weight by 1e-5 either way, compute the loss twice, and
compare the slope with that one entry of the gradient.
""",
)

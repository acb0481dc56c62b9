"""Memory: arrays that are one and the same, or changed too early."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

inplace_mutation = Kind(
    name="inplace-mutation",
    code="D029",
    title="argument overwritten, needed later",
    explain="""\
A backward pass reads what the forward pass left: inputs, scores, outputs. They
have to be the same numbers then.

    forward   a = f(z)                      backward  dz = da * f'(z)          the same z

The bug: a function writes into its argument, and whoever kept that array now
has another one.

    def relu(z):
        z[z < 0] = 0                        # the caller's z is gone
        return z
    def slope(z):
        z[z > 0] = 1                        # and so is the activation that was passed in
        z[z <= 0] = 0
        return z
    x -= x.mean(axis=0)                     # inside a function: the caller's data move at every call

Write instead functions that make new arrays:

    def relu(z): return np.maximum(z, 0)
    def slope(z): return (z > 0).astype(z.dtype)
    x = x - x.mean(axis=0)

A small example: a = [0.3, 0], slope(a) returns [1, 0], and a is [1, 0] from
then on; a weight gradient a.T @ delta taken afterwards is wrong although its
own line is right.
""",
)

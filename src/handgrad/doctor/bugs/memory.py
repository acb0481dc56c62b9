"""Memory: arrays that are one and the same, or changed too early."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

aliasing = Kind(
    name="aliasing",
    code="D028",
    title="two names for one array",
    explain="""\
An assignment copies no numbers: after v = W both names mean one array, and
what changes one in place changes both. The same holds for [row] * 3, for
slices such as X[:5], for reshape and for .T.

The bug: an array that should stay as it was shares its memory with one that is
changed in place.

    best = W                                # W -= ... changes "best" as well
    weights = [np.zeros((3, 3))] * 4        # four names, one matrix
    velocity = gradient                     # the next += changes both
    out[:] = a; history.append(out)         # every entry of history is the last one

Write instead:

    best = W.copy()
    weights = [np.zeros((3, 3)) for _ in range(4)]
    history.append(out.copy())

A small example: a = np.zeros(2); b = a; b += 1 leaves a = [1, 1]. With b = b +
1 a new array is made, and a stays [0, 0]. np.shares_memory(a, b) tells whether
two arrays overlap.
""",
)

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

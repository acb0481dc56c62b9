"""Shapes: two arrays that do not belong together and fit all the same."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

broadcasting = Kind(
    name="broadcasting",
    code="D031",
    title="two shapes broadcast to a matrix",
    explain="""\
NumPy lines shapes up from the right and stretches every 1. Between a column
and a flat array that gives a matrix:

    (n, 1) - (n,)  is  (n, 1) - (1, n)  ->  (n, n)

entry (i, j) is the output of row i minus the target of row j: every prediction
against every target.

The bug: predictions are (n, 1), targets (n,), or the other way round.

    error = out - y                         # (n, n)
    loss = (error ** 2).mean()              # a number all the same

The loss does not change when the targets are shuffled, and the network learns
their average.

Write instead, with one shape for both:

    y = y.reshape(-1, 1)                    # once, where the data are made
    error = out - y                         # (n, 1)

A small example: out = [[1], [2]], y = [1, 2]. Every prediction is right, and
out - y is [[0, -1], [1, 0]] with a mean square of 0.5. `assert out.shape ==
y.shape` before the difference costs nothing.
""",
)

"""Scale: a constant too many or too few in a gradient."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

gradient_scale = Kind(
    name="gradient-scale",
    code="D021",
    title="one gradient scaled differently",
    explain="""\
All gradients of one step belong to one loss. A factor that the loss has, 1/n
of a mean or the 2 of a square, belongs to the first delta and reaches every
parameter from there:

    L = mean of (a - y)**2 over n rows      delta = 2 (a - y) / n * f'(z)
    dL/dW = a^T delta                       dL/db = sum over rows of delta

The bug: the factor is applied to some of the gradients, or again in each
layer.

    dW = a.T @ delta / n
    db = delta.sum(axis=0)                  # n times too big beside dW
    delta1 = (delta2 @ W2.T) * slope1 / n   # divided once more in each layer

Write instead, the factor in one place:

    delta = 2 * (out - y) / n * slope
    dW, db = a.T @ delta, delta.sum(axis=0)

or the same factor on every gradient. A constant common to all of them is a
convention and no bug: it only changes what the learning rate means.

A small example: with n = 100 rows the bias above takes steps a hundred times
longer than the weights; at a learning rate that suits the weights it swings,
at one that suits the bias the weights hardly move.
""",
)

gradient_not_averaged = Kind(
    name="gradient-not-averaged",
    code="D022",
    title="sum over rows, rate for averages",
    explain="""\
A loss that sums over n rows has a gradient n times that of the mean. Both are
right. What they need differs:

    W - lr * sum of gradients  =  W - (n * lr) * mean of gradients

so the same learning rate takes steps n times as long.

The bug: a rate that suits an average meets a sum. With 0.1 and 1000 rows the
step is that of a rate of 100: the first update saturates every unit or throws
the weights to inf.

    dW = a.T @ (out - y)                    # a sum over all rows
    W -= 0.1 * dW

Write instead:

    dW = a.T @ (out - y) / n                # n rows in this batch
    W -= 0.1 * dW

or keep the sum and divide the learning rate by n. The average has the
advantage that the rate need not change with the size of the batch. Divide once
only, at the first delta or at each gradient (`handgrad explain D021`).

A small example: L = (w - y)**2 / 2 in each of 1000 rows. The sum has curvature
1000, and a rate above 2 / 1000 diverges; for the mean the bound is 2.
""",
)

"""Stability: softmax over the wrong axis, and numbers that leave the range of floats."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

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

log_of_zero = Kind(
    name="log-of-zero",
    code="D011",
    title="logarithm of an exact zero",
    explain="""\
Cross-entropy takes the logarithm of a probability, L = -log p. In exact
arithmetic a sigmoid or a softmax is never 0; in floats sigmoid(-710) is 0, 1 -
sigmoid(37) is 0, and log 0 is -inf. Then 0 * -inf is nan, and nan spreads
through every parameter.

The bug: nothing keeps p away from 0 and 1.

    loss = -(y * np.log(a) + (1 - y) * np.log(1 - a)).mean()

Write instead, with z the score before the sigmoid, a form that never leaves
the range:

    loss = (np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))).mean()

or, for a softmax, with m the maximum of the row:

    loss = (np.log(np.exp(z - m).sum(axis=1)) + m[:, 0] - z[np.arange(n), label]).mean()

or keep the probability off the ends, which changes the loss by nothing that
can be seen:

    a = np.clip(a, 1e-12, 1 - 1e-12)

The gradient has the same trap: -y / a divides by that 0. The short form a - y
does not (`handgrad explain D006`).

A small example: y = 0, a = 0, a row that could not be more right. Its loss is
-(0 * -inf + 1 * 0) = nan.
""",
)

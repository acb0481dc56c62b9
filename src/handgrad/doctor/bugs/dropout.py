"""Dropout: the same mask on the way back, and the right scale when predicting."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

dropout_mask = Kind(
    name="dropout-mask",
    code="D053",
    title="dropout mask missing going back",
    explain="""\
With a share p of the units dropped, dropout multiplies by a mask m of 0 and 1,
and keeps the average by dividing:

    y  =  x * m / (1 - p)                   dL/dx  =  dL/dy * m / (1 - p)

the same mask and the same factor.

The bug: the way back leaves the mask out, draws another one, or forgets the
factor.

    dx = dy                                 # dropped units get a gradient
    dx = dy * (rng.random(x.shape) > p)     # another mask than the forward pass had
    dx = dy * mask                          # 1 / (1 - p) is missing

Write instead:

    mask = (rng.random(x.shape) > p) / (1 - p)
    y = x * mask
    ...
    dx = dy * mask                          # forward: x * mask, the very same array

A small example: p = 0.5, mask [2, 0], dy = [1, 1]. Right: dx = [2, 0]. The
dropped unit took no part and must not move.
""",
)

dropout_eval = Kind(
    name="dropout-eval",
    code="D054",
    title="dropout on or unscaled when predicting",
    explain="""\
While training a unit is kept with probability 1 - p. The layer above learns
with inputs of the average size

    E[x * m]  =  (1 - p) * x                plain mask
    E[x * m / (1 - p)]  =  x                mask with the scale inside ("inverted")

When predicting no unit is dropped, and the size has to match: times (1 - p)
for the plain mask, nothing for the other.

The bug: units are dropped at prediction too, or the scale is missing, or
applied in both places.

    def predict(x): return forward(x)       # forward still draws a mask: answers change from call to call
    y = x * mask                            # while training, and
    y = x                                   # when predicting: too large by 1 / (1 - p)

Write instead:

    if training: y = x * mask / (1 - p)
    else:        y = x

A small example: p = 0.5, 100 units of 1, weights 0.01. While training the sum
is about 1 with the scale and 0.5 without; predicting without a mask gives 1.
Only the first pair agrees.
""",
)

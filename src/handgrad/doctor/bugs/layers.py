"""Layers with a longer backward pass: batch normalisation and convolution."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

batchnorm_backward = Kind(
    name="batchnorm-backward",
    code="D055",
    title="batch statistics treated as constants",
    explain="""\
Batch normalisation computes, for every column over the n rows of a batch,

    m = mean(x),  v = var(x),  h = (x - m) / sqrt(v + eps),  y = g * h + b

m and v are made of x, so every row reaches every other through them. With dh =
dy * g:

    dx  =  (dh - mean(dh) - h * mean(dh * h)) / sqrt(v + eps)           means over the rows
    dg  =  sum of dy * h                    db  =  sum of dy

The bug: the two terms of the statistics are left out, or one of them.

    dx = dy * g / np.sqrt(v + eps)          # as if m and v were constants

Write instead:

    dh = dy * g
    dx = (dh - dh.mean(axis=0) - h * (dh * h).mean(axis=0)) / np.sqrt(v + eps)

Two signs of a right one, without any derivation (eps = 0): every column of dx
sums to 0, and so does every column of dx * h; for adding a constant to x, or
stretching it, changes nothing. Where only the running statistics are used,
they are constants, and the short form is right.

A small example: two rows, x = [1, 3], eps = 0. h is [-1, 1] whatever the two
numbers are, so dx = [0, 0] for every dy; the short form gives dy * g.
""",
)

batchnorm_eval = Kind(
    name="batchnorm-eval",
    code="D056",
    title="running statistics missing or unused",
    explain="""\
While training a batch is normalised by its own mean and variance. When
predicting there may be one row only, whose variance is 0, and an answer must
not depend on the company it comes in. So running averages are kept and used:

    while training     running_m  <-  0.9 * running_m + 0.1 * m         the same for v
    when predicting    h  =  (x - running_m) / sqrt(running_v + eps)

The bug: they are not updated, not used, or updated while predicting.

    def predict(x): return forward(x)       # statistics of the test batch: one row gives h = 0
    running_m = m                           # the last batch only
    running_m = 0.1 * running_m + 0.9 * m   # the factors exchanged: forgets at once

Write instead:

    if training:
        m, v = x.mean(axis=0), x.var(axis=0)
        running_m, running_v = 0.9 * running_m + 0.1 * m, 0.9 * running_v + 0.1 * v
    else:
        m, v = running_m, running_v

Start running_m at 0 and running_v at 1. A small test: predict one row alone
and inside a batch; the answers must agree.
""",
)

conv_backward = Kind(
    name="conv-backward",
    code="D057",
    title="convolution run back wrongly",
    explain="""\
In one dimension, stride 1, a layer computes a correlation: the kernel slides
over the input,

    y_i  =  sum over k of  x_(i+k) * w_k

Each backward line collects the pairs in which a number took part:

    dw_k  =  sum over i of  x_(i+k) * dy_i      dy slides over the input
    dx_j  =  sum over k of  dy_(j-k) * w_k      the kernel, turned round, over dy

The bug: the kernel is not turned round for dx, is turned for dw, the operands
are exchanged, or a padding or a stride of the forward pass is not undone.

    dx = correlate(pad(dy), w)              # w as it is; in two dimensions np.flip(w) is missing

Write instead:

    for i in range(len(y)):
        dw += x[i:i + len(w)] * dy[i]       # forward: (x[i:i+k] * w).sum()
        dx[i:i + len(w)] += w * dy[i]

which never needs a turned kernel: each forward line is undone by one backward
line, in as many dimensions as there are.

A small example: w = [1, 2], x = [a, b, c], dy = [1, 0]. Only y_0 = a + 2 b
counts: dx = [1, 2, 0]. A kernel that is not turned gives [2, 1, 0].
""",
)

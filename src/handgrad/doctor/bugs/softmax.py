"""Softmax: its Jacobian."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

softmax_derivative = Kind(
    name="softmax-derivative",
    code="D008",
    title="softmax treated unit by unit",
    explain="""\
With p = softmax(z) every probability depends on every z of its row:

    dp_i/dz_j  =  p_i * ((i == j) - p_j)

so the way back is a product with a matrix, which for one row collapses to

    dL/dz  =  p * (dL/dp - sum(dL/dp * p))

The bug: only the diagonal of that matrix is used, as if softmax were a
sigmoid.

    dz = dp * p * (1 - p)                   # leaves out how z_j moves the other probabilities

Write instead:

    dz = p * (dp - (dp * p).sum(axis=1, keepdims=True))     # rows are samples

and where the loss is cross-entropy, the whole of it is shorter and more exact:

    dz = (p - y) / n

A small example: p = [0.7, 0.3], y = [1, 0], L = -log p_0. Then dL/dp =
[-1.429, 0]. The right dL/dz is [-0.3, 0.3]; the diagonal alone gives [-0.3,
0], and the other class is never pushed down.
""",
)

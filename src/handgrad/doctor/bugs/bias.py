"""Bias gradients: one number for each unit, the sum of delta over the rows."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

bias_grad_axis = Kind(
    name="bias-grad-axis",
    code="D001",
    title="bias gradient summed over the wrong axis",
    explain="""\
A layer computes z = a W + b. One bias b_j is added to unit j of every row i, so

    dL/db_j  =  sum over rows i of  dL/dz_ij

: one number for each unit, the sum of delta over the rows and over nothing else.

The bug: a sum over everything gives one number, and every unit moves by the total of all units:

    db = dz.sum()                           # one number for all units

Write instead, with rows as samples:

    db = dz.sum(axis=0, keepdims=True)      # (1, units)

and with columns as samples:

    db = dz.sum(axis=1, keepdims=True)      # (units, 1)

Where a layer has one unit only both are the same number, which is why the output layer often looks right.
""",
)

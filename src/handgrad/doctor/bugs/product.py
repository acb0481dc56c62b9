"""Matrix products on the way back: operands transposed, exchanged, or one of them missing."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

transpose = Kind(
    name="transpose",
    code="D015",
    title="matrix product turned round",
    explain="""\
Forward, a layer of n rows computes z = a W with a (n, inputs) and W (inputs,
units). Backward, both factors come back transposed, and the shapes leave only
one way to write each:

    dL/dW  =  a^T delta                     (inputs, n) (n, units)  ->  (inputs, units)
    dL/da  =  delta W^T                     (n, units) (units, inputs)  ->  (n, inputs)

The bug: W, or the order of the factors, is not turned round. Where a layer has
as many inputs as units, or the batch as many rows as a layer has units, the
shapes still fit and nothing complains.

    da = delta @ W                          # fits only because W is square

Write instead:

    da = delta @ W.T                        # forward: a @ W

With columns as samples, z = W a, it reads da = W.T @ delta and dW = delta @
a.T.

A small example: W = [[0, 1], [0, 0]] sends input 0 to unit 1. An error delta =
[0, 1] belongs to input 0: delta W^T = [1, 0]. Without the transpose it is [0,
0]. Sizes that are all different make this bug raise at once.
""",
)

inner_vs_outer = Kind(
    name="inner-vs-outer",
    code="D016",
    title="inner product for an outer one",
    explain="""\
For a single sample with input a (inputs,) and delta (units,), the weight
gradient holds every pair:

    dL/dW_jk  =  a_j * delta_k              the outer product, (inputs, units)

The bug: np.dot, @ and .T do something else to arrays of one dimension. The
transpose of a one-dimensional array is the array itself, and the dot product
of two of them is one number:

    dW = np.dot(a.T, delta)                 # a scalar; W -= lr * dW moves every weight alike

Write instead:

    dW = np.outer(a, delta)

or keep two dimensions throughout, one row for a sample:

    a, delta = a.reshape(1, -1), delta.reshape(1, -1)
    dW = a.T @ delta

A small example: a = [1, 2], delta = [3, 0]. Right: [[3, 0], [6, 0]]. The inner
product is 3, for all four weights.
""",
)

gradient_transposed = Kind(
    name="gradient-transposed",
    code="D017",
    title="gradient is transposed",
    explain="""\
A gradient has the shape of its parameter: entry (j, k) of dL/dW says how L
changes with W_jk. For z = a W, rows as samples,

    dL/dW  =  a^T delta                     (inputs, units)

The bug: the product is written the other way round, or for the other
convention, and gives the transpose. With as many inputs as units it fits, and
the weight from j to k moves by what was meant for the one from k to j:

    dW = delta.T @ a                        # (units, inputs)

Write instead:

    dW = a.T @ delta                        # forward: z = a @ W

With columns as samples, z = W a, the right form is dW = delta @ a.T.

A small example: a = [[1, 0]], delta = [[0, 1]]: only the weight from input 0
to unit 1 took part, dW = [[0, 1], [0, 0]]. The transpose changes the weight
from input 1 to unit 0 instead, which did nothing at all.
""",
)

missing_input_factor = Kind(
    name="missing-input-factor",
    code="D018",
    title="layer input missing from gradient",
    explain="""\
In z = a W a weight is multiplied by the input it carries, so that input is a
factor of its gradient:

    dL/dW_jk  =  sum over rows i of  a_ij * delta_ik

The bug: delta alone is used, as if the weight were a bias.

    dW = delta.sum(axis=0)                  # the same for every input
    w[j] += lr * delta                      # the input x[j] is missing

Write instead:

    dW = a.T @ delta                        # forward: a @ W
    w[j] += lr * delta * x[j]

A small example: x = [0, 1], delta = 0.5. The first input was 0 and had no part
in the result, so its weight must not move: right [0, 0.5]; without the factor
[0.5, 0.5].
""",
)

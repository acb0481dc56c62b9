"""Operands: a different array than the one the forward pass used."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

wrong_array = Kind(
    name="wrong-array",
    code="D019",
    title="another array than intended",
    explain="""\
Each line of a backward pass undoes one line of the forward pass, and uses the
very arrays that line used:

    forward   z2 = a1 W2                    backward  dW2 = a1^T delta2
                                                      da1 = delta2 W2^T
    forward   a1 = f(z1)                    backward  delta1 = da1 * f'(z1)

The bug: a neighbour stands in its place; an activation before its function,
the raw error for the error passed back, a name left over from copying.

    z2 = z1 @ W2 + b2                       # forward skips the activation
    dW2 = z1.T @ delta2                     # z1 where a1 went in
    dW1 = x.T @ (error * slope1)            # the error of the output, not of this layer

Write instead the array of the forward line:

    dW2 = a1.T @ delta2                     # forward: a1 @ W2
    delta1 = (delta2 @ W2.T) * slope1       # forward: a1 = f(z1), then a1 @ W2

When two arrays have the same shape nothing complains, so sizes that are all
different are a cheap safeguard: with 5 rows, 3 inputs, 7 units and 2 outputs
most exchanges raise at once.

A small example: a1 = relu(z1) with z1 = -2, delta2 = 1. The unit was silent,
so its weight took no part: dW2 = 0. With z1 it would be -2.
""",
)

wrong_layer_index = Kind(
    name="wrong-layer-index",
    code="D020",
    title="neighbouring layer used",
    explain="""\
With lists of layers, layer l reads a[l], multiplies by W[l] and writes a[l +
1]:

    z[l] = a[l] W[l] + b[l],   a[l + 1] = f(z[l])

so, going back,

    dW[l]        =  a[l]^T delta[l]         the input of layer l
    delta[l - 1] =  (delta[l] W[l]^T) * f'(z[l - 1])

The bug: an index is one off.

    dW[l] = a[l + 1].T @ delta[l]           # the layer's own output
    delta[l - 1] = (delta[l] @ W[l - 1].T) * slope(z[l - 1])        # the weights one below
    delta[l - 1] = (delta[l] @ W[l].T) * slope(z[l])                # the slope one above

Write instead:

    dW[l] = a[l].T @ delta[l]               # forward: a[l] @ W[l]
    delta[l - 1] = (delta[l] @ W[l].T) * slope(z[l - 1])            # forward: a[l] = f(z[l - 1])

Equal widths hide it: give every layer another number of units while testing,
and most of these raise. The top layer is right, and everything from the wrong
index down is not.

A small example: a[0] = [1, 0], a[1] = [0.2, 0.9], delta[0] = [1, 0]. Only
input 0 was on and only unit 0 is to blame: dW[0] = [[1, 0], [0, 0]]. With a[1]
it would be [[0.2, 0], [0.9, 0]].
""",
)

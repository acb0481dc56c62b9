"""The update: its sign, its order, and which parameters it reaches."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

bias_not_updated = Kind(
    name="bias-not-updated",
    code="D026",
    title="parameter never updated",
    explain="""\
A parameter that the forward pass uses has a gradient, and training means
moving all of them:

    W <- W - lr * dL/dW          b <- b - lr * dL/db

The bug: one of them has no update, or its update changes something else.

    W1 -= lr * dW1
    W2 -= lr * dW2                          # b1 and b2 keep their first values
    for w, b in layers:
        b = b - lr * db                     # a new array; the layer keeps the old one

Write instead:

    W1 -= lr * dW1;  b1 -= lr * db1
    W2 -= lr * dW2;  b2 -= lr * db2
    for w, b in layers:
        b -= lr * db                        # changes the array itself

What it costs depends on the task: a bias left at 0 ties every unit's threshold
to the origin, and a weight matrix left at its start is a random projection
that never learns.

A small test: keep a copy of every parameter, make one step, and look which
ones are still equal to their copy.
""",
)

layer_not_updated = Kind(
    name="layer-not-updated",
    code="D027",
    title="layer left out of training",
    explain="""\
The way back visits every layer that the forward pass visited, in reverse
order: with L layers, the indices L-1 down to 0.

    for l in reversed(range(L)):  dW[l], db[l], delta = backward(l, delta)

The bug: the loop starts or ends one off, and one layer gets no gradient or no
update.

    for l in range(L - 1, 0, -1):           # stops at 1: layer 0 is left out
    for layer in layers[1:]:                # the same
    for l in range(L - 1): W[l] -= lr * dW[l]       # the output layer is left out

Write instead:

    for l in range(L - 1, -1, -1):          # down to 0
    for layer in reversed(layers):

A small test: remember every array, make one step, and look which ones are
still equal to what they were. The rest of the network trains around a frozen
layer, so the loss still falls: it only stops too high.
""",
)

"""The forward pass as such: an activation, a bias or an input that is missing."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

missing_activation = Kind(
    name="missing-activation",
    code="D033",
    title="hidden layer is linear",
    explain="""\
Without a bent function between them two layers are one:

    (x W1 + b1) W2 + b2  =  x (W1 W2) + (b1 W2 + b2)

whatever the number of layers and units. Such a network draws one straight line
(one plane), and XOR, a circle or a curve are out of its reach.

The bug: a hidden layer has no activation, or it is computed and not used.

    z1 = x @ W1 + b1
    out = z1 @ W2 + b2                      # straight from z1
    a1 = np.tanh(z1); out = z1 @ W2 + b2    # a1 is made, z1 is used

Write instead:

    a1 = np.tanh(x @ W1 + b1)
    out = a1 @ W2 + b2

and the slope in the backward pass: delta1 = (delta2 @ W2.T) * (1 - a1**2).

A small example: on XOR the best a linear network can do is to answer 0.5 for
all four rows, a mean squared error of 0.25. A loss that settles on exactly
that is the sign.
""",
)

missing_bias = Kind(
    name="missing-bias",
    code="D034",
    title="no bias where one is needed",
    explain="""\
A unit without a bias, z = x w, is 0 at x = 0 whatever its weights. Its
threshold is tied to the origin:

    sigmoid(0 w) = 0.5,  tanh(0 w) = 0,  relu(0 w) = 0

The bug: the task needs a threshold elsewhere. A row of zeros as input gives
the same output for ever, and no weight can move it; XOR's row (0, 0) is the
usual victim, a curve that does not pass the origin another.

    a1 = sigmoid(x @ W1)
    out = sigmoid(a1 @ W2)

Write instead:

    a1 = sigmoid(x @ W1 + b1)               # b1 (units,)
    out = sigmoid(a1 @ W2 + b2)
    ...
    b2 -= lr * delta2.sum(axis=0)
    b1 -= lr * delta1.sum(axis=0)

or append a column of ones to the inputs, whose weights then are the biases.

Whether it matters depends on the data: centred inputs and a symmetric task may
do without.

A small example: y = x + 1. At x = 0 the prediction w * 0 is 0 for every w, and
the error of 1 stays.
""",
)

unused_input = Kind(
    name="unused-input",
    code="D035",
    title="prediction ignores the input",
    explain="""\
The gradient of a weight is its input times delta; a network learns from its
data only if the data reach the output. If the prediction is the same for every
x,

    d(prediction)/dx  =  0                  for every row

the best it can do is the average of the targets.

The bug: somewhere on the way the input is replaced or lost.

    for x, y in data:
        a = forward(X[0])                   # always the first row
    a1 = sigmoid(b1)                        # the product with x is missing
    x = np.zeros_like(x)                    # a buffer that is never filled

Write instead:

    for x, y in data:
        a = forward(x)
    a1 = sigmoid(x @ W1 + b1)

A small test: feed two different rows and compare the outputs; or feed zeros
for the whole data set, and see whether the loss is just as good.
""",
)

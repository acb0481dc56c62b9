"""Slopes of activations: the wrong formula, the wrong place, left out, or once too often."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

derivative_wrong_input = Kind(
    name="derivative-wrong-input",
    code="D003",
    title="slope taken at the wrong value",
    explain="""\
An activation a = f(z) passes the gradient back with its slope at z:

    dL/dz  =  dL/da * f'(z)

Some slopes are shorter when written with the output a:

    sigmoid:  f'(z) = sigmoid(z) * (1 - sigmoid(z)) = a * (1 - a)
    tanh:     f'(z) = 1 - tanh(z)**2                = 1 - a**2

Both forms are right, each with its own argument: the first wants z, the second
wants a.

The bug: one form gets the other's argument.

    def slope(z): return sigmoid(z) * (1 - sigmoid(z))
    delta = da * slope(a)                   # the sigmoid of a sigmoid: a slope of nowhere

    def slope(a): return a * (1 - a)
    delta = da * slope(z)                   # z (1 - z) is negative as soon as z is above 1

Write instead one of

    delta = da * slope_from_z(z)
    delta = da * slope_from_a(a)

A small example: z = 0 gives a = 0.5 and the slope 0.25. Taken at a,
sigmoid(0.5) * (1 - sigmoid(0.5)) = 0.235: close enough to train slowly, wrong
all the same. z (1 - z) at z = 0 is 0: nothing is learned.
""",
)

derivative_wrong_formula = Kind(
    name="derivative-wrong-formula",
    code="D004",
    title="wrong slope of the activation",
    explain="""\
An activation a = f(z) passes the gradient back with its slope, dL/dz = dL/da *
f'(z). The usual slopes:

    sigmoid      f'(z) = a * (1 - a)
    tanh         f'(z) = 1 - a**2
    relu         f'(z) = 1 where z > 0, 0 elsewhere
    leaky relu   f'(z) = 1 where z > 0, the leak elsewhere
    linear       f'(z) = 1

The bug: another formula stands in its place; often the activation itself, or
the slope of a different activation.

    def tanh_slope(a): return 1 - a         # the square is missing
    def sigmoid_slope(z): return sigmoid(z) # the function, not its slope
    delta = da * a * (1 - a)                # a sigmoid's slope behind a tanh

Write instead the slope of the function that stands in the forward pass:

    delta = da * (1 - a**2)                 # forward: a = np.tanh(z)

A small test: (f(z + h) - f(z - h)) / (2 * h) with h = 1e-5 has to agree with
the slope at every z off a corner. For tanh at z = 0.5: a = 0.462, the slope is
1 - 0.462**2 = 0.786, and 1 - a would be 0.538.
""",
)

missing_derivative = Kind(
    name="missing-derivative",
    code="D005",
    title="slope of the activation left out",
    explain="""\
Every function on the way from a parameter to the loss is a factor of its
gradient. Going back through a = f(z) means

    dL/dz  =  dL/da * f'(z)

and only dL/dz may be used for the weights and the bias of that layer and for
the layer below.

The bug: the error goes through the activation as if it were not there.

    hidden_error = delta_out @ W2.T         # this is dL/da
    dW1 = x.T @ hidden_error                # but the weights need dL/dz

Write instead:

    hidden_error = delta_out @ W2.T
    hidden_delta = hidden_error * slope     # forward: a = f(z)
    dW1 = x.T @ hidden_delta

Only one slope may be missing, and for a reason: a sigmoid with cross-entropy,
or a softmax with cross-entropy, gives dL/dz = a - y at the output, because the
slope cancels against the loss (see `handgrad explain D006`). With squared
error it does not cancel.

A small example: a sigmoid's slope is at most 0.25, so each layer it is left
out of makes the gradients below about four times too big, and more where the
unit is far out.
""",
)

extra_derivative = Kind(
    name="extra-derivative",
    code="D006",
    title="slope multiplied in once too often",
    explain="""\
For a sigmoid output a = sigmoid(z) and cross-entropy L = -y log a - (1 - y)
log(1 - a),

    dL/da  =  (a - y) / (a * (1 - a))
    da/dz  =  a * (1 - a)
    dL/dz  =  a - y                         the slope has cancelled

and for a softmax with cross-entropy L = -sum(y * log p) likewise dL/dz = p -
y.

The bug: a - y already is the gradient at z, and the slope is multiplied in
again.

    delta = (a - y) * a * (1 - a)           # right for squared error, not for cross-entropy

Write instead:

    delta = a - y                           # forward: a = sigmoid(z), L = cross-entropy

A small example: y = 1, a = 0.01. The right gradient is -0.99, the one with the
slope too many -0.0098: an output that is confidently wrong learns next to
nothing. If squared error is the loss that is meant, (a - y) * a * (1 - a) is
right up to a constant, and the reported loss does not belong to it.
""",
)

relu_mask = Kind(
    name="relu-mask",
    code="D007",
    title="relu passes the wrong entries",
    explain="""\
relu(z) = max(z, 0) hands its input on where z > 0 and stops it elsewhere, so
the gradient passes at the same places:

    dL/dz  =  dL/da * (z > 0)               a mask made of z (or of a), never of the gradient

At z = 0 exactly there is no slope; 0, 1 and 0.5 are all used, and none of them
is a bug.

The bug: the mask is made of the wrong array, turned round, replaced by the
function itself, or left out.

    dz = da * (da > 0)                      # drops every negative gradient
    dz = da * np.maximum(z, 0)              # relu(z), not its slope
    dz = da * (z < 0)                       # turned round
    dz = da; dz[z > 0] = 0                  # turned round, and da is changed as well

Write instead:

    dz = da * (z > 0)                       # forward: a = np.maximum(z, 0)

A small example: z = [2, -1], da = [-0.5, 0.3]. The right dz is [-0.5, 0]. With
the gradient's own sign it is [0, 0.3]: the unit that worked learns nothing,
and the silent one is changed though it did not take part.
""",
)

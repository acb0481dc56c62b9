"""Units and layers through which no gradient comes, or too much of it."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

dead_units = Kind(
    name="dead-units",
    code="D049",
    title="units silent on every row",
    explain="""\
A relu has slope 0 below 0. A unit whose z is negative on every row has

    a = 0,  dL/dz = dL/da * 0 = 0,  dL/dw = 0,  dL/db = 0

so it cannot come back: its weights change only if the layer below changes its
inputs. Some such units are normal, about half are silent on any one row.
Trouble begins when a whole layer, or the output, is silent on all rows.

The bug: something drove them there: a learning rate too large, a large
negative bias, weights that start too far out, or a relu where the output
should be able to be negative.

    out = np.maximum(a @ W + b, 0)          # output below 0 on every row: nothing ever changes again

Write instead one of

    W = rng.standard_normal((inputs, units)) * np.sqrt(2 / inputs);  b = np.zeros(units)
    W -= 0.01 * dW                          # a smaller rate
    a = np.where(z > 0, z, 0.01 * z)        # a leak keeps a slope of 0.01
    out = a @ W + b                         # no relu at the output

A small test: (a > 0).any(axis=0) is False for exactly the dead units, with
rows as samples.
""",
)

saturated_units = Kind(
    name="saturated-units",
    code="D050",
    title="units at their flat end",
    explain="""\
Far from 0 a sigmoid or tanh is flat, and a gradient passes only with its
slope:

    sigmoid'(z) = a (1 - a):   0.25 at 0,   0.0066 at 5,   4.5e-5 at 10
    tanh'(z)    = 1 - a**2:    1 at 0,      1.8e-4 at 5,   8e-9 at 10

The bug: most units of a layer sit there, so that what is below hardly learns.
The usual causes are inputs of size 100, start weights of size 1 with hundreds
of inputs, or one step that was too long.

    a = sigmoid(x @ W)                      # x from 0 to 255

Write instead:

    x = x / 255                             # or (x - x.mean(axis=0)) / x.std(axis=0)
    W = rng.standard_normal((inputs, units)) * np.sqrt(1 / inputs)

A small test: (a * (1 - a)).mean() of a sigmoid layer. At the start 0.2 is
well; below 0.01 the layer is asleep.
""",
)

vanishing_gradient = Kind(
    name="vanishing-gradient",
    code="D051",
    title="gradient fades towards the input",
    explain="""\
The gradient of a low layer is a product over the layers above it:

    |delta_l|  ~  |delta_L| * product of (size of W * slope)

A sigmoid's slope is at most 0.25. Five layers with weights of size 1 leave at
most 0.001 of the error at the bottom; the upper layers train on features that
never change.

The bug: every gradient is right, and the lower ones are too small to do
anything.

    for _ in range(8): a = sigmoid(a @ W)

Write instead one of

    a = np.maximum(a @ W, 0)                # slope 1 where it is open; W of size sqrt(2 / inputs)
    a = np.tanh(a @ W)                      # slope 1 at 0; W of size sqrt(1 / inputs)
    a = a + np.tanh(a @ W)                  # a path with slope 1 around the layer

or fewer layers. A small test: np.linalg.norm(dW) / np.linalg.norm(W) for every
layer; from the last to the first it should stay within a factor of some ten.
""",
)

exploding_gradient = Kind(
    name="exploding-gradient",
    code="D052",
    title="gradient or weights grow without bound",
    explain="""\
A product of many factors above 1 grows as fast as one of factors below 1
fades:

    |delta_l|  ~  |delta_L| * (size of W * slope)**(layers above)

and a step that long raises the weights, which raises the next gradient.

The bug: weights that start too large, a recurrent matrix applied many times,
or a rate too large; the loss grows step by step until it is inf, and nan after
that.

    W = rng.standard_normal((200, 200))     # multiplies the signal by 14 in each layer

Write instead one of

    W = rng.standard_normal((200, 200)) * np.sqrt(1 / 200)
    W -= 0.01 * dW                          # a smaller rate
    dW *= min(1, 5 / np.linalg.norm(dW))    # bound the gradient's norm, common for recurrent nets

A small example: 14**5 is 537,824: five such layers make a loss of 1 into one
of 1e11 (it is squared). nan appears later than its cause, so look at the first
steps.
""",
)

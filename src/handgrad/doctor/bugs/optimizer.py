"""Optimisers with a memory: momentum and Adam."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

momentum_velocity = Kind(
    name="momentum-velocity",
    code="D047",
    title="momentum built or applied wrongly",
    explain="""\
Momentum keeps a velocity v for every parameter, a fading sum of the gradients,
and moves along it:

    v  <-  beta * v + g
    W  <-  W - lr * v

(or v <- beta * v - lr * g and W <- W + v: the same steps, the rate moved
inside.) With a constant gradient v tends to g / (1 - beta), ten times g for
beta = 0.9. The form v <- beta * v + (1 - beta) * g tends to g itself; all
three are right.

The bug: the velocity does not remember, is shared, or does not reach the
weights.

    v = beta * 0 + g                        # made anew in each step: plain gradient descent
    v = beta * v + g;  W -= lr * g          # v is kept and not used
    v = beta * v - lr * g;  W -= v          # two signs: uphill
    v = beta * g + (1 - beta) * v           # the two factors are exchanged

Write instead:

    v = beta * v + g
    W -= lr * v

with one v per parameter, of its shape, made of zeros before the loop.

A small example: beta = 0.9, g = 1, 1, 1 gives v = 1, 1.9, 2.71.
""",
)

adam_moments = Kind(
    name="adam-moments",
    code="D048",
    title="moments of adam are off",
    explain="""\
Adam keeps the mean of the gradient and of its square, and corrects both for
their start at 0; t counts steps from 1:

    m  <-  b1 * m + (1 - b1) * g            mh = m / (1 - b1**t)
    v  <-  b2 * v + (1 - b2) * g**2         vh = v / (1 - b2**t)
    W  <-  W - lr * mh / (sqrt(vh) + eps)

The bug: one of these lines differs.

    v = b2 * v + (1 - b2) * g               # not squared: negative, and the root is nan
    mh = m / (1 - b1)                       # without t: right in the first step only
    t starts at 0                           # divides by 0 in the first step
    W -= lr * mh / np.sqrt(vh + eps)        # eps inside the root: a note, larger damping for small g
    m, v shared by weights and biases       # every parameter needs its own

Write instead the five assignments above, with m and v zeros of the parameter's
shape before the loop and t += 1 once a step (once a step, not once a
parameter).

A small example: in the first step mh = g and vh = g**2, so W moves by lr *
sign(g), whatever the size of g.
""",
)

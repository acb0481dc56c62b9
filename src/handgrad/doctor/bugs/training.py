"""The course of a training run: how far each step goes, how many there are, and when it ends."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

learning_rate_too_large = Kind(
    name="learning-rate-too-large",
    code="D042",
    title="learning rate too large",
    explain="""\
The gradient is true at one point only. Along a direction of curvature c the
loss is c w**2 / 2, and a step gives

    w  <-  w - lr * c * w  =  (1 - lr * c) * w

which shrinks for lr < 2 / c, swings for lr > 1 / c, and grows without bound
for lr > 2 / c. The steepest direction decides, and its curvature grows with
the square of the inputs.

The bug: the rate lies above that bound: the loss rises, swings, turns into
nan, or every unit is thrown to its flat end (or a relu below 0 on every row)
by the first step.

    W -= 10 * dW

Write instead a smaller rate, found by dividing by 10 until the loss falls at
every step:

    W -= 0.1 * dW

A small example: L = 50 w**2, c = 100. A rate of 0.03 multiplies w by -2 at
each step; 0.01 lands on the minimum at once. Inputs scaled to about 1, and
gradients averaged over the batch, raise the bound; often that is the better
cure.
""",
)

learning_rate_too_small = Kind(
    name="learning-rate-too-small",
    code="D043",
    title="learning rate too small",
    explain="""\
A step changes the weights by lr * |g|. How far a run can get is bounded by

    distance  <=  lr * (number of steps) * (largest gradient)

and the loss falls by about lr * |g|**2 a step.

The bug: that is too little for the number of steps there are. The loss falls,
smoothly and in the right direction, and the run ends long before it is low.

    for step in range(1000): W -= 1e-6 * dW     # moves W by at most 1e-3 times the gradient

Write instead a larger rate:

    for step in range(1000): W -= 0.1 * dW

A rule of thumb: a step should change a weight matrix by about a thousandth of
its own size. Compare lr * np.linalg.norm(dW) with np.linalg.norm(W): 1e-3 is
well, 1e-6 is standing still, 1 is a jump.

A small example: a gradient of size 0.1, a rate of 1e-6, 1000 steps: W has
moved by at most 1e-4.
""",
)

too_few_steps = Kind(
    name="too-few-steps",
    code="D044",
    title="training ends too early",
    explain="""\
Each update moves the weights by lr * g, a small part of the way; even XOR
takes some hundreds of updates with a good rate, and thousands with squared
error behind a sigmoid.

The bug: the loop makes a handful, often because an epoch was taken for a step,
or range() counts something else.

    for epoch in range(10):                 # full batch: ten updates in all
        W -= lr * gradient(X, y)

Write instead more of them, and let the loss say when it is enough:

    for epoch in range(5000):
        W -= lr * gradient(X, y)
        if epoch % 500 == 0: print(epoch, loss(X, y))

A small example: 10 updates at a rate of 0.1 with a gradient of size 0.05 move
a weight by 0.05 in all; the weights of a solved XOR are of size 5. A loss that
still falls at the end is the sign.
""",
)

"""Weight decay: its sign, and whether loss and gradient mean the same penalty."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

l2_sign = Kind(
    name="l2-sign",
    code="D058",
    title="weight decay with the wrong sign",
    explain="""\
A penalty on large weights, and its gradient:

    L + lam / 2 * sum(W**2)                 gradient: dL/dW + lam * W

so a step shrinks the weights: W <- (1 - lr * lam) * W - lr * dL/dW.

The bug: the sign of the second term is turned, and the weights are pushed
outwards, the large ones most.

    dW = a.T @ delta - lam * W
    W = (1 + lr * lam) * W - lr * dW
    W += lr * (a.T @ (y - out) + lam * W)   # descent written with += : here the penalty needs a minus

Write instead:

    dW = a.T @ delta + lam * W              # with W -= lr * dW
    W += lr * (a.T @ (y - out) - lam * W)

A small example: dL/dW = 0, W = 1, lr = 0.1, lam = 0.5. Right: 0.95, 0.90, 0.86
... With the other sign 1.05, 1.10, 1.16 ... without end.
""",
)

regularization_mismatch = Kind(
    name="regularization-mismatch",
    code="D059",
    title="penalty in one place only",
    explain="""\
What is added to the loss has to appear in the gradient, with the derivative's
factor:

    loss  + lam * sum(W**2)                 gradient  + 2 * lam * W
    loss  + lam / 2 * sum(W**2)             gradient  + lam * W
    loss  + lam / (2 n) * sum(W**2)         gradient  + lam / n * W
    loss  + lam * sum(|W|)                  gradient  + lam * sign(W)

The bug: one side has the penalty and the other has not, or another factor, or
other parameters.

    loss = data_loss + lam * (W ** 2).sum()
    dW = a.T @ delta                        # no penalty here
    dW = a.T @ delta + lam * W              # half of what the loss says

Write instead:

    dW = a.T @ delta + 2 * lam * W          # loss: lam * (W ** 2).sum()

Biases are usually left out of it; then they have to be left out on both sides.

A small test: train with lam very large. The weights must go to 0; where the
gradient lacks the term they do not, and the reported loss hardly falls.
""",
)

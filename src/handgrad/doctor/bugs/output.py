"""The reported loss: whether it is the one that the gradients belong to."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

loss_formula = Kind(
    name="loss-formula",
    code="D038",
    title="reported loss is another one",
    explain="""\
A program that starts its backward pass from the right difference trains well
whatever it prints. The printed loss and the gradient should still be of one
function:

    gradient  a - y        belongs to  (a - y)**2 / 2,  or to cross-entropy behind a sigmoid or softmax

The bug: the number that is shown is not a loss at all, or another one.

    loss = (a - y).mean()                   # positive and negative errors cancel: 0 says nothing
    loss = np.mean(y * np.log(a))           # the sign, and the rows with y = 0, are missing
    loss = (a - y) ** 2 / 2 * n             # grows with the batch

Write instead, for squared error and for two classes:

    loss = ((a - y) ** 2).mean()
    loss = -(y * np.log(a) + (1 - y) * np.log(1 - a)).mean()

A small example: a = [1, 0], y = [0, 1]. Both rows are as wrong as can be, and
(a - y).mean() is 0. A loss that is used to stop the training, or to choose
between two networks, does harm through such a formula.
""",
)

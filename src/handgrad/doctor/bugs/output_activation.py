"""The output activation: numbers it cannot reach, units it silences, and losses it does not belong to."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

output_activation = Kind(
    name="output-activation",
    code="D036",
    title="output cannot reach the targets",
    explain="""\
The last activation decides which numbers can come out:

    sigmoid (0, 1)     tanh (-1, 1)     relu [0, inf)     linear: every number     softmax: a row that sums to 1

The bug: the targets lie outside, or the unit can fall silent. A relu at the
output has slope 0 wherever z is negative; once that is so on every row, every
gradient is exactly 0 and nothing ever changes again.

    out = np.maximum(z, 0)                  # targets 0 and 1: may die, and then answers 0 for ever
    out = sigmoid(z)                        # targets 0 ... 50: never above 1
    out = tanh(z)                           # targets 0 ... 10

Write instead what fits the targets:

    out = 1 / (1 + np.exp(-z))              # targets 0 or 1
    out = z                                 # any number
    out = softmax(z)                        # one class out of several

with the slope that belongs to it on the way back.

A small example: four rows of XOR, a relu output with z = -0.1 on all of them:
the output is 0, the slope is 0, the mean squared error is 0.5 and stays there.
A right backward pass does not help.
""",
)

loss_activation_mismatch = Kind(
    name="loss-activation-mismatch",
    code="D037",
    title="loss and output do not fit",
    explain="""\
Cross-entropy reads its argument as a probability, squared error as a number,
and each loss has its natural output:

    sigmoid + binary cross-entropy          dL/dz = a - y
    softmax + cross-entropy                 dL/dz = p - y
    linear  + squared error                 dL/dz = a - y   (up to the factor 2)

The bug: the pair does not belong together.

    loss = -(y * np.log(z)).sum()           # a score, not a probability: nan for negative z
    loss = cross_entropy(softmax(p), y)     # softmax twice
    a = np.tanh(z); loss = -(y * np.log(a) + (1 - y) * np.log(1 - a)).mean()        # a may be negative

Write instead a pair of the table:

    a = 1 / (1 + np.exp(-z)); loss = -(y * np.log(a) + (1 - y) * np.log(1 - a)).mean()

Squared error behind a sigmoid is no mistake in the numbers, but dL/dz = (a -
y) a (1 - a) is nearly 0 when the output is confidently wrong, so it learns
slowly from its worst rows. A softmax with a single output is always 1 and
learns nothing.

A small example: softmax twice. Of two classes a certain (1, 0) becomes (0.73,
0.27), and no weights can do better.
""",
)

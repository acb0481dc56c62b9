"""The start: weights that are all equal, too small, or too large."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

constant_init = Kind(
    name="constant-init",
    code="D039",
    title="all weights start equal",
    explain="""\
Units of a layer that start with the same weights compute the same number, and
get the same gradient:

    W[:, j] = W[:, k]  and  V[j] = V[k]     =>     dW[:, j] = dW[:, k]

so they stay equal for ever. A layer of 100 such units is worth one.

The bug: the start values are constants. With zeros it is worse: delta1 =
delta2 W2^T is 0, and the first layer does not move at all until the second
has.

    W1 = np.zeros((2, 16))
    W1 = np.ones((2, 16)) * 0.5
    np.random.seed(0) before each layer     # equal matrices, where the shapes are

Write instead random weights; biases may start at 0:

    W1 = rng.standard_normal((2, 16)) * np.sqrt(1 / 2)      # 2 inputs
    b1 = np.zeros(16)

One layer alone (no hidden units) may start at 0: there is no symmetry to break
between inputs.

A sign of it: after training, the columns of W1 are still equal, np.ptp(W1,
axis=1) is 0.

A small example: all weights 0.5, x = [1, 2]. Every hidden unit gets z = 1.5
and every one the same delta, so all columns of dW1 are equal.
""",
)

init_too_small = Kind(
    name="init-too-small",
    code="D040",
    title="start weights too small",
    explain="""\
Each layer multiplies its signal by about sqrt(inputs) * std(W), forward and
backward alike. With a small std both fade layer by layer, and the gradient of
the first layer is the product of all of them:

    |dL/dW1|  ~  |a0| * product over upper layers of (sqrt(units) * std(W) * slope)

The bug: std 0.01 or less in several layers. All outputs are nearly equal,
hidden units are nearly 0, and training seems stuck for hundreds of epochs at
the loss of the best constant answer.

    W = 0.0001 * rng.standard_normal((inputs, units))

Write instead a std that keeps the size of the signal:

    W = rng.standard_normal((inputs, units)) * np.sqrt(1 / inputs)      # tanh, sigmoid
    W = rng.standard_normal((inputs, units)) * np.sqrt(2 / inputs)      # relu

A small example: 3 layers of 100 units with std 0.01 shrink the signal by 0.1
each, and the first gradient by about 0.01; with sqrt(1 / 100) = 0.1 the factor
is 1.
""",
)

init_too_large = Kind(
    name="init-too-large",
    code="D041",
    title="start weights too large",
    explain="""\
A sum of m inputs of size 1 with weights of standard deviation s has the size s
* sqrt(m). Sigmoid and tanh are flat at that distance:

    sigmoid'(10) = 4.5e-5        tanh'(5) = 1.8e-4

The bug: weights of size 1 (or a uniform 0 ... 1, whose sum is m / 2 with all
inputs 1) meet hundreds of inputs; the units sit at their ends from the first
step on, and their slope stops nearly every gradient. With relu nothing
saturates, but outputs and gradients are of the order s * sqrt(m) per layer,
and the first steps explode.

    W = np.random.randn(784, 100)           # sums of size 28
    W = np.random.rand(784, 100)            # sums of hundreds, all positive

Write instead:

    W = np.random.randn(784, 100) * np.sqrt(1 / 784)        # 2 / 784 in front of a relu

A small test: print np.abs(z).mean() of every layer at the start. About 1 is
well; above 5 a sigmoid is asleep.
""",
)

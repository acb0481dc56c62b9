"""The data: their scale, and how labels become targets."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

no_input_scaling = Kind(
    name="no-input-scaling",
    code="D060",
    title="inputs or targets not scaled",
    explain="""\
A sum z = x W grows with the inputs, dL/dW = x^T delta as well, and the
curvature of the loss with their square. So the scale of x decides which start
weights saturate and which learning rates explode:

    largest useful rate  ~  1 / mean(|x|**2)

The bug: inputs (or targets) come as they are: pixels from 0 to 255, prices in
thousands, one column a thousand times the others.

    a = sigmoid(x @ W + b)                  # x up to 255: z of hundreds, slopes of 0
    loss = ((out - price) ** 2).mean()      # targets of 200,000: gradients of that size

Write instead numbers of size 1:

    mean, std = X_train.mean(axis=0), X_train.std(axis=0) + 1e-8
    X_train, X_test = (X_train - mean) / std, (X_test - mean) / std
    x = x / 255                             # pixels

and turn predictions back at the end: price = out * std_y + mean_y.

A small example: x = 200, W = 0.1 gives z = 20 and a sigmoid slope of 2e-9;
with x / 255 it is z = 0.08 and 0.25.
""",
)

one_hot_wrong = Kind(
    name="one-hot-wrong",
    code="D061",
    title="one-hot targets built wrongly",
    explain="""\
A class label c becomes a row with a single 1 at place c:

    Y_ij  =  1 if label_i = j, else 0       shape (n, classes), every row sums to 1

The bug: the 1 stands in the wrong place, in several, or the shape is another.

    Y = np.zeros((n, k)); Y[:, labels] = 1  # every row gets a 1 in every column that occurs
    Y[labels] = 1                           # whole rows of ones
    Y[i, labels[i] - 1] = 1                 # labels from 0: each is one off
    Y = np.eye(n)[labels]                   # n rows for k classes

Write instead:

    Y = np.zeros((n, k))
    Y[np.arange(n), labels] = 1             # labels 0 ... k-1

or Y = np.eye(k)[labels].

A small test: (Y.sum(axis=1) == 1).all() and (Y.argmax(axis=1) ==
labels).all().
""",
)

"""After the training: how predictions are read and what the test data went through."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

evaluation_argmax = Kind(
    name="evaluation-argmax",
    code="D064",
    title="prediction read along the wrong axis",
    explain="""\
The predicted class of a sample is the place of its largest output: one number
for each sample.

    rows are samples      out (n, k)        out.argmax(axis=1)      (n,)
    columns are samples   out (k, n)        out.argmax(axis=0)      (n,)

The bug: the axis is missing or the other one.

    out.argmax()                            # one place in the flattened array
    (out.argmax(axis=0) == labels).mean()   # the best row of each class, not the class of each row
    (out.argmax(1) == Y).mean()             # Y is one-hot: compares (n,) with (n, k)

Write instead:

    (out.argmax(axis=1) == labels).mean()
    (out.argmax(axis=1) == Y.argmax(axis=1)).mean()

With a single output there is nothing to take an argmax of, it is always 0: use
out > 0.5.

A small example: out = [[0.9, 0.1], [0.8, 0.2], [0.3, 0.7]]. The classes are
[0, 0, 1]; along axis 0 it is [0, 2]. Training is not touched by this bug, only
the number that is reported.
""",
)

test_normalisation = Kind(
    name="test-normalisation",
    code="D065",
    title="test data scaled differently",
    explain="""\
A network learns a function of its scaled inputs. The same raw number has to
become the same scaled number always:

    x'  =  (x - mean_train) / std_train     for training, test and every later sample

The bug: test data go through another scaling, their own, or none.

    X_train = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
    X_test = (X_test - X_test.mean(axis=0)) / X_test.std(axis=0)        # another mean, another std
    predict(X_test / 255)                                               # trained on 0 ... 255

Write instead:

    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    X_train, X_test = (X_train - mean) / std, (X_test - mean) / std

The order matters too: after X_train has been scaled its mean is 0 and its std
1, so take both first. Targets that were scaled need the way back, out * std_y
+ mean_y, before they are compared.

A small example: heights 150 ... 190 in training, a test set with the single
row 180: its own mean is 180, its own std 0, and the scaled value is 0 / 0.
""",
)

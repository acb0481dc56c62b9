"""`np.vectorize` and numbers compared one by one: what comes out is NumPy's, and what bends is seen to bend."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from looked_at import check_named, report_on

from handgrad.doctor.proof.workshop import Workshop
from handgrad.program.record import record_script

HEAD = """import math
import numpy as np

X = np.array([[0.5, -1.0, 2.0], [-0.25, 1.5, -3.0]])
S = np.array([1.0, 2.0, 3.0])


@np.vectorize
def steps(v):
    if v > 1:
        return 1.0
    if v < -1:
        return -1.0
    return v


@np.vectorize
def stable(v):
    return 1 / (1 + math.exp(-v)) if v >= 0 else math.exp(v) / (1 + math.exp(v))


"""
LIFTED = {
    "np.vectorize(lambda v: max(0.0, v))(X)": ["greater", "where"],
    "np.vectorize(lambda v: v if v > 0 else 0.1 * v)(X)": ["greater", "multiply", "where"],
    "np.vectorize(lambda v: 1 / (1 + math.exp(-v)))(X)": ["negative", "exp", "add", "divide"],
    "np.vectorize(lambda v, s: v * s)(X, S)": ["multiply"],
    "stable(X)": ["greater_equal", "negative", "exp", "add", "divide", "exp", "exp", "add", "divide", "where"],
}
OTHERS = [
    "steps(X)", "np.vectorize(lambda v: max(0, v))(-X)", "np.vectorize(lambda v: max(0, v), otypes=[float])(-X)",
    "np.vectorize(lambda v: (v, 2 * v))(X)[1]", "np.vectorize(lambda v: math.log(v))(X * X)",
    "np.vectorize(lambda v: 0.0)(X)", "np.vectorize(lambda v: max(0.0, v), otypes=[float])(X[:0])",
    "np.vectorize(lambda v: v if v > 0 else 1 / (v + 0.25))(X[0])",
]  # fmt: skip


@pytest.mark.parametrize("expression", [*LIFTED, *OTHERS])
def test_the_values_are_those_of_numpy(expression: str, tmp_path: Path) -> None:
    plain: dict[str, object] = {}
    exec(f"{HEAD}out = {expression}\n", plain)
    (tmp_path / "net.py").write_text(f"{HEAD}out = {expression}\n")
    recording = record_script(tmp_path / "net.py")
    assert recording.error is None
    one, other = np.asarray(plain["out"]), np.asarray(recording.namespace["out"])
    assert (one.dtype, one.shape) == (other.dtype, other.shape)
    assert np.allclose(one, other, rtol=1e-14, atol=0)


@pytest.mark.parametrize(("expression", "names"), LIFTED.items())
def test_whole_arrays_are_written_down(expression: str, names: list[str], tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(f"{HEAD}total = np.sum({expression})\n")
    recording = record_script(tmp_path / "net.py")
    ops = [op for op in recording.program.ops if np.shape(op.value) == (2, 3) and op.name in names]
    assert [op.name for op in ops] == names
    assert recording.program.ops[-1].name == "sum"
    assert recording.program.ops[-1].refs() == [ops[-1].index]


NETWORK = """import numpy as np

RELU
rng = np.random.default_rng(1)
X = rng.normal(size=(30, 2))
Y = np.abs(X[:, :1]) + 3
W1 = rng.normal(size=(2, 8)) * 0.4
b1 = np.full((1, 8), 3.0)
W2 = rng.normal(size=(8, 1)) * 0.3
b2 = np.zeros((1, 1))
for t in range(400):
    z = X @ W1 + b1
    h = relu(z)
    p = h @ W2 + b2
    d = 2 * (p - Y) / len(X)
    dz = d @ W2.T * (z > 0)
    W2 = W2 - 0.005 * h.T @ d
    b2 = b2 - 0.005 * d.sum(axis=0, keepdims=True)
    W1 = W1 - 0.005 * X.T @ dz
    b1 = b1 - 0.005 * dz.sum(axis=0, keepdims=True)
print(np.mean((p - Y) ** 2))
"""
RELUS = {
    "vectorized": "relu = np.vectorize(lambda v: max(0.0, v))\n",
    "listed": "def relu(z):\n    return np.array([[max(0.0, v) for v in row] for row in z])\n\n",
}


@pytest.mark.parametrize("relu", RELUS.values(), ids=list(RELUS))
def test_a_relu_of_numbers_above_zero_is_no_missing_activation(relu: str, tmp_path: Path, workshop: Workshop) -> None:
    """No unit is below 0 in what is recorded, so that only the comparison tells that the layer bends."""
    report = report_on(workshop, NETWORK.replace("RELU\n", relu), tmp_path)
    assert not report.findings
    assert report.verdict == "right"


def test_a_dead_output_comes_before_the_slope_that_is_left_out(tmp_path: Path, workshop: Workshop) -> None:
    """No gradient but 0 is right behind an output of 0: what is wrong shows with another output alone."""
    text = NETWORK.replace("RELU\n", RELUS["vectorized"]).replace("d @ W2.T * (z > 0)", "d @ W2.T")
    text = text.replace("b1 = np.full((1, 8), 3.0)", "b1 = np.zeros((1, 8))").replace(
        "W2 = rng.normal", "W2 = -rng.uniform"
    )
    text = text.replace("p = h @ W2 + b2", "p = relu(h @ W2 + b2)")
    report = report_on(workshop, text, tmp_path)
    check_named(report, text, "output-activation", "p = relu(")
    check_named(report, text, "missing-derivative", "dz = ")

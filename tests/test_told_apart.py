"""Right gradients and misleading numbers: spoiled outputs, half a loss, rows that are read on, another divisor."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import SECONDS, check_named, report_on

from handgrad.doctor.proof.prove import accuses, survey
from handgrad.doctor.proof.trial import Subject
from handgrad.doctor.proof.workshop import Job, Workshop

SOFTMAX = """
import numpy as np
rng = np.random.RandomState(2)
labels = rng.randint(0, 3, 60)
X = rng.randn(60, 2) + 2 * np.array([[0, 0], [2, 0], [0, 2]])[labels]
W, b = 0.1 * rng.randn(2, 3), np.zeros(3)
def outputs(x):
    e = np.exp(x @ W + b - (x @ W + b).max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
def error(p, y):
    d = START
    d[np.arange(len(y)), y] -= 1
    return d / len(y)
for turn in range(60):
    p = outputs(X)
    d = error(p, labels)
    W -= 0.5 * X.T @ d
    b -= 0.5 * d.sum(axis=0)
    print(-np.log(np.maximum(p[np.arange(60), labels], 1e-9)).mean(), np.mean(p.argmax(axis=1) == labels))
"""


@pytest.mark.parametrize(("start", "named"), [("p", True), ("p.copy()", False), ("np.array(p)", False)])
def test_outputs_that_the_way_back_writes_into(start: str, named: bool, tmp_path: Path, workshop: Workshop) -> None:
    text = SOFTMAX.replace("START", start)
    report = report_on(workshop, text, tmp_path)
    if named:
        check_named(report, text, "aliasing", "d = p")
        assert "+    d = p.copy()" in report.patch
    else:
        assert not [each for each in report.findings if each.severity == "error"]


def test_outputs_that_nothing_reads_again_may_be_written_into(tmp_path: Path, workshop: Workshop) -> None:
    first, _, _ = SOFTMAX.rpartition("    print(")
    report = report_on(workshop, first.replace("START", "p"), tmp_path)
    assert not [each for each in report.findings if each.severity == "error"]


COLUMNS = """
import numpy as np
rng = np.random.RandomState(1)
X = rng.randn(2, 80)
Y = (X[:1] + X[1:] > 0.2) * 1.0
W1, c1, W2, c2 = rng.randn(5, 2), np.zeros((5, 1)), rng.randn(1, 5) * 0.5, np.zeros((1, 1))
for turn in range(60):
    A1 = np.tanh(W1 @ X + c1)
    A2 = 1 / (1 + np.exp(-(W2 @ A1 + c2)))
    d2 = (A2 - Y) / 80
    d1 = W2.T @ d2 * (1 - A1 ** 2)
    W2 -= d2 @ A1.T
    c2 -= d2.sum(axis=1, keepdims=True)
    W1 -= d1 @ X.T
    c1 -= d1.sum(axis=1, keepdims=True)
    print("cost", COST)
"""


@pytest.mark.parametrize(
    ("cost", "added"),
    [
        ("-np.sum(Y * np.log(A2)) / 80", "(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))"),
        ("-np.dot(np.log(A2), Y.T).item() / 80", "np.dot(np.log(1 - A2), (1 - Y.T))"),
        ("-np.mean(Y * np.log(A2 + 1e-9) + (1 - Y) * np.log(1 - A2 + 1e-9))", ""),
        ("np.mean((A2 - Y) ** 2)", ""),
        ("-np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)), -np.sum(Y * np.log(A2)) / Y.sum()", ""),
    ],
)
def test_a_loss_that_asks_one_class_only(cost: str, added: str, tmp_path: Path, workshop: Workshop) -> None:
    text = COLUMNS.replace("COST", cost)
    report = report_on(workshop, text, tmp_path)
    if added:
        check_named(report, text, "loss-formula", "print(")
        assert added in report.patch
    else:
        assert not [each for each in report.findings if each.severity == "error"]


TABLE = """
import numpy as np
rng = np.random.RandomState(5)
labels = rng.randint(0, 3, 70)
X = (rng.randn(70, 2) + 2 * np.array([[0, 0], [2, 0], [0, 2]])[labels]).T
T = np.eye(3)[labels]TURNED
W, b = 0.1 * rng.randn(3, 2), np.zeros((3, 1))
for turn in range(60):
    e = np.exp(W @ X + b)
    p = e / e.sum(axis=0)
    d = (p - T) / 70
    W -= 0.5 * d @ X.T
    b -= 0.5 * d.sum(axis=1, keepdims=True)
print(np.mean(p.argmax(axis=0) == labels))
"""


@pytest.mark.parametrize(("turned", "named"), [(".reshape(3, -1)", True), (".T", False)])
def test_one_hot_rows_that_are_read_on(turned: str, named: bool, tmp_path: Path, workshop: Workshop) -> None:
    text = TABLE.replace("TURNED", turned)
    report = report_on(workshop, text, tmp_path)
    if named:
        check_named(report, text, "one-hot-wrong", "T = ")
        assert "+T = np.eye(3)[labels].T" in report.patch
    else:
        assert not [each for each in report.findings if each.severity == "error"]


NORMED = """
import numpy as np
rng = np.random.RandomState(8)
X = rng.randn(90, 3) * np.array([1.0, 4.0, 2.0])
y = (X[:, :1] * 0.5 - X[:, 1:2] * 0.2)
W, gain, shift, V = rng.randn(3, 6), np.ones(6), np.zeros(6), rng.randn(6, 1) * 0.4
kept = [np.zeros(6), np.ones(6)]
def forward(x, train):
    z = x @ W
    if not train:
        return np.tanh((z - kept[0]) / DIVISOR * gain + shift)
    mean, var = z.mean(axis=0), z.var(axis=0)
    kept[0], kept[1] = 0.9 * kept[0] + 0.1 * mean, 0.9 * kept[1] + 0.1 * var
    global n, inverse, h
    inverse = 1 / np.sqrt(var + 1e-5)
    n = (z - mean) * inverse
    h = np.tanh(n * gain + shift)
    return h
for turn in range(60):
    d = 2 * (forward(X[:60], True) @ V - y[:60]) / 60
    dh = d @ V.T * (1 - h ** 2)
    dn = dh * gain
    dz = inverse * (dn - dn.mean(axis=0) - n * (dn * n).mean(axis=0))
    V -= 0.1 * h.T @ d
    gain -= 0.1 * (dh * n).sum(axis=0)
    shift -= 0.1 * dh.sum(axis=0)
    W -= 0.1 * X[:60].T @ dz
print(np.mean((forward(X[60:], False) @ V - y[60:]) ** 2))
"""


@pytest.mark.parametrize(("divisor", "named"), [("(kept[1] + 1e-5)", True), ("np.sqrt(kept[1] + 1e-5)", False)])
def test_predictions_divided_by_a_variance(divisor: str, named: bool, tmp_path: Path, workshop: Workshop) -> None:
    text = NORMED.replace("DIVISOR", divisor)
    report = report_on(workshop, text, tmp_path)
    if named:
        check_named(report, text, "batchnorm-eval", "return np.tanh((z")
    else:
        assert not [each for each in report.findings if each.severity == "error"]


def test_an_optimiser_divides_by_what_it_likes(workshop: Workshop) -> None:
    program = Path(__file__).parent / "cases" / "correct-attention-layernorm" / "net.py"
    subject = Subject(str(program), {str(program): program.read_text()}, seconds=SECONDS)
    ((_, look),) = workshop.perform([Job(survey, (subject,), SECONDS)])
    assert not [sign for sign in look.signs if accuses(sign)]

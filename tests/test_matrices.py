"""`np.matrix` in programs that are checked: it behaves as NumPy's own does, and its products are followed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop
from handgrad.program.record import record_script

pytestmark = pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")

HEAD = "import numpy as np\na = np.arange(12.0).reshape(3, 4) + 1\nm, s = np.matrix(a), np.asmatrix(a[:, :3].copy())\n"
EXPRESSIONS = """
m * m.T; m.T * a; a.T * m; 2 * m; m * 2; 0.5 * m / 3; m * np.float64(2); s ** 2; m + a; m - 1; -m
m * [[1], [2], [3], [4]]; m * np.ones((4, 1)); np.ones((1, 3)) * m
m[0]; m[:, 1]; m[-1, :]; m[1, 2]; m[0:2, 1]; m[[0, 2]]; m[1] * m[2].T; m[m > 3]; (m.T * m)[0, 1]; len(m); m.shape
m.T; m.A; m.A1; m.getA(); m.I * m; m.H; m.ravel(); m.flatten(); m.reshape(4, 3); m.tolist()
m.transpose() * m; m.copy() * m.T
m.sum(); m.sum(0); m.sum(axis=1); m.mean(0); m.max(1); m.argmax(1); m.std(axis=0); np.sum(m, axis=0)
np.mean(m, 1); np.max(m)
np.exp(-m); np.multiply(m, m); np.multiply(m, a); np.dot(m, m.T); m.dot(a.T); np.power(m, 2); np.maximum(m, 2)
np.array(m); np.asarray(m); np.array(m)[0]; np.vstack((m, m)); np.matrix([1, 2, 3.0]); np.matrix("1 2")
np.asmatrix(a[0])
(m[0] * m[0].T)[0, 0]; [row * row.T for row in m]; np.linalg.inv(s + np.eye(3)); isinstance(m, np.matrix)
"""
WRITES = """
m *= 2; m *= np.eye(4); m += a; m -= 1; m[0, 0] = 7; m[1] = m[0] * 2; m[:, 2] = 1; m[0] += m[1]; a[0, 0] = 9
"""


def listed(text: str) -> list[str]:
    """The pieces of code between semicolons and lines."""
    return [part.strip() for line in text.strip().splitlines() for part in line.split(";")]


def values_of(text: str, folder: Path, recorded: bool) -> dict[str, object]:
    """What a program leaves in `x`, under NumPy alone or while it is recorded."""
    if not recorded:
        found: dict[str, object] = {}
        exec(text, found)
        return found
    file = folder / "program.py"
    file.write_text(text)
    recording = record_script(str(file))
    assert recording.error is None, recording.error
    return recording.namespace


def same(one: object, other: object) -> bool:
    """Whether two values are equal, and of one shape."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return np.shape(one) == np.shape(other) and bool(np.allclose(np.asarray(one), np.asarray(other)))


@pytest.mark.parametrize("expression", listed(EXPRESSIONS))
def test_an_expression_gives_what_numpy_gives(expression: str, tmp_path: Path) -> None:
    text = f"{HEAD}x = {expression}\nkind = isinstance(x, np.matrix)\n"
    ours, theirs = (values_of(text, tmp_path, recorded) for recorded in (True, False))
    assert same(ours["x"], theirs["x"])
    assert ours["kind"] == theirs["kind"]


@pytest.mark.parametrize("statement", listed(WRITES))
def test_a_write_leaves_what_numpy_leaves(statement: str, tmp_path: Path) -> None:
    text = f"{HEAD}{statement}\nx = m * m.T\n"
    ours, theirs = (values_of(text, tmp_path, recorded)["x"] for recorded in (True, False))
    assert same(ours, theirs)


LOGISTIC = """
import numpy as np
rng = np.random.RandomState(0)
rows = [[1.0, *rng.randn(2)] for _ in range(40)]
labels = [int(r[1] - 2 * r[2] > 0) for r in rows]
def sigmoid(z):
    return 1.0 / (1 + np.exp(-z))
def ascent(data, classes):
    data, target = np.asmatrix(data), np.asmatrix(classes).transpose()
    weights = np.ones((data.shape[1], 1))
    for turn in range(60):
        h = sigmoid(data * weights)
        error = target - h
        weights = weights + 0.05 * GRADIENT
    return weights
w = ascent(rows, labels)
print(np.mean((np.asarray(np.asmatrix(rows) * w).ravel() > 0) == labels))
"""


def test_a_right_program_with_matrices_is_right(tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, LOGISTIC.replace("GRADIENT", "data.transpose() * error"), tmp_path)
    assert report.verdict == "right", report


def test_a_wrong_one_is_wrong(tmp_path: Path, workshop: Workshop) -> None:
    text = LOGISTIC.replace("GRADIENT", "data.transpose() * np.multiply(error, h)")
    report = report_on(workshop, text, tmp_path)
    assert report.verdict == "wrong", report

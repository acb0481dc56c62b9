"""The fixture `gradcheck`: passes a right layer, fails a wrong one with the check's own text, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

TESTS = """
import handgrad
import pytest
from handgrad.doctor.finding import Finding, Place, Report

PLACE = Place("layer.py", 3, 3, 1, 2, "x")
WRONG = Report("layer.py", "wrong", (Finding("bias-grad-axis", "error", PLACE, "adds over everything"),))
WARNED = Report("layer.py", "right", (Finding("dead-units", "warning", PLACE, "silent"),))


@pytest.fixture(autouse=True)
def check(monkeypatch):
    monkeypatch.setattr(handgrad, "check", lambda report, **options: report, raising=False)


def test_right(gradcheck):
    assert gradcheck(Report("layer.py", "right")).verdict == "right"


def test_warned(gradcheck):
    assert gradcheck(WARNED).findings


def test_wrong(gradcheck):
    gradcheck(WRONG)


def test_unchecked(gradcheck):
    gradcheck(Report("layer.py", "unchecked", reason="it has no backward"))
"""


def pytest_on(folder: Path) -> subprocess.CompletedProcess[str]:
    installed = any(point.name == "handgrad" for point in entry_points(group="pytest11"))
    plugin = [] if installed else ["-p", "handgrad.integrations.pytest_plugin"]  # pytest refuses one it already has
    command = [sys.executable, "-m", "pytest", *plugin, "-p", "no:cacheprovider", str(folder)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_fixture_fails_with_the_text_of_the_check(tmp_path: Path) -> None:
    (tmp_path / "test_layer.py").write_text(TESTS)
    run = pytest_on(tmp_path)
    assert "2 failed, 2 passed" in run.stdout, run.stdout + run.stderr
    assert "bias gradient summed over the wrong axis [D001]" in run.stdout
    assert "layer.py: not checked: it has no backward" in run.stdout
    assert "pytest.fail" not in run.stdout


LAYERS = """
import numpy as np


class Dense:
    def __init__(self):
        self.W, self.b = np.arange(12.0).reshape(3, 4), np.zeros(4)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dy):
        self.dW, self.db = self.x.T @ dy, dy.sum(axis=0)
        return dy @ self.W.T


class Wrong(Dense):
    def backward(self, dy):
        dx = super().backward(dy)
        self.db = dy.sum()
        return dx


X = np.sin(np.arange(15.0)).reshape(5, 3)


def test_right(gradcheck):
    assert gradcheck(Dense(), X).verdict == "right"


def test_wrong(gradcheck):
    gradcheck(Wrong(), X)


def test_no_layer(gradcheck):
    gradcheck(5, X)
"""


def test_layers(tmp_path: Path) -> None:
    (tmp_path / "test_layer.py").write_text(LAYERS)
    run = pytest_on(tmp_path)
    assert "2 failed, 1 passed" in run.stdout, run.stdout + run.stderr
    assert "the gradient of b is one number everywhere, the sum of the numbers it should" in run.stdout
    assert "|     def backward(self, dy):" in run.stdout
    assert "int has neither forward nor backward" in run.stdout


def test_the_plugin_is_announced() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["project"]
    assert project["entry-points"]["pytest11"] == {"handgrad": "handgrad.integrations.pytest_plugin"}

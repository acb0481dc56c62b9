"""Batch normalisation when predicting: averages of the training stand in, and not what they were made as."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.finding import Finding
from handgrad.doctor.proof.workshop import Workshop

PROGRAM = """
import numpy as np
rng = np.random.default_rng(7)
X = rng.normal([4, -3], [2, 0.5], (90, 2))
Y = np.sin(X[:, :1]) + X[:, 1:]


class Norm:
    def __init__(self, n):
        self.g, self.b = np.ones(n), np.zeros(n)
        self.mu, self.var = np.zeros(n), np.ones(n)
        self.cache = {}

    def forward(self, x, train):
        if train:
            m, v = x.mean(axis=0), x.var(axis=0)
            KEEP
        else:
            m, v = self.mu, self.var
        self.i = 1 / np.sqrt(v + 1e-6)
        self.h = (x - m) * self.i
        return self.g * self.h + self.b

    def backward(self, d):
        self.dg, self.db = (d * self.h).sum(axis=0), d.sum(axis=0)
        d = d * self.g
        return self.i * (d - d.mean(axis=0) - self.h * (d * self.h).mean(axis=0))


W = rng.normal(0, 0.7, (2, 12))
V = rng.normal(0, 0.3, (12, 1)); c = np.zeros(1)
norm = Norm(12)


def predict(x, train=False):
    return np.tanh(norm.forward(x @ W, train)) @ V + c


BEFORE
for epoch in range(20):
    for rows in np.array_split(rng.permutation(80), 4):
        h = np.tanh(norm.forward(X[rows] @ W, True))
        d = 2 * (h @ V + c - Y[rows]) / len(rows)
        back = norm.backward(d @ V.T * (1 - h ** 2))
        V -= 0.1 * h.T @ d; c -= 0.1 * d.sum(axis=0)
        W -= 0.1 * X[rows].T @ back
        norm.g -= 0.1 * norm.dg; norm.b -= 0.1 * norm.db
    AFTER
print(np.mean((predict(X[80:]) - Y[80:]) ** 2))
"""
AVERAGES = "mu, var = 0.9 * self.mu + 0.1 * m, 0.9 * self.var + 0.1 * v\n            "
KEPT = AVERAGES + "self.mu, self.var = mu, var"


def program(keep: str, before: str = "", after: str = "pass") -> str:
    """What training keeps of its batches, what comes before it, and what after each epoch."""
    return PROGRAM.replace("KEEP", keep).replace("BEFORE", before).replace("AFTER", after)


AS_FUNCTION = """bn = {'mu': np.zeros(12), 'var': np.ones(12)}


def normalise(x, train):
    mu, var = bn['mu'], bn['var']
    if train:
        m, v = x.mean(axis=0), x.var(axis=0)
        mu, var = 0.9 * mu + 0.1 * m, 0.9 * var + 0.1 * v
        norm.i = 1 / np.sqrt(v + 1e-6)
        norm.h = (x - m) * norm.i
        return norm.g * norm.h + norm.b
    return norm.g * (x - mu) / np.sqrt(var + 1e-6) + norm.b


norm ="""
IN_A_DICT = program("pass").replace("norm.forward(", "normalise(").replace("norm =", AS_FUNCTION)
ONE_BY_ONE = "for i in range(80, 90):\n    print(predict(X[i:i + 1]))\n"
IN_ONE = """        m = x.mean(axis=0)
        v = x.var(axis=0)
        self.i = 1"""


def for_all(text: str) -> str:
    """The program with statistics of whatever batch is at hand, which predicts one row at a time."""
    begin, end = text.index("        if train:"), text.index("        self.i = 1")
    return text[:begin] + IN_ONE + text[end + len("        self.i = 1") :] + ONE_BY_ONE


WRONG = {
    "averages are not kept": (
        program(AVERAGES + "self.updates = [(self.mu, mu), (self.var, var)]"),
        AVERAGES.strip(),
        "self.mu = mu\n            self.var = var",
    ),
    "nothing is averaged": (program("pass"), "self.mu", "self.mu = 0.9 * self.mu + 0.1 * m"),
    "made anew": (
        program(AVERAGES).replace("m, v = self.mu, self.var", "m = self.cache.get('mu', np.zeros(12)); v = 1.0"),
        "m",
        "",
    ),
    "not written back": (IN_A_DICT, "mu, var = 0.9 * mu + 0.1 * m, 0.9 * var + 0.1 * v", "bn['mu'] = mu"),
    "one row by itself": (for_all(program("")), "x.mean(axis=0)", "self.running = [0.9 * old + 0.1 * new"),
}
"""The program, what is underlined, and what the edit holds."""

RIGHT = {
    "kept": program(KEPT),
    "written back": IN_A_DICT.replace("        norm.i =", "        bn['mu'], bn['var'] = mu, var\n        norm.i ="),
    "kept in place": program(AVERAGES + "self.mu[...] = mu; self.var[...] = var"),
    "kept through other names": program(
        AVERAGES + "for old, new in ((self.mu, mu), (self.var, var)):\n                old[...] = new"
    ),
    "looked at before the training": program(KEPT, before="print(predict(X).mean())"),
    "kept after each epoch": program(
        "self.seen = m, v", after="print(predict(X).mean()); norm.mu, norm.var = norm.seen"
    ),
}


def accused(text: str, folder: Path, workshop: Workshop) -> list[Finding]:
    """What is found to be wrong."""
    return [each for each in report_on(workshop, text, folder).findings if each.severity != "note"]


@pytest.mark.parametrize("name", WRONG)
def test_statistics_that_are_not_kept_are_seen(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """What goes nowhere is underlined, or else the constant where it is read, and the edit keeps averages."""
    text, underlined, mended = WRONG[name]
    (found,) = accused(text, tmp_path, workshop)
    assert (found.kind, found.place.source) == ("batchnorm-eval", underlined)
    assert not mended or (
        found.fix is not None and found.fix.confidence == "proved" and mended in found.fix.replacement
    )


@pytest.mark.parametrize("name", RIGHT)
def test_kept_statistics_are_not_accused(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """Whichever way averages are kept, and whenever."""
    assert accused(RIGHT[name], tmp_path, workshop) == []


@pytest.mark.parametrize("together", [True, False])
def test_averages_that_are_kept_and_never_read_are_read_where_training_is_off(
    together: bool, tmp_path: Path, workshop: Workshop
) -> None:
    """The batch's own statistics are taken in front of the condition, for training and prediction alike."""
    taken = "m, v = x.mean(axis=0), x.var(axis=0)" if together else "m = x.mean(axis=0)\n        v = x.var(axis=0)"
    kept = "self.mu = 0.9 * self.mu + 0.1 * m\n            self.var = 0.9 * self.var + 0.1 * v"
    old = "if train:\n            m, v = x.mean(axis=0), x.var(axis=0)\n            KEEP\n        else:\n"
    text = PROGRAM.replace(
        old + "            m, v = self.mu, self.var", f"{taken}\n        if train:\n            KEEP"
    )
    text = text.replace("KEEP", kept).replace("BEFORE", "").replace("AFTER", "pass")
    (found,) = accused(text, tmp_path, workshop)
    assert found.kind == "batchnorm-eval"
    assert found.fix is not None and found.fix.confidence == "proved"
    assert "else:\n            m, v = self.mu, self.var" in found.fix.replacement

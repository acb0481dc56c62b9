"""Averages of batches that nothing keeps, in programs that predict only now and then while they train."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_running_statistics import AVERAGES, IN_A_DICT, KEPT, RIGHT, accused, program

from handgrad.doctor.proof.workshop import Workshop

LAST = "print(np.mean((predict(X[80:]) - Y[80:]) ** 2))\n"


def now_and_then(text: str) -> str:
    """A program with its predictions after two of the epochs, so that none is made in the steps that are recorded."""
    begin, end = text.removesuffix(LAST).rsplit("    pass\n", 1)
    return f"{begin}    if epoch in (4, 9):\n        {LAST}{end}"


APART = "new_mu = 0.9 * self.mu + 0.1 * m\n            new_var = self.var - 0.1 * (self.var - v)"
SHORT = "old = self.mu\n            old = 0.9 * old + 0.1 * m\n            spread = 0.9 * self.var + 0.1 * v"
WRONG = {
    "two at once": (program(AVERAGES), ["self.mu, self.var = 0.9 * self.mu"]),
    "one after the other": (program(APART), ["self.mu = 0.9 * self.mu", "self.var = self.var - 0.1 * (self.var"]),
    "under a shorter name": (program(SHORT), ["self.mu = old", "self.var = 0.9 * self.var"]),
    "used for something else": (
        program(APART + "\n            self.seen = new_mu"),
        ["\n            self.mu = new_mu", "self.var = self.var - 0.1"],
    ),
    "in a dictionary": (IN_A_DICT, ["bn['mu'] = mu"]),
}
"""The program, and what the edit writes."""


@pytest.mark.parametrize("name", WRONG)
def test_averages_that_are_kept_nowhere_are_given_to_what_is_read(
    name: str, tmp_path: Path, workshop: Workshop
) -> None:
    text, written = WRONG[name]
    (found,) = accused(now_and_then(text), tmp_path, workshop)
    assert found.kind == "batchnorm-eval"
    assert found.fix is not None
    assert found.fix.confidence == "proved"
    assert all(each in found.fix.replacement for each in written)


@pytest.mark.parametrize("name", [name for name in RIGHT if "    pass\n" in RIGHT[name]])
def test_averages_that_are_kept_are_not_accused(name: str, tmp_path: Path, workshop: Workshop) -> None:
    assert accused(now_and_then(RIGHT[name]), tmp_path, workshop) == []


def test_averages_that_nothing_reads_are_no_mistake(tmp_path: Path, workshop: Workshop) -> None:
    """Predictions with each batch's own statistics, or with what is computed after the training."""
    text = program(AVERAGES).replace("m, v = self.mu, self.var", "m, v = x.mean(axis=0), x.var(axis=0)")
    assert not [each for each in accused(now_and_then(text), tmp_path, workshop) if "kept nowhere" in each.message]
    later = now_and_then(program(KEPT.replace("self.mu, self.var = mu, var", "self.seen = mu")))
    text = later.replace(
        "    if epoch", "    norm.mu, norm.var = (X @ W).mean(axis=0), (X @ W).var(axis=0)\n    if epoch"
    )
    assert accused(text, tmp_path, workshop) == []

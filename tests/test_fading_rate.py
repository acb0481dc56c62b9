"""A learning rate that fades within an epoch is seen, and moved out; one that fades between epochs is as meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import SECONDS, subject_of

from handgrad.doctor.edits.syntax import spliced
from handgrad.doctor.proof.prove import Survey, survey
from handgrad.doctor.proof.workshop import Job, Workshop

PROGRAM = """
import numpy as np
rng = np.random.default_rng(0)
X = rng.normal(size=(60, 2))
Y = np.sin(X[:, :1])
W, b = rng.normal(size=(2, 1)), np.zeros((1, 1))
rate, fade = 0.5, 0.9
for epoch in range(20):
    for start in range(0, 60, 6):
        x, y = X[start:start + 6], Y[start:start + 6]
        d = (np.tanh(x @ W + b) - y) / 6
        d = d * (1 - np.tanh(x @ W + b) ** 2)
{inner}        W -= rate * x.T @ d
        b -= rate * d.sum(axis=0, keepdims=True)
{last}    print(epoch, rate)
"""


def fading_of(program: str, folder: Path, workshop: Workshop) -> list[str]:
    """The program with each repair of a fading rate made."""
    subject = subject_of(program, folder)
    ((_, look),) = workshop.perform([Job(survey, (subject,), SECONDS)])
    assert isinstance(look, Survey)
    repairs = [each.repairs[0] for each in look.signs if "of the learning rate:" in each.finding.message]
    return [spliced(subject.texts, each.splices)[subject.file] for each in repairs]


@pytest.mark.parametrize("line", ["rate *= fade", "rate = rate * fade", "rate /= 1 / fade"])
def test_it_is_moved_behind_the_inner_loop(line: str, tmp_path: Path, workshop: Workshop) -> None:
    meant = PROGRAM.format(inner="", last=f"    {line}\n")
    for wrong in ({"inner": f"        {line}\n", "last": ""}, {"inner": "", "last": f"        {line}\n"}):
        assert fading_of(PROGRAM.format(**wrong), tmp_path, workshop) == [meant]


def test_a_rate_that_fades_between_epochs_is_as_meant(tmp_path: Path, workshop: Workshop) -> None:
    assert fading_of(PROGRAM.format(inner="", last="    rate *= fade\n"), tmp_path, workshop) == []

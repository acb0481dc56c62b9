"""The reported number: it is called no loss only where an edit would make one of it."""

from __future__ import annotations

import time
from pathlib import Path

from data_programs import PROFIT, WRONG
from looked_at import SECONDS, subject_of

from handgrad.doctor.proof.prove import Proved, Prover, survey
from handgrad.doctor.proof.workshop import Job, Workshop


def proved(text: str, folder: Path, workshop: Workshop) -> list[Proved]:
    """What is kept of the signs of a program that is not trained."""
    subject = subject_of(text, folder)
    ((_, look),) = workshop.perform([Job(survey, (subject,), SECONDS)])
    return Prover(subject, look, workshop, time.monotonic() + SECONDS, 0).prove()


def test_a_number_that_an_edit_makes_a_loss_is_named(tmp_path: Path, workshop: Workshop) -> None:
    """The mean of the errors becomes that of their squares."""
    (wrong,) = (each for each in WRONG if each.name == "mean of errors")
    (found,) = proved(wrong.text, tmp_path, workshop)
    assert found.sign.finding.kind == "loss-formula"
    assert found.repair is not None


def test_a_number_that_no_edit_makes_a_loss_is_left_alone(tmp_path: Path, workshop: Workshop) -> None:
    """A profit is shown beside the training, and is not what the training makes less."""
    assert proved(PROFIT.text, tmp_path, workshop) == []

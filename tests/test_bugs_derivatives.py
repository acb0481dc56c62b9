"""Bugs of the chain rule: planted, and named by the one edit that makes every gradient right."""

from __future__ import annotations

import time
from pathlib import Path

import layer_programs
import pytest
from derivative_programs import RIGHT, WRONG, Planted
from looked_at import SECONDS, subject_of

from handgrad.doctor.proof.search import Search
from handgrad.doctor.proof.trial import attempt, propose
from handgrad.doctor.proof.workshop import Job, Workshop


@pytest.mark.parametrize("program", [*WRONG, *layer_programs.WRONG], ids=lambda each: each.name)
def test_a_planted_bug_is_named_underlined_and_mended(program: Planted, tmp_path: Path, workshop: Workshop) -> None:
    """One edit makes every gradient right; it has the kind, and stands where the bug was planted."""
    subject = subject_of(program.text, tmp_path)
    jobs = [Job(attempt, (subject,), SECONDS), Job(propose, (subject,), SECONDS)]
    done = {job.function: result for job, result in workshop.perform(jobs)}
    assert done[attempt].wrong
    cure = Search(workshop, time.monotonic() + SECONDS).cure(subject, done[attempt], done[propose])
    assert [(repair.kind, repair.site.line) for repair, _ in cure.repairs] == [(program.kind, program.line)]
    assert cure.after.good


@pytest.mark.parametrize("text", [*RIGHT, *layer_programs.RIGHT])
def test_a_right_program_has_no_wrong_gradient(text: str, tmp_path: Path, workshop: Workshop) -> None:
    """The programs that the bugs are planted in are right themselves."""
    ((_, outcome),) = workshop.perform([Job(attempt, (subject_of(text, tmp_path),), SECONDS)])
    assert outcome.good and not outcome.error

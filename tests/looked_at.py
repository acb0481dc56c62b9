"""Programs that tests look at from the doctor's inside: as a file of their own, for a bounded time."""

from __future__ import annotations

import time
from pathlib import Path

from handgrad.doctor.examine import examine
from handgrad.doctor.finding import Report
from handgrad.doctor.proof.prove import STARTS, Prover, Survey, survey
from handgrad.doctor.proof.trial import Subject
from handgrad.doctor.proof.workshop import Job, Workshop

SECONDS = 60.0


def spread(cases: list[Path], most: int) -> list[Path]:
    """So many of the cases at most, from the first to the last: more cases take no more time."""
    return cases[:: -(-len(cases) // most)]


def subject_of(text: str, folder: Path) -> Subject:
    """A program as a file."""
    file = folder / "net.py"
    file.write_text(text)
    return Subject(str(file), {str(file): text}, seconds=SECONDS)


def report_on(workshop: Workshop, text: str, folder: Path) -> Report:
    """What the check says of a program, without training it."""
    jobs = [Job(examine, (subject_of(text, folder).file, (), SECONDS / 2, 0), 2 * SECONDS)]
    ((_, report),) = workshop.perform(jobs, float("inf"))
    assert isinstance(report, Report)
    return report


def check_named(report: Report, text: str, kind: str, where: str) -> None:
    """Fail unless a report names an error of one kind on the line of `text` that holds `where`, with a proved fix."""
    found = next((each for each in report.findings if each.kind == kind and each.severity == "error"), None)
    assert found is not None, report
    assert where in text.splitlines()[found.place.line - 1]
    assert found.fix is not None and found.fix.confidence == "proved"


def prover_of(workshop: Workshop, text: str, folder: Path, kind: str, starts: int = STARTS) -> Prover:
    """A prover of what is found of one kind in a program whose gradients are right."""
    subject = subject_of(text, folder)
    ((_, look),) = workshop.perform([Job(survey, (subject,), SECONDS)])
    assert isinstance(look, Survey) and look.outcome.steps and not look.outcome.wrong
    signs = tuple(sign for sign in look.signs if sign.finding.kind == kind)
    found = Survey(look.outcome, signs, look.meetings)
    return Prover(subject, found, workshop, time.monotonic() + SECONDS, starts)

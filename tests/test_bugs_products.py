"""Bugs of products, sums, signs, order and optimisers: planted, named by what mends them; right ones left alone."""

from __future__ import annotations

import time
from pathlib import Path

import optimizer_programs
import pytest
from looked_at import SECONDS, report_on, subject_of
from optimizer_programs import Optimizer
from product_programs import RIGHT, STILL, WRONG, Planted, Still

from handgrad.doctor.proof.prove import survey
from handgrad.doctor.proof.repair import Repair, edited
from handgrad.doctor.proof.search import Search
from handgrad.doctor.proof.trial import Subject, attempt, propose
from handgrad.doctor.proof.workshop import Job, Workshop

MOST = 12
"""How many edits of the right kind may be tried."""
OPTIMISERS = {"adam-moments", "momentum-velocity"}
FROZEN = {"bias-not-updated", "layer-not-updated"}


@pytest.mark.parametrize("program", WRONG, ids=lambda each: each.name)
def test_an_edit_of_the_right_kind_mends_a_planted_bug(program: Planted, tmp_path: Path, workshop: Workshop) -> None:
    """Among the few likeliest edits of the bug's kind one makes every gradient right, at the planted line."""
    subject = subject_of(program.text, tmp_path)
    ((_, repairs),) = workshop.perform([Job(propose, (subject,), SECONDS)])
    mine = sorted((repair for repair in repairs if repair.kind == program.kind), key=lambda repair: repair.rank)[:MOST]
    jobs = [Job(attempt, (edited(subject, repair), repair), SECONDS) for repair in mine]
    good = [job.args[1] for job, outcome in workshop.perform(jobs) if outcome is not None and outcome.good]
    assert min(good, key=lambda repair: repair.rank).site.line == program.line


@pytest.mark.parametrize("program", [WRONG[0], WRONG[7], WRONG[16], WRONG[21], WRONG[-1]], ids=lambda each: each.name)
def test_the_search_over_all_families_finds_the_planted_bug(
    program: Planted, tmp_path: Path, workshop: Workshop
) -> None:
    """One edit, of the planted kind and at the planted line, and nothing else."""
    subject = subject_of(program.text, tmp_path)
    jobs = [Job(attempt, (subject,), SECONDS), Job(propose, (subject,), SECONDS)]
    done = {job.function: result for job, result in workshop.perform(jobs)}
    cure = Search(workshop, time.monotonic() + SECONDS).cure(subject, done[attempt], done[propose])
    assert [(repair.kind, repair.site.line) for repair, _ in cure.repairs] == [(program.kind, program.line)]


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_program_is_right_and_trains_everything(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """The programs that bugs are planted in have right gradients, and no parameter that never changes."""
    ((_, look),) = workshop.perform([Job(survey, (subject_of(RIGHT[name], tmp_path),), SECONDS)])
    assert look.outcome.good
    assert not (OPTIMISERS | FROZEN | {"aliasing"}) & {sign.finding.kind for sign in look.signs}


@pytest.mark.parametrize("optimizer", optimizer_programs.RIGHT, ids=lambda each: each.name)
def test_a_published_optimiser_is_not_accused(optimizer: Optimizer, tmp_path: Path, workshop: Workshop) -> None:
    """Every published recurrence passes, however it is written."""
    ((_, look),) = workshop.perform([Job(survey, (subject_of(optimizer.text, tmp_path),), SECONDS)])
    assert look.outcome.good
    assert not OPTIMISERS & {sign.finding.kind for sign in look.signs}


@pytest.mark.parametrize("optimizer", optimizer_programs.WRONG, ids=lambda each: each.name)
def test_an_optimiser_that_is_off_is_named(optimizer: Optimizer, tmp_path: Path, workshop: Workshop) -> None:
    """The line that is off is named, and one of its edits leaves nothing off."""
    assert proved(subject_of(optimizer.text, tmp_path), workshop, OPTIMISERS) == (optimizer.kind, optimizer.place)


def test_two_corrections_that_are_off_are_both_mended(tmp_path: Path, workshop: Workshop) -> None:
    """Each of them alone leaves the steps nan."""
    report = report_on(workshop, optimizer_programs.TIMES.text, tmp_path)
    assert {each.kind for each in report.findings if each.severity == "error"} == {"adam-moments"}
    assert "(1 - mu ** t)" in report.patch
    assert "(1 - beta ** t)" in report.patch


@pytest.mark.parametrize("program", STILL, ids=lambda each: each.name)
def test_a_parameter_that_never_changes_is_found(program: Still, tmp_path: Path, workshop: Workshop) -> None:
    """It is named, and one of the edits makes the training reach it."""
    assert proved(subject_of(program.text, tmp_path), workshop, FROZEN) == (program.kind, program.line)


def proved(subject: Subject, workshop: Workshop, kinds: set[str]) -> tuple[str, int] | None:
    """The kind and the line of the first edit after which no sign of these kinds is left, and nothing is wrong."""
    ((_, look),) = workshop.perform([Job(survey, (subject,), SECONDS)])
    repairs: list[Repair] = [r for sign in look.signs if sign.finding.kind in kinds for r in sign.repairs]
    for repair in repairs:
        ((_, after),) = workshop.perform([Job(survey, (edited(subject, repair),), SECONDS)])
        if after and after.outcome.good and not kinds & {sign.finding.kind for sign in after.signs}:
            return repair.kind, repair.site.line
    return None

"""Bugs that no gradient shows: found where they were planted, mended by their edits, and not seen in right programs."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from data_programs import FAR_APART, LARGE_SCORES, LARGE_SCORES_LESS_MAXIMUM, LOGISTIC, RIGHT, WRONG, Planted
from looked_at import SECONDS, subject_of

from handgrad.doctor.bugs import logarithm, stability
from handgrad.doctor.proof.prove import Survey, accuses, survey
from handgrad.doctor.proof.repair import edited
from handgrad.doctor.proof.trial import Subject, case_of
from handgrad.doctor.proof.workshop import Job, Workshop


def looked_at(workshop: Workshop, *subjects: Subject) -> list[Survey]:
    """What there is to see in some programs."""
    jobs = [Job(survey, (subject,), SECONDS) for subject in subjects]
    seen = {id(job): result for job, result in workshop.perform(jobs)}
    return [seen[id(job)] for job in jobs]


@pytest.mark.parametrize("program", WRONG, ids=lambda each: each.name)
def test_a_planted_bug_is_named_underlined_and_mended(program: Planted, tmp_path: Path, workshop: Workshop) -> None:
    """The sign has the kind and stands where the bug was planted; with one of its edits the program is clean."""
    subject = subject_of(program.text, tmp_path)
    (before,) = looked_at(workshop, subject)
    found = [sign for sign in before.signs if accuses(sign)]
    assert {sign.finding.kind for sign in found} == {program.kind}
    assert program.underlined in found[0].finding.place.source
    if program.mended:
        after = looked_at(workshop, *(edited(subject, repair) for repair in found[0].repairs))
        assert any(is_clean(look) for look in after)


def is_clean(look: Survey) -> bool:
    """Whether a look shows nothing wrong."""
    return not any(map(accuses, look.signs)) and not look.outcome.wrong and not look.outcome.error


@pytest.mark.parametrize("program", RIGHT, ids=lambda each: each.name)
def test_a_right_program_is_not_accused(program: Planted, tmp_path: Path, workshop: Workshop) -> None:
    """What only looks like a bug is none."""
    (look,) = looked_at(workshop, subject_of(program.text, tmp_path))
    assert [(sign.finding.kind, sign.finding.message) for sign in look.signs if accuses(sign)] == []
    assert look.outcome.good


def kinds_of(subject: Subject, family: str) -> list[str]:
    """What one family says of a program whose numbers leave the range of floats."""
    warnings.simplefilter("ignore")
    return [sign.finding.kind for sign in FAMILIES[family].signs(case_of(subject))]


FAMILIES = {"logarithm": logarithm, "stability": stability}


@pytest.mark.parametrize(
    ("text", "family", "kinds"),
    [
        (FAR_APART, "logarithm", ["log-of-zero"]),
        (LOGISTIC, "logarithm", []),
        (LARGE_SCORES, "stability", ["softmax-overflow"]),
        (LARGE_SCORES_LESS_MAXIMUM, "stability", []),
    ],
    ids=["far apart", "near", "no maximum", "with a maximum"],
)
def test_numbers_out_of_range_are_seen_where_they_happen(
    text: str, family: str, kinds: list[str], tmp_path: Path, workshop: Workshop
) -> None:
    """Recorded values, or a run to the end, say whether a number ever leaves the range of floats."""
    job = Job(kinds_of, (subject_of(text, tmp_path), family), SECONDS)
    assert [result for _, result in workshop.perform([job])] == [kinds]

"""The examination: from a program to its report, one stage after the other."""

from __future__ import annotations

import contextlib
import difflib
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handgrad.doctor.anatomy.estimates import is_estimated, is_sampled
from handgrad.doctor.bugs import families
from handgrad.doctor.case import Case
from handgrad.doctor.finding import Finding, Report
from handgrad.doctor.pictures.exhibit import exhibit
from handgrad.doctor.proof.asking import EACH, limited
from handgrad.doctor.proof.buys import stages_of, versions, what_fixes_buy
from handgrad.doctor.proof.prove import Prover, Survey, survey, survey_of
from handgrad.doctor.proof.repair import Cure, Repair
from handgrad.doctor.proof.rounds import Round, rounds
from handgrad.doctor.proof.search import Search
from handgrad.doctor.proof.training import meetings_of
from handgrad.doctor.proof.trial import Subject, case_of, horizon_of, outcome_of, repairs_of
from handgrad.doctor.proof.workshop import Job, Workshop
from handgrad.doctor.running.failures import OutOfTime, before_training, inside_library, is_minimised, sentence
from handgrad.doctor.running.libraries import load
from handgrad.doctor.running.source import Source, read
from handgrad.doctor.truth.chosen import without_chosen
from handgrad.doctor.truth.judged import believing
from handgrad.doctor.truth.verdict import gradients_of
from handgrad.doctor.words import findings_of, sign_finding

SEARCH = 0.65
"""The share of the time after which no further edit of a wrong gradient is tried."""
LATEST = 0.85
"""The share of the time after which those that are being tried are given up."""
SHOW = 0.6
"""The share of the time after which nothing is trained only to be shown."""
PROOF = 0.93
"""The share of the time after which no further training is begun."""


TOO_LONG = "what it does was recorded, but is too much to be understood in the time there is (see --seconds)"


@dataclass(frozen=True)
class Plan:
    """How much time there is, and from how many starts training is counted."""

    begin: float
    seconds: float
    starts: int

    def after(self, share: float) -> float:
        """The moment when a share of the time is over."""
        return self.begin + share * self.seconds


def examine(path: str, arguments: Sequence[str], seconds: float, starts: int) -> Report:
    """Run the program at `path` as a script, in this process, and report on it.

    With `starts` 0 nothing is trained: only what one recorded run shows is said.
    """
    plan = Plan(time.monotonic(), seconds, starts)
    source = read(path)
    subject = Subject(source.file, {source.file: source.text}, tuple(arguments), seconds, bool(source.cells))
    families()  # read once, before the workshop's benches are forked, as the program's libraries are
    load(source.text)
    with Workshop() as workshop:
        try:
            case = case_of(subject)
        except OutOfTime:
            return Report(subject.file, "unchecked", reason=TOO_LONG, seconds=time.monotonic() - plan.begin)
        seconds = bounded(case, seconds)
        subject = replace(subject, texts=dict(case.recording.sources), seconds=seconds, horizon=horizon_of(case))
        report = report_on(case, source, subject, workshop, plan)
    return replace(report, seconds=time.monotonic() - plan.begin)


def bounded(case: Case, seconds: float) -> float:
    """How long one edited copy may take: a few times what the program itself took, longer on a busy machine."""
    crowd = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    return min(seconds, 2.0 * crowd + 3 * case.recording.seconds)


def report_on(case: Case, source: Source, subject: Subject, workshop: Workshop, plan: Plan) -> Report:
    """Everything that can be said of a recorded run."""
    cure = cured(case, subject, workshop, plan.after(SEARCH), (LATEST - SEARCH) * plan.seconds)
    sure = case if cure.after.good else without_doubtful(case)
    if sure is not case:
        case, cure = sure, Cure(subject, outcome_of(sure))
    latest = plan.after(LATEST)
    look = looked_at(cure.subject, workshop, latest) if cure.repairs else survey_of(case, latest)
    prover = Prover(cure.subject, look or Survey(cure.after, (), ()), workshop, plan.after(PROOF), plan.starts)
    done = list(rounds(prover))
    report = verdict(case, merge(findings_of(case, cure, done), signs_found(cure, done)), source)
    stages = stages_of(cure, done)
    buys = what_fixes_buy(prover, subject, stages, plan.starts) if stages and plan.starts else ()
    copies = versions(subject, stages)
    if time.monotonic() < plan.after(SHOW):
        prover.trainings(subject, meetings_of(case), range(1))
    curves = {fixes: prover.trained[copy.key, 0] for fixes, copy in copies.items() if (copy.key, 0) in prover.trained}
    changes = patch(subject.texts, copies[tuple(range(len(stages)))].texts)
    return replace(report, buys=buys, patch=changes, picture=exhibit(case, curves, plan.after(1.0)))


def without_doubtful(case: Case) -> Case:
    """The case without what accuses nobody: a loss that nothing speaks for, and what is sent back through jumps."""
    patient, patients = case.patient, case.patients
    if patient is None or not any(each.comparison.wrong for each in patients):
        return case
    if case.guessed:
        return replace(case, patients=believing(case.recording, case.anatomy))
    if not patient.step.assumed:
        with contextlib.suppress(OutOfTime), limited(EACH):
            patients = without_chosen(patients, patient)
    return case if patients is case.patients else replace(case, patients=patients)


def signs_found(cure: Cure, done: Sequence[Round]) -> list[Finding]:
    """The findings of the signs of every round."""
    history, found = cure.history, []
    for each in done:
        found += [sign_finding(proved, history, each.texts) for proved in each.proved]
        history = [*history, (each.texts, each.splices)]
    return found


def patch(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """A unified diff of every file that changes, named from the program's folder."""
    rows: list[str] = []
    for file in before:
        name = os.path.relpath(file)
        old, new = (texts[file].splitlines(keepends=True) for texts in (before, after))
        rows += difflib.unified_diff(old, new, f"a/{name}", f"b/{name}")
    return "".join(row if row.endswith("\n") else row + "\n\\ No newline at end of file\n" for row in rows)


def cured(case: Case, subject: Subject, workshop: Workshop, deadline: float, grace: float = 0.0) -> Cure:
    """What edits the wrong gradients ask for; none where they are right."""
    before = outcome_of(case)
    if not before.wrong and not before.uphill:
        return Cure(subject, before)
    repairs: list[Repair] = repairs_of(case, deadline)
    return Search(workshop, deadline, grace, pairs=not case.guessed).cure(subject, before, repairs)


def looked_at(subject: Subject, workshop: Workshop, deadline: float) -> Survey | None:
    """A look at the mended program, as far as there is time for one."""
    for _, look in workshop.perform([Job(survey, (subject,), subject.seconds)], deadline):
        seen: Survey | None = look
        return seen
    return None


def merge(first: list[Finding], second: list[Finding]) -> list[Finding]:
    """Both lists, errors first, one finding for each kind and line, or for each proved fix there."""
    order = {"error": 0, "warning": 1, "note": 2}
    seen: dict[tuple[str, int], list[Finding]] = {}
    for finding in [*first, *second]:
        same = seen.setdefault((finding.kind, finding.place.line), [])
        if not same or (finding.proved and all(each.proved and each.fix != finding.fix for each in same)):
            same.append(finding)
    return sorted((each for same in seen.values() for each in same), key=lambda finding: order[finding.severity])


def verdict(case: Case, findings: list[Finding], source: Source) -> Report:
    """The report: wrong, right, or unchecked and why."""
    gradients = gradients_of(case)
    checked = list(what_was_checked(case))
    accused = any(finding.severity in ("error", "warning") for finding in findings)
    reason = "" if accused or any(g.state == "right" for g in gradients) else why_not(case, source)
    state: Any = "wrong" if accused else "unchecked" if reason else "right"
    passed_over = () if reason else tuple(not_checked(case))
    return Report(case.recording.file, state, tuple(findings), tuple(gradients), tuple(checked), passed_over, reason)


def what_was_checked(case: Case) -> Iterator[str]:
    """Which gradients were compared with what, and how closely."""
    patient = case.patient
    if patient is None:
        return
    truth, count, steps = patient.comparison.truth, len(gradients_of(case)), len(case.patients)
    yield (
        f"{count} gradient{'s' * (count != 1)} in {steps} recorded step{'s' * (steps != 1)}, against reverse mode over "
        f"the recorded operations in float64, to {truth.tolerance:g} of their length"
    )
    site = case.program[truth.value].site if truth.value is not None else None
    yield "the loss: " + (f"the program's own, line {site.line}" if site else truth.loss)


def why_not(case: Case, source: Source) -> str:
    """One sentence on why nothing could be judged."""
    recording, folder = case.recording, str(Path(case.recording.file).parent)
    if case.failure is not None and not inside_library(case.failure, recording.namespace):
        return failure(case, case.failure, folder)
    why = before_training(recording.ended, recording.namespace) if not case.patients else ""
    if why:
        return why
    if not case.anatomy.parameters and is_minimised(recording.namespace):
        return "SciPy moves its parameters: check the function that it minimises, handgrad.check(cost, parameters)"
    if not case.anatomy.parameters:
        return "nothing that is trained was found: no value is changed again and again by what is computed from it"
    if any(is_estimated(case.program, step) for step in case.anatomy.steps):
        return "its steps follow from losses at parameters moved at random: there is no derivative to check"
    if any(is_sampled(case.program, step) for step in case.anatomy.steps):
        return "its steps draw units at random from what they compute: they follow no derivative that could be checked"
    if not case.patients and any(step.targets for step in case.anatomy.steps):
        return "no loss that is known explains any of its gradients, and it computes none itself that could be followed"
    if not case.patients:
        return "the place where predictions meet their targets was not found"
    return "every gradient is exactly zero: a wrong formula would give 0 too"


def failure(case: Case, error: BaseException, folder: str) -> str:
    """What the program raised, and whether it does so only because of the check."""
    ours = case.plain_run.finished and not case.plain_run.error
    short = case.recording.tail_start is not None
    return ("with its loops cut short for the check " if ours and short else "") + sentence(error, folder)


def not_checked(case: Case) -> Iterator[str]:
    """What the check passed over, and why."""
    error = case.failure
    if error is not None:
        yield f"what comes after the failure: {failure(case, error, str(Path(case.recording.file).parent))}"
    if case.recording.ended == "time":
        yield "what the program does after its time was over"

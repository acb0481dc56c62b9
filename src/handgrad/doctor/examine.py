"""The examination: from a program to its report, one stage after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from handgrad.doctor.anatomy import study, training_loops
from handgrad.doctor.bugs import families
from handgrad.doctor.case import Case
from handgrad.doctor.failures import sentence
from handgrad.doctor.finding import Finding, Gradient, Report
from handgrad.doctor.naming import names_of
from handgrad.doctor.patient import Patient, examine_steps
from handgrad.doctor.sandbox import sandbox
from handgrad.doctor.source import Source, read
from handgrad.doctor.trials import search
from handgrad.doctor.verdict import findings_of, gradients_of, worst
from handgrad.program.record import Recording, record_script


def examine(path: str, arguments: Sequence[str] = (), seconds: float = 15.0) -> Report:
    """Run the program at `path` as a script, in this process, and report on it."""
    started = time.monotonic()
    source = read(path)
    with sandbox(seconds, display=bool(source.cells)):
        recording = record_script(source.file, source.text, training_loops, seconds=seconds * 0.7)
    report = report_on(recording, source)
    return replace(report, seconds=time.monotonic() - started)


def report_on(recording: Recording, source: Source) -> Report:
    """Everything that can be said of a recorded run."""
    anatomy = study(recording.program, recording.tail_start)
    patients = examine_steps(recording, anatomy)
    case = Case(recording, anatomy, patients, names_of(recording, anatomy))
    found = diagnosis(case)
    signs = [finding for family in families() for finding in safely(getattr(family, "signs", None), case)]
    return verdict(case, merge(found, signs), source)


def diagnosis(case: Case) -> list[Finding]:
    """What the gradients say: the edits that make them right, named; or where and how they are wrong."""
    patient = worst(case.patients)
    if patient is None or not patient.comparison.wrong:
        return []
    edits = [family.edits for family in families() if hasattr(family, "edits")]
    return findings_of(case, patient, search(patient, edits))


def safely(signs: Callable[[Case], Iterator[Finding]] | None, case: Case) -> Iterator[Finding]:
    """A family's findings; a family that stumbles over a strange program says nothing."""
    if signs is None:
        return
    try:
        yield from signs(case)
    except (ArithmeticError, ValueError, TypeError, LookupError, AttributeError, StopIteration):
        return


def merge(first: list[Finding], second: list[Finding]) -> list[Finding]:
    """Both lists, errors first, one finding for each kind and line."""
    order = {"error": 0, "warning": 1, "note": 2}
    seen: dict[tuple[str, int], Finding] = {}
    for finding in [*first, *second]:
        seen.setdefault((finding.kind, finding.place.line), finding)
    return sorted(seen.values(), key=lambda finding: order[finding.severity])


def verdict(case: Case, findings: list[Finding], source: Source) -> Report:
    """The report: wrong, right, or unchecked and why."""
    gradients = gradients_of(case)
    checked = [f"{g.name}: gradient {g.state}" for g in gradients]
    accused = any(finding.severity in ("error", "warning") for finding in findings)
    reason = "" if accused or any(g.state == "right" for g in gradients) else why_not(case, source)
    state: Any = "wrong" if accused else "unchecked" if reason else "right"
    return Report(
        case.recording.file, state, tuple(findings), tuple(gradients), tuple(checked), tuple(not_checked(case)), reason
    )


def why_not(case: Case, source: Source) -> str:
    """One sentence on why nothing could be judged."""
    recording, folder = case.recording, str(Path(case.recording.file).parent)
    if recording.error is not None:
        return sentence(recording.error, folder)
    if not case.anatomy.parameters:
        return "nothing that is trained was found: no value is changed again and again by what is computed from it"
    if not case.patients:
        return "the place where predictions meet their targets was not found"
    return "every gradient is exactly zero: a wrong formula would give 0 too"


def not_checked(case: Case) -> Iterator[str]:
    """What the check passed over, and why."""
    if case.recording.error is not None:
        yield f"what comes after the failure: {sentence(case.recording.error, str(Path(case.recording.file).parent))}"
    if case.recording.ended == "time":
        yield "what the program does after its time was over"



"""A training step, a function of no arguments: recorded in a fork of this process, which itself stays as it is."""

from __future__ import annotations

import inspect
import os
import pickle
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from handgrad.doctor.anatomy.study import training_loops
from handgrad.doctor.calls.reach import reach
from handgrad.doctor.calls.recording import record_step, source_of
from handgrad.doctor.calls.trial import name_of, place_of
from handgrad.doctor.finding import Report
from handgrad.doctor.proof.trial import Enough, Subject
from handgrad.doctor.running.failures import sentence
from handgrad.program.record import Recording

Step = Callable[[], Any]

DIAGNOSIS = 0.8
"""The share of the time that may go by before no further edit of a wrong gradient is tried."""

steps: dict[str, Step] = {}
"""The step of this process by its file, for the copies of it that the workshop makes by forking."""


@dataclass(frozen=True)
class StepSubject(Subject):
    """A step as it is to be run: with the text of its sources, edited or not."""

    def recording(self, enough: Enough = training_loops) -> Recording:
        """Call it a few times, recorded."""
        return record_step(steps[self.file], self.texts, enough, self.seconds * 0.7)


def check_step(step: Step, seconds: float) -> Report:
    """Look over the updates that `step()` makes."""
    name = name_of(step)
    if needed_by(step):
        raise TypeError(
            f"{name} needs arguments: check(lambda: {name}(...)), or check({name}, params) for (loss, gradient)"
        )
    if not hasattr(os, "fork"):
        raise TypeError("a training step is checked in a fork of the process, which this system does not have")
    if not any(True for _ in reach(step).functions):
        raise TypeError(f"{name} is not written in Python, or not in a file of yours: there is nothing to record")
    from handgrad.doctor.proof.workshop import forked
    from handgrad.doctor.running.shadow import shadows

    begin = time.monotonic()
    sys.stdout.flush()
    with warnings.catch_warnings(), shadows():
        warnings.simplefilter("ignore")  # that a fork leaves threads behind is all right: it never comes back
        report = pickle.loads(forked(examined, (step, seconds), seconds + 1))
    place = place_of(step)
    if report is None:
        report = Report(place.file, "unchecked", reason="it did not end in time and was stopped")
    found: Report = replace(report, seconds=round(time.monotonic() - begin, 3))
    return found


def needed_by(step: Step) -> bool:
    """Whether a function cannot be called without arguments."""
    try:
        inspect.signature(step).bind()
    except TypeError:
        return True
    except ValueError:
        return False
    return False


def examined(step: Step, seconds: float) -> Report:
    """The report; in a process of its own."""
    silence()
    begin = time.monotonic()
    file = place_of(step).file
    try:
        return report_on(step, seconds, begin)
    except BaseException as error:
        return Report(
            file, "unchecked", reason=f"the check itself stopped: {sentence(error, os.path.dirname(__file__))}"
        )


def silence() -> None:
    """Let nothing that this process writes reach anybody."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def report_on(step: Step, seconds: float, begin: float) -> Report:
    """Record, compare, and try edits of the step's own sources where a gradient is wrong."""
    from handgrad.doctor.examine import cured, verdict
    from handgrad.doctor.proof.trial import case_of
    from handgrad.doctor.proof.workshop import Workshop
    from handgrad.doctor.running.source import Source
    from handgrad.doctor.words import findings_of

    files = dict.fromkeys(function.__code__.co_filename for function in reach(step).functions)
    texts = {file: text for file in files if (text := source_of(file, {}))}
    file = next(iter(files))
    steps[file] = step
    subject = StepSubject(file, texts, (), seconds / 2)
    with Workshop() as workshop:
        case = case_of(subject)
        subject = replace(subject, seconds=min(seconds, 1.0 + 3 * case.recording.seconds))
        cure = cured(case, subject, workshop, begin + DIAGNOSIS * seconds)
        return verdict(case, findings_of(case, cure), Source(file, texts.get(file, "")))

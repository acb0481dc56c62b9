"""A trial: what is done with one copy of a program, edited or not: it is recorded, understood and compared."""

from __future__ import annotations

import hashlib
import math
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.naming import names_of
from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.anatomy.study import ENOUGH, study, training_loops
from handgrad.doctor.case import Case
from handgrad.doctor.proof.alike import all_at_once
from handgrad.doctor.proof.asking import answers, limited
from handgrad.doctor.proof.outcome import Outcome
from handgrad.doctor.proof.reached import is_spoiling, reached
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.running.sandbox import sandbox
from handgrad.doctor.truth.choice import is_confirmed, is_steady
from handgrad.doctor.truth.crossed import is_laid_open, is_unsteady
from handgrad.doctor.truth.judged import examine_steps
from handgrad.doctor.truth.named_losses import LOSSES
from handgrad.doctor.truth.patient import Patient
from handgrad.doctor.truth.seen import under_entropy
from handgrad.doctor.truth.verdict import gradients_of
from handgrad.program.collector import resting
from handgrad.program.program import Op
from handgrad.program.record import Recording, record_script
from handgrad.program.recorder import Recorder, RecordingOver

Enough = Callable[[Recorder], Any]

FEWEST = 2
"""Steps that are looked at in any case."""
LATEST = 0.9
"""The share of the time after which what was recorded is to be understood."""
SPOILING = 0.8
"""How much later an edit is tried that would change a right gradient as well."""
CONSTANT = 1 + 1e-6
"""Ratio of the largest to the smallest factor of what is right under the loss that is meant, where no other may be."""


@dataclass(frozen=True)
class Horizon:
    """How much of a run shows all that is wrong: so many steps, which took so many operations to record."""

    steps: int = ENOUGH
    operations: int = 0
    losses: frozenset[str] = frozenset()
    """Under which losses, where no edit of a gradient may change them; otherwise none."""

    def end(self, recorder: Recorder) -> None:
        """End the run, and not only its training loops, when that much has been recorded."""
        count, usual = len(recorder.program), recorder.next_look
        if count < self.operations:
            recorder.next_look = self.operations
        elif training_loops(recorder, self.steps):
            raise RecordingOver
        elif self.operations and recorder.next_look == usual:
            recorder.next_look = count + self.operations // 10 + 1


@dataclass(frozen=True)
class Subject:
    """A program as it is to be run: its file, the text of every source, its arguments, and for how long."""

    file: str
    texts: Mapping[str, str]
    """Source file -> text; a source that is not named here is read from disk."""
    arguments: Sequence[str] = ()
    seconds: float = 10.0
    notebook: bool = False
    horizon: Horizon = Horizon()

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """What tells one copy from another: the texts."""
        return tuple(sorted(self.texts.items()))

    def recording(self, enough: Enough = training_loops) -> Recording:
        """Run it, recorded; `enough` says when the training loops may be ended."""
        return record_script(self.file, self.texts.get(self.file), enough, seconds=self.seconds * 0.7, texts=self.texts)


def case_of(subject: Subject, enough: Enough = training_loops, losses: frozenset[str] = frozenset()) -> Case:
    """Run a copy, recorded, and understand it, under some `losses` if any; in this process, so at most once in each.

    Raises `OutOfTime` where it takes too long to understand what was recorded.
    """
    sys.argv, begin = [subject.file, *subject.arguments], time.monotonic()
    with sandbox(subject.seconds, display=subject.notebook):
        recording = subject.recording(enough)
    left = LATEST * subject.seconds - (time.monotonic() - begin)
    with resting(), limited(left), np.errstate(all="ignore"):  # a gradient may overflow, and is judged all the same
        anatomy = study(recording.program, recording.contexts, recording.tail_start)
        return Case(recording, anatomy, examine_steps(recording, anatomy, losses), names_of(recording, anatomy))


def horizon_of(case: Case) -> Horizon:
    """The first steps that show every gradient as all of them do: a copy's later steps are not looked at either."""
    if is_laid_open([patient.comparison for patient in case.patients]):
        return Horizon()
    whole, losses = ([gradient.state for gradient in gradients_of(case)], astray(case.patients)), own_of(case)
    for count in range(FEWEST, len(case.patients)):
        first = replace(case, patients=case.patients[:count])
        if ([each.state for each in gradients_of(first)], astray(first.patients)) == whole:
            step = case.patients[count - 1].step
            return Horizon(min(case.anatomy.steps.index(step) + 2, ENOUGH), max(step.after.values()), losses)
    return Horizon(losses=losses)


def own_of(case: Case) -> frozenset[str]:
    """The loss if it is the program's own, or with what is the same if it makes several numbers right; or nothing."""
    found, losses = [patient.comparison for patient in case.patients], losses_of(case)
    if not case.guessed and all(each.truth.value is not None for each in found):
        return frozenset(each.truth.loss for each in found)
    shown = is_confirmed(found) and is_steady(found, CONSTANT) and losses <= LOSSES.keys()
    return losses if shown or ("program" in losses and not case.guessed) else frozenset()


def losses_of(case: Case) -> frozenset[str]:
    """The names of the losses that the steps are judged by."""
    return frozenset(name for patient in case.patients for name in patient.losses)


def outcome_of(case: Case) -> Outcome:
    """The comparison of a case in short."""
    error = "" if case.recording.error is None else type(case.recording.error).__name__
    gradients = tuple(gradients_of(case))
    steps, crooked = len(case.patients), len(astray(case.patients))
    unsteady, losses = is_unsteady([patient.comparison for patient in case.patients]), losses_of(case)
    return Outcome(
        gradients,
        case.uphill,
        digest(case),
        first_loss(case),
        losses,
        error,
        len(case.recording.passed_over),
        steps,
        unsteady,
        crooked,
    )


def astray(patients: Sequence[Patient]) -> set[int]:
    """The parameters whose own gradient is no multiple of the right one in some step."""
    return {
        number
        for patient in patients
        for number, match in patient.comparison.matches.items()
        if match.state == "wrong" and match.direction_error > patient.comparison.truth.tolerance
    }


def digest(case: Case) -> str:
    """The first predictions that the program made, before anything was changed, to six digits, as a short text."""
    found = hashlib.sha1()
    for patient in case.patients[:1]:
        first = first_at(case, max(patient.step.predictions))
        found.update(np.char.mod("%.6g", np.ravel(np.asarray(first.value, dtype=float))).tobytes())
    return found.hexdigest()


def first_loss(case: Case) -> tuple[object, float] | None:
    """Where the program computes the loss that it is judged by, and what that was before anything was trained."""
    value = next((patient.comparison.truth.value for patient in case.patients), None)
    if value is None:
        return None
    first = first_at(case, value)
    trained = {version for number in case.anatomy.parameters for version in case.anatomy.states[number].versions[1:]}
    if np.size(first.value) > 1 or not trained.isdisjoint(ancestors(case.program, [first.index])):
        return None
    return key(first), float(np.ravel(first.value)[0])


def first_at(case: Case, index: int) -> Op:
    """The first operation that stands where a given one does."""
    place = key(case.program[index])
    return next(op for op in case.program.ops if key(op) == place)


def key(op: Op) -> tuple[object, ...]:
    """Where in the source an operation stands, calls included."""
    return op.name, op.site, op.stack


def attempt(subject: Subject, repair: Repair | None = None) -> Outcome:
    """Record a copy and compare; an edit that changes predictions is also run past its first steps."""
    if repair is None or repair.forward:
        return outcome_of(case_of(subject))
    return outcome_of(case_of(subject, subject.horizon.end, subject.horizon.losses))


def propose(subject: Subject) -> list[Repair]:
    """Record a copy and say what might mend it."""
    return repairs_of(case_of(subject))


def repairs_of(case: Case, until: float = math.inf) -> list[Repair]:
    """What every family would try, as far as it is told `until` some moment; of a guessed loss under two of them."""
    other = under_entropy(case)
    found = [*answers("repairs", case, until), *(answers("repairs", other, until) if other is not None else ())]
    known = [replace(each, reaches=reached(case, each)) for each in found]
    ranked = [replace(each, rank=each.rank + SPOILING) if is_spoiling(case, each) else each for each in known]
    return [*ranked, *all_at_once(case, ranked)]

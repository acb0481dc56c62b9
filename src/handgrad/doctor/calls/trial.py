"""The trial: a loss, somebody's gradient of it, and the judgement of the one by the other."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from handgrad.doctor.calls.judgement import Judged, ambiguous, judge
from handgrad.doctor.calls.points import beside, little, usual
from handgrad.doctor.calls.slopes import Loss, Slopes, number, slopes
from handgrad.doctor.calls.structure import Array, Point
from handgrad.doctor.calls.words import findings_of, states_of
from handgrad.doctor.finding import Gradient, Place, Report

SECONDS = 15.0
"""About how long the calls of one check may take."""
CONSTANT = "the loss does not change with the arrays that it is given: it is computed from others, or cut off from them"
GUARD = (
    "a difference that goes away where the arrays are smaller, as a guard such as log(p + 1e-7) makes it, "
    "is passed over"
)
CUT_OFF = (
    "every gradient is right where the arrays are small, and not where they are given: the loss is cut off there, "
    "as by log(p + 1e-7), or the slope of the output is wrong for large values"
)
USUAL_SIZE = "what is wrong was seen at a point nearby, with arrays of the usual size: at the one given it hardly shows"
SLIGHT = 1e-3
"""How far off a guard in the loss may leave a gradient at the usual size."""


@dataclass(frozen=True)
class Claims:
    """The gradients that somebody gives at a point."""

    given: dict[str, Array]
    silent: tuple[str, ...] = ()
    """Arrays of which no gradient was found."""
    notes: tuple[str, ...] = ()
    """Conventions worth knowing."""


@dataclass(frozen=True)
class Trial:
    """What is judged: `claims(point, slopes)` gives the gradients; the slopes help to tell them apart."""

    point: Point
    loss: Loss
    claims: Callable[[Point, dict[str, Slopes]], Claims]
    place: Place
    against: str = "the slope of the loss"
    their_loss: bool = True
    """Whether the number is somebody's own loss, which may have guards, and not a sum over outputs."""


def tried(trial: Trial, seconds: float = SECONDS) -> Report:
    """The report on a trial."""
    first, second = number(trial.loss(trial.point)), number(trial.loss(trial.point))
    reason = why_not(first, second)
    if reason:
        return Report(trial.place.file, "unchecked", reason=reason, place=shown(trial.place))
    judged, claims = compared(trial, trial.point, seconds)
    if judged and not any(np.any(each.slopes.values) for each in judged) and any(np.any(each.given) for each in judged):
        return Report(trial.place.file, "unchecked", reason=CONSTANT, place=shown(trial.place))
    if cut_off(trial, trial.point, judged, seconds):
        if any(each.error > SLIGHT for each in judged):
            return Report(trial.place.file, "unchecked", reason=CUT_OFF, place=shown(trial.place))
        judged = [replace(each, state="right") if each.state == "wrong" else each for each in judged]
        return report_of(trial, judged, replace(claims, notes=(*claims.notes, GUARD)))
    judged = confirmed(trial, judged, seconds)
    judged, notes = seen_elsewhere(trial, judged, seconds)
    return report_of(trial, judged, replace(claims, notes=(*claims.notes, *notes)))


def compared(trial: Trial, point: Point, seconds: float) -> tuple[list[Judged], Claims]:
    """The judgement on every array at a point."""
    right = slopes(trial.loss, point, list(point), seconds)
    claims = trial.claims(point, right)
    return [judge(name, claims.given[name], right[name]) for name in point if name in claims.given], claims


def elsewhere(trial: Trial, point: Point, seconds: float) -> dict[str, Judged]:
    """The judgement at another point; nothing where the function is not made for it."""
    try:
        finite = math.isfinite(number(trial.loss(point)))
        return {each.name: each for each in compared(trial, point, seconds)[0]} if finite else {}
    except ValueError:
        return {}


def cut_off(trial: Trial, point: Point, judged: list[Judged], seconds: float) -> bool:
    """Whether no gradient is quite right at the point and all are where the arrays are small: a guard cuts the loss.

    A wrong slope in a hidden layer leaves the arrays above it right.
    """
    wrong = {each.name for each in judged if each.state == "wrong"}
    untouched = any(each.state == "right" and each.error < each.slopes.tolerance / 100 for each in judged)
    if not trial.their_loss or not wrong or untouched:
        return False
    looks = (elsewhere(trial, smaller, seconds) for smaller in little(point))
    return any(all(name in found and found[name].state == "right" for name in wrong) for found in looks)


def confirmed(trial: Trial, judged: list[Judged], seconds: float) -> list[Judged]:
    """The judgement with what is wrong only exactly here, and not next to it, taken for a corner."""
    if all(each.state != "wrong" for each in judged):
        return judged
    found = elsewhere(trial, beside(trial.point), seconds)
    return [
        replace(each, state="nothing-to-compare")
        if each.state == "wrong" and each.name in found and found[each.name].state == "right"
        else each
        for each in judged
    ]


def seen_elsewhere(trial: Trial, judged: list[Judged], seconds: float) -> tuple[list[Judged], tuple[str, ...]]:
    """The judgement with that of a point of the usual size where the one given says too little, and what it showed."""
    wrong = {each.name for each in judged if each.state == "wrong"}
    unclear = {
        each.name for each in judged if each.state == "nothing-to-compare" or (each.name in wrong and ambiguous(each))
    }
    if (wrong or trial.their_loss) and not unclear:
        return judged, ()
    point = usual(trial.point)
    found = elsewhere(trial, point, seconds)
    if cut_off(trial, point, list(found.values()), seconds):
        return judged, ()
    worse = {name for name, each in found.items() if each.state == "wrong" and each.error > SLIGHT}
    if wrong:
        taken = worse & unclear
    elif trial.their_loss:
        taken = unclear & set(found)
    else:
        taken = worse | (unclear & set(found))
    shows = bool(worse & taken - wrong)
    return [found[each.name] if each.name in taken else each for each in judged], (USUAL_SIZE,) if shows else ()


def why_not(first: float, second: float) -> str:
    """One sentence on why a loss cannot be differentiated."""
    if not math.isfinite(first):
        return f"the loss is {first} here: a gradient is defined where the loss is a finite number"
    if first != second and not abs(first - second) <= 1e-12 * abs(first):
        return (
            f"two calls with the same parameters give two losses, {first:.6g} and {second:.6g}: "
            "what they draw or count has to be the same in every call"
        )
    return ""


def report_of(trial: Trial, judged: list[Judged], claims: Claims) -> Report:
    """The judgements as a report."""
    findings = tuple(findings_of(judged, trial.place, trial.against))
    states = {each.state for each in judged}
    gradients = tuple(
        Gradient(each.name, trial.place.line, each.state, each.error, each.slopes.shape) for each in judged
    )
    silent = [f"{name}: no gradient of it was found" for name in claims.silent]
    report = Report(
        trial.place.file,
        "right",
        findings,
        gradients,
        (*states_of(judged), *claims.notes),
        tuple(silent),
    )
    if "wrong" in states:
        return replace(report, verdict="wrong")
    if "right" in states:
        return report
    reason = "every gradient is exactly zero: a wrong formula would give 0 too" if judged else "no gradient was found"
    return replace(report, verdict="unchecked", reason=reason, place=shown(trial.place))


def shown(place: Place) -> Place | None:
    """A place that can be shown."""
    return place if place.source else None


def place_of(subject: Any) -> Place:
    """Where a function or a class is written: the line of its `def` or `class`; its name where nobody can tell."""
    target = inspect.unwrap(subject) if callable(subject) else type(subject)
    try:
        file = inspect.getsourcefile(target) or ""
        lines, first = inspect.getsourcelines(target)
    except (TypeError, OSError, IndexError):
        return Place(name_of(subject), 1, 1, 1, 1, "")
    offset = next((i for i, line in enumerate(lines) if line.lstrip().startswith(("def ", "async def ", "class "))), 0)
    text = lines[offset].rstrip()
    column = len(text) - len(text.lstrip()) + 1
    return Place(file, first + offset, first + offset, column, len(text) + 1, text.strip())


def name_of(subject: Any) -> str:
    """What a subject is called."""
    return str(getattr(subject, "__name__", None) or type(subject).__name__)

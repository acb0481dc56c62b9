"""The trial: a loss, somebody's gradient of it, and the judgement of the one by the other."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from handgrad.doctor.calls.judgement import Judged, ambiguous, judge
from handgrad.doctor.calls.points import little, usual
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


def tried(trial: Trial, seconds: float = SECONDS) -> Report:
    """The report on a trial."""
    first, second = number(trial.loss(trial.point)), number(trial.loss(trial.point))
    reason = why_not(first, second)
    if reason:
        return Report(trial.place.file, "unchecked", reason=reason, place=shown(trial.place))
    judged, claims = compared(trial, trial.point, seconds)
    if judged and not any(np.any(each.slopes.values) for each in judged) and any(np.any(each.given) for each in judged):
        return Report(trial.place.file, "unchecked", reason=CONSTANT, place=shown(trial.place))
    judged, notes = settled(trial, judged, seconds)
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


def settled(trial: Trial, judged: list[Judged], seconds: float) -> tuple[list[Judged], tuple[str, ...]]:
    """The judgement after a look at other points, and what that has shown.

    What is wrong here, right where everything is small, and all but right at the usual size comes from a guard in the
    loss. What is right here and clearly wrong at the usual size is wrong.
    """
    wrong = {each.name for each in judged if each.state == "wrong"}
    fades = bool(wrong) and right_at(elsewhere(trial, little(trial.point), seconds), wrong)
    if wrong and not fades and not any(ambiguous(each) for each in judged):
        return judged, ()
    found = elsewhere(trial, usual(trial.point), seconds)
    worse = {name for name, each in found.items() if each.state == "wrong" and each.error > SLIGHT}
    if fades and found and not worse & wrong:
        return [replace(each, state="right") if each.name in wrong else each for each in judged], (GUARD,)
    if fades and any(each.error > SLIGHT for each in judged if each.name in wrong & worse):
        return judged, ()
    if wrong and not fades:
        taken = {each.name for each in judged if ambiguous(each) and each.name in worse}
        return [found[each.name] if each.name in taken else each for each in judged], ()
    silent = {each.name for each in judged if each.state == "nothing-to-compare" and each.name in found}
    taken = worse | {name for name in silent if found[name].state != "wrong"}
    return [found[each.name] if each.name in taken else each for each in judged], (USUAL_SIZE,) if worse else ()


def right_at(found: dict[str, Judged], names: set[str]) -> bool:
    """Whether all these gradients are right, or at least say nothing else, at a point."""
    return all(name in found and found[name].state != "wrong" for name in names)


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

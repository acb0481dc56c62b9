"""Judged: every recorded step under every loss that may be meant, and all of them under the one that fits best."""

from __future__ import annotations

from collections.abc import Collection
from statistics import median
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.estimates import is_estimated
from handgrad.doctor.anatomy.slices import takes_logarithm
from handgrad.doctor.anatomy.study import FEWEST_STEPS, MOST_OPERATIONS, Anatomy, Step
from handgrad.doctor.truth.another import under_the_same_loss
from handgrad.doctor.truth.choice import best, best_loss, is_confirmed, is_guessed, same_losses
from handgrad.doctor.truth.compare import Comparison, compare, own_gradients
from handgrad.doctor.truth.crossed import uncovered
from handgrad.doctor.truth.gradients import believed_truths, evaluate
from handgrad.doctor.truth.patient import Patient
from handgrad.doctor.truth.readings import LONG, at_corners, comparisons_of, explained, is_right, is_unsure
from handgrad.doctor.truth.steady import steadied
from handgrad.doctor.truth.turned_losses import meant_upright
from handgrad.program.record import Recording

LONGER = 6
"""How many times as long as most steps one may be that is looked at."""


def examine_steps(recording: Recording, anatomy: Anatomy, only: Collection[str] = ()) -> list[Patient]:
    """One patient for each recorded step that is understood, all judged by the one loss that fits them best.

    `only`: the names of the losses that may be meant, if they are known.
    """
    judged: list[tuple[Step, dict[int, Any], list[Comparison]]] = []
    known: set[str] = set()
    for step in affordable(anatomy.steps):
        values = evaluated(step) if step.predictions and not is_estimated(anatomy.program, step) else None
        if values is not None:
            under = at_corners(anatomy, step, values, known) if known else comparisons_of(anatomy, step, values, only)
            judged.append((step, values, under))
            known = known or losses_of(step, under)
    compared = uncovered(steadied(meant_upright(judged)))
    losses = best_loss(compared, takes_logarithm(anatomy.program.ops))
    found = []
    beside: list[list[Comparison]] = []
    for (step, values, _), comparisons in zip(judged, compared, strict=True):
        for loss in losses:
            chosen = best([comparison for comparison in comparisons if comparison.truth.loss == loss])
            if chosen is not None:
                found.append(Patient(recording, anatomy, step, values, chosen))
                beside.append(comparisons)
                break
    same = same_losses([patient.comparison for patient in found], beside)
    for patient in found:
        patient.losses = (*losses, *same)
    return under_the_same_loss(understood(found))


def believing(recording: Recording, anatomy: Anatomy) -> list[Patient]:
    """One patient for each step, judged by what the program sends back from its output; none where that explains less.

    What nobody knows the loss of can still be sent back rightly.
    """
    found = []
    for step in affordable(anatomy.steps):
        values = evaluated(step) if step.predictions and not is_unsure(anatomy, step) else None
        own = own_gradients(anatomy, step, values) if values is not None else {}
        under = [compare(truth, own) for truth in believed_truths(step, values)] if values is not None else []
        right = best([each for each in under if is_right(each)])
        if right is None or values is None:
            return []
        found.append(Patient(recording, anatomy, step, values, right))
    return found


def losses_of(step: Step, found: list[Comparison]) -> set[str]:
    """The losses that explain a long step whole: its like need not be looked at under others; none of a short one."""
    if len(step.slice) < LONG or not any(is_confirmed([each]) for each in found):
        return set()
    return {each.truth.loss for each in found if explained([each])}


def understood(patients: list[Patient]) -> list[Patient]:
    """Without the networks whose loss is only guessed, where there are several and another one's is not.

    And without wrong steps in which other single numbers than in a right one, but some of them, seem to be trained:
    then it is not known what belongs to a step.
    """
    networks: dict[frozenset[int], list[Patient]] = {}
    for patient in patients:
        networks.setdefault(frozenset(patient.step.before), []).append(patient)
    guessed = [set(map(id, own)) for own in networks.values() if is_guessed(each.comparison for each in own)]
    aside = set[int]().union(*guessed) if len(guessed) < len(networks) else set()
    known = [patient for patient in patients if id(patient) not in aside]
    right = [set(each.step.before) for each in known if explained([each.comparison]) and is_of_numbers(each)]
    return [each for each in known if not (each.comparison.wrong and is_of_numbers(each) and differs(each, right))]


def is_of_numbers(patient: Patient) -> bool:
    """Whether several single numbers are trained, and nothing else."""
    sizes = [np.size(match.own) for match in patient.comparison.matches.values()]
    return len(sizes) > 1 and max(sizes) == 1


def differs(patient: Patient, others: list[set[int]]) -> bool:
    """Whether a step changes some parameters that others change as well, and never quite the same."""
    own = set(patient.step.before)
    return any(own & other for other in others) and own not in others


def affordable(steps: list[Step]) -> list[Step]:
    """The first steps, fewer of them where each is long; not a few that do much else besides, such as a check."""
    usual = [step for step in steps if len(step.slice) <= LONGER * median(len(each.slice) for each in steps)]
    steps = usual if len(usual) > FEWEST_STEPS else steps
    total, found = 0, list[Step]()
    for step in steps:
        total += len(step.slice)
        if len(found) < FEWEST_STEPS or total <= MOST_OPERATIONS:
            found.append(step)
    return found


def evaluated(step: Step) -> dict[int, Any] | None:
    """The values of a step; None where it cannot be performed again."""
    try:
        return evaluate(step)
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
        return None

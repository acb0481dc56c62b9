"""Judged: every recorded step under every loss that may be meant, and all of them under the one that fits best."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from statistics import median
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.estimates import is_estimated, is_sampled
from handgrad.doctor.anatomy.slices import influences, takes_logarithm
from handgrad.doctor.anatomy.study import FEWEST_STEPS, MOST_OPERATIONS, Anatomy, Step
from handgrad.doctor.truth.another import under_the_same_loss
from handgrad.doctor.truth.blended import blended
from handgrad.doctor.truth.calm import calmed
from handgrad.doctor.truth.choice import best, best_loss, is_confirmed, is_guessed, points, same_losses
from handgrad.doctor.truth.compare import Comparison, compare, own_gradients
from handgrad.doctor.truth.corners import is_tied, moved_off
from handgrad.doctor.truth.crossed import uncovered
from handgrad.doctor.truth.gradients import believed_truths, evaluate, last_truths, truths
from handgrad.doctor.truth.own_truths import shown_truths
from handgrad.doctor.truth.patient import Patient
from handgrad.doctor.truth.several import mixed, several
from handgrad.doctor.truth.steady import steadied
from handgrad.doctor.truth.truth import Truth, parallel
from handgrad.program.operations.ties import ties
from handgrad.program.record import Recording

LONGER = 6
"""How many times as long as most steps one may be that is looked at."""
LONG = 2000
"""Operations of a step from which on every loss that it is looked at under takes its time."""


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
    compared = uncovered(steadied([comparisons for _, _, comparisons in judged]))
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


def comparisons_of(
    anatomy: Anatomy, step: Step, values: dict[int, Any], only: Collection[str] = ()
) -> list[Comparison]:
    """A step under every loss that may be meant, or some of them.

    Where none explains it, it is looked at from smaller parameters, if its activations are flat, and under losses that
    have no name.
    """
    compared = at_corners(anatomy, step, values, only)
    if not explained(compared) and not is_unsure(anatomy, step):
        calm = calmed(step, values)
        again = compared_at(anatomy, step, calm, only) if calm is not None else []
        if explained(again):
            return under_the_truths_of(compared, again)
        if only:
            return compared
        own = own_gradients(anatomy, step, values)
        compared += [compare(truth, own) for truth in last_truths(step, values)]
        others = [compare(truth, own) for truth in shown_truths(step, values)]
        compared += [each for each in others if is_right(each)]
    return compared


def at_corners(anatomy: Anatomy, step: Step, values: dict[int, Any], only: Collection[str] = ()) -> list[Comparison]:
    """A step under every loss; at a corner each with the subgradient, or the point beside it, that explains most."""
    found = compared_at(anatomy, step, values, only)
    if any(map(is_right, found)):
        return found
    ways = [found]
    for first in (0.0, 1.0) if is_tied(step, values) else ():
        with ties(first):
            ways.append(compared_at(anatomy, step, values, only))
        for each in ways[-1]:
            each.truth.first = first
    aside = moved_off(step, values)
    if aside is not None:
        ways.append(under_the_truths_of(found, compared_at(anatomy, step, aside, only)))
    if len(ways) == 1:
        return found
    return [each for way in ways for each in way if each is best_of(each.truth.loss, ways)]


def best_of(loss: str, ways: list[list[Comparison]]) -> Comparison:
    """The comparison under one loss that explains most, the first of equals."""
    return max((each for way in ways for each in way if each.truth.loss == loss), key=points)


def under_the_truths_of(found: list[Comparison], again: list[Comparison]) -> list[Comparison]:
    """Comparisons at another point with the truths of the step's own."""
    known = {each.truth.loss: each.truth for each in found}
    return [replace(each, truth=known.get(each.truth.loss, each.truth)) for each in again]


def compared_at(anatomy: Anatomy, step: Step, values: dict[int, Any], only: Collection[str] = ()) -> list[Comparison]:
    """A step with these values under every loss with a name, or some of them, and under the program's own."""
    own = own_gradients(anatomy, step, values)
    under: list[Truth] = []
    for more in truths(step, values, only):
        under += more
        if len(step.slice) >= LONG and any(is_right(compare(truth, own)) for truth in more):
            break
    under += [truth for truth in mixed(step, values) if not only or truth.loss in only]
    flat = {n for n in own if np.any(own[n]) and not any(np.any(truth.gradients.get(n, 1.0)) for truth in under)}
    aside = beside(step, flat) if flat else set()
    own = {number: value for number, value in own.items() if number not in aside}
    found = [compare(truth, own) for truth in under]
    if not explained(found) and not only:
        found += [compare(truth, own) for truth in blended(step, values, own, under)]
        found += [compare(truth, own) for truth in several(step, values, own)]
    return [each for each in found if not (each.wrong and is_doubtful(anatomy, step, values, each))]


def beside(step: Step, numbers: set[int]) -> set[int]:
    """Those of the parameters that no prediction is made of, and that follow from no target: a matrix of gains."""
    reached, told = influences(step.program, step.slice, step.numbers), step.backward()
    used = {number for prediction in step.predictions for number in reached.get(prediction, ())}
    return {number for number in numbers - used if step.after[number] not in told}


def is_unsure(anatomy: Anatomy, step: Step) -> bool:
    """Whether a step may follow something else than a derivative, so that only what explains all of it is believed."""
    return step.assumed or is_sampled(anatomy.program, step)


def is_doubtful(anatomy: Anatomy, step: Step, values: dict[int, Any], found: Comparison) -> bool:
    """Whether a step need not follow a loss that does not explain it whole, not even but for a penalty.

    One that is unsure does follow the program's own where no data meet the predictions, nothing is remembered, and some
    gradients are right, or the first slopes.
    """
    if all(match.decay and match.free > 2 for match in found.wrong):
        return False
    own = step.assumed and not step.memory and found.truth.value is not None and not is_sampled(anatomy.program, step)
    shown = own and (is_confirmed([found]) or begins_with(step, values, found.truth))
    return found.truth.mixed or (is_unsure(anatomy, step) and not shown)


def begins_with(step: Step, values: dict[int, Any], truth: Truth) -> bool:
    """Whether the slopes of a loss in each prediction, several numbers, are among the values of a step."""
    seeds = [np.asarray(seed, dtype=float) for seed in truth.seeds.values()]
    read = {ref for index in step.slice for ref in step.program[index].refs() if ref in values}
    held = [np.asarray(values[index]) for index in sorted(read)]
    return all(
        np.count_nonzero(seed) > 1 and any(each.shape == seed.shape and parallel({0: each}, {0: seed}) for each in held)
        for seed in seeds
    )


def explained(comparisons: list[Comparison]) -> bool:
    """Whether one of the losses explains every gradient."""
    return any(each.right and not each.wrong for each in comparisons)


def is_right(comparison: Comparison) -> bool:
    """Whether a loss explains every gradient, and more than one number of them."""
    return explained([comparison]) and is_confirmed([comparison])


def evaluated(step: Step) -> dict[int, Any] | None:
    """The values of a step; None where it cannot be performed again."""
    try:
        return evaluate(step)
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
        return None

"""The right gradients of one training step, for each loss that its gradient may belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.roles import THRESHOLDS
from handgrad.doctor.anatomy.slices import copied
from handgrad.doctor.anatomy.sorts import MOVES
from handgrad.doctor.anatomy.study import Step, ancestors
from handgrad.doctor.anatomy.thresholds import fired
from handgrad.doctor.truth.named_losses import LOSSES, Seed, huber
from handgrad.doctor.truth.own_losses import differences
from handgrad.doctor.truth.own_signals import growing_signals, sent_back
from handgrad.doctor.truth.own_truths import own_truths
from handgrad.doctor.truth.seeds import logits, seeds_of
from handgrad.doctor.truth.truth import Truth, Values, whole
from handgrad.doctor.truth.widths import widths
from handgrad.program.derive import NoRule, gradients

WEIGHTING = {"multiply", "divide", "negative", "where", "astype", "copy"}
"""What may be done to an error with data without changing whose slope it is."""


def evaluate(step: Step, extra: list[int] | None = None) -> dict[int, Any]:
    """All values of a step in float64, performed anew from the parameters before it."""
    return dict(step.program.replay([*step.before.values(), *step.after.values(), *step.predictions, *(extra or [])]))


def truths(step: Step, values: Values, only: Collection[str] = ()) -> Iterator[list[Truth]]:
    """The right gradients under each loss that fits the predictions and targets; `only` under some names, if any.

    Those under the program's own losses come first.
    """
    own = own_truths(step, values)
    yield whole(step, values, [truth for truth in own if not only or truth.loss in only])
    if not own or not differences(step):
        yield whole(step, values, [truth for truth in named_truths(step, values) if not only or truth.loss in only])


def last_truths(step: Step, values: Values) -> list[Truth]:
    """The right gradients under losses that have no name, for where nothing else explains a step."""
    signals = (*error_signals(step, values), *growing_signals(step, values))
    return whole(step, values, (Truth(name, seeds) for name, seeds in signals))


def believed_truths(step: Step, values: Values) -> list[Truth]:
    """The right gradients if what the program sends back from its output is right, whatever its loss is."""
    return whole(step, values, (Truth(name, seeds) for name, seeds in sent_back(step, values)))


def named_truths(step: Step, values: Values) -> Iterator[Truth]:
    """The right gradients under each loss that is known by name."""
    if not any(step.program[meeting].name in THRESHOLDS for meeting, _, _ in step.targets):
        others: list[tuple[str, Seed]] = [("huber", partial(huber, width=width)) for width in widths(step, values)]
        for name, loss in (*LOSSES.items(), *others):
            seeds = seeds_of(name, loss, step, values)
            if seeds and all(np.all(np.isfinite(seed)) for seed in seeds.values()):
                yield Truth(name, seeds)
    yield from (Truth("perceptron", seeds) for seeds in fired(step, values))


def error_signals(step: Step, values: Values) -> Iterator[tuple[str, dict[int, Any]]]:
    """The program's own difference of prediction and target, weighted by data: where its loss has no name."""
    seeds = weighted(step, values)
    if seeds is None:
        return
    yield "error signal", seeds
    places = {p: logits(step, values, p) for p in seeds}
    if all(place is not None and place != p for p, place in places.items()):
        found = {place: seeds[p] for p, place in places.items() if place is not None}
        yield "error signal on logits", {i: np.reshape(seed, np.shape(values[i])) for i, seed in found.items()}


def weighted(step: Step, values: Values) -> dict[int, Any] | None:
    """What becomes of the meetings by stacking them and by operations with data alone, as slopes in the predictions."""
    program = step.program
    errors = {meeting for meeting, _, _ in step.targets}
    own = errors | {i for i in step.slice if copied(program, program[i]) in step.predictions} | set(step.predictions)
    used: set[int] = set()
    for index in step.slice:
        refs = program[index].refs()
        if errors.isdisjoint(refs) or program[index].name not in WEIGHTING | MOVES | {"subtract", "add"}:
            continue
        if not any(depends_elsewhere(step, ref, own | errors) for ref in refs):
            errors.add(index)
            used.update(refs)
    ends = [index for index in errors - used if index in values and np.asarray(values[index]).dtype.kind == "f"]
    starts = {end: first_like(step, values, end, errors) for end in ends}
    try:
        cut = program.cut(step.predictions)
        seeds = gradients(cut, {end: values[start] for end, start in starts.items()}, step.predictions, values)
    except (NoRule, ValueError, KeyError):
        return None
    if not any(map(np.any, seeds.values())) and len(ends) == len(step.predictions) == 1:
        seeds = {p: np.asarray(values[ends[0]]) for p in seeds if np.shape(values[p]) == np.shape(values[ends[0]])}
    return seeds or None


def first_like(step: Step, values: Values, end: int, errors: set[int]) -> int:
    """The first of the errors behind one of them that has its shape."""
    inside = errors.intersection(ancestors(step.program, [end], stop=step.predictions))
    return min(i for i in inside if np.shape(values[i]) == np.shape(values[end]))


def depends_elsewhere(step: Step, ref: int, own: set[int]) -> bool:
    """Whether an operand comes from the parameters by another way than through a meeting."""
    return ref not in own and any(i in step.numbers for i in ancestors(step.program, [ref], stop=own - {ref}))

"""The right gradients of one training step, for each loss that its gradient may belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.roles import THRESHOLDS
from handgrad.doctor.anatomy.slices import MOVES, copied, dependents
from handgrad.doctor.anatomy.study import Step, ancestors
from handgrad.doctor.anatomy.targets import target_of
from handgrad.doctor.anatomy.thresholds import fired
from handgrad.doctor.truth.another_pass import slopes_in_twins
from handgrad.doctor.truth.decay import shares
from handgrad.doctor.truth.named_losses import AT_LOGITS, LINKS, LOSSES, Seed, huber
from handgrad.doctor.truth.own_losses import differences, own_losses, shown
from handgrad.doctor.truth.own_signals import growing_signals, sent_back
from handgrad.doctor.truth.widths import widths
from handgrad.program.derive import NoRule, gradients
from handgrad.program.operations.ties import MIDDLE
from handgrad.program.program import Program

WEIGHTING = {"multiply", "divide", "negative", "where", "astype", "copy"}
"""What may be done to an error with data without changing whose slope it is."""

__all__ = ["Truth", "evaluate", "target_of", "truths"]

Values = Mapping[int, Any]


@dataclass
class Truth:
    """The right gradients under one loss, up to one common factor."""

    loss: str
    """ "program" for the loss the program computes itself, otherwise a name."""
    seeds: dict[int, Any]
    gradients: dict[int, Any] = field(default_factory=dict)
    """State number -> gradient."""
    value: int | None = None
    """The operation that is the loss, where the program computes it."""
    penalties: dict[int, Any] = field(default_factory=dict)
    """State number -> the part of the gradient that comes from a penalty in the program's own loss."""
    parameters: dict[int, Any] = field(default_factory=dict)
    """State number -> the parameter's value before the step."""
    tolerance: float = 1e-6
    """How near an own gradient must come, relative to its norm."""
    mixed: bool = False
    """Whether the loss sees more than the predictions; it is believed only where it explains everything."""
    first: float = MIDDLE
    """How much of a slope the first of two equal operands of a maximum gets."""


def evaluate(step: Step, extra: list[int] | None = None) -> dict[int, Any]:
    """All values of a step in float64, performed anew from the parameters before it."""
    return dict(step.program.replay([*step.before.values(), *step.after.values(), *step.predictions, *(extra or [])]))


def truths(step: Step, values: Values, only: Collection[str] = ()) -> list[Truth]:
    """The right gradients under each loss that fits the predictions and targets; `only` under some names, if any."""
    own = own_truths(step, values)
    begun = own if own and differences(step) else [*own, *named_truths(step, values)]
    return whole(step, values, [truth for truth in begun if not only or truth.loss in only])


def last_truths(step: Step, values: Values) -> list[Truth]:
    """The right gradients under losses that have no name, for where nothing else explains a step."""
    signals = (*error_signals(step, values), *growing_signals(step, values))
    return whole(step, values, (Truth(name, seeds) for name, seeds in signals))


def believed_truths(step: Step, values: Values) -> list[Truth]:
    """The right gradients if what the program sends back from its output is right, whatever its loss is."""
    return whole(step, values, (Truth(name, seeds) for name, seeds in sent_back(step, values)))


def whole(step: Step, values: Values, begun: Iterable[Truth]) -> list[Truth]:
    """The truths whose gradients are known and finite."""
    found = []
    for truth in begun:
        try:
            completed(step, values, truth)
        except (NoRule, ValueError, KeyError):
            continue
        if all(np.all(np.isfinite(g)) for g in truth.gradients.values()):
            found.append(truth)
    return found


def completed(step: Step, values: Values, truth: Truth) -> None:
    """Fill in the gradients that follow from a truth's seeds, and the parameters."""
    numbers = {before: number for number, before in step.before.items()}
    if not truth.gradients:
        right = gradients(step.program, truth.seeds, numbers, values)
        truth.gradients = {numbers[index]: right[index] for index in numbers}
    truth.parameters = {number: values[before] for before, number in numbers.items() if before in values}


def own_truths(step: Step, values: Values) -> list[Truth]:
    """The right gradients under what the program computes itself as its loss; with its penalty where it has one."""
    slopes = differences(step)
    found = []
    for loss in slopes[:1] or own_losses(step):
        try:
            truth = own_truth(step, values, loss, 5e-3 if slopes else 1e-6)
        except (NoRule, ValueError, KeyError, TypeError, IndexError):
            continue
        if truth is not None:
            found.append(truth)
    whole = [truth for truth in found if truth.penalties]
    return [t for t in found if t.penalties or not any(parallel(t.seeds, other.seeds) for other in whole)]


def shown_truths(step: Step, values: Values) -> Iterator[Truth]:
    """The right gradients under numbers that the program computes of its predictions without any target."""
    for loss in shown(step):
        try:
            truth = own_truth(step, values, loss, 1e-6)
        except (NoRule, ValueError, KeyError, TypeError, IndexError):
            continue
        if truth is not None:
            yield from whole(step, values, [truth])


def own_truth(step: Step, values: Values, loss: int, tolerance: float) -> Truth | None:
    """The right gradients under one of the program's numbers; None where it is no loss of the step's predictions."""
    program, numbers = beside_data(step, loss), {before: n for n, before in step.before.items()}
    own = program.replay([loss], dict(values))
    through = gradients(program, loss, [*numbers, *step.after.values()], own)
    seeds = gradients(program.cut(step.predictions), loss, step.predictions, own)
    if not any(map(np.any, seeds.values())):
        seeds = slopes_in_twins(program, step, loss, own) or seeds
    data = gradients(program, seeds, numbers, own)
    right = {numbers[index]: through[index] for index in numbers}
    if not any(np.any(gradient) for gradient in right.values()):
        return None
    largest = max(float(np.linalg.norm(gradient)) for gradient in right.values())
    parts: dict[int, Any] = {}
    mixed = False
    if any(map(np.any, seeds.values())):
        now = {n: (right[n] - data[before], values[before]) for n, before in step.before.items()}
        new = {n: (through[after], values[after]) for n, after in step.after.items()}
        for given in (now, new):
            given = {n: pair for n, pair in given.items() if np.linalg.norm(pair[0]) > 1e-10 * largest}
            if not are_penalties({n: part for n, (part, _) in given.items()}, {n: w for n, (_, w) in given.items()}):
                mixed = True
                break
            parts.update({n: moved(part, w, values[step.before[n]]) for n, (part, w) in given.items()})
    if mixed:
        return Truth("program", seeds, right, value=loss, tolerance=tolerance, mixed=True)
    whole = {
        n: np.asarray(data[before] if n in parts else right[n]) + parts.get(n, 0.0) for before, n in numbers.items()
    }
    return Truth("program", seeds, whole, value=loss, penalties=parts, tolerance=tolerance)


def beside_data(step: Step, loss: int) -> Program:
    """The program without how new parameters, and the data of a loss, came to be."""
    ends = set(step.after.values())
    inside = ancestors(step.program, [loss], stop={*ends, *step.numbers})
    moving = dependents(step.program, inside, {*ends, *step.numbers})
    return step.program.cut(ends.union(ref for i in moving for ref in step.program[i].refs() if ref not in moving))


def moved(part: Any, weights: Any, old: Any) -> Any:
    """A penalty's gradient, which is made of some weights and of their signs, for the weights before the step."""
    made = shares(part, weights) if np.shape(part) else None
    if made is not None:
        return made[0] * np.asarray(old, dtype=np.float64) + made[1] * np.sign(old)
    size = float(np.vdot(weights, weights))
    return float(np.vdot(part, weights)) / size * np.asarray(old, dtype=np.float64) if size else part


def parallel(one: Mapping[int, Any], other: Mapping[int, Any]) -> bool:
    """Whether two losses' slopes in the same predictions are multiples of each other."""
    return away(one, other) <= 1e-9


def away(one: Mapping[int, Any], other: Mapping[int, Any]) -> float:
    """By how much two losses' slopes in the same predictions point elsewhere: 1 minus the cosine, 1 for others."""
    if set(one) != set(other):
        return 1.0
    a = np.concatenate([np.ravel(np.asarray(one[p], dtype=float)) for p in one])
    b = np.concatenate([np.ravel(np.asarray(other[p], dtype=float)) for p in one])
    sizes = float(np.linalg.norm(a) * np.linalg.norm(b))
    return 1 - abs(float(np.vdot(a, b))) / sizes if sizes > 0 else 1.0


def are_penalties(parts: Mapping[int, Any], weights: Mapping[int, Any]) -> bool:
    """Whether parts of gradients are made of the parameters and of their signs; single numbers all of one share."""
    ratios = set()
    for number, part in parts.items():
        part, own = np.asarray(part, dtype=np.float64), np.asarray(weights[number], dtype=np.float64)
        if part.size == 1:
            ratios.add(float(f"{(part / own).item():.6g}") if own else 0.0)
        elif shares(part, own) is None:
            return False
    return len(ratios) <= 1


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


def seeds_of(name: str, loss: Seed, step: Step, values: Values) -> dict[int, Any] | None:
    """The slopes of a loss in each prediction; of a probability at its limit, in the logits behind it."""
    seeds: dict[int, Any] = {}
    for meeting, target, prediction in step.targets:
        t = target_of(step.program, values, step.program[meeting], target, prediction)
        if t is None:
            return None
        p = np.asarray(values[prediction], dtype=np.float64)
        with np.errstate(all="ignore"):
            seed = loss(p, t)
            place: int | None = prediction
            if seed is None and name in AT_LOGITS and AT_LOGITS[name](p, t):
                place = logits(step, values, prediction)
                seed = (p - t).reshape(np.shape(values[place])) if place is not None else None
        if seed is None or place is None:
            return None
        seeds[place] = seeds[place] + seed if place in seeds else seed
    return seeds if {prediction for _, _, prediction in step.targets} == set(step.predictions) else None


def logits(step: Step, values: Values, prediction: int) -> int | None:
    """The operation whose sigmoid or softmax a prediction is."""
    p = np.asarray(values[prediction], dtype=np.float64)
    for index in reversed(ancestors(step.program, [prediction], stop=step.numbers)):
        if index in values and np.size(values[index]) == p.size and index not in step.numbers:
            z = np.reshape(np.asarray(values[index], dtype=np.float64), p.shape)
            if any(np.allclose(p, link(z), rtol=1e-9, atol=1e-12) for link in LINKS):
                return unshifted(step.program, index)
    return None


def unshifted(program: Program, index: int) -> int:
    """What a value was before something made of itself was taken off it: `z` for `z - z.max()`."""
    refs = program[index].refs()
    is_shift = (
        program[index].name == "subtract" and len(refs) == 2 and refs[0] in ancestors(program, refs[1:], refs[:1])
    )
    return refs[0] if is_shift else index

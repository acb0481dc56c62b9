"""Seeds: the slopes of a loss with a name in a step's predictions, or in the logits behind them."""

from __future__ import annotations

from itertools import islice
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.study import Step, ancestors
from handgrad.doctor.anatomy.targets import target_of
from handgrad.doctor.truth.named_losses import AT_LOGITS, LINKS, Seed, sigmoid
from handgrad.doctor.truth.truth import Values
from handgrad.program.program import Op, Program, Ref

GUARDS = ("clip", "minimum", "maximum")
WIDE = 15.0
"""Bounds from which on a clip of logits changes no probability that anybody sees."""


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
    if not np.all((p >= 0) & (p <= 1)):
        return None
    inside = reversed(ancestors(step.program, [prediction], stop=step.numbers))
    alike = [i for i in inside if i in values and np.size(values[i]) == p.size and i not in step.numbers]
    if p.size == 1:  # one look at all of them: a step in single numbers has thousands
        z = np.array([np.sum(values[index]) for index in alike], dtype=np.float64)
        found = [alike[k] for k in np.flatnonzero(np.isclose(np.sum(p), sigmoid(z), rtol=1e-9, atol=1e-12))]
    else:
        linked = (index for index in alike if is_linked(p, np.asarray(values[index], dtype=np.float64)))
        found = list(islice(linked, 1))
    return unshifted(step.program, found[0]) if found else None


def is_linked(p: Any, z: Any) -> bool:
    """Whether probabilities are the sigmoid or the softmax of something."""
    return any(np.allclose(p, link(np.reshape(z, p.shape)), rtol=1e-9, atol=1e-12) for link in LINKS)


def unshifted(program: Program, index: int) -> int:
    """What a value was before something made of itself was taken off it, `z` for `z - z.max()`, or it was clipped.

    A clip against overflow has no slope beyond its bounds, where the loss's in the logits is not 0.
    """
    op = program[index]
    refs = op.refs()
    if op.name in GUARDS and refs and is_wide(program, op, refs[0]):
        return unshifted(program, refs[0])
    is_shift = op.name == "subtract" and len(refs) == 2 and refs[0] in ancestors(program, refs[1:], refs[:1])
    return refs[0] if is_shift else index


def is_wide(program: Program, op: Op, guarded: int) -> bool:
    """Whether a value is only kept from numbers whose sigmoid is 0 or 1 to whoever reads it."""
    bounds = [part for part in (*op.args, *op.kwargs.values()) if part is not None and part != Ref(guarded)]
    numbers = [program[part.index].value if isinstance(part, Ref) else part for part in bounds]
    return all(np.size(number) == 1 and abs(float(np.ravel(number)[0])) >= WIDE for number in numbers)

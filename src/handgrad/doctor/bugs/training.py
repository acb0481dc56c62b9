"""The course of a training run: how far each step goes, how many there are, and when it ends."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.course import Course, too_far
from handgrad.doctor.anatomy.inputs import input_ops, sources
from handgrad.doctor.bugs import Kind
from handgrad.doctor.edits.origins import Origin, numbers
from handgrad.doctor.edits.rates import Rate
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.statements import loops_around
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair

if TYPE_CHECKING:
    from handgrad.doctor.case import Case

learning_rate_too_large = Kind(
    name="learning-rate-too-large",
    code="D042",
    title="learning rate too large",
    explain="""\
The gradient is true at one point only. Along a direction of curvature c the
loss is c w**2 / 2, and a step gives

    w  <-  w - lr * c * w  =  (1 - lr * c) * w

which shrinks for lr < 2 / c, swings for lr > 1 / c, and grows without bound
for lr > 2 / c. The steepest direction decides, and its curvature grows with
the square of the inputs.

The bug: the rate lies above that bound: the loss rises, swings, turns into
nan, or every unit is thrown to its flat end (or a relu below 0 on every row)
by the first step.

    W -= 10 * dW

Write instead a smaller rate, found by dividing by 10 until the loss falls at
every step:

    W -= 0.1 * dW

A small example: L = 50 w**2, c = 100. A rate of 0.03 multiplies w by -2 at
each step; 0.01 lands on the minimum at once. Inputs scaled to about 1, and
gradients averaged over the batch, raise the bound; often that is the better
cure.
""",
)

learning_rate_too_small = Kind(
    name="learning-rate-too-small",
    code="D043",
    title="learning rate too small",
    explain="""\
A step changes the weights by lr * |g|. How far a run can get is bounded by

    distance  <=  lr * (number of steps) * (largest gradient)

and the loss falls by about lr * |g|**2 a step.

The bug: that is too little for the number of steps there are. The loss falls,
smoothly and in the right direction, and the run ends long before it is low.

    for step in range(1000): W -= 1e-6 * dW     # moves W by at most 1e-3 times the gradient

Write instead a larger rate:

    for step in range(1000): W -= 0.1 * dW

A rule of thumb: a step should change a weight matrix by about a thousandth of
its own size. Compare lr * np.linalg.norm(dW) with np.linalg.norm(W): 1e-3 is
well, 1e-6 is standing still, 1 is a jump.

A small example: a gradient of size 0.1, a rate of 1e-6, 1000 steps: W has
moved by at most 1e-4.
""",
)

too_few_steps = Kind(
    name="too-few-steps",
    code="D044",
    title="training ends too early",
    explain="""\
Each update moves the weights by lr * g, a small part of the way; even XOR
takes some hundreds of updates with a good rate, and thousands with squared
error behind a sigmoid.

The bug: the loop makes a handful, often because an epoch was taken for a step,
or range() counts something else.

    for epoch in range(10):                 # full batch: ten updates in all
        W -= lr * gradient(X, y)

Write instead more of them, and let the loss say when it is enough:

    for epoch in range(5000):
        W -= lr * gradient(X, y)
        if epoch % 500 == 0: print(epoch, loss(X, y))

A small example: 10 updates at a rate of 0.1 with a gradient of size 0.05 move
a weight by 0.05 in all; the weights of a solved XOR are of size 5. A loss that
still falls at the end is the sign.
""",
)

LENGTHS = (0.0, 0.03, 0.1, 0.3, 1.0, 10.0, 1e2, 1e3, 1e4, 1e5)
"""Multiples of the program's own step at which the loss is looked at."""
OWN = LENGTHS.index(1.0)
SLOW = 2e-3
"""Share of the loss by which a step lowers it, under which steps are called small."""
THROWN = 100.0
"""How many times larger one step makes the loss that throws a network to where it may never come back from."""
FEW = 500
"""Updates up to which a run may be called short."""
MOSTLY = 0.6
"""Progress from which a run has done most of its task, however short it is."""


def signs(case: Case) -> Iterator[Sign]:
    """What the loss does along the program's own steps, and how many of them there are."""
    course = case.course
    if not course.patients or not course.measurable:
        return
    rate = course.rate
    if rate is not None:
        losses = np.array([course.along(patient, LENGTHS) for patient in course.patients])
        yield from too_large(case, rate, losses)
        yield from too_small(case, rate, losses)
    yield from too_few(case, course)


def too_large(case: Case, rate: Rate, losses: Any) -> Iterator[Sign]:
    """Steps of which a tenth or a third lowers the loss further than the whole: most of them, or one far too long."""
    over = too_far(losses[:, 0], losses[:, 1:OWN], losses[:, OWN])
    shorter = np.min(losses[:, 1:OWN], axis=1)
    known = over & np.isfinite(losses[:, 0])
    thrown = known & ~(losses[:, OWN] <= THROWN * losses[:, 0])
    if (np.mean(over) < 0.5 and not np.any(thrown)) or not np.any(known):
        return
    worst = int(np.argmax(np.where(known, np.nan_to_num(losses[:, OWN] / losses[:, 0], posinf=1e300), -1)))
    best = LENGTHS[1 + int(np.argmin(losses[worst, 1:OWN]))]
    message = (
        f"a step takes the loss of its own rows from {losses[worst, 0]:.3g} to {losses[worst, OWN]:.3g}, "
        f"{best:g} times the step would take it to {shorter[worst]:.3g}"
    )
    yield from sign(case, learning_rate_too_large.name, rate, (0.1, 0.01, 0.001), message, 3.5)


def too_small(case: Case, rate: Rate, losses: Any) -> Iterator[Sign]:
    """Steps that hardly lower the loss, where ten times as much would lower it further."""
    lowered = 1 - losses / losses[:, :1]
    if not np.all(np.abs(lowered[:, OWN]) < SLOW) or np.median(lowered[:, OWN + 1]) <= np.median(lowered[:, OWN]):
        return
    middle = np.nan_to_num(np.median(lowered, axis=0), nan=-1.0)
    best = OWN + int(np.argmax(middle[OWN:]))
    message = (
        f"a step lowers the loss by {middle[OWN]:.1e} of it; "
        f"{LENGTHS[best]:g} times the step would lower it by {middle[best]:.2g}"
    )
    factors = [each for each in (LENGTHS[best], LENGTHS[best] / 10, LENGTHS[best] * 10) if each > 1]
    yield from sign(case, learning_rate_too_small.name, rate, tuple(factors), message, 4.0)


def sign(case: Case, kind: str, rate: Rate, factors: tuple[float, ...], message: str, rank: float) -> Iterator[Sign]:
    """A sign that another learning rate would mend."""
    site = case.site_of(rate.places[0].node, rate.places[0].tree.file)
    repairs = tuple(
        Repair(kind, site, rate.times(factor), message, rank + 0.1 * number, forward=True)
        for number, factor in enumerate(factors)
    )
    yield Sign(case.find(kind, site, message, "warning"), repairs, needs_proof=True)


def too_few(case: Case, course: Course) -> Iterator[Sign]:
    """A loop around the training that makes few passes, as its range says."""
    count = next((each for each in passes(case, course) if each.value >= 1), None)
    if count is None or count.value * updates_in_a_pass(course) > FEW:
        return
    site = case.site_of(count.node, count.tree.file)
    number = "1 pass" if count.value == 1 else f"{count.value:g} passes"
    message = f"the loop around the updates makes {number}"
    repairs = tuple(
        Repair(too_few_steps.name, site, (count.replaced(count.value * factor),), message, 4.5, forward=True)
        for factor in (10, 100)
    )
    yield Sign(case.find(too_few_steps.name, site, message, "warning"), repairs, needs_proof=True, below=MOSTLY)


def updates_in_a_pass(course: Course) -> float:
    """How many updates go once through the data: all its rows beside those of one step."""
    first = course.patients[0]
    sizes = [
        np.size(course.case.program[sources(course.case, index)[-1]].value) / np.size(first.values[index])
        for index in input_ops(first)[:1]
    ]
    return max(sizes, default=1.0)


def passes(case: Case, course: Course) -> Iterator[Origin]:
    """The numbers that say how often the loops around the updates run, the outermost loop first."""
    first = course.patients[0]
    update = case.program[max(first.step.after.values())]
    places = [update.site, *update.stack] if update.site else []
    for site in reversed([each for each in places if each is not None]):
        tree = case.trees.get(site.file)
        node = tree.at(site) if tree else None
        for loop in reversed(list(loops_around(tree, node)) if tree else []):
            call = loop.iter if isinstance(loop, ast.For) else None
            if tree and isinstance(call, ast.Call) and function_of(call) in ("range", "trange") and call.args:
                yield from numbers(case.trees, tree, call.args[-1] if len(call.args) < 3 else call.args[1])

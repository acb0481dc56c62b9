"""Inputs: whether the prediction sees them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

import numpy as np

from handgrad.doctor.anatomy.given import Given, given, is_lost, is_settled
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.running.plain_run import Seen
from handgrad.program.program import Op
from handgrad.program.spans import span_of

unused_input = Kind(
    name="unused-input",
    code="D035",
    title="prediction ignores the input",
    explain="""\
The gradient of a weight is its input times delta; a network learns from its
data only if the data reach the output. If the prediction is the same for every
x,

    d(prediction)/dx  =  0                  for every row

the best it can do is the average of the targets.

The bug: somewhere on the way the input is replaced or lost.

    for x, y in data:
        a = forward(X[0])                   # always the first row
    a1 = sigmoid(b1)                        # the product with x is missing
    x = np.zeros_like(x)                    # a buffer that is never filled

Write instead:

    for x, y in data:
        a = forward(x)
    a1 = sigmoid(x @ W1 + b1)

A small test: feed two different rows and compare the outputs; or feed zeros
for the whole data set, and see whether the loss is just as good.
""",
)


def signs(case: Case) -> Iterator[Sign]:
    """The same input in every step to the program's end, with other targets, where the data have more to give."""
    steps = [given(case, patient) for patient in case.patients]
    known = [step for step in steps if step is not None]
    if len(known) < max(FEWEST, len(steps)) or not same(known) or not all(is_settled(case, step) for step in known):
        return
    lost = [ops[0] for ops in zip(*(step.inputs for step in known), strict=True) if is_lost(case, known, ops)]
    if lost and never_change(case, known[0].inputs):
        targets = len({step.wanted for step in known})
        message = f"this input was the same in {len(known)} steps, and the targets were {targets} different ones"
        yield Sign(case.find("unused-input", lost[0], message), by="recheck")


FEWEST = 3
"""Steps that have to agree."""


def same(steps: list[Given]) -> bool:
    """Whether steps of the same parameters are given the same, and not the same targets."""
    alike = len({(step.numbers, step.key) for step in steps}) == 1
    return alike and len({step.wanted for step in steps}) > 1


def never_change(case: Case, inputs: Sequence[Op]) -> bool:
    """Whether a run at full speed reads the same at the places of all these inputs each time."""
    made = [op for op in inputs if op.origin != "literal"]
    nodes = [(op, case.node(op)) for op in made]
    places = [(op.site.file, span_of(node)) for op, node in nodes if op.site and node is not None and is_read(node)]
    if len(places) < len(made):
        return False
    seen = case.watched(places, inside=()).seen
    return all(is_constant(op, seen.get(place, ())) for op, place in zip(made, places, strict=True))


def is_read(node: ast.AST) -> bool:
    """Whether a node is an expression that is evaluated, and not a place that is written to."""
    return isinstance(node, ast.expr) and not isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del))


def is_constant(op: Op, seen: Sequence[Seen]) -> bool:
    """Whether an expression has only ever been numbers of this shape, and the same each time."""
    held = {each.held.numbers for each in seen if each.held is not None and each.held.size}
    return len(held) == 1 and all(each.shape == np.shape(op.value) and each.held for each in seen)

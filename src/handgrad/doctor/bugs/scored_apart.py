"""Predictions for rows in an order drawn at random, held against labels that stand as they stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.inputs import sources
from handgrad.doctor.anatomy.slices import ancestors, dependents
from handgrad.doctor.bugs import labels
from handgrad.doctor.bugs.labels import order_of
from handgrad.doctor.case import Case
from handgrad.doctor.proof.prove import Sign
from handgrad.program.program import Op

COMPARING = ("equal", "not_equal", "subtract")
MESSAGE = "the predictions are made for rows in an order drawn at random, and the labels beside them are in their own"


def signs(case: Case) -> Iterator[Sign]:
    """The first comparison after the training in which every row predicted was moved, and no label was."""
    trained_apart = next(labels.signs(case), None) is not None  # that is said already, and moves rows of both
    for op in case.program.ops[case.flow.evaluation :] if not trained_apart else ():
        refs = op.refs()
        if op.name in COMPARING and len(refs) == 2 and np.size(op.value) > 1:
            predicted = [ref for ref in refs if ref in case.flow.moving]
            wanted = [ref for ref in refs if ref not in case.flow.moving]
            if len(predicted) == len(wanted) == 1 and moved_alone(case, predicted[0], wanted[0]):
                yield Sign(case.find(labels.label_mismatch.name, op, MESSAGE), by="recheck")
                return


def moved_alone(case: Case, predicted: int, wanted: int) -> bool:
    """Whether all inputs of predictions were taken by orders that the labels know nothing of."""
    inside = set(ancestors(case.program, [predicted], stop=case.flow.versions))
    given = [each.value for each in case.flow.applications if each.op.index in inside]
    first = [index for index in given if index not in case.flow.moving]
    orders = [{order.index for order in orders_behind(case, index)} for index in first]
    known = [case.program[index].value for index in ancestors(case.program, [wanted])]
    told = {order for own in orders for order in own if is_among(case.program[order].value, known)}
    alone = bool(orders) and all(own and own.isdisjoint(told) for own in orders)
    return alone and not any(is_put_back(case, predicted, order) for own in orders for order in own)


def is_among(order: Any, known: Iterable[Any]) -> bool:
    """Whether an order was drawn again, by the same seed, for others."""
    return any(np.shape(value) == np.shape(order) and np.array_equal(value, order) for value in known)


def is_put_back(case: Case, predicted: int, order: int) -> bool:
    """Whether predictions are written to, or read at, the places that an order says: in their own order again."""
    inside = ancestors(case.program, [predicted], stop=case.flow.versions)
    told = dependents(case.program, inside, [order])
    for op in (case.program[index] for index in inside):
        places = op.refs()[1:2] if op.name in ("getitem", "setitem") else []
        if op.index in case.flow.moving and not told.isdisjoint(set(places) - case.flow.moving):
            return True
    return False


def orders_behind(case: Case, index: int) -> Iterator[Op]:
    """The orders drawn at random in which an input was taken out of all rows."""
    for each in sources(case, index):
        order = order_of(case, case.program[each])
        if order is not None and is_whole(case, case.program[each], order):
            yield order


def is_whole(case: Case, op: Op, order: Op) -> bool:
    """Whether an order names every row of an array once: what is only drawn from it is no evaluation of all."""
    rows = np.shape(case.program[op.refs()[0]].value)
    numbers = np.ravel(order.value)
    return numbers.size in rows and bool(np.array_equal(np.sort(numbers), np.arange(numbers.size)))

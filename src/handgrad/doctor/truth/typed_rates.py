"""Rates: the numbers typed in the source by which an update scales its gradient."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.readings import is_inside
from handgrad.doctor.anatomy.slices import is_typed
from handgrad.doctor.anatomy.sorts import ELEMENTWISE, MOVES, SCALES
from handgrad.doctor.anatomy.study import Step
from handgrad.program.program import Op, Program, Ref, Site

if TYPE_CHECKING:
    from handgrad.doctor.truth.updates import Update

SCALING = {"add", "subtract", "multiply", "divide", "negative"}
"""How a gradient is scaled and applied."""

Rate = tuple[float, Site | None]
"""A number that a gradient is multiplied by, and where."""


def size_of(rates: tuple[Rate, ...]) -> float:
    """What some rates multiply a gradient by in all, without the sign."""
    return abs(float(np.prod([rate for rate, _ in rates])))


def are_rates(step: Step, rates: Mapping[int, tuple[Rate, ...]], sizes: set[float]) -> bool:
    """Whether parameters have rates of their own.

    That is one number each, different ones in the same expression, or a ratio that is no mean's and no square's.
    """
    if len(sizes) < 2 or not all(rates.values()):
        return False
    places = {tuple(site for _, site in own) for own in rates.values()}
    if len(places) == 1 or all(len(place) == 1 for place in places):
        return True
    shapes = [np.shape(step.program[index].value) for index in step.predictions]
    forms = {
        2.0,
        float(len(step.predictions)),
        *(float(length) for shape in shapes for length in (*shape, np.prod(shape))),
    }
    return not any(np.isclose(one / other, form) for one in sizes for other in sizes for form in forms - {1.0})


def rates(update: Update, number: int, values: Mapping[int, Any]) -> tuple[Rate, ...]:
    """The numbers of the source by which an update scales a gradient: its learning rate.

    Where the expression that takes the step has such a number, those behind it are part of the gradient.
    """
    node = update.node(number)
    if node is not None and update.factor(node, update.written(number), values) is None:
        return ()
    found: list[Rate] = []
    todo, around = [update.written(number)], None
    while todo:
        op = update.whole[todo.pop()]
        if not is_inside(op.site, around):
            if found:
                continue
            around = op.site
        fresh = [ref for ref in op.refs() if not update.is_old(ref, number)]
        moving = [ref for ref in fresh if ref in update.moving] or no_rates(update, fresh)
        if op.name in SCALING and len(moving) == 1:
            found.extend((rate, op.site) for rate in typed(update, op, moving[0]))
            todo.extend(moving if op.index in update.moving else inner(update.whole, op, moving))
        elif op.name not in ELEMENTWISE or op.name in MOVES:
            todo.extend(inner(update.whole, op, op.refs()))
    return tuple(found)


def no_rates(update: Update, refs: list[int]) -> list[int]:
    """The arrays among some operands; of single numbers those that are not made of what the source says alone."""
    arrays = [ref for ref in refs if np.size(update.whole[ref].value) > 1]
    return arrays or [ref for ref in refs if not is_typed(update.whole, ref)]


def typed(update: Update, op: Op, operand: int) -> Iterator[float]:
    """The numbers typed in the source, and no data, that an operation multiplies or divides an operand by."""
    if op.name not in SCALES:
        return
    todo = [(ref, op.name == "divide") for ref in op.refs() if ref != operand and ref not in update.forward]
    while todo:
        index, below = todo.pop()
        other = update.whole[index]
        if other.origin == "literal" and np.size(other.value) == 1:
            yield 1 / float(other.value) if below and other.value else float(other.value)
        elif other.name in ("multiply", "divide", "negative") and np.size(other.value) == 1:
            parts = [(part, k == 1 and other.name == "divide") for k, part in enumerate(other.args)]
            todo.extend((part.index, below != divides) for part, divides in parts if isinstance(part, Ref))


def inner(program: Program, op: Op, refs: Iterable[int]) -> list[int]:
    """The operands that are written within the expression itself."""
    return [ref for ref in refs if is_inside(program[ref].site, op.site)]

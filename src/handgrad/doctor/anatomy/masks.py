"""Masks: the factors that a value meets between its activation and the next parameter, dropout masks among them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from handgrad.doctor.anatomy.flow import Application, Flow
from handgrad.doctor.anatomy.slices import ancestors, is_drawn
from handgrad.doctor.anatomy.sorts import MATMULS, MOVES, READS, SCALES
from handgrad.program.program import Op, Program, Ref

Use = tuple[int, int | None]
"""A parameter's number, and the axis of it that is summed over."""


@dataclass(frozen=True)
class Scaled:
    """What a value was multiplied by between its activation and the next parameter."""

    factor: float
    mask: Op | None = None
    """The random mask of zeros and equal numbers, if there is one."""
    bare: int | None = None
    """What the mask was multiplied with."""
    numbers: tuple[tuple[int, float], ...] = ()
    """The products with single numbers, latest first, and the factor of each."""


@dataclass(frozen=True)
class Dropout:
    """What a parameter meets in training: one and the same factor, and a mask drawn anew each time."""

    factor: float
    masks: tuple[Op, ...]

    @property
    def mask(self) -> Op:
        """One of the masks."""
        return self.masks[0]

    @property
    def kept(self) -> float:
        """The share of the masks that is not zero."""
        return float(np.mean(np.concatenate([np.ravel(mask.value) for mask in self.masks]) != 0))

    @property
    def expected(self) -> float:
        """The factor that the next layer meets on average."""
        return self.factor * self.kept * float(np.max(self.mask.value))

    @property
    def doubt(self) -> float:
        """How far off that factor may be by chance: four standard deviations of the share that was kept."""
        count = sum(np.size(mask.value) for mask in self.masks)
        return 4 * float(np.sqrt((1 - self.kept) / max(self.kept, 1e-3) / count)) + 1e-6


def dropped(flow: Flow) -> dict[Use, Dropout]:
    """Where dropout stands: parameters that meet units masked at random, by another draw each time, on the way there.

    A mask that was drawn once with the data (padding, missing labels, weights of samples), that takes whole rows, or
    that meets an error on the way back is none.
    """
    forward = {i for step in flow.anatomy.steps for i in ancestors(step.program, step.predictions)}
    found: dict[Use, list[Scaled]] = {}
    for each in flow.applications:
        if each.op.index in forward and each.op.index in flow.trained:
            scaled = scaling(flow, each.value)
            if scaled.mask is not None and takes_units(flow, each, scaled):
                found.setdefault(use_of(flow, each), []).append(scaled)
    return {use: dropout for use, masked in found.items() if (dropout := renewed(flow.program, masked)) is not None}


def renewed(program: Program, masked: list[Scaled]) -> Dropout | None:
    """The masks that a parameter meets, if they are of one sort and each is another draw than the one before."""
    masks = {draws(program, each.mask): each.mask for each in masked if each.mask is not None}
    levels = {(each.factor, float(np.max(each.mask.value))) for each in masked if each.mask is not None}
    return Dropout(masked[0].factor, tuple(masks.values())) if len(masks) > 1 and len(levels) == 1 else None


def scaling(flow: Flow, index: int) -> Scaled:
    """Follow a value back over moves, factors and a mask."""
    found, op = Scaled(1.0), flow.program[index]
    while op.index in flow.moving and op.refs():
        moving = [ref for ref in op.refs() if ref in flow.moving]
        others = [ref for ref in op.refs() if ref not in flow.moving]
        chosen = choice(flow.program, op, moving)
        if chosen is not None and found.mask is None:
            found = replace(found, mask=chosen, bare=moving[0])
        elif op.name in SCALES and len(moving) == 1:
            other = flow.program[others[0]] if others else None
            number = np.asarray(other.value if other else next(p for p in op.args if not isinstance(p, Ref)))
            if number.size == 1:
                factor = float(number.ravel()[0]) ** (1 if op.name == "multiply" else -1)
                numbers = (*found.numbers, (op.index, factor))
                found = replace(found, factor=found.factor * factor, numbers=numbers)
            elif other is not None and found.mask is None and is_mask(flow.program, other):
                found = replace(found, mask=other, bare=moving[0])
            else:
                break
        elif op.name not in MOVES or len(moving) != 1:
            break
        op = flow.program[moving[0]]
    return found


def choice(program: Program, op: Op, moving: list[int]) -> Op | None:
    """The mask of what is kept where zeros take the place of the rest: `where(mask, x, 0)`, `x[~mask] = 0`."""
    places = {"where": 0, "setitem": 1}
    chooser = op.args[places[op.name]] if op.name in places and len(op.args) == 3 else None
    if len(moving) != 1 or not isinstance(chooser, Ref) or chooser.index in moving:
        return None
    mask = program[chooser.index]
    kept = next(place for place, arg in enumerate(op.args) if isinstance(arg, Ref) and arg.index in moving)
    other = op.args[1 if op.name == "where" and kept == 2 else 2]
    zeros = not np.any(program[other.index].value if isinstance(other, Ref) else other)
    if not zeros or np.asarray(mask.value).dtype != bool or not is_mask(program, mask):
        return None
    return mask if op.name == "where" and kept == 1 else replace(mask, value=~np.asarray(mask.value))


def is_mask(program: Program, op: Op) -> bool:
    """Whether a value is zeros and one other number, drawn at random."""
    levels = np.unique(op.value)
    two = len(levels) <= 2 and float(levels[0]) in (0.0, float(levels[-1])) and float(levels[-1]) > 0
    return two and is_drawn(program, [op.index])


def draws(program: Program, mask: Op) -> frozenset[int]:
    """The random numbers that a mask is made of; which rows were read of what was drawn before is another matter."""
    todo, seen = [mask.index], set[int]()
    while todo:
        op = program[todo.pop()]
        if op.index not in seen:
            seen.add(op.index)
            todo += op.refs()[:1] if op.name in (*READS, "take") else op.refs()
    return frozenset(index for index in seen if program[index].origin.startswith("random."))


def takes_units(flow: Flow, application: Application, scaled: Scaled) -> bool:
    """Whether a mask takes single units of what a parameter sums over, and not all of a row at once."""
    assert scaled.bare is not None and scaled.mask is not None
    axis: int | None = -1
    bare = flow.program[scaled.bare].value
    pattern = np.asarray(flow.ripple({scaled.bare: np.ones(np.shape(bare))}, [application.value])[application.value])
    if pattern.shape != np.shape(bare) and pattern.ndim < np.ndim(bare):
        pattern = np.broadcast_to(scaled.mask.value, np.shape(bare))  # rows are laid side by side afterwards
    else:
        axis = summed_axis(application, np.ndim(pattern))
    return bool(np.any(np.ptp(pattern, axis=axis) > 0))


def summed_axis(application: Application, dimensions: int) -> int | None:
    """The axis of a value that a matrix product sums over; None for other products."""
    if application.op.name not in MATMULS or dimensions < 1:
        return None
    return -1 if is_first(application) or dimensions == 1 else -2


def is_first(application: Application) -> bool:
    """Whether the value, and not the parameter, is the first operand."""
    first = application.op.args[0]
    return isinstance(first, Ref) and first.index == application.value


def use_of(flow: Flow, application: Application) -> Use:
    """A parameter with the axis that is summed over: another one on the way back than on the way there."""
    if application.op.name not in MATMULS:
        return application.number, None
    axis, op = 0 if is_first(application) else 1, flow.program[application.parameter]
    while op.index not in flow.versions:
        if op.name == "transpose":
            axis = 1 - axis
        op = flow.program[next(ref for ref in op.refs() if ref in flow.moving)]
    return application.number, axis if np.ndim(op.value) == 2 else None

"""Added: what is added to gradients on their way into the parameters, and is no part of them."""

from __future__ import annotations

from collections.abc import Iterator

from handgrad.doctor.anatomy.slices import is_drawn
from handgrad.doctor.anatomy.study import Step
from handgrad.program.program import Program


def added(whole: Program, step: Step, moving: set[int], forward: set[int]) -> Iterator[int]:
    """The operations of a step that add noise to a gradient, or take the mean of its rows or columns off.

    `moving`: what follows from the predictions; `forward`: what they are made of, which is no noise. A target drawn at
    random is none either: nothing is a gradient before it.
    """
    program, backward, begin = step.program, step.backward(), max(step.before.values()) + 1
    for op in (program[index] for index in step.slice):
        own = [ref for ref in op.refs() if ref in moving]
        if op.name in ("add", "subtract") and own and backward.issuperset(own):
            others = [ref for ref in op.refs() if ref not in own]
            apart = len(own) == 1 and forward.isdisjoint(others) and step.numbers.keys().isdisjoint(others)
            noisy = apart and is_drawn(whole, others, begin)
            if noisy or (op.name == "subtract" and len(own) == 2 and is_mean(program, *own)):
                yield op.index


def is_mean(program: Program, whole: int, part: int) -> bool:
    """Whether one value is the mean of the rows or columns of another."""
    return program[part].name == "mean" and program[part].refs()[:1] == [whole]

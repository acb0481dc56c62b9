"""Outputs that the way back writes into, and that are reported or scored afterwards as if they were still outputs."""

from __future__ import annotations

from collections.abc import Iterator

from handgrad.doctor.anatomy.sorts import LOGARITHMS
from handgrad.doctor.bugs.overwritten import mended
from handgrad.doctor.case import Case
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op

PASSING = {"getitem", "maximum", "minimum", "clip", "add", "ravel", "reshape", "transpose"}
"""What may be done with an output before a logarithm is taken of it."""
MESSAGE = "this writes into the network's output, which line {line} still reads as an output: it has the error by then"


def signs(case: Case) -> Iterator[Sign]:
    """`d = p` and `d[rows, labels] -= 1`, where `p` goes into the loss, or into the answers, further down."""
    users = case.program.users()
    for step in case.anatomy.steps:
        inside, predictions = step.backward(), set(step.predictions)
        for op in (case.program[index] for index in sorted(inside)):
            if op.name not in ("setitem", "subtract") or not op.refs() or op.refs()[0] not in predictions:
                continue
            late = min(read_late(case, users, op, inside), key=lambda reader: reader.index, default=None)
            if late is not None and late.site is not None and op.site is not None:
                kind, splices, place = mended(case, [op.site])
                message = MESSAGE.format(line=late.site.line)
                if splices:
                    repair = Repair(kind, place, splices, message, 1.0)
                    yield Sign(case.find(kind, place, message), (repair,), by="recheck", follow=True)
                return


def read_late(case: Case, users: list[list[int]], spoiled: Op, inside: set[int]) -> Iterator[Op]:
    """What reads an error as if it were an output: a logarithm, a choice, the same target taken off once more."""
    todo, again = [spoiled.index], set(spoiled.refs()[1:])
    while todo:
        for reader in (case.program[user] for user in users[todo.pop()] if user not in inside):
            if reader.name in LOGARITHMS | {"argmax"} or (reader.name == "subtract" and again & {*reader.refs()[1:]}):
                yield reader
            elif reader.name in PASSING:
                todo.append(reader.index)

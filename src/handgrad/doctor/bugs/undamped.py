"""Stores that keep all of what they held and add the gradient: memories that never forget."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.bugs.reset import LOOP, MESSAGE, emptied_by_call, emptied_first, gradient_not_reset, stored_anew
from handgrad.doctor.case import Case
from handgrad.doctor.edits.deviation import Deviation, signs_of
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.proof.prove import Sign


def signs(case: Case) -> Iterator[Sign]:
    """A store that is never emptied, where nothing but the gradients of earlier steps comes of it."""
    yield from signs_of(case, undamped(case))


def undamped(case: Case) -> Iterator[Deviation]:
    """Memories that keep all of what they held and add the gradient: momentum would forget."""
    groups: dict[str, list[Suspect]] = {}
    for suspect in keeping_all(case):
        target = suspect.target
        group = f".{target.attr}" if isinstance(target, ast.Attribute) else str(suspect.site)
        groups.setdefault(group, []).append(suspect)
    for first, *others in groups.values():
        emptied = [repair.splices for repair in emptied_by_call(case, first)]
        anew = [splice for each in (first, *others) for repair in stored_anew(case, each) for splice in repair.splices]
        edits = [tuple(dict.fromkeys(anew))] if anew else []
        edits += [repair.splices for repair in emptied_first(case, first)]
        message = LOOP if emptied else MESSAGE
        number = np.size(first.ops[-1].value) == 1  # of which a step changes many, and each may be a sum of its own
        yield Deviation(gradient_not_reset.name, first.site, message, [*emptied, *edits], unsure=number)


def keeping_all(case: Case) -> Iterator[Suspect]:
    """The expressions that make such memories; what predictions are made of, other than by parameters, is no store."""
    for found in case.recurrences:
        made_of = ancestors(case.program, found.step.predictions, stop=found.step.before.values())
        for memory in (each for each in found.memories if each.old not in made_of):
            op = case.program[memory.new]
            tree = case.tree_of(op)
            node = tree.at(op.site) if tree and op.site else None
            if tree and node and op.site and memory.power == 1 and np.isclose(memory.keep, 1, rtol=1e-9):
                yield Suspect(tree, node, op.site, 0, [op])

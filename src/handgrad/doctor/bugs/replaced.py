"""Signs of parameters that their step replaces: `W = lr * dW` where `W -= lr * dW` is meant."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import Called, called
from handgrad.doctor.bugs.accumulate import accumulate, adding
from handgrad.doctor.case import Case
from handgrad.doctor.edits.lost import right_gradients
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op, Site

Reader = tuple[Called, int]
"""A place of the program, calls included, and which operand."""

EXACT = 1e-6
"""How far a step may be from a multiple of the gradient, in parts of its length."""
FEWEST = 3
"""How many numbers must be multiples of their gradients to count."""


@dataclass(frozen=True)
class Pair:
    """What the forward pass reads in one step, and what it reads in its place in the next."""

    gradient: Any
    made: int

    def factor(self, value: Any) -> float | None:
        """What the gradient is multiplied by in the later value; None where that is no multiple of it."""
        right, own = np.asarray(self.gradient, dtype=float), np.asarray(value, dtype=float)
        length = float(np.vdot(right, right)) if right.shape == own.shape else 0.0
        if not length:
            return None
        factor = float(np.vdot(right, own)) / length
        return factor if factor and np.linalg.norm(own - factor * right) <= EXACT * np.linalg.norm(own) else None


def signs(case: Case) -> Iterator[Sign]:
    """One finding for all statements that put a step where a parameter was."""
    stores = next(filter(None, (list(replacing(case, patient)) for patient in case.patients)), [])
    if stores:
        stores.sort(key=lambda store: store[1].lineno)
        tree, first, _ = stores[0]
        names = ", ".join(dict.fromkeys(each.source(node.targets[0]) for each, node, _ in stores))
        message = f"this puts the step where the parameter was ({names}): the step has to be added to it"
        site = case.site_of(first, tree.file)
        repair = Repair(accumulate.name, site, tuple(adding(*store) for store in stores), message, 1.0)
        yield Sign(case.find(accumulate.name, site, message), (repair,), needs_proof=True, by="recheck")


def replacing(case: Case, patient: Patient) -> Iterator[tuple[Tree, ast.Assign, str]]:
    """The statements that store a multiple of the gradient of what is read there, and the operator that is meant."""
    found: dict[Site, list[tuple[int, float]]] = {}
    for pair in pairs(case, patient):
        op = case.program[pair.made]
        if (factor := pair.factor(op.value)) is not None and op.site is not None:
            found.setdefault(op.site, []).append((np.size(op.value), factor))
    for site, each in found.items():
        tree = case.trees.get(site.file)
        node = tree.at(site) if tree is not None else None
        statement = tree.statement(node) if tree is not None and node is not None else None
        sizes, factors = zip(*each, strict=True)
        alike = sum(sizes) >= FEWEST and np.ptp(factors) <= EXACT * abs(factors[0])
        if alike and tree is not None and isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            yield tree, statement, "+=" if factors[0] < 0 else "-="


def pairs(case: Case, patient: Patient) -> Iterator[Pair]:
    """What the forward pass reads beside parameters, and what the step makes that is read in its place later."""
    first, last = min(patient.step.slice), max(patient.step.after.values(), default=0)
    known = {*patient.moving, *patient.forward}
    later = read_in_turn(case.program.ops[last + 1 :])
    now = read_in_turn([case.program[index] for index in patient.forward])
    both = dict.fromkeys(
        (old, new)
        for reader, refs in now.items()
        for old, new in zip(refs, later.get(reader, ()), strict=False)
        if old not in patient.moving and first <= new <= last and new not in known
    )
    right = right_gradients(case, patient, [old for old, _ in both])
    return (Pair(right[old], new) for old, new in both if old in right)


def read_in_turn(ops: Iterable[Op]) -> dict[Reader, list[int]]:
    """What each operand of each place of the program is, time after time."""
    found: dict[Reader, list[int]] = {}
    for op in ops:
        for position, ref in enumerate(op.refs()):
            found.setdefault((called(op), position), []).append(ref)
    return found

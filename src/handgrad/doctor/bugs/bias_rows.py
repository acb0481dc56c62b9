"""Biases with a row for each sample, where one row serves all: what they learn is of no use for any other sample."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.slices import scaled
from handgrad.doctor.anatomy.sorts import WEIGHING
from handgrad.doctor.bugs.bias import bias_grad_axis
from handgrad.doctor.case import Case
from handgrad.doctor.edits.initial import initials
from handgrad.doctor.edits.spelling import prefix
from handgrad.doctor.edits.syntax import Splice
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op

MESSAGE = "{name} has a row for each of the {rows} samples: a bias is one row for all of them"


def signs(case: Case) -> Iterator[Sign]:
    """Parameters of as many rows as the whole data, added as they are to products of these or of what follows."""
    patient = case.patient
    if patient is None:
        return
    added = dict(added_rows(patient))
    first = next((n for n, product in added.items() if is_of_all_rows(case, patient, product)), None)
    if first is None:
        return
    rows, name = np.shape(added[first].value)[0], case.names.get(first, "this")
    same = [number for number, product in added.items() if np.shape(product.value)[0] == rows]
    edits = tuple(edit for number in same for edit in one_row(case, patient, number))
    site = case.program[case.anatomy.states[first].versions[0]].site or added[first].site
    if site is not None:
        message = MESSAGE.format(name=name, rows=rows)
        repairs = (Repair(bias_grad_axis.name, site, edits, message),) if len(edits) == 2 * len(same) else ()
        yield Sign(case.find(bias_grad_axis.name, site, message, "warning"), repairs, by="recheck")


def one_row(case: Case, patient: Patient, number: int) -> Iterator[Splice]:
    """One row where a bias starts, and the sum over the rows where it is moved."""
    for start in initials(case, patient, [number]):
        shape = start.shape
        if isinstance(shape, ast.Tuple) and len(shape.elts) == 2:
            yield start.tree.replace(shape.elts[0], "1")
    op = case.program[patient.step.after[number]]
    tree, change = case.written(op)
    if tree is None or change is None or op.name not in ("add", "subtract"):
        return
    held = {text: each for text, each in case.scope.visible(tree, change).items() if each}
    for index in reversed(list(amounts(case, op, patient.step.before[number]))):
        parts = [part for part in ast.walk(change) if isinstance(part, ast.expr)]
        inside = [e for e in parts if e is case.node(case.program[index]) or index in held.get(ast.unparse(e), ())]
        if inside:
            text = f"{prefix(tree)}sum({tree.source(inside[0])}, axis=0, keepdims=True)"
            yield tree.replace(inside[0], text)
            return


def amounts(case: Case, op: Op, before: int) -> Iterator[int]:
    """What a parameter is changed by, and what that is made of by multiplying with single numbers."""
    found = [ref for ref in op.refs() if ref != before]
    while len(found) == 1:
        yield found[0]
        found = scaled(case.program, case.program[found[0]])


def added_rows(patient: Patient) -> Iterator[tuple[int, Op]]:
    """Parameters that are added row by row to a product, and that product."""
    program = patient.program
    for op in (program[index] for index in patient.forward):
        refs = op.refs()
        if op.name != "add" or len(refs) != 2 or np.ndim(op.value) != 2 or np.shape(op.value)[0] < 2:
            continue
        for bias, product in (refs, refs[::-1]):
            whole = bias in patient.step.numbers and np.shape(program[bias].value) == np.shape(op.value)
            if whole and program[product].name in WEIGHING:
                yield patient.step.numbers[bias], program[product]


def is_of_all_rows(case: Case, patient: Patient, product: Op) -> bool:
    """Whether a product is of rows that other steps read as well, and so of all the data there are."""
    data = [ref for ref in product.refs() if ref not in patient.moving]
    rows = {ref for ref in data if np.shape(case.program[ref].value)[:1] == np.shape(product.value)[:1]}
    read = [{ref for i in step.slice for ref in case.program[i].refs()} for step in case.anatomy.steps if rows]
    return len(read) > 1 and all(rows <= each for each in read)

"""Biases with a row for each sample, where one row serves all: what they learn is of no use for any other sample."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.slices import PRODUCTS
from handgrad.doctor.bugs.bias import bias_grad_axis
from handgrad.doctor.case import Case
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op

MESSAGE = "{name} has a row for each of the {rows} samples: a bias is one row for all of them"


def signs(case: Case) -> Iterator[Sign]:
    """The first parameter of as many rows as the whole data, which a product of these is added to as it is."""
    patient = case.patient or next(iter(case.patients), None)
    for index in patient.forward if patient is not None else ():
        op = case.program[index]
        number = number_of_bias(case, patient, op) if patient is not None else None
        if number is not None:
            rows, name = np.shape(op.value)[0], case.names.get(number, "this")
            message = MESSAGE.format(name=name, rows=rows)
            site = case.program[case.anatomy.states[number].versions[0]].site or op.site
            if site is not None:
                yield Sign(case.find(bias_grad_axis.name, site, message, "warning"))
                return


def number_of_bias(case: Case, patient: Patient, op: Op) -> int | None:
    """The parameter that is added row by row to a product of data which are the same in every step."""
    program, refs = patient.program, op.refs()
    if op.name != "add" or len(refs) != 2 or np.ndim(op.value) != 2 or np.shape(op.value)[0] < 2:
        return None
    for bias, product in (refs, refs[::-1]):
        whole = bias in patient.step.numbers and np.shape(program[bias].value) == np.shape(op.value)
        if whole and program[product].name in PRODUCTS and is_of_all_rows(case, patient, program[product]):
            return patient.step.numbers[bias]
    return None


def is_of_all_rows(case: Case, patient: Patient, product: Op) -> bool:
    """Whether a product is of rows that other steps read as well, and so of all the data there are."""
    data = [ref for ref in product.refs() if ref not in patient.moving]
    rows = {ref for ref in data if np.shape(case.program[ref].value)[:1] == np.shape(product.value)[:1]}
    read = [{ref for i in step.slice for ref in case.program[i].refs()} for step in case.anatomy.steps if rows]
    return len(read) > 1 and all(rows <= each for each in read)

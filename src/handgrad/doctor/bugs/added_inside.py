"""A bias inside the product: added to the weights it is one matrix with them, and no bias."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.sorts import WEIGHING
from handgrad.doctor.case import Case
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op

KIND = "forward-formula"


def signs(case: Case) -> Iterator[Sign]:
    """Two parameters of one shape that the forward pass reads in their sum alone, and multiplies inputs by that."""
    patient = case.patient
    for index in patient.forward if patient is not None else ():
        op = case.program[index]
        if patient is not None and is_one_matrix(patient, op):
            tree, node = case.written(op)
            if tree is not None and isinstance(node, ast.BinOp):
                both = f"{tree.source(node.left)} and {tree.source(node.right)}"
                message = f"{both} are added before the product: together they are one matrix of weights, and no bias"
                yield Sign(case.find(KIND, op, message, "warning"))
                return


def is_one_matrix(patient: Patient, op: Op) -> bool:
    """Whether an operation adds two parameters that are read nowhere else on the way to what is predicted."""
    program, numbers = patient.program, patient.step.numbers
    refs = op.refs()
    if op.name != "add" or len(set(refs)) != 2 or not all(ref in numbers for ref in refs):
        return False
    if len({np.shape(program[ref].value) for ref in refs}) > 1:
        return False
    readers = [i for i in patient.forward if op.index in program[i].refs()]
    read = {i for i in patient.forward if not set(refs).isdisjoint(program[i].refs())}
    return read == {op.index} and bool(readers) and all(program[i].name in WEIGHING for i in readers)

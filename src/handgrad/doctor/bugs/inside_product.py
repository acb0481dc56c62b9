"""Biases added inside a product: to the weights or to the inputs, and not to the weighted sum."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.case import Case
from handgrad.doctor.edits.endings import is_operand
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op, Ref

CALLED = ("dot", "matmul", "multiply", "inner")
MESSAGE = "the bias is added inside the product, and so multiplied as well; it belongs beside the weighted sum"


def repairs(case: Case) -> Iterator[Repair]:
    """`np.dot(x, W + b)` as `np.dot(x, W) + b`, where gradients are wrong."""
    patient = case.patient
    if patient is None or not case.blame.wrong:
        return
    for op in (patient.program[index] for index in patient.forward):
        own = [isinstance(arg, Ref) and arg.index in patient.step.numbers for arg in op.args]
        tree, node = case.written(op)
        if op.name != "add" or not any(own) or tree is None or not isinstance(node, ast.BinOp):
            continue
        product = tree.parents.get(node)
        if product is not None and is_product(product):
            bias, rest = (node.left, node.right) if smaller_first(patient, op, own) else (node.right, node.left)
            edits = moved_out(tree, node, product, tree.source(bias), tree.source(rest))
            yield Repair("forward-formula", case.site_of(product, tree.file), edits, MESSAGE, 1.5, forward=True)


def smaller_first(patient: Patient, op: Op, own: list[bool]) -> bool:
    """Whether the first of two summands is the bias: the parameter, or the smaller of two."""
    sizes = [np.size(patient.program[ref].value) for ref in op.refs()]
    return own[0] and (not all(own) or sizes[0] < sizes[-1])


def is_product(node: ast.AST) -> bool:
    """Whether an expression multiplies its operands."""
    if isinstance(node, ast.Call):
        return function_of(node) in CALLED
    return isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.MatMult))


def moved_out(tree: Tree, node: ast.BinOp, product: ast.AST, bias: str, rest: str) -> tuple[Splice, ...]:
    """One of two summands behind the product that the sum stands in."""
    bracket = is_operand(tree, product)
    before = (tree.insert_before(product, "("),) if bracket else ()
    return *before, without_brackets(tree, node, rest), tree.insert_after(product, f" + {bias}" + ")" * bracket)


def without_brackets(tree: Tree, node: ast.BinOp, text: str) -> Splice:
    """Another text for an expression and, in a product written with an operator, for the brackets around it."""
    splice = tree.replace(node, text)
    if isinstance(tree.parents.get(node), ast.Call):
        return splice
    line, column, end_line, end_column = splice.span
    before, behind = tree.lines[line - 1][:column].rstrip(), tree.lines[end_line - 1][end_column:]
    closing = len(behind) - len(behind.lstrip()) + 1
    return Splice(splice.file, (line, len(before) - 1, end_line, end_column + closing), text)

"""A dropout mask that the way back draws anew: it is kept where the forward pass draws it, and read from there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from handgrad.doctor.anatomy.masks import draws, is_mask
from handgrad.doctor.bugs.dropout import dropout_mask
from handgrad.doctor.case import Case
from handgrad.doctor.edits.pieces import definition
from handgrad.doctor.edits.suspects import places
from handgrad.doctor.edits.syntax import Splice, Tree, names_in
from handgrad.doctor.finding import Finding
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref, Site

NAMES = ("mask", "kept", "drawn_mask")
"""What a mask may be called that has no name yet."""
MESSAGE = "this draws another mask than the forward pass multiplied by: other units are dropped on the way back"


@dataclass(frozen=True)
class Masked:
    """A product with a mask, and the factor of it in the source that gave the mask."""

    tree: Tree
    factor: ast.expr
    mask: Op
    places: list[Site]
    """Where it stands, and the calls that led there, innermost first."""


def repairs(case: Case) -> Iterator[Repair]:
    """The mask of the forward pass for one that is drawn on the way back, wherever both belong to one object."""
    for first, back in redrawn(case):
        where = definition(back.tree, back.factor) or back.factor
        for text, splices in kept(first, back.factor) if first.tree is back.tree else ():
            edits = (*splices, back.tree.replace(where, text))
            yield Repair(dropout_mask.name, case.site_of(where, back.tree.file), edits, MESSAGE, 1.0)


def named(case: Case) -> Iterator[Finding]:
    """The same where the two are functions that no edit of one expression can join."""
    for first, back in redrawn(case):
        own = (place for place in back.places if place not in first.places)
        yield case.find(dropout_mask.name, next(own, back.places[0]), MESSAGE)


def redrawn(case: Case) -> Iterator[tuple[Masked, Masked]]:
    """A product of the forward pass and one on the way back, by masks of one shape; the latter is drawn for itself."""
    patient = case.patient
    if patient is None:
        return
    products = [each for op in case.scope.operations if (each := masked(case, op)) is not None]
    forward = [each for each in products if each.mask.index in patient.forward_set]
    others = [each for each in products if each.mask.index not in patient.forward_set]
    known = {number for each in forward for number in draws(case.program, each.mask)}
    for first, back in product(forward, (each for each in others if known.isdisjoint(draws(case.program, each.mask)))):
        if np.shape(first.mask.value) == np.shape(back.mask.value):
            yield first, back


def masked(case: Case, op: Op) -> Masked | None:
    """A product of which one factor is zeros and one other number, drawn at random."""
    tree, node = case.written(op)
    if op.name != "multiply" or tree is None or not isinstance(node, ast.BinOp):
        return None
    for arg, factor in zip(op.args, (node.left, node.right), strict=True):
        mask = case.program[arg.index] if isinstance(arg, Ref) else None
        if mask is not None and np.ndim(mask.value) and is_mask(case.program, mask):
            return Masked(tree, factor, mask, list(places(op)))
    return None


def kept(first: Masked, reader: ast.expr) -> Iterator[tuple[str, tuple[Splice, ...]]]:
    """How a reader may name the mask of the forward pass, with the edits that keep it under that name."""
    tree, factor = first.tree, first.factor
    function, statement = tree.function(factor), tree.statement(factor)
    if isinstance(factor, ast.Attribute):
        yield tree.source(factor), ()
    elif statement is not None and tree.function(reader) is function:
        text = free_name(tree)
        yield text, (tree.line_before(statement, f"{text} = {tree.source(factor)}"), tree.replace(factor, text))
    elif statement is not None and (owner := owner_of(tree, factor)) and owner == owner_of(tree, reader):
        text = f"{owner[1]}.{factor.id if isinstance(factor, ast.Name) else free_name(tree)}"
        yield text, (tree.line_before(statement, f"{text} = {tree.source(factor)}"), tree.replace(factor, text))


def owner_of(tree: Tree, node: ast.AST) -> tuple[ast.ClassDef, str] | None:
    """The class of the method that a node stands in, and what the method calls its object; None for functions."""
    function = tree.function(node)
    around = tree.parents.get(function) if function is not None and function.args.args else None
    return (around, function.args.args[0].arg) if function and isinstance(around, ast.ClassDef) else None


def free_name(tree: Tree) -> str:
    """A name for a mask that the file does not use."""
    used = names_in(tree.root) | {node.attr for node in ast.walk(tree.root) if isinstance(node, ast.Attribute)}
    return next((name for name in NAMES if name not in used), "mask_of_forward")

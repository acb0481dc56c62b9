"""Edits that bring back the gradient from above where a slope overwrote it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np

from handgrad.doctor.case import Case
from handgrad.doctor.edits.aims import MOST, Aim, aims_of, fits, need, value_of
from handgrad.doctor.edits.pieces import Meanings, Piece, pieces, plain_constant
from handgrad.doctor.edits.slope_texts import is_forward, names_in, spellings
from handgrad.doctor.edits.slopes import is_mask_aim, is_two_valued
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.statements import without
from handgrad.doctor.edits.visible import own_nodes
from handgrad.doctor.proof.repair import Repair

MOST_TEXTS = 8
"""How many gradients and how many matrices are tried together."""
DROPPED = "the gradient that comes in is lost here: what goes on no longer depends on the target"
OVERWRITTEN = "this overwrites the gradient that came in with a plain number"


def repairs(case: Case) -> Iterator[Repair]:
    """Multiply a slope by what comes in from above; take away a number that overwrites it."""
    case = case.sharpened
    if case.patient is None:
        return
    meanings = Meanings(case, case.patient)
    aims = meanings.open(aims_of(case.patient))
    for piece in pieces(case):
        yield from multiplied(case, piece, aims, meanings)
        yield from passed_down(case, piece, aims, meanings)
    yield from overwritten(case)


def multiplied(case: Case, piece: Piece, aims: list[Aim], meanings: Meanings) -> Iterator[Repair]:
    """`above * slope` for `slope`, and for anything else that stands where the whole product should."""
    patient = case.patient
    assert patient is not None
    if not piece.indices or not (piece.whole or is_element(piece)):
        return
    shapes = {np.shape(value_of(patient, i)) for i in piece.indices}
    lost = not any(i in case.scope.back for i in piece.indices)
    called = isinstance(piece.node, ast.Call) and bool(case.scope.definitions(piece.tree, piece.node))
    if called and not lost and not is_forward(case, function_of(piece.node)):
        return
    own, function = written(piece), piece.tree.function(piece.node)
    near = own | names_in(piece.tree, piece.node) if function else set()
    for text, held in case.scope.visible(piece.tree, piece.node).items():
        above = [i for i in held if i in case.scope.back and np.shape(value_of(patient, i)) in shapes]
        means = {meaning for i in above for meaning in meanings.of_index(i)}
        if not above or held & patient.direct or text == piece.text or (function and text not in near):
            continue
        for aim in aims:
            if aim.after in means:
                yield from products(case, piece, text, aim, lost, (0.0 if text in own else 0.2) + 0.3 * called)
        if lost and not means and piece.score < 2:
            new = f"{text} * {piece.tree.operand(piece.node)}"
            yield Repair("chain-rule-dropped", piece.site, (piece.tree.replace(piece.node, new),), DROPPED, 2.4)


def passed_down(case: Case, piece: Piece, aims: list[Aim], meanings: Meanings) -> Iterator[Repair]:
    """What comes in from above formed first, where the program never does: a gradient through the weights."""
    patient = case.patient
    assert patient is not None
    if not piece.indices or not piece.whole or any(i in case.scope.back for i in piece.indices):
        return
    visible = case.scope.visible(piece.tree, piece.node)
    deltas = {text: max(held & case.scope.back) for text, held in visible.items() if held & case.scope.back}
    weights = {text: max(held & patient.direct) for text, held in visible.items() if held & patient.direct}
    for (delta, i), (matrix, j) in product(list(deltas.items())[:MOST_TEXTS], list(weights.items())[:MOST_TEXTS]):
        for text, value in products_with(
            np.asarray(value_of(patient, i)), np.asarray(value_of(patient, j)), delta, matrix
        ):
            means = meanings.of(value) if np.size(value) > 1 else set()
            for aim in aims:
                if aim.after in means:
                    yield from products(case, piece, f"({text})", aim, True, 0.3)


def products_with(gradient: Any, matrix: Any, delta: str, weights: str) -> Iterator[tuple[str, Any]]:
    """The two ways in which a gradient goes back through weights, where the shapes allow them."""
    if matrix.ndim == 2 and gradient.ndim in (1, 2):
        if gradient.shape[-1] == matrix.shape[1]:
            yield f"{delta} @ {weights}.T", gradient @ matrix.T
        if gradient.shape[0] == matrix.shape[0]:
            yield f"{weights}.T @ {delta}", matrix.T @ gradient


def products(case: Case, piece: Piece, above: str, aim: Aim, lost: bool, distance: float) -> Iterator[Repair]:
    """What comes in times the slope as it stands, where that is right, or else as it can be spelled."""
    patient = case.patient
    assert patient is not None
    tree, wanted = piece.tree, need(patient, aim)
    if lost and wanted is not None and any(fits(value_of(patient, i), wanted) for i in piece.indices):
        inside = tree.source(piece.node) if is_product(piece.node) else tree.operand(piece.node)
        splices = (tree.replace(piece.node, f"{above} * {inside}"),)
        yield Repair("chain-rule-dropped", piece.site, splices, DROPPED, 1.1 + distance)
    if not lost and ((piece.score > 1 and not tree.function(piece.node)) or np.size(wanted) == 1):
        return
    for spelling in spellings(case, tree, piece.node, aim)[:MOST]:
        text = f"{above} * {spelling.text}"
        argument = other_argument(piece.node, ast.parse(text, mode="eval").body)
        if argument is not None:
            site, splices = case.site_of(argument[0], tree.file), (tree.replace(*argument),)
            yield Repair("derivative-wrong-input", site, splices, INPUT, 1.9 + distance + spelling.distance)
            continue
        splices = (tree.replace(piece.node, text),)
        kind, message = ("chain-rule-dropped", DROPPED) if lost else ("derivative-wrong-formula", FORMULA)
        kind, message = ("relu-mask", PASSED) if not lost and is_two_valued(patient, aim) else (kind, message)
        kind, message = ("dropout-mask", MASK) if is_mask_aim(patient, aim) else (kind, message)
        yield Repair(kind, piece.site, splices, message, 2.0 + distance + spelling.distance)


def other_argument(node: ast.expr, other: ast.expr) -> tuple[ast.expr, str] | None:
    """The only argument in which two products of the same text and a call of the same function differ."""
    if not (is_product(node) and is_product(other)):
        return None
    one, two = node.right, other.right  # type: ignore[attr-defined]
    alike = ast.unparse(node.left) == ast.unparse(other.left)  # type: ignore[attr-defined]
    if not (alike and isinstance(one, ast.Call) and isinstance(two, ast.Call)):
        return None
    pairs = list(zip([one.func, *one.args, *one.keywords], [two.func, *two.args, *two.keywords], strict=False))
    differ = [(own, text) for own, text in pairs if ast.unparse(own) != ast.unparse(text)]
    same = len(one.args) == len(two.args) and len(one.keywords) == len(two.keywords)
    if not same or len(differ) != 1 or differ[0][0] not in one.args:
        return None
    own, text = differ[0]
    return (own, ast.unparse(text)) if isinstance(own, ast.expr) else None


PASSED = "this passes other entries than the activation did"
MASK = "this is not what comes in from above times the mask of the forward pass"
INPUT = "the slope of the activation is taken at another array than the activation's own"
FORMULA = "this is not what comes in from above times the slope of the activation"


def is_product(node: ast.expr) -> bool:
    """Whether an expression is a product, which another factor may be put in front of."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult)


def is_element(piece: Piece) -> bool:
    """Whether an expression is the argument of a call or an element of a list."""
    return isinstance(piece.tree.parents.get(piece.node), (ast.List, ast.ListComp))


def written(piece: Piece) -> set[str]:
    """What the statement around a piece assigns, and what its function is given."""
    statement, function = piece.tree.statement(piece.node), piece.tree.function(piece.node)
    found = {ast.unparse(target) for target in getattr(statement, "targets", [])}
    found |= {
        ast.unparse(target.value) for target in getattr(statement, "targets", []) if isinstance(target, ast.Subscript)
    }
    return found | ({arg.arg for arg in function.args.args} if function else set())


def overwritten(case: Case) -> Iterator[Repair]:
    """`d[z > 0] = 1` is left out, with or without its counterpart."""
    areas = {
        (suspect.tree.file, suspect.tree.function(suspect.node) or suspect.tree.root): suspect.tree
        for suspect in case.suspects
    }
    for (_, area), tree in areas.items():
        for node in own_nodes(area):
            if (
                isinstance(node, ast.Assign)
                and isinstance(node.targets[0], ast.Subscript)
                and plain_constant(node.value) == 1
            ):
                site = case.site_of(node, tree.file)
                yield Repair("chain-rule-dropped", site, (without(tree, node),), OVERWRITTEN, 1.2)

"""Edits of slopes in a product on the way back: one that is missing, one too many, and one that is another's."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import numpy as np

from handgrad.doctor.case import Case
from handgrad.doctor.edits.aims import MOST, Aim, aims_of, masked, value_of
from handgrad.doctor.edits.pieces import USED, Meanings, Piece, definition, factors, pieces, roles, uses_name, values_of
from handgrad.doctor.edits.slope_texts import names_in, spellings
from handgrad.doctor.edits.slopes import is_mask_aim, kind_of
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.edits.together import twins
from handgrad.doctor.proof.repair import Repair

NEAR = (0.0, 0.3, 0.8)
"""How much less likely an edit is for each step away from the first wrong operation."""
MOST_KEPT = 8
"""How many names are tried as what the forward pass kept."""
BLIND = 1.6
"""How much less likely an edit is where the numbers do not say beforehand that it mends anything."""
MISSING = "this is the gradient behind the activation; in front of it the slope of the activation is one more factor"
MASK = "the forward pass multiplies by a mask here; on the way back the same mask is one more factor"
EXTRA = "with this slope as a factor it is no gradient of the loss; without it, it is"


def repairs(case: Case) -> Iterator[Repair]:
    """Multiply by a slope, drop one, or put the right one in its place."""
    case = case.sharpened
    if case.patient is None or (case.blame.wrong and case.blame.wrong <= case.blame.multiples):
        return
    meanings = Meanings(case, case.patient)
    aims = meanings.open(aims_of(case.patient))
    for piece in pieces(case):
        yield from missing(case, piece, aims, meanings)
        yield from handed_through(case, piece, aims, meanings)
        right = bool(piece.indices) and all(meanings.of_index(index) for index in piece.indices)
        if len(parts := factors(piece.node)) > 1 and not is_factor(piece) and not right:
            yield from in_product(case, piece, parts, aims, meanings)
    for suspect in case.suspects:
        if isinstance(suspect.node, ast.AugAssign) and isinstance(suspect.node.op, ast.Mult):
            yield from multiplied_in(case, suspect.tree, suspect.node)


def multiplied_in(case: Case, tree: Tree, node: ast.AugAssign) -> Iterator[Repair]:
    """`delta *= 1 / n` for `delta *= p * (1 - p) / n`."""
    value = node.value.left if isinstance(node.value, ast.BinOp) and isinstance(node.value.op, ast.Div) else node.value
    if set(roles(case, tree, factors(value))) == {"slope"}:
        yield Repair("extra-derivative", case.site_of(value, tree.file), (tree.replace(value, "1"),), EXTRA, 2.0)


def is_factor(piece: Piece) -> bool:
    """Whether a product is part of a larger one."""
    parent = piece.tree.parents.get(piece.node)
    return isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Mult)


def missing(case: Case, piece: Piece, aims: list[Aim], meanings: Meanings) -> Iterator[Repair]:
    """The gradient behind an activation is used as if it were the one in front of it."""
    means = {meaning for index in piece.indices for meaning in meanings.of_index(index)}
    for aim in aims:
        if aim.after in means and aim.before not in means:
            mask = is_mask_aim(meanings.patient, aim)
            kind, message = ("dropout-mask", MASK) if mask else ("missing-derivative", MISSING)
            for spelling in spellings(case, piece.tree, piece.node, aim)[: 2 * MOST]:
                text = f"{in_front(piece)} * {spelling.text}"
                rank = 1.2 + spelling.distance + unlikely(case, piece, mask) + 0.5 * is_compound(meanings, aim)
                yield Repair(kind, piece.site, (piece.tree.replace(piece.node, text),), message, rank)


def handed_through(case: Case, piece: Piece, aims: list[Aim], meanings: Meanings) -> Iterator[Repair]:
    """A function of the program's own that takes a gradient and what the forward pass kept, and is never called."""
    means = {meaning for index in piece.indices for meaning in meanings.of_index(index)}
    if not piece.whole or not any(aim.after in means for aim in aims):
        return
    called = {
        function_of(call) for tree in case.trees.values() for call in ast.walk(tree.root) if isinstance(call, ast.Call)
    }
    kept = sorted(text for text in names_in(piece.tree, piece.node) if text.isidentifier() and text != piece.text)
    for name, ((_, function), *_) in case.scope.functions.items():
        parameters = [arg.arg for arg in function.args.args]
        if name not in called and len(parameters) == 2 and "self" not in parameters:
            for text in kept[:MOST_KEPT]:
                splices = (piece.tree.replace(piece.node, f"{name}({piece.text}, {text})"),)
                yield Repair("missing-derivative", piece.site, splices, MISSING, 2.0 + NEAR[max(piece.score - 1, 0)])


def in_front(piece: Piece) -> str:
    """A piece as the first factor of a product."""
    product = isinstance(piece.node, ast.BinOp) and isinstance(piece.node.op, (ast.Mult, ast.Div))
    return piece.text if product and piece.whole else piece.tree.operand(piece.node)


def is_compound(meanings: Meanings, aim: Aim) -> bool:
    """Whether an activation and a mask behind it are taken for one."""
    whole = (aim.landmark.before, aim.landmark.after) == (aim.before, aim.after)
    return whole and bool(masked(meanings.patient, aim.landmark))


def unlikely(case: Case, piece: Piece, mask: bool) -> float:
    """What speaks against a slope that is missing just here: that there is one already, or a nearer place."""
    called = isinstance(piece.node, ast.Call) and bool(case.scope.definitions(piece.tree, piece.node))
    inside = 0.0 if piece.whole else 0.8 if isinstance(piece.node, ast.Name) else 0.4
    there = not mask and (has_slope(case, piece) or meets_slope(case, piece))
    used = USED * uses_name(piece.tree, piece.node)
    return 1.0 * there + inside + NEAR[max(piece.score - 1, 0)] + 0.5 * called + used


def meets_slope(case: Case, piece: Piece) -> bool:
    """Whether what a piece gives is multiplied by a slope afterwards, wherever that stands."""
    patient = case.patient
    assert patient is not None
    users = {user for index in piece.indices for user in patient.user_table.get(index, ())}
    slopes = set(patient.slopes)
    return any(patient.program[user].name == "multiply" and slopes & {*patient.program[user].refs()} for user in users)


def has_slope(case: Case, piece: Piece) -> bool:
    """Whether a piece, what it is a factor of, or what its name was given, already has a slope among its factors."""
    node: ast.AST = piece.node
    while isinstance(parent := piece.tree.parents.get(node), ast.BinOp) and isinstance(parent.op, ast.Mult):
        node = parent
    whole = definition(piece.tree, node) if isinstance(node, ast.Name) else node
    return isinstance(whole, ast.expr) and "slope" in roles(case, piece.tree, factors(whole))


def in_product(
    case: Case, piece: Piece, parts: list[ast.expr], aims: list[Aim], meanings: Meanings
) -> Iterator[Repair]:
    """The factors that are no gradients: drop them, or put the slope in their place."""
    slopes = [role == "slope" for role in roles(case, piece.tree, parts)]
    if not any(slopes) or all(slopes):
        return
    rest = [part for part, slope in zip(parts, slopes, strict=True) if not slope]
    own = [part for part, slope in zip(parts, slopes, strict=True) if slope]
    times = [(product(case, piece, rest, at), product(case, piece, own, at)) for at in (0, -1)]
    if any(np.size(found) > np.size(kept) for kept, found in times):
        return
    means = [meanings.of(kept) for kept, _ in times]
    in_front_of_all = set().union(*means) - {aim.after for aim in aims}
    yield from extra(piece, parts, slopes, 1.2 + BLIND * (not any(means)) + 1.2 * (any(means) and not in_front_of_all))
    for aim in aims:
        at = next((at for at, meant in enumerate(means) if aim.after in meant), None)
        if at is not None:
            yield from replaced(case, piece, parts, slopes, aim, times[at][1])


def product(case: Case, piece: Piece, parts: list[ast.expr], at: int) -> Any:
    """The product of factors, each as it was the first time (0) or the last (-1)."""
    assert case.patient is not None
    found: Any = 1.0
    for part in parts:
        if own := values_of(case, piece.tree, part):
            with np.errstate(all="ignore"):
                found = found * np.asarray(value_of(case.patient, own[at]), dtype=float)
    return found


def extra(piece: Piece, parts: list[ast.expr], slopes: list[bool], rank: float) -> Iterator[Repair]:
    """The product without its slopes, or without one of them; last, the same in every statement written alike."""
    alike = [Piece(piece.tree, node, piece.site, (), piece.score) for node in twins(piece.tree, piece.node)]
    alike = [each for each in alike if len(factors(each.node)) == len(parts)]
    every = [i for i, slope in enumerate(slopes) if slope]
    texts = [ast.unparse(part) for part in parts]
    again = [i for i in every if texts[i] in texts[:i]]
    for drop in [every, *([again] if again else []), *([i] for i in every)]:
        edits = [without(each, drop) for each in (piece, *alike)]
        likely = rank + NEAR[piece.score] + 0.2 * (len(drop) < len(every))
        yield Repair("extra-derivative", piece.site, (edits[0],), EXTRA, likely)
        if alike:
            yield Repair("extra-derivative", piece.site, tuple(edits), EXTRA, likely + 0.1)


def without(piece: Piece, drop: list[int]) -> Splice:
    """A product without some of its factors."""
    rest = [part for i, part in enumerate(factors(piece.node)) if i not in drop]
    return piece.tree.replace(piece.node, joined(piece, rest))


def joined(piece: Piece, parts: list[ast.expr], last: str = "") -> str:
    """A product of what is left of a piece; without parentheses where nothing asks for them."""
    tree = piece.tree
    if len(parts) == 1 and not last:
        return tree.source(parts[0]) if piece.whole else tree.operand(parts[0])
    first = tree.source(parts[0]) if isinstance(parts[0], ast.UnaryOp) else tree.operand(parts[0])
    return " * ".join([first, *map(tree.operand, parts[1:]), *([last] if last else [])])


def replaced(
    case: Case, piece: Piece, parts: list[ast.expr], slopes: list[bool], aim: Aim, found: Any
) -> Iterator[Repair]:
    """The product with the right slope where another stands."""
    tree = piece.tree
    own = [part for part, slope in zip(parts, slopes, strict=True) if slope]
    for spelling in spellings(case, tree, piece.node, aim)[: 2 * MOST]:
        kind, message = kind_of(case, aim, found, (" * ".join(map(tree.source, own)), spelling.text))
        rank = 1.4 + spelling.distance + NEAR[piece.score]
        if len(own) == 1:
            used_before = not case.patient.forward_set.isdisjoint(values_of(case, tree, own[0]))  # type: ignore[union-attr]
            where = own[0] if used_before else definition(tree, own[0]) or own[0]
            yield Repair(kind, case.site_of(where, tree.file), (tree.replace(where, spelling.text),), message, rank)
        else:
            kept = [part for part, slope in zip(parts, slopes, strict=True) if not slope]
            text = joined(piece, kept, spelling.text)
            yield Repair(kind, piece.site, (tree.replace(piece.node, text),), message, rank)

"""Edits of the way back through a softmax or a normalisation, where every output depends on every input."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import permutations, product
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.mixing import Mixer, close, mixers_of, way_back
from handgrad.doctor.bugs.aliasing import last_part
from handgrad.doctor.case import Case
from handgrad.doctor.edits.aims import value_of
from handgrad.doctor.edits.constants import times
from handgrad.doctor.edits.mutations import mutations
from handgrad.doctor.edits.pieces import Meanings, Piece, pieces
from handgrad.doctor.edits.slope_texts import names_in
from handgrad.doctor.edits.syntax import Tree, is_addition
from handgrad.doctor.edits.terms import resummed
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.patient import Patient

KINDS = {"softmax": "softmax-derivative", "log-softmax": "softmax-derivative", "normalisation": "batchnorm-backward"}
MESSAGES = {
    "softmax": "every probability depends on every score of its row; this is not the gradient at the scores",
    "log-softmax": "every logarithm of a softmax depends on every score of its row; this is not the gradient at them",
    "normalisation": "the mean and the variance are made of the batch; this is not the gradient in front of them",
}
NEAR = (0.0, 0.2, 0.5)


def repairs(case: Case) -> Iterator[Repair]:
    """The whole formula, terms with another factor, and small changes, near where the gradient goes through a mixer."""
    case = case.sharpened
    if case.patient is None:
        return
    meanings = Meanings(case, case.patient)
    for mixer in mixers_of(case.patient):
        if mixer.landmark.before in meanings.reached and is_trained_rightly(case.patient, mixer):
            continue
        near = [piece for piece in pieces(case) if is_near(case, piece, mixer, meanings)]
        for piece in near:
            yield from rewritten(case, piece, mixer, meanings)
            yield from shortened(case, piece, mixer, meanings)
            yield from reweighed(case, piece, mixer)
            yield from unscaled(case, piece, mixer, meanings)
        for function, tree in dict(functions(case, near)).items() if mixer.sort == "normalisation" else ():
            yield from other_lengths(case, tree, function)
        first = {piece.tree.statement(piece.node) for piece in near if piece.score < 2}
        for tree, area in areas(near):
            yield from changed(case, tree, area, mixer, names=area in first and mixer.sort == "normalisation")


def is_trained_rightly(patient: Patient, mixer: Mixer) -> bool:
    """Whether any parameter in front of a mixer gets its right gradient: that of a single row may come by chance."""
    before = patient.depends.get(mixer.landmark.before, frozenset())
    return any(match.number in before for match in patient.comparison.right)


def is_near(case: Case, piece: Piece, mixer: Mixer, meanings: Meanings) -> bool:
    """Whether a piece stands where what the mixer gave, or the gradient behind it, can be read."""
    visible = case.scope.visible(piece.tree, piece.node)
    own = names_in(piece.tree, piece.node)
    held = [i for text, indices in visible.items() if text in own for i in indices]
    after = mixer.landmark.after
    return after in held or any(after in meanings.of_index(i) for i in (*piece.indices, *(held if piece.whole else ())))


def rewritten(case: Case, piece: Piece, mixer: Mixer, meanings: Meanings) -> Iterator[Repair]:
    """The known formula in the piece's place."""
    patient, landmark = case.patient, mixer.landmark
    assert patient is not None
    shape = np.shape(value_of(patient, landmark.before))
    if not piece.whole or not any(np.shape(value_of(patient, i)) == shape for i in piece.indices):
        return
    if any(landmark.before in meanings.of_index(i) for i in piece.indices) and len(piece.indices) == 1:
        return
    own = names_in(piece.tree, piece.node)
    for text, held in case.scope.visible(piece.tree, piece.node).items():
        if text in own and any(landmark.after in meanings.of_index(i) for i in held):
            for place, formula in enumerate(way_back(case, piece.tree, piece.node, mixer, text)):
                splices = (piece.tree.replace(piece.node, formula),)
                rank = (2.0 if mixer.sort == "normalisation" else 1.1) + NEAR[piece.score] + 0.1 * place
                yield Repair(KINDS[mixer.sort], piece.site, splices, MESSAGES[mixer.sort], rank)


def shortened(case: Case, piece: Piece, mixer: Mixer, meanings: Meanings) -> Iterator[Repair]:
    """`p - y` where the gradient at the probabilities is passed on for the one at the scores, if that is what it is."""
    patient = case.patient
    assert patient is not None
    given = [i for i in piece.indices if mixer.landmark.after in meanings.of_index(i)]
    if mixer.sort != "softmax" or not piece.whole or not given:
        return
    own, after = value_of(patient, given[-1]), patient.adjoints[mixer.landmark.after]
    wanted = patient.adjoints[mixer.landmark.before] * np.vdot(after, own) / np.vdot(after, after)
    visible = case.scope.visible(piece.tree, piece.node)
    outputs = [text for text, held in visible.items() if mixer.landmark.after in held]
    targets = {target for _, target, _ in patient.step.targets}
    for out, text in product(outputs[:2], [text for text, held in visible.items() if held & targets][:2]):
        difference = value_of(patient, mixer.landmark.after) - value_of(patient, max(visible[text] & targets))
        if np.shape(difference) == np.shape(wanted) and np.any(difference):
            factor = float(np.vdot(difference, wanted) / np.vdot(difference, difference))
            for new in times(case, f"{out} - {text}", factor) if close(factor * difference, wanted) else ():
                splices = (piece.tree.replace(piece.node, new),)
                yield Repair(KINDS["softmax"], piece.site, splices, MESSAGES["softmax"], 1.0 + NEAR[piece.score])


def reweighed(case: Case, piece: Piece, mixer: Mixer) -> Iterator[Repair]:
    """A sum whose terms give the right gradient once one of them gets another factor."""
    patient = case.patient
    assert patient is not None
    wanted = patient.adjoints[mixer.landmark.before]
    if not is_addition(piece.node):
        return
    for index in piece.indices:
        if np.shape(value_of(patient, index)) == np.shape(wanted):
            for splices in resummed(case, piece, wanted, index):
                yield Repair(KINDS[mixer.sort], piece.site, splices, MESSAGES[mixer.sort], 1.6)


def unscaled(case: Case, piece: Piece, mixer: Mixer, meanings: Meanings) -> Iterator[Repair]:
    """The gradient behind the scale of a normalisation, times that scale."""
    patient = case.patient
    assert patient is not None
    means = {meaning for index in piece.indices for meaning in meanings.of_index(index)}
    scales = {
        ref
        for user in patient.users_in(mixer.landmark.after)
        if user in means and patient.program[user].name == "multiply"
        for ref in patient.program[user].refs()
        if ref in patient.direct
    }
    for text, held in case.scope.visible(piece.tree, piece.node).items() if piece.whole and scales else ():
        if held & scales:
            splices = (piece.tree.replace(piece.node, f"{piece.tree.operand(piece.node)} * {text}"),)
            yield Repair(KINDS[mixer.sort], piece.site, splices, MESSAGES[mixer.sort], 1.5)


def areas(near: list[Piece]) -> list[tuple[Tree, ast.AST]]:
    """The statements of the pieces; where they stand in functions, all of those functions' statements."""
    found: dict[ast.AST, Tree] = {}
    for piece in near:
        function = piece.tree.function(piece.node)
        if function is not None:
            found.update({statement: piece.tree for statement in function.body})
        elif (statement := piece.tree.statement(piece.node)) is not None and piece.score < 2:
            found[statement] = piece.tree
    return [(tree, node) for node, tree in found.items()]


def changed(case: Case, tree: Tree, area: ast.AST, mixer: Mixer, *, names: bool) -> Iterator[Repair]:
    """Other axes, powers, signs, operands and sums."""
    kind, message = KINDS[mixer.sort], MESSAGES[mixer.sort]
    for node in ast.walk(area):
        exchanged = ((text, 0.7) for text in alike(case, tree, node)) if names and isinstance(node, ast.Name) else ()
        for text, distance in (*variants(tree, node), *exchanged):
            yield Repair(kind, case.site_of(node, tree.file), (tree.replace(node, text),), message, 0.9 + distance)
    for mutation in mutations(tree, area):
        yield Repair(kind, case.site_of(mutation.node, tree.file), mutation.splices, message, 2.6 + mutation.distance)


def functions(case: Case, near: list[Piece]) -> Iterator[tuple[ast.AST, Tree]]:
    """The functions that pieces stand in, and those that they call."""
    for piece in near:
        around = piece.tree.function(piece.node)
        if around is not None:
            yield around, piece.tree
        if isinstance(piece.node, ast.Call):
            yield from ((function, tree) for tree, function in case.scope.definitions(piece.tree, piece.node))


def other_lengths(case: Case, tree: Tree, function: ast.AST) -> Iterator[Repair]:
    """`n, d = x.shape`, and one of the two lengths in the place of the other throughout."""
    for node in ast.walk(function):
        target = node.targets[0] if isinstance(node, ast.Assign) and last_part(node.value) == "shape" else None
        names = [each.id for each in target.elts if isinstance(each, ast.Name)] if isinstance(target, ast.Tuple) else []
        for one, other in permutations(names, 2):
            uses = [part for part in ast.walk(function) if isinstance(part, ast.Name) and part.id == one]
            inside = [part for part in uses if isinstance(tree.parents[part], ast.BinOp)]
            if inside:
                edits = tuple(tree.replace(part, other) for part in inside)
                site = case.site_of(min(inside, key=lambda part: part.lineno), tree.file)
                yield Repair(KINDS["normalisation"], site, edits, MESSAGES["normalisation"], 1.0)


def variants(tree: Tree, node: ast.AST) -> Iterator[tuple[str, float]]:
    """Texts that people confuse with a node's: the other axis, another power, a sum for a mean."""
    if isinstance(node, ast.keyword) and node.arg == "axis" and isinstance(node.value, ast.Constant):
        yield f"axis={1 - node.value.value if node.value.value in (0, 1) else 0}", 0.0
        if node.value.value != -1:
            yield "axis=-1", 0.6
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        own = tree.source(node.right).replace(" ", "").strip("()")
        for power in ("-1", "-1.5", "-3", "-0.5", "0.5", "2", "3"):
            if power != own:
                yield f"{tree.operand(node.left)} ** {power if power[0] != '-' else f'({power})'}", 0.5
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield tree.source(node.operand), 0.6
    if isinstance(node, ast.Constant) and type(node.value) is float and isinstance(tree.parents.get(node), ast.BinOp):
        yield f"(-{tree.source(node)})", 0.6


def alike(case: Case, tree: Tree, node: ast.Name) -> list[str]:
    """Other names of the function that held arrays of the same shape."""
    patient, visible = case.patient, case.scope.visible(tree, node)
    if patient is None or not isinstance(node.ctx, ast.Load):
        return []
    own = names_in(tree, node)
    shapes = {text: {np.shape(value_of(patient, i)) for i in held} for text, held in visible.items() if text in own}
    mine: set[Any] = shapes.get(node.id, set())
    return [text for text, theirs in shapes.items() if text != node.id and mine & theirs and mine != {()}][:4]

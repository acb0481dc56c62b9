"""A softmax's slope among those of other activations, all multiplied element by element at one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.mixing import Mixer, mixers_of
from handgrad.doctor.bugs.softmax import softmax_derivative
from handgrad.doctor.case import Case
from handgrad.doctor.edits.aims import value_of
from handgrad.doctor.edits.pieces import Piece, factors, pieces, role, values_of
from handgrad.doctor.edits.slope_texts import names_in
from handgrad.doctor.edits.spelling import prefix
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.repair import Repair

MESSAGE = "every probability depends on every score: these are only the diagonal of the slopes of a softmax"


def repairs(case: Case) -> Iterator[Repair]:
    """The function of the slopes gives the whole matrix, and a matrix is multiplied as one."""
    if case.patient is None:
        return
    softmaxes = (mixer for mixer in mixers_of(case.patient) if mixer.sort == "softmax")
    mixers = {case.program[mixer.landmark.after].site: mixer for mixer in softmaxes}
    near = pieces(case) if mixers else []
    for mixer in mixers.values():
        shape = np.shape(value_of(case.scope.patient, mixer.landmark.after))
        for piece in near:
            for slope, error in split(case, piece, shape):
                for given in case.scope.results(piece.tree, slope):
                    yield from with_matrix(case, mixer, piece, (slope, error), given)


def split(case: Case, piece: Piece, shape: tuple[int, ...]) -> Iterator[tuple[ast.Call, ast.expr]]:
    """The slope and the gradient that a product of two is made of."""
    parts = factors(piece.node)
    if len(parts) != 2 or not any(np.shape(case.program[i].value) == shape for i in piece.indices):
        return
    for slope, error in (parts, parts[::-1]):
        if isinstance(slope, ast.Call) and role(case, piece.tree, slope) == "slope":
            yield slope, error


def with_matrix(
    case: Case, mixer: Mixer, piece: Piece, product: tuple[ast.Call, ast.expr], given: tuple[Tree, ast.expr]
) -> Iterator[Repair]:
    """The edits of both places."""
    home, node = given
    slope, error = (piece.tree.operand(part) for part in product)
    p = value_of(case.scope.patient, mixer.landmark.after)
    if not any(is_diagonal(value_of(case.scope.patient, i), p) for i in values_of(case, home, node)):
        return
    for name in probabilities(case, home, node, p)[:1]:
        matrix, through = as_matrix(prefix(home), name, np.shape(p), mixer.axis, prefix(piece.tree), slope, error)
        kept = f"{error} * {slope} if {prefix(piece.tree)}shape({slope}) == {prefix(piece.tree)}shape({error})"
        whole = f"({kept} else {through})"
        edits = (home.replace(node, matrix), piece.tree.replace(piece.node, whole))
        yield Repair(softmax_derivative.name, case.site_of(node, home.file), edits, MESSAGE, 1.3)


def is_diagonal(value: Any, p: Any) -> bool:
    """Whether a value is p (1 - p)."""
    return np.shape(value) == np.shape(p) and bool(np.allclose(np.asarray(value, dtype=float), p * (1 - p)))


def probabilities(case: Case, tree: Tree, node: ast.expr, p: Any) -> list[str]:
    """Texts of the softmax beside what a function gives back: its names, then parts of a product."""
    own, visible = names_in(tree, node), case.scope.visible(tree, node)
    found = [text for text in visible if text in own and is_same(case, visible[text], p)]
    parts = [tree.operand(part) for part in factors(node) if is_same(case, set(values_of(case, tree, part)), p)]
    return [*found, *parts]


def is_same(case: Case, held: set[int], p: Any) -> bool:
    """Whether one of the operations gave just these numbers."""
    return any(np.array_equal(value_of(case.scope.patient, i), p) for i in held)


def as_matrix(
    module: str, p: str, shape: tuple[int, ...], axis: int, outside: str, slope: str, error: str
) -> tuple[str, str]:
    """diag(p) - p p^T for one sample or for each of many, and its product with a gradient."""
    if len(shape) == 1:
        return f"{module}diag({p}) - {module}outer({p}, {p})", f"{slope} @ {error}"
    if axis % len(shape) == 0:
        if shape[1] == 1:
            return f"{module}diagflat({p}) - {p} @ {p}.T", f"{slope} @ {error}"
        each = f"{p}[:, None] * ({module}eye(len({p}))[:, :, None] - {p})"
        return each, f'{outside}einsum("ijn,jn->in", {slope}, {error})'
    each = f"{p}[:, :, None] * ({module}eye({p}.shape[1]) - {p}[:, None, :])"
    return each, f'{outside}einsum("nij,nj->ni", {slope}, {error})'

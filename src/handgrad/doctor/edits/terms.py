"""Terms: a sum taken apart, and the factors that its terms need to add up to what is right."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.edits.aims import value_of
from handgrad.doctor.edits.pieces import Piece, values_of
from handgrad.doctor.edits.syntax import Splice, Tree, is_addition
from handgrad.doctor.edits.visible import own_nodes

if TYPE_CHECKING:
    from handgrad.doctor.case import Case


@dataclass(frozen=True)
class Term:
    """One term of a sum, its sign, and what it held."""

    node: ast.expr
    sign: int
    value: Any


def terms_of(case: Case, tree: Tree, node: ast.expr, shape: tuple[int, ...], sign: int = 1) -> list[Term] | None:
    """The terms of a sum; None where the value of one is not known."""
    if is_addition(node):
        left = terms_of(case, tree, node.left, shape, sign)
        right = terms_of(case, tree, node.right, shape, sign if isinstance(node.op, ast.Add) else -sign)
        return left + right if left is not None and right is not None else None
    patient = case.patient
    assert patient is not None
    for index in reversed(values_of(case, tree, node)):
        try:
            return [Term(node, sign, sign * np.broadcast_to(np.asarray(value_of(patient, index), dtype=float), shape))]
        except ValueError:
            continue
    return None


def resummed(case: Case, piece: Piece, wanted: Any, index: int) -> Iterator[tuple[Splice, ...]]:
    """Edits that give the terms of a sum the factors with which it is right; each of them in turn keeps its own."""
    terms = terms_of(case, piece.tree, piece.node, np.shape(wanted))
    if terms is None or not 2 <= len(terms) <= 5:
        return
    columns = np.stack([np.ravel(term.value) for term in terms], axis=1)
    if not np.all(np.isfinite(columns)) or not np.all(np.isfinite(wanted)):
        return
    weights, _, rank, _ = np.linalg.lstsq(columns, np.ravel(wanted), rcond=None)
    error = np.linalg.norm(columns @ weights - np.ravel(wanted))
    if rank < len(terms) or error > 1e-6 * np.linalg.norm(wanted):
        return
    for kept in weights[weights != 0]:
        changed = [(term, weight / kept) for term, weight in zip(terms, weights, strict=True)]
        changed = [(term, weight) for term, weight in changed if abs(weight - 1) >= 1e-5]
        needed = [(term, [*weighed(case, piece, term, float(weight), wanted)]) for term, weight in changed]
        for choice in range(max((len(texts) for _, texts in needed), default=0) if all(t for _, t in needed) else 0):
            yield tuple(piece.tree.replace(term.node, texts[min(choice, len(texts) - 1)]) for term, texts in needed)


def weighed(case: Case, piece: Piece, term: Term, weight: float, wanted: Any) -> Iterator[str]:
    """A term with another factor: a sign, a number of rows, a half."""
    tree, text = piece.tree, piece.tree.source(term.node)
    tight = (
        text
        if isinstance(term.node, ast.BinOp) and isinstance(term.node.op, (ast.Mult, ast.Div))
        else tree.operand(term.node)
    )
    for size in {n for n in np.shape(wanted) if n > 1}:
        for count in counts(case, tree, piece.node, size):
            forms = {f"{tight} / {count}": 1 / size, f"{tight} * {count}": size, f"2 * {tight} / {count}": 2 / size}
            yield from (form for form, own in forms.items() if abs(weight / own - 1) < 1e-5)
    forms = {f"-{tree.operand(term.node)}": -1, f"2 * {tight}": 2, f"{tight} / 2": 0.5}
    yield from (f"({form})" if form[0] == "-" else form for form, own in forms.items() if abs(weight / own - 1) < 1e-5)
    if abs(weight) < 1e-9:
        yield "0"


def counts(case: Case, tree: Tree, node: ast.AST, size: int) -> list[str]:
    """What the function calls a number of rows: names that are given a length, or the length itself."""
    names, lengths = [], []
    for part in own_nodes(tree.function(node) or tree.root):
        if isinstance(part, ast.Assign) and is_length(part.value) and isinstance(part.targets[0], ast.Name):
            names.append(part.targets[0].id)
        elif isinstance(part, ast.expr) and is_length(part):
            lengths.append(tree.source(part))
    shaped = [
        f"{text}.shape[{np.shape(value).index(size)}]"
        for text, held in case.scope.visible(tree, node).items()
        for value in [value_of(case.patient, max(held))]  # type: ignore[arg-type]
        if size in np.shape(value) and text.replace("_", "").isalnum()
    ]
    return list(dict.fromkeys([*names, *lengths, *shaped[:1]]))[:3]


def is_length(node: ast.expr) -> bool:
    """Whether an expression is `len(x)`, `x.shape[0]` or `x.size`."""
    if isinstance(node, ast.Subscript):
        return isinstance(node.value, ast.Attribute) and node.value.attr == "shape"
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "len"

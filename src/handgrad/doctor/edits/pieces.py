"""Pieces: the expressions behind what is wrong as products, with the recorded value of every factor."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.edits.aims import Aim, value_of
from handgrad.doctor.edits.slopes import is_mask_aim
from handgrad.doctor.edits.syntax import Tree, rooted
from handgrad.doctor.edits.visible import own_nodes
from handgrad.doctor.truth.crossed import is_entropy
from handgrad.doctor.truth.patient import Patient, normed
from handgrad.program.program import Site

if TYPE_CHECKING:
    from handgrad.doctor.case import Case

USED = 0.5
"""How much less likely an edit of a product is than one where what it is made with is given its value."""


@dataclass(frozen=True)
class Piece:
    """An expression that stands for a value: what it held each time, and how near it is to the first wrong one."""

    tree: Tree
    node: ast.expr
    site: Site
    indices: tuple[int, ...]
    score: int

    @property
    def text(self) -> str:
        """The expression as it is written."""
        return self.tree.source(self.node)

    @property
    def whole(self) -> bool:
        """Whether the expression is all of what is assigned, returned or appended."""
        parent = self.tree.parents.get(self.node)
        appended = isinstance(parent, ast.Call) and getattr(parent.func, "attr", "") == "append"
        return appended or isinstance(parent, (ast.Assign, ast.AugAssign, ast.Return, ast.AnnAssign))


def pieces(case: Case) -> list[Piece]:
    """The suspects that are expressions, and the plain names assigned, returned or handed on beside them."""
    found: dict[tuple[str, ast.AST], Piece] = {}
    areas: dict[tuple[str, ast.AST], tuple[Tree, int]] = {}
    for suspect in case.suspects:
        tree, node = suspect.tree, suspect.node
        called = case.scope.definitions(tree, node) if isinstance(node, ast.Call) else []
        for home, area in [(tree, tree.function(node) or tree.root), *called]:
            areas[home.file, area] = home, min(suspect.score, areas.get((home.file, area), (home, 9))[1])
        if isinstance(node, ast.expr):
            indices = values_of(case, tree, node)
            found[tree.file, node] = Piece(tree, node, suspect.site, indices, suspect.score)
    for (file, node), piece in list(found.items()):
        share_score(found, file, node, piece)
    for (_, node), (tree, score) in areas.items():
        for name in plain_values(node):
            held = case.scope.visible(tree, name).get(ast.unparse(name))
            if held and (tree.file, name) not in found:
                site = case.site_of(name, tree.file)
                found[tree.file, name] = Piece(tree, name, site, tuple(sorted(held)), score)
    return sorted(found.values(), key=lambda piece: (piece.score, not piece.whole))


def share_score(found: dict[tuple[str, ast.AST], Piece], file: str, node: ast.AST, piece: Piece) -> None:
    """A product is as near to the first wrong value as the products inside it."""
    parent = piece.tree.parents.get(node)
    while isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Mult):
        if (whole := found.get((file, parent))) is not None and whole.score > piece.score:
            found[file, parent] = replace(whole, score=piece.score)
        parent = piece.tree.parents.get(parent)


def plain_values(area: ast.AST) -> Iterator[ast.expr]:
    """Names that are assigned, returned or handed to a function as they are."""
    for node in own_nodes(area):
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.Return)) and node.value is not None:
            parts = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            yield from (part for part in parts if rooted(part))
        elif isinstance(node, ast.Call):
            yield from (part for part in node.args if rooted(part))


def values_of(case: Case, tree: Tree, node: ast.expr) -> tuple[int, ...]:
    """The operations whose value an expression had, in order."""
    own = case.scope.performed.get((tree.file, node))
    if own:
        return tuple(sorted(own))
    if isinstance(node, ast.Call):
        return tuple(case.scope.results_of(tree, node))
    if here := case.scope.read.get((tree.file, node)):
        return tuple(here)
    return tuple(sorted(case.scope.visible(tree, node).get(ast.unparse(node), ()))) if rooted(node) else ()


def factors(node: ast.expr) -> list[ast.expr]:
    """What a product is made of: `a * b * c`, also as `np.multiply(a, b)`; itself where it is none."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return [*factors(node.left), *factors(node.right)]
    if isinstance(node, ast.Call) and len(node.args) >= 2 and getattr(node.func, "attr", "") == "multiply":
        return [*factors(node.args[0]), *factors(node.args[1])]
    return [node]


def roles(case: Case, tree: Tree, parts: list[ast.expr]) -> list[str]:
    """What each factor is: a "gradient" from further up, a "slope" made of the forward pass, or a "constant"."""
    return [role(case, tree, part) for part in parts]


def role(case: Case, tree: Tree, part: ast.expr) -> str:
    """A mask is a slope whatever it is made of."""
    patient, own = case.patient, values_of(case, tree, part)
    assert patient is not None
    if isinstance(part, ast.Compare) or (isinstance(part, ast.Call) and not own):
        return "slope"
    if any(i in case.scope.back for i in own):
        masks = any(isinstance(node, ast.Compare) for node in ast.walk(part)) or gives_mask(case, tree, part, own)
        return "slope" if masks else "gradient"
    if isinstance(part, (ast.Constant, ast.UnaryOp)) and not any(i in patient.moving for i in own):
        return "constant"
    if own and not any(i in patient.moving for i in own):
        return "constant"
    return "slope" if own else "gradient"


def gives_mask(case: Case, tree: Tree, part: ast.expr, indices: tuple[int, ...]) -> bool:
    """Whether a call of one of the program's own functions gives 0 or 1 everywhere."""
    if not isinstance(part, ast.Call) or not case.scope.definitions(tree, part):
        return False
    value = np.asarray(value_of(case.scope.patient, indices[-1]), dtype=float)
    return value.size > 1 and bool(np.all((value == 0) | (value == 1)))


def definition(tree: Tree, name: ast.AST) -> ast.expr | None:
    """What a name is given in its function, where that happens once only."""
    if not isinstance(name, ast.Name):
        return None
    found = [
        node.value
        for node in own_nodes(tree.function(name) or tree.root)
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name.id for t in node.targets)
    ]
    return found[0] if len(found) == 1 else None


def uses_name(tree: Tree, node: ast.expr) -> bool:
    """Whether a product is made with a name that is given its value once, elsewhere."""
    parts = factors(node)
    return len(parts) > 1 and any(definition(tree, part) is not None for part in parts)


class Meanings:
    """What right gradient a value is, up to a factor; for single numbers up to those that the way back begins with."""

    def __init__(self, case: Case, patient: Patient) -> None:
        self.patient, self.back = patient, case.scope.back
        self.by_number: dict[str, set[int]] = {}
        ratios = {1.0, -1.0, *starts(patient)}
        for index in patient.forward:
            adjoint = patient.adjoints.get(index)
            unit = normed(adjoint)
            if unit is not None and unit.size == 1:
                for ratio in ratios:
                    self.by_number.setdefault(digits(ratio * float(np.sum(np.asarray(adjoint)))), set()).add(index)

    @cached_property
    def reached(self) -> set[int]:
        """Forward operations whose right gradient is formed somewhere on the way to a parameter."""
        return {meaning for index in self.patient.backward for meaning in self.of_index(index)}

    def open(self, aims: list[Aim]) -> list[Aim]:
        """The activations in front of which no right gradient is formed; a mask's factor may be wrong all the same."""
        return [aim for aim in aims if aim.before not in self.reached or is_mask_aim(self.patient, aim)]

    def of(self, value: Any) -> set[int]:
        """Forward operations whose right gradient a value is."""
        own = normed(value)
        if own is None or not own.size:
            return set()
        if own.size == 1:
            return self.by_number.get(digits(float(np.sum(value))), set())
        return set(self.patient.means(value))

    def of_index(self, index: int) -> set[int]:
        """The same for a recorded value."""
        if index not in self.back:
            return set()
        value = value_of(self.patient, index)
        if np.size(value) == 1 or index not in self.patient.backward:
            return self.of(value)
        return set(self.patient.meaning.get(index, ()))


def starts(patient: Patient) -> set[float]:
    """Ratios of what the program begins its way back with to the right gradient of a prediction that is one number.

    Where nothing is right under a cross-entropy of its own, p - t is the gradient in front of the prediction.
    """
    found = set[float]()
    crossed = is_entropy(patient.comparison) and not patient.comparison.right
    fronts = {each.after: each.before for each in patient.landmarks} if crossed else {}
    for meeting, _, prediction in patient.step.targets:
        own, right = patient.values.get(meeting), patient.adjoints.get(fronts.get(prediction, prediction))
        if own is not None and right is not None and np.size(own) == np.size(right) == 1 and np.all(right != 0):
            ratio = float(np.sum(own)) / float(np.sum(right))
            found |= {ratio, -ratio, 2 * ratio, -2 * ratio}
    return found


def digits(number: float) -> str:
    """A number in the digits that two ways of computing it share."""
    return f"{number:.8e}"


def plain_constant(node: ast.AST | None) -> float | None:
    """The number that a literal is, signed or not."""
    if (
        isinstance(node, ast.UnaryOp)
        and isinstance(node.op, ast.USub)
        and (inside := plain_constant(node.operand)) is not None
    ):
        return -inside
    value = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
    return float(value) if isinstance(value, (int, float)) else None

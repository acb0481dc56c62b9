"""Edits of the layer that is meant: an index one off, or a name with another number."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from handgrad.doctor.anatomy.recurrence import is_recurrent
from handgrad.doctor.anatomy.sorts import WRITES
from handgrad.doctor.bugs.operand import index_kind, wrong_layer_index
from handgrad.doctor.bugs.regularization import is_weights, regularization_mismatch
from handgrad.doctor.case import Case
from handgrad.doctor.edits.statements import in_loop, plain_assignments
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Tree, names_in, names_read, rooted
from handgrad.doctor.proof.repair import Repair

NEIGHBOUR = "this is the array of a neighbouring layer, not the one that the forward pass used"
LEFT_OUT = "this leaves another number out of the penalty than the loss does"
NEAR = (0.0, 0.3, 0.8)
MOST_PLACES = 24
"""How many indices and names are tried."""
MOST_TEXTS = 4
"""How many indices that turn with a loop are tried in one place."""


def repairs(case: Case) -> Iterator[Repair]:
    """The next and the previous index, and the same name with another number, wherever something is wrong."""
    case = case.sharpened
    done: set[tuple[str, ast.AST]] = set()
    for suspect in case.suspects:
        if (suspect.tree.file, suspect.node) not in case.scope.performed:
            continue
        for node in [*ast.walk(suspect.node), *taken(suspect)]:
            if (suspect.tree.file, node) not in done and len(done) < MOST_PLACES:
                found = [*other_index(case, suspect, node), *other_number(case, suspect, node)]
                yield from found
                done.update({(suspect.tree.file, node)} if found else ())


def taken(suspect: Suspect) -> Iterator[ast.expr]:
    """What the names that a suspect reads were given, where that is an array as it stands."""
    names = {ast.unparse(part) for part in names_read(suspect.node)}
    for statement in plain_assignments(suspect.tree, suspect.node):
        if ast.unparse(statement.targets[0]) in names:
            yield statement.value


def other_index(case: Case, suspect: Suspect, node: ast.AST) -> Iterator[Repair]:
    """`a[i]`: `a[i - 1]`, `a[i + 1]`; also where the index is part of a key, as in `p["W" + str(i)]`."""
    if not isinstance(node, ast.Subscript) or not rooted(node):
        return
    tree, inside = suspect.tree, index_inside(node.slice)
    if inside is None:
        return
    near = list(shifted(tree, inside))
    for text in dict.fromkeys([*near, *(counted(tree, inside) if suspect.score < 2 else [])]):
        rank = 2.4 + NEAR[suspect.score] + 0.3 * (text not in near)
        kind, edit = kind_at(case, suspect), tree.replace(inside, text)
        message = LEFT_OUT if kind == regularization_mismatch.name else NEIGHBOUR
        yield Repair(kind, case.site_of(node, tree.file), (edit,), message, rank)


def counted(tree: Tree, index: ast.expr) -> list[str]:
    """What else is read by the number of the turn in the loop around, for an index that is the same in every turn."""
    loop = tree.parents.get(index)
    while loop is not None and not isinstance(loop, (ast.For, ast.FunctionDef)):
        loop = tree.parents.get(loop)
    numbers = names_in(loop.target) if isinstance(loop, ast.For) else set()
    if loop is None or not numbers.isdisjoint(names_in(index)):
        return []
    others = (index_inside(part.slice) for part in ast.walk(loop) if isinstance(part, ast.Subscript))
    turning = [other for other in others if other is not None and not numbers.isdisjoint(names_in(other))]
    found = [text for other in turning for text in (tree.source(other), *shifted(tree, other))]
    return list(dict.fromkeys(found))[:MOST_TEXTS]


def kind_at(case: Case, suspect: Suspect) -> str:
    """An index counts steps of time where a recurrent network goes back in a loop, and layers elsewhere.

    Where something is written into a copy of the weights, it is the penalty's.
    """
    patient = case.patient
    assert patient is not None
    if is_recurrent(patient) and len(suspect.ops) > 1 and in_loop(suspect.tree, suspect.node):
        return "bptt"
    own = case.blame.own(suspect)
    if own and own[-1].name in WRITES and is_weights(case, own[-1].refs()[0]):
        return regularization_mismatch.name
    return index_kind(case, own[-1]) if own else wrong_layer_index.name


def index_inside(index: ast.expr) -> ast.expr | None:
    """The number in an index: itself, or what is made text of in a key."""
    if isinstance(index, (ast.Name, ast.BinOp, ast.UnaryOp, ast.Constant)) and not has_text(index):
        return None if isinstance(index, ast.Constant) and not isinstance(index.value, int) else index
    for node in ast.walk(index):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "str" and node.args:
            return node.args[0]
        if isinstance(node, ast.FormattedValue):
            return node.value
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            return node.right.elts[0] if isinstance(node.right, ast.Tuple) and node.right.elts else node.right
    return None


def has_text(index: ast.expr) -> bool:
    """Whether an index is a text."""
    return any(isinstance(node, ast.Constant) and isinstance(node.value, str) for node in ast.walk(index))


def shifted(tree: Tree, index: ast.expr) -> Iterator[str]:
    """The same index one less and one more."""
    base, offset = index, 0
    if (
        isinstance(index, ast.BinOp)
        and isinstance(index.op, (ast.Add, ast.Sub))
        and isinstance(index.right, ast.Constant)
    ):
        base, offset = index.left, index.right.value if isinstance(index.op, ast.Add) else -index.right.value  # type: ignore[assignment,operator]
    number = constant(index)
    for step in (-1, 1):
        if number is not None:
            if (number < 0) == (number + step < 0):
                yield str(number + step)
            continue
        total = offset + step
        yield tree.source(base) if total == 0 else f"{tree.source(base)} {'+' if total > 0 else '-'} {abs(total)}"


def constant(index: ast.expr) -> int | None:
    """The number that an index is, if it is one."""
    try:
        value = ast.literal_eval(index)
    except ValueError:
        return None
    return value if isinstance(value, int) else None


def other_number(case: Case, suspect: Suspect, node: ast.AST) -> Iterator[Repair]:
    """`W2`: `W1`, `W3`; also as an attribute or as a key."""
    if not isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)) or not isinstance(node.ctx, ast.Load):
        return
    tree, text = suspect.tree, ast.unparse(node)
    own = re.match(r"(.*?)(\d+)(\D*)$", text)
    if own is None:
        return
    for other in case.scope.visible(tree, node):
        theirs = re.match(r"(.*?)(\d+)(\D*)$", other)
        if theirs and (theirs[1], theirs[3]) == (own[1], own[3]) and abs(int(theirs[2]) - int(own[2])) == 1:
            rank = 2.6 + NEAR[suspect.score]
            yield Repair(
                kind_at(case, suspect), case.site_of(node, tree.file), (tree.replace(node, other),), NEIGHBOUR, rank
            )

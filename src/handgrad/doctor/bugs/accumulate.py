"""Sums over samples, units and uses: contributions to one gradient that overwrite each other."""

from __future__ import annotations

import ast
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.rounds import place_of
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.biased import is_zero
from handgrad.doctor.edits.expressions import numpy_prefix
from handgrad.doctor.edits.statements import in_loop, loops_around
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Splice, Tree, rooted
from handgrad.doctor.edits.visible import own_nodes
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref, Site
from handgrad.program.spans import span_of

accumulate = Kind(
    name="accumulate",
    code="D013",
    title="contributions overwrite each other",
    explain="""\
Where a value is used in several places, or by several rows, its gradient is
the sum over all of them:

    dL/dW  =  sum over samples i of  a_i^T delta_i
    dL/da_j  =  sum over units k of  delta_k * w_jk

The bug: each contribution replaces the one before, and only the last remains.

    for i in range(n):
        dW = np.outer(a[i], delta[i])       # the last sample's gradient
    for k in range(units):
        da[j] = delta[k] * W[j, k]          # the last unit's share
    dE[index] += dy                         # numpy adds once where an index repeats

Write instead:

    dW = np.zeros_like(W)
    for i in range(n):
        dW += np.outer(a[i], delta[i])
    for k in range(units):
        da[j] += delta[k] * W[j, k]
    np.add.at(dE, index, dy)

or one product for the whole sum: dW = a.T @ delta. A sign of it: the gradient
of a batch has rank 1, and it does not change when all rows but the last do.

A small example: a = [[1], [2]], delta = [[1], [1]]. The sum is 1 * 1 + 2 * 1 =
3; without += the loop leaves 2.
""",
)

MESSAGE = "this overwrites what the turns before it left; the gradient is the sum of all of them"
REPEATED = "the index names some places several times, and this keeps only one of their contributions"


def repairs(case: Case) -> Iterator[Repair]:
    """`+=` for `=` where something is stored again and again on the way to a wrong gradient."""
    if case.patient is None:
        return
    times = Counter(op.site for op in case.scope.operations)
    stores = {id(s): (suspect, s) for suspect in case.suspects if (s := overwriting(suspect)) is not None}
    often = [
        (suspect, s) for suspect, s in stores.values() if times[suspect.site] > 1 or is_method_store(suspect.tree, s)
    ]
    yield from together(case, often)
    for suspect, store in often:
        yield from alone(case, suspect, store)
    for suspect in case.suspects:
        yield from repeated_index(case, suspect)
    for tree in case.trees.values():
        yield from forgotten(case, tree)
        yield from handed_over(case, tree)
        yield from all_at_once(case, tree)


def all_at_once(case: Case, tree: Tree) -> Iterator[Repair]:
    """`+=` in every statement of a loop that overwrites what was begun in front of it and nothing in it reads."""
    for loop in (node for node in ast.walk(tree.root) if isinstance(node, (ast.For, ast.While))):
        read = {part.id for part in ast.walk(loop) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)}
        stores = [each for each in loop.body if isinstance(each, ast.Assign) and len(each.targets) == 1]
        names = [(each, each.targets[0]) for each in stores if not is_plain(each.value)]
        kept = [
            each
            for each, name in names
            if isinstance(name, ast.Name) and name.id not in read and is_begun(tree, each, name.id)
        ]
        evident = [each for each in kept if begins_at_zero(tree, each, tree.source(each.targets[0]))]
        if evident or len(kept) > 1:
            edits = tuple(adding(tree, each) for each in kept)
            yield Repair(accumulate.name, case.site_of(kept[0], tree.file), edits, MESSAGE, 1.0 if evident else 1.25)


def handed_over(case: Case, tree: Tree) -> Iterator[Repair]:
    """`db += delta` for `db = delta` in a loop in front of which `db` was begun."""
    for node in ast.walk(tree.root):
        target = node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else None
        if not isinstance(node, ast.Assign) or not isinstance(target, ast.Name) or not rooted(node.value):
            continue
        if is_begun(tree, node, target.id) and ast.unparse(node.value) != target.id:
            yield Repair(accumulate.name, case.site_of(node, tree.file), (adding(tree, node),), MESSAGE, 1.6)


def overwriting(suspect: Suspect) -> ast.Assign | None:
    """The plain assignment that stores a suspect's value, if it is one."""
    statement = suspect.statement
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        return None
    inside = suspect.node is statement.value or suspect.node is statement.targets[0]
    return statement if inside and isinstance(statement.targets[0], (ast.Name, ast.Attribute, ast.Subscript)) else None


def is_method_store(tree: Tree, store: ast.Assign) -> bool:
    """Whether an attribute or an item is stored inside a function: other calls may have stored there before."""
    return tree.function(store) is not None and not isinstance(store.targets[0], ast.Name)


def adding(tree: Tree, store: ast.Assign, operator: str = "+=") -> Splice:
    """`+=`, or another operator, for the `=` of an assignment."""
    span = (*span_of(store.targets[0])[2:], *span_of(store.value)[:2])
    return Splice(tree.file, span, tree.rows(span).replace("=", operator, 1))


def together(case: Case, often: list[tuple[Suspect, ast.Assign]]) -> Iterator[Repair]:
    """All stores into one attribute, whatever object it belongs to, and the nearest few to each other."""
    groups: dict[str, list[tuple[Tree, ast.Assign, Site]]] = {}
    names = {s.targets[0].attr for _, s in often if isinstance(s.targets[0], ast.Attribute)}
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            name = getattr(node.targets[0], "attr", "") if isinstance(node, ast.Assign) else ""
            if isinstance(node, ast.Assign) and name in names and not is_plain(node.value):
                groups.setdefault(name, []).append((tree, node, case.site_of(node, tree.file)))
    for stores in groups.values():
        near = [each for each in stores if not is_reset(each[0], each[1])]
        if len(near) > 1:
            rank = 1.3 if any(adds_elsewhere(tree, near[0][1]) for tree in case.trees.values()) else 2.0
            yield Repair(accumulate.name, near[0][2], tuple(adding(t, s) for t, s, _ in near), MESSAGE, rank)


def adds_elsewhere(tree: Tree, store: ast.Assign) -> bool:
    """Whether another statement adds to the attribute that a store replaces."""
    added = [node.target for node in ast.walk(tree.root) if isinstance(node, ast.AugAssign)]
    return getattr(store.targets[0], "attr", "") in {each.attr for each in added if isinstance(each, ast.Attribute)}


def is_plain(value: ast.expr) -> bool:
    """Whether a value is a constant: a store of it empties something."""
    return isinstance(value, (ast.Constant, ast.UnaryOp))


def is_reset(tree: Tree, store: ast.Assign) -> bool:
    """Whether a store prepares an attribute: in a constructor, or by a call of zeros or ones."""
    function, text = tree.function(store), tree.source(store.value)
    return getattr(function, "name", "") == "__init__" or "zeros" in text or "ones" in text


def alone(case: Case, suspect: Suspect, store: ast.Assign) -> Iterator[Repair]:
    """One store that adds, and where it is a plain name, an empty start in front of its loop."""
    tree, target = suspect.tree, store.targets[0]
    site, edit = case.site_of(store, tree.file), adding(tree, store)
    far = case.blame.distance(suspect)
    rank = 1.0 + 0.1 * far if stores_again(case, suspect) else 2.2 + 0.2 * far
    begun = isinstance(target, ast.Name) and is_begun(tree, store, target.id)
    if begun or not isinstance(target, ast.Name):
        likely = rank - 0.9 if begun else rank
        yield Repair(accumulate.name, site, (edit,), MESSAGE, likely)
    for loop in list(loops_around(tree, store))[:2]:
        start = tree.line_before(loop, f"{tree.source(target)} = 0")
        if isinstance(target, (ast.Name, ast.Attribute)):
            yield Repair(accumulate.name, site, (start, edit), MESSAGE, rank + 0.3)


def is_begun(tree: Tree, store: ast.Assign, name: str) -> bool:
    """Whether a name is given something in front of all loops that it is stored in, or 0 in front of the last."""
    lines = [loop.lineno for loop in loops_around(tree, store)]
    area = tree.function(store) or tree.root
    given = [node for node in own_nodes(area) if isinstance(node, ast.Name) and node.id == name]
    first = min((node.lineno for node in given if isinstance(node.ctx, ast.Store)), default=math.inf)
    return bool(lines) and (first < min(lines) or begins_at_zero(tree, store, name))


def begins_at_zero(tree: Tree, store: ast.Assign, name: str) -> bool:
    """Whether a name is given the number 0 in front of the innermost loop that it is stored in."""
    loop, area = next(loops_around(tree, store), None), tree.function(store) or tree.root
    zeros = [node for node in own_nodes(area) if isinstance(node, ast.Assign) and is_zero(node, name)]
    return loop is not None and any(node.lineno < loop.lineno for node in zeros)


def stores_again(case: Case, suspect: Suspect) -> bool:
    """Whether one place of an array is written more than once in the step."""
    program = case.patient.program if case.patient is not None else case.program
    places = [place_of(program, op) for op in suspect.ops if op.name == "setitem" and op.site == suspect.site]
    return len(set(places)) < len(places)


def forgotten(case: Case, tree: Tree) -> Iterator[Repair]:
    """`sums = [s + d for s, d in zip(sums, parts)]` where `s` is left out."""
    for node in ast.walk(tree.root):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.ListComp) or not in_loop(tree, node):
            continue
        read = {part.id for part in ast.walk(node.value.elt) if isinstance(part, ast.Name)}
        for name, source in paired(node.value.generators[0]):
            if name not in read and source == ast.unparse(node.targets[0]):
                text = f"{name} + {tree.operand(node.value.elt)}"
                site = case.site_of(node.value.elt, tree.file)
                yield Repair(accumulate.name, site, (tree.replace(node.value.elt, text),), MESSAGE, 1.6)


def paired(loop: ast.comprehension) -> Iterator[tuple[str, str]]:
    """The variables of a loop over several lists at once, each with the list it goes through."""
    turns, targets = loop.iter, getattr(loop.target, "elts", [])
    if isinstance(turns, ast.Call) and getattr(turns.func, "id", "") == "zip" and len(turns.args) == len(targets):
        for target, source in zip(targets, turns.args, strict=True):
            if isinstance(target, ast.Name):
                yield target.id, ast.unparse(source)


def repeated_index(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """`np.add.at` where an array of indices names a place twice."""
    statement, tree = suspect.statement, suspect.tree
    if isinstance(statement, ast.AugAssign) and isinstance(statement.op, (ast.Add, ast.Sub)):
        target: ast.expr = statement.target
    elif isinstance(statement, ast.Assign):
        target = statement.targets[0]
    else:
        return
    if not isinstance(target, ast.Subscript) or not any(has_repeats(case, op) for op in case.blame.culprits(suspect)):
        return
    value = tree.source(statement.value)
    name = "subtract" if isinstance(statement, ast.AugAssign) and isinstance(statement.op, ast.Sub) else "add"
    text = f"{numpy_prefix(tree)}{name}.at({tree.source(target.value)}, {index_text(tree, target)}, {value})"
    yield Repair(accumulate.name, case.site_of(statement, tree.file), (tree.replace(statement, text),), REPEATED, 1.5)


def has_repeats(case: Case, op: Op) -> bool:
    """Whether an item operation's index names a place twice: its arrays of indices taken together."""
    given = op.args[1:2]
    parts = given[0] if given and isinstance(given[0], tuple) else given
    values = [case.blame.value(part.index) if isinstance(part, Ref) else part for part in parts]
    arrays = [each for each in map(indices, values) if each.dtype.kind in "iu" and each.size > 1]
    if not arrays:
        return False
    places = np.stack([np.ravel(each) for each in np.broadcast_arrays(*arrays)])
    return bool(np.unique(places, axis=1).shape[1] < places.shape[1])


def indices(value: Any) -> Any:
    """A part of an index as an array; without numbers where it is a slice or anything else."""
    return np.asarray(value) if isinstance(value, (np.ndarray, list, int, np.integer)) else np.zeros(0)


def index_text(tree: Tree, target: ast.Subscript) -> str:
    """The index of a subscript as an argument."""
    text = tree.source(target.slice)
    return f"({text})" if isinstance(target.slice, ast.Tuple) and not text.startswith("(") else text

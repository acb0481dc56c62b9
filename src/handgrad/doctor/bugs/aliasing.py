"""Aliasing: two names, or two places of a list, that are one and the same array."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.naming import parts
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.stores import is_store
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair

aliasing = Kind(
    name="aliasing",
    code="D028",
    title="two names for one array",
    explain="""\
An assignment copies no numbers: after v = W both names mean one array, and
what changes one in place changes both. The same holds for [row] * 3, for
slices such as X[:5], for reshape and for .T.

The bug: an array that should stay as it was shares its memory with one that is
changed in place.

    best = W                                # W -= ... changes "best" as well
    weights = [np.zeros((3, 3))] * 4        # four names, one matrix
    velocity = gradient                     # the next += changes both
    out[:] = a; history.append(out)         # every entry of history is the last one

Write instead:

    best = W.copy()
    weights = [np.zeros((3, 3)) for _ in range(4)]
    history.append(out.copy())

A small example: a = np.zeros(2); b = a; b += 1 leaves a = [1, 1]. With b = b +
1 a new array is made, and a stays [0, 0]. np.shares_memory(a, b) tells whether
two arrays overlap.
""",
)

MOST = 4000
"""How many objects of the program are looked through."""
SHARED = "this gives a second name to the same array, and what is changed through one is changed for both"
NOT_EMPTIED = "this gives what gradients are added to the same array again: it still holds those of earlier steps"
MULTIPLIED = "this puts one and the same object into every place of the list"


def repairs(case: Case) -> Iterator[Repair]:
    """A copy where a name that is changed in place was given to another."""
    if case.patient is None or not case.blame.wrong:
        return
    yield from inside_functions(case)
    added = [(last_part(t), suspect) for suspect in case.suspects for t in added_to(suspect.statement)]
    stores, kept = {name for name, _ in added}, {name for name, suspect in added if is_store(case, suspect)}
    for tree in case.trees.values():
        found = list(second_names(tree))
        stale = [node for node in found if last_part(node.targets[0]) in stores]
        ways = {node: fitting(case, tree, node.value) for node in found}
        for template in COPIES:
            late = {node: LATER * way.index(template) for node, way in ways.items() if template in way}
            for node in late:
                yield copied(case, tree, [node], kept, template, (1.4 if node in stale else 2.0) + late[node])
            for nodes, base in ((list(late), 1.9), ([node for node in late if node in stale], 1.2)):
                if len(nodes) > 1:
                    yield copied(case, tree, nodes, kept, template, base + min(late[node] for node in nodes))


def added_to(statement: ast.stmt | None) -> Iterator[ast.expr]:
    """What a statement adds something to in place."""
    if isinstance(statement, ast.AugAssign):
        yield statement.target


COPIES = ("{}.copy()", "[each.copy() for each in {}]", "[list(each) for each in {}]")
"""How something is copied, the likeliest first."""
LATER = 0.1
"""How much later each next way of copying is tried."""


def fitting(case: Case, tree: Tree, node: ast.expr) -> tuple[str, ...]:
    """The ways of copying that make a difference to what an expression held: none for numbers, one for an array.

    A list of arrays or of rows is copied whole last: such a copy would hold the same ones.
    """
    held = case.scope.visible(tree, node).get(ast.unparse(node), ())
    values = [case.program[index].value for index in held]
    if values and all(isinstance(value, (float, int, np.generic)) for value in values):
        return ()
    if values and all(isinstance(value, np.ndarray) for value in values):
        return COPIES[:1]
    return (*COPIES[1:], COPIES[0]) if is_nested(tree, last_part(node)) else COPIES


def is_nested(tree: Tree, name: str) -> bool:
    """Whether every list that a name is given is made of arrays, rows or other objects, and not of plain numbers."""
    given = [node.value for node in ast.walk(tree.root) if isinstance(node, ast.Assign) and gives(node, name)]
    inside = [value.elt if isinstance(value, ast.ListComp) else None for value in given]
    return bool(inside) and all(isinstance(each, (ast.Call, ast.ListComp, ast.List)) for each in inside)


def gives(node: ast.Assign, name: str) -> bool:
    """Whether a statement gives something to a whole name or attribute, and not to an item of it."""
    return any(last_part(each) == name and not isinstance(each, ast.Subscript) for each in node.targets)


def second_names(tree: Tree) -> Iterator[ast.Assign]:
    """`a = b` where one of them is changed in place somewhere."""
    changed = set(changed_in_place(tree))
    for node in ast.walk(tree.root):
        plain = isinstance(node, ast.Assign) and isinstance(node.value, (ast.Name, ast.Attribute, ast.Subscript))
        if plain and not is_stretch(node.targets[0]) and {last_part(node.targets[0]), last_part(node.value)} & changed:  # type: ignore[attr-defined]
            yield node  # type: ignore[misc]


def is_stretch(target: ast.expr) -> bool:
    """Whether a target is a stretch of an array, into which numbers are copied."""
    return isinstance(target, ast.Subscript) and any(isinstance(part, ast.Slice) for part in ast.walk(target.slice))


def copied(case: Case, tree: Tree, nodes: list[ast.Assign], kept: Container[str], template: str, rank: float) -> Repair:
    """Copies in place of second names; what still holds the gradients of earlier steps is said beside it."""
    edits = tuple(tree.replace(node.value, template.format(tree.source(node.value))) for node in nodes)
    found = Repair(aliasing.name, case.site_of(nodes[0].value, tree.file), edits, SHARED, rank)
    full = [node for node in nodes if last_part(node.targets[0]) in kept]
    if not full:
        return found
    site = case.site_of(full[-1].value, tree.file)
    return replace(found, effect=replace(found, kind="gradient-not-reset", site=site, message=NOT_EMPTIED))


def changed_in_place(tree: Tree) -> Iterator[str]:
    """The last part of every name that something is added to, or stored into, in place."""
    for node in ast.walk(tree.root):
        if isinstance(node, ast.AugAssign):
            yield last_part(node.target)
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AugAssign) else []
        )
        for target in targets:
            if isinstance(target, ast.Subscript):
                yield last_part(target.value)


def last_part(node: ast.AST) -> str:
    """What a name, an attribute or an item's owner is called."""
    while isinstance(node, ast.Subscript):
        node = node.value
    return getattr(node, "attr", getattr(node, "id", ""))


def signs(case: Case) -> Iterator[Sign]:
    """`[row] * n` of something that can be changed, where two places of one list are the same parameter."""
    if any(shared_places(case)):
        for tree, node in repeated_places(case):
            site, edit = case.site_of(node, tree.file), apart(tree, node)
            repair = Repair(aliasing.name, site, (edit,), MULTIPLIED, 1.0, forward=True)
            finding = case.find(aliasing.name, site, MULTIPLIED, replacement=edit.text)
            yield Sign(finding, (repair,), by="recheck")


def repeated_places(case: Case) -> Iterator[tuple[Tree, ast.BinOp]]:
    """Every `[x] * n` of something that can be changed."""
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            repeated = node.left if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) else None
            if isinstance(node, ast.BinOp) and isinstance(repeated, ast.List) and is_list_of_one(repeated):
                yield tree, node


def apart(tree: Tree, node: ast.BinOp) -> Splice:
    """A list whose items are made one by one."""
    assert isinstance(node.left, ast.List)
    return tree.replace(node, f"[{tree.source(node.left.elts[0])} for _ in range({tree.source(node.right)})]")


def inside_functions(case: Case) -> Iterator[Repair]:
    """All such lists of functions made one by one: what they hold is gone when the program has ended."""
    found = [(tree, node) for tree, node in repeated_places(case) if tree.function(node) is not None]
    for tree, node in found[:1]:
        edits = tuple(apart(own, each) for own, each in found)
        yield Repair(aliasing.name, case.site_of(node, tree.file), edits, MULTIPLIED, 1.1, forward=True)


def is_list_of_one(node: ast.List) -> bool:
    """Whether a node is `[x]` with an x that can be changed in place."""
    changeable = (ast.List, ast.ListComp, ast.Call, ast.BinOp, ast.Name, ast.Dict)
    return len(node.elts) == 1 and isinstance(node.elts[0], changeable)


def is_full(value: Any) -> bool:
    """Whether a value can be changed and holds something: a list, an array, or an object that has one of these."""
    if isinstance(value, (list, dict, np.ndarray)):
        return len(value) > 0
    own = {} if isinstance(value, type) else getattr(value, "__dict__", {})
    return any(isinstance(each, (list, np.ndarray)) and np.size(each) > 0 for each in own.values())


def shared_places(case: Case) -> Iterator[Any]:
    """Lists of the program in which one changeable object that holds numbers stands twice."""
    todo = [value for name, value in case.recording.namespace.items() if not name.startswith("_")]
    seen: set[int] = set()
    while todo and len(seen) < MOST:
        value = todo.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, list):
            inside = [id(each) for each in value if is_full(each)]
            if len(set(inside)) < len(inside):
                yield value
        todo.extend(each for _, each in parts("", value))

"""Slopes taken at the items of one list in a loop over layers, where those of another list are meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.neighbour import index_inside, shifted
from handgrad.doctor.bugs.slope_function import INPUT
from handgrad.doctor.case import Case
from handgrad.doctor.edits.aims import aims_of
from handgrad.doctor.edits.expressions import product_of
from handgrad.doctor.edits.pieces import values_of
from handgrad.doctor.edits.slope_texts import names_in as texts_in
from handgrad.doctor.edits.statements import loops_around
from handgrad.doctor.edits.syntax import Tree, names_in, rooted
from handgrad.doctor.proof.repair import Repair

MOST = 3
"""How many other lists are tried in one place."""
UNKNOWN = 0.15
"""How much less likely a list is of which it is not known what it holds, for each other of that sort."""
ENDS = (("before", "after"), ("after", "before"))
"""Which end of an activation is read, and which is meant."""


def repairs(case: Case) -> Iterator[Repair]:
    """`slope(outs[k + 1])` for `slope(sums[k])`, and the other way round, in every turn of the loop at once."""
    case = case.sharpened
    if case.patient is None:
        return
    aims = aims_of(case.patient)
    statements = {(suspect.tree.file, suspect.statement): suspect.tree for suspect in case.suspects}
    for (_, statement), tree in statements.items():
        for nodes in turning(tree, statement) if statement is not None else ():
            held = held_by(case, tree, nodes[0])
            for own, other in ENDS:
                if ends := {getattr(each, other) for aim in aims if getattr(each := aim.landmark, own) in held}:
                    message = f"this slope is written for the value {other} the activation and gets the one {own} it"
                    yield from exchanged(case, tree, nodes, ends, message)
            if not held and is_slope(case, tree, tree.parents.get(nodes[0])):
                ends = {end for aim in aims for end in (aim.landmark.before, aim.landmark.after)}
                yield from exchanged(case, tree, nodes, ends, INPUT)


def is_slope(case: Case, tree: Tree, node: ast.AST | None) -> bool:
    """Whether a node is a call of the program's own that gives neither a gradient nor a part of the forward pass."""
    assert case.patient is not None
    results = set(case.scope.results_of(tree, node)) if isinstance(node, ast.Call) else set()
    return bool(results) and results.isdisjoint(case.patient.forward_set | case.scope.back)


def turning(tree: Tree, statement: ast.stmt) -> list[list[ast.Subscript]]:
    """The items in a statement that turn with a loop around it and are in no matrix product, grouped by their text."""
    turns = {name for loop in loops_around(tree, statement) for name in names_in(getattr(loop, "target", loop))}
    groups: dict[str, list[ast.Subscript]] = {}
    for node in ast.walk(statement):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and rooted(node):
            free = not any(product_of(tree, above) for above in expressions_around(tree, node))
            if free and not turns.isdisjoint(names_in(node.slice)):
                groups.setdefault(tree.source(node), []).append(node)
    return list(groups.values())


def expressions_around(tree: Tree, node: ast.AST) -> Iterator[ast.expr]:
    """The expressions that a node stands in, innermost first."""
    above = tree.parents.get(node)
    while isinstance(above, ast.expr):
        yield above
        above = tree.parents.get(above)


def held_by(case: Case, tree: Tree, node: ast.Subscript) -> set[int]:
    """What an item held; where it is only handed to one of the program's own functions, what that was given."""
    found, call = set(values_of(case, tree, node)), tree.parents.get(node)
    if found or not isinstance(call, ast.Call) or node not in call.args:
        return found
    for _, function in case.scope.definitions(tree, call):
        names = [arg.arg for arg in function.args.args if arg.arg != "self"]
        found |= case.scope.held.get((function, names[call.args.index(node)]), set()) if names else set()
    return found


def exchanged(case: Case, tree: Tree, nodes: list[ast.Subscript], wanted: set[int], message: str) -> Iterator[Repair]:
    """The same item, the next and the one before, of lists that hold the other end of activations, or may hold it."""
    inside = index_inside(nodes[0].slice)
    if inside is None:
        return
    own = tree.source(nodes[0].value)
    visible = case.scope.visible(tree, nodes[0])
    beside = given_beside(tree, nodes[0], own)
    bases: dict[str, set[int]] = {name: set() for name in beside}
    for text in texts_in(tree, nodes[0]):
        part = ast.parse(text, mode="eval").body
        if isinstance(part, ast.Subscript) and rooted(part) and not isinstance(part.slice, ast.Constant):
            bases.setdefault(ast.unparse(part.value), set()).update(visible.get(text, ()))
    likely = [base for base, held in bases.items() if base != own and (held & wanted or not held)]
    unknown = [base for base in likely if not bases[base] and base not in beside[:1]]
    for base in likely[:MOST]:
        for number, place in enumerate([tree.source(inside), *shifted(tree, inside)]):
            edits = tuple(tree.replace(node, f"{base}[{place}]") for node in nodes)
            site = case.site_of(nodes[0], tree.file)
            rank = 1.2 + 0.03 * number + UNKNOWN * max(len(unknown) - 1, 0) * (base in unknown)
            yield Repair("derivative-wrong-input", site, edits, message, rank)


def given_beside(tree: Tree, node: ast.AST, name: str) -> list[str]:
    """The other names of `sums, outs = forward(x)`, the nearest first: no item of them may be read anywhere."""
    found: list[str] = []
    for statement in ast.walk(tree.function(node) or tree.root):
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        names = [tree.source(part) for part in target.elts] if isinstance(target, ast.Tuple) else []
        if name in names:
            place = names.index(name)
            found += sorted((each for each in names if each != name), key=lambda each: abs(names.index(each) - place))
    return found

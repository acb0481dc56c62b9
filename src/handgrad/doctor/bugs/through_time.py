"""Edits of the way back through time: what is carried from one step to the one before it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from itertools import permutations

import numpy as np

from handgrad.doctor.anatomy.recurrence import is_recurrent, recurrent_weights
from handgrad.doctor.bugs import flag, slope
from handgrad.doctor.case import Case
from handgrad.doctor.edits.aims import value_of
from handgrad.doctor.edits.pieces import Piece, pieces
from handgrad.doctor.edits.slope_texts import names_in
from handgrad.doctor.edits.statements import loops_around, without
from handgrad.doctor.edits.suspects import is_first_wrong, places
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.edits.visible import own_nodes
from handgrad.doctor.proof.repair import Repair

DROPPED = (
    "a state also reaches the loss through the next one; the gradient that comes back from there is not added here"
)
STOPPED = "the gradient for the state before is never handed on, so nothing is carried back in time"
RESET = "this forgets at every step what came back from the later ones"
ANOTHER = "this is not what the forward pass used at this step"

MOST_WAYS = 6
"""In how many ways several names are handed on together."""

MOST_PAIRED, MOST_SLOPES = 3, 4
"""How many of these edits, and of those of a slope, are tried together."""

Loop = ast.For | ast.While


def repairs(case: Case) -> Iterator[Repair]:
    """Add what is carried, carry it on, stop forgetting it, and take another array or another step of time."""
    case = case.sharpened
    if case.patient is None or not is_recurrent(case.patient):
        return
    for tree, loop, own in loops(case):
        yield from added(case, tree, loop, own)
        yield from carried(case, tree, loop)
        handed = list(handed_on(case, tree, loop))
        yield from handed
        yield from with_slopes(case, loop, handed[:MOST_PAIRED])
        yield from kept(case, tree, loop)
        yield from exchanged(case, loop, own)


def loops(case: Case) -> Iterator[tuple[Tree, Loop, list[Piece]]]:
    """The innermost loops that hold an expression behind a wrong gradient, each with the pieces in it.

    Those of the training are left out where there are others.
    """
    found: dict[Loop, Tree] = {}
    for suspect in case.suspects:
        node: ast.AST | None = suspect.node
        while node is not None and not isinstance(node, (ast.For, ast.While, ast.FunctionDef)):
            node = suspect.tree.parents.get(node)
        if isinstance(node, (ast.For, ast.While)) and (suspect.tree.file, suspect.node) in case.scope.performed:
            found[node] = suspect.tree
    training = set(around_update(case))
    found = {loop: tree for loop, tree in found.items() if loop not in training} or found
    near = pieces(case)
    for loop, tree in list(found.items())[:4]:
        inside = set(ast.walk(loop))
        yield tree, loop, [piece for piece in near if piece.node in inside]


def around_update(case: Case) -> Iterator[ast.AST]:
    """The loops that the step's update stands in, or the calls that lead to it: those of the training."""
    assert case.patient is not None
    for op in (case.patient.program[index] for index in case.patient.step.after.values()):
        for site in places(op):
            if (tree := case.trees.get(site.file)) is not None:
                yield from loops_around(tree, tree.at(site))


def assigned(loop: Loop) -> dict[str, ast.Assign]:
    """The names that a loop assigns, each with its last assignment."""
    return {
        ast.unparse(target): node
        for node in own_nodes(loop)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, (ast.Name, ast.Attribute))
    }


def read(loop: Loop) -> set[str]:
    """The names that a loop reads."""
    return {
        ast.unparse(node)
        for node in own_nodes(loop)
        if isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Load)
    }


def added(case: Case, tree: Tree, loop: Loop, near: list[Piece]) -> Iterator[Repair]:
    """What is made at the end of the loop and never read is added to what comes in at its beginning."""
    unread = {name: node for name, node in assigned(loop).items() if name not in read(loop)}
    for name, node in unread.items():
        held = shapes_of(case, tree, loop.body[-1], name)
        for piece in near:
            statement = tree.statement(piece.node)
            if statement is None or statement is node or statement.lineno > node.lineno:
                continue
            own = case.scope.back.intersection(piece.indices)
            if held and piece.indices and not held & sizes(case, own):
                continue
            text = f"{tree.source(piece.node)} + {name}"
            text = text if piece.whole or is_argument(piece) else f"({text})"
            rank = 1.3 + 0.3 * piece.score + 0.5 * (not piece.whole)
            yield Repair("bptt", piece.site, (tree.replace(piece.node, text),), DROPPED, rank)


def is_argument(piece: Piece) -> bool:
    """Whether a piece is an argument of a call."""
    parent = piece.tree.parents.get(piece.node)
    return isinstance(parent, ast.Call) and piece.node in parent.args


def carried(case: Case, tree: Tree, loop: Loop) -> Iterator[Repair]:
    """A name that the loop reads and only gets its zeros before it is given what goes back through the weights."""
    before = {ast.unparse(target) for node in siblings(tree, loop) for target in node.targets if is_nothing(node, loop)}
    last = loop.body[-1]
    indent = tree.lines[last.lineno - 1][: last.col_offset].decode()
    for name in sorted(before & read(loop) - assigned(loop).keys()):
        if not shapes_of(case, tree, last, name):
            continue  # no array, but what holds several
        for delta in assigned(loop):
            for weights in recurrent_weights(case, tree, loop):
                for text in (f"{delta} @ {weights}.T", f"{weights}.T @ {delta}"):
                    line = f"\n{indent}{name} = {text}"
                    site = case.site_of(last, tree.file)
                    yield Repair("bptt", site, (tree.insert_after(last, line),), STOPPED, 1.6)


def handed_on(case: Case, tree: Tree, loop: Loop) -> Iterator[Repair]:
    """What a turn makes and never reads is given to what every turn reads and none gives anything: one each, or all."""
    targets = [target for node in siblings(tree, loop) for target in node.targets]
    before = {ast.unparse(part) for target in targets for part in getattr(target, "elts", [target])}
    parts = (node for node in own_nodes(loop) if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store))
    filled = {ast.unparse(node.value) for node in parts}
    places = {
        ast.unparse(node): (node.lineno, node.col_offset) for node in own_nodes(loop) if isinstance(node, ast.expr)
    }
    given = sorted(before & read(loop) - assigned(loop).keys() - filled, key=lambda name: places[name])
    made = [name for name in assigned(loop) if name not in read(loop)]
    last = loop.body[-1]
    held = {name: shapes_of(case, tree, last, name) for name in (*given, *made)}
    pairs = [(name, own) for own in made for name in given if held[name] & held[own]]
    whole = [tuple(zip(names, made, strict=True)) for names in permutations(given, len(made))] if len(made) > 1 else []
    ways = [way for way in whole if set(way) <= set(pairs)][:MOST_WAYS]
    indent = tree.lines[last.lineno - 1][: last.col_offset].decode()
    for number, way in enumerate([*ways, *((pair,) for pair in pairs)]):
        lines = "".join(f"\n{indent}{name} = {own}" for name, own in way)
        site = case.site_of(last, tree.file)
        yield Repair("bptt", site, (tree.insert_after(last, lines),), STOPPED, 1.0 + 0.01 * number)


def with_slopes(case: Case, loop: Loop, handed: list[Repair]) -> Iterator[Repair]:
    """The same beside a slope that is wrong in every turn: what is handed on is wrong until that is mended as well."""
    patient, lines = case.patient, range(loop.lineno, (loop.end_lineno or loop.lineno) + 1)
    assert patient is not None
    sites = {op.index: op.site.line for each in case.suspects for op in each.ops if op.site is not None}
    inside = [i for i in sorted(sites) if sites[i] in lines and is_first_wrong(patient, i)] if handed else []
    flags = [each for each in flag.repairs(case) if each.site.line in lines] if inside else []
    by_line: dict[int, list[Repair]] = {}
    for each in (*flags, *slope.repairs(case)) if inside else ():
        by_line.setdefault(each.site.line, []).append(each)
    slopes = next((by_line[sites[i]] for i in inside if sites[i] in by_line), [])
    distinct = {each.splices: each for each in sorted(slopes, key=lambda each: -each.rank)}
    likeliest = sorted(flags, key=lambda each: each.rank)[:1]  # what other calls beside it are given speaks for it
    others = [*likeliest, *sorted(distinct.values(), key=lambda each: each.rank)[:MOST_SLOPES]]
    for number, other in enumerate(others):
        for each in handed:
            rank = each.rank + (0.005 if other in likeliest else 0.02 + 0.002 * number)
            yield each.joined(other, rank)


def shapes_of(case: Case, tree: Tree, node: ast.AST, name: str) -> set[tuple[int, ...]]:
    """The shapes of the gradients, or of the zeros that these begin with, that a name held."""
    return sizes(case, case.scope.visible(tree, node).get(name, ())) - {()}


def is_nothing(node: ast.Assign, loop: Loop) -> bool:
    """Whether an assignment in front of a loop gives zeros."""
    return node.lineno < loop.lineno and ("zeros" in ast.unparse(node.value) or ast.unparse(node.value) in ("0", "0.0"))


def siblings(tree: Tree, loop: Loop) -> list[ast.Assign]:
    """The assignments in the block that a loop stands in."""
    return [node for node in tree.block(loop) if isinstance(node, ast.Assign)]


def kept(case: Case, tree: Tree, loop: Loop) -> Iterator[Repair]:
    """Zeros that are given anew in every turn move in front of the loop."""
    names = [node for node in loop.body if isinstance(node, ast.Assign)]
    for node in names:
        again = [
            other for other in names if other is not node and ast.dump(other.targets[0]) == ast.dump(node.targets[0])
        ]
        if again and "zeros" in ast.unparse(node.value) and node.lineno < again[-1].lineno:
            indent = tree.lines[loop.lineno - 1][: loop.col_offset].decode()
            before = Splice(tree.file, (loop.lineno, 0, loop.lineno, 0), f"{indent}{tree.source(node)}\n")
            splices = (without(tree, node), before)
            yield Repair("bptt", case.site_of(node, tree.file), splices, RESET, 1.2)
            yield Repair("bptt", case.site_of(node, tree.file), (without(tree, node),), RESET, 1.3)


def exchanged(case: Case, loop: Loop, near: list[Piece]) -> Iterator[Repair]:
    """Other gradients of the same shape in what the loop assigns; in what it carries on, other gates as well."""
    back = case.scope.back
    for piece in near:
        own = names_in(piece.tree, piece.node)
        visible = {t: held for t, held in case.scope.visible(piece.tree, piece.node).items() if t in own}
        carries = is_carried(piece, loop)
        for node in ast.walk(piece.node) if piece.whole else ():
            if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load):
                continue
            held = visible.get(node.id, set())
            gate = carries and bool(held) and held.isdisjoint(back)
            for text, others in visible.items():
                theirs = sizes(case, others - back if gate else others & back)
                if text != node.id and text.isidentifier() and sizes(case, held) & theirs and theirs != {()}:
                    splices = (piece.tree.replace(node, text),)
                    yield Repair("bptt", case.site_of(node, piece.tree.file), splices, ANOTHER, 2.2 + 0.2 * piece.score)


def sizes(case: Case, indices: Iterable[int]) -> set[tuple[int, ...]]:
    """The shapes of values."""
    assert case.patient is not None
    return {np.shape(value_of(case.patient, i)) for i in indices}


def is_carried(piece: Piece, loop: Loop) -> bool:
    """Whether a piece is given to a name that the next turn reads."""
    statement = piece.tree.statement(piece.node)
    names = [ast.unparse(target) for target in statement.targets] if isinstance(statement, ast.Assign) else []
    reads = (n for n in own_nodes(loop) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))
    return any(node.id in names and statement is not None and node.lineno < statement.lineno for node in reads)

"""Meanwhile: an error computed anew, step function and all, while the parameters it depends on are being changed."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

import numpy as np

from handgrad.doctor.bugs.aliasing import last_part
from handgrad.doctor.bugs.reset import mentioned_in
from handgrad.doctor.bugs.sequence import unused, update_before_backprop
from handgrad.doctor.case import Case
from handgrad.doctor.edits.statements import Update, target_of, without
from handgrad.doctor.edits.syntax import Splice, Tree, names_in
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.running.plain_run import PlainRun
from handgrad.program.spans import span_of

SAME = 1e-6
"""How far a value may move, beside its size, and still be the same."""


@dataclass(frozen=True)
class Anew:
    """One expression that several updates use, and that is evaluated again for each of them."""

    tree: Tree
    start: ast.stmt
    """What it would have to stand in front of: the loop around the updates, or the first of them."""
    begin: ast.expr
    """What is evaluated once before the first time."""
    nodes: tuple[ast.expr, ...]
    whole: ast.Assign | None = None
    """The statement in the loop that gives the expression a name."""


def signs(case: Case) -> Iterator[Sign]:
    """Expressions that were not the same for all updates of one step."""
    written = set(updates_of(case)) if case.patient is not None else set()
    found = [
        each
        for tree in case.trees.values()
        for each in (*in_loops(case, tree, written), *in_lines(case, tree, written))
    ]
    if not found:
        return
    run = case.watched([(each.tree.file, span_of(node)) for each in found for node in (each.begin, *each.nodes)])
    for each in found:
        moved = first_move(run, each)
        if moved is not None:
            yield sign_of(case, each, *moved)


def updates_of(case: Case) -> Iterator[Update]:
    """The statements by which parameters change."""
    for number in case.anatomy.parameters:
        for index in case.anatomy.states[number].versions[1:3]:
            site = case.program[index].site
            statement = case.statement(site) if site is not None else None
            if isinstance(statement, Update):
                yield statement


def inside(tree: Tree, written: set[Update]) -> list[Update]:
    """Those of the statements that stand in a file, from top to bottom."""
    return sorted(written & set(ast.walk(tree.root)), key=lambda each: (each.lineno, each.col_offset))


def in_loops(case: Case, tree: Tree, written: set[Update]) -> Iterator[Anew]:
    """`for i in ...: w[i] += f(w) * x[i]`, f(w) there or given a name in the loop."""
    for statement in inside(tree, written):
        loop, target = tree.parents[statement], target_of(statement)
        if not isinstance(loop, ast.For) or names_in(loop.target).isdisjoint(names_in(target)):
            continue
        turning = {part.id for part in ast.walk(loop) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
        for node in steady(case, statement.value, turning, target):
            if not uses(case, statement.value, target, node, made_of(loop, target)):
                yield Anew(tree, loop, loop.iter, (node, *behind(tree, loop, node, written)))
        for given in named_in(loop.body[: loop.body.index(statement)], statement.value):
            if turning.isdisjoint(names_in(given.value)) and depends(case, given.value, target):
                again = behind(tree, loop, given.value, written)
                yield Anew(tree, loop, loop.iter, (given.value, *again), given)


def named_in(statements: list[ast.stmt], value: ast.expr) -> Iterator[ast.Assign]:
    """The statements that give a name to something that an expression reads."""
    for each in statements:
        target = each.targets[0] if isinstance(each, ast.Assign) else None
        if isinstance(target, ast.Name) and target.id in names_in(value):
            yield each  # type: ignore[misc]


def in_lines(case: Case, tree: Tree, written: set[Update]) -> Iterator[Anew]:
    """`b += f(w, b)` and, right behind it, `w += f(w, b) * x`."""
    for first in inside(tree, written):
        for node in steady(case, first.value, set(), target_of(first)):
            again = behind(tree, first, node, written)
            if again and not uses(case, first.value, target_of(first), node):
                yield Anew(tree, first, node, (node, *again))


def behind(tree: Tree, start: ast.stmt, node: ast.expr, written: set[Update]) -> list[ast.expr]:
    """The same expression in the updates that follow a statement at once."""
    block = tree.block(start)
    following = takewhile(lambda each: each in written, block[block.index(start) + 1 :])
    return [part for each in following for part in ast.walk(each) if is_same(part, node)]  # type: ignore[misc]


def is_same(one: ast.AST, other: ast.AST) -> bool:
    """Whether two expressions read the same."""
    return isinstance(one, ast.expr) and type(one) is type(other) and ast.dump(one) == ast.dump(other)


def depends(case: Case, node: ast.AST, target: ast.expr) -> bool:
    """Whether an expression calls something, and reads what is changed, itself or in the functions of the program."""
    return any(isinstance(part, ast.Call) for part in ast.walk(node)) and last_part(target) in mentioned_in(case, node)


def steady(case: Case, node: ast.AST, turning: set[str], target: ast.expr) -> Iterator[ast.expr]:
    """The parts of an expression that depend on the target, and on nothing that turns with the loop."""
    if not depends(case, node, target):
        return
    parts = [part for part in ast.iter_child_nodes(node) if depends(case, part, target)]
    arithmetic = isinstance(node, (ast.BinOp, ast.UnaryOp)) and len(parts) == 1
    if isinstance(node, ast.expr) and not arithmetic and turning.isdisjoint(names_in(node)):
        yield node
        return
    for part in parts if isinstance(node, (ast.BinOp, ast.UnaryOp)) else ():
        yield from steady(case, part, turning, target)


def made_of(loop: ast.For, target: ast.expr) -> set[str]:
    """The names that are given something of the target in a loop."""
    given = [
        each
        for each in ast.walk(loop)
        if isinstance(each, ast.Assign) and not isinstance(each.targets[0], ast.Subscript)
    ]
    made = [each for each in given if last_part(target) in {last_part(part) for part in ast.walk(each.value)}]
    return {name for each in made for name in names_in(each.targets[0])}


def uses(case: Case, value: ast.AST, target: ast.expr, apart: ast.expr, made: Collection[str] = ()) -> bool:
    """Whether an expression reads the target elsewhere than in one of its parts, and not just the place it changes."""
    if value is apart or (isinstance(value, ast.expr) and ast.unparse(value) == ast.unparse(target)):
        return False
    own = isinstance(value, (ast.Name, ast.Attribute)) and last_part(value) in (last_part(target), *made)
    called = isinstance(value, ast.Call) and apart not in ast.walk(value) and depends(case, value, target)
    return own or called or any(uses(case, part, target, apart, made) for part in ast.iter_child_nodes(value))


def first_move(run: PlainRun, anew: Anew) -> tuple[float, float] | None:
    """Two values that the expression had within one step."""
    file = anew.tree.file
    begins = [seen.time for seen in run.seen.get((file, span_of(anew.begin)), ())]
    values = sorted((s for node in anew.nodes for s in run.seen.get((file, span_of(node)), ())), key=lambda s: s.time)
    for begin, end in pairwise([*begins, float("inf")]):
        within = [s.value for s in values if begin <= s.time < end and s.value is not None and np.size(s.value) == 1]
        numbers = [float(np.ravel(value)[0]) for value in within]
        for number in numbers[1:]:
            if not np.isclose(number, numbers[0], rtol=SAME, atol=0):
                return numbers[0], number
    return None


def sign_of(case: Case, anew: Anew, first: float, later: float) -> Sign:
    """The sign at the expression, with its value taken once, in front of all updates."""
    tree, node = anew.tree, anew.nodes[-1]
    message = f"this was {first:.4g} when the step began and is {later:.4g} by now: the parameters have changed since"
    site = case.site_of(node, tree.file)
    repair = Repair(update_before_backprop.name, site, tuple(edits_of(anew)), message, 1.0)
    return Sign(case.find(update_before_backprop.name, site, message), (repair,), by="recheck")


def edits_of(anew: Anew) -> Iterator[Splice]:
    """The expression in front of all updates, and its name in its place."""
    tree, start, whole = anew.tree, anew.start, anew.whole
    name = unused(tree, "error_before") if whole is None else tree.source(whole.targets[0])
    yield tree.line_before(start, f"{name} = {tree.source(anew.nodes[0])}")
    if whole is not None:
        yield without(tree, whole)
    yield from (tree.replace(node, name) for node in anew.nodes[whole is not None :])

"""Counters of steps: what counts them in a program, and edits that begin to count where nothing does."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.anatomy.moments import Recurrence
from handgrad.doctor.case import Case
from handgrad.doctor.edits.statements import loops_around
from handgrad.doctor.edits.syntax import Splice, Tree

NAMES = ("t", "steps", "steps_taken")
"""What a new counter may be called."""

Counter = tuple[tuple[Splice, ...], str]
"""Edits that make a counter, and how it is read."""


def counters(case: Case, found: Recurrence, tree: Tree, statement: ast.stmt) -> Iterator[Counter]:
    """The number of the step, from 1, for a statement that belongs to an optimiser, the likeliest first."""
    counted = list(existing(tree, statement))
    yield from (((), text) for text in counted)
    yield from (((), text) for text in by_loop(case, found, tree, statement))
    if not counted:
        yield from in_object(tree, statement)


def existing(tree: Tree, statement: ast.stmt) -> Iterator[str]:
    """What is made larger by 1 in the same function, or in an object of the same class."""
    function = tree.function(statement)
    for node in ast.walk(tree.parents.get(function, tree.root) if function is not None else tree.root):
        if not isinstance(node, ast.AugAssign) or not isinstance(node.op, ast.Add) or ast.unparse(node.value) != "1":
            continue
        if isinstance(node.target, ast.Attribute) or tree.function(node) is function:
            yield ast.unparse(node.target)


def by_loop(case: Case, found: Recurrence, tree: Tree, statement: ast.stmt) -> Iterator[str]:
    """The number of a loop over `range(n)` that goes round once in each step."""
    around = list(loops_around(tree, statement))[::-1]
    ends = [each.after for each in case.recurrences if each.number == found.number]
    now, then = (case.recording.contexts[end] for end in ends[:2]) if len(ends) > 1 else ((), ())
    if len(now) != len(around) or len(then) != len(around):
        return
    for loop, (one, turn), (other, later) in zip(around, now, then, strict=True):
        counts = isinstance(loop, ast.For) and isinstance(loop.target, ast.Name) and is_plain_range(loop.iter)
        if counts and one == other and later == turn + 1:
            yield f"({ast.unparse(loop.target)} + 1)"  # type: ignore[union-attr]


def is_plain_range(node: ast.expr) -> bool:
    """Whether an expression is `range(n)`."""
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "range" and len(node.args) == 1


def in_object(tree: Tree, statement: ast.stmt) -> Iterator[Counter]:
    """A counter in the object of a method that makes one step: all of it in a loop, or one array of each object."""
    method = tree.function(statement)
    owner = tree.parents.get(method) if method is not None else None
    if not isinstance(owner, ast.ClassDef) or not isinstance(method, ast.FunctionDef) or not method.args.args:
        return
    inits = [part for part in owner.body if isinstance(part, ast.FunctionDef) and part.name == "__init__"]
    me = method.args.args[0].arg
    taken = {part.attr for part in ast.walk(tree.root) if isinstance(part, ast.Attribute)}
    name = next((each for each in NAMES if each not in taken), "")
    if inits and inits[0].args.args and name and (in_a_loop(tree, statement) or keeps_one(statement, me)):
        last, first = inits[0].body[-1], method.body[0]
        indent, inner = " " * last.col_offset, " " * first.col_offset
        begin = tree.insert_after(last, f"\n{indent}{inits[0].args.args[0].arg}.{name} = 0")
        yield (begin, tree.insert_before(first, f"{me}.{name} += 1\n{inner}")), f"{me}.{name}"


def in_a_loop(tree: Tree, statement: ast.stmt) -> bool:
    """Whether a statement goes over several parameters within one call."""
    return next(loops_around(tree, statement), None) is not None


def keeps_one(statement: ast.stmt, me: str) -> bool:
    """Whether a statement reads no part of what an object keeps, but all of it."""
    parts = [node for node in ast.walk(statement) if isinstance(node, ast.Subscript)]
    return not parts and any(isinstance(node, ast.Name) and node.id == me for node in ast.walk(statement))

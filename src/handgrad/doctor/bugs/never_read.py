"""An array that is worked out on the way back and never read, where what it was made of is read in its place."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.operand import wrong_array
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.repair import Repair

MESSAGE = "{name} is worked out on line {line} and never read: it belongs here, and not {other}"
GIVEN = "{name} is handed to this function and never read: it belongs here, and not {other}"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
RANK = 1.0


def repairs(case: Case) -> Iterator[Repair]:
    """The array that nothing reads, for one that it is made of, in all that comes after it in its block."""
    if case.patient is None:
        return
    for tree in case.trees.values():
        for function in ast.walk(tree.root):
            for made in unread(function) if isinstance(function, FUNCTIONS) else ():
                yield from exchanged(case, tree, made)
            yield from given(case, tree, function) if isinstance(function, FUNCTIONS) else ()


def given(case: Case, tree: Tree, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Repair]:
    """An argument that a function never reads, in the place of a parameter: `v = mu * v - lr * b` for `lr * db`."""
    assert case.patient is not None
    read = [part for part in ast.walk(function) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)]
    names = [each.arg for each in function.args.args]
    idle = [name for name in names if name != "self" and name not in {part.id for part in read}]
    suspects = {suspect.node for suspect in case.suspects if suspect.tree is tree} if idle else set()
    for name in idle if not suspects.isdisjoint(ast.walk(function)) else ():
        for part in read:
            held = set(case.scope.read.get((tree.file, part), ()))
            if part.id in names and part.id != "self" and held and held <= case.patient.step.numbers.keys():
                message = GIVEN.format(name=name, other=part.id)
                site, edit = case.site_of(part, tree.file), tree.replace(part, name)
                yield Repair(wrong_array.name, site, (edit,), message, RANK + 0.1)


def unread(area: ast.AST) -> Iterator[ast.Assign]:
    """Assignments to plain names that a function, or a file, never reads."""
    names = [part for part in ast.walk(area) if isinstance(part, ast.Name)]
    read = {part.id for part in names if not isinstance(part.ctx, ast.Store)}
    shared = {name for part in ast.walk(area) if isinstance(part, (ast.Global, ast.Nonlocal)) for name in part.names}
    yield from (made for name, made in named(area) if name not in read | shared)


def named(area: ast.AST) -> Iterator[tuple[str, ast.Assign]]:
    """The assignments to one plain name, with that name."""
    for node in ast.walk(area):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node


def exchanged(case: Case, tree: Tree, made: ast.Assign) -> Iterator[Repair]:
    """The name that is never read, for each name that it is made of and that is read again behind it."""
    name, block = ast.unparse(made.targets[0]), tree.block(made)
    later = [part for statement in block[block.index(made) + 1 :] for part in ast.walk(statement)]
    for other in sorted({part.id for part in ast.walk(made.value) if isinstance(part, ast.Name)}):
        places = [part for part in later if isinstance(part, ast.Name) and part.id == other]
        if places and all(isinstance(part.ctx, ast.Load) for part in places):
            site = case.site_of(places[0], tree.file)
            message = MESSAGE.format(name=name, line=made.lineno, other=other)
            yield Repair(wrong_array.name, site, tuple(tree.replace(part, name) for part in places), message, RANK)

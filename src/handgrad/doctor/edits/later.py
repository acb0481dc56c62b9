"""Later: updates that the recorded steps did not come to, in another branch or in what follows them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.edits.thaw import by_zeros, origin, texts_of

if TYPE_CHECKING:
    from handgrad.doctor.case import Case


def is_changed_later(case: Case, index: int) -> bool:
    """Whether the source changes what operation `index` made in a branch that was not taken so far, or later on."""
    return is_moved_later(case, index) or is_branched(case, index)


def is_moved_later(case: Case, index: int) -> bool:
    """Whether an update moves it after the steps that are looked at: another phase of training does."""
    places = {case.program[after].site for step in case.anatomy.steps for after in step.after.values()}
    last = max((after for step in case.anatomy.steps for after in step.after.values()), default=0)
    moves = (op for op in case.program.ops[last:] if op.site in places and op.refs())
    return any(origin(case, op.refs()[0]) == index and not by_zeros(case, op.index) for op in moves)


def is_branched(case: Case, index: int) -> bool:
    """Whether a branch that was not taken so far changes it."""
    texts = set(texts_of(case, index))
    ran = (op for op in case.program.ops if op.site is not None and op.origin != "literal")
    done = {(site.file, site.line) for op in ran for site in (op.site, *op.stack) if site is not None}
    return any(
        not any((tree.file, line) in done for line in range(change.lineno, (change.end_lineno or change.lineno) + 1))
        for tree in case.trees.values()
        for change in branched(tree)
        if any(ast.unparse(target) in texts for target in targets(change))
    )


def branched(tree: Tree) -> Iterator[ast.Assign | ast.AugAssign]:
    """Assignments that a condition in the same function decides about."""
    for node in ast.walk(tree.root):
        if isinstance(node, (ast.Assign, ast.AugAssign)):
            around: list[type[ast.AST]] = []
            parent = tree.parents.get(node)
            while parent is not None and not isinstance(parent, (ast.FunctionDef, ast.Lambda, ast.Module)):
                around.append(type(parent))
                parent = tree.parents.get(parent)
            if ast.If in around:
                yield node


def targets(node: ast.Assign | ast.AugAssign) -> Iterator[ast.expr]:
    """What an assignment changes, one by one."""
    todo = list(node.targets) if isinstance(node, ast.Assign) else [node.target]
    while todo:
        target = todo.pop()
        if isinstance(target, (ast.Tuple, ast.List)):
            todo += target.elts
        else:
            yield target

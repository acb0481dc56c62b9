"""Where an array may be given another shape: what else reads it as it stands."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence

from handgrad.doctor.case import Case
from handgrad.doctor.edits.scope import Key, Scope
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Tree
from handgrad.program.program import Op, Site

SHAPELESS = {"ravel", "flatten", "reshape", "shape", "size", "mean", "std", "var", "sum", "min", "max", "len"}
"""What is the same for an array of any shape, or gives it one."""


def may_be_reshaped(case: Case, made: Sequence[Op], meetings: Collection[Site]) -> bool:
    """Whether nothing but some places reads an array, or the rows that were taken of it, in the shape that it has."""
    scope = case.scope
    names = {key for key, held in scope.held.items() if held & {op.index for op in made}}
    tree, node = case.written(made[0])
    fitting = {*meetings, *(op.site for op in made[1:] if op.site is not None)}
    given = tree.parents.get(node) if tree is not None and node is not None else None
    if tree is not None and isinstance(given, ast.Assign):
        names |= {scope.key(tree, target) for target in given.targets if isinstance(target, ast.Name)}
    earlier = {*ast.walk(node)} if node is not None else set()
    names |= taken_over(scope, names)
    return all(
        fits(scope, tree, use, fitting)
        for tree in case.trees.values()
        for use in reads(tree)
        if use not in earlier and scope.key(tree, use) in names
    )


def taken_over(scope: Scope, names: Collection[Key]) -> set[Key]:
    """The names that some names hand what they hold on to, also through what functions return."""
    found, more = set(names), True
    while more:
        next_ones = {key for key, others in scope.same.items() if others & found}
        next_ones |= {key for key, others in scope.handed.items() if any(other in found for other, _ in others)}
        more = not next_ones <= found
        found |= next_ones
    return found


def reads(tree: Tree) -> Iterator[ast.expr]:
    """The names and attributes that a file reads."""
    for node in ast.walk(tree.root):
        if isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Load):
            yield node


def fits(scope: Scope, tree: Tree, use: ast.expr, places: Collection[Site]) -> bool:
    """Whether one reading only hands the array on, stands at a place that is known, or asks for no shape."""
    around = tree.parents[use]
    if any(tree.at(site) is around for site in places if site.file == tree.file):
        return True
    if isinstance(around, (ast.Assign, ast.Return)):
        return isinstance(use, (ast.Name, ast.Attribute))
    if isinstance(around, ast.Attribute):
        return around.attr in SHAPELESS
    if isinstance(around, ast.Tuple):
        return isinstance(tree.parents[around], (ast.Assign, ast.Return))
    if isinstance(around, ast.Subscript):
        return around.value is use and fits(scope, tree, around, places)
    if isinstance(around, ast.BinOp):
        other = around.right if around.left is use else around.left
        return is_single(other) and fits(scope, tree, around, places)
    if isinstance(around, ast.Call) and use in around.args:
        return function_of(around) in SHAPELESS or bool(scope.definitions(tree, around))
    return False


def is_single(part: ast.expr) -> bool:
    """Whether an operand is one number: written out, or got of a whole array."""
    return isinstance(part, ast.Constant) or (isinstance(part, ast.Call) and function_of(part) in SHAPELESS)

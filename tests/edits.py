"""Edits: the source of a hand-written backward with one expression changed, for every expression and every change."""

from __future__ import annotations

import ast
import copy
import inspect
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

OPPOSITE: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Gt: ast.Lt,
    ast.Lt: ast.Gt,
    ast.GtE: ast.Lt,
    ast.LtE: ast.Gt,
}


def edited(function: Callable[..., Any]) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every one-expression edit of a function: what was changed, and the function so changed."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.decorator_list = []
    definition.returns = None
    arrays, body, lists = names(definition), computed(definition), lists_of(definition)
    for index, node in enumerate(ast.walk(tree)):
        if node in body:
            for change in changes(node, [name for name in arrays if name != lists.get(node)]):
                yield f"{ast.unparse(node)} -> {ast.unparse(change)}", compiled(tree, index, change, function)


def names(definition: ast.FunctionDef) -> list[str]:
    """The local variables of a function: where one is read, another could have been meant."""
    stored = {
        node.id for node in ast.walk(definition) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return sorted(stored | {argument.arg for argument in definition.args.args} - {"self", "params", "saved"})


def lists_of(definition: ast.FunctionDef) -> dict[ast.AST, str]:
    """For each thing that is appended to a list, that list's name: a list that holds itself eats all memory."""
    calls = [
        node for node in ast.walk(definition) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    return {part: ast.unparse(call.func.value) for call in calls for part in call.args}  # type: ignore[attr-defined]


def computed(definition: ast.FunctionDef) -> set[ast.AST]:
    """The expressions in a function's body, but for texts."""
    inside = {node for statement in definition.body for node in ast.walk(statement) if isinstance(node, ast.expr)}
    return {node for node in inside if not (isinstance(node, ast.Constant) and isinstance(node.value, str))}


def changes(node: ast.AST, arrays: list[str]) -> Iterator[ast.expr]:
    """What could stand in the place of one expression by mistake."""
    if isinstance(node, ast.BinOp):
        yield from (node.left, node.right)
        if type(node.op) in OPPOSITE:
            yield ast.BinOp(node.left, OPPOSITE[type(node.op)](), node.right)  # type: ignore[arg-type]
        else:
            yield ast.BinOp(node.right, node.op, node.left)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in OPPOSITE:
        yield ast.Compare(node.left, [OPPOSITE[type(node.ops[0])]()], node.comparators)  # type: ignore[list-item]
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif isinstance(node, ast.Call):
        yield from skipped_calls(node)
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        yield ast.Constant(1.001 * node.value if isinstance(node.value, float) else node.value + 1)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in arrays:
        place = arrays.index(node.id)
        others = [arrays[(place + step) % len(arrays)] for step in (1, 2)]  # not all: a long backward has dozens
        yield from (ast.Name(other, ast.Load()) for other in dict.fromkeys(others) if other != node.id)


def skipped_calls(node: ast.Call) -> Iterator[ast.expr]:
    """A call left out, with its first argument, its owner, or one keyword fewer in its place."""
    if isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) != "np":
        yield node.func.value
    elif node.args and not isinstance(node.args[0], ast.Starred):
        yield node.args[0]
    if len(node.args) == 3:
        yield ast.Call(node.func, [node.args[0], node.args[2], node.args[1]], node.keywords)
    for keyword in node.keywords if node.args or isinstance(node.func, ast.Attribute) else []:
        yield ast.Call(node.func, node.args, [other for other in node.keywords if other is not keyword])


def compiled(tree: ast.Module, index: int, change: ast.expr, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with the expression of this index, in the order of `ast.walk`, replaced."""
    edited_tree = copy.deepcopy(tree)
    target = list(ast.walk(edited_tree))[index]
    for parent in ast.walk(edited_tree):
        for name, value in ast.iter_fields(parent):
            if value is target:
                setattr(parent, name, change)
            elif isinstance(value, list):
                setattr(parent, name, [change if part is target else part for part in value])
    namespace: dict[str, Any] = {}
    code = compile(ast.fix_missing_locations(edited_tree), f"<edited {function.__qualname__}>", "exec")
    exec(code, function.__globals__, namespace)
    changed: Callable[..., Any] = namespace[function.__name__]
    return changed

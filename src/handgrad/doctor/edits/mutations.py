"""Mutations: the small ways in which one expression differs from another that people take for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Splice, Tree, rooted
from handgrad.doctor.edits.visible import is_module

SIGNS: dict[type[ast.cmpop], str] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
TURNED = {"<": ">", "<=": ">", ">": "<=", ">=": "<"}
BETWEEN: dict[type[ast.operator], str] = {ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*"}


@dataclass(frozen=True)
class Mutation:
    """An edit, what sort of edit it is, and how unlikely (0: people do it all the time)."""

    splices: tuple[Splice, ...]
    sort: str
    distance: float
    node: ast.AST


def mutations(tree: Tree, area: ast.AST) -> Iterator[Mutation]:
    """Every small edit of the expressions inside an area."""
    for node in ast.walk(area):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in SIGNS:
            yield from comparisons(tree, node)
        elif isinstance(node, ast.BinOp):
            yield from operators(tree, node)
        elif isinstance(node, ast.IfExp):
            yield Mutation(exchanged(tree, node.body, node.orelse), "mask", 0.1, node)
        elif isinstance(node, ast.Call):
            yield from calls(tree, node)
        elif isinstance(node, ast.Constant) and stands_alone(tree, node):
            yield Mutation((tree.replace(node, "1" if node.value == 0 else "0"),), "mask", 0.6, node)
    yield from both_constants(tree, area)


def stands_alone(tree: Tree, node: ast.Constant) -> bool:
    """Whether a 0 or a 1 is a value of its own, and no bound, index, setting or summand."""
    number = type(node.value) in (int, float) and node.value in (0, 1)
    return number and not isinstance(tree.parents.get(node), (ast.Compare, ast.Subscript, ast.keyword, ast.BinOp))


def comparisons(tree: Tree, node: ast.Compare) -> Iterator[Mutation]:
    """`>` turned round, or with and without `=`."""
    own = SIGNS[type(node.ops[0])]
    for sign in SIGNS.values():
        if sign != own:
            text = f"{tree.source(node.left)} {sign} {tree.source(node.comparators[0])}"
            distance = 0.0 if sign == TURNED[own] else 0.1 if sign[0] == own[0] else 0.2
            yield Mutation((tree.replace(node, text),), "mask", distance, node)


def operators(tree: Tree, node: ast.BinOp) -> Iterator[Mutation]:
    """One operand alone, plus for minus, another power."""
    if isinstance(node.op, ast.Pow):
        for power in (2, 1, 3):
            if not (isinstance(node.right, ast.Constant) and node.right.value == power):
                text = f"{tree.operand(node.left)} ** {power}" if power > 1 else tree.operand(node.left)
                yield Mutation((tree.replace(node, text),), "formula", 0.4, node)
        return
    yield Mutation((tree.replace(node, alone(tree, node, node.left)),), "formula", 0.5, node)
    yield Mutation((tree.replace(node, alone(tree, node, node.right)),), "formula", 0.6, node)
    if type(node.op) in BETWEEN:
        right = tree.operand(node.right)
        text = f"{tree.source(node.left)} {BETWEEN[type(node.op)]} {right}"
        yield Mutation((tree.replace(node, text),), "formula", 0.7, node)
    if isinstance(node.op, ast.Sub):
        text = f"{tree.operand(node.right)} - {tree.operand(node.left)}"
        yield Mutation((tree.replace(node, text),), "formula", 0.8, node)
        if rooted(node.right):
            yield Mutation((tree.replace(node.right, f"{tree.source(node.right)} ** 2"),), "formula", 0.3, node)


def alone(tree: Tree, whole: ast.expr, part: ast.expr) -> str:
    """One operand in the place of the whole."""
    inside = isinstance(tree.parents.get(whole), (ast.BinOp, ast.UnaryOp, ast.Attribute, ast.Subscript))
    return tree.operand(part) if inside else tree.source(part)


def calls(tree: Tree, node: ast.Call) -> Iterator[Mutation]:
    """The argument without the function; the alternatives of `where` exchanged."""
    name = function_of(node)
    if name == "where" and len(node.args) == 3:
        yield Mutation(exchanged(tree, node.args[1], node.args[2]), "mask", 0.0, node)
    elif name == "sqrt" or len(node.args) != 1 or node.keywords:
        return  # a root belongs to an optimiser or a norm, and is no activation that a slope asks for
    elif isinstance(node.func, ast.Name) or is_function(node.func):
        yield Mutation((tree.replace(node, tree.operand(node.args[0])),), "unwrapped", 0.5, node)


def is_function(function: ast.expr) -> bool:
    """Whether `a.b` is a function of a module or of the object itself, and no method of an array."""
    return isinstance(function, ast.Attribute) and (is_module(function.value) or ast.unparse(function.value) == "self")


def exchanged(tree: Tree, one: ast.expr, other: ast.expr) -> tuple[Splice, ...]:
    """Two expressions in each other's place."""
    return tree.replace(one, tree.source(other)), tree.replace(other, tree.source(one))


def both_constants(tree: Tree, area: ast.AST) -> Iterator[Mutation]:
    """Every 0 that is returned or written for a 1, and the other way round."""
    found: list[ast.Constant] = []
    for node in ast.walk(area):
        if (
            isinstance(node, (ast.Return, ast.Assign))
            and isinstance(node.value, ast.Constant)
            and node.value.value in (0, 1)
        ):
            found.append(node.value)
    if len(found) == 2 and found[0].value != found[1].value:
        yield Mutation(exchanged(tree, *found), "mask", 0.0, found[0])


def readings(area: ast.AST, text: str) -> list[ast.expr]:
    """The nodes that read a text."""
    return [
        node
        for node in ast.walk(area)
        if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript))
        and isinstance(node.ctx, ast.Load)
        and ast.unparse(node) == text
    ]


def calls_of(area: ast.AST, function: str) -> list[ast.Call]:
    """The calls of one function with one argument inside an area, innermost left out."""
    found: list[Any] = [
        node
        for node in ast.walk(area)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == function and len(node.args) == 1
    ]
    return [call for call in found if not any(call is not other and call in ast.walk(other) for other in found)]

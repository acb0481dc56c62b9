"""Switches: arguments that turn on what only training does, turned off where a program predicts."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import names_in
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Site

FREE = ("training", "is_training")
"""What a new switch may be called."""


def switched_off(case: Case, kind: str, where: Site | None, message: str) -> Iterator[Repair]:
    """The call with the switch of the training turned off, where the function has one that is on by itself."""
    tree = case.trees.get(where.file) if where else None
    call = tree.at(where) if tree and where else None
    if tree is None or where is None or not isinstance(call, ast.Call):
        return
    for switch, position in dict.fromkeys(switches(case, call)):
        given = next((k for k in call.keywords if k.arg == switch), None)
        if given is not None:
            splice = tree.replace(given.value, "False")
        elif position < len(call.args):
            splice = tree.replace(call.args[position], "False")
        elif call.args or call.keywords:
            splice = tree.insert_after([*call.args, *(k.value for k in call.keywords)][-1], f", {switch}=False")
        else:
            continue
        yield Repair(kind, where, (splice,), message, 1)
    for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
        if isinstance(argument, ast.Constant) and argument.value is True:
            yield Repair(kind, where, (tree.replace(argument, "False"),), message, 1)


def switched_anew(case: Case, kind: str, where: Site | None, factor: Op, message: str) -> Iterator[Repair]:
    """A switch for a function that has none: on by itself, it makes a factor 1 in a call where it is off."""
    tree, node = case.trees.get(where.file) if where else None, case.node(factor)
    call = tree.at(where) if tree is not None and where is not None else None
    function = tree.function(node) if tree is not None and node is not None else None
    if tree is None or where is None or node is None or function is None or not isinstance(call, ast.Call):
        return
    parameters, given = function.args.args, [*call.args, *(keyword.value for keyword in call.keywords)]
    free = [name for name in FREE if name not in names_in(function) | {part.arg for part in parameters}]
    if function.name == function_of(call) and given and parameters and free:
        text = f"{tree.source(node)} if {free[0]} else 1.0"
        splices = (
            tree.insert_after([*parameters, *function.args.defaults][-1], f", {free[0]}=True"),
            tree.replace(node, text if isinstance(tree.parents[node], ast.stmt) else f"({text})"),
            tree.insert_after(given[-1], f", {free[0]}=False"),
        )
        yield Repair(kind, where, splices, message, 2)


def heeded(case: Case, kind: str, factor: Op, message: str) -> Iterator[Repair]:
    """An argument that the function which makes a factor is given and never reads: without it, the input goes on."""
    tree, node = case.written(factor)
    function = tree.function(node) if tree is not None and node is not None else None
    if tree is None or function is None or factor.site is None:
        return
    _, *others = parameters = [part.arg for part in function.args.args if part.arg != "self"] or [""]
    read = {part.id for line in function.body for part in ast.walk(line) if isinstance(part, ast.Name)}
    first = function.body[0]
    indent = tree.lines[first.lineno - 1][: first.col_offset].decode()
    for name in others if len(parameters) > 1 else ():
        if name not in read and parameters[0] in read:
            lines = f"if not {name}:\n{indent}    return {parameters[0]}\n{indent}"
            yield Repair(kind, factor.site, (tree.insert_before(first, lines),), message, 0.9)


def switches(case: Case, call: ast.Call) -> Iterator[tuple[str, int]]:
    """(name, position) of the parameters of the function called that are true by default."""
    name = function_of(call)
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            if isinstance(node, ast.FunctionDef) and node.name in (name, "__call__"):
                parameters = [arg.arg for arg in node.args.args]
                bound = isinstance(tree.parents.get(node), ast.ClassDef)
                for parameter in by_default(node.args, True):
                    yield parameter, parameters.index(parameter) - bound


def by_default(parameters: ast.arguments, value: bool) -> Iterator[str]:
    """The parameters that may stand by their place and are true, or false, unless a call says otherwise; last first."""
    names = [argument.arg for argument in parameters.args]
    for name, default in zip(names[::-1], parameters.defaults[::-1], strict=False):
        if isinstance(default, ast.Constant) and default.value is value:
            yield name

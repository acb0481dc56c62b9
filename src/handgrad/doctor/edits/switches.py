"""Switches: arguments that turn on what only training does, turned off where a program predicts."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.case import Case
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Site


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


def switches(case: Case, call: ast.Call) -> Iterator[tuple[str, int]]:
    """(name, position) of the parameters of the function called that are true by default."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            if isinstance(node, ast.FunctionDef) and node.name in (name, "__call__"):
                parameters = [arg.arg for arg in node.args.args]
                bound = isinstance(tree.parents.get(node), ast.ClassDef)
                for parameter, default in zip(parameters[::-1], node.args.defaults[::-1], strict=False):
                    if isinstance(default, ast.Constant) and default.value is True:
                        yield parameter, parameters.index(parameter) - bound

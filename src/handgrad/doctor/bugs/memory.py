"""Mutation: arguments that a function overwrites although the caller still needs them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.edits.visible import own_nodes
from handgrad.doctor.proof.repair import Repair

inplace_mutation = Kind(
    name="inplace-mutation",
    code="D029",
    title="argument overwritten, needed later",
    explain="""\
A backward pass reads what the forward pass left: inputs, scores, outputs. They
have to be the same numbers then.

    forward   a = f(z)                      backward  dz = da * f'(z)          the same z

The bug: a function writes into its argument, and whoever kept that array now
has another one.

    def relu(z):
        z[z < 0] = 0                        # the caller's z is gone
        return z
    def slope(z):
        z[z > 0] = 1                        # and so is the activation that was passed in
        z[z <= 0] = 0
        return z
    x -= x.mean(axis=0)                     # inside a function: the caller's data move at every call

Write instead functions that make new arrays:

    def relu(z): return np.maximum(z, 0)
    def slope(z): return (z > 0).astype(z.dtype)
    x = x - x.mean(axis=0)

A small example: a = [0.3, 0], slope(a) returns [1, 0], and a is [1, 0] from
then on; a weight gradient a.T @ delta taken afterwards is wrong although its
own line is right.
""",
)

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def repairs(case: Case) -> Iterator[Repair]:
    """A new array where a function changes its argument in place, or a copy of the argument first."""
    if case.patient is None or not case.blame.wrong:
        return
    for tree in case.trees.values():
        for function in ast.walk(tree.root):
            if isinstance(function, FUNCTIONS):
                for node, name in changes(tree, function):
                    yield from made_anew(case, tree, node, name)
                    yield copied_first(case, tree, function, node, name)


def changes(tree: Tree, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[tuple[ast.AST, str]]:
    """Statements and calls of a function that write into one of its arguments, the first for each argument."""
    names = {arg.arg for arg in (*function.args.args, *function.args.kwonlyargs)} - {"self"}
    rebound = {
        target.id
        for node in own_nodes(function)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    done = set(rebound)
    for node in sorted(own_nodes(function), key=lambda each: getattr(each, "lineno", 0)):
        name = written_name(node)
        if name in names - done:
            done.add(name)
            yield node, name


def written_name(node: ast.AST) -> str:
    """The name that a statement or call writes into, if it writes into one."""
    targets = [node.target] if isinstance(node, ast.AugAssign) else node.targets if isinstance(node, ast.Assign) else []
    for target in targets:
        base = target
        while isinstance(base, ast.Subscript):
            base = base.value
        if isinstance(base, ast.Name) and (isinstance(node, ast.AugAssign) or base is not target):
            return base.id
    if isinstance(node, ast.Call):
        outs = [each.value for each in node.keywords if each.arg == "out"]
        return next((out.id for out in outs if isinstance(out, ast.Name)), "")
    return ""


def made_anew(case: Case, tree: Tree, node: ast.AST, name: str) -> Iterator[Repair]:
    """`x = x + y` for `x += y`."""
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and type(node.op) in SYMBOLS:
        text = f"{name} = {name} {SYMBOLS[type(node.op)]} {tree.operand(node.value)}"
        yield Repair(inplace_mutation.name, case.site_of(node, tree.file), (tree.replace(node, text),), says(name), 1.8)


SYMBOLS: dict[type, str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


def says(name: str) -> str:
    """The fact about a statement that writes into an argument."""
    return f"this changes the caller's {name}, which is still needed as it was"


def copied_first(
    case: Case, tree: Tree, function: ast.FunctionDef | ast.AsyncFunctionDef, node: ast.AST, name: str
) -> Repair:
    """`x = x.copy()` in front of the first change."""
    statement = tree.statement(node)
    assert statement is not None
    while statement not in function.body:
        statement = tree.statement(tree.parents[statement])
        assert statement is not None
    column = statement.col_offset
    spot = (statement.lineno, column, statement.lineno, column)
    edit = Splice(tree.file, spot, f"{name} = {name}.copy()\n{' ' * column}")
    rank = 1.2 if is_forward(case, tree, node) else 2.0
    return Repair(inplace_mutation.name, case.site_of(node, tree.file), (edit,), says(name), rank)


def is_forward(case: Case, tree: Tree, node: ast.AST) -> bool:
    """Whether the network predicts with what a statement or call writes: its slope is asked for what was there."""
    patient, performed = case.patient, case.scope.performed
    return patient is not None and not patient.forward_set.isdisjoint(performed.get((tree.file, node), ()))

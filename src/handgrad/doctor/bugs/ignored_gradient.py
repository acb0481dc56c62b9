"""The gradient that a function of the way back is handed and never reads: only its own slope goes on."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.anatomy.steps import Step
from handgrad.doctor.bugs.chain import chain_rule_dropped
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.edits.visible import own_nodes
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair

MESSAGE = "{name}, the gradient that comes in, is never read here: what goes on no longer depends on the target"


def repairs(case: Case) -> Iterator[Repair]:
    """`return g * y * (1 - y)` for `return y * (1 - y)` in `backward(self, g)`."""
    if case.patient is None:
        return
    for tree in case.trees.values():
        suspects = {suspect.node for suspect in case.suspects if suspect.tree is tree}
        for function in ast.walk(tree.root):
            if isinstance(function, ast.FunctionDef) and not suspects.isdisjoint(own_nodes(function)):
                yield from multiplied(case, tree, function)


def signs(case: Case) -> Iterator[Sign]:
    """The same where no target reaches the steps at all, so that no loss explains any gradient."""
    steps = case.anatomy.steps if case.patient is None else []
    for function, tree in behind(case, steps[-1]).items() if steps and all(step.assumed for step in steps) else ():
        for repair in multiplied(case, tree, function):
            yield Sign(case.find(repair.kind, repair.site, repair.message), (repair,), needs_proof=True, by="recheck")


def multiplied(case: Case, tree: Tree, function: ast.FunctionDef) -> Iterator[Repair]:
    """What a function returns times the only one of its arguments that it does not read."""
    names = {part.id for part in own_nodes(function) if isinstance(part, ast.Name)}
    own = isinstance(tree.parents.get(function), ast.ClassDef) and not function.decorator_list
    idle = [each.arg for each in function.args.args[own:] if each.arg not in names]
    results = [part.value for part in own_nodes(function) if isinstance(part, ast.Return) and part.value is not None]
    if len(idle) == len(results) == 1 and not isinstance(results[0], (ast.Tuple, ast.List, ast.Dict, ast.Constant)):
        message, text = MESSAGE.format(name=idle[0]), f"{idle[0]} * {factor(tree, results[0])}"
        site, edit = case.site_of(results[0], tree.file), tree.replace(results[0], text)
        yield Repair(chain_rule_dropped.name, site, (edit,), message, 1.2)


def behind(case: Case, step: Step) -> dict[ast.FunctionDef, Tree]:
    """The functions that a step ran."""
    found: dict[ast.FunctionDef, Tree] = {}
    for index in step.slice:
        tree, node = case.written(case.program[index])
        function = tree.function(node) if tree is not None and node is not None else None
        if tree is not None and isinstance(function, ast.FunctionDef):
            found[function] = tree
    return found


def factor(tree: Tree, node: ast.expr) -> str:
    """An expression behind a product's sign."""
    product = isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.Div))
    return tree.source(node) if product else tree.operand(node)

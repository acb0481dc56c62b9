"""Unpaired: labels in another order than the rows beside them, where no recorded operation shows it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of, prefix
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.spans import span_of


def signs(case: Case) -> Iterator[Sign]:
    """Both ways, as matters for proof."""
    yield from cycled_labels(case)
    yield from shuffled_lists(case)


def cycled_labels(case: Case) -> Iterator[Sign]:
    """Labels that run round and round beside data stacked class by class; a matter for proof."""
    stacked = {len(op.refs()) for op in case.program.ops if op.name in ("concatenate", "vstack") and len(op.refs()) > 1}
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            if isinstance(node, ast.Call) and function_of(node) == "tile" and len(node.args) == 2:
                labels = node.args[0]
                if (isinstance(labels, (ast.List, ast.Tuple)) and len(labels.elts) in stacked) or function_of(
                    labels
                ) in ("arange", "range"):
                    text = f"{prefix(tree)}repeat({tree.source(node.args[0])}, {tree.source(node.args[1])})"
                    message = "these labels run round and round, and the data beside them are stacked class by class"
                    site = case.site_of(node, tree.file)
                    repair = Repair("label-mismatch", site, (tree.replace(node, text),), message, 2, forward=True)
                    yield Sign(case.find("label-mismatch", site, message), (repair,), needs_proof=True)


def shuffled_lists(case: Case) -> Iterator[Sign]:
    """A list that is shuffled without the one it is zipped with; a matter for proof."""
    recorded = {op.site for op in case.program.ops if op.origin == "random.shuffle"}
    for tree in case.trees.values():
        calls = [n for n in ast.walk(tree.root) if isinstance(n, ast.Call) and function_of(n) == "shuffle" and n.args]
        shuffled = {ast.unparse(call.args[0]) for call in calls}
        for call in calls:
            one, site, statement = ast.unparse(call.args[0]), case.site_of(call, tree.file), tree.statement(call)
            if statement is None or any(each and tree.at(each) is call for each in recorded):
                continue
            for other in sorted(partners(tree, one) - shuffled):
                module = tree.source(call.func)
                indent = " " * span_of(statement)[1]
                text = (
                    f"order = list(range(len({one})))\n{indent}{module}(order)\n"
                    f"{indent}{one}[:], {other}[:] = [{one}[i] for i in order], [{other}[i] for i in order]"
                )
                message = f"this puts {one} in another order and leaves {other}, which is read beside it, as it is"
                repair = Repair("label-mismatch", site, (tree.replace(statement, text),), message, 1, forward=True)
                yield Sign(case.find("label-mismatch", site, message), (repair,), needs_proof=True)


def partners(tree: Tree, name: str) -> set[str]:
    """What a list is zipped with."""
    zips = [n for n in ast.walk(tree.root) if isinstance(n, ast.Call) and function_of(n) == "zip"]
    groups = [[ast.unparse(part) for part in call.args] for call in zips]
    return {other for group in groups if name in group for other in group if other != name}

"""Flags: a function that gives an activation, or its slope where it is told so, and is not told so on the way back."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.case import Case
from handgrad.doctor.edits.switches import by_default
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.edits.together import role_of, same_everywhere
from handgrad.doctor.proof.repair import Repair

MESSAGE = "without its flag this function gives the activation once more, and not its slope"


def repairs(case: Case) -> Iterator[Repair]:
    """`act(z, slope=True)` for `act(z)` behind a wrong gradient."""
    if case.patient is not None:
        yield from same_everywhere(told(case), lambda repair: role_of(case, repair))


def told(case: Case) -> Iterator[Repair]:
    """Each call on the way back that leaves a flag out, with the flag."""
    seen: set[ast.Call] = set()
    for suspect in case.suspects:
        tree = suspect.tree
        for call in ast.walk(suspect.node):
            if isinstance(call, ast.Call) and call not in seen and is_slope(case, tree, call):
                seen.add(call)
                for flag in left_out(case, tree, call):
                    edit = tree.insert_after(
                        [*call.args, *(each.value for each in call.keywords)][-1], f", {flag}=True"
                    )
                    rank = 1.35 + 0.1 * suspect.score
                    yield Repair("missing-derivative", case.site_of(call, tree.file), (edit,), MESSAGE, rank)


def is_slope(case: Case, tree: Tree, call: ast.Call) -> bool:
    """Whether what a call gives is read on the way back alone, and made of what the forward pass made."""
    patient = case.patient
    results = set(case.scope.results_of(tree, call))
    return patient is not None and bool(results) and results.isdisjoint(patient.forward_set | patient.backward)


def left_out(case: Case, tree: Tree, call: ast.Call) -> Iterator[str]:
    """The parameters of the function called that are false unless a call says otherwise, and this one does not."""
    given = {keyword.arg for keyword in call.keywords}
    for _, function in case.scope.definitions(tree, call) if call.args or call.keywords else ():
        names = [argument.arg for argument in function.args.args]
        taken = {*names[: len(call.args) + (names[:1] == ["self"])], *given}
        yield from (name for name in by_default(function.args, False) if name not in taken)
        alone = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
        yield from (each.arg for each, default in alone if is_false(default) and each.arg not in taken)


def is_false(node: ast.expr | None) -> bool:
    """Whether a default says no."""
    return isinstance(node, ast.Constant) and node.value is False

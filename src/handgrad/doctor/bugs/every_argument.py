"""A slope function of sums whose calls all hand over what comes out of their activations."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.flag import is_slope
from handgrad.doctor.case import Case
from handgrad.doctor.edits.mutations import calls_of
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.repair import Repair

MESSAGE = "the formula of this slope is written for the value before the activation and gets the one after it"


def repairs(case: Case) -> Iterator[Repair]:
    """`slope(z1)` and `slope(z2)` for `slope(a1)` and `slope(a2)`, in all calls at once."""
    seen: set[str] = set()
    for suspect in case.suspects if case.patient is not None else ():
        call, tree = suspect.node, suspect.tree
        if not isinstance(call, ast.Call) or len(call.args) != 1 or tree.source(call.func) in seen:
            continue
        if is_slope(case, tree, call) and case.scope.definitions(tree, call):
            seen.add(tree.source(call.func))
            yield from exchanged(case, tree, calls_of(tree.root, ast.unparse(call.func)))


def exchanged(case: Case, tree: Tree, calls: list[ast.Call]) -> Iterator[Repair]:
    """The sums in front of each call's activation, where every call is given what comes out and sees their name."""
    if len({tree.source(call.args[0]) for call in calls}) < 2:
        return
    edits = [splice for call in calls if (splice := sums_in(case, tree, call)) is not None]
    if len(edits) == len(calls):
        site = case.site_of(calls[0].args[0], tree.file)
        yield Repair("derivative-wrong-input", site, tuple(edits), MESSAGE, 1.25)


def sums_in(case: Case, tree: Tree, call: ast.Call) -> Splice | None:
    """A name of what an activation is made of in the place of what it gives."""
    assert case.patient is not None
    visible = case.scope.visible(tree, call)
    given = visible.get(tree.source(call.args[0]), set())
    for own, other in ((landmark.after, landmark.before) for landmark in case.patient.landmarks):
        names = [text for text, held in visible.items() if other in held and own not in held]
        if own in given and other not in given and names:
            return tree.replace(call.args[0], min(names, key=len))
    return None

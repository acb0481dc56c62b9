"""A slope function that is given another of the values that its object keeps than the one it is written for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.flag import is_slope
from handgrad.doctor.bugs.sequence import unused
from handgrad.doctor.bugs.through_time import sizes
from handgrad.doctor.case import Case
from handgrad.doctor.edits.bindings import owner
from handgrad.doctor.edits.mutations import calls_of
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.repair import Repair

MESSAGE = "the formula of this slope is written for another value that the object keeps"
MOST = 6
"""How many kept values are tried in one function's calls."""


def repairs(case: Case) -> Iterator[Repair]:
    """`slope(self.z)` for `slope(self.a)`, in every call of that function at once."""
    if case.patient is None:
        return
    seen: set[tuple[str, str]] = set()
    for suspect in case.suspects:
        call, tree = suspect.node, suspect.tree
        if not isinstance(call, ast.Call) or len(call.args) != 1 or not is_kept(case, tree, call.args[0]):
            continue
        key = key_of(tree, call)
        if key not in seen and is_slope(case, tree, call) and case.scope.definitions(tree, call):
            seen.add(key)
            yield from exchanged(case, tree, call)
            yield from kept_as_well(case, tree, call)


def is_kept(case: Case, tree: Tree, node: ast.AST) -> bool:
    """Whether an expression is an attribute of the object whose method it stands in."""
    return isinstance(node, ast.Attribute) and owner(tree, node) is not None


def key_of(tree: Tree, call: ast.Call) -> tuple[str, str]:
    """What is called, and with what."""
    return tree.source(call.func), tree.source(call.args[0])


def exchanged(case: Case, tree: Tree, call: ast.Call) -> Iterator[Repair]:
    """Another attribute of the same object that held something of the same shape, the sums in front first."""
    own, patient = call.args[0], case.patient
    assert patient is not None and isinstance(own, ast.Attribute)
    start, visible = f"{tree.source(own.value)}.", case.scope.visible(tree, call)
    shapes = sizes(case, visible.get(tree.source(own), ()))
    alike = [text for text in visible if text.startswith(start) and text != tree.source(own)]
    alike = [text for text in alike if text.count(".") == 1 and shapes & sizes(case, visible[text])]
    fronts = {landmark.before for landmark in patient.landmarks}
    alike.sort(key=lambda text: fronts.isdisjoint(visible[text]))
    for text in alike[:MOST]:
        rank = 1.2 + 0.4 * fronts.isdisjoint(visible[text])
        message = f"{MESSAGE}: {text}, not {tree.source(own)}"
        yield Repair("derivative-wrong-input", case.site_of(own, tree.file), handed(tree, call, text), message, rank)


def handed(tree: Tree, call: ast.Call, text: str) -> tuple[Splice, ...]:
    """A text as the argument of all calls like one."""
    calls = calls_of(tree.root, ast.unparse(call.func))
    return tuple(tree.replace(each.args[0], text) for each in calls if key_of(tree, each) == key_of(tree, call))


def kept_as_well(case: Case, tree: Tree, call: ast.Call) -> Iterator[Repair]:
    """What the activation is made of is kept beside what it gives, and handed to its slope."""
    own = call.args[0]
    assert isinstance(own, ast.Attribute)
    for statement in ast.walk(tree.root):
        made = statement.value if isinstance(statement, ast.Assign) else None
        if not isinstance(statement, ast.Assign) or tree.source(statement.targets[0]) != tree.source(own):
            continue
        if isinstance(made, ast.Call) and len(made.args) == 1 and isinstance(made.args[0], ast.Name):
            given = made.args[0].id
            name = unused(tree, f"{tree.source(own.value)}.{given}")
            keep = tree.line_before(statement, f"{name} = {given}")
            message = f"{MESSAGE}: {given}, which is not kept, and not {tree.source(own)}"
            edits = (*handed(tree, call, name), keep)
            yield Repair("derivative-wrong-input", case.site_of(own, tree.file), edits, message, 1.45)

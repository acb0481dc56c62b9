"""Another attribute of the object that an expression reads, which no expression near by reads of that object."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from handgrad.doctor.bugs.operand import wrong_array
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import modules
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.proof.repair import Repair

MESSAGE = "another value of this object belongs here: {other}, not {own}"
SENT_BACK, KEPT = 1.4, 2.3
"""The ranks of attributes that hold what goes back from the output, and of others."""
MOST = 4
"""How many attributes are tried in one place."""


def repairs(case: Case) -> Iterator[Repair]:
    """`unit.error * unit.w[j]` for `unit.value * unit.w[j]`, of an object that a loop or a function calls so."""
    if case.patient is None:
        return
    arrays = ((name, values) for (where, name), values in case.scope.held.items() if where == ".")
    held = {name: values for name, values in arrays if name not in case.scope.functions}
    for suspect in case.suspects:
        for part in ast.iter_child_nodes(suspect.node):
            if isinstance(part, ast.Attribute) and is_of_object(suspect, part):
                yield from exchanged(case, suspect, part, held)


def is_of_object(suspect: Suspect, part: ast.Attribute) -> bool:
    """Whether an attribute is read of a named object, and is no function of a module and no method that is called."""
    called = isinstance(suspect.node, ast.Call) and suspect.node.func is part
    owner = part.value.id if isinstance(part.value, ast.Name) else "self"
    return not called and owner != "self" and owner not in modules(suspect.tree)


def exchanged(case: Case, suspect: Suspect, part: ast.Attribute, held: Mapping[str, set[int]]) -> Iterator[Repair]:
    """The attributes that objects are seen to have and that are read of this one nowhere."""
    tree, own = suspect.tree, suspect.tree.source(part)
    known = case.scope.visible(tree, suspect.node)
    back = case.scope.back
    names = sorted(held.keys() - {part.attr}, key=lambda name: back.isdisjoint(held[name]))
    for name in names[:MOST]:
        text = f"{tree.source(part.value)}.{name}"
        if text not in known:
            rank = KEPT if back.isdisjoint(held[name]) else SENT_BACK
            message = MESSAGE.format(other=text, own=own)
            site, edit = case.site_of(part, tree.file), tree.replace(part, text)
            yield Repair(wrong_array.name, site, (edit,), message, rank + 0.1 * suspect.score)

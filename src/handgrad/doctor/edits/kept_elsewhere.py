"""Updates that are worked out and given to another name than the parameter's own."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Splice, same_text
from handgrad.doctor.edits.thaw import origin
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Site

NEAR = 3
"""Lines within which the updates of one layer stand."""


def kept_elsewhere(case: Case, frozen: Collection[int], kind: str, message: str) -> Iterator[Repair]:
    """`b = b - rate * db` for `db = b - rate * db`, for all of them at once; `frozen`: what made the parameters."""
    edits, sites = dict[Splice, None](), list[Site]()
    for op in case.program.ops:
        if op.name in ("add", "subtract") and op.refs() and origin(case, op.refs()[0]) in frozen:
            for splice, site in retargeted(case, op):
                edits[splice] = None
                sites.append(site)
    if edits and is_moved(case, sites):
        yield Repair(kind, sites[0], tuple(edits), message, 0.9)


def retargeted(case: Case, op: Op) -> Iterator[tuple[Splice, Site]]:
    """A sum given to what its first part is read from, where it is given to something else."""
    tree, node = case.written(op)
    given = tree.parents.get(node) if tree is not None and node is not None else None
    if tree is None or not isinstance(given, ast.Assign) or not isinstance(node, ast.BinOp):
        return
    own = isinstance(node.left, (ast.Name, ast.Attribute, ast.Subscript))
    if own and not any(same_text(each, node.left) for each in given.targets):
        yield tree.replace(given.targets[0], tree.source(node.left)), case.site_of(given, tree.file)


def is_moved(case: Case, sites: list[Site]) -> bool:
    """Whether a statement stands among those that move other parameters."""
    assert case.patient is not None
    moved = {op.site.line for i in case.patient.step.after.values() if (op := case.program[i]).site is not None}
    return any(abs(site.line - line) <= NEAR for site in sites for line in moved)

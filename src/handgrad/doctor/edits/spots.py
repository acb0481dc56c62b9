"""Spots: the stretches of source that calls stand at, and the call in which an operation was performed."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from handgrad.program.program import Op, Site

if TYPE_CHECKING:
    from handgrad.doctor.case import Case

Spot = tuple[str, int, int, int, int]
"""A file, and a stretch of it."""


def spot(site: Site) -> Spot:
    """A site without the name of its function."""
    return site.file, site.line, site.end_line, site.column, site.end_column


def call_of(case: Case, op: Op, inside: ast.AST) -> Spot:
    """The call that ran a function when an operation in it was performed; a comprehension in it is none."""
    for site in op.stack:
        tree = case.trees.get(site.file)
        node = tree.at(site) if tree is not None else None
        if tree is None or node is None or tree.function(node) is not inside:
            return spot(site)
    return spot(op.stack[0])

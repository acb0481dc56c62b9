"""Together: the same bug made in several places, mended by one repair."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.repair import Repair

if TYPE_CHECKING:
    from handgrad.doctor.case import Case

WAYS = 2
"""How many ways of making an edit are made in every place."""
SOONER = 0.05
"""How much likelier the same edit in every place is than in one of them."""


def same_everywhere(
    repairs: Iterable[Repair], alike: Callable[[Repair], Any] = lambda repair: repair.kind
) -> Iterator[Repair]:
    """The repairs, and for those that are `alike` in several places one that makes the likeliest of each place.

    One more makes the second of each: where they are written alike, so are their alternatives.
    """
    groups: dict[Any, dict[Any, list[Repair]]] = {}
    for repair in repairs:
        yield repair
        places = groups.setdefault(alike(repair), {})
        places.setdefault((repair.site.file, repair.site.line, repair.site.column), []).append(repair)
    for places in groups.values():
        ordered = [sorted(own, key=lambda each: each.rank) for own in places.values()]
        for turn in range(WAYS):
            found = apart(own[turn] for own in ordered if len(own) > turn)
            if len(found) > 1:
                splices = tuple(dict.fromkeys(splice for repair in found for splice in repair.splices))
                yield replace(found[0], splices=splices, rank=min(repair.rank for repair in found) - SOONER)


def role(tree: Tree, node: ast.AST | None) -> tuple[Any, ...]:
    """What a node is to its statement, whatever names that uses: the same where one line is written for each layer."""
    statement = tree.statement(node) if node is not None else None
    parts = list(ast.walk(statement)) if statement is not None else []
    return *(type(part) for part in parts), next((k for k, part in enumerate(parts) if part is node), None)


def twins(tree: Tree, node: ast.expr) -> list[ast.expr]:
    """The nodes that are to other statements of the same block what a node is to its own."""
    statement, own = tree.statement(node), role(tree, node)
    others = (each for each in tree.block(statement) if each is not statement) if statement is not None else ()
    parts = (list(ast.walk(each)) for each in others)
    found = (part[own[-1]] for part in parts if len(part) > own[-1] and tuple(map(type, part)) == own[:-1])
    return [each for each in found if isinstance(each, ast.expr)]


def role_of(case: Case, repair: Repair) -> tuple[Any, ...]:
    """What the underlined part of a repair is to its statement."""
    tree = case.trees[repair.site.file]
    return role(tree, tree.at(repair.site))


def apart(repairs: Iterable[Repair]) -> list[Repair]:
    """Repairs in order of place, without those whose edits begin inside the one before."""
    found: list[Repair] = []
    end: tuple[str, int, int] = ("", 0, 0)
    for repair in sorted(repairs, key=lambda each: (each.splices[0].file, each.splices[0].span)):
        first, last = repair.splices[0], repair.splices[-1]
        if (first.file, *first.span[:2]) >= end:
            found.append(repair)
            end = (last.file, *last.span[2:])
    return found

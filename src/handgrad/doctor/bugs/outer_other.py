"""Edits of a product that takes both another function and another array than the outer product that is meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

import numpy as np

from handgrad.doctor.bugs.operand import MESSAGE, kind_of
from handgrad.doctor.bugs.product import PAIRS, inner_vs_outer
from handgrad.doctor.case import Case
from handgrad.doctor.edits.expressions import Product, is_method, product_of
from handgrad.doctor.edits.operands import Operand, operands
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Splice
from handgrad.doctor.edits.together import SOONER, role
from handgrad.doctor.proof.repair import Repair


def repairs(case: Case) -> Iterator[Repair]:
    """`np.outer(delta, a1)` for `np.dot(delta, a2)`, in one place and in all that are written alike."""
    if case.patient is None:
        return
    found = [(role(suspect.tree, suspect.node), each) for suspect in case.suspects for each in exchanged(case, suspect)]
    yield from (repair for _, repair in found)
    for _, group in groupby(sorted(found, key=lambda each: str(each[0])), key=lambda each: str(each[0])):
        best = {each.site: each for _, each in sorted(group, key=lambda each: -each[1].rank)}
        if len(best) > 1:
            yield together(list(best.values()))


def together(repairs: list[Repair]) -> Repair:
    """Repairs of several places as one, with all that goes with them as one."""
    first = min(repairs, key=lambda each: (each.site.line, each.site.column))
    companions = [each.companion for each in repairs if each.companion is not None]
    assert first.companion is not None
    beside = replace(first.companion, splices=all_of(companions))
    return replace(first, splices=all_of(repairs), companion=beside, rank=first.rank - SOONER)


def all_of(repairs: list[Repair]) -> tuple[Splice, ...]:
    """The edits of several repairs."""
    return tuple(dict.fromkeys(splice for each in repairs for splice in each.splices))


def exchanged(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """Another array for one of the operands of an inner product, where the outer product is a right gradient then."""
    product = product_of(suspect.tree, suspect.node)
    if product is None or product.name == "outer" or not isinstance(product.node, ast.Call) or is_method(product.node):
        return
    for operand in operands(case, suspect):
        if operand.node not in (product.left, product.right):
            continue
        old = suspect.tree.source(operand.node)
        for text in case.scope.visible(suspect.tree, suspect.node):
            if text != old and fits(case, suspect, product, operand, text):
                yield made(case, suspect, product, operand, text)


def fits(case: Case, suspect: Suspect, product: Product, operand: Operand, text: str) -> bool:
    """Whether the outer product with another array in an operand's place is a right gradient."""
    place = int(operand.node is product.right)

    def value(op: Any) -> Any:
        sides = [case.blame.value(ref) for ref in op.refs()]
        if len(sides) != 2 or (other := case.blame.shown(text, suspect, op)) is None:
            return None
        sides[place] = other
        return np.outer(*sides) if np.ndim(sides[0]) == np.ndim(sides[1]) == 1 else None

    return case.blame.fits(suspect, value)


def made(case: Case, suspect: Suspect, product: Product, operand: Operand, text: str) -> Repair:
    """The two edits, each the companion of the other."""
    tree, node = suspect.tree, product.node
    assert isinstance(node, ast.Call)
    function = tree.source(node.func).removesuffix(product.name) + "outer"
    other, site = tree.replace(operand.node, text), case.site_of(operand.node, tree.file)
    rank = 1.6 + 0.2 * case.blame.distance(suspect) + 0.005 * len(text)
    message = f"{MESSAGE}: {text}, not {tree.source(operand.node)}"
    beside = Repair(kind_of(case, suspect, operand, text), site, (other,), message, rank)
    edits = (tree.replace(node.func, function), other)
    return Repair(inner_vs_outer.name, suspect.site, edits, PAIRS, rank, companion=beside)

"""Reached: the parameters that an edit can be right for, by what its place was on the way to."""

from __future__ import annotations

import ast

from handgrad.doctor.case import Case
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Splice
from handgrad.doctor.proof.repair import Repair
from handgrad.program.spans import Span, span_of


def reached(case: Case, repair: Repair) -> frozenset[str] | None:
    """The parameters that the expressions around a repair's splices go into; None where that is not known."""
    if case.patient is None or repair.forward:
        return None
    numbers: set[int] = set()
    for splice in repair.splices:
        around = suspects_at(case, splice)
        ways = [case.blame.reach.get(op.index, frozenset()) for each in around for op in each.ops]
        if splice.span[:2] == splice.span[2:] or not any(ways):
            return None
        numbers.update(*ways)
    return frozenset(case.names[number] for number in numbers)


def is_spoiling(case: Case, repair: Repair) -> bool:
    """Whether the one expression that a repair changes goes into a right gradient each time, which it would change."""
    if case.patient is None or case.uphill or repair.forward or repair.reaches is None or len(repair.splices) != 1:
        return False
    right = {match.number for match in case.patient.comparison.right}
    around = suspects_at(case, repair.splices[0])
    ways = [case.blame.reach[op.index] for each in around for op in case.blame.own(each)]
    return bool(ways) and all(right & way for way in ways)


def suspects_at(case: Case, splice: Splice) -> list[Suspect]:
    """The suspects of which an edit changes something."""
    return [each for each in case.suspects if each.tree.file == splice.file and overlap(each.node, splice.span)]


def overlap(node: ast.AST, span: Span) -> bool:
    """Whether an edit changes something of an expression."""
    line, column, end_line, end_column = span_of(node)
    return (line, column) <= span[2:] and span[:2] <= (end_line, end_column)

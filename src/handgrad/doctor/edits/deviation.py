"""Deviations: places where an optimiser leaves every published recurrence, and the edits that may bring it back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from handgrad.doctor.anatomy.moments import Recurrence
from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.edits.visible import operands_of
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref, Site

Edit = tuple[Splice, ...]


@dataclass
class Deviation:
    """What is off at one place, and edits that may mend it, the likeliest first."""

    kind: str
    site: Site
    message: str
    edits: list[Edit]
    unsure: bool = False
    """Whether it is only said where an edit is proved."""


def signs_of(case: Case, found: Iterator[Deviation]) -> Iterator[Sign]:
    """One finding for each place; proved where an edit leaves nothing off."""
    for each in once(found):
        repairs = tuple(repair_of(each, edit, 1.0 + 0.1 * rank) for rank, edit in enumerate(each.edits))
        yield Sign(case.find(each.kind, each.site, each.message), repairs, each.unsure, by="recheck", follow=True)


def repairs_of(found: Iterator[Deviation]) -> Iterator[Repair]:
    """The same edits, where they also mend what the gradients show: steps that go uphill, or end in nan."""
    for each in once(found):
        yield from (repair_of(each, edit, 0.8 + 0.01 * rank) for rank, edit in enumerate(each.edits))


def once(found: Iterator[Deviation]) -> list[Deviation]:
    """The first deviation at each place."""
    return list({(each.kind, each.site): each for each in reversed(list(found))}.values())[::-1]


def repair_of(found: Deviation, edit: Edit, rank: float) -> Repair:
    """A repair made of one edit."""
    line, column, end_line, end_column = edit[0].span
    site = Site(edit[0].file, line, end_line, column + 1, end_column + 1, "") if len(edit) == 1 else found.site
    return Repair(found.kind, site, edit, found.message, rank)


def place(case: Case, index: int) -> tuple[Tree, ast.stmt, Site] | None:
    """The statement that performed an operation, and what to underline."""
    op = case.program[index]
    tree, node = case.written(op)
    statement = tree.statement(node) if tree and node else None
    if tree is None or statement is None or op.site is None:
        return None
    return tree, statement, op.site


def operands_in(case: Case, found: Recurrence, tree: Tree, statement: ast.stmt) -> list[tuple[ast.expr, int, Op]]:
    """The parts of a statement that are operands, the operations that gave their values, and those that take them."""
    first, last = statement.lineno, statement.end_lineno or statement.lineno
    result = []
    for index in ancestors(found.step.program, [found.after, *(memory.new for memory in found.memories)]):
        op = case.program[index]
        if op.site is not None and op.site.file == tree.file and first <= op.site.line and op.site.end_line <= last:
            node = tree.at(op.site)
            for part, arg in zip(operands_of(node) if node else (), op.args, strict=False):
                if isinstance(arg, Ref):
                    result.append((part, arg.index, op))
    return result

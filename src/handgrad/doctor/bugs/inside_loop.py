"""Updates one step too far in: a loop over the weights repeats what belongs behind it."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from handgrad.doctor.bugs.scale import gradient_scale, mends
from handgrad.doctor.bugs.sign import is_update
from handgrad.doctor.case import Case
from handgrad.doctor.edits.statements import turning_names, without
from handgrad.doctor.edits.syntax import Splice, Tree, names_read
from handgrad.doctor.proof.repair import Repair
from handgrad.program.spans import span_of


def repairs(case: Case) -> Iterator[Repair]:
    """An update behind the loop whose turns all make it alike, where the gradient is as many times too large."""
    if case.patient is None or not case.blame.off:
        return
    inside = set(case.patient.step.slice)
    for suspect in case.suspects:
        tree, statement = suspect.tree, suspect.statement
        loop = tree.parents.get(statement) if statement is not None else None
        reached = (case.blame.reach.get(op.index, frozenset()) for op in suspect.ops if op.index in inside)
        times = max(Counter(reached).values(), default=0)  # of each parameter
        if not isinstance(loop, ast.For) or times < 2 or not is_update(case, suspect):
            continue
        assert statement is not None
        own = set(turning_names(loop)).isdisjoint(tree.source(name) for name in names_read(statement))
        if own and len(loop.body) > 1 and not loop.orelse and mends(case, suspect, 1 / times):
            message = f"this is inside the loop and done {times} times in each step, each time with the whole gradient"
            yield Repair(gradient_scale.name, suspect.site, behind(tree, loop, statement), message, 1.5)


def behind(tree: Tree, loop: ast.For, statement: ast.stmt) -> tuple[Splice, ...]:
    """A statement of a loop put behind it."""
    if loop.body[-1] is not statement:
        return without(tree, statement), tree.line_after(loop, tree.source(statement))
    line, _, end_line, end_column = span_of(statement)
    return (Splice(tree.file, (line, 0, end_line, end_column), " " * loop.col_offset + tree.source(statement)),)

"""Edits of a way back through time that carries nothing from one step to the one before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from handgrad.doctor.anatomy.recurrence import is_recurrent, recurrent_weights
from handgrad.doctor.bugs.sequence import unused
from handgrad.doctor.bugs.through_time import STOPPED, Loop, assigned, is_carried, loops, shapes_of, sizes
from handgrad.doctor.case import Case
from handgrad.doctor.edits.pieces import Piece
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.repair import Repair

MOST = 12
"""How many places and deltas are tried in a loop."""
CARRIED = 1.2
"""How much later they are tried where the loop hands something on as it is."""


def repairs(case: Case) -> Iterator[Repair]:
    """`dh = W.T @ dy + later`, with `later` begun in front of the loop and given what goes through the weights."""
    case = case.sharpened
    if case.patient is None or not is_recurrent(case.patient):
        return
    for tree, loop, near in loops(case):
        stored = [piece for piece in near if isinstance(tree.statement(piece.node), ast.Assign)]
        found = [each for piece in stored for each in begun(case, tree, loop, piece)]
        later = CARRIED * any(is_carried(piece, loop) for piece in near)
        yield from (replace(each, rank=each.rank + later) for each in sorted(found, key=lambda each: each.rank)[:MOST])


def begun(case: Case, tree: Tree, loop: Loop, piece: Piece) -> Iterator[Repair]:
    """What comes back is added to one piece, and made of each delta of its shape that the loop makes then or later."""
    shapes = sizes(case, piece.indices) - {()}
    first, last, name = tree.statement(piece.node), loop.body[-1], unused(tree, "later")
    indent = tree.lines[last.lineno - 1][: last.col_offset].decode()
    start = tree.line_before(loop, f"{name} = 0")
    text = f"{tree.source(piece.node)} + {name}"
    add = tree.replace(piece.node, text if piece.whole else f"({text})")
    for delta, made in assigned(loop).items():
        if first is None or made.lineno < first.lineno or not shapes & shapes_of(case, tree, last, delta):
            continue
        for weights in fitting(case, tree, loop, shapes):
            for turn, back in enumerate((f"{weights}.T @ {delta}", f"{delta} @ {weights}.T")):
                behind = tree.insert_after(last, f"\n{indent}{name} = {back}")
                rank = 1.5 + 0.2 * piece.score + 0.1 * (not piece.whole) + 0.01 * turn
                yield Repair("bptt", piece.site, (start, add, behind), STOPPED, rank)


def fitting(case: Case, tree: Tree, loop: Loop, shapes: set[tuple[int, ...]]) -> Iterator[str]:
    """The matrices between one state and the next that what has one of these shapes can go through."""
    for weights in recurrent_weights(case, tree, loop):
        units = {size for shape in shapes_of(case, tree, loop.body[-1], weights) for size in shape}
        if any(units & set(shape) for shape in shapes):
            yield weights

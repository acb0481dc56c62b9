"""Readings: whether what an operation reads is data, or a constant of the formula that it is part of."""

from __future__ import annotations

import numpy as np

from handgrad.program.program import Op, Program, Ref, Site

MOST_READINGS = 200
"""How many readings of one place are compared."""


class Places(dict[tuple[Site | None, str], list[int]]):
    """Which operations each place in the source performed under one name."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self.from_data: list[bool] = []
        for op in program.ops:
            self.setdefault((op.site, op.name), []).append(op.index)

    def is_made_of_data(self, index: int) -> bool:
        """Whether a value follows from any that the source does not say."""
        known = self.from_data
        for op in self.program.ops[len(known) : index + 1]:
            known.append(op.origin != "literal" if op.name == "leaf" else any(known[ref] for ref in op.refs()))
        return known[index]


def is_real(op: Op) -> bool:
    """Whether an operation's value is made of floats."""
    return np.asarray(op.value).dtype.kind == "f"


def literal_inside(program: Program, op: Op, index: int) -> bool:
    """Whether operand `index` is a literal written inside the expression itself (`1.0 - a`)."""
    return program[index].origin == "literal" and is_inside(program[index].site, op.site)


def is_inside(site: Site | None, around: Site | None) -> bool:
    """Whether one place in the source lies within another."""
    if site is None or around is None or site.file != around.file:
        return False
    starts = (around.line, around.column) <= (site.line, site.column)
    return starts and (site.end_line, site.end_column) <= (around.end_line, around.end_column)


def is_data(program: Program, places: Places, op: Op, index: int) -> bool:
    """Whether operand `index` of `op` is data, and not a constant of the formula."""
    leaf = program[index]
    if leaf.name == "leaf" and leaf.origin == "literal":
        if literal_inside(program, op, index):
            return varies(program, places, op, index)  # `p - (1.0 if k == label else 0.0)`
        return reads_others(program, places, op, index)
    return places.is_made_of_data(index) or is_table(leaf) or varies(program, places, op, index)


def is_table(op: Op) -> bool:
    """Whether a value is a whole array of different numbers, as data are that are computed from a formula."""
    value = np.asarray(op.value)
    return value.size > 1 and value.dtype.kind in "fiu" and bool(np.any(value != np.ravel(value)[0]))


def plain_number(program: Program, op: Op) -> str | None:
    """The first argument that is no computed value, written out."""
    for part in op.args:
        if not isinstance(part, Ref):
            return repr(part)
        leaf = program[part.index]
        if leaf.origin == "literal" and not literal_inside(program, op, leaf.index):
            return repr(leaf.value)
    return None


def reads_others(program: Program, places: Places, op: Op, index: int) -> bool:
    """Whether the same place in the source reads other literals at other times, of whatever value: those of a table."""
    position = op.refs().index(index)
    for other in places[op.site, op.name][:MOST_READINGS]:
        refs = program[other].refs()
        if len(refs) > position and refs[position] != index and program[refs[position]].origin == "literal":
            return True
    return varies(program, places, op, index)


def varies(program: Program, places: Places, op: Op, index: int) -> bool:
    """Whether the same place in the source reads other values at other times."""
    position = op.refs().index(index)
    for other in places[op.site, op.name][:MOST_READINGS]:
        refs = program[other].refs()
        if other != op.index and len(refs) > position and refs[position] != index:
            mine, theirs = program[index].value, program[refs[position]].value
            if np.shape(mine) != np.shape(theirs) or not np.array_equal(mine, theirs):
                return True
    return False

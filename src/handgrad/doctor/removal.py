"""Removal: a statement taken out of the source without a trace."""

from __future__ import annotations

import ast

from handgrad.doctor.syntax import Splice, Tree


def without(tree: Tree, statement: ast.stmt) -> Splice:
    """The source without one statement: without its lines, or `pass` in its place where nothing else stands there."""
    if len(tree.block(statement)) == 1 or tree.lines[statement.lineno - 1][: statement.col_offset].strip():
        return tree.replace(statement, "pass")
    line, _, end, column = tree.whole_lines([statement])
    return Splice(tree.file, (line, 0, end + 1, 0) if end < len(tree.lines) else (line, 0, end, column), "")

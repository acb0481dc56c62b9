"""Spans: where a node of a syntax tree stands in its file."""

from __future__ import annotations

import ast

Span = tuple[int, int, int, int]
"""Line, column, end line, end column; lines from 1, columns in bytes from 0, as `ast` counts."""


def span_of(node: ast.AST) -> Span:
    """Where an expression or a statement stands."""
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset  # type: ignore[attr-defined]

"""Syntax: a program's expressions and statements as text with places, and edits of that text that keep the rest."""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeGuard

from handgrad.program.program import Site
from handgrad.program.spans import Span, span_of


@dataclass(frozen=True)
class Splice:
    """New text for a stretch of one file; an empty stretch inserts."""

    file: str
    span: Span
    text: str


@dataclass
class Tree:
    """One source file: its text, its syntax tree, and who stands inside whom."""

    file: str
    text: str
    root: ast.Module = field(init=False)

    def __post_init__(self) -> None:
        self.root = ast.parse(self.text)

    @cached_property
    def lines(self) -> list[bytes]:
        """The lines as UTF-8, without their ends."""
        return [line.encode() for line in self.text.split("\n")]

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """Node -> the node it is a part of."""
        return {child: node for node in ast.walk(self.root) for child in ast.iter_child_nodes(node)}

    @cached_property
    def by_span(self) -> dict[Span, ast.AST]:
        """The outermost expression, or the augmented assignment, at each span."""
        found: dict[Span, ast.AST] = {}
        for node in ast.walk(self.root):
            if isinstance(node, (ast.expr, ast.AugAssign)):
                found.setdefault(span_of(node), node)
        return found

    def at(self, site: Site) -> ast.AST | None:
        """The node that an operation's site covers."""
        return self.by_span.get((site.line, site.column - 1, site.end_line, site.end_column - 1))

    def source(self, node: ast.AST) -> str:
        """The text of a node as it is written."""
        line, column, end_line, end_column = span_of(node)
        rows = self.lines[line - 1 : end_line]
        rows[-1] = rows[-1][:end_column]
        rows[0] = rows[0][column:]
        return b"\n".join(rows).decode()

    def statement(self, node: ast.AST) -> ast.stmt | None:
        """The innermost statement around a node (or the node itself)."""
        while node is not None and not isinstance(node, ast.stmt):
            node = self.parents.get(node)  # type: ignore[assignment]
        return node

    def function(self, node: ast.AST) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
        """The function a node stands in; None at the top level."""
        while node is not None:
            node = self.parents.get(node)  # type: ignore[assignment]
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                return node
        return None

    def block(self, statement: ast.stmt) -> list[ast.stmt]:
        """The list of statements one stands in."""
        parent = self.parents[statement]
        for _, value in ast.iter_fields(parent):
            if isinstance(value, list) and statement in value:
                return value
        return [statement]

    def replace(self, node: ast.AST, text: str) -> Splice:
        """Other text in a node's place, in parentheses where it would come apart beside what stands around it."""
        whole = f"({text})" if isinstance(node, ast.expr) and self.comes_apart(node, text) else text
        return Splice(self.file, span_of(node), whole)

    def comes_apart(self, node: ast.expr, text: str) -> bool:
        """Whether an operator around a node takes only a part of the text that is to stand there."""
        around = self.parents.get(node)
        if not isinstance(around, AROUND) or not isinstance(expression(text), LOOSE):
            return False
        plain, held = (
            expression(self.edited(around, [Splice(self.file, span_of(node), each)])) for each in (text, f"({text})")
        )
        return held is not None and (plain is None or ast.dump(plain) != ast.dump(held))

    def insert_before(self, node: ast.AST, text: str) -> Splice:
        """Text in front of a node."""
        line, column, _, _ = span_of(node)
        return Splice(self.file, (line, column, line, column), text)

    def insert_after(self, node: ast.AST, text: str) -> Splice:
        """Text behind a node."""
        _, _, line, column = span_of(node)
        return Splice(self.file, (line, column, line, column), text)

    def line_before(self, statement: ast.stmt, line: str) -> Splice:
        """A line of its own in front of a statement, as far in as that."""
        row = statement.lineno
        return Splice(self.file, (row, 0, row, 0), f"{' ' * statement.col_offset}{line}\n")

    def line_after(self, statement: ast.stmt, *lines: str) -> Splice:
        """Lines of their own behind a statement, as far in as that."""
        return self.behind(statement, "".join(f"\n{' ' * statement.col_offset}{line}" for line in lines))

    def behind(self, statement: ast.stmt, text: str) -> Splice:
        """Text at the end of the last line of a statement."""
        end = statement.end_lineno or statement.lineno
        column = len(self.lines[end - 1])
        return Splice(self.file, (end, column, end, column), text)

    def edited(self, node: ast.AST, splices: Iterable[Splice]) -> str:
        """The text of a node with edits made inside it."""
        starts = offsets(self.text)
        first, last = stretch(starts, Splice(self.file, span_of(node), ""))
        data = self.text.encode()[first:last]
        for splice in sorted(splices, key=lambda each: each.span, reverse=True):
            begin, end = (place - first for place in stretch(starts, splice))
            data = data[:begin] + splice.text.encode() + data[end:]
        return data.decode()

    def operand(self, node: ast.expr) -> str:
        """A node's text, in parentheses where it is to be a factor and is more than that."""
        text = self.source(node)
        return text if isinstance(node, TIGHT) or self.parenthesised(node) else f"({text})"

    def parenthesised(self, node: ast.expr) -> bool:
        """Whether the text of a node is already in parentheses of its own (a tuple, a generator)."""
        return self.source(node).startswith("(") and self.source(node).endswith(")") and isinstance(node, ast.Tuple)

    def whole_lines(self, statements: Iterable[ast.stmt]) -> Span:
        """From the first column of the first statement's line to the end of the last one's."""
        rows = list(statements)
        last = rows[-1].end_lineno or rows[-1].lineno
        return rows[0].lineno, 0, last, len(self.lines[last - 1])

    def rows(self, span: Span) -> str:
        """The text of a span."""
        rows = self.lines[span[0] - 1 : span[2]]
        rows[-1] = rows[-1][: span[3]]
        rows[0] = rows[0][span[1] :]
        return b"\n".join(rows).decode()


AROUND = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Attribute, ast.Subscript)
"""Expressions whose operators take what stands beside them."""
LOOSE = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Lambda)
"""Expressions that an operator beside them may take a part of."""


def expression(text: str) -> ast.expr | None:
    """The syntax of an expression; None where a text is none."""
    try:
        return ast.parse(f"({text})", mode="eval").body
    except (SyntaxError, ValueError):
        return None


TIGHT = (ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.Constant, ast.List, ast.ListComp)
"""Expressions that bind more tightly than any operator."""


def is_addition(node: ast.AST | None) -> TypeGuard[ast.BinOp]:
    """Whether a node adds or subtracts two expressions."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub))


def same(one: ast.AST, other: ast.AST) -> bool:
    """Whether two nodes say the same."""
    return ast.dump(one) == ast.dump(other)


def same_text(part: ast.AST, other: ast.AST) -> bool:
    """Whether a node is an expression that says the same as another one, read or written."""
    return isinstance(part, ast.expr) and ast.unparse(part) == ast.unparse(other)


def without_item(tree: Tree, before: ast.expr, item: ast.expr) -> Splice:
    """An item of a list or a sum left out, together with what joins it to the one in front of it."""
    return Splice(tree.file, (*span_of(before)[2:], *span_of(item)[2:]), "")


def spliced(texts: Mapping[str, str], splices: Iterable[Splice]) -> dict[str, str]:
    """The texts with all splices made; ValueError where two of them overlap or a file is unknown."""
    found = dict(texts)
    by_file: dict[str, list[Splice]] = {}
    for splice in dict.fromkeys(splices):
        by_file.setdefault(splice.file, []).append(splice)
    for file, own in by_file.items():
        if file not in found:
            raise ValueError(f"{file} is not a source of this program")
        found[file] = rewritten(found[file], own)
    return found


def rewritten(text: str, splices: list[Splice]) -> str:
    """One text with its splices made, the last one first."""
    data, starts = text.encode(), offsets(text)
    end = len(data) + 1
    for begin, stop, new in sorted(
        ((*stretch(starts, s), s.text) for s in splices), key=lambda each: each[:2], reverse=True
    ):
        if stop > end:
            raise ValueError("two edits overlap")
        data, end = data[:begin] + new.encode() + data[stop:], begin
    return data.decode()


def names_in(node: ast.AST) -> set[str]:
    """The names in an expression."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def names_read(node: ast.AST) -> Iterator[ast.expr]:
    """The variables a node reads: names, attributes and subscripts, outermost first; called functions left out."""
    if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)) and isinstance(node.ctx, ast.Load) and rooted(node):
        yield node
        if isinstance(node, ast.Subscript):
            yield from names_read(node.slice)
        return
    for part in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.Call) and part is node.func and isinstance(part, ast.Name)):
            yield from names_read(part)


def rooted(node: ast.AST) -> bool:
    """Whether a chain of attributes and subscripts begins with a plain name."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return isinstance(node, ast.Name)


def before_splices(text: str, splices: Iterable[Splice], span: Span) -> Span | None:
    """Where a span of the rewritten text stood in `text`; None where it touches what the splices wrote."""
    rows = list(splices)
    if not rows:
        return span
    old, new = offsets(text), offsets(rewritten(text, rows))
    ends = []
    for (line, column), is_end in ((span[:2], False), (span[2:], True)):
        position, moved = new[line - 1] + column, 0
        for begin, stop, size in sorted((*stretch(old, splice), len(splice.text.encode())) for splice in rows):
            if position < begin + moved or (is_end and position == begin + moved):
                break
            if position < begin + moved + size:
                return None
            moved += size - (stop - begin)
        ends.append(position - moved)
    (line, column), (end_line, end_column) = (placed(old, end) for end in ends)
    return line, column, end_line, end_column


def offsets(text: str) -> list[int]:
    """The byte at which each line begins, and one for the end."""
    starts = [0]
    for line in text.encode().split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def stretch(starts: list[int], splice: Splice) -> tuple[int, int]:
    """The bytes that a splice replaces."""
    line, column, end_line, end_column = splice.span
    return starts[line - 1] + column, starts[end_line - 1] + end_column


def placed(starts: list[int], position: int) -> tuple[int, int]:
    """Line and column of a byte."""
    line = max(bisect_right(starts, position), 1)
    return line, position - starts[line - 1]


def is_whole(tree: Tree, node: ast.AST) -> bool:
    """Whether an expression is all of what is assigned, returned, handed on or stored."""
    around = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return, ast.Dict, ast.Tuple, ast.List, ast.keyword)
    parent = tree.parents.get(node)
    return isinstance(parent, around) or (isinstance(parent, ast.Call) and node in parent.args)

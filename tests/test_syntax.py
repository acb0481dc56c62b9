"""Edits of source text: made exactly where they should be, and traced back to where they came from."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handgrad.doctor.edits.syntax import Splice, Tree, before_splices, rewritten, spliced
from handgrad.program.spans import span_of

TEXT = "é = 'ü'\nfor i in range(3):\n    é += str(i)  # ä\nprint(é, [1,\n          2])\n"


def test_nodes_are_found_and_replaced_by_their_place() -> None:
    tree = Tree("net.py", TEXT)
    call = next(node for node in ast.walk(tree.root) if isinstance(node, ast.Call) and tree.source(node) == "str(i)")
    assert tree.source(tree.statement(call) or call) == "é += str(i)"
    text = spliced({"net.py": TEXT}, [tree.replace(call, "repr(i)")])["net.py"]
    assert text == TEXT.replace("str(i)", "repr(i)")


def test_a_node_over_several_lines_keeps_what_is_around_it() -> None:
    tree = Tree("net.py", TEXT)
    numbers = next(node for node in ast.walk(tree.root) if isinstance(node, ast.List))
    assert tree.source(numbers) == "[1,\n          2]"
    assert rewritten(TEXT, [tree.replace(numbers, "[3]")]) == TEXT.replace("[1,\n          2]", "[3]")


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        rewritten("a + b\n", [Splice("f", (1, 0, 1, 3), "x"), Splice("f", (1, 2, 1, 5), "y")])


def test_an_unknown_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not a source"):
        spliced({"f": "a\n"}, [Splice("g", (1, 0, 1, 1), "b")])


WORDS = ["alpha", "be\nta", "gam\n\nma", "ß", ""]


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.booleans()), min_size=2, max_size=8), st.data())
def test_a_place_in_the_rewritten_text_leads_back_to_its_origin(
    parts: list[tuple[str, bool]], data: st.DataObject
) -> None:
    text, splices, kept = "", [], []
    for number, (word, replaced) in enumerate(parts):
        begin = place(text)
        text += f"<{number}{word}>"
        (splices if replaced else kept).append((begin, place(text)))
    edits = [Splice("f", (*begin, *end), data.draw(st.sampled_from(WORDS))) for begin, end in splices]
    new = rewritten(text, edits)
    for begin, end in kept:
        piece = cut(text, begin, end)
        start = new.index(piece)
        span = (*place(new[:start]), *place(new[: start + len(piece)]))
        assert before_splices(text, edits, span) == (*begin, *end)


def place(text: str) -> tuple[int, int]:
    last = text.rpartition("\n")[2]
    return text.count("\n") + 1, len(last.encode())


def cut(text: str, begin: tuple[int, int], end: tuple[int, int]) -> str:
    rows = [row.encode() for row in text.split("\n")][begin[0] - 1 : end[0]]
    rows[-1] = rows[-1][: end[1]]
    rows[0] = rows[0][begin[1] :]
    return b"\n".join(rows).decode()


def test_what_an_edit_wrote_has_no_origin() -> None:
    edit = Splice("f", (1, 4, 1, 5), "bbb")
    assert rewritten("a = b\n", [edit]) == "a = bbb\n"
    assert before_splices("a = b\n", [edit], (1, 5, 1, 6)) is None


def test_spans_are_those_of_ast() -> None:
    node = ast.parse(TEXT).body[0]
    assert span_of(node) == (1, 0, 1, 9)


@pytest.mark.parametrize(
    ("text", "found"),
    [("a - b", "s = (a - b) / n + 1"), ("a * b", "s = a * b / n + 1"), ("f(a - b)", "s = f(a - b) / n + 1")],
)
def test_what_is_put_in_stays_together(text: str, found: str) -> None:
    source = "s = x / n + 1"
    tree = Tree("net.py", source)
    node = next(node for node in ast.walk(tree.root) if isinstance(node, ast.Name) and node.id == "x")
    assert rewritten(source, [tree.replace(node, text)]) == found

"""Tables: what a CSV file may look like, and the one sentence about each that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handgrad import tables

CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


@pytest.fixture
def read(tmp_path: Path):
    def read_text(text: str | bytes) -> tables.Table:
        path = tmp_path / "t.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tables.read(path)

    return read_text


@pytest.mark.parametrize(
    "text",
    [
        "a,b c\n1,x\n-2.5e3,y\n",
        "a,b c\r\n1,x\r\n-2.5e3,y",
        "\ufeffa,b c\n1,x\n\n-2.5e3,y\n\n",
        "a ; b c\n1 ; x\n-2500,0 ; y\n",
        "a\tb c\n1\tx\n-2.5e3\ty\n",
        '"a","b c"\n"1","x"\n-2.5e3, "y"\n',
        "a|b c\n+1.|x\n-2500|y\n",
    ],
)
def test_columns_are_read_however_they_are_separated(read, text: str) -> None:
    table = read(text)
    assert list(table.columns) == ["a", "b c"]
    assert table.numbers("a") == [1, -2500]
    assert table.column("b c") == ["x", "y"]
    assert table.numbers("b c") is None
    assert len(table) == 2


def test_a_cell_may_hold_commas_and_line_ends(read) -> None:
    table = read('a,b\n"x, y",1\n"two\nlines",2\n')
    assert table.column("a") == ["x, y", "two\nlines"]
    assert table.lines == [2, 4]


@pytest.mark.parametrize("number", ["nan", "inf", "0x10", "1_000", "1,5", "1e999", "--1", "1e"])
def test_what_is_no_number_is_none(read, number: str) -> None:
    table = read("a,b\n1,1\n2,1\n3,1\n")
    assert table.number("1.5") == 1.5
    assert table.number(number) in (None, float("inf"))


@pytest.mark.parametrize("hole", ["", " ", "NA", "NaN", "?", "null", "n/a"])
def test_a_hole_is_said_with_its_line_and_column(read, hole: str) -> None:
    table = read(f"a,b\n1,x\n\n{hole},y\n3,z\n")
    with pytest.raises(ValueError, match=r"t\.csv, line 4: column 'a' has no value"):
        table.numbers("a")
    assert table.column("b") == ["x", "y", "z"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "t.csv is empty"),
        ("\n\n", "t.csv is empty"),
        ("a,b\n", "has a header and no rows"),
        ("a,a\n1,2\n", "two columns are called 'a'"),
        ("a,\n1,2\n", "a column has no name"),
        ("a,b\n1,2\n3\n", "line 3: 1 cells where the header has 2"),
        ("a,b\n1,2,3\n", "line 2: 3 cells where the header has 2"),
        ('a,b\n1,"2\n', "this is no CSV"),
        (b"a,b\n1,\xff\xfe\n", "is no text in UTF-8"),
    ],
)
def test_a_file_that_is_no_table_is_refused(read, text: str | bytes, sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        read(text).numbers("b")
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_one_text_among_numbers_is_refused_with_its_line(read) -> None:
    with pytest.raises(ValueError, match=r"t\.csv, line 3: column 'a' has 'twelve' where other rows have numbers"):
        read("a\n1\ntwelve\n3\n").numbers("a")
    with pytest.raises(ValueError, match="column 'a' has '1e999' where other rows have numbers"):
        read("a\n1\n2\n1e999\n").numbers("a")


def test_a_missing_column_is_said_with_those_that_are_there(read) -> None:
    with pytest.raises(ValueError, match=r"t\.csv has no column 'c'; it has: a, b"):
        read("a,b\n1,2\n").column("c")


def test_a_table_is_written_as_it_was_with_more_columns(read) -> None:
    table = read('a;b\n1,5;"x;y"\n2;z\n')
    assert tables.text_of(table, {"c": ["p", "q"]}) == 'a;b;c\n1,5;"x;y";p\n2;z;q\n'


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_whatever_is_written_is_read_again(tmp_path_factory, rows: list[tuple[str, str]], delimiter: str) -> None:
    columns = {"first column": [row[0] for row in rows], "x": [row[1] for row in rows]}
    table = tables.Table("t", columns, list(range(len(rows))), delimiter)
    path = tmp_path_factory.mktemp("table") / "t.csv"
    tables.write(path, tables.text_of(table, {"z": ["1"] * len(rows)}))
    again = tables.read(path)
    stripped = {name: [cell.strip() for cell in cells] for name, cells in columns.items()}
    assert again.columns == {**stripped, "z": ["1"] * len(rows)}

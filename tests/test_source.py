"""What is a program and what is not: files, encodings, syntax, notebooks, and where an error stands."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from handgrad.doctor.running import run
from handgrad.doctor.running.failures import characters, place_of, sentence
from handgrad.doctor.running.source import LARGEST, Source, Unreadable, read

UNREADABLE = {
    "missing.py": (None, "there is no such file"),
    "empty.py": (b"", "the file is empty"),
    "blank.py": (b" \n\n", "the file is empty"),
    "binary.py": (b"\x7fELF\0\0\1", "the file is binary, not Python source"),
    "latin.py": ("x = 'é'\n".encode("latin-1"), "the file cannot be decoded as text: line 1 is not valid utf-8"),
    "coding.py": (b"# coding: klingon\n", "the file cannot be decoded: unknown encoding: klingon"),
    "text.txt": (b"x = 1", "this is not a Python file: its name ends in .txt, not .py or .ipynb"),
    "name": (b"x = 1", "this is not a Python file: its name ends in nothing, not .py or .ipynb"),
    "large.py": (b"#" * (LARGEST + 1), "the file is larger than 8 MiB, too large for a program"),
    "folder.py": ("folder", "this is a folder, not a program"),
    "pipe.py": ("pipe", "this is not an ordinary file"),
    "syntax.py": (b"x = (1,\n  2\n", "line 1 is not valid Python: '(' was never closed"),
    "old.py": (b"print 'x'\n", "line 1 is not valid Python: Missing parentheses in call to 'print'"),
    "tabs.py": (b"if 1:\n\tx = 1\n        y = 2\n", "line 3 is not valid Python: inconsistent use of tabs"),
    "outside.py": (b"return 1\n", "line 1 is not valid Python: 'return' outside function"),
    "deep.py": (b"x = " + b"(" * 5000 + b")" * 5000, "line 1 is not valid Python: too many nested parentheses"),
    "deeper.py": (b"x = " + b"-" * 100_000 + b"1", "the program is nested too deeply for Python to read"),
    "list.ipynb": (b"[1, 2]", "the file is not a notebook: its JSON cannot be read"),
    "bad.ipynb": (b"{", "the file is not a notebook: its JSON cannot be read"),
    "none.ipynb": (b'{"cells": []}', "the notebook has no code cell"),
    "blank.ipynb": (b'{"cells": [{"cell_type": "code", "source": []}]}', "the file is empty"),
    "julia.ipynb": (
        b'{"cells": [{"cell_type": "code", "source": "x"}], "metadata": {"kernelspec": {"language": "julia"}}}',
        "the notebook is written in julia, not in Python",
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_program(name: str, tmp_path: Path) -> None:
    data, expected = UNREADABLE[name]
    path = tmp_path / name
    if data == "folder":
        path.mkdir()
    elif data == "pipe":
        os.mkfifo(path)
    elif data is not None:
        path.write_bytes(data)
    report = run.check_file(path, child=("no-child-is-started",))
    assert report.verdict == "unchecked"
    assert report.reason.startswith(expected)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "net.py"
    path.write_text("x = 1")
    path.chmod(0)
    assert run.check_file(path).reason == "the file cannot be read: permission denied"


TEXTS = ["x = 1", "\ufeffx = 1", "# coding: latin-1\nx = 'é'", "x = 1\r\ny = 2\r\n"]


@pytest.mark.parametrize("data", TEXTS, ids=range(len(TEXTS)))
def test_what_python_reads_is_read(data: str, tmp_path: Path) -> None:
    path = tmp_path / "net.py"
    path.write_bytes(data.encode("latin-1" if "latin" in data else "utf-8"))
    assert "x = " in read(path).text
    assert "\r" not in read(path).text


def test_a_syntax_error_has_a_place(tmp_path: Path) -> None:
    path = tmp_path / "net.py"
    path.write_text("日本 = 1\nz = 日本 日本\n", encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        read(path)
    place = caught.value.place
    assert place is not None
    assert (place.line, place.column, place.source[:2]) == (2, 8, "日本")


def notebook(cells: list[str | list[str]], **extra: object) -> bytes:
    entries = [{"cell_type": "markdown", "source": "text"}]
    entries += [{"cell_type": "code", "source": cell} for cell in cells]
    return json.dumps({"cells": entries, "metadata": {"language_info": {"name": "python"}}, **extra}).encode()


def test_a_notebook_is_read_cell_by_cell(tmp_path: Path) -> None:
    path = tmp_path / "net.ipynb"
    cells = [
        ["%matplotlib inline\n", "import numpy as np\n", "files = !ls"],
        "%%bash\nrm -rf everything",
        "%%time\nx = 7\nif x:\n    !ls\nnp.dot?\n",
        "y = (x\n  % 4)",
        "%time z = x + y",
    ]
    path.write_bytes(notebook(cells))
    source = read(path)
    names: dict[str, int] = {}
    exec(source.text, names)
    assert (names["y"], names["z"]) == (3, 10)
    assert source.cell(source.lines.index("x = 7") + 1) == (3, 2)
    assert source.lines[-2].index("z = x + y") == len("%time ")
    assert [note.split(": ")[0] for note in source.notes] == [
        "cell 1, line 1", "cell 1, line 3", "cell 2, line 1", "cell 3, line 1", "cell 3, line 4", "cell 3, line 5",
    ]  # fmt: skip


def test_a_notebook_of_the_old_layout_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.ipynb"
    path.write_text(json.dumps({"worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1\n", "y = 2"]}]}]}))
    assert read(path).text == "x = 1\ny = 2\n"


def test_a_syntax_error_in_a_notebook_names_the_cell(tmp_path: Path) -> None:
    path = tmp_path / "net.ipynb"
    path.write_bytes(notebook(["x = 1", "y = 2\nz = = 3"]))
    assert run.check_file(path).reason.startswith("line 2 of cell 2 is not valid Python")


def test_an_error_in_a_notebook_names_the_cell() -> None:
    source = Source("/x/net.ipynb", "x = 0\ny = 0\nx / y\n", cells=(1, 2))
    try:
        exec(compile(source.text, source.file, "exec"), {})
    except ZeroDivisionError as error:
        assert sentence(error, "/x", source).endswith("(line 2 of cell 2)")


def test_an_error_is_placed_in_the_program(tmp_path: Path) -> None:
    source = Source(str(tmp_path / "a.py"), "def f():\n    return '日本' + 1 / 0\nf()\n")
    try:
        exec(compile(source.text, source.file, "exec"), {})
    except ZeroDivisionError as error:
        place = place_of(error, source)
        assert place is not None
        assert (place.line, place.column, place.source) == (2, 19, "1 / 0")
        assert sentence(error, str(tmp_path)) == "it raises ZeroDivisionError: division by zero (line 2)"
        assert place_of(error, Source("other.py", "x")) is None
    assert characters("日本x", 6) == 2

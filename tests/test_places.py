"""Places of operations: the line that performs each, and the calls that led there, whoever resumes a generator."""

from __future__ import annotations

from pathlib import Path

from handgrad.program.program import Op
from handgrad.program.record import record_script


def multiplications(text: str, folder: Path) -> list[Op]:
    """The products that a program performs, in order."""
    file = folder / "net.py"
    file.write_text(text)
    recording = record_script(file)
    assert recording.error is None
    return [op for op in recording.program.ops if op.name == "multiply"]


def lines(op: Op) -> list[int]:
    """Where an operation stands, and the calls that led to it, innermost first."""
    return [site.line for site in (op.site, *op.stack) if site is not None]


def test_calls_are_those_under_way(tmp_path: Path) -> None:
    """Functions that call each other, return, and are called again from elsewhere."""
    text = """\
def inner(x):
    return x * 2.0
def outer(x):
    y = inner(x)
    return inner(y) * 3.0
z = outer(1.0)
z = inner(z)
z = z * 4.0
"""
    assert [lines(op) for op in multiplications(text, tmp_path)] == [[2, 4, 6], [2, 5, 6], [5, 6], [2, 7], [8]]


def test_a_generator_is_called_by_whoever_resumes_it(tmp_path: Path) -> None:
    """The same frame has other callers each time, and in one caller other lines."""
    text = """\
def products():
    x = 1.5
    while True:
        x = x * 2.0
        yield x
def take(source):
    return next(source)
source = products()
a = next(source)
b = take(source)
c = next(source)
d = take(source)
e = sum(v * 2.0 for v in (a, b))
"""
    found = [lines(op) for op in multiplications(text, tmp_path)]
    assert found == [[4, 9], [4, 7, 10], [4, 11], [4, 7, 12], [13, 13], [13, 13]]


def test_columns_tell_operations_on_a_line_apart(tmp_path: Path) -> None:
    """Each operation of one line has its own stretch of it."""
    one, two = multiplications("x = 1.5\ny = (x * 2.0) + (x * 3.0)\n", tmp_path)
    assert [(op.site.column, op.site.end_column) for op in (one, two) if op.site] == [(6, 13), (18, 25)]


def test_modules_beside_the_program_count_once_they_are_imported(tmp_path: Path) -> None:
    """A function of a module that is imported later stands in its own file."""
    (tmp_path / "beside_net.py").write_text("def twice(x):\n    return x * 2.0\n")
    text = "x = 1.5\ny = x * 2.0\ndef load():\n    import beside_net\n    return beside_net\nz = load().twice(y)\n"
    first, second = multiplications(text, tmp_path)
    assert lines(first) == [2]
    assert [(Path(site.file).name, site.line) for site in (second.site, *second.stack) if site] == [
        ("beside_net.py", 2),
        ("net.py", 6),
    ]

"""The terminal text, whole: every record in tests/ui against the text stored beside it (`--bless` stores it anew)."""

from __future__ import annotations

import dataclasses
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handgrad.doctor.finding import Finding, Fix, Gradient, Label, Place, Report
from handgrad.doctor.running.source import Source
from handgrad.report import summary
from handgrad.report.frame import cells_of, frame, marks_of
from handgrad.report.paint import NARROWEST, PIPED, STYLES, Page, page_for
from handgrad.report.record import dumps, loads
from handgrad.report.text import render

UI = Path(__file__).parent / "ui"
PAGES = {"": Page(), ".narrow": Page(columns=46, encoding="ascii")}


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("record", sorted(UI.glob("*.json")), ids=lambda path: path.stem)
def test_text_is_the_stored_one(record: Path, form: str, monkeypatch, request) -> None:
    monkeypatch.chdir(UI)
    text = render(loads(record.read_text()), PAGES[form])
    stored = record.with_name(f"{record.stem}{form}.txt")
    if request.config.getoption("--bless"):
        stored.write_text(text, encoding="utf-8")
    assert text == stored.read_text(encoding="utf-8")


def records() -> list[Report]:
    return [loads(path.read_text()) for path in sorted(UI.glob("*.json"))]


def without_color(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("report", records(), ids=lambda report: report.file)
def test_color_adds_nothing_but_color(report: Report, monkeypatch) -> None:
    monkeypatch.chdir(UI)
    painted = render(report, Page(color=True))
    assert "\x1b[" in painted
    assert without_color(painted) == render(report)


@pytest.mark.parametrize("columns", [NARROWEST, 60, 80, 200])
@pytest.mark.parametrize("report", records(), ids=lambda report: report.file)
def test_prose_and_frames_stay_on_the_page(report: Report, columns: int, monkeypatch) -> None:
    monkeypatch.chdir(UI)
    for line in render(report, Page(columns=columns)).splitlines():
        not_ours_to_break = line.startswith(("help", "    ")) or "-->" in line or " " not in line.strip()
        assert len(line) <= columns or not_ours_to_break, line


def test_the_carets_stand_under_what_they_mean(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    source = "\tif 誤差: y = np.dot(誤差, w) + b"
    Path("a.py").write_text(source + "\n", encoding="utf-8")
    begin = source.index("np.dot")
    place = Place("a.py", 1, 1, begin + 1, begin + len("np.dot(誤差, w)") + 1, "np.dot(誤差, w)")
    rows = render(Report("a.py", "wrong", (Finding("transpose", "error", place, "turned"),))).splitlines()
    code = next(row for row in rows if row.startswith("1 |"))
    carets = rows[rows.index(code) + 1]
    before = code[: code.index("np.dot")]
    assert carets.index("^") == len(before) + before.count("誤") + before.count("差")
    assert carets.count("^") == len("np.dot(") + 4 + len(", w)")


def test_a_fix_of_lines_far_apart_leaves_out_what_stays_as_it_is() -> None:
    source = [f"line{number} = 0" for number in range(1, 21)]
    place = Place("gone.py", 1, 20, 1, 11, "\n".join(source))
    after = "\n".join(["line1 = 1", *source[1:9], "line10 = 1", *source[10:12], "line13 = 1", *source[13:]])
    found = Finding("accumulate", "error", place, "is 0", fix=Fix(after, "proved", place))
    rows = render(Report("gone.py", "wrong", (found,))).splitlines()
    at = rows.index("help, line 1: proved by running") + 1
    shown = ["line1 = 1", "...", "line10 = 1", "line11 = 0", "line12 = 0", "line13 = 1", "..."]
    assert rows[at : at + 7] == [f"    {row}" for row in shown]


LINES = st.lists(st.text(st.characters(exclude_characters="\n\r", codec="utf-8"), max_size=120), min_size=1, max_size=9)


@given(lines=LINES, data=st.data(), columns=st.integers(NARROWEST, 120), encoding=st.sampled_from(["utf-8", "ascii"]))
def test_any_stretch_of_any_source_can_be_shown(lines, data, columns, encoding) -> None:
    def stretch() -> tuple[int, int, int]:
        line = data.draw(st.integers(1, len(lines)))
        begin, end = sorted(data.draw(st.tuples(*[st.integers(1, len(lines[line - 1]) + 1)] * 2)))
        return line, begin, end

    line, begin, end = stretch()
    end_line = data.draw(st.integers(line, len(lines)))
    place = Place("a.py", line, end_line, begin, end, "")
    labels = [Label(*stretch(), "why " * data.draw(st.integers(0, 40))) for _ in range(2)]
    source, page = Source("a.py", "\n".join(lines)), Page(columns, encoding=encoding)
    rows = frame("a.py:1", source, marks_of(source.lines, place, labels, "what", "error"), page)
    assert any("^" in row for row in rows) and any("what" in row for row in rows)
    widths = [sum(width for _, width in cells_of(row, page)) for row in rows]
    assert max(widths) <= columns
    assert all(page.showable(row) == row and row.isprintable() for row in rows if row.isascii() or encoding == "ascii")


def hostile_reports() -> list[Report]:
    bad = Place("", -3, 0, -1, 10**9, "\x1b[2J\ud800")
    place = Place("two_problems.py", 3, 1, 50, 2, "")
    return [
        Report("", "wrong"),
        Report("x\x1b[31m.py", "unchecked", reason="\n\n", place=bad),
        Report("x", "wrong", (Finding("", "error", bad, ""),)),
        Report("x", "wrong", (Finding("no-such-kind", "note", place, "m" * 5000, labels=(Label(-1, 0, 0, "a"),)),)),
        Report("x", "wrong", (Finding("transpose", "error", place, "m", labels=(Label(2, 9, 1, "b" * 300),)),)),
        Report("x", "wrong", (Finding("transpose", "fatal", place, "m"),)),  # type: ignore[arg-type]
        Report("x", "wrong", (Finding("transpose", "error", place, "m", fix=Fix("", "sure")),)),  # type: ignore[arg-type]
        Report("x", "wrong", (Finding("transpose", "error", place, "m", proof={"gradient_error": "none"}),)),
        Report("x", "right", (), (Gradient("w", 1, "unknown"),)),  # type: ignore[arg-type]
        Report(UI.as_posix(), "unchecked", place=Place(UI.as_posix(), 1, 1, 1, 1, "")),
    ]


@pytest.mark.parametrize("page", [Page(), Page(1, True, "ascii"), Page(encoding="latin-1")], ids=str)
@pytest.mark.parametrize("report", hostile_reports(), ids=range(len(hostile_reports())))
def test_a_message_about_a_failure_never_fails(report: Report, page: Page, monkeypatch) -> None:
    monkeypatch.chdir(UI)
    text = render(report, page)
    assert text.strip()
    text.encode(page.encoding)
    assert "\x1b" not in without_color(text)
    assert summary.line(report, 5, page)
    assert loads(dumps(report)).file == report.file


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "choice", "environment", "expected"),
    [
        (Terminal(), "auto", {}, True),
        (Terminal(), "auto", {"NO_COLOR": "1"}, False),
        (Terminal(), "auto", {"NO_COLOR": ""}, True),
        (Terminal(), "auto", {"TERM": "dumb"}, False),
        (Terminal(), "never", {}, False),
        (io.StringIO(), "auto", {}, False),
        (io.StringIO(), "always", {"NO_COLOR": "1"}, True),
    ],
)
def test_color_only_where_it_is_wanted(stream, choice, environment, expected) -> None:
    assert page_for(stream, choice, environment).color is expected


def test_a_pipe_has_80_columns() -> None:
    assert page_for(io.StringIO(), environment={}).columns == PIPED == 80


def test_every_style_is_a_colour() -> None:
    assert {Page(color=True).paint("x", style) for style in STYLES}.isdisjoint({"x"})


@pytest.mark.parametrize("report", records(), ids=lambda report: report.file)
def test_the_json_comes_back_as_the_same_report(report: Report) -> None:
    assert dataclasses.asdict(loads(dumps(report))) == dataclasses.asdict(report)


def test_the_report_shows_itself(monkeypatch) -> None:
    monkeypatch.chdir(UI)
    report = loads((UI / "two_problems.json").read_text())
    assert str(report) == repr(report) == render(report)
    assert loads(report.to_json()) == report
    assert "&lt;b&gt;" in dataclasses.replace(report, file="<b>")._repr_html_()


def test_several_programs_have_a_line_each() -> None:
    reports = [*records(), Report("empty.py", "unchecked", reason="the file is empty")]
    lines = [summary.line(report, 12, Page()) for report in reports]
    assert all(line.count("\n") == 0 and len(line) <= 80 for line in lines)
    assert next(line for line in lines if line.startswith("two_problems")).split("  ")[1].strip() == "2 problems"
    wrong, unchecked = (sum(summary.status(report) == status for report in reports) for status in (1, 2))
    assert (wrong, unchecked, len(reports)) == (3, 3, 8)
    assert summary.total(reports) == "8 programs: 3 with problems, 2 without, 3 not checked"


def test_the_exit_status_says_found_before_unchecked() -> None:
    right, unchecked = Report("a", "right"), Report("b", "unchecked", reason="no")
    place = Place("a", 1, 1, 1, 2, "x")
    noted = Report("a", "right", (Finding("negative-zero", "note", place, ""),))
    warned = Report("a", "right", (Finding("dead-units", "warning", place, ""),))
    assert [summary.status(report) for report in (right, unchecked, noted, warned)] == [0, 2, 0, 1]
    assert summary.overall([right, noted]) == 0
    assert summary.overall([right, unchecked]) == 2
    assert summary.overall([right, unchecked, warned]) == 1
    assert summary.overall([]) == 2

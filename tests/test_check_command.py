"""`handgrad check` as a person meets it: files, folders, options, exit status; the analysis replaced by a stand-in."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

import pytest

from handgrad.commands import check
from handgrad.doctor.running import run
from handgrad.report.record import loads

UI = Path(__file__).parent / "ui"
STAND_IN = (sys.executable, "-P", str(Path(__file__).parent / "stand_in_child.py"))


@pytest.fixture
def command(monkeypatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(run, "CHILD", STAND_IN)

    def handgrad_check(*arguments: str, program: list[str] | None = None) -> int:
        parser = argparse.ArgumentParser(prog="handgrad check")
        check.add(parser)
        args = parser.parse_args(arguments)
        args.arguments = program or []
        return check.run(args)

    return handgrad_check


def with_bugs(path: Path) -> None:
    """A program of which the stand-in says what the stored record says."""
    shutil.copy(UI / "two_problems.py", path)
    shutil.copy(UI / "two_problems.json", f"{path}.json")


def test_a_right_program(command, tmp_path: Path, capsys) -> None:
    (tmp_path / "net.py").write_text("x = 1\n")
    assert command("net.py") == 0
    assert capsys.readouterr().out == "net.py: no problem found\n\nchecked: arguments []\n"


def test_a_wrong_program(command, tmp_path: Path, capsys) -> None:
    with_bugs(tmp_path / "two_problems.py")
    assert command("two_problems.py") == 1
    assert capsys.readouterr().out == (UI / "two_problems.txt").read_text()


def test_a_program_that_cannot_be_checked(command, tmp_path: Path, capsys) -> None:
    (tmp_path / "net.py").write_text("import nothing_of_this_name\n")
    assert command("net.py") == 2
    sentence = "net.py: not checked: it needs the module nothing_of_this_name, which is not\n"
    assert capsys.readouterr().out.startswith(sentence)


def test_arguments_go_to_the_program(command, tmp_path: Path, capsys) -> None:
    (tmp_path / "net.py").write_text("import sys\nassert sys.argv[1:] == ['--epochs', '10']\n")
    assert command("net.py", program=["--epochs", "10"]) == 0


def test_json_to_a_file_and_to_the_output(command, tmp_path: Path, capsys) -> None:
    with_bugs(tmp_path / "net.py")
    assert command("net.py", "--json", "report.json") == 1
    text = capsys.readouterr().out
    assert text.startswith("net.py: 2 problems")
    report = loads((tmp_path / "report.json").read_text())
    assert {finding.place.file for finding in report.findings} <= {"net.py", "two_problems.py"}
    assert command("net.py", "--json", "-") == 1
    record = json.loads(capsys.readouterr().out)
    assert (record["schema"], record["verdict"], record["file"]) == (1, "wrong", "net.py")
    worst = next(finding for finding in record["findings"] if finding["severity"] == "error")
    assert set(worst) >= {"kind", "severity", "file", "end_line", "source", "title", "message", "why", "proof"}
    assert (worst["code"], worst["line"], worst["column"], worst["end_column"]) == ("D001", 19, 28, 38)
    assert worst["fix"] == {"replacement": "grad.sum(axis=0, keepdims=True)", "confidence": "proved"}
    assert set(record["gradients"][0]) >= {"name", "line", "state", "relative_error"}
    assert set(record) >= {"findings", "gradients", "checked", "not_checked", "seconds"}


def test_an_unchecked_program_has_a_json_too(command, tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text("x = (\n")
    assert command("net.py", "--json", "r.json", "--sarif", "r.sarif") == 2
    record = json.loads((tmp_path / "r.json").read_text())
    assert (record["verdict"], record["findings"], record["place"]["line"]) == ("unchecked", [], 1)
    assert json.loads((tmp_path / "r.sarif").read_text())["version"] == "2.1.0"


def test_a_report_that_cannot_be_written(command, tmp_path: Path, capsys) -> None:
    (tmp_path / "net.py").write_text("x = 1\n")
    assert command("net.py", "--json", "no/such/folder.json") == 2
    assert capsys.readouterr().err == "handgrad: no/such/folder.json cannot be written: no such file or directory\n"


@pytest.fixture
def homework(tmp_path: Path) -> Path:
    folder = tmp_path / "class"
    for name in ("anna", "ben", "carla/deep", ".hidden", "venv", "carla/__pycache__"):
        (folder / name).mkdir(parents=True)
    (folder / "venv" / "pyvenv.cfg").write_text("")
    for name in (".hidden/x.py", "venv/x.py", "carla/__pycache__/x.py", "anna/.x.py", "anna/data.csv"):
        (folder / name).write_text("1 / 0")
    with_bugs(folder / "anna" / "net.py")
    (folder / "ben" / "net.py").write_text("while True: pass")
    (folder / "carla" / "deep" / "net.py").write_text("x = 1")
    (folder / "carla" / "broken.py").write_text("x = (")
    (folder / "carla" / "book.ipynb").write_text((UI / "book.ipynb").read_text())
    return folder


def test_a_class_of_homework(command, homework: Path, capsys) -> None:
    assert command("class", "--seconds", "1", "--jobs", "2", "--json", "all.json") == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0].rstrip() for line in lines[:5]] == [
        "class/anna/net.py", "class/ben/net.py", "class/carla/book.ipynb", "class/carla/broken.py",
        "class/carla/deep/net.py",
    ]  # fmt: skip
    assert "2 problems" in lines[0]
    assert "not checked" in lines[1] and "it was still running" in lines[1]
    assert "line 1 is not valid Python" in lines[3] and lines[3].endswith("...") and len(lines[3]) <= 80
    assert "no problem" in lines[4]
    assert lines[-1].startswith("5 programs: 1 with problems, ")
    reports = json.loads((homework.parent / "all.json").read_text())["reports"]
    assert [report["verdict"] for report in reports][:2] == ["wrong", "unchecked"]


def test_several_files_one_missing(command, tmp_path: Path, capsys) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    assert command("a.py", "b.py") == 2
    assert capsys.readouterr().out.splitlines() == [
        "a.py  no problem",
        "b.py  not checked  there is no such file",
        "",
        "2 programs: 0 with problems, 1 without, 1 not checked",
    ]


def test_a_folder_without_programs(command, tmp_path: Path, capsys) -> None:
    (tmp_path / "nothing.py").mkdir()
    assert command("nothing.py") == 2
    assert "there is no program in this folder" in capsys.readouterr().out


@pytest.mark.parametrize("option", [("--seconds", "0"), ("--seconds", "nan"), ("--seconds", "x"), ("--jobs", "0")])
def test_options_that_make_no_sense(command, option: tuple[str, str], capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        command("net.py", *option)
    assert stopped.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert f"argument {option[0]}: {option[1]} is not a" in last


def test_color_on_demand(command, tmp_path: Path, capsys) -> None:
    (tmp_path / "net.py").write_text("x = 1\n")
    command("net.py", "--color", "always")
    assert "\x1b[" in capsys.readouterr().out
    command("net.py")
    assert "\x1b[" not in capsys.readouterr().out


def test_a_check_that_breaks_is_no_traceback(command, tmp_path: Path, capsys, monkeypatch) -> None:
    (tmp_path / "net.py").write_text("x = 1\n")
    monkeypatch.setattr(run, "CHILD", (sys.executable, "-c", "raise RuntimeError('a slip of ours')"))
    assert command("net.py") == 2
    assert capsys.readouterr().out == (
        "net.py: not checked: it ended without a word to the check (exit status 1):\n"
        "        RuntimeError: a slip of ours\n"
    )
    monkeypatch.setattr(run, "CHILD", ("/no/such/interpreter",))
    assert command("net.py") == 2
    assert "no process could be started" in capsys.readouterr().out

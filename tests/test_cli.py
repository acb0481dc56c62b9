"""The command line itself: its commands, its help, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import handgrad
from handgrad import cli
from handgrad.doctor.running import run

STAND_IN = (sys.executable, "-P", str(Path(__file__).parent / "stand_in_child.py"))


def test_help_lists_every_command(capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--help"])
    assert stopped.value.code == 0
    text = capsys.readouterr().out
    assert {"check", "explain"} <= set(cli.names())
    for name in cli.names():
        assert f"\n  {name} " in text
        assert cli.summary(name)


@pytest.mark.parametrize("name", cli.names())
def test_every_command_has_help(name: str, capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main([name, "--help"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: handgrad {name}")


def test_version(capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"handgrad {handgrad.__version__}\n"


def test_no_words_and_wrong_words(capsys) -> None:
    assert cli.main([]) == 2
    assert "commands:" in capsys.readouterr().out
    with pytest.raises(SystemExit) as stopped:
        cli.main(["chekc"])
    assert stopped.value.code == 2
    assert "invalid choice: 'chekc'" in capsys.readouterr().err


def test_words_after_two_dashes_are_the_programs(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(run, "CHILD", STAND_IN)
    program = tmp_path / "net.py"
    program.write_text("import sys\nassert sys.argv[1:] == ['--epochs', '10', '--', '--json'], sys.argv\n")
    assert cli.main(["check", str(program), "--", "--epochs", "10", "--", "--json"]) == 0


def test_a_failure_is_a_sentence_and_no_traceback(capsys, monkeypatch) -> None:
    def fail(name: str, words: list[str]) -> int:
        raise ValueError("the rows do not fit")

    monkeypatch.setattr(cli, "perform", fail)
    assert cli.main(["check", "net.py"]) == 2
    assert capsys.readouterr().err == "handgrad: the rows do not fit\n"


def test_it_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "handgrad", "explain", "D001"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("bias gradient summed over the wrong axis [D001]")


def explained_into(output: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "handgrad", "explain"]
    return subprocess.run(command, stdout=output, stderr=subprocess.PIPE, text=True, check=False)


def test_a_reader_who_has_gone_away_is_no_failure_to_talk_about() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = explained_into(writer)
    os.close(writer)
    assert done.stderr == ""
    assert done.returncode != 0


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="there is no device that is always full")
def test_an_output_that_is_full_is_said() -> None:
    with open("/dev/full", "w") as full:
        done = explained_into(full.fileno())
    assert done.stderr == "handgrad: the output: no space left on device\n"
    assert done.returncode == 2

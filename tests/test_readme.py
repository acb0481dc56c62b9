"""The pages: their code runs, the README's demo is the demo's own text, its test command is what `.ci/run` calls."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from handgrad.commands import demo

ROOT = Path(__file__).parents[1]
DEMO = re.compile(r"(<!-- demo -->\n```text\n)(.*)(```\n<!-- end of demo -->)", re.DOTALL)
RULE = "The program on the left"


def run_blocks(page: str) -> None:
    """Run all Python on a page, block after block."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    exec(compile("\n".join(blocks), page, "exec"), {})


def test_the_ten_lines_run_and_solve_xor(capsys) -> None:
    run_blocks("README.md")
    assert [round(float(y)) for y in re.findall(r"\d\.\d*", capsys.readouterr().out)] == [0, 0, 1, 1]


def test_the_guide_runs(capsys) -> None:
    run_blocks("docs/network.md")
    assert float(capsys.readouterr().out.splitlines()[-1].rstrip("%")) > 93


def test_the_page_on_engines_runs(capsys) -> None:
    run_blocks("docs/engines.md")
    assert "(50, 100) (50, 2, 16)" in capsys.readouterr().out


@pytest.mark.alone
def test_the_demo_is_what_it_prints(pytestconfig: pytest.Config) -> None:
    """The tables to the digit; of the report, which has tests of its own, the kinds that it names."""
    command = [sys.executable, "-m", "handgrad", "demo"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    printed = printed.replace(str(demo.PROGRAM), demo.PROGRAM.name)
    page = ROOT / "README.md"
    text = page.read_text(encoding="utf-8")
    if pytestconfig.getoption("--bless"):
        page.write_text(DEMO.sub(lambda found: found[1] + printed + found[3], text), encoding="utf-8")
        return
    shown = DEMO.search(text)
    assert shown is not None
    assert shown[2].partition(RULE)[0] == printed.partition(RULE)[0]
    kinds = re.compile(r"\[D\d+\]")
    assert set(kinds.findall(shown[2])) == set(kinds.findall(printed))


def test_ci_calls_the_test_command() -> None:
    command = "python -m pip install '.[test]' && python -m pytest"
    assert f"$ {command}\n" in (ROOT / "README.md").read_text(encoding="utf-8")
    runner = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in runner

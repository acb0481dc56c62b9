"""`handgrad explain`: every kind of bug has a code, a title and an explanation, and none of them can fail."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re

import pytest

from handgrad.commands import explain
from handgrad.doctor import bugs
from handgrad.doctor.bugs import Kind, kinds
from handgrad.report.paint import Page

KINDS = sorted(kinds().values(), key=lambda kind: kind.code)


def command(*arguments: str) -> int:
    parser = argparse.ArgumentParser(prog="handgrad explain")
    explain.add(parser)
    return explain.run(parser.parse_args(arguments))


def test_codes_and_names_are_unique() -> None:
    declared = [
        value
        for module in pkgutil.iter_modules(bugs.__path__)
        for value in vars(importlib.import_module(f"{bugs.__name__}.{module.name}")).values()
        if isinstance(value, Kind)
    ]
    assert len({kind.code for kind in declared}) == len(declared) == len(KINDS) >= 66


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_is_explained(kind: Kind) -> None:
    assert re.fullmatch(r"D0\d\d", kind.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", kind.name)
    assert kind.title == kind.title.strip() and "error" not in kind.title
    assert 2 <= len(kind.title.split()) <= 8 and len(kind.title) <= 48
    assert 10 <= len(kind.explain.splitlines()) <= 40
    assert "bug" in kind.explain and "Write instead" in kind.explain
    assert re.search(r"\bA small (example|test)\b", kind.explain)
    assert all(line == line.rstrip() and len(line) <= 116 for line in kind.explain.splitlines())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_code_or_a_name_finds_it(kind: Kind, capsys) -> None:
    assert command(kind.code.lower()) == 0
    by_code = capsys.readouterr().out
    assert command(kind.name) == 0
    assert capsys.readouterr().out == by_code
    assert kind.explain.rstrip() in by_code and kind.title in by_code


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_one_explanation_refers_to_exists(kind: Kind) -> None:
    for code in re.findall(r"handgrad explain (\w+)", kind.explain):
        assert explain.look_up(code) not in (None, kind)


def test_code_in_an_explanation_is_python() -> None:
    """Lines that look like statements with a comment behind them can be compiled."""
    statement = re.compile(r"^    (\w[\w.\[\], ]*(?: [-+*/]?= ).+?)\s{2,}#.*$")
    lines = [m[1] for kind in KINDS for m in map(statement.match, kind.explain.splitlines()) if m]
    assert len(lines) > 60
    for line in lines:
        compile(line, "explain", "exec")


def test_several_codes_and_unknown_ones(capsys) -> None:
    assert command("D001", "D999", "adam-momemts") == 2
    out, err = capsys.readouterr()
    assert out.startswith("bias gradient summed over the wrong axis [D001]")
    assert err.splitlines() == [
        "handgrad: there is no kind of bug 'D999'; `handgrad explain` lists all",
        "handgrad: there is no kind of bug 'adam-momemts'; near it: adam-moments",
    ]


def test_without_a_code_all_are_listed(capsys) -> None:
    assert command() == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [kind.code for kind in KINDS]


@pytest.mark.parametrize("text", ["", "[D001]", "\x00", "🐛" * 1000, "--", "D1\n"])
def test_nothing_makes_it_fail(text: str) -> None:
    kind = explain.look_up(text)
    assert (explain.explanation(kind, Page(encoding="ascii")) if kind else explain.unknown(text)).strip()

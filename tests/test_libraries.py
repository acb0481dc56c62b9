"""Libraries: those that a program names are loaded before it is run, and nothing that belongs to it."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from handgrad.doctor.running.libraries import imported, is_installed, load

PROGRAM = """
import os, numpy.linalg
import {own}
from scipy import stats
from .near import thing

def inner():
    import pandas
"""


def test_names_outside_functions_are_found() -> None:
    found = list(imported(ast.parse(PROGRAM.format(own="mine"))))
    assert found == ["os", "numpy.linalg", "mine", "scipy", "scipy.stats"]


def test_what_belongs_to_the_program_is_left_to_its_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ran_too_early.py").write_text("raise SystemExit('ran')\n")
    monkeypatch.syspath_prepend(tmp_path)
    load(PROGRAM.format(own="ran_too_early"))
    assert "ran_too_early" not in sys.modules
    assert is_installed("numpy")
    assert not is_installed("ran_too_early")
    assert not is_installed("os")


def test_a_library_that_fails_is_left_to_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    library = tmp_path / "site-packages"
    library.mkdir()
    (library / "breaks_when_loaded.py").write_text("print('loud')\nraise RuntimeError('broken')\n")
    monkeypatch.syspath_prepend(library)
    load("import breaks_when_loaded, is_not_there")
    assert "breaks_when_loaded" not in sys.modules
    assert capsys.readouterr().out == ""

"""The package as a whole: its names, how fast it is imported, and that it needs little."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

import handgrad as hg

ROOT = Path(__file__).parents[1]


def test_every_public_name_is_found() -> None:
    for name in dir(hg):
        assert getattr(hg, name) is not None
    expected = {
        "Network",
        "Dense",
        "SGD",
        "Adam",
        "EarlyStopping",
        "load",
        "check",
        "losses",
        "activations",
        "datasets",
    }
    assert expected <= set(dir(hg))
    with pytest.raises(AttributeError, match="no attribute 'Netwrok'"):
        hg.Netwrok  # noqa: B018


def seconds(statement: str) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return time.perf_counter() - begin


@pytest.mark.alone
def test_it_is_imported_within_1_3_times_the_time_of_numpy() -> None:
    pairs = [(seconds("import handgrad"), seconds("import numpy")) for _ in range(7)]
    assert statistics.median(ours / theirs for ours, theirs in pairs) <= 1.3


def test_what_only_an_extra_needs_is_not_imported_with_the_network() -> None:
    heavy = {"jax", "torch", "numba", "sklearn", "scipy", "matplotlib", "pandas", "pytest"}
    code = "import sys, handgrad as hg; hg.Network(1, [hg.Dense(1)]); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not heavy & set(done.stdout.split())


def test_every_core_dependency_is_named_in_the_readme() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    readme = (ROOT / "README.md").read_text()
    for dependency in project["dependencies"]:
        assert f"**{dependency.split('>')[0]}**" in readme

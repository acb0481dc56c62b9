"""Patched programs: the check finds them right, and they end as well as the programs that were mended by hand."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
CASES = ("tide-forecast-batches", "petals-planar-dict", "three-clouds-twice-softmax", "flat-prices-raw-test")
"""Quick ones: an early exit, a wrong gradient, a loss and an output that do not fit, data that are not scaled."""


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    """benchmarks/patched.py."""
    spec = importlib.util.spec_from_file_location("benchmark_patched", ROOT / "benchmarks" / "patched.py")
    assert spec is not None
    assert spec.loader is not None
    found = sys.modules.setdefault(spec.name, importlib.util.module_from_spec(spec))
    spec.loader.exec_module(found)
    return found


@pytest.mark.parametrize("name", CASES)
def test_a_fix_leads_to_no_other_accusation(name: str, benchmark: ModuleType) -> None:
    result = benchmark.mended(ROOT / "tests" / "cases" / name, seconds=60.0, starts=1, limit=60.0)
    assert result.state == "right", result.said
    assert result.compared
    assert not result.measures


def test_a_measure_is_compared_with_the_last_number_printed_for_it(tmp_path: Path, benchmark: ModuleType) -> None:
    program = tmp_path / "net.py"
    lines = ("epoch 1 loss 3.0", "epoch 2 loss: 0.5", "Accuracy = 91%", "loss 2.5e-3")
    program.write_text("\n".join(f"print({line!r})" for line in lines))
    assert benchmark.printed(program, 20.0) == {"loss": 0.0025, "loss:": 0.5, "accuracy =": 91.0}
    program.write_text("raise ValueError")
    assert benchmark.printed(program, 20.0) is None


def test_a_tenth_worse_is_as_well(benchmark: ModuleType) -> None:
    as_well = benchmark.as_well
    assert as_well("loss", 0.109, 0.1)
    assert not as_well("loss", 0.2, 0.1)
    assert as_well("accuracy", 0.91, 1.0)
    assert not as_well("accuracy", 0.8, 1.0)

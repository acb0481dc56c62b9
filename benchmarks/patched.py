"""Patch every program of a folder of cases with what is proved, check the patched program, and compare how both end.

    python benchmarks/patched.py [tests/cases] [--only NAME] [--seconds 20] [--starts 1] [--limit 120] [--jobs 1]

Each case (see `cases.py`) is copied, `handgrad check net.py --fix --write` is run on the copy, and the patched
program is checked again: it is *right*, or something is *left* that the first check found as well and had no proved
fix for, or it is accused *anew*. Then the patched program and `fixed.py` are run by themselves, from the same seeds,
and compared by the last number that both print for one measure (a loss, an error, an accuracy): the patched one does
*worse* where it is worse by more than a tenth.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "tests" / "cases"
NUMBER = r"[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|nan|inf)"
LOW = ("loss", "error", "cost", "mse", "rmse", "mae", "err", "entropy", "wrong")
HIGH = ("accuracy", "acc", "correct", "right", "r2", "score")
MEASURE = re.compile(rf"\b(\w*?(?:{'|'.join(LOW + HIGH)})\w*)\b([^\d\n]{{0,24}}?)({NUMBER})(?![\w.])", re.IGNORECASE)
SEEDED = """import random, runpy, sys
import numpy
random.seed(0), numpy.random.seed(0)
sys.argv = [sys.argv[1]]
runpy.run_path(sys.argv[0], run_name="__main__")"""


@dataclass(frozen=True)
class Result:
    """What became of one case."""

    case: str
    state: str
    """right, left, anew, or unpatched."""
    said: str = ""
    measures: tuple[str, ...] = ()
    """Every measure by which the patched program does worse than `fixed.py`."""
    compared: int = 0


def checked(program: Path, *options: str, seconds: float, starts: int) -> dict[str, Any]:
    """The JSON of a check, by the command itself."""
    record = program.with_suffix(".check.json")
    limits = ["--seconds", str(seconds), "--starts", str(starts), "--json", str(record)]
    command = [sys.executable, "-m", "handgrad", "check", program.name, *options, *limits]
    subprocess.run(command, cwd=program.parent, capture_output=True, check=False)
    found: dict[str, Any] = json.loads(record.read_text())
    return found


def accusations(report: dict[str, Any]) -> Counter[str]:
    """How often each kind is accused."""
    return Counter(finding["kind"] for finding in report["findings"] if finding["severity"] != "note")


def unproved(report: dict[str, Any]) -> Counter[str]:
    """The accusations without a proved fix."""
    rest = [each for each in report["findings"] if (each.get("fix") or {}).get("confidence") != "proved"]
    return accusations({"findings": rest})


def printed(program: Path, limit: float) -> dict[str, float] | None:
    """Measure -> the last number that the program prints for it; None where it fails or takes too long."""
    environment = {**os.environ, "MPLBACKEND": "Agg", "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", SEEDED, program.name]
    try:
        run = subprocess.run(
            command, cwd=program.parent, env=environment, capture_output=True, text=True, timeout=limit, check=True
        )
    except subprocess.SubprocessError:
        return None
    return {f"{name}{between}".strip().lower(): float(number) for name, between, number in MEASURE.findall(run.stdout)}


def as_well(measure: str, patched: float, fixed: float) -> bool:
    """Whether one number is not worse than another by more than a tenth."""
    if any(word in measure for word in LOW):
        return patched <= fixed + 0.1 * abs(fixed) + 1e-12
    return patched >= fixed - 0.1 * abs(fixed)


def compared(folder: Path, limit: float) -> tuple[int, list[str]]:
    """By how many measures the patched program and `fixed.py` can be compared, and by which it does worse."""
    fixed, patched = (printed(folder / name, limit) for name in ("fixed.py", "net.py"))
    if fixed is None or patched is None:
        return 0, ["the patched program fails"] if fixed is not None else []
    common = [name for name in fixed if name in patched]
    worse = [name for name in common if not as_well(name, patched[name], fixed[name])]
    before = (printed(folder / "net.py.orig", limit) or {}) if worse else {}
    return len(common), [
        f"{name} {patched[name]:g} (fixed {fixed[name]:g}, as written {before.get(name)})" for name in worse
    ]


def mended(case: Path, seconds: float, starts: int, limit: float) -> Result:
    """Patch a copy of one case, check it again, and compare."""
    with tempfile.TemporaryDirectory() as above:
        folder = Path(above) / case.name
        shutil.copytree(case, folder)
        first = checked(folder / "net.py", "--fix", "--write", seconds=seconds, starts=starts)
        if not first.get("patch"):
            return Result(case.name, "unpatched", words(accusations(first)))
        second = checked(folder / "net.py", seconds=seconds, starts=starts)
        count, worse = compared(folder, limit)
        new = accusations(second) - unproved(first)
        state = "anew" if new else second["verdict"] if not accusations(second) else "left"
        return Result(case.name, state, words(new or accusations(second)), tuple(worse), count)


def words(kinds: Counter[str]) -> str:
    """Kinds in one line."""
    return ", ".join(sorted(kinds.elements()))


def main(arguments: Sequence[str] | None = None) -> Counter[str]:
    """Patch the cases, print a line for each that is not as it should be, and the sums."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--only", default="")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--starts", type=int, default=1)
    parser.add_argument("--limit", type=float, default=120.0, help="seconds for each run of a program by itself")
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args(arguments)
    cases = [case for case in sorted(args.folder.iterdir()) if args.only in case.name and (case / "fixed.py").exists()]
    total: Counter[str] = Counter()
    with ThreadPoolExecutor(args.jobs) as pool:
        for result in pool.map(lambda case: mended(case, args.seconds, args.starts, args.limit), cases):
            total.update({result.state: 1, "compared": int(result.compared > 0), "worse": int(bool(result.measures))})
            if result.state != "right" or result.measures:
                print(f"{result.case}: {result.state}: {result.said}; {'; '.join(result.measures)}", flush=True)
    print("  ".join(f"{name} {count}" for name, count in total.items()))
    return total


if __name__ == "__main__":
    main()

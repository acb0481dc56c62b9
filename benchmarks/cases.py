"""Check every program of a folder of cases and count: detected, named, located, proved, and false alarms.

    python benchmarks/cases.py [tests/cases] [--only NAME] [--starts 10] [--seconds 20] [--jobs 1]

A case is a folder with `net.py`, `truth.json` (its bugs, none for a right program) and, where it has bugs, `fixed.py`,
the same program with them mended. A bug is *named* by a finding of its kind (or of one listed in its "also"), *located*
by one of them within a line of what `fixed.py` changes, and *proved* by one of those with a proved fix. An error on a
right program, `correct-*/net.py` or `fixed.py`, is a false alarm. `"shown": false` in a truth says that no gradient of
one run gives its bug away.
"""

from __future__ import annotations

import argparse
import difflib
import json
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from handgrad.doctor.finding import Finding, Report
from handgrad.doctor.running.run import check_file

FOLDER = Path(__file__).parent.parent / "tests" / "cases"


def changed_lines(before: Path, after: Path) -> set[int]:
    """The lines of `before` that the change to `after` touches, the neighbours of an insertion among them."""
    old, new = before.read_text().splitlines(), after.read_text().splitlines()
    touched: set[int] = set()
    for tag, begin, end, _, _ in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            touched |= set(range(begin + 1, end + 1)) or {begin, begin + 1}
    return touched


def near(finding: Finding, lines: set[int]) -> bool:
    """Whether a finding stands within a line of any of these."""
    return any(finding.place.line - 1 <= line <= finding.place.end_line + 1 for line in lines)


def marks(case: Path, report: Report) -> Counter[str]:
    """What the check has seen of a case's bugs."""
    accusations = [finding for finding in report.findings if finding.severity != "note"]
    lines = changed_lines(case / "net.py", case / "fixed.py")
    found = Counter(detected=bool(accusations))
    for bug in json.loads((case / "truth.json").read_text())["bugs"]:
        kinds = {bug["kind"], *bug.get("also", [])}
        named = [finding for finding in accusations if finding.kind in kinds]
        both = [finding for finding in named if near(finding, lines)]
        proved = [finding for finding in both if finding.fix and finding.fix.confidence == "proved"]
        found.update(bugs=1, named=bool(named), located=bool(both), proved=bool(proved))
    return found


def programs(folder: Path, only: str) -> list[tuple[Path, Path]]:
    """(case, program) for everything that is to be checked."""
    cases = [case for case in sorted(folder.iterdir()) if only in case.name and (case / "truth.json").exists()]
    return [(case, case / name) for case in cases for name in ("net.py", "fixed.py") if (case / name).exists()]


def main(arguments: Sequence[str] | None = None) -> Counter[str]:
    """Check the cases, print a line for each that is not as it should be, and the sums."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--only", default="")
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args(arguments)
    work = programs(args.folder, args.only)
    with ThreadPoolExecutor(args.jobs) as pool:
        reports = list(pool.map(lambda each: check_file(each[1], seconds=args.seconds, starts=args.starts), work))
    total: Counter[str] = Counter()
    for (case, program), report in zip(work, reports, strict=True):
        said = ", ".join(f"{f.severity} {f.kind} line {f.place.line}" for f in report.findings if f.severity != "note")
        right = program.name == "fixed.py" or not (case / "fixed.py").exists()
        if right:
            alarms = sum(finding.severity == "error" for finding in report.findings)
            warned = sum(finding.severity == "warning" for finding in report.findings)
            found = Counter(right=1, unchecked=report.verdict == "unchecked", alarms=bool(alarms), warned=bool(warned))
            short = report.verdict != "right"
        else:
            found = Counter(wrong=1) + marks(case, report)
            short = found["proved"] < found["bugs"]
        total.update(found)
        if short:
            sums = " ".join(f"{name} {count}" for name, count in found.items() if count)
            said = said or report.reason or "nothing said"
            print(f"{case.name}/{program.name} ({report.seconds:.1f} s): {sums}: {said}")
    print("  ".join(f"{name} {count}" for name, count in total.items()))
    return total


if __name__ == "__main__":
    main()

"""The cases: no right program is accused, and bugs that a recorded run shows are named.

Some are checked whole here, and all by `benchmarks/cases.py`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from looked_at import spread

from handgrad.doctor.running.run import check_file

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/truth.json"))
WRONG = [case for case in CASES if (case / "fixed.py").exists()]
RIGHT = [case / ("fixed.py" if case in WRONG else "net.py") for case in CASES]


@pytest.mark.parametrize("program", spread(RIGHT, 6), ids=lambda path: path.parent.name)
def test_a_right_program_is_not_accused(program: Path) -> None:
    report = check_file(program, starts=0)
    accusations = [(finding.kind, finding.place.line) for finding in report.findings if finding.severity == "error"]
    assert not accusations
    assert not [gradient for gradient in report.gradients if gradient.state == "wrong"]


SAMPLE = spread(WRONG, 6)


@pytest.mark.parametrize("case", SAMPLE, ids=lambda path: path.name)
def test_what_is_said_of_a_wrong_program_is_one_of_its_bugs(case: Path) -> None:
    bugs = json.loads((case / "truth.json").read_text())["bugs"]
    kinds = {kind for bug in bugs for kind in (bug["kind"], *bug.get("also", ()))}
    report = check_file(case / "net.py", starts=0)
    named = {finding.kind for finding in report.findings if finding.severity == "error"} - {"gradient-mismatch"}
    assert named <= kinds or named & kinds

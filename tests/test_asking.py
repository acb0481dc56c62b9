"""Asking: no family stumbles over a program, wrong or right; what it would have said would be lost without a word."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
import warnings
from pathlib import Path

import pytest
from looked_at import SECONDS, spread

from handgrad.doctor.bugs import families
from handgrad.doctor.proof.asking import limited
from handgrad.doctor.proof.trial import Subject, case_of
from handgrad.doctor.proof.workshop import Job, Workshop
from handgrad.doctor.running.failures import OutOfTime

PROGRAMS = spread(sorted((Path(__file__).parent / "cases").glob("*/net.py")), 12)

ENOUGH = 1.0
"""Seconds of computing that each family is heard for: most stumble at once, if they do."""


def stumbles(program: Path) -> list[str]:
    """Where each family fails when it is asked about a program."""
    os.chdir(program.parent)
    sys.path.insert(0, str(program.parent))
    warnings.simplefilter("ignore")
    case, found = case_of(Subject(str(program), {}, seconds=SECONDS)), []
    for family in families():
        for ask in filter(None, (getattr(family, question, None) for question in ("repairs", "signs"))):
            try:
                with contextlib.suppress(OutOfTime), limited(ENOUGH):
                    list(ask(case))
            except Exception:
                found.append(f"{family.__name__}: {traceback.format_exc(limit=-1)}")
    return found


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.parent.name)
def test_no_family_stumbles(program: Path, workshop: Workshop) -> None:
    ((_, found),) = workshop.perform([Job(stumbles, (program,), SECONDS)])
    assert found == []

"""Several programs at once: a line for each, and one for all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from handgrad.doctor.finding import Report
from handgrad.report.paint import Page
from handgrad.report.record import SCHEMA, code_and_title, plain, published
from handgrad.report.text import clean, gradient_words, ordered


def line(report: Report, names: int, page: Page) -> str:
    """One program in one line: its name in `names` columns, what was found, and where first."""
    problems = [found for found in ordered(report.findings) if found.severity != "note"]
    said, style = f"{len(problems)} problem{'s' * (len(problems) != 1)}", "error"
    more = "; ".join(f"{code_and_title(found.kind)[1]} (line {found.place.line})" for found in problems)
    if not problems and report.verdict == "unchecked":
        said, style, more = "not checked", "warning", clean(report.reason)
    elif not problems:
        said, style = ("wrong", "error") if report.verdict == "wrong" else ("no problem", "right")
        more = gradient_words(report.gradients).split(",")[0]
    room = max(page.columns - max(names, len(report.file)) - 16, 20)
    more = more if len(more) <= room else more[: room - 3] + "..."
    painted = page.paint(f"{said:<11}", style)
    return page.showable(f"{clean(report.file):<{names}}  {painted}  {more}".rstrip())


def total(reports: Sequence[Report]) -> str:
    """All programs in one sentence."""
    wrong = sum(status(report) == 1 for report in reports)
    unchecked = sum(status(report) == 2 for report in reports)
    parts = [f"{wrong} with problems", f"{len(reports) - wrong - unchecked} without", f"{unchecked} not checked"]
    return f"{len(reports)} program{'s' * (len(reports) != 1)}: " + ", ".join(parts)


def status(report: Report) -> int:
    """The exit status for one report: 0 nothing found (notes do not count), 1 something found, 2 could not check."""
    if report.verdict == "wrong" or any(found.severity != "note" for found in report.findings):
        return 1
    return 2 if report.verdict == "unchecked" else 0


def overall(reports: Sequence[Report]) -> int:
    """The exit status for several: what was found comes before what could not be checked."""
    statuses = {status(report) for report in reports}
    return 1 if 1 in statuses else max(statuses, default=2)


def dumps(reports: Sequence[Report]) -> str:
    """The published JSON of several reports."""
    record: dict[str, Any] = {"schema": SCHEMA, "reports": [published(report) for report in reports]}
    return json.dumps(plain(record), indent=1, allow_nan=False)

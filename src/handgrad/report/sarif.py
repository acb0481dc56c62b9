"""Reports as SARIF 2.1.0, the format that code review tools read (OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0)."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import handgrad
from handgrad.doctor.bugs import kinds
from handgrad.doctor.finding import Finding, Label, Place, Report
from handgrad.report.record import code_and_title

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def dumps(reports: Sequence[Report]) -> str:
    """All reports as one SARIF log."""
    return json.dumps(log(reports), indent=1)


def log(reports: Sequence[Report]) -> dict[str, Any]:
    """The log: one run, a rule for each kind of bug that was found, a result for each finding."""
    used = sorted({found.kind for report in reports for found in report.findings}, key=code_and_title)
    results = [result(found, used.index(found.kind)) for report in reports for found in report.findings]
    driver = {"name": "handgrad", "version": handgrad.__version__, "rules": [rule(kind) for kind in used]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation(reports)],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def rule(kind: str) -> dict[str, Any]:
    """A kind of bug: its code, its name, and the whole of what `handgrad explain` says."""
    code, title = code_and_title(kind)
    known = kinds().get(kind)
    text = known.explain if known else title
    return {"id": code, "name": kind, "shortDescription": {"text": title}, "help": {"text": text}}


def result(found: Finding, index: int) -> dict[str, Any]:
    """One finding."""
    code, title = code_and_title(found.kind)
    facts = [found.message or title, found.why]
    facts += [f"{label}: {text}" for label, text in (("yours", found.yours), ("right", found.right)) if text]
    record: dict[str, Any] = {
        "ruleId": code,
        "ruleIndex": index,
        "level": found.severity,
        "message": {"text": "\n".join(fact for fact in (*facts, *found.notes) if fact)},
        "locations": [{"physicalLocation": physical(found.place)}],
    }
    if found.labels:
        record["relatedLocations"] = [related(label, found.place.file) for label in found.labels]
    if found.fix:
        record["fixes"] = [fix(found.fix.place or found.place, found.fix.replacement, found.fix.confidence)]
    return record


def physical(place: Place) -> dict[str, Any]:
    """A place, with its source as it was."""
    where = {**region(place.line, place.column, place.end_line, place.end_column)}
    if place.source:
        where["snippet"] = {"text": place.source}
    return {"artifactLocation": {"uri": uri(place.file)}, "region": where}


def region(line: int, column: int, end_line: int, end_column: int) -> dict[str, Any]:
    """Lines and columns from 1, the end column past the last character: as ours."""
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def related(label: Label, file: str) -> dict[str, Any]:
    """A second place of a finding."""
    where = region(label.line, label.column, label.line, label.end_column)
    return {
        "physicalLocation": {"artifactLocation": {"uri": uri(file)}, "region": where},
        "message": {"text": label.text},
    }


def fix(place: Place, replacement: str, confidence: str) -> dict[str, Any]:
    """What to write instead."""
    where = region(place.line, place.column, place.end_line, place.end_column)
    change = {"deletedRegion": where, "insertedContent": {"text": replacement}}
    return {
        "description": {"text": f"write {replacement} ({confidence})"},
        "artifactChanges": [{"artifactLocation": {"uri": uri(place.file)}, "replacements": [change]}],
    }


def invocation(reports: Sequence[Report]) -> dict[str, Any]:
    """How the run went: a notification for each program that could not be checked."""
    unchecked = [report for report in reports if report.verdict == "unchecked"]
    notes = [
        {
            "level": "warning",
            "message": {"text": f"not checked: {report.reason}"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(report.file)}}}],
        }
        for report in unchecked
    ]
    return {"executionSuccessful": len(unchecked) < len(reports), "toolExecutionNotifications": notes}


def uri(file: str) -> str:
    """A file as a URI: relative as it was given, or absolute."""
    path = Path(os.fspath(file))
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())

"""The report as published JSON, schema 1, and back."""

from __future__ import annotations

import json
import math
from typing import Any

from handgrad.doctor.bugs import kinds
from handgrad.doctor.finding import Buy, Edit, Finding, Fix, Gradient, Label, Place, Report

SCHEMA = 1
NO_CODE = "D000"


def dumps(report: Report, indent: int | None = 1) -> str:
    """The published JSON as text; strict JSON, with "nan", "inf" and "-inf" for numbers that JSON does not have."""
    return json.dumps(plain(published(report)), indent=indent, allow_nan=False)


def loads(text: str) -> Report:
    """The report in a published JSON text. Raises ValueError, KeyError or TypeError where it is not one."""
    return report_from(json.loads(text))


def published(report: Report) -> dict[str, Any]:
    """The report as the published JSON has it; codes and titles come from the kinds of bug."""
    record: dict[str, Any] = {"schema": SCHEMA, "file": report.file, "verdict": report.verdict}
    if report.reason:
        record["reason"] = report.reason
    if report.place:
        record["place"] = vars(report.place)
    record["findings"] = [published_finding(finding) for finding in report.findings]
    record["gradients"] = [{**vars(gradient), "shape": list(gradient.shape)} for gradient in report.gradients]
    record["checked"], record["not_checked"] = list(report.checked), list(report.not_checked)
    record["seconds"] = report.seconds
    if report.buys:
        record["buys"] = [{**vars(buy), "fixes": list(buy.fixes)} for buy in report.buys]
    if report.patch:
        record["patch"] = report.patch
    if report.picture:
        record["picture"] = report.picture
    return record


def published_finding(finding: Finding) -> dict[str, Any]:
    """One finding, its place spread out."""
    code, title = code_and_title(finding.kind)
    record: dict[str, Any] = {"kind": finding.kind, "code": code, "severity": finding.severity, **vars(finding.place)}
    record.update(title=title, message=finding.message, why=finding.why, yours=finding.yours, right=finding.right)
    record["notes"] = list(finding.notes)
    record["labels"] = [vars(label) for label in finding.labels]
    if finding.fix:
        record["fix"] = {"replacement": finding.fix.replacement, "confidence": finding.fix.confidence}
        if finding.fix.place:
            record["fix"]["place"] = vars(finding.fix.place)
        if finding.fix.edits:
            record["fix"]["edits"] = [vars(edit) for edit in finding.fix.edits]
    record["proof"] = finding.proof
    return record


def code_and_title(kind: str) -> tuple[str, str]:
    """The published code and title of a kind; for one that nobody has described its own name."""
    known = kinds().get(kind)
    return (known.code, known.title) if known else (NO_CODE, kind.replace("-", " "))


def plain(value: Any) -> Any:
    """`value` made of what strict JSON has."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if hasattr(value, "tolist"):  # NumPy's scalars and arrays, without importing NumPy
        return plain(value.tolist())
    if isinstance(value, float):
        return value if math.isfinite(value) else repr(value)
    if isinstance(value, dict):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(entry) for entry in value]
    return str(value)


def report_from(record: dict[str, Any]) -> Report:
    """The report of a published record."""
    if record.get("schema") != SCHEMA:
        raise ValueError(f"the record has schema {record.get('schema')!r}, not {SCHEMA}")
    return Report(
        file=record["file"],
        verdict=record["verdict"],
        findings=tuple(finding_from(finding) for finding in record["findings"]),
        gradients=tuple(gradient_from(gradient) for gradient in record["gradients"]),
        checked=tuple(record["checked"]),
        not_checked=tuple(record["not_checked"]),
        reason=record.get("reason", ""),
        place=place_from(record["place"]) if record.get("place") else None,
        seconds=record.get("seconds", 0.0),
        buys=tuple(Buy(**{**buy, "fixes": tuple(buy["fixes"])}) for buy in record.get("buys", ())),
        patch=record.get("patch", ""),
        picture=record.get("picture", {}),
    )


def finding_from(record: dict[str, Any]) -> Finding:
    """The finding of a published record."""
    fix = record.get("fix")
    where = place_from(fix["place"]) if fix and fix.get("place") else None
    return Finding(
        kind=record["kind"],
        severity=record["severity"],
        place=place_from(record),
        message=record.get("message", ""),
        why=record.get("why", ""),
        yours=record.get("yours", ""),
        right=record.get("right", ""),
        notes=tuple(record.get("notes", ())),
        labels=tuple(Label(**label) for label in record.get("labels", ())),
        fix=Fix(fix["replacement"], fix["confidence"], where, edits_from(fix)) if fix else None,
        proof=record.get("proof", {}),
    )


def gradient_from(record: dict[str, Any]) -> Gradient:
    """The gradient of a published record; an error that is no number comes as text."""
    error = record.get("relative_error")
    return Gradient(
        name=record["name"],
        line=record["line"],
        state=record["state"],
        relative_error=None if error is None else float(error),
        shape=tuple(record.get("shape", ())),
    )


def edits_from(fix: dict[str, Any]) -> tuple[Edit, ...]:
    """The edits of a published fix."""
    return tuple(Edit(**edit) for edit in fix.get("edits", ()))


def place_from(record: dict[str, Any]) -> Place:
    """The place of a finding, of a fix or of a reason."""
    return Place(**{name: record[name] for name in ("file", "line", "end_line", "column", "end_column", "source")})

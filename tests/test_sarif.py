"""SARIF 2.1.0: what code review tools need to find, where they look for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handgrad.doctor.finding import Finding, Fix, Place, Report
from handgrad.report import sarif
from handgrad.report.record import loads

UI = Path(__file__).parent / "ui"


@pytest.fixture
def log() -> dict:
    reports = [loads((UI / f"{name}.json").read_text()) for name in ("two_problems", "letters", "syntax", "right")]
    return json.loads(sarif.dumps(reports))


def test_the_frame_of_the_log(log: dict) -> None:
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    assert len(log["runs"]) == 1
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"
    assert log["runs"][0]["tool"]["driver"]["name"] == "handgrad"


def test_every_result_has_its_rule(log: dict) -> None:
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert len(log["runs"][0]["results"]) == 8
    for result in log["runs"][0]["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]


def test_a_region_covers_the_source(log: dict) -> None:
    source = (UI / "two_problems.py").read_text().splitlines()
    results = [r for r in log["runs"][0]["results"] if uri_of(r) == "two_problems.py"]
    assert len(results) == 3
    for result in results:
        region = result["locations"][0]["physicalLocation"]["region"]
        text = source[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
        assert text == region["snippet"]["text"]


def uri_of(result: dict) -> str:
    return result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_a_fix_replaces_what_is_underlined(log: dict) -> None:
    result = next(r for r in log["runs"][0]["results"] if r["ruleId"] == "D001" and uri_of(r) == "two_problems.py")
    change = result["fixes"][0]["artifactChanges"][0]
    region = dict(result["locations"][0]["physicalLocation"]["region"])
    del region["snippet"]
    assert change["replacements"][0]["deletedRegion"] == region
    assert change["replacements"][0]["insertedContent"]["text"] == "grad.sum(axis=0, keepdims=True)"
    assert result["relatedLocations"][0]["message"]["text"] == "one bias per unit"


def test_what_was_not_checked_is_a_notification(log: dict) -> None:
    invocation = log["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is True
    texts = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert texts == ["not checked: line 3 is not valid Python: '(' was never closed"]


def test_nothing_checked_is_no_success() -> None:
    log = sarif.log([Report("a.py", "unchecked", reason="no")])
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is False


@pytest.mark.parametrize(
    ("file", "uri"),
    [("a b/ü.py", "a%20b/%C3%BC.py"), ("/x/a#1.py", "file:///x/a%231.py"), ("../a.py", "../a.py")],
)
def test_files_are_uris(file: str, uri: str) -> None:
    place = Place(file, 1, 1, 1, 2, "x")
    log = sarif.log([Report(file, "wrong", (Finding("no-such-kind", "error", place, "", fix=Fix("y", "idea")),))])
    result = log["runs"][0]["results"][0]
    assert uri_of(result) == uri
    assert result["fixes"][0]["artifactChanges"][0]["artifactLocation"]["uri"] == uri
    assert result["message"]["text"] == "no such kind"

"""The bank of planted bugs: what is in it, and how answers are counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from looked_at import report_on
from test_benchmarks import module

from handgrad.doctor.bugs import kinds
from handgrad.doctor.proof.workshop import Workshop

BANK = module("planted_bugs")
STYLES = sorted(path.stem for path in BANK.FOLDER.glob("*.py"))


def test_the_bank_has_many_bugs_in_many_styles() -> None:
    kinds = {BANK.kind_of(plant.number) for style in STYLES for plant in BANK.plants(style) if plant.number}
    assert len(STYLES) >= 6
    assert len(kinds) >= 45


@pytest.mark.parametrize("style", STYLES)
def test_every_bug_changes_its_program_and_has_a_known_name(style: str) -> None:
    right, *bugs = BANK.plants(style)
    texts = [plant.program(3) for plant in (right, *bugs)]
    assert len(set(texts)) == len(texts)
    for plant, text in zip((right, *bugs), texts, strict=True):
        compile(text, f"{style} {plant.number}", "exec")
        assert set(plant.kinds) <= kinds().keys()


@pytest.mark.parametrize("style", STYLES)
def test_seeds_give_other_programs(style: str) -> None:
    right = next(BANK.plants(style))
    assert len({right.program(seed) for seed in range(20)}) == 20


@pytest.mark.parametrize(
    ("said", "result"),
    [
        (["transpose"], "named"),
        (["transpose", "gradient-mismatch"], "named beside"),
        (["gradient-mismatch"], "unnamed"),
        (["sign-error"], "misnamed"),
        ([], "missed"),
    ],
)
def test_answers_are_counted_by_what_was_said(said: list[str], result: str) -> None:
    assert BANK.judged(BANK.Plant("row_script", "14", ("transpose",)), said) == result


def test_a_letter_tells_ways_of_writing_one_kind_of_bug() -> None:
    assert [BANK.kind_of(number) for number in ("7", "7b", "53e", "m1")] == ["7", "7", "53", "m1"]


def test_a_right_program_must_not_be_accused() -> None:
    assert BANK.judged(BANK.Plant("row_script"), []) == "right"
    assert BANK.judged(BANK.Plant("row_script"), ["gradient-mismatch"]) == "false alarm"


def test_a_planted_bug_is_named_and_its_answer_kept(tmp_path: Path) -> None:
    options = ["--seeds", "1", "--style", "row_script", "--bug", "53", "--results", str(tmp_path / "answers")]
    BANK.main([*options, "--markdown", str(tmp_path / "page.md")])
    (answer,) = BANK.kept(tmp_path / "answers").values()
    assert answer.result == "named"
    BANK.main([*options, "--known", "--markdown", str(tmp_path / "again.md")])
    assert (tmp_path / "again.md").read_text() == (tmp_path / "page.md").read_text()


@pytest.mark.parametrize(
    "plant",
    [plant for style in STYLES for plant in BANK.plants(style) if plant.number in {"1", "20"}],
    ids=lambda plant: f"{plant.style} {plant.number}",
)
def test_steps_uphill_and_slopes_too_many_are_named_in_every_style(
    plant: Any, tmp_path: Path, workshop: Workshop
) -> None:
    report = report_on(workshop, plant.program(0), tmp_path)
    said = [found.kind for found in report.findings if found.severity != "note"]
    assert BANK.judged(plant, said) == "named"

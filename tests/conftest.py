"""What all tests share: the option that blesses texts, and the score of the mutants at the end of a run."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="module")
def workshop() -> Iterator[Any]:
    """Forks in which programs are looked at."""
    from handgrad.doctor.proof.workshop import Workshop

    with Workshop() as opened:
        yield opened


def pytest_addoption(parser: Any) -> None:
    """`--bless` writes what the report says now into tests/ui as what it has to say."""
    parser.addoption("--bless", action="store_true", help="store the texts of tests/ui as they are now")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print which peers are missing, and how many broken backwards the battery has caught."""
    reasons = {report.longrepr[-1].removeprefix("Skipped: ") for report in terminalreporter.stats.get("skipped", [])}
    for reason in sorted(reason for reason in reasons if "the peer" in reason):
        terminalreporter.write_line(f"NOT COMPARED: {reason}")
    derivatives, mutants = sys.modules.get("derivatives"), sys.modules.get("mutants")
    if derivatives is None or mutants is None or not mutants.score:
        return
    truths = [known for judge in derivatives.drawn.values() for known in judge.truths.values()]
    methods = Counter("nothing to compare" if known.silent else known.method for known in truths)
    terminalreporter.section("gradients")
    terminalreporter.write_line(", ".join(f"{count} arrays: {method}" for method, count in methods.items()))
    terminalreporter.section("mutants")
    for kind, outcomes in mutants.score.items():
        caught = sum(outcome.caught for outcome in outcomes)
        survivors = [f"{outcome.subject}: {label}" for outcome in outcomes for label in outcome.survivors]
        fewest = min(outcomes, key=lambda outcome: outcome.caught)
        terminalreporter.write_line(
            f"{kind}: {caught} of {caught + len(survivors)} broken versions caught; "
            f"{len(outcomes)} of them, each broken in at least {fewest.caught} ways ({fewest.subject})"
        )
        for survivor in survivors:
            terminalreporter.write_line(f"  survived: {survivor}")

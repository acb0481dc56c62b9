"""What all tests share: the option that blesses texts, turns for those that take time, the score of the mutants."""

from __future__ import annotations

import fcntl
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


def pytest_configure(config: pytest.Config) -> None:
    """`@pytest.mark.alone`: nothing else is tested meanwhile, for what takes its own time."""
    config.addinivalue_line("markers", "alone: measures time, so no other test runs beside it")


@pytest.fixture(autouse=True)
def turn(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests of several processes run side by side, but beside none that is marked `alone`.

    Who waits to be alone keeps the gate, so that no other test begins.
    """
    if not hasattr(request.config, "workerinput"):
        yield
        return
    folder = tmp_path_factory.getbasetemp().parent  # that of the run, of which each process has a part
    with (folder / "gate").open("w") as gate, (folder / "turn").open("w") as room:
        fcntl.flock(gate, fcntl.LOCK_EX)
        fcntl.flock(room, fcntl.LOCK_EX if request.node.get_closest_marker("alone") else fcntl.LOCK_SH)
        fcntl.flock(gate, fcntl.LOCK_UN)
        yield


Score = tuple[dict[str, int], dict[str, list[tuple[str, int, list[str]]]]]
"""Arrays by what their gradients were compared with; kind -> (subject, how many were caught, which survived)."""
scores: list[Score] = []
"""What the processes that tests ran in have found."""


def own_score() -> Score:
    """What was found in this process."""
    derivatives, mutants = sys.modules.get("derivatives"), sys.modules.get("mutants")
    if derivatives is None or mutants is None:
        return {}, {}
    truths = [known for judge in derivatives.drawn.values() for known in judge.truths.values()]
    methods = Counter("nothing to compare" if known.silent else known.method for known in truths)
    found = {
        kind: [(each.subject, each.caught, list(each.survivors)) for each in outcomes]
        for kind, outcomes in mutants.score.items()
    }
    return dict(methods), found


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process of several hands what it found to the one that started it."""
    output = getattr(session.config, "workeroutput", None)
    if output is None:
        scores.append(own_score())
    else:
        output["score"] = own_score()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A process of several has ended."""
    if hasattr(node, "workeroutput"):
        scores.append(node.workeroutput["score"])


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print which peers are missing, and how many broken backwards the battery has caught."""
    reasons = {report.longrepr[-1].removeprefix("Skipped: ") for report in terminalreporter.stats.get("skipped", [])}
    for reason in sorted(reason for reason in reasons if "the peer" in reason):
        terminalreporter.write_line(f"NOT COMPARED: {reason}")
    methods: Counter[str] = sum((Counter(each) for each, _ in scores), Counter())
    kinds = {kind: [one for _, found in scores for one in found.get(kind, [])] for _, each in scores for kind in each}
    if not kinds:
        return
    terminalreporter.section("gradients")
    terminalreporter.write_line(", ".join(f"{count} arrays: {method}" for method, count in methods.items()))
    terminalreporter.section("mutants")
    for kind, outcomes in kinds.items():
        survivors = [f"{subject}: {label}" for subject, _, labels in outcomes for label in labels]
        caught = sum(count for _, count, _ in outcomes)
        subject, fewest, _ = min(outcomes, key=lambda outcome: outcome[1])
        terminalreporter.write_line(
            f"{kind}: {caught} of {caught + len(survivors)} broken versions caught; "
            f"{len(outcomes)} of them, each broken in at least {fewest} ways ({subject})"
        )
        for survivor in survivors:
            terminalreporter.write_line(f"  survived: {survivor}")

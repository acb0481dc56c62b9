"""What each fix buys: starts solved by the program as written, with each fix alone, and with all of them."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from handgrad.doctor.edits.syntax import Splice, before_splices, spliced
from handgrad.doctor.finding import Buy
from handgrad.doctor.proof.prove import THINKING, Prover, glance
from handgrad.doctor.proof.stacked import agrees, replay, start_of
from handgrad.doctor.proof.training import Training
from handgrad.doctor.proof.trial import Subject
from handgrad.doctor.proof.workshop import Job
from handgrad.program.observe import Meeting

ROUND = 2
"""Starts that every version is given before any is given more."""
WORTH_STACKING = 20
"""How many more starts there must be for stacking them to pay."""


@dataclass(frozen=True)
class Stage:
    """One proved fix: its splices, and the number of stages that were made before it."""

    splices: tuple[Splice, ...]
    after: int


def versions(subject: Subject, stages: Sequence[Stage]) -> dict[tuple[int, ...], Subject]:
    """The program as written, with each fix alone where that can be had, and with all; keyed by the fixes made."""
    texts = [dict(subject.texts)]
    for stage in stages:
        texts.append(spliced(texts[stage.after], merged(stages, stage)))
    found: dict[tuple[int, ...], Subject] = {(): subject}
    for number in range(len(stages)):
        alone = moved_home(texts, stages, number)
        if alone is not None and len(stages) > 1:
            found[number,] = replace(subject, texts=spliced(subject.texts, alone))
    if stages:
        found[tuple(range(len(stages)))] = replace(subject, texts=texts[-1])
    return found


def merged(stages: Sequence[Stage], stage: Stage) -> list[Splice]:
    """The splices of a stage and of those before it that were made on the same text."""
    number = stages.index(stage)
    return [splice for each in stages[: number + 1] if each.after == stage.after for splice in each.splices]


def moved_home(texts: list[dict[str, str]], stages: Sequence[Stage], number: int) -> list[Splice] | None:
    """A stage's splices as they would stand in the program as written; None where that is not possible."""
    found = []
    for splice in stages[number].splices:
        span = splice.span
        for earlier in range(stages[number].after - 1, -1, -1):
            own = [each for each in stages[earlier].splices if each.file == splice.file]
            back = before_splices(texts[stages[earlier].after][splice.file], own, span)
            if back is None:
                return None
            span = back
        found.append(Splice(splice.file, span, splice.text))
    return found


def what_fixes_buy(prover: Prover, subject: Subject, stages: Sequence[Stage], starts: int) -> tuple[Buy, ...]:
    """Train every version from the same starts, a few at a time, until there are enough or time is over."""
    copies = versions(subject, stages)
    jobs = [Job(glance, (copy,), subject.seconds + THINKING) for copy in copies.values()]
    looks = prover.workshop.perform(jobs, prover.deadline)
    meetings = {job.args[0].key: look.meetings for job, look in looks if look and look.meetings}
    if any(copy.key not in meetings for copy in copies.values()):
        return ()
    results: dict[tuple[int, ...], list[Training]] = {}
    for reached in (*range(ROUND, starts, ROUND), starts):
        latest = trained(prover, copies, meetings, reached)
        if any(len(trainings) < reached for trainings in latest.values()):
            break
        results = latest
        if reached == ROUND and starts - reached > WORTH_STACKING:
            results = all_at_once(prover, copies, results, starts) or results
        if time.monotonic() > prover.deadline or len(results[()]) >= starts:
            break
    return tuple(buy(fixes, trainings) for fixes, trainings in results.items())


def all_at_once(
    prover: Prover, copies: dict[tuple[int, ...], Subject], known: dict[tuple[int, ...], list[Training]], starts: int
) -> dict[tuple[int, ...], list[Training]] | None:
    """The trainings of every version from all starts, stacked; None where a version cannot be replayed that way."""
    found = {}
    for fixes, copy in copies.items():
        trainings = stacked(prover, copy, known[fixes], starts) if all(each.finished for each in known[fixes]) else []
        pairs = zip(trainings, known[fixes], strict=False)
        if len(trainings) < starts or not trainings[0].finished or not all(agrees(one, other) for one, other in pairs):
            return None
        found[fixes] = trainings
    return found


def stacked(prover: Prover, copy: Subject, known: Sequence[Training], starts: int) -> list[Training]:
    """The trainings of one version, replayed from a recording of each start; none where that cannot be done."""
    jobs = [Job(start_of, (copy, start), copy.seconds) for start in range(starts)]
    cycles = {job.args[1]: cycle for job, cycle in prover.workshop.perform(jobs, prover.deadline) if cycle is not None}
    if len(cycles) < starts:
        return []
    seconds = prover.deadline - time.monotonic()
    job = Job(replay, ([cycles[start] for start in range(starts)], known[0].steps, seconds), seconds)
    results: list[list[Training]] = [result or [] for _, result in prover.workshop.perform([job], prover.deadline)]
    return results[0] if results else []


def trained(
    prover: Prover,
    copies: dict[tuple[int, ...], Subject],
    meetings: dict[tuple[tuple[str, str], ...], tuple[Meeting, ...]],
    starts: int,
) -> dict[tuple[int, ...], list[Training]]:
    """The trainings of every version from the first so many starts."""
    return {fixes: prover.trainings(copy, meetings[copy.key], range(starts)) for fixes, copy in copies.items()}


def buy(fixes: tuple[int, ...], trainings: Sequence[Training]) -> Buy:
    """One row of the table."""
    settled = [each.settled for each in trainings if each.solved and each.settled is not None]
    loss = median(each.loss for each in trainings)
    task = next((each.task for each in trainings if each.task), "")
    return Buy(
        fixes=fixes,
        solved=sum(each.solved for each in trainings),
        starts=len(trainings),
        loss=loss if math.isfinite(loss) else None,
        steps=int(median(settled)) if settled else None,
        task=task,
        finished=all(each.finished for each in trainings),
    )

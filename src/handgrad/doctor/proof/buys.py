"""What each fix buys: starts solved by the program as written, with each fix alone, and with all of them."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from handgrad.doctor.edits.syntax import Splice, spliced
from handgrad.doctor.finding import Buy
from handgrad.doctor.proof.places import moved
from handgrad.doctor.proof.prove import THINKING, Prover, glance
from handgrad.doctor.proof.repair import Cure
from handgrad.doctor.proof.rounds import Round
from handgrad.doctor.proof.stacked import Cycle, agrees, replay, start_of
from handgrad.doctor.proof.training import Training
from handgrad.doctor.proof.trial import Subject
from handgrad.doctor.proof.workshop import Job
from handgrad.program.observe import Meeting

ROUND = 2
"""Starts that every version is given before any is given more."""

Copies = dict[tuple[int, ...], Subject]
"""The versions of a program by the fixes that are made in them."""
Trained = dict[tuple[int, ...], list[Training]]
"""Their trainings, from the first start on."""


@dataclass(frozen=True)
class Stage:
    """One proved fix: its splices, and the number of stages that were made before it."""

    splices: tuple[Splice, ...]
    after: int


def stages_of(cure: Cure, done: Sequence[Round]) -> list[Stage]:
    """Every proved fix in the order in which they were made."""
    found = [Stage(repair.splices, number) for number, (repair, _) in enumerate(cure.repairs) if cure.after.good]
    unproved = [] if cure.after.good else cure.history
    for each in done:
        after = len(found)
        edits = [moved(proved.repair.splices, unproved) for proved in each.proved if proved.repair is not None]
        found += [Stage(tuple(splices), after) for splices in edits if splices is not None]
    return found


def versions(subject: Subject, stages: Sequence[Stage]) -> Copies:
    """The program as written, with each fix alone where that can be had, and with all; keyed by the fixes made."""
    texts = [dict(subject.texts)]
    for stage in stages:
        texts.append(spliced(texts[stage.after], merged(stages, stage)))
    found: Copies = {(): subject}
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
    earlier = sorted({each.after for each in stages[: stages[number].after]})
    history = [(texts[k], [part for each in stages if each.after == k for part in each.splices]) for k in earlier]
    return moved(stages[number].splices, history)


def what_fixes_buy(prover: Prover, subject: Subject, stages: Sequence[Stage], starts: int) -> tuple[Buy, ...]:
    """Train every version from the same starts, a few at a time, until there are enough or time is over."""
    copies = versions(subject, stages)
    begin = time.monotonic()
    jobs = [Job(glance, (copy,), subject.seconds + THINKING) for copy in copies.values()]
    looks = prover.workshop.perform(jobs, prover.deadline)
    meetings = {job.args[0].key: look.meetings for job, look in looks if look and look.meetings}
    if any(copy.key not in meetings for copy in copies.values()):
        return ()
    look = (time.monotonic() - begin) * prover.workshop.size / len(jobs)
    results: Trained = {}
    for reached in (*range(ROUND, starts, ROUND), starts):
        latest = trained(prover, copies, meetings, reached)
        if any(len(trainings) < reached for trainings in latest.values()):
            break
        results = latest
        if reached == ROUND and worth_stacking(results, look, starts):
            results = all_at_once(prover, copies, results, starts) or results
        if time.monotonic() > prover.deadline or len(results[()]) >= starts:
            break
    return tuple(buy(fixes, trainings) for fixes, trainings in results.items())


def worth_stacking(known: Trained, look: float, starts: int) -> bool:
    """Whether recording every start, as long as one look takes, and one replay are quicker than running every start."""
    runs = [each for trainings in known.values() for each in trainings]
    run = max(each.seconds for each in runs)
    return all(each.finished for each in runs) and starts * look + run < (starts - ROUND) * run


def all_at_once(prover: Prover, copies: Copies, known: Trained, starts: int) -> Trained | None:
    """The trainings of every version from all starts, stacked; None where a version cannot be replayed that way."""
    cycles = recorded(prover, copies, starts)
    if len(cycles) < len(copies) * starts:
        return None
    seconds = (prover.deadline - time.monotonic()) / -(-len(copies) // prover.workshop.size)
    jobs = {
        fixes: Job(replay, ([cycles[copy.key, s] for s in range(starts)], known[fixes][0].steps, seconds), seconds)
        for fixes, copy in copies.items()
    }
    found = {id(job): result for job, result in prover.workshop.perform(jobs.values(), prover.deadline)}
    results = {fixes: found.get(id(job)) or [] for fixes, job in jobs.items()}
    for fixes, trainings in results.items():
        if not trainings or not trainings[0].finished or not all(map(agrees, trainings, known[fixes])):
            return None
    return {fixes: results[fixes] for fixes in copies}


def recorded(prover: Prover, copies: Copies, starts: int) -> dict[tuple[Any, int], Cycle]:
    """(key of a version, start) -> what its steps do again and again; ends at the first that has no such cycle."""
    found: dict[tuple[Any, int], Cycle] = {}
    jobs = (Job(start_of, (copy, start), copy.seconds) for start in range(starts) for copy in copies.values())
    for job, cycle in prover.workshop.perform(jobs, prover.deadline):
        if cycle is None:
            break
        found[job.args[0].key, job.args[1]] = cycle
    return found


def trained(
    prover: Prover, copies: Copies, meetings: dict[tuple[tuple[str, str], ...], tuple[Meeting, ...]], starts: int
) -> Trained:
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
        alike=sum(each.alike for each in trainings),
    )

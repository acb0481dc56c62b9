"""Search: edits tried one by one, and two together where none mends anything; what makes all right names the bug."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from handgrad.doctor.proof.asking import ALL
from handgrad.doctor.proof.repair import Cure, Repair, distinct, edited
from handgrad.doctor.proof.workshop import Job, Workshop

if TYPE_CHECKING:
    from handgrad.doctor.proof.outcome import Outcome
    from handgrad.doctor.proof.trial import Subject

MOST_ROUNDS = 4
"""How many bugs are looked for, one after the other."""
CLOSE = 1.5
"""How much higher a rank may be than that of an edit that mends something, but not all, to be tried as well."""
CLOSER = 0.5
"""The same where nothing but sizes and signs is left wrong."""
NEARER, MUCH_NEARER, NEAREST = 0.5, 0.1, 0.01
"""How much smaller errors have to be with an edit that mends nothing by itself, when it is followed soon, and when one
that mends something leaves so little that only its like are tried as well."""
SMALL = 0.1
"""The largest relative error that is so little."""
EVIDENT = 1.0
"""Up to which rank an edit mends what shows in the source by itself, so that it is followed wherever it helps."""
SAME = 1.2
"""How much larger errors may be with such an edit, where nothing else is left but to look behind it; one that leaves
them exactly as they are does nothing."""
ALIKE = 0.1
"""How much higher a rank may be than that of such an edit to be tried before it is followed."""
LIKELY = 1.4
"""Up to which rank an edit is followed before others are tried."""
PART = 0.4
"""The part of the time after which a likely edit that brings nearer is followed, and not only much nearer."""
MOST_STONES = 3
"""Behind how many such edits others are tried."""

Trial = tuple[Repair, "Outcome"]
"""An edit, and how things stand with it."""


@dataclass
class Tried:
    """What came of trying edits: the one that mends most, and those that only bring nearer what is wrong."""

    chosen: Trial | None = None
    nearer: list[tuple[float, Trial]] = field(default_factory=list)
    """Each with its errors as a share of those before."""
    limit: float = math.inf
    """Up to which rank edits were tried."""

    def stones(self) -> Iterator[Trial]:
        """The likeliest of those that bring nearer what is wrong, one for each kind of edit of a line."""
        seen = set[tuple[str, int]]()
        for _, trial in sorted(self.nearer, key=lambda each: each[1][0].rank * each[0]):
            place = trial[0].kind, trial[0].site.line
            if place not in seen and len(seen) < MOST_STONES:
                seen.add(place)
                yield trial


@dataclass
class Search:
    """Where and for how long edits are tried.

    Where no edit mends anything, `pairs` of them are tried: the first brings what is wrong nearer. Among so many some
    fit any loss, so it has to be known which one is meant.
    """

    workshop: Workshop
    deadline: float
    grace: float = 0.0
    pairs: bool = False

    def cure(self, subject: Subject, before: Outcome, first: list[Repair]) -> Cure:
        """Keep the edits that mend most, one after the other, until nothing is wrong or nothing helps."""
        cure, repairs = Cure(subject, before), first
        while not cure.after.good and len(cure.repairs) < MOST_ROUNDS and time.monotonic() < self.deadline:
            made = self.mending(cure, repairs)
            if not made:
                break
            for repair, outcome in made:
                cure.add(repair, outcome)
            repairs = [] if cure.after.good else self.proposed(cure.subject)
        return cure

    def mending(self, cure: Cure, repairs: list[Repair]) -> list[Trial]:
        """The edit that mends most, or two that do together.

        Where one brings all much nearer, what goes with it is looked for before edits that are much less likely.
        """
        tried = self.tried(cure, repairs, cure.after, hasty=self.pairs)
        made = [tried.chosen] if tried.chosen else self.in_two_steps(cure, tried) if self.pairs else []
        left = [repair for repair in repairs if repair.rank > tried.limit]
        if not made and left:
            later = self.tried(cure, left, cure.after)
            made = [later.chosen] if later.chosen else []
        return made

    def in_two_steps(self, cure: Cure, tried: Tried) -> list[Trial]:
        """An edit that mends nothing by itself, and the one that mends something behind it."""
        for repair, outcome in tried.stones():
            there = Cure(edited(cure.subject, repair), outcome)
            second = self.tried(there, self.proposed(there.subject), cure.after).chosen
            if second is not None:
                return [(repair, outcome), second]
        return []

    def proposed(self, subject: Subject) -> list[Repair]:
        """The edits that might mend the gradients of a program, which may show only now."""
        from handgrad.doctor.proof.trial import propose

        job = Job(propose, (subject,), subject.seconds + ALL)
        return next((result or [] for _, result in self.workshop.perform([job], self.deadline)), [])

    def tried(self, cure: Cure, repairs: list[Repair], before: Outcome, hasty: bool = False) -> Tried:
        """Edits of a program by rank, up to that of one that mends everything; each is compared with `before`.

        The `hasty` are content with a likely one that brings all much nearer.
        """
        from handgrad.doctor.proof.trial import attempt

        found, soon = Tried(), time.monotonic() + PART * (self.deadline - time.monotonic())
        jobs = (
            Job(attempt, (edited(cure.subject, repair), repair), cure.subject.seconds)
            for repair in distinct(cure.subject, repairs)
            if repair.rank <= found.limit
        )
        for job, outcome in self.workshop.perform(jobs, self.deadline, self.grace):
            if outcome is not None:
                note(found, (job.args[1], outcome), before, hasty)
            likely = [repair.rank + ALIKE for _, (repair, _) in found.nearer if repair.rank < LIKELY]
            if hasty and likely and found.chosen is None and time.monotonic() > soon:
                found.limit = min(found.limit, max(job.args[1].rank, *likely))
        return found


def note(found: Tried, trial: Trial, before: Outcome, hasty: bool) -> None:
    """Remember an edit that is better than what was there before, or nearer to it."""
    repair, outcome = trial
    if outcome.improves(before, repair.forward, repair.reaches):
        if found.chosen is None or merit(*trial) > merit(*found.chosen):
            found.chosen = trial
        nearest = outcome.worst_error < SMALL and outcome.distance(before) < NEAREST
        close = ALIKE if nearest else CLOSE if outcome.astray else CLOSER
        found.limit = min(found.limit, repair.rank + (0 if outcome.good else close))
    elif (share := outcome.distance(before)) < NEARER or (repair.rank <= EVIDENT and 1 != share < SAME):
        found.nearer.append((share, trial))
        evident = repair.rank <= EVIDENT and share < NEARER
        if hasty and (evident or (share < MUCH_NEARER and repair.rank < LIKELY)):
            found.limit = min(found.limit, repair.rank + ALIKE)


def merit(repair: Repair, outcome: Outcome) -> tuple[Any, ...]:
    """What makes one edit better than another: fewer gradients astray, fewer wrong, then likelier, then smaller."""
    size = sum(len(splice.text) for splice in repair.splices)
    left = (-outcome.astray, -len(outcome.wrong), -outcome.uphill)
    return outcome.good, *left, -repair.rank, -len(repair.splices), -size

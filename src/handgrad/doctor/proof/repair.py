"""Repair: edits of the program's source, tried one by one; the one that makes every number right names the bug."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from handgrad.doctor.edits.syntax import Splice, spliced
from handgrad.doctor.proof.workshop import Job, Workshop
from handgrad.program.program import Site

if TYPE_CHECKING:
    from handgrad.doctor.proof.trial import Outcome, Subject


@dataclass(frozen=True)
class Repair:
    """An edit that would mend one bug.

    Of edits that mend equally much the one of lowest `rank` is believed: 1 for what people do all the time, 9 for what
    hardly anybody does.
    """

    kind: str
    site: Site
    """What to underline: the expression that is wrong."""
    splices: tuple[Splice, ...]
    message: str
    """One sentence of fact about the underlined expression."""
    rank: float = 5.0
    why: str = ""
    forward: bool = False
    """Whether the edit changes what the network predicts, and not only its gradients."""
    companion: Repair | None = None
    """Another bug's edit that is among the splices, where neither mends anything without the other."""
    effect: Repair | None = None
    """What else goes wrong by the same bug and is mended by the same edits, where that has a name of its own."""

    def parts(self) -> Iterator[Repair]:
        """The edit of each bug by itself."""
        if self.companion is None:
            yield self
        else:
            own = tuple(each for each in self.splices if each not in self.companion.splices)
            yield from (replace(self, splices=own, companion=None), self.companion)


@dataclass
class Cure:
    """Repairs that, made one after the other, mended something, what each left, and the program after the last."""

    subject: Subject
    before: Outcome
    repairs: list[tuple[Repair, Outcome]] = field(default_factory=list)
    texts: list[Mapping[str, str]] = field(default_factory=list)
    """What each repair was made on."""

    def add(self, repair: Repair, outcome: Outcome) -> None:
        """Make one more repair."""
        self.texts.append(self.subject.texts)
        self.subject = edited(self.subject, repair)
        self.repairs.append((repair, outcome))

    @property
    def after(self) -> Outcome:
        """How things stand with all repairs made."""
        return self.repairs[-1][1] if self.repairs else self.before

    @property
    def history(self) -> list[tuple[Mapping[str, str], tuple[Splice, ...]]]:
        """What each repair was made on, and its edits."""
        return [(texts, repair.splices) for texts, (repair, _) in zip(self.texts, self.repairs, strict=True)]


MOST_ROUNDS = 4
"""How many bugs are looked for, one after the other."""
CLOSE = 1.5
"""How much higher a rank may be than that of an edit that mends something, but not all, to be tried as well."""
CLOSER = 0.5
"""The same where nothing but sizes and signs is left wrong."""
NEARER = 0.5
"""How much smaller errors have to be with an edit that mends nothing by itself."""
MOST_STONES = 3
"""Behind how many such edits others are tried."""

Trial = tuple[Repair, "Outcome"]
"""An edit, and how things stand with it."""


def search(
    subject: Subject, before: Outcome, first: list[Repair], workshop: Workshop, deadline: float, grace: float = 0.0,
    pairs: bool = False,
) -> Cure:  # fmt: skip
    """Try edits, keep the one that mends most, and go on from there until nothing is wrong or nothing helps.

    Where no edit mends anything, `pairs` of them are tried: the first brings what is wrong nearer. Among so many some
    fit any loss, so it has to be known which one is meant.
    """
    cure, repairs = Cure(subject, before), first
    while not cure.after.good and len(cure.repairs) < MOST_ROUNDS and time.monotonic() < deadline:
        chosen, nearer = best(cure, repairs, before, workshop, deadline, grace)
        made = [chosen] if chosen else in_two_steps(cure, nearer if pairs else [], workshop, deadline, grace)
        if not made:
            break
        for repair, outcome in made:
            cure.add(repair, outcome)
        before = cure.after
        repairs = [] if before.good else proposed(cure.subject, workshop, deadline)
    return cure


def in_two_steps(
    cure: Cure, nearer: list[Trial], workshop: Workshop, deadline: float, grace: float = 0.0
) -> list[Trial]:
    """An edit that mends nothing by itself, and the one that mends something behind it."""
    stones: dict[tuple[str, int], Trial] = {}
    for each in nearer:
        stones.setdefault((each[0].kind, each[0].site.line), each)
    for repair, outcome in list(stones.values())[:MOST_STONES]:
        there = Cure(edited(cure.subject, repair), outcome)
        second, _ = best(there, proposed(there.subject, workshop, deadline), cure.after, workshop, deadline, grace)
        if second is not None:
            return [(repair, outcome), second]
    return []


def proposed(subject: Subject, workshop: Workshop, deadline: float) -> list[Repair]:
    """The edits that might mend the gradients of a program."""
    from handgrad.doctor.proof.trial import propose

    job = Job(propose, (subject,), subject.seconds)
    return next((result or [] for _, result in workshop.perform([job], deadline)), [])


def best(
    cure: Cure, repairs: list[Repair], before: Outcome, workshop: Workshop, deadline: float, grace: float = 0.0
) -> tuple[Trial | None, list[Trial]]:
    """The repair after which most is better than `before`, and those that only bring it nearer, the likeliest first.

    The search ends with the rank of a repair that mends everything.
    """
    from handgrad.doctor.proof.trial import attempt

    chosen: Trial | None = None
    nearer: list[Trial] = []
    limit = [float("inf")]
    jobs = (
        Job(attempt, (edited(cure.subject, repair), repair), cure.subject.seconds)
        for repair in distinct(cure.subject, repairs)
        if repair.rank <= limit[0]
    )
    for job, outcome in workshop.perform(jobs, deadline, grace):
        repair: Repair = job.args[1]
        if outcome is None or not outcome.improves(before, repair.forward):
            nearer += [(repair, outcome)] if outcome is not None and outcome.distance(before) < NEARER else []
            continue
        if chosen is None or merit(repair, outcome) > merit(*chosen):
            chosen = repair, outcome
        limit[0] = min(limit[0], repair.rank + (0 if outcome.good else CLOSE if outcome.astray else CLOSER))
    return chosen, sorted(nearer, key=lambda each: each[0].rank * each[1].distance(before))


def merit(repair: Repair, outcome: Outcome) -> tuple[Any, ...]:
    """What makes one edit better than another: fewer gradients astray, fewer wrong, then likelier, then smaller."""
    size = sum(len(splice.text) for splice in repair.splices)
    left = (-outcome.astray, -len(outcome.wrong), -outcome.uphill)
    return outcome.good, *left, -repair.rank, -len(repair.splices), -size


def distinct(subject: Subject, repairs: Iterable[Repair]) -> Iterator[Repair]:
    """In order of rank, every repair that makes another program than those before it."""
    seen = {subject.key}
    for repair in sorted(repairs, key=lambda each: each.rank):
        try:
            key = edited(subject, repair).key
        except ValueError:
            continue
        if key not in seen:
            seen.add(key)
            yield repair


def edited(subject: Subject, repair: Repair) -> Subject:
    """The program with a repair made."""
    return replace(subject, texts=spliced(subject.texts, repair.splices))

"""Proof of what gradients do not show: an edit that trains clearly better, or that makes the sign go away."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from statistics import median
from typing import Any, Literal

from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import spliced
from handgrad.doctor.finding import Finding
from handgrad.doctor.proof.asking import answers
from handgrad.doctor.proof.outcome import Outcome
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.proof.training import Training, meetings_of, train
from handgrad.doctor.proof.trial import Subject, case_of, outcome_of
from handgrad.doctor.proof.workshop import Job, Workshop
from handgrad.program.observe import Meeting

STARTS = 3
"""How many starts an edit is tried from before it is believed."""
MORE = 8
"""How many where those few may have been solved by chance."""
CHANCE = 0.05
"""The probability from which on it is taken for chance that so many more starts are solved."""
MOST_EDITS = 8
"""How many edits of one sign are tried."""
MUCH, FAR = 0.75, 0.3
"""The share of the loss that is left, at most, and the share of the task that is solved beside it, at least, where one
run ends clearly better than another although its loss is more than half as large."""
THINKING = 3.0
"""Seconds that it may take to understand a copy, beyond running it."""
LONGEST = 6.0
"""Seconds that one training may take where there is little time; a longer one is judged by how far it came."""
MANY = 40
"""Trainings for which there must be time where one may take longer."""


@dataclass(frozen=True)
class Sign:
    """A finding that gradients do not show, and the edits that would mend it, to be proved."""

    finding: Finding
    repairs: tuple[Repair, ...] = ()
    needs_proof: bool = False
    """Whether the finding is dropped unless an edit is proved."""
    by: Literal["training", "recheck"] = "training"
    """What proves an edit: training clearly better from several starts, or the sign gone in the edited program."""
    below: float = math.inf
    """What the program's own progress, at the median of its starts, must stay below for an edit to be tried."""
    late: bool = False
    """Whether it shows only in a program that comes so far: what lets it come so far has not brought it."""
    follow: bool = False
    """Whether the finding belongs where the proved edit does."""
    calm: bool = False
    """Whether it says nothing of a program whose numbers overflow: that has another cause."""


@dataclass(frozen=True)
class Survey:
    """What one look at a copy gives: its gradients, its signs, and where its predictions meet their targets."""

    outcome: Outcome
    signs: tuple[Sign, ...]
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True)
class Proved:
    """A sign, the edit that mends it, and what was measured."""

    sign: Sign
    repair: Repair | None = None
    proof: dict[str, Any] | None = None

    def parts(self) -> Iterator[Proved]:
        """The same for each bug that the edit mends."""
        own, *others = self.repair.parts() if self.repair is not None else (None,)
        yield replace(self, repair=own)
        for other in others:
            found = replace(self.sign.finding, kind=other.kind, message=other.message, fix=None)
            yield Proved(Sign(found, follow=True), other, self.proof)


def survey(subject: Subject) -> Survey:
    """Look at a copy; in a fork."""
    return survey_of(case_of(subject))


def glance(subject: Subject) -> Survey:
    """Look at a copy that only training can judge: its gradients and its meetings."""
    case = case_of(subject)
    return Survey(outcome_of(case), (), meetings_of(case))


def survey_of(case: Case, until: float = math.inf) -> Survey:
    """What there is to see in a case, `until` some moment."""
    return Survey(outcome_of(case), tuple(signs_of(case, until)), meetings_of(case))


def signs_of(case: Case, until: float = math.inf) -> Iterator[Sign]:
    """Every family's signs."""
    return (sign if isinstance(sign, Sign) else Sign(sign) for sign in answers("signs", case, until))


@dataclass
class Prover:
    """Tries the edits of signs on one program until a deadline."""

    subject: Subject
    found: Survey
    workshop: Workshop
    deadline: float
    starts: int = STARTS
    """0: nothing is trained."""
    made: list[Repair] = field(default_factory=list)
    """Edits proved so far; the next ones are tried on top of them."""
    trained: dict[tuple[Any, int], Training] = field(default_factory=dict)
    met: dict[Any, tuple[Meeting, ...]] = field(default_factory=dict)
    looked: dict[Any, Survey] = field(default_factory=dict)
    """The looks at edited copies that are known."""

    def prove(self) -> list[Proved]:
        """Every sign that is kept, with the edit that is proved for it, if any."""
        kept: list[Proved] = []
        for sign in sorted(self.found.signs, key=order):
            if self.is_gone(sign):
                continue
            proved = self.proved(sign)
            if proved.repair is not None:
                self.made.append(proved.repair)
            if proved.repair is not None or not sign.needs_proof:
                kept.extend(proved.parts())
        return kept

    def is_gone(self, sign: Sign) -> bool:
        """Whether the edits made so far have mended what a sign says as well: it only followed from the same bug."""
        current = self.with_edits(*self.made) if self.made and sign.by == "recheck" else None
        look = self.look(current) if current is not None else None
        return look is not None and sign.finding.kind not in {each.finding.kind for each in look.signs}

    def look(self, copy: Subject) -> Survey | None:
        """A look at an edited copy, taken now unless it is known; None where it failed or time is up."""
        if copy.key not in self.looked:
            jobs = [Job(survey, (copy,), copy.seconds + THINKING)]
            for _, look in self.workshop.perform(jobs, self.deadline):
                if look is not None:
                    self.looked[copy.key] = look
        return self.looked.get(copy.key)

    def with_edits(self, *repairs: Repair) -> Subject | None:
        """The program with these edits made; None where two of them collide."""
        try:
            texts = spliced(self.subject.texts, [splice for repair in repairs for splice in repair.splices])
        except ValueError:
            return None
        return replace(self.subject, texts=texts)

    def proved(self, sign: Sign) -> Proved:
        """The sign with the first of its edits that passes."""
        if sign.by == "training" and not self.starts:
            return Proved(sign)
        copies: list[tuple[Repair, Subject]] = []
        for repair in sorted(sign.repairs, key=lambda each: each.rank):
            copy = self.with_edits(*self.made, repair)
            if copy is not None and all(copy.key != other.key for _, other in copies):
                copies.append((repair, copy))
        copies = copies[:MOST_EDITS] if time.monotonic() < self.deadline else []
        if sign.by == "recheck":
            return self.rechecked(sign, self.in_turn(copies, survey))
        return self.outtrained(sign, self.in_turn(copies, glance))

    def in_turn(
        self, copies: list[tuple[Repair, Subject]], look_at: Callable[[Subject], Survey]
    ) -> Iterator[tuple[Repair, Subject, Survey]]:
        """A look at each edited copy, a few at a time: the first that mends the sign makes the others needless."""
        for start in range(0, len(copies), self.workshop.size):
            yield from self.looks(copies[start : start + self.workshop.size], look_at)

    def looks(
        self, copies: list[tuple[Repair, Subject]], look_at: Callable[[Subject], Survey]
    ) -> list[tuple[Repair, Subject, Survey]]:
        """A look at each edited copy; copies that fail or have a worse gradient are left out."""
        jobs = {id(copy): Job(look_at, (copy,), self.subject.seconds + THINKING) for _, copy in copies}
        results = {id(job.args[0]): look for job, look in self.workshop.perform(jobs.values(), self.deadline)}
        looks = [(repair, copy, results.get(id(copy))) for repair, copy in copies]
        if look_at is survey:
            self.looked.update({copy.key: look for _, copy, look in looks if look is not None})
        return [(repair, copy, look) for repair, copy, look in looks if look and not self.worse(look)]

    def worse(self, look: Survey) -> bool:
        """Whether a copy has wrong gradients where the program was judged and had none, or fails where it did not.

        What there was nothing to compare for may have been wrong all along.
        """
        before, after = self.found.outcome, look.outcome
        fresh = bool(after.wrong and not before.wrong) and after.compared <= before.compared
        wronger = fresh or after.uphill > before.uphill
        return (wronger and before.steps > 0) or after.fails_anew(before)

    def rechecked(self, sign: Sign, seen: Iterable[tuple[Repair, Subject, Survey]]) -> Proved:
        """The first edit after which the sign is gone and no other has come, of those with fewest wrong gradients."""
        before = [each.finding.kind for each in self.found.signs if accuses(each)]
        fewest, best = math.inf, Proved(sign)
        for repair, _, look in seen:
            still = [each for each in look.signs if accuses(each) and not (each.late and not sign.late)]
            after, wrong = [each.finding.kind for each in still], len(look.outcome.wrong)
            new = any(after.count(kind) > before.count(kind) for kind in after)
            if after.count(sign.finding.kind) < before.count(sign.finding.kind) and not new and wrong < fewest:
                fewest, best = wrong, Proved(sign, repair, {"sign_gone": True})
            if fewest == 0:
                break
        return best

    def outtrained(self, sign: Sign, seen: Iterator[tuple[Repair, Subject, Survey]]) -> Proved:
        """The first edit that trains clearly better than the program as it is, from several starts."""
        current, first_seen = self.with_edits(*self.made), next(seen, None)
        if first_seen is None or current is None:
            return Proved(sign)
        before = self.trainings(current, self.meetings(current), range(STARTS))
        done = not before or median(each.progress for each in before) >= sign.below
        done |= sign.calm and not all(math.isfinite(each.loss) for each in before)
        if len(before) < STARTS or done or all(each.solved or each.on_the_way for each in before):
            return Proved(sign)
        for repair, copy, look in chain([first_seen], seen):
            first = self.trainings(copy, look.meetings, range(1))
            if first and promising(before[0], first[0]):
                after = self.trainings(copy, look.meetings, range(STARTS))
                if len(after) == STARTS and clear_gain(before, after):
                    if by_chance(before, after):
                        more = self.trainings(current, self.meetings(current), range(MORE))
                        return self.counted(sign, repair, more, self.trainings(copy, look.meetings, range(MORE)))
                    return Proved(sign, repair, proof_of(before, after))
        return Proved(sign)

    def counted(self, sign: Sign, repair: Repair, before: list[Training], after: list[Training]) -> Proved:
        """An edit after which so many more of many starts are solved that it is no chance."""
        enough = len(before) == len(after) == MORE and not any(e.error for e in after) and not by_chance(before, after)
        return Proved(sign, repair, proof_of(before, after)) if enough else Proved(sign)

    def meetings(self, current: Subject) -> tuple[Meeting, ...]:
        """Where predictions meet targets in the program with the edits made so far: edits move lines."""
        if not self.made:
            return self.found.meetings
        if current.key not in self.met:
            jobs = [Job(glance, (current,), current.seconds + THINKING)]
            looks = [look for _, look in self.workshop.perform(jobs, self.deadline) if look is not None]
            self.met[current.key] = looks[0].meetings if looks else ()
        return self.met[current.key]

    def trainings(self, copy: Subject, meetings: tuple[Meeting, ...], starts: Iterable[int]) -> list[Training]:
        """Trainings of a copy from some starts, done now unless they are known; fewer where time is over."""
        wanted = list(starts) if meetings and self.starts else []
        left = self.deadline - time.monotonic()
        seconds = min(max(LONGEST, left / MANY), max(1.0, left / 3))
        timed = replace(copy, seconds=seconds)
        jobs = [Job(train, (timed, meetings, k), seconds) for k in wanted if (copy.key, k) not in self.trained]
        for job, result in self.workshop.perform(jobs, self.deadline):
            if result is not None:
                self.trained[copy.key, job.args[2]] = result
        return [self.trained[copy.key, k] for k in wanted if (copy.key, k) in self.trained]


def order(sign: Sign) -> tuple[bool, float]:
    """Signs that a look decides first, then likelier causes before what may only follow from them."""
    return sign.by != "recheck", min((repair.rank for repair in sign.repairs), default=9.0)


def accuses(sign: Sign) -> bool:
    """Whether a sign is a finding by itself, or once an edit makes it go away."""
    return not (sign.needs_proof and sign.by == "training") and sign.finding.severity != "note"


def promising(before: Training, after: Training) -> bool:
    """Whether one start already looks better."""
    return not after.error and (after.solved > before.solved or better(before, after))


def better(before: Training, after: Training) -> bool:
    """Whether one run ends clearly better than another."""
    if not math.isfinite(before.loss):
        return math.isfinite(after.loss) and after.score >= 0
    sobered = before.surprise > 1 > after.surprise <= 0.5 * before.surprise and after.score >= before.score
    gain = after.score - max(before.score, 0.0) if after.loss <= MUCH * before.loss else -math.inf
    return sobered or gain >= FAR or (after.loss <= 0.5 * before.loss and after.score >= before.score + 0.1)


def clear_gain(before: Sequence[Training], after: Sequence[Training]) -> bool:
    """Whether more than half of the starts are solved that were not, none diverges any more and all are, or every one
    ends clearly better."""
    if any(each.error for each in after):
        return False
    more = sum(each.solved for each in after) - sum(each.solved for each in before)
    if any(not math.isfinite(each.loss) for each in before) and all(each.solved for each in after):
        return True
    return more > len(after) / 2 or all_better(before, after)


def all_better(before: Sequence[Training], after: Sequence[Training]) -> bool:
    """Whether no start was solved and every one ends clearly better."""
    return not any(each.solved for each in before) and all(map(better, before, after))


def by_chance(before: Sequence[Training], after: Sequence[Training]) -> bool:
    """Whether the starts that are solved speak for an edit, and may do so by chance (Fisher's exact test)."""
    if all_better(before, after) or not all(math.isfinite(each.loss) for each in before):
        return False
    n, solved = len(after), sum(each.solved for each in after)
    both = solved + sum(each.solved for each in before)
    ways = sum(math.comb(n, k) * math.comb(n, both - k) for k in range(solved, min(n, both) + 1))
    return ways / math.comb(2 * n, both) > CHANCE


def proof_of(before: Sequence[Training], after: Sequence[Training]) -> dict[str, Any]:
    """What was measured, for the report."""
    return {
        "starts_solved": [sum(each.solved for each in before), sum(each.solved for each in after)],
        "starts": len(after),
        "final_loss": [median(each.loss for each in before), median(each.loss for each in after)],
        "solved": next((each.task for each in after if each.task), ""),
    }

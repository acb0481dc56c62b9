"""Rounds: once an edit is proved, the families are asked again, about what the edited program still suffers from."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from handgrad.doctor.edits.syntax import Splice
from handgrad.doctor.finding import Finding, Place
from handgrad.doctor.proof.chain import chained
from handgrad.doctor.proof.prove import STARTS, Proved, Prover, Sign, Survey
from handgrad.doctor.proof.repair import Cure
from handgrad.doctor.proof.search import Search
from handgrad.doctor.proof.trial import Subject

MOST_ROUNDS = 3
"""How often the families are asked about what needs training to be seen."""


@dataclass(frozen=True)
class Round:
    """What was kept of the signs of one text."""

    texts: Mapping[str, str]
    proved: tuple[Proved, ...]
    mends: bool = False
    """Whether wrong gradients are put right."""

    @property
    def splices(self) -> tuple[Splice, ...]:
        """All edits that were proved."""
        return tuple(splice for each in self.proved if each.repair is not None for splice in each.repair.splices)


def rounds(prover: Prover) -> Iterator[Round]:
    """Prove the signs of the program, then those of the program with the proved edits, and so on."""
    said: set[str] = set()
    for number in range(MOST_ROUNDS):
        kept = [each for each in prover.prove() if number == 0 or each.repair is not None]
        if not prover.made:
            together = chained(prover, said)
            prover.made += [each.repair for each in together if each.repair is not None]
            kept = [*(each for each in kept if each.sign not in [one.sign for one in together]), *together]
        said |= {each.sign.finding.kind for each in kept}
        yield Round(prover.subject.texts, tuple(kept))
        edited = prover.with_edits(*prover.made)
        look = looked_at(prover, edited) if prover.made and edited is not None else None
        if edited is None or look is None:
            return
        if not look.outcome.good and (look.outcome.wrong or look.outcome.uphill):
            search = Search(prover.workshop, prover.deadline)
            cure = search.cure(edited, look.outcome, search.proposed(edited))
            yield from mended(cure)
            look, edited = looked_at(prover, cure.subject) if cure.after.good else None, cure.subject
        following = asked_again(prover, edited, look, said) if look is not None else None
        if following is None:
            return
        prover = following


def looked_at(prover: Prover, edited: Subject) -> Survey | None:
    """A look at an edited program; None where nothing is trained or time is up."""
    if not prover.starts or time.monotonic() > prover.deadline:
        return None
    return prover.look(edited)


def mended(cure: Cure) -> Iterator[Round]:
    """A round for each edit that put gradients right, where in the end all of them are."""
    before = cure.before
    for texts, (repair, after) in zip(cure.texts, cure.repairs if cure.after.good else [], strict=False):
        site = repair.site
        place = Place(site.file, site.line, site.end_line, site.column, site.end_column, "")
        sign = Sign(Finding(repair.kind, "error", place, repair.message, why=repair.why), follow=True)
        yield Round(texts, (Proved(sign, repair, {"gradients_wrong": [len(before.wrong), len(after.wrong)]}),), True)
        before = after


def asked_again(prover: Prover, edited: Subject, look: Survey, said: set[str]) -> Prover | None:
    """A prover of the edited program, with its signs of kinds not `said`; None where there are none or time is up.

    Where it trains well already, only signs that a look decides are left: no training could be clearly better.
    """
    ends = prover.trainings(edited, look.meetings, range(STARTS))
    lacking = any(not each.solved for each in ends)
    signs = (sign for sign in look.signs if lacking or sign.by == "recheck")
    fresh = tuple(sign for sign in signs if sign.repairs and sign.finding.kind not in said)
    return replace(prover, subject=edited, found=replace(look, signs=fresh), made=[]) if fresh else None

"""Rounds: once an edit is proved, the families are asked again, about what the edited program still suffers from."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from handgrad.doctor.edits.syntax import Splice
from handgrad.doctor.proof.chain import chained
from handgrad.doctor.proof.prove import THINKING, Proved, Prover, survey
from handgrad.doctor.proof.workshop import Job

MOST_ROUNDS = 3
"""How often the families are asked about what needs training to be seen."""


@dataclass(frozen=True)
class Round:
    """What was kept of the signs of one text."""

    texts: Mapping[str, str]
    proved: tuple[Proved, ...]

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
        following = asked_again(prover, said) if prover.made else None
        if following is None:
            return
        prover = following


def asked_again(prover: Prover, said: set[str]) -> Prover | None:
    """A prover of the edited program, with its signs of kinds not `said`; None where it trains well or time is up."""
    edited = prover.with_edits(*prover.made)
    if edited is None or not prover.starts or time.monotonic() > prover.deadline:
        return None
    job = Job(survey, (edited,), edited.seconds + THINKING)
    look = next((look for _, look in prover.workshop.perform([job], prover.deadline)), None)
    if look is None or look.outcome.wrong:
        return None
    first = prover.trainings(edited, look.meetings, range(1))
    if not first or first[0].solved:
        return None
    fresh = tuple(sign for sign in look.signs if sign.repairs and sign.finding.kind not in said)
    return replace(prover, subject=edited, found=replace(look, signs=fresh), made=[])

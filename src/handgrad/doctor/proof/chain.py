"""Chains: bugs each of which alone stops the training, so that only their edits together show a gain."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from handgrad.doctor.proof.places import at_home, moved_repair
from handgrad.doctor.proof.prove import (
    STARTS,
    Proved,
    Prover,
    Sign,
    Survey,
    by_chance,
    clear_gain,
    order,
    promising,
    proof_of,
)
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.proof.training import Training
from handgrad.doctor.proof.trial import Subject

MOST_LINKS = 3
"""How many edits may be needed together."""
BEGINNINGS = 3
"""How many signs a chain is begun with."""

Link = tuple[Sign, Repair]
"""A sign that no edit mends alone, and the edit that is made for it, both in the places of the prover's own text."""


def chained(prover: Prover, said: set[str]) -> list[Proved]:
    """Edits that only together train clearly better, for signs of kinds not `said`: the fewest that do."""
    begin = trained_signs(prover.found, said)[:BEGINNINGS]
    before = prover.trainings(prover.subject, prover.found.meetings, range(STARTS)) if begin else []
    if len(before) < STARTS or all(each.solved for each in before):
        return []
    for first in begin:
        links, after = grown(prover, first, said, before)
        if after:
            return list(proofs(*pruned(prover, links, before, after), before))
    return []


def grown(prover: Prover, first: Sign, said: set[str], before: Sequence[Training]) -> tuple[list[Link], list[Training]]:
    """A chain that begins with one sign, link by link until it trains clearly better; no trainings where none does."""
    links = [(first, promised(prover, first))]
    while time.monotonic() < prover.deadline:
        copy, look = looked(prover, links)
        if copy is None or look is None or prover.worse(look):
            break
        after = gained(prover, copy, look, before) if len(links) > 1 else []
        following = next_link(prover, links, look, said) if len(links) < MOST_LINKS else None
        if after or following is None:
            return links, after
        links.append(following)
    return links, []


def looked(prover: Prover, links: Sequence[Link]) -> tuple[Subject | None, Survey | None]:
    """The program with the edits of a chain, and a look at it."""
    copy = prover.with_edits(*(repair for _, repair in links))
    return copy, prover.look(copy) if copy is not None else None


def next_link(prover: Prover, links: Sequence[Link], look: Survey, said: set[str]) -> Link | None:
    """What the program with the edits of a chain still suffers from most, and the likeliest edit."""
    history = [(prover.subject.texts, [splice for _, repair in links for splice in repair.splices])]
    for sign in trained_signs(look, said | {sign.finding.kind for sign, _ in links}):
        home = moved_repair(min(sign.repairs, key=lambda each: each.rank), history)
        if home is not None:
            return replace(sign, finding=at_home(sign.finding, history)), home
    return None


def trained_signs(look: Survey, said: set[str]) -> list[Sign]:
    """The signs that only training can judge, of kinds not `said`, likelier causes first."""
    fresh = (each for each in look.signs if each.repairs and each.finding.kind not in said)
    return sorted((each for each in fresh if each.by == "training"), key=order)


def promised(prover: Prover, sign: Sign) -> Repair:
    """Of a sign's edits the one that came furthest when it was tried; the likeliest where none was."""

    def came(repair: Repair) -> tuple[bool, float, float]:
        copy = prover.with_edits(repair)
        run = prover.trained.get((copy.key, 0)) if copy is not None else None
        return run is None, -run.score if run is not None else 0.0, repair.rank

    return min(sign.repairs, key=came)


def gained(prover: Prover, copy: Subject, look: Survey, before: Sequence[Training]) -> list[Training]:
    """The trainings of a copy where they are clearly better; none otherwise."""
    first = prover.trainings(copy, look.meetings, range(1))
    if not first or not promising(before[0], first[0]):
        return []
    after = prover.trainings(copy, look.meetings, range(STARTS))
    sure = len(after) == STARTS and clear_gain(before, after) and not by_chance(before, after)
    return after if sure else []


def pruned(
    prover: Prover, links: list[Link], before: Sequence[Training], after: list[Training]
) -> tuple[list[Link], list[Training]]:
    """The links that the others cannot do without, the first ones put to the test first."""
    for number in range(len(links) - 1):
        others = links[:number] + links[number + 1 :]
        copy, look = looked(prover, others)
        run = gained(prover, copy, look, before) if copy is not None and look is not None else []
        if run and sum(each.solved for each in run) >= sum(each.solved for each in after):
            return pruned(prover, others, before, run)
    return links, after


def proofs(links: Sequence[Link], after: Sequence[Training], before: Sequence[Training]) -> Iterator[Proved]:
    """Every link, proved by what all of them do together."""
    for sign, repair in links:
        yield from Proved(sign, repair, proof_of(before, after)).parts()

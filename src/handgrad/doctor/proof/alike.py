"""Alike: one exchange that stands in several lines, each of which goes into another wrong gradient."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from handgrad.doctor.case import Case
from handgrad.doctor.proof.repair import Repair

MOST = 4
"""In how many lines one exchange is made at once."""
LATER = 0.15
"""How much later all are tried than the first of them: one mistake further up is likelier than the same one twice."""


def all_at_once(case: Case, repairs: Iterable[Repair]) -> Iterator[Repair]:
    """`dW = do @ z.T; db = do` for `dW = df @ z.T; db = df`: what mends all that is wrong only together.

    Under a loss that is only guessed there are too many that do.
    """
    if case.patient is None or case.guessed:
        return
    wrong = frozenset(case.names[match.number] for match in case.patient.comparison.wrong)
    groups: dict[tuple[str, str, str], dict[int, Repair]] = defaultdict(dict)
    for repair in repairs:
        if len(repair.splices) == 1 and repair.reaches and not repair.forward and repair.reaches < wrong:
            (splice,) = repair.splices
            old = case.trees[splice.file].rows(splice.span)
            groups[repair.kind, old, splice.text].setdefault(splice.span[0], repair)
    for group in map(list, map(dict.values, groups.values())):
        whole = frozenset[str]().union(*(each.reaches or () for each in group))
        if 1 < len(group) <= MOST and whole == wrong:
            first = min(group, key=lambda each: each.site.line)
            splices = tuple(splice for each in group for splice in each.splices)
            yield replace(first, splices=splices, reaches=whole, rank=min(each.rank for each in group) + LATER)

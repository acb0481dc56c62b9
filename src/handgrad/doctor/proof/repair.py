"""Repair: edits of the program's source, and what those that were made have mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from handgrad.doctor.edits.syntax import Splice, spliced
from handgrad.program.program import Site

if TYPE_CHECKING:
    from handgrad.doctor.proof.outcome import Outcome
    from handgrad.doctor.proof.trial import Subject


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
    reaches: frozenset[str] | None = None
    """The parameters whose gradients depend on what the splices change; None where that is not known."""
    effect: Repair | None = None
    """What else goes wrong by the same bug and is mended by the same edits, where that has a name of its own."""

    def joined(self, other: Repair, rank: float) -> Repair:
        """This edit and another bug's as one: neither mends anything without the other."""
        return replace(self, splices=(*self.splices, *other.splices), companion=other, rank=rank)

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

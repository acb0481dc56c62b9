"""Places: where edits and findings of an edited text stand in the text as it was before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from handgrad.doctor.edits.syntax import Splice, before_splices, rewritten
from handgrad.doctor.finding import Edit, Finding, Fix, Place
from handgrad.doctor.proof.repair import Repair
from handgrad.program.spans import Span

History = Sequence[tuple[Mapping[str, str], Sequence[Splice]]]
"""Edits in the order in which they were made, each set with the texts that it was made on."""


def before(file: str, span: Span, history: History) -> Span | None:
    """Where a stretch of the last text stood in the first; None where it touches what the edits wrote."""
    for texts, edits in reversed(history):
        own = [each for each in edits if each.file == file]
        back = before_splices(texts[file], own, span) if file in texts else span
        if back is None:
            return None
        span = back
    return span


def moved(splices: Iterable[Splice], history: History) -> list[Splice] | None:
    """Splices on a text with edits as they would stand without these; None where they touch what the edits wrote."""
    found = []
    for splice in splices:
        span = before(splice.file, splice.span, history)
        if span is None:
            return None
        found.append(Splice(splice.file, span, splice.text))
    return found


def moved_repair(repair: Repair, history: History) -> Repair | None:
    """The same of a whole repair."""
    site, splices = repair.site, moved(repair.splices, history)
    span = before(site.file, (site.line, site.column - 1, site.end_line, site.end_column - 1), history)
    companion = moved_repair(repair.companion, history) if repair.companion is not None else None
    if splices is None or span is None or (companion is None and repair.companion is not None):
        return None
    line, column, end_line, end_column = span
    home = replace(site, line=line, column=column + 1, end_line=end_line, end_column=end_column + 1)
    return replace(repair, site=home, splices=tuple(splices), companion=companion)


def at_home(found: Finding, history: History) -> Finding:
    """A finding of an edited program in the lines of the program before, as far as these still stand."""
    return replace(found, place=earlier(found.place, history), fix=fix_at_home(found.fix, history))


def earlier(place: Place, history: History) -> Place:
    """Where a place of the last text stood in the first; where an edit has moved its line, where that line stood."""
    span = (place.line, place.column - 1, place.end_line, place.end_column - 1)
    for texts, edits in reversed(history):
        back = before(place.file, span, [(texts, edits)])
        if back is None and place.file in texts:
            own = [each for each in edits if each.file == place.file]
            back = same_line(rewritten(texts[place.file], own), texts[place.file], span)
        span = back or span
    line, column, end_line, end_column = span
    return Place(place.file, line, end_line, column + 1, end_column + 1, place.source)


def same_line(edited: str, text: str, span: Span) -> Span | None:
    """A stretch of a line in a text that has the same line once, be it further in or out."""
    line, column, end_line, end_column = span
    own = edited.split("\n")[line - 1]
    found = [(i, each) for i, each in enumerate(text.split("\n"), 1) if each.strip() == own.strip()]
    if line != end_line or len(found) != 1:
        return None
    number, there = found[0]
    shift = len(there) - len(there.lstrip()) - len(own) + len(own.lstrip())
    return number, column + shift, number, end_column + shift


def fix_at_home(fix: Fix | None, history: History) -> Fix | None:
    """A fix of an edited program as an edit of the program before, where it touches nothing that was written since."""
    if fix is None or not history:
        return fix
    own = [Splice(e.file, (e.line, e.column, e.end_line, e.end_column), e.text) for e in fix.edits]
    splices = moved(own, history)
    edits = fix.edits if splices is None else tuple(Edit(s.file, *s.span, s.text) for s in splices)
    return replace(fix, edits=edits, place=fix.place and earlier(fix.place, history))

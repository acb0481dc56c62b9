"""Findings: what the doctor has to say, as data; words for people are made of it later."""

from __future__ import annotations

from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from handgrad.report.svg import Figure

Severity = Literal["error", "warning", "note"]
Confidence = Literal["proved", "likely", "idea"]
Verdict = Literal["wrong", "right", "unchecked"]
State = Literal["wrong", "right", "nothing-to-compare"]


@dataclass(frozen=True)
class Place:
    """A stretch of somebody's source: lines from 1, columns from 1, the end column past the last character."""

    file: str
    line: int
    end_line: int
    column: int
    end_column: int
    source: str


@dataclass(frozen=True)
class Label:
    """A second place in the code frame, underlined with dashes: why the first one is wrong."""

    line: int
    column: int
    end_column: int
    text: str


@dataclass(frozen=True)
class Edit:
    """New text for a stretch of a file: lines from 1, columns in bytes from 0, the end past the last one."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True)
class Fix:
    """What to write instead of the place's source, and how sure that is."""

    replacement: str
    confidence: Confidence
    place: Place | None = None
    """Where to write it, if not at the finding's own place."""
    edits: tuple[Edit, ...] = ()
    """The same as edits of the files, to be made one repair after the other."""


@dataclass(frozen=True)
class Finding:
    """One named bug: what kind, how bad, where, the measured evidence, what to write instead."""

    kind: str
    severity: Severity
    place: Place
    message: str
    """One sentence of fact: what is underlined and what it does."""
    why: str = ""
    yours: str = ""
    right: str = ""
    notes: tuple[str, ...] = ()
    """Further facts, among them what merely follows from this finding."""
    labels: tuple[Label, ...] = ()
    fix: Fix | None = None
    proof: dict[str, Any] = field(default_factory=dict)

    @property
    def proved(self) -> bool:
        """Whether its fix was proved by running."""
        return self.fix is not None and self.fix.confidence == "proved"


@dataclass(frozen=True)
class Gradient:
    """One parameter's verdict."""

    name: str
    line: int
    state: State
    relative_error: float | None = None
    shape: tuple[int, ...] = ()


@dataclass(frozen=True)
class Buy:
    """One version of the program, trained from several starts."""

    fixes: tuple[int, ...]
    """Which of the proved fixes are made, as numbers of the findings that they belong to; none: as written."""
    solved: int
    starts: int
    loss: float | None
    """Median of the mean squared differences at the end; None where it is not finite."""
    steps: int | None
    """Median over the solved starts of the meetings of prediction and target until it stays solved."""
    task: str = ""
    """What "solved" means for this program."""
    finished: bool = True
    """Whether every run came to its end within its time."""
    alike: int = 0
    """Starts that end with the same answer for every row."""


@dataclass(frozen=True, repr=False)
class Report:
    """Everything one check found: the one record that text, pages and pictures are made of."""

    file: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    gradients: tuple[Gradient, ...] = ()
    checked: tuple[str, ...] = ()
    not_checked: tuple[str, ...] = ()
    reason: str = ""
    """Where the verdict is "unchecked": the one sentence that says why."""
    place: Place | None = None
    """Where the reason points, if anywhere: a syntax error, a line that raises."""
    seconds: float = 0.0
    buys: tuple[Buy, ...] = ()
    """What each proved fix buys, where that was tried."""
    patch: str = ""
    """All proved fixes as a unified diff."""
    picture: dict[str, Any] = field(default_factory=dict)
    """What pictures are drawn from, as plain data: see `handgrad.doctor.pictures.exhibit`."""

    def to_json(self) -> str:
        """The published JSON, schema 1, as text."""
        from handgrad.report.record import dumps

        return dumps(self)

    def __str__(self) -> str:
        from handgrad.report.text import render

        return render(self)

    __repr__ = __str__

    def to_html(self) -> str:
        """The page: one HTML file that needs nothing else."""
        from handgrad.report.page import page

        return page(self)

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the report as a page (.html) or as JSON (.json); returns the path."""
        target = Path(path)
        if target.suffix.lower() not in (".html", ".htm", ".json"):
            raise ValueError(f"the report can be saved as .html or .json, not as {target.name!r}")
        text = self.to_json() if target.suffix.lower() == ".json" else self.to_html()
        target.write_text(text + "\n", encoding="utf-8")
        return target

    def figure(self, name: str) -> Figure:
        """One of the report's pictures, to be shown in a notebook or saved as SVG: see `report.figures.FIGURES`."""
        from handgrad.report.figures import figure

        return figure(self.picture, name)

    def _repr_html_(self) -> str:
        from html import escape

        text = f"<pre>{escape(str(self))}</pre>"
        if not self.picture:
            return text
        frame = f'<iframe srcdoc="{escape(self.to_html())}" sandbox="allow-scripts" width="100%" height="720"></iframe>'
        return f"{frame}<details><summary>as text</summary>{text}</details>"

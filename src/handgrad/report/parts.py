"""What sections of the page are made of: headings, words that explain, figures, and what stands in their place."""

from __future__ import annotations

from html import escape

from handgrad.doctor.finding import Report
from handgrad.report.figures import FIGURES
from handgrad.report.panels import PANELS
from handgrad.report.svg import Figure

HALF = 540
"""Pixels of figures that fit into half a page."""


def section(name: str, title: str, inside: str, half: bool = False) -> str:
    """A section with its heading; `half` where two of them find room beside each other."""
    return f'<section id="{name}"{" class=half" * half}><h2>{escape(title)}</h2>{inside}</section>'


def picture_section(report: Report, name: str, title: str, said: str) -> str:
    """A section that is a figure with a few words above it."""
    figures, _ = panels_of(report, name)
    half = sum(figure.width + 20 for figure in figures) <= HALF
    return section(name, title, soft(said) + drawn(report, name), half)


def drawn(report: Report, name: str) -> str:
    """A figure of the report, or the line that says why there is none."""
    figures, label = panels_of(report, name)
    if not figures:
        return missing(report, name, "there is nothing to draw")
    shown = "".join(figure.inline for figure in figures)
    return f'<div class="figure panels" tabindex="0">{shown}</div>{soft(label + ".")}'


def panels_of(report: Report, name: str) -> tuple[list[Figure], str]:
    """The panels of a figure, or the figure as the only one, and what they show together."""
    if name in PANELS:
        return PANELS[name](report.picture)
    figure = FIGURES[name](report.picture)
    return ([figure], figure.label) if figure else ([], "")


def soft(said: str) -> str:
    """A paragraph that explains."""
    return f'<p class="soft">{escape(said)}</p>'


def missing(report: Report, name: str, why: str) -> str:
    """One line in the place of what is not there."""
    said = report.picture.get("missing", {}).get(name, why) if report.picture else "no step was recorded"
    return soft(f"Not shown: {said}.")


def scrolled(table: str, label: str) -> str:
    """A table that may be wider than the page."""
    return f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(label)}">{table}</div>'

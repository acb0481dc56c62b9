"""Finding cards: the code with what is meant underlined, yours beside right, the change, and its proof."""

from __future__ import annotations

import difflib
import textwrap
from html import escape

from handgrad.doctor.finding import Finding, Place, Report
from handgrad.report.figures import strips
from handgrad.report.paint import Page
from handgrad.report.record import code_and_title
from handgrad.report.tensors import first_wrong, steps_of, title_of
from handgrad.report.text import CERTAINTY, Sources, clean, lines_of, located, on_disk, ordered, proof_words, remembered

CODE = Page(columns=110)


def cards(report: Report) -> str:
    """One card for each finding, errors first; the place of the reason where nothing could be checked."""
    sources = remembered(on_disk)
    found = ordered(report.findings)
    where = code(report.place, Finding("", "error", report.place, ""), sources) if report.place else ""
    return where + "".join(card(report, each, number, sources) for number, each in enumerate(found, 1))


def card(report: Report, found: Finding, number: int, sources: Sources) -> str:
    """One finding."""
    key, title = code_and_title(found.kind)
    severity = "" if found.severity == "error" else f"{found.severity}: "
    facts = [found.message, *([f"Why: {found.why}"] if found.why else [])]
    notes = [*found.notes, *proof_words(found.proof)]
    parts = [
        f"<h2>{number} · {escape(severity + title)} <span class='soft'>{escape(key)}</span></h2>",
        "".join(f"<p>{escape(clean(fact))}</p>" for fact in facts),
        code(found.place, found, sources),
        evidence(report, found),
        "".join(f"<p class='soft'>{escape(clean(note))}</p>" for note in notes),
        change(found, sources),
    ]
    return f'<article class="card {found.severity}" id="finding-{number}">{"".join(parts)}</article>'


def code(place: Place, found: Finding, sources: Sources) -> str:
    """The lines with their carets."""
    rows = located(place, found.labels, "", "error", sources, CODE)
    return pre("\n".join(dedented(rows)), f"code at line {place.line}")


def dedented(rows: list[str]) -> list[str]:
    """A code frame without the indentation that all of its lines share, so that a narrow screen shows more."""
    parts = [row.partition("| ") for row in rows]
    indents = [len(code) - len(code.lstrip()) for _, bar, code in parts if bar and code.strip()]
    cut = min(indents, default=0)
    return [head + bar + code[cut:] if bar else head for head, bar, code in parts]


def pre(text: str, label: str) -> str:
    """A block of code that can be scrolled by keyboard."""
    return f'<pre tabindex="0" role="group" aria-label="{escape(label)}">{escape(text)}</pre>'


def evidence(report: Report, found: Finding) -> str:
    """Yours and right, as strips and in numbers, where this finding is about wrong numbers."""
    if not (found.yours or found.right):
        return ""
    tensor = first_wrong(report.picture)
    strip = strips(report.picture, tensor["key"]) if tensor else None
    whose = next((each["key"] for each in steps_of(report.picture) if each["state"] == "wrong" and "name" in each), "")
    pairs = ((f"{whose} yours", found.yours), (f"{whose} right", found.right))
    numbers = "".join(f"<dt>{name}</dt><dd class='number'>{escape(clean(said))}</dd>" for name, said in pairs if said)
    parts = [f'<dl class="numbers">{numbers}</dl>']
    if tensor and strip:
        said = f"First wrong on the way back from the loss: {title_of(tensor)}" + (
            f"; {tensor['pattern']}." if tensor.get("pattern") else "."
        )
        parts = [f"<p><strong>{escape(said)}</strong></p>", f'<div class="figure">{strip.inline}</div>', *parts]
        parts.append(f'<p><a class="button" href="#step-{escape(tensor["key"])}">show it in the pass</a></p>')
    return "".join(parts)


def change(found: Finding, sources: Sources) -> str:
    """The fix as a difference, and how sure it is."""
    if not found.fix:
        return ""
    place = found.fix.place or found.place
    lines = list(lines_of(place, sources)[place.line - 1 : place.end_line]) or place.source.split("\n")
    new = found.fix.replacement.split("\n")
    if not found.fix.place and lines:
        new = (lines[0][: place.column - 1] + found.fix.replacement + lines[-1][place.end_column - 1 :]).split("\n")
    both = textwrap.dedent("\n".join([*lines, *new])).split("\n")
    rows = [row for row in difflib.ndiff(both[: len(lines)], both[len(lines) :]) if not row.startswith("?")]
    kinds = {"-": "removed", "+": "added"}
    shown = "".join(f'<span class="{kinds[row[0]]}">{escape(row)}</span>' if row[0] in kinds else escape(row) + "\n"
                    for row in rows)  # fmt: skip
    certainty = CERTAINTY.get(found.fix.confidence, found.fix.confidence)
    head = f"<p><strong>The change</strong> <span class='soft'>line {place.line}; {escape(certainty)}</span></p>"
    return f'{head}<pre tabindex="0" role="group" aria-label="the change">{shown}</pre>'

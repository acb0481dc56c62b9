"""The report as terminal text: the answer first, then each finding with its place, its evidence and one help."""

from __future__ import annotations

import difflib
import os
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from handgrad.doctor.finding import Buy, Finding, Gradient, Label, Place, Report
from handgrad.doctor.running.source import Source, text_of
from handgrad.report.frame import TAB, fits, frame, marks_of
from handgrad.report.paint import Page
from handgrad.report.record import code_and_title

Sources = Callable[[str], Source | None]

SEVERITIES = ("error", "warning", "note")
STATES = ("wrong", "right", "nothing-to-compare")
CERTAINTY = {"proved": "proved by running", "likely": "likely", "idea": "an idea, not tried"}
MOST_GRADIENTS = 12  # named in one line
ROUNDING = 1e-9  # a gradient that is off by less was right as it was
LARGEST = 1e6  # the relative error that is written out
LONGEST_UNCHANGED = 3  # lines between two changed ones that are shown


def render(report: Report, page: Page | None = None) -> str:
    """The whole text of one report. Never raises: where a part cannot be shown, its place and name are."""
    page = page or Page()
    try:
        blocks = [headline(report, page), *body(report, page), footer(report, page)]
        lines = [line.rstrip() for block in blocks if block for line in ["", *block]][1:]
        return page.showable("\n".join(lines)) + "\n"
    except Exception:
        return page.showable(clean(f"{report.file}: {report.verdict} {report.reason}")) + "\n"


def body(report: Report, page: Page) -> list[list[str]]:
    """The frame of the reason, and every finding, errors first."""
    sources = remembered(on_disk)
    blocks = []
    if report.place:
        blocks.append(located(report.place, (), "", "error", sources, page))
    return blocks + [finding(found, sources, page) for found in ordered(report.findings)] + [purchases(report, page)]


def purchases(report: Report, page: Page) -> list[str]:
    """What each proved fix buys: a row for each version that was trained."""
    if not report.buys:
        return []
    fixes = sorted({number for buy in report.buys for number in buy.fixes})
    names = {number: name for number, name in zip(fixes, fixed_titles(report), strict=False)}
    rows = [(version_of(buy, names, fixes), f"{buy.solved} of {buy.starts}", ending(buy)) for buy in report.buys]
    width = max(len(row[0]) for row in rows)
    said = [f"  {name.ljust(width)}   {solved} starts solved   {rest}" for name, solved, rest in rows]
    task = next((buy.task for buy in report.buys if buy.task), "")
    cut = "" if all(buy.finished for buy in report.buys) else "; runs were cut short by the time allowed"
    head = page.paint("what each fix buys", "strong")
    return [head, *said, *wrapped("  ", f"solved: {task}{cut}", page)]


def fixed_titles(report: Report) -> list[str]:
    """The titles of the findings with a proved fix, in the order in which the fixes were made."""
    proved = [found for found in report.findings if found.proved and "follows" not in found.proof]
    return [f"{code_and_title(found.kind)[1]}, line {found.place.line}" for found in sorted(proved, key=made)]


def made(found: Finding) -> bool:
    """Fixes of gradients are made before fixes that training proves."""
    return "gradient_error" not in found.proof


def version_of(buy: Buy, names: dict[int, str], fixes: Sequence[int]) -> str:
    """What one version is."""
    if not buy.fixes:
        return "as written"
    if len(buy.fixes) == len(fixes) > 1:
        return "with all fixes"
    return "fixed: " + "; ".join(names.get(number, "") for number in buy.fixes)


def ending(buy: Buy) -> str:
    """How the runs of one version end."""
    loss = "loss not finite" if buy.loss is None else f"squared error {buy.loss:.2g}"
    steps = f", after {buy.steps} steps" if buy.steps is not None else ""
    return loss + steps + (f"; {buy.alike} answer every row alike" if buy.alike else "")


def ordered(findings: Sequence[Finding]) -> list[Finding]:
    """Errors first, then warnings, then notes, each in the order in which they were found."""
    rank = {severity: index for index, severity in enumerate(SEVERITIES)}
    return sorted(findings, key=lambda found: rank.get(found.severity, -1))


def headline(report: Report, page: Page) -> list[str]:
    """The answer in words."""
    if report.verdict == "unchecked" and not report.findings:
        reason = clean(report.reason) or "the reason is not known"
        return wrapped(f"{clean(report.file)}: ", f"not checked: {reason}", page, "warning")
    problems = sum(found.severity != "note" for found in report.findings)
    words = f"{problems} problem{'s' * (problems != 1)}" if problems else "no problem found"
    gradients = gradient_words(report.gradients)
    if report.verdict == "unchecked":
        gradients = f"not checked to its end: {clean(report.reason)}"
    said = "; ".join(filter(None, (words, gradients)))
    return wrapped(f"{clean(report.file)}: ", said, page, "error" if problems else "right")


def gradient_words(gradients: Sequence[Gradient]) -> str:
    """How many gradients are wrong, right, and neither."""
    wrong, right, zero = (sum(gradient.state == state for gradient in gradients) for state in STATES)
    if not gradients:
        return ""
    if wrong == len(gradients) == 1:
        said = "the gradient is wrong"
    elif wrong:
        said = f"{wrong} of {len(gradients)} gradients {'is' if wrong == 1 else 'are'} wrong"
    elif right == len(gradients):
        said = f"all {right} gradients are right" if right > 1 else "the gradient is right"
    else:
        said = f"{right} of {len(gradients)} gradients {'is' if right == 1 else 'are'} right"
    if not zero:
        return said
    return f"{said}, for {zero} there is nothing to compare: exactly zero, or behind a jump that has no derivative"


def finding(found: Finding, sources: Sources, page: Page) -> list[str]:
    """One finding: title, fact, frame, evidence, help."""
    code, title = code_and_title(found.kind)
    prefix = "" if found.severity == "error" else f"{found.severity}: "
    head = [page.paint(row, found.severity) for row in wrapped("", f"{prefix}{title} [{code}]", page)]
    try:
        short = fact_fits(found, sources, page)
        fact = [] if short else wrapped("", clean(found.message), page)
        text = clean(found.message) if short else ""
        place = located(found.place, found.labels, text, found.severity, sources, page)
        return head + fact + place + evidence(found, page) + help_lines(found, page)
    except Exception:
        return [*head, f"--> {clean(found.place.file)}:{found.place.line}", clean(found.message)]


def fact_fits(found: Finding, sources: Sources, page: Page) -> bool:
    """Whether the fact is short enough to stand behind the underline."""
    lines = lines_of(found.place, sources)
    last = min(max(found.place.end_line, 1), len(lines)) if lines else 0
    return bool(lines) and fits(lines[last - 1], found.place, clean(found.message), page)


def located(place: Place, labels: Sequence[Label], text: str, style: str, sources: Sources, page: Page) -> list[str]:
    """Where it is, and the code there if it can still be read."""
    source = sources(place.file)
    cell, line = source.cell(place.line) if source else (None, place.line)
    where = f"{clean(place.file)}{'' if cell is None else f', cell {cell}'}:{line}:{place.column}"
    if not lines_of(place, sources) or source is None:
        rows = [f"    {clean(row.expandtabs(TAB))}" for row in place.source.splitlines()[:3]]
        return [row for row in (f"--> {where}", *rows, text) if row]
    labels = [replace(label, text=clean(label.text)) for label in labels]
    return frame(where, source, marks_of(source.lines, place, labels, text, style), page)


def lines_of(place: Place, sources: Sources) -> Sequence[str]:
    """The source of a place, if it still holds that place."""
    source = sources(place.file)
    return source.lines if source and 1 <= place.line <= place.end_line <= len(source.lines) else ()


def evidence(found: Finding, page: Page) -> list[str]:
    """What was measured: yours against right, why, and further facts."""
    yours, right = clean(found.yours), clean(found.right)
    lines = []
    if yours and right and len(yours) + len(right) + 20 <= page.columns:
        lines.append(f"{page.paint('yours:', 'strong')} {yours}      {page.paint('right:', 'strong')} {right}")
    else:
        lines += wrapped("yours: ", yours, page, "strong") if yours else []
        lines += wrapped("right: ", right, page, "strong") if right else []
    lines += wrapped("why: ", clean(found.why), page, "strong") if found.why else []
    for note in (*found.notes, *proof_words(found.proof)):
        lines += wrapped("note: ", clean(note), page, "strong")
    return lines


def proof_words(proof: dict[str, Any]) -> list[str]:
    """What running the fix has shown."""
    said = []
    if (errors := proof.get("gradient_error")) is not None and errors[0] > ROUNDING:
        before, after = (sized(float(error)) for error in errors)
        said.append(f"relative error of the gradient: {before} as written, {after} with the fix")
    if (solved := proof.get("starts_solved")) is not None:
        counts = f"starts solved out of {proof.get('starts')}: {solved[0]} as written, {solved[1]} with the fix"
        losses = proof.get("final_loss") if solved[0] == solved[1] else None
        ends = f"; squared error at the end {losses[0]:.2g} and {losses[1]:.2g}" if losses else ""
        said.append(counts + ends)
    return said


def help_lines(found: Finding, page: Page) -> list[str]:
    """What to write instead, and how sure that is."""
    if not found.fix:
        return []
    where = f"help, line {found.fix.place.line}:" if found.fix.place else "help:"
    before = found.fix.place.source.splitlines() if found.fix.place else []
    rows = [clean(row.expandtabs(TAB), strip=False) for row in changed(before, found.fix.replacement.splitlines())]
    rows = rows or ["(nothing: leave it out)"]
    certainty = CERTAINTY.get(found.fix.confidence, found.fix.confidence)
    label = page.paint(where, "help")
    if len(rows) > 1 and not found.fix.place:
        indents = [len(row) - len(row.lstrip()) for row in rows[1:] if row.strip()]
        rows[0] = " " * min([found.place.column - 1, *indents]) + rows[0]
    if len(rows) > 1:
        return [f"{label} {certainty}", *("    " + row for row in rows)]
    if len(where) + len(rows[0]) + len(certainty) + 5 <= page.columns:
        return [f"{label} {rows[0]}    ({certainty})"]
    return [f"{label} {rows[0]}", " " * (len(where) + 1) + f"({certainty})"]


def changed(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The lines of a replacement, and three dots for each longer stretch that stays as it is."""
    rows: list[str] = []
    for tag, _, _, first, last in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        rows += ["..."] if tag == "equal" and last - first > LONGEST_UNCHANGED else after[first:last]
    return rows


def footer(report: Report, page: Page) -> list[str]:
    """Each gradient's state where some are wrong, what was and was not looked at, and where to read on."""
    lines: list[str] = []
    if report.verdict == "wrong" and report.gradients:
        lines += wrapped("gradients: ", gradient_list(report.gradients), page, "strong")
    for label, facts in (("checked: ", report.checked), ("not checked: ", report.not_checked)):
        lines += wrapped(label, "; ".join(clean(fact) for fact in facts), page, "strong") if facts else []
    codes = dict.fromkeys(code_and_title(found.kind)[0] for found in ordered(report.findings))
    lines += wrapped("more: ", f"handgrad explain {' '.join(codes)}", page, "strong") if codes else []
    return lines


def gradient_list(gradients: Sequence[Gradient]) -> str:
    """The gradients by name, wrong ones first."""
    order = sorted(gradients, key=lambda gradient: gradient.state, reverse=True)  # wrong, right, nothing to compare
    said = [clean(gradient.name) + " " + gradient.state.replace("-", " ") + amount(gradient) for gradient in order]
    rest = len(said) - MOST_GRADIENTS
    return ", ".join(said[:MOST_GRADIENTS]) + (f", and {rest} more" if rest > 0 else "")


def sized(error: float) -> str:
    """A relative error in two digits; where the right gradient is all but zero, no number says more than another."""
    return f"{error:.2g}" if error < LARGEST else "over a million"


def amount(gradient: Gradient) -> str:
    """How wrong a gradient is, relative to its norm."""
    error = gradient.relative_error
    return f" ({sized(error)})" if gradient.state == "wrong" and error is not None else ""


def wrapped(label: str, text: str, page: Page, style: str = "strong") -> list[str]:
    """A labelled text over as many lines as it needs, the later ones below the text."""
    indent = " " * min(len(label), 8)
    lines = textwrap.wrap(label + text, page.columns, subsequent_indent=indent, break_on_hyphens=False)
    if lines and label and lines[0].startswith(label.rstrip()):
        name = label.rstrip()
        lines[0] = page.paint(name, style) + lines[0][len(name) :]
    return lines


def clean(text: object, strip: bool = True) -> str:
    """A text without what could move the cursor."""
    printable = "".join(letter if letter.isprintable() else " " for letter in str(text))
    return printable.strip() if strip else printable


def on_disk(file: str) -> Source | None:
    """The source of a file, or None where it can no longer be read."""
    try:
        return text_of(Path(os.fspath(file)))
    except Exception:
        return None


def remembered(read: Sources) -> Sources:
    """`read`, which reads every file once."""
    known: dict[str, Source | None] = {}

    def look(file: str) -> Source | None:
        if file not in known:
            known[file] = read(file)
        return known[file]

    return look

"""The walk through one pass: a block for every tensor, the first wrong one open."""

from __future__ import annotations

from html import escape
from typing import Any

from handgrad.doctor.finding import Report
from handgrad.report.figures import strips
from handgrad.report.svg import is_finite
from handgrad.report.tensors import first_wrong, formula_of, state_words, steps_of, tensor_of, title_of

MOST_COLUMNS = {True: 16, False: 8}
"""Columns of a table of a tensor that is wrong, and of another."""
MOST_ROWS = 8

KEYS = """<div class="controls"><button id="back">← back</button><button id="next">next →</button>\
$wrong<span class="status" id="status" aria-live="polite"></span></div>\
<p class="soft">Keys: <kbd>←</kbd> <kbd>→</kbd> step, <kbd>↑</kbd> <kbd>↓</kbd> unit$key.</p>"""


def walk(report: Report) -> str:
    """Every step of the pass, from the first sum to the last gradient."""
    picture = report.picture
    steps = steps_of(picture)
    if not steps:
        why = "no training step was recorded from its prediction to its update"
        inside = f'<p class="soft">Not shown: {escape(picture.get("missing", {}).get("tensors", why))}.</p>'
        return f'<section id="walk"><h2>Walk through one pass</h2>{inside}</section>'
    opened = tensor_of(picture, "")
    blocks = "".join(block(picture, tensor, number, len(steps), tensor is opened)
                     for number, tensor in enumerate(steps, 1))  # fmt: skip
    return f'<section id="walk" tabindex="-1"><h2>Walk through one pass</h2>{keys(picture)}{blocks}</section>'


def keys(picture: dict[str, Any]) -> str:
    """The buttons and what the keys do; without what is wrong where nothing is."""
    wrong = first_wrong(picture) is not None
    button = '<button id="wrong">first wrong</button>' if wrong else ""
    return KEYS.replace("$wrong", button).replace("$key", ", <kbd>f</kbd> first wrong" if wrong else "")


def block(picture: dict[str, Any], tensor: dict[str, Any], number: int, count: int, opened: bool) -> str:
    """One step."""
    key, state = escape(tensor["key"]), escape(state_words(tensor))
    wrong = " data-wrong" if tensor["state"] == "wrong" else ""
    attributes = f'class="step{" now" * opened}" id="step-{key}" data-key="{key}" data-state="{state}"{wrong}'
    summary = f"<summary>step {number} of {count} · <b>{escape(title_of(tensor))}</b> · {state}</summary>"
    figure = strips(picture, tensor["key"])
    parts = [
        f"<p><code>{escape(formula_of(tensor, picture))}</code>{line_words(tensor)}</p>",
        f"<p><strong>{escape(tensor['pattern'])}</strong></p>" if tensor.get("pattern") else "",
        f'<div class="figure">{figure.inline}</div>' if figure else "",
        f'<p class="soft">{escape(cut_words(tensor))}</p>' if cut_words(tensor) else "",
        '<p class="terms"></p>',
        table(tensor),
    ]
    return f"<details {attributes}{' open' * opened}>{summary}{''.join(parts)}</details>"


def line_words(tensor: dict[str, Any]) -> str:
    """Where the program computes it."""
    return f' <span class="soft">computed in line {tensor["line"]}</span>' if tensor.get("line") else ""


def cut_words(tensor: dict[str, Any]) -> str:
    """What of a tensor is not in the page."""
    if "rows" not in tensor:
        return ""
    kept, shape = (len(tensor["rows"]), len(tensor["columns"])), tensor["shape"]
    wrong = " with those that are wrong first" if tensor["wrong"] else ""
    return f"cut: {kept[0]} of {shape[0]} rows and {kept[1]} of {shape[1]} columns are shown{wrong}"


def table(tensor: dict[str, Any]) -> str:
    """The numbers: yours over right, as many as can be read."""
    values = tensor.get("yours") or tensor.get("right")
    if not values:
        return ""
    columns = tensor.get("columns") or list(range(len(values[0])))
    rows = tensor.get("rows") or list(range(len(values)))
    most = MOST_COLUMNS[tensor["state"] == "wrong"]
    marks = {tuple(mark) for mark in tensor.get("marks", ())}
    order = sorted(range(len(rows)), key=lambda i: not any((i, j) in marks for j in range(len(columns))))[:MOST_ROWS]
    head = "".join(f'<th scope="col">{columns[j]}</th>' for j in range(min(len(columns), most)))
    body = "".join(lines(tensor, i, rows[i], len(rows) > 1, marks) for i in sorted(order))
    said = [f"{most} of {count} {what}" for most, count, what in
            ((MOST_ROWS, len(rows), "rows"), (most, len(columns), "columns")) if most < count]  # fmt: skip
    note = f'<p class="soft">the table shows {" and ".join(said)}</p>' if said else ""
    label = escape(f"numbers of {tensor['key']}")
    return (f'<div class="scroll" tabindex="0" role="group" aria-label="{label}"><table><tr><th>unit</th>{head}</tr>'
            f"{body}</table></div>{note}")  # fmt: skip


def lines(tensor: dict[str, Any], i: int, row: int, named: bool, marks: set[tuple[int, ...]]) -> str:
    """Yours, and right where that is something else, of one row."""
    found = []
    for name in ("yours", "right"):
        values = tensor.get(name)
        if values and not (name == "right" and tensor.get("yours") and tensor["state"] != "wrong"):
            own = name == "yours"
            shown = range(min(len(values[i]), MOST_COLUMNS[tensor["state"] == "wrong"]))
            cells = "".join(cell(values[i][j], own and (i, j) in marks) for j in shown)
            said = name if tensor["state"] == "wrong" else "right" if not own else ""
            label = f"row {row} {said}" if named else said or "value"
            found.append(f'<tr><th scope="row">{label.strip()}</th>{cells}</tr>')
    return "".join(found)


def cell(number: Any, wrong: bool) -> str:
    """One number; a wrong one with its mark."""
    said = f"{number:.4g}" if is_finite(number) else str(number)
    mark = ' class="x"' if wrong else ""
    return f"<td{mark}>{'✗ ' * wrong}{escape(said)}</td>"

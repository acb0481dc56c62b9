"""The page: one HTML file that needs nothing else, drawn from the report's record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from importlib import resources
from string import Template
from typing import Any

from handgrad.doctor.finding import Report
from handgrad.report.record import plain, published
from handgrad.report.sections import SECTIONS, verdict_words
from handgrad.report.svg import CHECK, MARKS, PALETTE

POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
CEILING = 1_500_000
"""Bytes that no page exceeds."""


def page(report: Report, stamp: str = "") -> str:
    """The whole page. With a `stamp` it asks its server now and then whether there is a newer one."""
    body = "\n".join(filter(None, sections(report)))
    record, title = published(report), f"{verdict_words(report)} · {report.file}"
    made = assembled(title, body, record, stamp)
    if len(made.encode()) > CEILING:
        record.pop("picture", None)
        made = assembled(title, body, record, stamp)
    return made


def assembled(title: str, body: str, record: dict[str, Any], stamp: str = "") -> str:
    """The template, filled in; the record is kept in the page as JSON."""
    data = json.dumps(plain(record), allow_nan=False, separators=(",", ":"))
    return Template(asset("page.html")).substitute(
        live=f' data-live="{escape(stamp)}"' if stamp else "",
        policy=POLICY + ("; connect-src 'self'" if stamp else ""),
        title=escape(title),
        style="\n".join((PALETTE, MARKS, asset("page.css"))),
        check=CHECK,
        body=body,
        record=data.replace("</", "<\\/").replace("<!--", "<\\u0021--"),
        script=asset("page.js"),
    )


def asset(name: str) -> str:
    """The text of a file beside this module."""
    return resources.files("handgrad.report").joinpath(name).read_text(encoding="utf-8")


def sections(report: Report) -> Iterator[str]:
    """Every section; one that cannot be made says so in one line."""
    for make in SECTIONS:
        try:
            yield make(report)
        except Exception as error:  # of a record nobody has foreseen; the other sections are shown
            name = make.__name__.replace("_", " ")
            yield f'<p class="soft">The part "{escape(name)}" could not be made ({type(error).__name__}).</p>'

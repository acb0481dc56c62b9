"""`handgrad explain`: what a kind of bug is, and what to write instead."""

from __future__ import annotations

import argparse
import difflib
import sys
from typing import get_args

from handgrad.doctor.bugs import Kind, kinds
from handgrad.report.paint import Color, Page, page_for


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.description = "Explain a kind of bug: the derivation, the bug, the fix, a small example."
    parser.add_argument("codes", nargs="*", metavar="CODE", help="a code such as D001, or a name; none lists them all")
    parser.add_argument("--color", choices=get_args(Color), default="auto", help="default: %(default)s")


def run(args: argparse.Namespace) -> int:
    """Print the explanation of every code that is named."""
    page = page_for(sys.stdout, args.color)
    if not args.codes:
        print(overview(page))
        return 0
    found = [look_up(code) for code in args.codes]
    print("\n".join(explanation(kind, page) for kind in found if kind), end="")
    for code, kind in zip(args.codes, found, strict=True):
        if kind is None:
            print(f"handgrad: {unknown(code)}", file=sys.stderr)
    return 0 if all(found) else 2


def look_up(code: str) -> Kind | None:
    """The kind with a code or a name, in whatever case it is written."""
    wanted = code.strip().strip("[]").lower().replace("_", "-")
    return next((kind for kind in kinds().values() if wanted in (kind.code.lower(), kind.name)), None)


def explanation(kind: Kind, page: Page) -> str:
    """The whole explanation of a kind."""
    title = page.paint(f"{kind.title} [{kind.code}]", "strong")
    return page.showable(f"{title}\nkind: {kind.name}\n\n{kind.explain.rstrip()}\n")


def overview(page: Page) -> str:
    """Every code and its title."""
    rows = sorted((kind.code, kind.title) for kind in kinds().values())
    return "\n".join(f"{page.paint(code, 'label')}  {page.showable(title)}" for code, title in rows)


def unknown(code: str) -> str:
    """One sentence about a code that nobody knows, with what comes near."""
    names = [*kinds(), *(kind.code for kind in kinds().values())]
    near = difflib.get_close_matches(code, names, 3, 0.75)
    hint = f"near it: {', '.join(near)}" if near else "`handgrad explain` lists all"
    return f"there is no kind of bug {code!r}; {hint}"

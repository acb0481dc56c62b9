"""Drawing: SVG as text, in colours that follow the reader's light or dark page."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

PALETTE = """:root{color-scheme:light dark;--page:#fff;--ink:#16191d;--soft:#4d5661;--line:#8b949e;--zero:#eef0f2;\
--pos:#0b5cad;--neg:#b45309;--card:#f6f8fa}
@media (prefers-color-scheme:dark){:root{--page:#0f1318;--ink:#e9edf2;--soft:#aab4c0;--line:#6c7683;--zero:#252c35;\
--pos:#79b8ff;--neg:#ffab5c;--card:#171d25}}
@media print{:root{--page:#fff;--ink:#16191d;--soft:#4d5661;--line:#8b949e;--zero:#eef0f2;--pos:#0b5cad;\
--neg:#b45309;--card:#f6f8fa}}"""
"""The colours, light and dark: positive, negative, zero. What is wrong is never a hue."""

MARKS = """svg{font-family:system-ui,sans-serif;max-width:100%;height:auto}svg text{fill:var(--ink);font-size:12px;\
paint-order:stroke;stroke:var(--page);stroke-width:3px;stroke-linejoin:round}
svg .soft{fill:var(--soft)}svg .p{fill:var(--pos)}svg .n{fill:var(--neg)}svg .zero{fill:var(--zero)}
svg .unit{fill:var(--page);stroke:var(--line)}svg .box{fill:none;stroke:var(--line)}
svg .wrong{fill:none;stroke:var(--ink);stroke-width:2.5}
svg .cross{fill:none;stroke:var(--ink);stroke-width:1.5}svg .thin{stroke-width:.8}
svg .halo,svg .cross{vector-effect:non-scaling-stroke}
svg .halo{fill:none;stroke:var(--page);stroke-width:4}svg .edge{fill:none}svg .edge.p{stroke:var(--pos)}
svg .edge.n{stroke:var(--neg);stroke-dasharray:5 3}svg .curve{fill:none;stroke:var(--ink);stroke-width:2}
svg .other{fill:none;stroke:var(--pos);stroke-width:2;stroke-dasharray:6 3}
svg .grid{stroke:var(--line);stroke-dasharray:2 3}
svg .bar{fill:var(--ink)}svg .point{fill:var(--page);stroke:var(--ink);stroke-width:2}svg .nan{fill:url(#check)}"""

CHECK = (
    '<defs><pattern id="check" width="1" height="1" patternUnits="userSpaceOnUse"><rect width="1" height="1" '
    'fill="#fff"/><rect width=".5" height=".5"/><rect x=".5" y=".5" width=".5" height=".5"/></pattern></defs>'
)
SMALL = 10
"""Pixels of a tile below which a cross is thin and has no edge of its own."""
LEVELS = 8
"""Steps of the colour scale on either side of 0."""


@dataclass(frozen=True)
class Figure:
    """One picture: what is drawn, how large, and a sentence that says what it shows."""

    body: str
    width: float
    height: float
    label: str

    @property
    def inline(self) -> str:
        """The SVG for a page that brings the colours along."""
        size = f'width="{self.width:g}" height="{self.height:g}" viewBox="0 0 {self.width:g} {self.height:g}"'
        return f'<svg {size} role="img" aria-label="{escape(self.label)}">{self.body}</svg>'

    def __str__(self) -> str:
        head = '<svg xmlns="http://www.w3.org/2000/svg" '
        background = '<rect width="100%" height="100%" fill="var(--page)"/>'
        style = f"<style>{PALETTE}\n{MARKS}</style>"
        inside = f"<title>{escape(self.label)}</title>{style}{background}{CHECK}{self.body}"
        return self.inline.replace("<svg ", head, 1).replace(self.body, inside, 1)

    def save(self, path: str | Path) -> Path:
        """Write the picture as an SVG file that needs nothing else; returns its path."""
        target = Path(path)
        target.write_text(str(self) + "\n", encoding="utf-8")
        return target

    def _repr_svg_(self) -> str:
        return str(self)


def beside(figures: Sequence[Figure], label: str, gap: float = 20) -> Figure:
    """Several figures as one, from left to right."""
    body, x = [], 0.0
    for figure in figures:
        body.append(f'<g transform="translate({x:g} 0)">{figure.body}</g>')
        x += figure.width + gap
    return Figure("".join(body), x - gap, max(figure.height for figure in figures), label)


def text(x: float, y: float, said: object, kind: str = "", anchor: str = "start", size: float = 0) -> str:
    """A line of text, escaped."""
    more = f' style="font-size:{size:g}px"' if size else ""
    return f'<text x="{x:.5g}" y="{y:.5g}" class="{kind}" text-anchor="{anchor}"{more}>{escape(str(said))}</text>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str, width: float = 1, opacity: float = 1) -> str:
    """A straight line."""
    more = f' stroke-width="{width:.2g}" stroke-opacity="{opacity:.2g}"'
    return f'<line x1="{x1:.4g}" y1="{y1:.4g}" x2="{x2:.4g}" y2="{y2:.4g}" class="{kind}"{more}/>'


def rect(x: float, y: float, width: float, height: float, kind: str) -> str:
    """A rectangle."""
    return f'<rect x="{x:.5g}" y="{y:.5g}" width="{width:.4g}" height="{height:.4g}" class="{kind}"/>'


def circle(x: float, y: float, r: float, kind: str) -> str:
    """A circle."""
    return f'<circle cx="{x:.5g}" cy="{y:.5g}" r="{r:.3g}" class="{kind}"/>'


def strength(value: float, largest: float) -> float:
    """How strong a number's colour is, 0 to 1: the square root of its share of the largest, in steps."""
    share = min(abs(value) / largest, 1.0) if largest else 0.0
    return math.ceil(LEVELS * math.sqrt(share)) / LEVELS


def largest_of(*arrays: Any) -> float:
    """The largest finite size among the numbers of nested lists: the one scale that they share."""
    flat = [abs(number) for rows in arrays for row in rows or () for number in row if is_finite(number)]
    return max(flat, default=0.0)


def is_finite(number: Any) -> bool:
    """Whether something is a number that can be drawn."""
    return isinstance(number, (int, float)) and math.isfinite(number)


def tiles(rows: Sequence[Sequence[Any]], x: float, y: float, side: float, largest: float) -> str:
    """A matrix as tiles: hue for the sign, strength for the size, checks for what is no number."""
    groups: dict[str, list[str]] = {}
    for i, row in enumerate(rows):
        j = 0
        for attributes, same in groupby(row, lambda number: shade(number, largest)):
            length = len(list(same))
            groups.setdefault(attributes, []).append(f"M{j} {i}h{length}v1h-{length}z")
            j += length
    count = max(map(len, rows), default=0)
    drawn = "".join(f'<path {attributes} d="{"".join(cells)}"/>' for attributes, cells in groups.items() if attributes)
    body = f'<rect width="{count}" height="{len(rows)}" class="zero"/>{drawn}'
    return f'<g transform="translate({x:.5g} {y:.5g}) scale({side:.4g})">{body}</g>'


def shade(number: Any, largest: float) -> str:
    """The attributes of a number's tile; none for 0."""
    if not is_finite(number):
        return 'class="nan"'
    level = strength(number, largest)
    return f'class="{"p" if number > 0 else "n"}" fill-opacity="{level:g}"' if level else ""


def crosses(places: Iterable[Sequence[int]], x: float, y: float, side: float) -> str:
    """A ✗ over each of the (row, column) places, light below dark so that it stands out on every colour."""
    path = "".join(f"M{2 * j} {2 * i}l1 1m0-1l-1 1" for i, j in places)
    place = f'transform="translate({x + side / 4:.5g} {y + side / 4:.5g}) scale({side / 2:.4g})"'
    halo = f'<path class="halo" {place} d="{path}"/>' if side >= SMALL else ""
    return f'{halo}<path class="{"cross" if side >= SMALL else "cross thin"}" {place} d="{path}"/>' if path else ""


@dataclass(frozen=True)
class Axes:
    """A rectangle in which curves are drawn: where it lies, and what its edges mean."""

    x: float
    y: float
    width: float
    height: float
    left: float
    right: float
    low: float
    high: float
    shape: Callable[[float], float] = float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point lies; outside values on the edge."""
        across = (x - self.left) / ((self.right - self.left) or 1)
        low, high = self.shape(self.low), self.shape(self.high)
        up = (self.shape(min(max(y, self.low), self.high)) - low) / ((high - low) or 1)
        return self.x + self.width * min(max(across, 0), 1), self.y + self.height * (1 - up)

    def curve(self, points: Iterable[tuple[float, float]], kind: str) -> str:
        """A line through points, broken where a number is missing."""
        parts, pen = [], "M"
        for x, y in points:
            if not is_finite(y):
                pen = "M"
                continue
            parts.append("{}{:.5g} {:.5g}".format(pen, *self.at(x, y)))
            pen = "L"
        return f'<path class="{kind}" d="{"".join(parts)}"/>'

    def frame(self) -> str:
        """The edge."""
        return rect(self.x, self.y, self.width, self.height, "box")

    def floor(self, value: float, said: str) -> str:
        """A named horizontal line."""
        _, y = self.at(self.left, value)
        above = y - 4 if y > self.y + 16 else y + 13
        said = text(self.x + self.width - 4, above, said, "soft", "end") if said else ""
        return line(self.x, y, self.x + self.width, y, "grid") + said

"""The figures of a report, each drawn from its picture data alone."""

from __future__ import annotations

import math
from collections.abc import Callable

from handgrad.report.network_figure import network
from handgrad.report.panels import PANELS, Picture
from handgrad.report.svg import Axes, Figure, beside, circle, crosses, is_finite, largest_of, line, rect, text, tiles
from handgrad.report.tensors import state_words, tensor_of, title_of


def strips(picture: Picture, key: str = "") -> Figure | None:
    """One tensor: yours above right (or beside it), on one scale, with a cross on each wrong number."""
    tensor = tensor_of(picture, key)
    if tensor is None or not (tensor.get("yours") or tensor.get("right")):
        return None
    names = ("yours", "right") if tensor["state"] == "wrong" or not tensor.get("yours") else ("yours",)
    parts = [(name, tensor[name]) for name in names if tensor.get(name)]
    rows, columns = len(parts[0][1]), len(parts[0][1][0])
    across = rows > 2 and columns <= 40
    side = max(5.0, min(28.0, (260 if across else 560) / columns, 260 / rows))
    largest = largest_of(*(part for _, part in parts))
    body = []
    for number, (name, values) in enumerate(parts):
        x = number * (columns * side + 40) if across else 0
        y = 0 if across else number * (rows * side + 30)
        said = name if len(parts) > 1 else tensor["key"]
        body.append(text(x, y + 13, said) + tiles(values, x, y + 18, side, largest))
        if name == "yours":
            body.append(crosses(tensor.get("marks", ()), x, y + 18, side))
            if tensor.get("wrong"):
                body.append(rect(x + 1.5, y + 19.5, columns * side - 3, rows * side - 3, "wrong"))
    width = columns * side * (len(parts) if across else 1) + 40 * (across and len(parts) > 1) + 4
    height = (rows * side + 30) * (1 if across else len(parts)) - 8
    label = f"{title_of(tensor)}: {state_words(tensor)}; the strongest colour is {largest:.4g}"
    return Figure("".join(body), max(width, 60), height, label)


def along(picture: Picture) -> Figure | None:
    """The loss along the program's own step, and along the right direction as far."""
    data = picture.get("along")
    if not data or not data["yours"]:
        return None
    at, losses = data["at"], [y for name in ("yours", "right") for y in data[name] if is_finite(y)]
    if not losses:
        return None
    axes = Axes(50, 16, 380, 170, at[0], at[-1], min(0.0, *losses), max(losses) or 1.0)
    x, _ = axes.at(1, 0)
    body = [axes.frame(), line(x, axes.y, x, axes.y + axes.height, "grid"),
            text(x - 4, axes.y + axes.height - 6, "your step", "soft", "end"),
            axes.curve(zip(at, data["right"], strict=False), "other"),
            axes.curve(zip(at, data["yours"], strict=False), "curve"),
            text(46, axes.y + 10, f"{axes.high:.3g}", "soft", "end"),
            text(46, axes.y + axes.height, f"{axes.low:.3g}", "soft", "end"),
            text(50, 204, "0", "soft"), text(x, 204, "1", "soft", "middle"),
            line(50, 222, 74, 222, "curve"), text(80, 226, "your direction"),
            line(200, 222, 224, 222, "other", 2), text(230, 226, "the right one")]  # fmt: skip
    first, last = data["yours"][0], data["yours"][min(20, len(data["yours"]) - 1)]
    label = f"{data['loss']} along your step: {first:.4g} at its start, {last:.4g} where it lands"
    return Figure("".join(body), 440, 234, label)


def sizes(picture: Picture) -> Figure | None:
    """The size of every parameter's gradient by step, on a log scale, with a lane of its own for exactly 0."""
    entries = picture.get("sizes", ())
    norms = [pair[0] for entry in entries for pair in entry["norms"]]
    logs = [math.log10(norm) for norm in norms if is_finite(norm) and norm > 0]
    if not entries:
        return None
    low, high = (math.floor(min(logs, default=0)), math.ceil(max(logs, default=1)))
    width, room = 46.0, 150.0
    body = [text(60, 14, "step of the recording")]
    axes = Axes(60, 24, width * len(entries), room, 0, 1, low, max(high, low + 1))
    body += [axes.frame(), rect(60, 24 + room + 6, width * len(entries), 22, "box"),
             text(54, 34, f"1e{axes.high}", "soft", "end"), text(54, 24 + room, f"1e{low}", "soft", "end"),
             text(54, 24 + room + 21, "exactly 0", "soft", "end")]  # fmt: skip
    zeros = 0
    for number, entry in enumerate(entries):
        for step, (own, _) in enumerate(entry["norms"]):
            x = 60 + width * (number + (step + 0.7) / (len(entry["norms"]) + 0.4))
            zero = not is_finite(own) or own <= 0
            zeros += zero
            y = 24 + room + 17 if zero else axes.at(0, math.log10(own))[1]
            body.append(circle(x, y, 3, "bar"))
        key = next((t["key"] for t in picture.get("tensors", ()) if t.get("number") == entry["number"]
                    and t["kind"].startswith("d")), entry["name"])  # fmt: skip
        body.append(text(60 + width * (number + 0.5), 24 + room + 46, key[:7], "", "middle"))
    body[0] = text(60, 14, "each dot is one recorded step, from left to right", "soft")
    label = f"size of {len(entries)} gradients at each recorded step: {zeros} of {len(norms)} are exactly 0"
    return Figure("".join(body), max(70 + width * len(entries), 400), 80 + room, label)


def training(picture: Picture) -> Figure | None:
    """The loss along the trainings of every version, from the same start."""
    return side_by_side(picture, "training")


def alive(picture: Picture) -> Figure | None:
    """Units by steps: the shade is the share of rows on which a unit lets something through, a cross is none."""
    return side_by_side(picture, "alive")


def answer_map(picture: Picture) -> Figure | None:
    """The network's output over the plane of its two inputs, and the data by shape."""
    return side_by_side(picture, "answer_map")


def side_by_side(picture: Picture, name: str) -> Figure | None:
    """The panels of a figure beside each other."""
    figures, label = PANELS[name](picture)
    return beside(figures, label) if figures else None


FIGURES: dict[str, Callable[[Picture], Figure | None]] = {
    each.__name__: each for each in (network, strips, training, along, alive, sizes, answer_map)
}
"""The figures by name."""


def figure(picture: Picture, name: str) -> Figure:
    """The figure of a name. Raises ValueError for a name that is not known, or where there is nothing to draw."""
    if name not in FIGURES:
        raise ValueError(f"there is no figure {name!r}; known: {', '.join(FIGURES)}")
    drawn = FIGURES[name](picture)
    if drawn is None:
        raise ValueError(f"the report holds nothing to draw the figure {name!r} from")
    return drawn

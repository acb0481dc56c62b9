"""Figures of several panels, which stand beside each other, or below where there is no room."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from handgrad.report.svg import Axes, Figure, circle, crosses, is_finite, largest_of, rect, text, tiles

Picture = dict[str, Any]
Panels = tuple[list[Figure], str]
"""The panels, and one sentence that says what they show together."""
NOTHING: Panels = [], ""
FEW = 24
"""Rows of data up to which their marks are large."""


def training(picture: Picture) -> Panels:
    """The loss along the trainings of every version, from the same start."""
    curves = [curve for curve in picture.get("curves", ()) if curve["points"]]
    values = sorted(loss for curve in curves for _, loss in curve["points"] if is_finite(loss))
    if not values:
        return NOTHING
    high = 1.1 * values[int(0.98 * (len(values) - 1))] or 1.0
    width = 225 if len(curves) > 2 else 400
    panels, said = [], []
    for number, curve in enumerate(curves):
        ended = f"{'solved' if curve['solved'] else 'not solved'}, {curve['steps']:,} passes{cut(curve)}"
        title = version(curve["fixes"])
        axes = Axes(1, 24, width - 2, 150, 0, float(curve["points"][-1][0] or 1), 0, high, math.sqrt)
        floors = [axes.floor(each["loss"], each["said"] if number == 0 or width > 300 else "")
                  for each in picture.get("floors", ()) if 0 < each["loss"] < high]  # fmt: skip
        body = [text(1, 14, title), axes.frame(), *floors, axes.curve(curve["points"], "curve"), text(1, 192, ended)]
        said.append(f"{title} {ended}")
        panels.append(Figure("".join(body), width, 200, f"squared error, {title}: {ended}"))
    return panels, f"squared error along training from the first start, a square-root scale up to {high:.3g}: " + (
        "; ".join(said)
    )


def version(fixes: Sequence[int]) -> str:
    """What a version is, in a few words."""
    if not fixes:
        return "as written"
    return "with all fixes" if len(fixes) > 1 else f"with fix {fixes[0] + 1}"


def cut(ended: Picture) -> str:
    """Whether a training was ended before its time."""
    return "" if ended.get("finished", True) else ", cut short"


def alive(picture: Picture) -> Panels:
    """Units by steps: the shade is the share of rows on which a unit lets something through, a cross is none."""
    panels, said = [], []
    for layer in picture.get("alive", ()):
        rows = [list(column) for column in zip(*layer["shares"], strict=False)]
        side = 18 if len(rows) <= 20 else 7
        width, height = side * len(rows[0]), side * len(rows)
        dead = [(i, j) for i, row in enumerate(rows) for j, share in enumerate(row) if share == 0]
        silent = f"{sum(not any(row) for row in rows)} of {layer['units']} in layer {layer['layer']}"
        body = [text(0, 13, f"layer {layer['layer']}"), tiles(rows, 0, 20, side, 1.0), crosses(dead, 0, 20, side),
                rect(0, 20, width, height, "box")]  # fmt: skip
        said.append(silent)
        panels.append(Figure("".join(body), max(width, 60), 24 + height, f"silent at every recorded step: {silent}"))
    return panels, "units that let nothing through at any recorded step: " + ", ".join(said)


def answer_map(picture: Picture) -> Panels:
    """The network's output over the plane of its two inputs, and the data by shape."""
    data = picture.get("answers", {})
    if data.get("kind") != "map" or not data["maps"]:
        return NOTHING
    size = {1: 216.0 if len(data["maps"]) < 5 else 176.0, 3: 270.0}.get(data.get("outputs", 1), 216.0)
    panels = []
    largest = half_range(data) or max(largest_of(centred(each, data)) for each in data["maps"])
    for each in data["maps"]:
        title, middle = title_of_map(each), middle_of(each, data)
        body = [text(0, 13, title), tiles(centred(each, data), 0, 20, size / data["side"], largest)]
        body += [marker(point, each.get("output", 0), data, size, middle) for point in data["points"]]
        label = f"{title}: the output over the two inputs, blue above {middle:g}, orange below"
        panels.append(Figure("".join(body), size, size + 24, label))
    middles = " or ".join(sorted({f"{middle_of(each, data):g}" for each in data["maps"]}))
    said = f"blue above {middles}, orange below; {largest:.3g} away and beyond it is the strongest colour"
    return panels, f"the output over the two inputs: {said}"


def targets_of(each: Picture, data: Picture) -> list[float]:
    """The targets of the output that a map shows."""
    return [point[2 + each.get("output", 0)] for point in data["points"]]


def middle_of(each: Picture, data: Picture) -> float:
    """The middle between the lowest and the highest target."""
    targets = targets_of(each, data)
    return (min(targets) + max(targets)) / 2


def half_range(data: Picture) -> float:
    """Half the largest distance between two targets."""
    return max((max(targets) - min(targets)) / 2 for targets in (targets_of(each, data) for each in data["maps"]))


def centred(each: Picture, data: Picture) -> list[list[Any]]:
    """The rows of a map from the top down, the middle of the targets taken off."""
    side, middle = data["side"], middle_of(each, data)
    values = [value - middle if is_finite(value) else value for value in each["values"]]
    return [values[k * side : (k + 1) * side] for k in reversed(range(side))]


def title_of_map(each: Picture) -> str:
    """What stands over a map: which state of the network it shows."""
    if "title" in each:
        return str(each["title"])
    state = f"at step {each['step']}" if "step" in each else f"{version(each['fixes'])}{cut(each) or ', trained'}"
    return f"output {each['output'] + 1}, {state}" if "output" in each else state


def marker(point: Sequence[float], output: int, data: Picture, size: float, middle: float) -> str:
    """A row of data: a square where its target is high, a circle where it is low."""
    across, up = ((point[i] - data["low"][i]) / ((data["high"][i] - data["low"][i]) or 1) for i in (0, 1))
    x, y, r = size * across, 20 + size * (1 - up), 6.0 if len(data["points"]) <= FEW else 3.5
    return rect(x - r, y - r, 2 * r, 2 * r, "point") if point[2 + output] > middle else circle(x, y, r, "point")


PANELS: dict[str, Callable[[Picture], Panels]] = {each.__name__: each for each in (training, alive, answer_map)}
"""The figures that are made of panels, by name."""

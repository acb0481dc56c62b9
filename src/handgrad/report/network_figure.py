"""The network, drawn: units as circles, biases as squares, the strongest edges; matrices where it is wide."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from handgrad.report.svg import Figure, circle, crosses, largest_of, line, rect, strength, text, tiles
from handgrad.report.tensors import state_words, tensor_of

MOST_UNITS = 32
"""Units of a layer that are drawn as circles; beyond that its arrays are drawn as tiles."""
EDGES = 64
"""Edges that are drawn between two layers, the strongest first."""
SHOWN = {"gradient": ("dW", "db", "yours"), "right": ("dW", "db", "right"), "weights": ("W", "b", "yours")}
"""What the edges can show: the kinds of tensors, and which of their numbers."""


def network(picture: dict[str, Any], shown: str = "gradient") -> Figure | None:
    """The whole network with your gradients, the right ones, or the weights."""
    layers = picture.get("layers", ())
    if not layers:
        return None
    narrow = all(layer["plain"] and layer["units"] <= MOST_UNITS for layer in layers)
    narrow = narrow and layers[0]["inputs"] <= MOST_UNITS and chained(layers)
    return drawn_units(picture, layers, shown) if narrow else drawn_tiles(picture, layers, shown)


def chained(layers: list[dict[str, Any]]) -> bool:
    """Whether each layer takes what the one before it gives."""
    return all(layer["inputs"] == before["units"] for before, layer in pairwise(layers))


def values_of(picture: dict[str, Any], number: int, shown: str, bias: bool = False) -> tuple[Any, Any]:
    """(the numbers to draw, the places of wrong ones) of a layer's weights or bias."""
    kinds = SHOWN[shown]
    tensor = tensor_of(picture, f"{kinds[1 if bias else 0]}{number}")
    if tensor is None:
        return None, ()
    same = tensor.get("yours") if tensor["state"] == "right" else None
    return tensor.get(kinds[2]) or same, tensor.get("marks", ()) if shown == "gradient" else ()


def label_of(picture: dict[str, Any], shown: str) -> str:
    """What the picture shows, in a sentence."""
    wrong = [f"{t['key']} {state_words(t)}" for t in picture["tensors"] if t["state"] == "wrong" and t["kind"] != "dz"]
    what = {"gradient": "your gradients", "right": "the right gradients", "weights": "the weights"}[shown]
    judged = any(tensor["state"] in ("wrong", "right") for tensor in picture["tensors"])
    verdict = "; ".join(wrong) if wrong else "no number is wrong" if judged else ""
    return f"the network with {what}" + (f"; {verdict}" if verdict else "")


def drawn_units(picture: dict[str, Any], layers: list[dict[str, Any]], shown: str) -> Figure:
    """Circles, squares and edges."""
    counts = [layers[0]["inputs"], *(layer["units"] for layer in layers)]
    height, gap = max(160.0, 22.0 * max(counts)), 860 / len(layers)
    ys = [[28 + height * (k + 0.5) / count for k in range(count)] for count in counts]
    matrices = [values_of(picture, number, shown) for number in range(1, len(counts))]
    biases = [values_of(picture, number, shown, bias=True) for number in range(1, len(counts))]
    largest = largest_of(*(values for values, _ in matrices), *(values for values, _ in biases))
    body = [edges(values, 40 + gap * i, 40 + gap * (i + 1), ys[i], ys[i + 1], largest)
            for i, (values, _) in enumerate(matrices) if values]  # fmt: skip
    for i, places in enumerate(ys):
        x = 40 + gap * i
        body.append("".join(circle(x, y, 7, "unit") for y in places))
        if i and biases[i - 1][0]:
            body.append(squares(biases[i - 1][0][0], {j for _, j in biases[i - 1][1]}, x + 14, places, largest))
        body.append(text(x, 14, "input" if not i else f"layer {i}", "", "middle" if i else "start"))
        if i and matrices[i - 1][1]:
            body.append(text(x - gap / 2, 14, f"✗ {len(matrices[i - 1][1])} wrong weights", "", "middle"))
    body.append(text(0, height + 52, f"strongest colour and widest line: {largest:.4g}; solid blue +, dashed orange −; "
                     "squares are biases; ✗ is wrong", "soft"))  # fmt: skip
    return Figure("".join(body), 960, height + 62, label_of(picture, shown))


Floats = list[float]


def edges(values: list[Floats], left: float, right: float, above: Floats, below: Floats, largest: float) -> str:
    """The strongest edges between two columns of units."""
    places = [(abs(v), v, i, j) for i, row in enumerate(values) for j, v in enumerate(row)
              if isinstance(v, (int, float)) and v]  # fmt: skip
    strongest = sorted(places, reverse=True)[:EDGES]
    return "".join(
        line(left, above[i], right, below[j], "p" if v > 0 else "n", 0.5 + 3.5 * strength(v, largest),
             0.25 + 0.75 * strength(v, largest))
        for _, v, i, j in reversed(strongest)
    )  # fmt: skip


def squares(values: list[Any], wrong: set[int], x: float, ys: list[float], largest: float) -> str:
    """The biases of a layer, a large mark on each wrong one."""
    found = []
    for j, (value, y) in enumerate(zip(values, ys, strict=False)):
        found.append(tiles([[value]], x, y - 7, 14, largest) + rect(x, y - 7, 14, 14, "wrong" if j in wrong else "box"))
        found.append(crosses([(0, 0)], x + 15, y - 9, 18) if j in wrong else "")
    return "".join(found)


def drawn_tiles(picture: dict[str, Any], layers: list[dict[str, Any]], shown: str) -> Figure:
    """Every layer's weights as a matrix with its bias as a row below."""
    body, x, height = [], 0.0, 0.0
    pairs = [(values_of(picture, n, shown), values_of(picture, n, shown, bias=True)) for n in range(1, len(layers) + 1)]
    largest = largest_of(*(values for pair in pairs for values, _ in pair))
    for number, (weights, bias) in enumerate(pairs, 1):
        parts = [(values, marks) for values, marks in (weights, bias) if values]
        columns = max((len(values[0]) for values, _ in parts), default=1)
        rows = max((len(values) for values, _ in parts), default=1)
        side, y = min(18.0, 288 / max(columns, 16), 288 / max(rows, 16)), 24.0
        body.append(text(x, 14, f"layer {number}"))
        for values, marks in parts:
            body.append(tiles(values, x, y, side, largest) + crosses(marks, x, y, side))
            kind = "wrong" if marks else "box"
            body.append(rect(x, y, side * len(values[0]), side * len(values), kind))
            y += side * len(values) + 8
        x += max(side * columns, 90) + 28
        height = max(height, y)
    body.append(text(0, height + 16, f"strongest colour: {largest:.4g}; blue +, orange −; the row below is the bias; "
                     "✗ is wrong", "soft"))  # fmt: skip
    return Figure("".join(body), max(x, 620), height + 26, label_of(picture, shown))

"""The network, drawn: units as circles, biases as squares, the strongest edges; matrices where it is wide."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from handgrad.report.svg import Figure, crosses, is_finite, largest_of, rect, shade, strength, text, tiles
from handgrad.report.tensors import state_words, tensor_of

MOST_UNITS = 32
"""Units of a layer that are drawn as circles; beyond that its arrays are drawn as tiles."""
EDGES = 64
"""Edges that are drawn between two layers, the strongest first."""
SHOWN = {
    "gradient": ("dW", "db", "yours"),
    "right": ("dW", "db", "right"),
    "difference": ("dW", "db", "difference"),
    "weights": ("W", "b", "yours"),
}
NAMES = {
    "gradient": "your gradients",
    "right": "the right gradients",
    "difference": "yours minus right",
    "weights": "the weights",
}
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
    if shown == "difference":
        return differences(tensor), ()
    marks = tensor.get("marks", ()) if shown == "gradient" else ()
    same = tensor.get("yours") if tensor["state"] == "right" else None
    return tensor.get(kinds[2]) or same, marks


def differences(tensor: dict[str, Any]) -> Any:
    """Yours minus right, number by number; 0 in all of a gradient that is right."""
    if tensor["state"] != "wrong":
        return [[0.0] * len(row) for row in tensor.get("yours") or ()]
    pairs = zip(tensor["yours"], tensor["right"], strict=True)
    return [[difference(one, other) for one, other in zip(*rows, strict=True)] for rows in pairs]


def difference(one: Any, other: Any) -> Any:
    """The difference of two numbers; nothing to draw where one is none."""
    return one - other if is_finite(one) and is_finite(other) else "nan"


def label_of(picture: dict[str, Any], shown: str) -> str:
    """What the picture shows, in a sentence."""
    wrong = [f"{t['key']} {state_words(t)}" for t in picture["tensors"] if t["state"] == "wrong" and t["kind"] != "dz"]
    judged = any(tensor["state"] in ("wrong", "right") for tensor in picture["tensors"])
    verdict = "; ".join(wrong) if wrong else "no number is wrong" if judged else ""
    return f"the network with {NAMES[shown]}" + (f"; {verdict}" if verdict else "")


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
        rings = "".join(f"M{x - 7:.4g} {y:.4g}a7 7 0 1 0 14 0a7 7 0 1 0-14 0z" for y in places)
        body.append(f'<path class="unit" d="{rings}"/>')
        if i and biases[i - 1][0]:
            body.append(squares(biases[i - 1][0][0], {j for _, j in biases[i - 1][1]}, x + 14, places, largest))
        body.append(text(x, 14, title_of_layer(i, len(layers)), "", "middle" if i else "start"))
        if i and matrices[i - 1][1]:
            body.append(text(x - gap / 2, 14, f"✗ {len(matrices[i - 1][1])} wrong weights", "", "middle"))
    marked = any(marks for _, marks in (*matrices, *biases))
    said = f"strongest colour and widest line: {largest:.4g}; solid blue +, dashed orange −; squares are biases"
    body.append(text(0, height + 52, said + "; ✗ is wrong" * marked, "soft"))
    return Figure("".join(body), 960, height + 62, label_of(picture, shown))


def title_of_layer(number: int, count: int) -> str:
    """What stands over a column of units."""
    return "input" if not number else "output" if number == count else f"layer {number}"


Floats = list[float]


def edges(values: list[Floats], left: float, right: float, above: Floats, below: Floats, largest: float) -> str:
    """The strongest edges between two columns of units."""
    places = [(abs(v), v, i, j) for i, row in enumerate(values) for j, v in enumerate(row)
              if isinstance(v, (int, float)) and v]  # fmt: skip
    strongest = sorted(places, reverse=True)[:EDGES]
    paths: dict[tuple[float, str], list[str]] = {}
    for _, v, i, j in reversed(strongest):
        way = f"M{left:.4g} {above[i]:.4g}L{right:.4g} {below[j]:.4g}"
        paths.setdefault((strength(v, largest), "p" if v > 0 else "n"), []).append(way)
    return "".join(
        f'<path class="edge {kind}" stroke-width="{0.5 + 3.5 * level:.2g}" stroke-opacity="{0.25 + 0.75 * level:.2g}" '
        f'd="{"".join(ways)}"/>'
        for (level, kind), ways in paths.items()
    )


def squares(values: list[Any], wrong: set[int], x: float, ys: list[float], largest: float) -> str:
    """The biases of a layer, a large mark on each wrong one."""
    paths: dict[str, list[str]] = {}
    for j, (value, y) in enumerate(zip(values, ys, strict=False)):
        square = f"M{x:.4g} {y - 7:.4g}h14v14h-14z"
        paths.setdefault('class="zero"', []).append(square)
        paths.setdefault(shade(value, largest), []).append(square)
        paths.setdefault('class="wrong"' if j in wrong else 'class="box"', []).append(square)
        if j in wrong:
            paths.setdefault('class="cross"', []).append(f"M{x + 19:.4g} {y - 5:.4g}l10 10m0-10l-10 10")
    return "".join(f'<path {attributes} d="{"".join(parts)}"/>' for attributes, parts in paths.items() if attributes)


def title_of_matrix(picture: dict[str, Any], number: int, shown: str) -> str:
    """What stands over a layer's weights: how many of them there are, where not all are shown."""
    tensor = tensor_of(picture, f"{SHOWN[shown][0]}{number}") or {}
    if "rows" not in tensor:
        return f"layer {number}"
    kept, shape = (len(tensor["rows"]), len(tensor["columns"])), tensor["shape"]
    return f"layer {number}: {kept[0]} × {kept[1]} of {shape[0]} × {shape[1]}"


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
        title = title_of_matrix(picture, number, shown)
        body.append(text(x, 14, title))
        for values, marks in parts:
            body.append(tiles(values, x, y, side, largest) + crosses(marks, x, y, side))
            kind = "wrong" if marks else "box"
            body.append(rect(x, y, side * len(values[0]), side * len(values), kind))
            y += side * len(values) + 8
        x += max(side * columns, 7.0 * len(title)) + 28
        height = max(height, y)
    marked = any(marks for pair in pairs for _, marks in pair)
    said = f"strongest colour: {largest:.4g}; blue +, orange −; the row below is the bias"
    body.append(text(0, height + 16, said + "; ✗ is wrong" * marked, "soft"))
    return Figure("".join(body), max(x, 620), height + 26, label_of(picture, shown))

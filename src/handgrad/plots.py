"""Pictures of a training and of a network, as SVG without any further package, or on matplotlib axes that are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from handgrad.history import History
    from handgrad.network import Network
    from handgrad.report.svg import Figure

# What draws is imported where something is drawn: nobody who trains waits for it.

SIDE = 48
"""Points of a decision map along each input."""
MARGIN = 0.25
MOST = 64
"""Rows and columns of an array that are drawn."""
KINDS = {"weights": ("W", "b"), "gradient": ("dW", "db")}
LINES = {"training": "curve", "validation": "other"}


def plot_history(self: History, metric: str = "loss", ax: Any = None) -> Any:
    """A score of every epoch, training solid and validation dashed: a figure, or the matplotlib axes that are given.

    Raises ValueError where no epoch has that score.
    """
    from handgrad.report.svg import is_finite

    both = {"training": self.metric(metric), "validation": self.validation_metric(metric)}
    curves = {name: values for name, values in both.items() if any(is_finite(value) for value in values)}
    if not curves:
        raise ValueError(f"no epoch has a finite score {metric!r}; there are {len(self)} epochs")
    if ax is None:
        return history_figure(metric, curves)
    for name, values in curves.items():
        ax.plot(range(1, len(values) + 1), values, linestyle="-" if name == "training" else "--", label=name)
    ax.set(xlabel="epoch", ylabel=metric)
    ax.legend()
    return ax


def history_figure(metric: str, curves: dict[str, list[float]]) -> Figure:
    """The curves of one score."""
    from handgrad.report.svg import Axes, Figure, is_finite, text

    values = [value for each in curves.values() for value in each if is_finite(value)]
    count = max(map(len, curves.values()))
    low, high = min(0.0, *values), max(values)
    axes = Axes(60, 30, 520, 220, 1, max(count, 2), low, high if high > low else low + 1)
    body = [axes.frame(), text(54, 40, f"{axes.high:.3g}", "soft", "end"), text(54, 250, f"{low:.3g}", "soft", "end"),
            text(60, 268, "epoch 1", "soft"), text(580, 268, f"epoch {count}", "soft", "end")]  # fmt: skip
    for number, (name, each) in enumerate(curves.items()):
        body.append(axes.curve(enumerate(each, 1), LINES[name]))
        said = f"{metric}, {name}: {each[0]:.4g} to {each[-1]:.4g}" + (" (dashed)" if name == "validation" else "")
        body.append(text(60 + 300 * number, 18, said))
    ends = "; ".join(f"{name} from {each[0]:.4g} to {each[-1]:.4g}" for name, each in curves.items())
    return Figure("".join(body), 600, 280, f"{metric} over {count} epochs: {ends}")


def plot(self: Network, shown: str = "weights", axes: Sequence[Any] | None = None) -> Any:
    """The parameters ("weights") or, after `backward`, the gradients ("gradient") of every layer that has weights.

    Narrow chains of dense layers are drawn as units and edges, all else as matrices. `axes` are matplotlib axes, one
    for each of these layers, to be drawn on instead. Raises ValueError where there is nothing to draw.
    """
    if shown not in KINDS:
        raise ValueError(f"a network can show {' or '.join(KINDS)}, not {shown!r}")
    trees = self.parameters if shown == "weights" else self.gradients
    layers = [arrays for tree in trees if "weights" in (arrays := dict(tree.items()))]
    if not layers:
        raise ValueError("no layer of this network has weights to draw")
    if axes is None:
        from handgrad.report.network_figure import network

        return network(picture_of(layers, shown), shown)
    largest = max(float(np.max(np.abs(tree["weights"]))) for tree in layers) or 1.0
    for ax, tree in zip(axes, layers, strict=True):
        ax.imshow(matrix(tree["weights"]), cmap="RdBu", vmin=-largest, vmax=largest)
    return axes


def picture_of(layers: Sequence[Mapping[str, Any]], shown: str) -> dict[str, Any]:
    """Layers as the data that a report's picture of a network is drawn from."""
    kinds = KINDS[shown]
    found: dict[str, Any] = {"layers": [], "tensors": []}
    for number, tree in enumerate(layers, 1):
        weights = matrix(tree["weights"])
        found["layers"].append({
            "units": weights.shape[1], "inputs": weights.shape[0], "plain": np.ndim(tree["weights"]) == 2,
        })  # fmt: skip
        arrays = {kinds[0]: weights, **({kinds[1]: np.reshape(tree["bias"], (1, -1))} if "bias" in tree else {})}
        for kind, array in arrays.items():
            found["tensors"].append({
                "key": f"{kind}{number}", "layer": number, "kind": kind, "state": "forward", "wrong": 0,
                "yours": np.asarray(array, dtype=float)[:MOST, :MOST].tolist(), "shape": list(array.shape),
            })  # fmt: skip
    return found


def matrix(array: Any) -> Any:
    """An array of weights with all but its last direction laid out one after the other."""
    return np.asarray(array).reshape(-1, np.shape(array)[-1])


def plot_decision(self: Network, x: Any, y: Any, output: int = 0, ax: Any = None) -> Any:
    """One output over the plane of two inputs, with the rows x (n, 2) and their targets y (n,) or (n, outputs).

    Squares are rows that should give more than the middle of the targets, circles those that should give less.
    Raises ValueError where a row of x is not two numbers.
    """
    rows = np.asarray(x, dtype=float)
    if rows.ndim != 2 or rows.shape[1] != 2:
        raise ValueError(f"a decision map needs rows of two inputs, not an array of shape {rows.shape}")
    target = np.asarray(y, dtype=float).reshape(len(rows), -1)[:, output]
    low, high = rows.min(axis=0), rows.max(axis=0)
    margin = MARGIN * np.where(high > low, high - low, 1.0)
    lines = [np.linspace(low[i] - margin[i], high[i] + margin[i], SIDE) for i in (0, 1)]
    grid = np.stack(np.meshgrid(*lines), axis=-1).reshape(-1, 2)
    values = np.asarray(self.predict(grid)).reshape(len(grid), -1)[:, output]
    if ax is None:
        from handgrad.report.figures import answer_map

        points = np.column_stack([rows, target])
        return answer_map({"answers": {
            "kind": "map", "side": SIDE, "low": [line[0] for line in lines], "high": [line[-1] for line in lines],
            "maps": [{"title": f"output {output}", "values": values.tolist()}], "points": points.tolist(),
        }})  # fmt: skip
    middle = (target.min() + target.max()) / 2
    size = float(np.max(np.abs(values - middle))) or 1.0
    ax.contourf(*lines, values.reshape(SIDE, SIDE), levels=np.linspace(middle - size, middle + size, 21), cmap="RdBu")
    for above, marker in ((True, "s"), (False, "o")):
        ax.scatter(*rows[(target > middle) == above].T, marker=marker, color="white", edgecolor="black")
    return ax

"""Summary: a network's layers with their output shapes, parameters and memory, as a table."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.composites import Composite, unnamed
from handgrad.pair import Array, Layer, Params, Shape
from handgrad.passes import forward_all

if TYPE_CHECKING:
    from handgrad.network import Network

HEADINGS = ("layer", "outputs", "parameters", "memory", "kept a row")


@dataclass(frozen=True)
class Line:
    """One layer: its outputs for n rows, how many parameters it has, and their bytes.

    `kept` is how many bytes forward keeps for backward, for each row of a batch and beyond what earlier layers keep;
    None for a layer within another, whose line has it.
    """

    layer: str
    outputs: str
    parameters: int
    memory: int
    kept: int | None

    def cells(self) -> tuple[str, ...]:
        """The line as text."""
        kept = "" if self.kept is None else amount(self.kept)
        return self.layer, self.outputs, f"{self.parameters:,}", amount(self.memory), kept


@dataclass(frozen=True, repr=False)
class Summary:
    """The lines of all layers, and of layers within layers below theirs; printed, it is a table."""

    title: str
    lines: list[Line]

    @property
    def total(self) -> Line:
        """Parameters and memory of all layers."""
        outer = [line for line in self.lines if line.kept is not None]
        parameters, memory = (sum(getattr(line, name) for line in outer) for name in ("parameters", "memory"))
        return Line("all", outer[-1].outputs, parameters, memory, sum(line.kept or 0 for line in outer))

    def __repr__(self) -> str:
        table = [HEADINGS, *(line.cells() for line in self.lines), self.total.cells()]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        rows = ["  ".join(map(aligned, range(len(row)), row, widths)).rstrip() for row in table]
        rule = "-" * max(map(len, rows))
        return "\n".join([self.title, "", rows[0], rule, *rows[1:-1], rule, rows[-1]])


def summary(network: Network) -> Summary:
    """Layers, output shapes, parameters, memory: `print(net.summary())`.

    What is kept for backward is measured by a forward of random rows, which leaves the network as it was.
    """
    lines: list[Line] = []
    ends = [*network.shapes[1:], network.outputs]
    rest = zip(network.layers, network.shapes, ends, network.parameters, kept(network), strict=True)
    for i, (layer, inputs, outputs, tree, bytes_kept) in enumerate(rest):
        lines.append(line_of(f"{i}  {brief(layer, 'layers')}", outputs, tree, bytes_kept))
        lines.extend(inner_lines(layer, inputs, tree, "     "))
    return Summary(f"Network: inputs {batch(network.inputs)}, {network.dtype}", lines)


def inner_lines(layer: Layer, inputs: Shape, tree: Params, indent: str) -> Iterator[Line]:
    """The lines of the layers that this one is made of."""
    if isinstance(layer, Composite):
        for (inner, shape), own in zip(layer.entrances(inputs), unnamed(tree), strict=True):
            yield line_of(f"{indent}{brief(inner, 'layers')}", inner.output_shape(shape), own, None)
            yield from inner_lines(inner, shape, own, indent + "  ")


def line_of(label: str, outputs: Shape, tree: Params, bytes_kept: int | None) -> Line:
    """The line of one layer with its parameters."""
    arrays = [array for _, array in tree.items()]
    return Line(label, batch(outputs), sum(a.size for a in arrays), sum(a.nbytes for a in arrays), bytes_kept)


def kept(network: Network) -> list[int]:
    """For each layer, the bytes that forward keeps for one more row."""
    one, two = (kept_by(network, n) for n in (1, 2))
    return [more - less for less, more in zip(one, two, strict=True)]


def kept_by(network: Network, n: int) -> list[int]:
    """For each layer, the bytes of the arrays it saves of n rows, each array counted once, where it is first met."""
    rng = np.random.default_rng(0)
    x = network.narrow(network.layers[0].sample(rng, n, network.inputs))
    given: list[dict[str, Any]] = [{} for _ in network.layers]
    for layer, shape, extra in zip(network.layers, network.shapes, given, strict=True):
        if "noise" in layer.needs:
            extra["noise"] = layer.noise(rng, (n, *shape))
    saved = forward_all(network.layers, network.parameters, x, given)[1]
    met = {id(owner(array)) for tree in network.parameters for _, array in tree.items()}
    return [sum(array.nbytes for array in first_met(left, met)) for left in saved]


def first_met(structure: Any, met: set[int]) -> Iterator[Array]:
    """The arrays whose memory was not met before, in nested tuples, lists, dictionaries, trees and dataclasses."""
    if isinstance(structure, np.ndarray):
        if id(owner(structure)) not in met:
            met.add(id(owner(structure)))
            yield owner(structure)
    elif isinstance(structure, (tuple, list)):
        for part in structure:
            yield from first_met(part, met)
    elif isinstance(structure, (Params, dict)):
        yield from first_met(list((structure if isinstance(structure, dict) else vars(structure)).values()), met)
    elif is_dataclass(structure):
        yield from first_met([getattr(structure, field.name) for field in fields(structure)], met)


def owner(array: Array) -> Array:
    """The array that holds the memory this one is a view of."""
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


def brief(layer: Layer, *without: str) -> str:
    """The layer with the settings that are not the usual ones: Dense(units=16, activation='relu')."""
    usual = {field.name: field.default for field in fields(layer) if field.name not in without}
    shown = {name: value for name, value in vars(layer).items() if name in usual and value != usual[name]}
    return f"{type(layer).__name__}({', '.join(f'{name}={value!r}' for name, value in shown.items())})"


def batch(sample: Shape) -> str:
    """The shape of n samples."""
    return f"(n, {', '.join(map(str, sample))})" if sample else "(n,)"


def amount(count: int) -> str:
    """Bytes with three digits: 1.23 kB."""
    power = min(3, int(math.log(max(count, 1), 1000)))
    return f"{count:,} B" if power == 0 else f"{count / 1000**power:.3g} {' kMG'[power]}B"


def aligned(column: int, cell: str, width: int) -> str:
    """A cell of the table: texts to the left, numbers to the right."""
    return cell.ljust(width) if column < 2 else cell.rjust(width)

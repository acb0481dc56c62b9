"""The tensors of a pass as bounded data: cut to what a page can hold, rounded, and how their numbers are summed up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from handgrad.doctor.case import Case
from handgrad.doctor.pictures.layers import Layer, each_of, inputs_of
from handgrad.doctor.pictures.patterns import pattern
from handgrad.doctor.pictures.sums import MOST_TERMS, factor_of, right_of, terms_of
from handgrad.doctor.pictures.walk import Tensor, in_own_scale, walk_of
from handgrad.doctor.truth.patient import Patient
from handgrad.program.derive import NoRule

MOST_NUMBERS = 5500
"""Numbers of all tensors together that are shown."""
CUTS = ((64, 8), (64, 4), (64, 2), (32, 4), (32, 2), (16, 2), (8, 2), (4, 1))
"""(units, rows of data) to which tensors are cut: the first that leaves no more numbers than that."""


def named(case: Case, numbers: Sequence[int]) -> str:
    """What the program calls a parameter, or the first of several."""
    more = f" and {len(numbers) - 1} more" if len(numbers) > 1 else ""
    return case.names.get(numbers[0], "") + more if numbers else ""


def value_of(patient: Patient) -> Callable[[int], Any]:
    """State number -> the value before the step."""
    places = {number: index for index, number in patient.step.numbers.items()}
    return lambda number: patient.values[places[number]]


def everything(patient: Patient, layers: Sequence[Layer]) -> list[Tensor]:
    """The parameters' values, the input, the walk, and gradients of parameters that no layer shows."""
    found = []
    rows = inputs_of(patient, layers[0]) if layers else None
    if rows is not None:
        found.append(Tensor("a0", 0, "x", rows, rows))
    for number, layer in enumerate(layers, 1):
        for kind, groups, arrange in (("W", layer.weights, layer.matrix), ("b", layer.biases, layer.row)):
            states = each_of(groups)
            if states:
                values = arrange(value_of(patient))
                found.append(
                    Tensor(f"{kind}{number}", number, kind, values, values, "forward", 0, states[0], len(states) - 1)
                )
    walk = walk_of(patient, layers)
    known = {number for layer in layers for number in layer.numbers}
    rest = [match for number, match in patient.comparison.matches.items() if number not in known]
    return found + walk + [leftover(patient, match) for match in rest]


def leftover(patient: Patient, match: Any) -> Tensor:
    """The gradient of a parameter outside the layers that are drawn."""
    yours, right = (np.atleast_2d(np.asarray(each, dtype=float)) for each in in_own_scale(patient, match))
    yours, right = yours.reshape(yours.shape[0], -1), right.reshape(right.shape[0], -1)
    return Tensor(f"d{match.number}", 0, "d", yours, right, match.state, 0, match.number)


def tensors_of(case: Case, patient: Patient, layers: Sequence[Layer]) -> list[dict[str, Any]]:
    """Everything, cut to what a page can hold."""
    found = everything(patient, layers)
    shapes = [(each, np.shape(each.yours if each.yours is not None else each.right)) for each in found]
    sizes = [sum(numbers_of(each, shape, cut) for each, shape in shapes if shape) for cut in CUTS]
    cut = next((cut for cut, size in zip(CUTS, sizes, strict=True) if size <= MOST_NUMBERS), CUTS[-1])
    known = {each.key: each for each in found}
    return [{**shown(case, each, cut), **sum_of(patient, layers, each, known, cut)} for each in found]


def sum_of(
    patient: Patient, layers: Sequence[Layer], tensor: Tensor, known: Mapping[str, Tensor], cut: tuple[int, int]
) -> dict[str, Any]:
    """How the numbers of a tensor are summed up: by the formula of a dense layer, or one of them term by term."""
    factor = factor_of(tensor, known)
    if factor is not None:
        return {"times": short(factor)}
    right = right_of(tensor)
    if right is None or tensor.kind in ("x", "W", "b"):
        return {}
    rows, columns = kept_of(tensor, cut)
    row = next((i for i in rows if np.any(tensor.wrong[i])), rows[0])
    column = max(columns, key=lambda j: abs(right[row, j]))
    try:
        pairs = terms_of(patient, layers, tensor, row, column)
    except (NoRule, ValueError, KeyError):
        return {}
    most = [[short(number) for number in pair] for pair in pairs[:MOST_TERMS]]
    total = sum(a * b for a, b in pairs)
    return {"terms": {"place": [row, column], "pairs": most, "of": len(pairs), "sum": short(total)}} if pairs else {}


def numbers_of(tensor: Tensor, shape: tuple[int, ...], cut: tuple[int, int]) -> int:
    """How many numbers of a tensor are shown: yours, right, and the marks of those that are wrong."""
    most = most_of(tensor, cut)
    return min(shape[0], most[0]) * min(shape[1], most[1]) * (3 if tensor.state == "wrong" else 1)


def most_of(tensor: Tensor, cut: tuple[int, int]) -> tuple[int, int]:
    """Rows and columns of a tensor that are shown."""
    return (cut[1] if tensor.kind in ("x", "z", "a", "dz", "da") else cut[0]), cut[0]


def shown(case: Case, tensor: Tensor, cut: tuple[int, int]) -> dict[str, Any]:
    """A tensor as data, cut to what a page can hold: wrong rows and columns first."""
    values = tensor.yours if tensor.yours is not None else tensor.right
    if values is None:
        return {"key": tensor.key, "layer": tensor.layer, "kind": tensor.kind, "state": "unknown", "wrong": 0}
    wrong = tensor.wrong
    kept = kept_of(tensor, cut)
    data: dict[str, Any] = {
        "key": tensor.key, "layer": tensor.layer, "kind": tensor.kind, "state": tensor.state, "line": tensor.line,
        "shape": list(np.shape(values)), "wrong": int(np.sum(wrong)),
        "yours": rounded(tensor.yours, kept),
    }  # fmt: skip
    if tensor.number is not None:
        more = f" and {tensor.more} more" if tensor.more else ""
        data["name"], data["number"] = case.names.get(tensor.number, "") + more, tensor.number
    if tensor.state not in ("forward", "right"):
        data["right"] = rounded(tensor.right, kept)
    if tensor.state == "wrong":
        data["pattern"] = pattern(tensor)
        data["marks"] = np.argwhere(wrong[np.ix_(*kept)]).tolist()
    if any(len(part) < size for part, size in zip(kept, np.shape(values), strict=True)):
        data["rows"], data["columns"] = kept
    return data


def kept_of(tensor: Tensor, cut: tuple[int, int]) -> list[list[int]]:
    """The rows and the columns of a tensor that are shown."""
    return [chosen(np.sum(tensor.wrong, axis=1 - axis), most) for axis, most in enumerate(most_of(tensor, cut))]


def chosen(wrong: Any, most: int) -> list[int]:
    """The rows (or columns) to show, in order: those with most wrong numbers, then the first."""
    order = np.argsort(-np.asarray(wrong), kind="stable")[:most]
    return sorted(int(index) for index in order)


def rounded(values: Any, kept: list[list[int]]) -> list[list[Any]] | None:
    """The kept numbers to five digits."""
    if values is None:
        return None
    return [[short(number) for number in row] for row in np.asarray(values)[np.ix_(*kept)].tolist()]


def short(number: float) -> float:
    """A number to five digits."""
    return float(f"{number:.5g}") + 0.0

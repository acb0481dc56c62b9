"""A walk through one pass: every tensor on the way to the loss and back, the program's own beside the right one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.sorts import CONTRACTIONS, COPIES
from handgrad.doctor.pictures.layers import Layer, each_of, flat
from handgrad.doctor.pictures.strata import Stratum, strata_of
from handgrad.doctor.truth.compare import Match
from handgrad.doctor.truth.patient import Patient
from handgrad.doctor.truth.updates import scale_of

CELL = 1e-6
"""Difference, beside the largest number of an array, from which a single number counts as wrong."""


@dataclass
class Tensor:
    """One array of the pass as (rows, columns): yours, and right in the same scale; None where it is not known."""

    key: str
    layer: int
    kind: str
    yours: Any
    right: Any
    state: str = "forward"
    """ "forward", "wrong", "right", "nothing-to-compare" or "unknown"."""
    line: int = 0
    number: int | None = None
    """The state number of a parameter, the first where there are several."""
    more: int = 0
    """How many further parameters are in it."""

    @property
    def wrong(self) -> Any:
        """True for each number that is wrong."""
        if self.state != "wrong":
            return np.zeros(np.shape(self.yours if self.yours is not None else self.right), dtype=bool)
        return wrong_cells(self.yours, self.right)


def wrong_cells(yours: Any, right: Any) -> Any:
    """True for each number that is wrong; the worst of them where all are within the grain of the largest."""
    with np.errstate(invalid="ignore"):
        difference = np.abs(yours - right)
        scale = float(np.nanmax(np.abs(np.where(np.isfinite(right), right, 0.0)), initial=0.0))
        found = ~(difference <= CELL * (scale or 1.0))
    return found if np.any(found) else difference == np.nanmax(difference)


def scale_and_node(patient: Patient, number: int) -> tuple[float, int]:
    """What the update multiplies a parameter's gradient by, and the gradient: what stands in the update's statement."""
    program, index = patient.program, patient.step.after[number]
    before, site = patient.step.before[number], program[index].site
    found = -1.0
    while True:
        op = program[index]
        moving = [ref for ref in op.refs() if ref in patient.backward and ref != before]
        if site is None or op.site is None or op.site.line != site.line or len(moving) != 1:
            return (found, index) if index != patient.step.after[number] else (1.0, index)
        scale = scale_of(op, moving[0], patient.values)
        if scale is None:
            return (found, index) if index != patient.step.after[number] else (1.0, index)
        found, index = found * scale, moving[0]


def in_own_scale(patient: Patient, match: Match) -> tuple[Any, Any]:
    """A parameter's gradient and the right one, as the program itself holds them: without the learning rate."""
    scale, _ = scale_and_node(patient, match.number)
    scale = scale if scale and np.isfinite(scale) else 1.0
    return np.asarray(match.own) / scale, np.asarray(match.right) * (patient.comparison.factor / scale)


def first_wrong(patient: Patient) -> Match | None:
    """The wrong gradient that is met first on the way back from the loss."""
    wrong = {match.number: match for match in patient.comparison.wrong}
    try:
        order = [number for layer in reversed(strata_of(patient)) for number in layer.numbers]
    except Exception:  # of a program nobody has foreseen; any wrong gradient will do
        order = []
    return next((wrong[number] for number in (*order, *wrong) if number in wrong), None)


def walk_of(patient: Patient, layers: Sequence[Layer]) -> list[Tensor]:
    """Forwards z and a of every layer, then backwards da, dz, dW and db from the last to the first."""
    found = [tensor for number, layer in enumerate(layers, 1) for tensor in forward_of(patient, layer, number)]
    for number in range(len(layers), 0, -1):
        found += backward_of(patient, layers[number - 1], number)
    return found


def forward_of(patient: Patient, layer: Layer, number: int) -> Iterator[Tensor]:
    """The sum of a layer, and its activation where it has one."""
    places = {"z": [part.before for part in layer.parts], "a": [part.after for part in layer.parts]}
    for kind in "za"[: 1 + layer.activation]:
        rows = layer.rows([patient.values[index] for index in places[kind]])
        yield Tensor(f"{kind}{number}", number, kind, rows, rows, "forward", line_of(patient, places[kind][0]))


def backward_of(patient: Patient, layer: Layer, number: int) -> Iterator[Tensor]:
    """What comes back to a layer, and the gradients of its parameters."""
    own = parameters_of(patient, layer, number)
    spoiled = any(tensor.state == "wrong" for tensor in own)
    for kind in ("da", "dz") if layer.activation else ("dz",):
        yield activation_gradient(patient, layer, number, kind, spoiled)
    yield from own


def activation_gradient(patient: Patient, layer: Layer, number: int, kind: str, spoiled: bool) -> Tensor:
    """The gradient of a sum or an activation: what points the right way, else what takes its place."""
    found = [seen(patient, part, kind) for part in layer.parts]
    yours, right = (layer.side_by_side([each[side] for each in found]) for side in (0, 1))
    if yours is None or right is None:
        return Tensor(f"{kind}{number}", number, kind, None, right, "unknown")
    norm = float(np.vdot(right, right))
    factor = float(np.vdot(right, yours)) / norm if norm else 0.0
    fits = bool(np.linalg.norm(yours - factor * right) <= CELL * np.linalg.norm(yours)) if norm else not np.any(yours)
    state = "right" if fits and norm else "nothing-to-compare" if fits else "wrong" if spoiled else "unknown"
    if state == "wrong":
        first = layer.numbers[0]
        factor = 1 / scale_and_node(patient, first)[0] if first in patient.step.after else 1.0
    return Tensor(f"{kind}{number}", number, kind, yours, right * (factor or 1.0), state, found[0][2])


def seen(patient: Patient, part: Stratum, kind: str) -> tuple[Any, Any, int]:
    """(the program's own gradient of a sum or an activation, the right one, its line); None for what is not known."""
    delta = delta_of(patient, part)
    index, guess = (part.after, arriving(patient, delta)) if kind == "da" else (part.before, delta)
    right = patient.adjoints.get(index)
    meant = [i for i, means in patient.meaning.items() if index in means]
    place = guess if guess in meant or not meant else min(meant)
    yours = patient.values.get(place) if place is not None else None
    if right is None or yours is None or np.size(yours) != np.size(right):
        return None, None if right is None else part.rows(right), 0
    own = np.asarray(yours, dtype=float).reshape(np.shape(right))
    return part.rows(own), part.rows(right), line_of(patient, place) if place is not None else 0


def parameters_of(patient: Patient, layer: Layer, number: int) -> list[Tensor]:
    """The gradients of a layer's parameters."""
    matches = patient.comparison.matches
    whole = {"dW": each_of(layer.weights), "db": each_of(layer.biases)}
    drawn = {kind: states for kind, states in whole.items() if states and all(state in matches for state in states)}
    apart = [state for state in layer.numbers if state in matches and state not in each_of(list(drawn.values()))]
    found = [gradient_of(patient, layer, f"{kind}{number}", number, kind, states) for kind, states in drawn.items()]
    return found + [
        gradient_of(patient, layer, f"d{number}.{k}", number, "d", [state]) for k, state in enumerate(apart, 1)
    ]


def gradient_of(patient: Patient, layer: Layer, key: str, number: int, kind: str, states: Sequence[int]) -> Tensor:
    """The gradient of one parameter, or of all that make up a layer's weights or biases."""
    pairs = {state: in_own_scale(patient, patient.comparison.matches[state]) for state in states}
    yours, right = (
        arranged(layer, kind, states, {state: pair[side] for state, pair in pairs.items()}) for side in (0, 1)
    )
    found = {patient.comparison.matches[state].state for state in states}
    state = next(each for each in ("wrong", "right", "nothing-to-compare") if each in found)
    line = line_of(patient, scale_and_node(patient, states[0])[1])
    return Tensor(key, number, kind, yours, right, state, line, states[0], len(states) - 1)


def arranged(layer: Layer, kind: str, states: Sequence[int], values: Mapping[int, Any]) -> Any:
    """The values of some parameters as one array of (rows, columns)."""
    if kind == "dW":
        return layer.matrix(values.__getitem__)
    return layer.row(values.__getitem__) if kind == "db" else flat(values[states[0]])


def delta_of(patient: Patient, layer: Stratum) -> int | None:
    """The value that the program multiplies a layer's inputs with to get the gradient of its weights."""
    if layer.weights is None or layer.weights not in patient.step.after:
        return None
    index: int | None = scale_and_node(patient, layer.weights)[1]
    while index is not None and patient.program[index].name not in CONTRACTIONS:
        index = only(back_of(patient, index))
    delta = only(back_of(patient, index)) if index is not None else None
    while delta is not None and patient.program[delta].name in COPIES | {"transpose"}:
        delta = only(back_of(patient, delta))
    return delta


def arriving(patient: Patient, delta: int | None) -> int | None:
    """What the program multiplies with a slope to get a delta."""
    if delta is None or patient.program[delta].name != "multiply":
        return None
    return only(back_of(patient, delta))


def back_of(patient: Patient, index: int) -> list[int]:
    """The operands of an operation that depend on a target."""
    return [ref for ref in dict.fromkeys(patient.program[index].refs()) if ref in patient.backward]


def only(indices: list[int]) -> int | None:
    """The one element of a list of one."""
    return indices[0] if len(indices) == 1 else None


def line_of(patient: Patient, index: int) -> int:
    """The line of an operation; 0 where it is not known."""
    site = patient.program[index].site
    return site.line if site else 0

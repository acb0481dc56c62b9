"""Sums: what a number of the pass is the sum of, term by term, where the program's own operations say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from handgrad.doctor.pictures.layers import Layer
from handgrad.doctor.pictures.strata import Stratum
from handgrad.doctor.pictures.walk import Tensor
from handgrad.doctor.truth.patient import Patient
from handgrad.program.derive import gradients

NEAR = 1e-6
MOST_TERMS = 16
"""Products of one number that are written out."""


def factor_of(tensor: Tensor, found: Mapping[str, Tensor]) -> float | None:
    """What the sum over the rows and columns of its neighbours has to be multiplied by to give a tensor.

    None where the layer is not one weighted sum of the one before it.
    """
    sums, number = {key: right_of(each) for key, each in found.items()}, tensor.layer
    if tensor.kind in ("z", "dW", "db", "da"):
        layer = number + 1 if tensor.kind == "da" else number
        if weighted(sums, layer) is not None and near(weighted(sums, layer), sums.get(f"z{layer}")):
            return between(expected(sums, tensor.kind, number), right_of(tensor))
    return None


def right_of(tensor: Tensor) -> Any:
    """The right values of a tensor where they are known, else its own."""
    return tensor.yours if tensor.right is None else tensor.right


def weighted(sums: Mapping[str, Any], number: int) -> Any:
    """What a layer gives if it is the one before it times its weights, and its bias; None where shapes forbid it."""
    into, weights = sums.get(f"a{number - 1}", sums.get(f"z{number - 1}")), sums.get(f"W{number}")
    if into is None or weights is None or into.shape[1] != weights.shape[0]:
        return None
    return into @ weights + sums.get(f"b{number}", 0.0)


def expected(sums: Mapping[str, Any], kind: str, number: int) -> Any:
    """A tensor by the formulas of a dense layer."""
    into, delta = sums.get(f"a{number - 1}", sums.get(f"z{number - 1}")), sums.get(f"dz{number}")
    if kind == "z":
        return weighted(sums, number)
    if kind == "da":
        later = sums.get(f"dz{number + 1}")
        return None if later is None else later @ sums[f"W{number + 1}"].T
    if delta is None:
        return None
    return into.T @ delta if kind == "dW" else delta.sum(axis=0, keepdims=True)


def near(one: Any, other: Any) -> bool:
    """Whether two arrays are equal but for rounding."""
    same = other is not None and np.shape(one) == np.shape(other)
    return same and bool(np.linalg.norm(one - other) <= NEAR * np.linalg.norm(other))


def between(one: Any, other: Any) -> float | None:
    """The number by which one array is to be multiplied to give another; None where there is none."""
    if one is None or np.shape(one) != np.shape(other):
        return None
    square = float(np.vdot(one, one))
    factor = float(np.vdot(one, other)) / square if square else 1.0
    return factor if np.linalg.norm(other - factor * one) <= NEAR * np.linalg.norm(other) else None


def terms_of(
    patient: Patient, layers: Sequence[Layer], tensor: Tensor, row: int, column: int
) -> list[tuple[float, float]]:
    """The products whose sum one number of a tensor is, in the scale of the loss; none where they cannot be told."""
    layer = tensor.layer + 1 if tensor.kind == "da" else tensor.layer
    if tensor.kind not in ("z", "dW", "db", "da") or not 0 < layer <= len(layers) or len(layers[layer - 1].parts) > 1:
        return []
    part = layers[layer - 1].parts[0]
    if tensor.kind == "z":
        return sum_terms(patient, part, int(part.rows(counted(patient, part.before))[row, column]))
    if tensor.kind == "da":
        own = layers[tensor.layer - 1].parts[0]
        return gradient_terms(patient, part, own.after, int(own.rows(counted(patient, own.after))[row, column]))
    places = {number: index for index, number in patient.step.numbers.items()}
    if tensor.number not in places:
        return []
    index = places[tensor.number]
    arranged = (
        part.weights_of(counted(patient, index)) if tensor.kind == "dW" else counted(patient, index).reshape(1, -1)
    )
    return gradient_terms(patient, part, index, int(arranged[row, column]))


def counted(patient: Patient, index: int) -> Any:
    """The places of an array, in its shape."""
    shape = np.shape(patient.values[index])
    return np.arange(int(np.prod(shape, dtype=int))).reshape(shape)


def held(patient: Patient, part: Stratum) -> list[int]:
    """What a layer's sum is computed from: its parameters, and what they are multiplied with."""
    own = [index for index, number in patient.step.numbers.items() if number in part.numbers]
    return [*own, *(partner for partner in part.partners if partner is not None)]


def sum_terms(patient: Patient, part: Stratum, place: int) -> list[tuple[float, float]]:
    """A number of a layer's sum: its parameters times what each is multiplied with."""
    cut = patient.program.cut(held(patient, part))
    own = [index for index, number in patient.step.numbers.items() if number in part.numbers]
    seed = one_at(patient.values[part.before], place)
    slopes = gradients(cut, {part.before: seed}, own, patient.values)
    pairs = [pair for index in own for pair in products(patient.values[index], slopes[index])]
    return pairs if adds_up(pairs, np.ravel(patient.values[part.before])[place]) else []


def gradient_terms(patient: Patient, part: Stratum, index: int, place: int) -> list[tuple[float, float]]:
    """A number of a gradient: the slopes of the layer's sums by it, times the gradient of each sum."""
    delta = patient.adjoints.get(part.before)
    right = patient.adjoints.get(index)
    if delta is None or right is None:
        return []
    cut = patient.program.cut({*held(patient, part), index})
    values = {key: np.asarray(patient.values[key], dtype=float) for key in {*held(patient, part), index}}
    moved = values[index] + one_at(values[index], place)
    before, after = (cut.replay([part.before], {**values, index: each})[part.before] for each in (values[index], moved))
    pairs = products(np.asarray(after) - np.asarray(before), delta)
    return pairs if adds_up(pairs, np.ravel(right)[place]) else []


def one_at(like: Any, place: int) -> Any:
    """Zeros with a single 1."""
    found = np.zeros(np.shape(like))
    found.reshape(-1)[place] = 1.0
    return found


def products(one: Any, other: Any) -> list[tuple[float, float]]:
    """The factors of every product that may count."""
    one, other = np.ravel(one), np.ravel(other)
    live = np.abs(one) > 1e-12 * (np.max(np.abs(one), initial=0.0) or 1.0)
    live &= other != 0
    return [(float(a), float(b)) for a, b in zip(one[live], other[live], strict=True)]


def adds_up(pairs: Sequence[tuple[float, float]], target: Any) -> bool:
    """Whether the products give a number."""
    size = sum(abs(a * b) for a, b in pairs)
    return bool(abs(sum(a * b for a, b in pairs) - float(target)) <= NEAR * max(size, abs(float(target))))

"""What somebody's network answers: a map over two inputs, or the rows that it answers worst."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from handgrad.doctor.case import Case
from handgrad.doctor.pictures.layers import Layer, inputs_of, layers_of
from handgrad.doctor.truth.patient import Patient
from handgrad.program.observe import aligned

SIDE = 24
"""Points of the map along each input."""
MARGIN = 0.25
"""How far the map reaches beyond the data, in parts of their range."""
MOST_POINTS = 64
WORST = 8
MOST_NUMBERS = 6
"""Inputs of a row that are shown."""
SECONDS = 1.0
"""How long the answers may take."""


def answers(case: Case, patient: Patient, layers: Sequence[Layer]) -> dict[str, Any]:
    """A decision map at the first and the last recorded step for two inputs and one output; else the worst rows."""
    rows = rows_of(patient, layers)
    if rows is not None and rows[0].shape[1] == 2 and rows[1].shape[1] == 1:
        return map_of(case)
    return worst(patient, rows)


def rows_of(patient: Patient, layers: Sequence[Layer]) -> tuple[Any, Any, Any] | None:
    """(inputs, predictions, targets), each with a row for a row of data; None where they cannot be told."""
    pairs = [(t, p) for _, t, p in patient.step.targets if t is not None]
    inputs = inputs_of(patient, layers[0]) if layers else None
    if len(pairs) != 1 or inputs is None:
        return None
    prediction = np.asarray(patient.values[pairs[0][1]], dtype=float)
    target = np.asarray(aligned(prediction, np.asarray(patient.values[pairs[0][0]])), dtype=float)
    last = layers[-1].parts[-1]
    answer, wanted = last.rows(prediction), last.rows(np.broadcast_to(target, prediction.shape))
    return (inputs, answer, wanted) if len(inputs) == len(answer) else None


def map_of(case: Case) -> dict[str, Any]:
    """The network's output over the plane of its inputs, and the data with their targets."""
    seen = [found for patient in case.patients if (found := rows_of(patient, layers_of(patient))) is not None]
    points = np.unique(np.concatenate([np.hstack([found[0], found[2]]) for found in seen]), axis=0)[:MOST_POINTS]
    low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    margin = MARGIN * np.where(high > low, high - low, 1.0)
    axes = [np.linspace(low[i] - margin[i], high[i] + margin[i], SIDE) for i in (0, 1)]
    grid = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    end = time.monotonic() + SECONDS
    maps = [{"step": number + 1, "values": answered(case.patients[number], grid, end)}
            for number in dict.fromkeys((0, len(case.patients) - 1))]  # fmt: skip
    return {
        "kind": "map", "side": SIDE, "low": [axis[0] for axis in axes], "high": [axis[-1] for axis in axes],
        "maps": [each for each in maps if each["values"]], "points": points.tolist(),
    }  # fmt: skip


def answered(patient: Patient, grid: Any, end: float) -> list[float]:
    """The output at every point of a grid (n, 2), as many at a time as the step has rows; empty where time is over."""
    first = layers_of(patient)[0].parts[0]
    assert first.into is not None
    shape = np.shape(patient.values[first.into])
    count = 1 if len(shape) < 2 else shape[1] if first.flipped else shape[0]
    program, output, found = patient.program.cut([first.into]), patient.step.predictions[-1], []
    for start in range(0, len(grid), count):
        if time.monotonic() > end:
            return []
        rows = grid[np.minimum(np.arange(start, start + count), len(grid) - 1)]
        given = (rows.T if first.flipped and len(shape) == 2 else rows).reshape(shape)
        kept = {index: patient.values[index] for index in patient.step.numbers if index in patient.values}
        value = program.replay([output], {**kept, first.into: given})[output]
        found += np.ravel(np.asarray(value, dtype=float))[: len(grid) - start].tolist()
    return [float(f"{number:.4g}") + 0.0 for number in found]


def worst(patient: Patient, rows: tuple[Any, Any, Any] | None) -> dict[str, Any]:
    """The rows that are answered worst, with their inputs, answers and targets."""
    if rows is None:
        return {"kind": "none"}
    inputs, answer, wanted = rows
    errors = np.mean((answer - wanted) ** 2, axis=1)
    order = np.argsort(-np.nan_to_num(errors, nan=np.inf), kind="stable")[:WORST]
    listed = [
        {"row": int(row), "error": float(f"{errors[row]:.4g}"), "inputs": inputs[row, :MOST_NUMBERS].tolist(),
         "answer": answer[row, :16].tolist(), "target": wanted[row, :16].tolist()}
        for row in order
    ]  # fmt: skip
    return {"kind": "rows", "rows": listed, "of": len(inputs), "inputs": inputs.shape[1], "outputs": answer.shape[1]}

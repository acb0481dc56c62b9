"""What somebody's network answers, as trained: a map over two inputs, or the rows that it answers worst."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.doctor.case import Case
from handgrad.doctor.pictures.layers import Layer, inputs_of, target_of
from handgrad.doctor.proof.passes import MOST_INPUTS, pass_of
from handgrad.doctor.proof.training import Ending, Training, matched
from handgrad.doctor.truth.patient import Patient
from handgrad.program.forward import Forward

SIDE = 24
"""Points of the map along each input."""
MARGIN = 0.25
"""How far the map reaches beyond the data, in parts of their range."""
MOST_POINTS = 64
MOST_OUTPUTS = 4
"""Outputs that are drawn, a map for each."""
WORST = 8
MOST_NUMBERS = 6
"""Inputs of a row that are shown."""
ROUNDING = 1e-6
"""Difference, beside the largest number, up to which a pass gives what the program gave."""

Trainings = Mapping[tuple[int, ...], Training]


@dataclass(frozen=True)
class State:
    """The network at some moment: as recorded in a step, or at the end of a training with some fixes."""

    when: dict[str, Any]
    """The step, or the fixes and whether the training came to its end."""
    forward: Forward
    given: Mapping[int, Any]
    rows: tuple[tuple[Any, Any], ...]
    """(inputs, targets), both (rows, numbers)."""


def answers(case: Case, patient: Patient, layers: Sequence[Layer], trainings: Trainings) -> dict[str, Any]:
    """A decision map for two inputs and few outputs; else the worst rows."""
    recorded = [state for number, each in enumerate(case.patients, 1) if (state := state_of(case, each, number))]
    whole = len(recorded) == len(case.patients) and all(each.forward.whole for each in recorded)
    try:
        if recorded and whole and repeats(recorded, case):
            states = [found for fixes, each in trainings.items() if (found := trained(fixes, each))]
            return map_of([recorded[0], *(states or recorded[1:][-1:])])
    except (ValueError, TypeError, LookupError):  # a pass that takes no other rows; its worst answers are listed
        pass
    return worst(patient, case.patients.index(patient) + 1, layers, trainings)


def state_of(case: Case, patient: Patient, number: int) -> State | None:
    """The network in a recorded step."""
    prediction = patient.step.targets[0][2]
    seen = pass_of(case, patient, prediction)
    if seen is None or not seen[0].whole:
        return None
    forward, given = seen
    inputs, known = forward.inputs_in(given), target_of(patient, patient.step.targets[0])
    wanted = None if known is None else matched(patient.values[prediction], known)
    rows = () if wanted is None else ((inputs, forward.table(wanted, len(inputs))),)
    return State({"step": number}, forward, given, rows)


def repeats(states: Sequence[State], case: Case) -> bool:
    """Whether the first step's pass, given what each later one read, answers as that one did: no branch differs."""
    first = states[0].forward
    for state, patient in zip(states, case.patients, strict=True):
        pairs = zip(first.feeds, state.forward.feeds, strict=True)
        given = {own: state.given[other] for feed, theirs in pairs
                 for own, other in zip(feed.indices, theirs.indices, strict=True) if own >= 0}  # fmt: skip
        answered = first.answers(given)
        if not near(answered, first.table(patient.values[patient.step.targets[0][2]], len(answered))):
            return False
    return True


def trained(fixes: tuple[int, ...], training: Training) -> State | None:
    """The network at the end of a training; None where the pass does not answer what the program answered."""
    end = training.ending
    if end is None or end.forward is None or end.last is None or not end.forward.whole:
        return None
    forward, (given, prediction) = end.forward, end.last
    answered = forward.answers(given)
    if not near(answered, forward.table(prediction, len(answered))):
        return None
    rows = tuple(
        (x, forward.table(t, len(x))) for x, (_, t) in zip(end.inputs, end.pairs, strict=True) if x is not None
    )
    return State({"fixes": list(fixes), "finished": training.finished}, forward, given, rows)


def near(one: Any, other: Any) -> bool:
    """Whether two arrays are equal but for rounding."""
    same = np.shape(one) == np.shape(other)
    return same and bool(np.all(np.abs(one - other) <= ROUNDING * (1 + np.max(np.abs(other)))))


def map_of(states: Sequence[State]) -> dict[str, Any]:
    """Every output over the plane of the inputs in each state, and the data with their targets."""
    data = [np.hstack([x, t]) for state in states for x, t in state.rows]
    points = np.unique(np.concatenate(data), axis=0)
    low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    margin = MARGIN * np.where(high > low, high - low, 1.0)
    axes = [np.linspace(low[i] - margin[i], high[i] + margin[i], SIDE) for i in (0, 1)]
    grid = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    outputs = points.shape[1] - 2
    points = points[:: -(-len(points) // MOST_POINTS)]
    several = states if outputs == 1 else [states[k] for k in sorted({min(1, len(states) - 1), len(states) - 1})]
    maps = [
        {**state.when, **({"output": j} if outputs > 1 else {}), "values": [short(value) for value in values[:, j]]}
        for state in several
        for values in [state.forward.over(grid, state.given)]
        for j in range(min(outputs, MOST_OUTPUTS))
    ]
    return {
        "kind": "map", "side": SIDE, "low": [axis[0] for axis in axes], "high": [axis[-1] for axis in axes],
        "outputs": outputs, "maps": maps, "points": [[short(number) for number in point] for point in points],
    }  # fmt: skip


def short(number: float) -> float:
    """A number to four digits."""
    return float(f"{number:.4g}") + 0.0


def worst(patient: Patient, number: int, layers: Sequence[Layer], trainings: Trainings) -> dict[str, Any]:
    """The rows that are answered worst, with their inputs, answers and targets."""
    training = trainings.get(())
    when: dict[str, Any] = {"step": number}
    rows = None
    if training is not None and training.ending is not None and layers:
        rows = last_rows(training.ending, layers)
        when = {"fixes": [], "finished": training.finished}
    rows = rows or rows_of(patient, layers)
    if rows is None:
        return {"kind": "none"}
    inputs, answer, wanted = rows
    errors = np.mean((answer - wanted) ** 2, axis=1)
    order = distinct(np.argsort(-np.nan_to_num(errors, nan=np.inf), kind="stable"), rows)[:WORST]
    width = 0 if inputs is None or inputs.shape[1] > MOST_INPUTS else inputs.shape[1]
    listed = [
        {"row": int(row), "error": short(errors[row]), "answer": answer[row, :16].tolist(),
         "inputs": inputs[row, :MOST_NUMBERS].tolist() if width else [], "target": wanted[row, :16].tolist()}
        for row in order
    ]  # fmt: skip
    mended = mended_rows(inputs, wanted, layers, trainings)
    if mended is not None:
        for each in listed:
            each["mended"] = mended[each["row"], :16].tolist()
    return {"kind": "rows", **when, "rows": listed, "of": len(answer), "inputs": width, "outputs": answer.shape[1]}


def distinct(order: Any, rows: tuple[Any, Any, Any]) -> list[int]:
    """The same rows without those that come again; where inputs are not known, without those that look the same."""
    inputs, answer, wanted = rows
    seen: dict[tuple[bytes, bytes], int] = {}
    for row in order:
        own = np.char.mod("%.2g", answer[row]) if inputs is None else inputs[row]
        seen.setdefault((own.tobytes(), wanted[row].tobytes()), int(row))
    return list(seen.values())


def mended_rows(inputs: Any, wanted: Any, layers: Sequence[Layer], trainings: Trainings) -> Any:
    """What the same rows are answered at the end of the training with all fixes; None where they are not the same."""
    fixes = max(trainings, key=len, default=())
    end = trainings[fixes].ending if fixes else None
    rows = last_rows(end, layers) if end is not None else None
    same = rows is not None and inputs is not None and np.array_equal(rows[2], wanted)
    return rows[1] if rows is not None and same and np.array_equal(rows[0], inputs) else None


def last_rows(end: Ending, layers: Sequence[Layer]) -> tuple[Any, Any, Any] | None:
    """(inputs or None, predictions, targets) of the end of a training, with a row for a row of data."""
    part = layers[-1].parts[-1]
    answer, wanted = (np.concatenate([part.rows(pair[side]) for pair in end.pairs]) for side in (0, 1))
    seen = end.inputs if end.inputs and all(x is not None for x in end.inputs) else ()
    inputs = np.concatenate(seen) if seen else None
    if answer.shape != wanted.shape:
        return None
    return (inputs if inputs is not None and len(inputs) == len(answer) else None), answer, wanted


def rows_of(patient: Patient, layers: Sequence[Layer]) -> tuple[Any, Any, Any] | None:
    """(inputs, predictions, targets) of a recorded step; None where they cannot be told."""
    inputs = inputs_of(patient, layers[0]) if layers else None
    if len(patient.step.targets) != 1 or inputs is None:
        return None
    prediction = np.asarray(patient.values[patient.step.targets[0][2]], dtype=float)
    known = target_of(patient, patient.step.targets[0])
    target = None if known is None else matched(prediction, known)
    part = layers[-1].parts[-1]
    if target is None:
        return None
    answer, wanted = part.rows(prediction), part.rows(np.broadcast_to(target, prediction.shape))
    return (inputs, answer, wanted) if len(inputs) == len(answer) else None

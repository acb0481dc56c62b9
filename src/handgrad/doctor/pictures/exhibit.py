"""The exhibit: what the pictures of a report are drawn from, as plain and bounded data."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from handgrad.doctor.case import Case
from handgrad.doctor.pictures.answers import answers
from handgrad.doctor.pictures.layers import Layer, each_of, layers_of, target_of
from handgrad.doctor.pictures.tensors import named, short, tensors_of, value_of
from handgrad.doctor.pictures.walk import in_own_scale
from handgrad.doctor.proof.asking import limited
from handgrad.doctor.proof.training import Training
from handgrad.doctor.running.failures import OutOfTime
from handgrad.doctor.truth.patient import Patient
from handgrad.program.observe import squared

LONGEST = 1e6
"""Seconds that a part may take where nobody waits for it."""
MOST_LAYERS = 12
MOST_UNITS = 64
"""Units of which it is shown whether they are alive."""
POINTS = 128
"""Points of a training curve."""
SECONDS = 0.7
"""How long the loss along one way may take."""
FRACTIONS = tuple(k / 20 for k in range(26))
"""Parts of the program's own step at which the loss is computed."""


def exhibit(case: Case, curves: Mapping[tuple[int, ...], Training], deadline: float = float("inf")) -> dict[str, Any]:
    """Everything to draw; `curves` holds a training for each set of fixes.

    A part that fails, or that there is no time left for, is named in "missing".
    """
    patient = case.patient or next(iter(case.patients), None)
    parts: dict[str, Callable[[], Any]] = {"curves": lambda: curves_of(curves), "floors": lambda: floors_of(curves)}
    if patient is not None:
        layers = layers_or_none(patient)
        parts |= {
            "step": lambda: step_of(case, patient),
            "layers": lambda: facts_of(case, patient, layers),
            "tensors": lambda: tensors_of(case, patient, layers),
            "alive": lambda: alive(case, layers),
            "sizes": lambda: sizes(case, layers),
            "along": lambda: along(patient),
            "answers": lambda: answers(case, patient, layers, curves),
        }
    found: dict[str, Any] = {"missing": {}}
    for name, make in parts.items():
        add(found, name, make, deadline - time.monotonic())
    return found


def layers_or_none(patient: Patient) -> list[Layer]:
    """The layers that are shown; none of a program whose layers cannot be told."""
    try:
        return layers_of(patient)[:MOST_LAYERS]
    except Exception:  # of a program nobody has foreseen; the other parts are shown
        return []


def add(found: dict[str, Any], name: str, make: Callable[[], Any], seconds: float) -> None:
    """One part; a strange program leaves a sentence in its place, and so does one that takes too long."""
    try:
        with np.errstate(all="ignore"), limited(min(seconds, LONGEST)):
            found[name] = make()
    except OutOfTime:
        found["missing"][name] = "there was no time left to draw it"
    except Exception as error:  # of a program nobody has foreseen; the other parts are shown
        found["missing"][name] = f"it could not be drawn for this program ({type(error).__name__})"


def step_of(case: Case, patient: Patient) -> dict[str, Any]:
    """Which step is looked at, and by which loss it is judged."""
    truth, rows = patient.comparison.truth, [np.shape(patient.values[i]) for i in patient.step.predictions]
    return {
        "number": case.patients.index(patient) + 1,
        "recorded": len(case.patients),
        "loss": "the program's own loss" if truth.loss == "program" else truth.loss,
        "tolerance": truth.tolerance,
        "predictions": [list(shape) for shape in rows[:4]],
    }


def facts_of(case: Case, patient: Patient, layers: Sequence[Layer]) -> list[dict[str, Any]]:
    """The layers, in the order of the forward pass, and which of their parameters are which."""
    found = []
    for layer in layers:
        weights, biases = each_of(layer.weights), each_of(layer.biases)
        inputs = np.shape(layer.matrix(value_of(patient)))[0] if weights else None
        whole = layer.one_by_one or (weights and np.ndim(value_of(patient)(weights[0])) <= 2)
        found.append({
            "units": layer.units,
            "inputs": inputs,
            "plain": bool(whole and np.shape(layer.matrix(value_of(patient)))[1] == layer.units),
            "weights": named(case, weights),
            "bias": named(case, biases),
            "activation": layer.activation,
        })  # fmt: skip
    return found


def alive(case: Case, layers: Sequence[Layer]) -> list[dict[str, Any]]:
    """For each layer with an activation, each unit's share of rows on which its slope is not 0, step by step."""
    found: dict[tuple[int, ...], dict[str, Any]] = {}
    for patient in case.patients:
        slopes = {landmark.before: patient.slope(landmark) for landmark in patient.landmarks}
        for number, layer in enumerate(layers_of(patient)[:MOST_LAYERS], 1):
            if all(slopes.get(part.before) is not None for part in layer.parts):
                rows = [np.mean(part.rows(slopes[part.before]) != 0, axis=0) for part in layer.parts]
                shares = np.concatenate(rows)[:MOST_UNITS]
                entry = found.setdefault(tuple(layer.numbers), {"layer": number, "units": layer.units, "shares": []})
                entry["shares"].append([short(share) for share in shares])
    return list(found.values())


def sizes(case: Case, layers: Sequence[Layer]) -> list[dict[str, Any]]:
    """The norm of every gradient, the program's own and the right one, at every recorded step."""
    groups = [each_of(groups) for layer in layers for groups in (layer.weights, layer.biases)]
    known = {number for group in groups for number in group}
    matches = case.patients[0].comparison.matches
    groups += [[number] for number in matches if number not in known]
    found = []
    for group in [group for group in groups if group][: 2 * MOST_LAYERS]:
        pairs = [norms_of(p, group) for p in case.patients if all(n in p.comparison.matches for n in group)]
        found.append({"number": group[0], "name": named(case, group), "norms": pairs})
    return found


def norms_of(patient: Patient, group: Sequence[int]) -> list[float]:
    """The norms of the gradient of some parameters together: the program's own, and the right one."""
    pairs = [in_own_scale(patient, patient.comparison.matches[number]) for number in group]
    return [short(float(np.sqrt(sum(np.sum(np.square(pair[side])) for pair in pairs)))) for side in (0, 1)]


def along(patient: Patient) -> dict[str, Any]:
    """The loss at parts of the program's own step (1 is where it lands), and along the right direction as far."""
    step, places = patient.step, patient.step.before
    own = {places[n]: np.asarray(patient.values[after]) - patient.values[places[n]] for n, after in step.after.items()}
    right = {places[n]: -np.asarray(match.right) for n, match in patient.comparison.matches.items()}
    lengths = [np.sqrt(sum(float(np.sum(np.square(part))) for part in parts.values())) for parts in (own, right)]
    scale = lengths[0] / lengths[1] if lengths[1] else 0.0
    ways = {"yours": own, "right": {index: scale * part for index, part in right.items()}}
    curves = {name: losses_along(patient, way) for name, way in ways.items()}
    own_loss = patient.comparison.truth.value is not None
    return {"at": list(FRACTIONS), "loss": "the program's own loss" if own_loss else "squared error", **curves}


def losses_along(patient: Patient, way: Mapping[int, Any]) -> list[float]:
    """The loss at each fraction of a way, as far as time allows."""
    end, found = time.monotonic() + SECONDS, []
    start = {index: np.asarray(patient.values[index], dtype=float) for index in way}
    for t in FRACTIONS:
        given = {index: start[index] + t * np.reshape(part, np.shape(start[index])) for index, part in way.items()}
        found.append(loss_at(patient, given))
        if time.monotonic() > end:
            break
    return found


def loss_at(patient: Patient, given: dict[int, Any]) -> float:
    """The loss where the parameters are other ones: the program's own where it computes one, else the squared error."""
    program, value = patient.program.cut(given), patient.comparison.truth.value
    if value is not None:
        return short(float(np.sum(program.replay([value], given)[value])))
    pairs = [(p, target_of(patient, (place, t, p))) for place, t, p in patient.step.targets]
    values = program.replay([p for p, _ in pairs], given)
    return short(
        float(np.mean([squared(np.asarray(values[p], float), np.asarray(t)) for p, t in pairs if t is not None]))
    )


def curves_of(curves: Mapping[tuple[int, ...], Training]) -> list[dict[str, Any]]:
    """The loss along each training, thinned."""
    found = []
    for fixes, training in curves.items():
        stride = max(1, -(-len(training.curve) // POINTS))
        points = [[number, short(loss)] for number, loss in training.curve[::stride]]
        found.append({
            "fixes": list(fixes), "points": points, "steps": training.steps, "solved": training.solved,
            "finished": training.finished,
        })  # fmt: skip
    return found


def floors_of(curves: Mapping[tuple[int, ...], Training]) -> list[dict[str, Any]]:
    """Squared errors that say what a network does that has learned nothing: it always gives 0, or always the mean."""
    end = next((training.ending for training in curves.values() if training.ending is not None), None)
    if end is None:
        return []
    targets = np.concatenate([np.ravel(target) for _, target in end.pairs])
    mean, zero = float(np.mean(targets)), float(np.mean(np.square(targets)))
    return [
        {"loss": zero, "said": f"{zero:.3g}: always 0"},
        {"loss": float(np.var(targets)), "said": f"{np.var(targets):.3g}: always {mean:.3g}"},
    ]

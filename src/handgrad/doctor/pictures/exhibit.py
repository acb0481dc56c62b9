"""The exhibit: what the pictures of a report are drawn from, as plain and bounded data."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from handgrad.doctor.case import Case
from handgrad.doctor.pictures.answers import answers
from handgrad.doctor.pictures.layers import Layer, each_of, inputs_of, layers_of
from handgrad.doctor.pictures.patterns import pattern
from handgrad.doctor.pictures.walk import Tensor, in_own_scale, walk_of
from handgrad.doctor.proof.training import Training
from handgrad.doctor.truth.patient import Patient
from handgrad.program.observe import squared

MOST_LAYERS = 12
MOST_NUMBERS = 5500
"""Numbers of all tensors together that are shown."""
CUTS = ((64, 8), (64, 4), (64, 2), (32, 4), (32, 2), (16, 2), (8, 2), (4, 1))
"""(units, rows of data) to which tensors are cut: the first that leaves no more numbers than that."""
MOST_UNITS = 64
"""Units of which it is shown whether they are alive."""
POINTS = 128
"""Points of a training curve."""
SECONDS = 0.7
"""How long the loss along one way may take."""
FRACTIONS = tuple(k / 20 for k in range(26))
"""Parts of the program's own step at which the loss is computed."""


def exhibit(case: Case, curves: Mapping[tuple[int, ...], Training]) -> dict[str, Any]:
    """Everything to draw; `curves` holds a training for each set of fixes. A part that fails is named in "missing"."""
    patient = case.patient or next(iter(case.patients), None)
    found: dict[str, Any] = {"missing": {}}
    add(found, "curves", lambda: curves_of(curves))
    add(found, "floors", lambda: floors_of(curves))
    if patient is None:
        return found
    layers = layers_or_none(patient)
    add(found, "step", lambda: step_of(case, patient))
    add(found, "layers", lambda: facts_of(case, patient, layers))
    add(found, "tensors", lambda: tensors(case, patient, layers))
    add(found, "alive", lambda: alive(case, layers))
    add(found, "sizes", lambda: sizes(case, layers))
    add(found, "along", lambda: along(patient))
    add(found, "answers", lambda: answers(case, patient, layers, curves))
    return found


def layers_or_none(patient: Patient) -> list[Layer]:
    """The layers that are shown; none of a program whose layers cannot be told."""
    try:
        return layers_of(patient)[:MOST_LAYERS]
    except Exception:  # of a program nobody has foreseen; the other parts are shown
        return []


def add(found: dict[str, Any], name: str, make: Callable[[], Any]) -> None:
    """One part; a strange program leaves a sentence in its place."""
    try:
        with np.errstate(all="ignore"):
            found[name] = make()
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
        whole = layer.one_by_one or (weights and np.ndim(value_of(patient)(weights[0])) == 2)
        found.append({
            "units": layer.units,
            "inputs": inputs,
            "plain": bool(whole and np.shape(layer.matrix(value_of(patient)))[1] == layer.units),
            "weights": named(case, weights),
            "bias": named(case, biases),
            "activation": layer.activation,
        })  # fmt: skip
    return found


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


def tensors(case: Case, patient: Patient, layers: Sequence[Layer]) -> list[dict[str, Any]]:
    """Everything, cut to what a page can hold."""
    found = everything(patient, layers)
    shapes = [(each, np.shape(each.yours if each.yours is not None else each.right)) for each in found]
    sizes = [sum(numbers_of(each, shape, cut) for each, shape in shapes if shape) for cut in CUTS]
    cut = next((cut for cut, size in zip(CUTS, sizes, strict=True) if size <= MOST_NUMBERS), CUTS[-1])
    return [shown(case, each, cut) for each in found]


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
    most = most_of(tensor, cut)
    kept = [chosen(np.sum(wrong, axis=1 - axis), most[axis]) for axis in (0, 1)]
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
    pairs = [(p, t) for _, t, p in patient.step.targets if t is not None]
    values = program.replay([index for pair in pairs for index in pair], given)
    return short(float(np.mean([squared(np.asarray(values[p], float), np.asarray(values[t])) for p, t in pairs])))


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

"""Mixing: the stretches of a forward pass that join elements, softmax and normalisation, and their way back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from handgrad.doctor.edits.aims import value_of
from handgrad.doctor.edits.slope_texts import names_in
from handgrad.doctor.edits.spelling import prefix
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.truth.patient import Landmark, Patient

if TYPE_CHECKING:
    from handgrad.doctor.case import Case


GUARD = 1e-6
"""The largest number that is added in front of a logarithm for nothing but safety."""


@dataclass(frozen=True)
class Mixer:
    """A stretch of the forward pass whose right way back is known as a formula over one axis."""

    sort: Literal["softmax", "log-softmax", "normalisation"]
    landmark: Landmark
    axis: int


def mixers_of(patient: Patient) -> list[Mixer]:
    """Every softmax and every normalisation among the activations, known by the right gradients before and after."""
    found = []
    for landmark in patient.landmarks:
        if patient.slope(landmark) is None:
            landmark = Landmark(landmark.before, first_equal(patient, landmark))
            above, below = patient.adjoints.get(landmark.after), patient.adjoints.get(landmark.before)
            if above is not None and below is not None and np.ndim(above):
                found += list(recognised(patient, landmark, np.asarray(above), np.asarray(below)))
    return found


def first_equal(patient: Patient, landmark: Landmark) -> int:
    """The first operation that gave what comes out of an activation: a clip or a guard may follow it."""
    after = value_of(patient, landmark.after)
    among = (i for i in patient.forward if landmark.before < i < landmark.after and i in patient.moving)
    return next((i for i in among if is_guarded(value_of(patient, i), after)), landmark.after)


def is_guarded(value: Any, guarded: Any) -> bool:
    """Whether two arrays are the same but for what keeps a number away from 0."""
    return np.shape(value) == np.shape(guarded) and bool(np.allclose(value, guarded, rtol=0.0, atol=GUARD))


def recognised(patient: Patient, landmark: Landmark, above: Any, below: Any) -> Iterator[Mixer]:
    """The sort and the axis whose formula gives the right gradient."""
    after = np.asarray(value_of(patient, landmark.after), dtype=float)
    for axis in range(above.ndim - 1, -1, -1):
        if close(after * (above - np.sum(above * after, axis=axis, keepdims=True)), below):
            yield Mixer("softmax", landmark, axis)
            return
        with np.errstate(over="ignore", invalid="ignore"):
            logarithmic = above - np.exp(after) * np.sum(above, axis=axis, keepdims=True)
        if close(logarithmic, below):
            yield Mixer("log-softmax", landmark, axis)
            return
        mixed = (
            above - np.mean(above, axis=axis, keepdims=True) - after * np.mean(above * after, axis=axis, keepdims=True)
        )
        scale = spread(patient, landmark, axis)
        if scale is not None and close(mixed / scale, below):
            yield Mixer("normalisation", landmark, axis)
            return


def close(one: Any, other: Any) -> bool:
    """Whether two arrays agree, measured by the size of the second."""
    with np.errstate(all="ignore"):
        return one.shape == other.shape and float(np.linalg.norm(one - other)) <= 1e-4 * float(np.linalg.norm(other))


def spread(patient: Patient, landmark: Landmark, axis: int) -> Any:
    """What a normalisation divides by: one number for each feature."""
    before = np.asarray(value_of(patient, landmark.before), dtype=float)
    after = np.asarray(value_of(patient, landmark.after), dtype=float)
    if before.shape != after.shape:
        return None
    centred = before - before.mean(axis=axis, keepdims=True)
    with np.errstate(all="ignore"):
        scale = np.sqrt(np.sum(centred**2, axis=axis, keepdims=True) / np.sum(after**2, axis=axis, keepdims=True))
    return scale if np.all(np.isfinite(scale)) and np.all(scale > 0) else None


def way_back(case: Case, tree: Tree, node: ast.AST, mixer: Mixer, above: str) -> Iterator[str]:
    """Texts of the right gradient in front of a mixer, given the text of the one behind it."""
    patient, module, axis = case.patient, prefix(tree), mixer.axis
    assert patient is not None
    visible = case.scope.visible(tree, node)
    own = names_in(tree, node)
    outputs = [text for text, held in visible.items() if mixer.landmark.after in held and text != above]
    outputs = sorted(outputs, key=lambda text: (text not in own, len(visible[text]), len(text)))[:2]
    for out in outputs or [tree.source(part) for part in again(case, tree, node, mixer)]:
        if mixer.sort == "softmax":
            yield f"{out} * ({above} - {module}sum({above} * {out}, axis={axis}, keepdims=True))"
            continue
        if mixer.sort == "log-softmax":
            yield f"{above} - {module}exp({out}) * {module}sum({above}, axis={axis}, keepdims=True)"
            continue
        keep = ", keepdims=True" if axis else ""
        product = f"({above} * {out})"
        mixed = f"({above} - {above}.mean(axis={axis}{keep}) - {out} * {product}.mean(axis={axis}{keep}))"
        for scale in scales(case, tree, node, mixer):
            yield f"{mixed} {scale}"


def again(case: Case, tree: Tree, node: ast.AST, mixer: Mixer) -> list[ast.Call]:
    """The first call inside a node that gives what a mixer gave once more."""
    patient = case.patient
    assert patient is not None
    wanted = value_of(patient, mixer.landmark.after)
    calls = [part for part in ast.walk(node) if isinstance(part, ast.Call) and part is not node]
    given = ((part, value_of(patient, i)) for part in calls for i in case.scope.results_of(tree, part))
    return [part for part, value in given if np.array_equal(value, wanted)][:1]


def scales(case: Case, tree: Tree, node: ast.AST, mixer: Mixer) -> list[str]:
    """Texts that divide by the spread of a normalisation."""
    patient, module, found = case.patient, prefix(tree), []
    assert patient is not None
    wanted = spread(patient, mixer.landmark, mixer.axis)
    for text, held in case.scope.visible(tree, node).items():
        for value in (np.asarray(value_of(patient, i)) for i in held):
            if value.dtype.kind != "f" or value.size != wanted.size:
                continue
            flat = np.ravel(value).astype(float)
            with np.errstate(all="ignore"):
                forms = {f"/ {text}": flat, f"* {text}": 1 / flat, f"/ {module}sqrt({text})": np.sqrt(flat)}
            found += [form for form, own in forms.items() if np.allclose(own, np.ravel(wanted), rtol=1e-6)]
            if np.allclose(flat, np.ravel(wanted) ** 2, rtol=1e-2) and not found:
                found += [f"/ {module}sqrt({text} + {eps})" for eps in small(case, tree)]
    return list(dict.fromkeys(found))[:3]


def small(case: Case, tree: Tree) -> list[str]:
    """What the file writes in a sum under a root: `1e-5`, `self.eps`."""
    found: dict[str, None] = {}
    for call in ast.walk(tree.root):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "sqrt" and call.args:
            found.update({tree.source(part.right): None for part in ast.walk(call.args[0]) if is_sum(part)})  # type: ignore[attr-defined]
    return list(found)[:2]


def is_sum(node: ast.AST) -> bool:
    """Whether a node is an addition."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)

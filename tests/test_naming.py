"""Names of parameters: the paths to them; where one name serves several, their shapes tell them apart."""

from __future__ import annotations

from pathlib import Path

from looked_at import SECONDS, subject_of

from handgrad.doctor.proof.trial import Subject, case_of
from handgrad.doctor.proof.workshop import Job, Workshop

PROGRAM = """
import numpy as np
rng = np.random.default_rng(0)
X, Y = rng.normal(size=(20, 3)), rng.normal(size=(20, 2))
def make():
    return {{"W": rng.normal(size=(3, 2)), "b": np.zeros(2)}}
kept = make()

def train():
    params = {params}
    for step in range(6):
        d = X @ params["W"] + params["b"] - Y
        slopes = {{"W": X.T @ d, "b": d.sum(0)}}
        for key in params:
            params[key] = params[key] - 0.01 * slopes[key]

train()
"""


def names(subject: Subject) -> list[str]:
    case = case_of(subject)
    return sorted(case.names[number] for number in case.anatomy.parameters)


def test_a_path_or_the_name_in_a_loop_with_the_shape(tmp_path: Path, workshop: Workshop) -> None:
    wanted = {"kept": ["kept['W']", "kept['b']"], "make()": ["params[key] (2)", "params[key] (3 x 2)"]}
    for params, expected in wanted.items():
        subject = subject_of(PROGRAM.format(params=params), tmp_path)
        ((_, found),) = workshop.perform([Job(names, (subject,), SECONDS)])
        assert found == expected


SLOTS = """
import numpy as np
rng = np.random.default_rng(0)
X, Y = rng.normal(size=(20, 3)), rng.normal(size=(20, 2))

class Layer:
    __slots__ = ("weights", "later")
    def __init__(self):
        self.weights = rng.normal(size=(3, 2))

layer = Layer()
for step in range(6):
    layer.weights = layer.weights - 0.01 * X.T @ (X @ layer.weights - Y)
"""


def test_a_slot_of_an_object_is_a_path(tmp_path: Path, workshop: Workshop) -> None:
    """An object may have no dictionary, and a slot may be empty."""
    ((_, found),) = workshop.perform([Job(names, (subject_of(SLOTS, tmp_path),), SECONDS)])
    assert found == ["layer.weights"]


KEYED = """
import random
random.seed(0)

class Unit:
    pass

units = [Unit(), Unit()]
weights = {unit: random.random() for unit in units}
for step in range(12):
    x = [random.random(), random.random()]
    y = 0.0
    for unit, given in zip(units, x):
        y += weights[unit] * given
    error = y - x[0] - 2 * x[1]
    for unit, given in zip(units, x):
        weights[unit] -= 0.1 * error * given
"""


def test_a_key_that_has_no_name_is_counted(tmp_path: Path, workshop: Workshop) -> None:
    """Where an object lies in memory changes from run to run, and tells nobody anything."""
    ((_, found),) = workshop.perform([Job(names, (subject_of(KEYED, tmp_path),), SECONDS)])
    assert found == ["weights[Unit 0]", "weights[Unit 1]"]

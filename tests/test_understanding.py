"""Understanding untouched programs: right ones are found right, and no gradient of theirs is accused.

Some of the cases are looked at here, and all by `benchmarks/cases.py`.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from looked_at import spread

from handgrad.doctor.anatomy.study import study, training_loops
from handgrad.doctor.proof.workshop import fork
from handgrad.doctor.running.sandbox import sandbox
from handgrad.doctor.truth.judged import examine_steps
from handgrad.doctor.truth.patient import Patient
from handgrad.program.record import record_script

CASES = Path(__file__).parent / "cases"
SHOWN = {"missing-derivative", "relu-mask", "wrong-layer-index", "chain-rule-dropped", "transpose",
         "gradient-transposed",
         "bias-grad-axis", "bias-grad-wrong", "bptt", "conv-backward", "batchnorm-backward", "dropout-mask", "l2-sign",
         "regularization-mismatch", "derivative-wrong-input", "derivative-wrong-formula", "missing-input-factor",
         "softmax-derivative", "update-before-backprop", "gradient-scale"}  # fmt: skip
"""Kinds of bug by which some gradient is not the derivative of the loss."""
TRUTHS = {path.parent / "net.py": json.loads(path.read_text()) for path in CASES.glob("*/truth.json")}
RIGHT = sorted(  # the loss of some is only found where nothing that one step shows speaks for another
    program
    for program in (*CASES.glob("*/fixed.py"), *CASES.glob("correct-*/net.py"))
    if TRUTHS[program.parent / "net.py"].get("shown", True) or program.name == "fixed.py"
)
WRONG = sorted(  # a few bugs make no gradient wrong that one run could tell: a printed loss, a weight that is alone
    program
    for program, truth in TRUTHS.items()
    if truth.get("shown", True) and any(bug["kind"] in SHOWN for bug in truth["bugs"])
)


@dataclass
class Understood:
    """What was made of a program."""

    states: dict[int, str]
    """Parameter -> "right", "wrong" or "nothing-to-compare", over all steps."""
    uphill: bool
    losses: list[str]


def understood(program: Path) -> Understood:
    """The anatomy and the comparison of one program, worked out in a process of its own."""
    reading, writing = os.pipe()
    child = fork()
    if child == 0:
        os.close(reading)
        silence()
        with os.fdopen(writing, "wb") as channel:
            pickle.dump(looked_at(program), channel)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as channel:
        data = channel.read()
    os.waitpid(child, 0)
    found: Understood = pickle.loads(data)
    return found


def silence() -> None:
    """Let the program print into nothing."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nothing, stream)
    warnings.simplefilter("ignore")


def looked_at(program: Path) -> Understood:
    """Record a program in its own folder and judge its gradients."""
    os.chdir(program.parent)
    sys.path.insert(0, str(program.parent))
    sys.argv = [str(program)]
    with sandbox(20.0):
        recording = record_script(program, None, training_loops, seconds=15.0)
    anatomy = study(recording.program, recording.contexts, recording.tail_start)
    patients = examine_steps(recording, anatomy)
    return Understood(
        {number: state_of(patients, number) for number in anatomy.parameters},
        any(patient.comparison.factor < 0 for patient in patients if patient.comparison.right),
        [patient.comparison.truth.loss for patient in patients],
    )


def state_of(patients: list[Patient], number: int) -> str:
    """Wrong if any step says so, right if any does and none disagrees."""
    states = [p.comparison.matches[number].state for p in patients if number in p.comparison.matches]
    return next((state for state in ("wrong", "right") if state in states), "nothing-to-compare")


def name_of(program: Path) -> str:
    """The case."""
    return program.parent.name


@pytest.mark.parametrize("program", spread(RIGHT, 14), ids=name_of)
def test_right_programs_are_found_right(program: Path) -> None:
    found = understood(program)
    assert "right" in found.states.values(), found
    assert "wrong" not in found.states.values(), found


@pytest.mark.parametrize("program", spread(WRONG, 8), ids=name_of)
def test_a_gradient_is_found_wrong(program: Path) -> None:
    assert "wrong" in understood(program).states.values()


def judged(tmp_path: Path, step: str, start: str = "") -> Any:
    """The last comparison of a one-layer network with the given line as its update."""
    program = tmp_path / "net.py"
    program.write_text(
        "import numpy as np\n"
        "rng = np.random.default_rng(0)\n"
        "X = rng.normal(size=(20, 3)); Y = rng.normal(size=(20, 2))\n"
        f"W = rng.normal(size=(3, 2)); lam = 0.1\n{start}"
        "for step in range(8):\n"
        "    e = X @ W - Y\n"
        "    loss = (e ** 2).sum() / 2\n"
        f"    {step}\n"
        "    print(loss)\n"
    )
    recording = record_script(program, None, training_loops)
    return examine_steps(recording, study(recording.program, recording.contexts, recording.tail_start))[-1].comparison


def test_decay_that_the_loss_has_not_is_a_convention(tmp_path: Path) -> None:
    (match,) = judged(tmp_path, "W = W - 0.01 * (X.T @ e + lam * W)").matches.values()
    assert match.state == "right"
    assert match.decay == pytest.approx(0.1)
    assert match.penalty == "squares"


def test_decay_with_the_wrong_sign_is_wrong(tmp_path: Path) -> None:
    (match,) = judged(tmp_path, "W = W - 0.01 * (X.T @ e - lam * W)").matches.values()
    assert match.state == "wrong"
    assert match.decay == pytest.approx(-0.1)


def test_a_step_uphill_has_a_negative_factor(tmp_path: Path) -> None:
    comparison = judged(tmp_path, "W = W + 0.01 * X.T @ e")
    assert comparison.factor == pytest.approx(-0.01)


@pytest.mark.parametrize("sign", [1, -1])
def test_the_gradient_is_found_behind_momentum(tmp_path: Path, sign: int) -> None:
    update = f"v *= 0.9; v += {sign} * X.T @ e; W -= {sign} * 0.01 * v"
    comparison = judged(tmp_path, update, start="v = np.zeros((3, 2))\n")
    (match,) = comparison.matches.values()
    assert match.state == "right"
    assert np.sign(comparison.factor) == 1


SOFTMAX = """
import numpy as np
np.random.seed(10)
X = np.random.rand(90, 4)
T = np.eye(3)[(X[:, 0] + X[:, 1] > 1).astype(int) + (X[:, 2] > 0.6)]
W, b, V, c = np.random.randn(4, 10) * 0.5, np.zeros(10), np.random.randn(10, 3) * 0.5, np.zeros(3)
for step in range(8):
    z = X @ W + b
    h = z * (z > 0)
    e = np.exp(h @ V + c)
    y = e / e.sum(axis=0)
    loss = -np.sum(T * np.log(y)) / 90
    d = (y - T) / 90
    back = d @ V.T * (z > 0)
    W, b, V, c = W - 0.5 * X.T @ back, b - 0.5 * back.sum(0), V - 0.5 * h.T @ d, c - 0.5 * d.sum(0)
    print(loss)
"""


def test_where_no_loss_explains_the_steps_the_programs_own_counts(tmp_path: Path) -> None:
    program = tmp_path / "net.py"
    program.write_text(SOFTMAX)
    found = understood(program)
    assert set(found.losses) == {"program"}
    assert set(found.states.values()) == {"wrong"}

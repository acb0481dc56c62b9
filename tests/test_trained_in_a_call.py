"""Programs that train in one call of a function: what the call hands back is neither its data nor a change to come."""

from __future__ import annotations

from pathlib import Path

from looked_at import SECONDS, subject_of

from handgrad.doctor.proof.prove import Sign, survey
from handgrad.doctor.proof.workshop import Job, Workshop

PICTURES = """\
import numpy as np


def one_hot(Y):
    H = np.zeros((3, Y.size))
    H[Y, np.arange(Y.size)] = 1
    return H


def moved(W, b, gW, gb, rate):
    W = W - rate * gW
    gb = b - rate * gb
    return W, b


def train(X, Y, rate, turns):
    W, b = np.random.rand(3, 9) - 0.5, np.random.rand(3, 1) - 0.5
    for turn in range(turns):
        Z = W.dot(X) + b
        P = np.exp(Z - Z.max(axis=0))
        d = P / P.sum(axis=0) - one_hot(Y)
        W, b = moved(W, b, d.dot(X.T) / Y.size, d.sum(axis=1, keepdims=True) / Y.size, rate)
    return W, b


if __name__ == "__main__":
    np.random.seed(1)
    Y = np.random.randint(0, 3, 60)
    X = np.random.randint(0, 256, (9, 60)) * 1.0
    pixels = X
    W, b = train(pixels, Y, 0.1, 100)
"""


def signs_of(workshop: Workshop, text: str, folder: Path) -> dict[str, Sign]:
    """What a look finds, by kind."""
    job = Job(survey, (subject_of(text, folder),), SECONDS)
    (look,) = (result for _, result in workshop.perform([job]))
    assert look is not None
    return {sign.finding.kind: sign for sign in look.signs}


def test_inputs_are_scaled_in_front_of_the_call_that_trains(tmp_path: Path, workshop: Workshop) -> None:
    """The targets are put together inside of it, which does not make what it hands back the targets."""
    sign = signs_of(workshop, PICTURES, tmp_path)["no-input-scaling"]
    line = PICTURES.split("\n").index("    X = np.random.randint(0, 256, (9, 60)) * 1.0") + 1
    assert {repair.splices[0].span[0] for repair in sign.repairs} == {line}


def test_what_a_call_hands_back_is_no_change_to_come(tmp_path: Path, workshop: Workshop) -> None:
    """`b` is set where the program is run as a script, which it was; were it a branch to come, it would count."""
    assert "bias-not-updated" in signs_of(workshop, PICTURES, tmp_path)
    later = "        if turn > 90:\n            b = b - rate * d.sum(axis=1, keepdims=True)\n"
    text = PICTURES.replace("    return W, b\n\n\nif", later + "    return W, b\n\n\nif")
    assert "bias-not-updated" not in signs_of(workshop, text, tmp_path)

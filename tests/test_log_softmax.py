"""A loss that goes through the logarithm of a softmax, beside the probabilities: the way back is known all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

PROGRAM = """
import numpy as np
rng = np.random.default_rng(1)
X = rng.standard_normal((30, 4)) + 0.5
labels = (X[:, 0] > 0.4).astype(int) + (X[:, 1] > 0.8)
p = {"A": rng.standard_normal((4, 7)) * 0.6, "a": np.zeros(7), "g": np.ones(7), "s": np.zeros(7)}
p |= {"B": rng.standard_normal((7, 3)) * 0.5, "b": np.zeros(3)}


def norm(x):
    centred = x - x.mean(axis=1, keepdims=True)
    inverse = 1 / np.sqrt(np.mean(centred ** 2, axis=1, keepdims=True) + 1e-5)
    return centred * inverse, (centred, inverse)


def norm_back(d, kept):
    centred, inverse = kept
    n, m = d.shape
    dvar = np.sum(d * centred, axis=1, keepdims=True) * -0.5 * inverse ** 3
    dc = d * inverse + 2 / m * centred * dvar
    return dc - dc.sum(axis=1, keepdims=True) / m


for step in range(20):
    u, kept = norm(X @ p["A"] + p["a"])
    h = np.tanh(p["g"] * u + p["s"])
    scores = h @ p["B"] + p["b"]
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -logs[np.arange(30), labels].mean()
    d = np.exp(logs)
    d[np.arange(30), labels] -= 1
    d /= 30
    dz = d @ p["B"].T * (1 - h ** 2)
    dx = norm_back(dz * p["g"], kept)
    grads = {"A": X.T @ dx, "a": dx.sum(axis=0), "g": (dz * u).sum(axis=0), "s": dz.sum(axis=0)}
    grads |= {"B": h.T @ d, "b": d.sum(axis=0)}
    for key in p:
        p[key] = p[key] - 0.1 * grads[key]
"""


def test_the_right_program_is_right(workshop: Workshop, tmp_path: Path) -> None:
    report = report_on(workshop, PROGRAM, tmp_path)
    assert (report.verdict, report.findings) == ("right", ())


@pytest.mark.parametrize(
    ("right", "wrong", "kind", "source"),
    [
        ("/ m", "/ n", "batchnorm-backward", "n"),
        (" * (1 - h ** 2)", " * (1 - h)", "derivative-wrong-formula", "1 - h"),
    ],
)
def test_a_wrong_way_back_is_named(
    workshop: Workshop, tmp_path: Path, right: str, wrong: str, kind: str, source: str
) -> None:
    (finding,) = report_on(workshop, PROGRAM.replace(right, wrong), tmp_path).findings
    assert finding.kind == kind
    assert source in finding.place.source
    assert finding.fix is not None
    assert finding.fix.confidence == "proved"


PENALTY = "loss = -logs[np.arange(30), labels].mean() + 0.01 * (p['A'] ** 2).sum()"
DECAY = """for key in p:
        if key == "A":
            grads[key] = grads[key] + FACTOR * p[key]
        p[key]"""


@pytest.mark.parametrize(("factor", "kinds"), [("0.02", []), ("0.01", ["regularization-mismatch"])])
def test_a_penalty_beside_the_logarithms_counts(
    factor: str, kinds: list[str], workshop: Workshop, tmp_path: Path
) -> None:
    """The way back begins with probabilities that the loss is not made of: its slopes are known in front of both."""
    text = PROGRAM.replace("loss = -logs[np.arange(30), labels].mean()", PENALTY)
    text = text.replace("for key in p:\n        p[key]", DECAY.replace("FACTOR", factor))
    report = report_on(workshop, text, tmp_path)
    assert [each.kind for each in report.findings if each.severity == "error"] == kinds

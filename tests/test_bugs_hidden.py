"""Bugs that something hides: saturated outputs, losses of other rows, guards, numbers of quite another size."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import SECONDS, check_named, report_on, subject_of

from handgrad.doctor.proof.prove import Sign, Survey, survey
from handgrad.doctor.proof.workshop import Job, Workshop

ITSELF = """
import numpy as np
rng = np.random.default_rng(1)
X = rng.normal(size=(40, 2))
Y = (X[:, :1] + X[:, 1:] > 0) * 1.0
W, V = rng.random((2, 3)), rng.random((3, 1))
lastW, lastV = np.zeros_like(W), np.zeros_like(V)
keep = 0.5
for turn in range(30):
    for x, y in zip(X, Y):
        x = x.reshape(1, 2)
        h = 1 / (1 + np.exp(-x @ W))
        p = 1 / (1 + np.exp(-h @ V))
        d = (y - p) * p * (1 - p)
        e = d @ V.T * h * (1 - h)
        lastV = 0.2 * h.T @ d + keep * MORE_V
        lastW = 0.2 * x.T @ e + keep * MORE_W
        V += lastV
        W += lastW
print(np.mean((1 / (1 + np.exp(-(1 / (1 + np.exp(-X @ W))) @ V)) - Y) ** 2))
"""

LISTS = """
import random
from math import exp
random.seed(3)
rows = [(random.gauss(k % 2, 0.4), random.gauss(1 - k % 2, 0.4), k % 2) for k in range(30)]
hidden = [[random.random() for _ in range(3)] for _ in range(2)]
output = [random.random() for _ in range(3)]

def fired(w, x):
    return 1 / (1 + exp(-(sum(a * b for a, b in zip(w, x)) + w[-1])))

for turn in range(20):
    total = 0
    for *x, y in rows:
        h = [fired(w, x) for w in hidden]
        p = fired(output, h)
        total += (y - p) ** 2
        d = (y - p) * p * (1 - p)
        back = [d * output[k] * h[k] * (1 - h[k]) for k in range(2)]
        for k in range(2):
            output[k] += 0.3 * d * h[k]MORE
        output[-1] += 0.3 * d
        for k in range(2):
            for j in range(2):
                hidden[k][j] += 0.3 * back[k] * x[j]
            hidden[k][-1] += 0.3 * back[k]
    print(total)
"""

ROWS = """
import numpy as np
rng = np.random.default_rng(2)
inputs = rng.random((4, 3))
goals = inputs @ rng.random((3, 3)) + 0.5
weights = rng.random((3, 3))

def guess(row, weights):
    return np.dot(weights, row)

def error(weights):
    return sum(np.sum((guess(row, weights) - goal) ** 2) for row, goal in zip(inputs, goals))

for turn in range(200):
    for row, goal in zip(inputs, goals):
        miss = guess(row, weights) - goal
        weights = weights - 0.1 * OUTER
    print(error(weights))
"""

SATURATED = """
import numpy as np
rng = np.random.default_rng(10)
radius = np.concatenate([rng.uniform(0, 1, 100), rng.uniform(1.5, 2.5, 100)])
angle = rng.uniform(0, 2 * np.pi, 200)
X = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
Y = (radius > 1.2).astype(float).reshape(-1, 1)
W, b = rng.standard_normal((2, 8)), np.zeros((1, 8))
V, c = rng.standard_normal((8, 1)), np.zeros((1, 1))
for turn in range(300):
    h = 1 / (1 + np.exp(-(X @ W + b)))
    p = 1 / (1 + np.exp(-(h @ V + c)))
    loss = 0.5 * np.sum((p - Y) ** 2)
    miss = p - Y
    d = SLOPE
    e = d @ V.T * h * (1 - h)
    V -= 0.05 * h.T @ d
    c -= 0.05 * d.sum(0, keepdims=True)
    W -= 0.05 * X.T @ e
    b -= 0.05 * e.sum(0, keepdims=True)
print(loss)
"""

HUGE = """
import numpy as np
rng = np.random.default_rng(7)
X = np.column_stack([rng.normal(10000, 3000, 64), rng.integers(1, 11, 64), rng.normal(480, 150, 64)])
value = X[:, 0] / 10000 + 0.45 * X[:, 1] + X[:, 2] / 500
Y = TARGETS
W, b = rng.standard_normal((3, 8)), np.zeros(8)
V, c = rng.standard_normal((8, 1)), np.zeros(1)

def forward(X):
    h = np.maximum(0, X @ W + b)
    return h, OUTPUT

for turn in range(40):
    h, p = forward(X)
    d = (p - Y) / len(X)
    e = d @ V.T * (h > 0)
    V -= RATE * h.T @ d
    c -= RATE * d.sum(axis=0)
    W -= RATE * X.T @ e
    b -= RATE * e.sum(axis=0)
    print(COST)
"""
CLIPPED = {
    "TARGETS": "(value > np.median(value)).astype(float).reshape(-1, 1)",
    "OUTPUT": "1 / (1 + np.exp(-np.clip(h @ V + c, -500, 500)))", "RATE": "0.1", "COST": "np.mean((p > 0.5) == Y)",
}  # fmt: skip
SHOWN = {
    "TARGETS": "np.tanh(value / 10).reshape(-1, 1)", "OUTPUT": "h @ V + c", "RATE": "1e-10",
    "COST": "0.5 * np.mean((forward(X)[1] - Y) ** 2)",
}  # fmt: skip

SAMPLES = """
import numpy as np
rng = np.random.default_rng(12)
X = rng.uniform(-1.5, 1.5, (2, 150))
Y = (np.sum(X ** 2, axis=0, keepdims=True) < 1).astype(float)
W, b = rng.standard_normal((5, 2)), np.zeros((5, 1))
V, c = rng.standard_normal((1, 5)), np.zeros((1, 1))
for turn in range(300):
    h = 1 / (1 + np.exp(-(W @ X + b)))
    p = 1 / (1 + np.exp(-(V @ h + c)))
    dp = p - Y
    dV = dp @ h.T
    dc = COLLECT(dp)
    dh = V.T @ dp * h * (1 - h)
    dW = dh @ X.T
    db = COLLECT(dh)
    W, V = W - 0.02 * dW, V - 0.02 * dV
    b, c = b - 0.02 * db, c - 0.02 * dc
print(np.mean((p > 0.5) == Y))
"""

SCALED = """
import numpy as np
rng = np.random.default_rng(5)
X = rng.uniform(20, 900, (200, 2))
Y = (X[:, :1] > 450) * 1.0
SMALL
XTrain, XTest = READ[:150], small[150:]
W, b = rng.standard_normal((2, 6)), np.zeros(6)
V, c = rng.standard_normal((6, 1)), np.zeros(1)
for turn in range(1500):
    h = np.tanh(XTrain @ W + b)
    p = 1 / (1 + np.exp(-(h @ V + c)))
    d = (p - Y[:150]) / 150
    e = d @ V.T * (1 - h ** 2)
    V -= 1.0 * h.T @ d
    c -= 1.0 * d.sum(axis=0)
    W -= 1.0 * XTrain.T @ e
    b -= 1.0 * e.sum(axis=0)
p = 1 / (1 + np.exp(-(np.tanh(XTest @ W + b) @ V + c)))
print(np.mean((p > 0.5) == Y[150:]))
"""

GROWN = """
import numpy as np
rng = np.random.default_rng(10)
X = rng.uniform(-2, 2, (40, 2))
T = (X[:, :1] ** 2 + X[:, 1:] > 1).astype(float)
W, b = rng.normal(size=(2, 4)), np.zeros(4)
V, c = rng.normal(size=(4, 1)), np.zeros(1)
for turn in range(2000):
    h = np.tanh(X @ W + b)
    p = 1 / (1 + np.exp(-(h @ V + c)))
    d = p - T
    e = d @ V.T * (1 - h ** 2)
    V = V - 0.1 * h.T @ d / len(X)
    W = W - 0.1 * X.T @ e / len(X)
    c = c - 0.1 * COLLECTED_D
    b = b - 0.1 * COLLECTED_E
print(np.mean((p > 0.5) == T))
"""
SLOPES = """
import numpy as np
rng = np.random.default_rng(2)
marks = rng.integers(0, 3, 120)
X = np.eye(3)[marks] @ rng.normal(size=(3, 5)) + 0.3 * rng.normal(size=(120, 5))
Y = np.eye(3)[marks]
W, b = 0.5 * rng.normal(size=(5, 6)), np.zeros(6)
V, c = 0.5 * rng.normal(size=(6, 3)), np.zeros(3)

def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

def softmax_prime(z, above):
    return BACK

for turn in range(200):
    h = np.maximum(0, X @ W + b)
    z = h @ V + c
    p = softmax(z)
    loss = np.mean(-np.sum(Y * np.log(p + 1e-8), axis=-1))
    d = softmax_prime(z, -Y / (p + 1e-8)) / len(X)
    e = d @ V.T * (h > 0)
    V -= 0.5 * h.T @ d
    c -= 0.5 * d.sum(axis=0)
    W -= 0.5 * X.T @ e
    b -= 0.5 * e.sum(axis=0)
print(loss)
"""
KEYED = """
import numpy as np
rng = np.random.default_rng(4)
X = rng.normal(size=(2, 60))
Y = (X[:1] * X[1:] > 0).astype(float)
net = {"W1": rng.normal(size=(6, 2)), "b1": np.zeros((6, 1)), "W2": rng.normal(size=(1, 6)), "b2": np.zeros((1, 1))}

def slopes(net, h, p):
    W2 = net["W2"]
    d = p - Y
    dW2 = d @ h.T / 60
    e = np.dot(WEIGHTS.T, d) * (1 - h ** 2)
    dW1 = e @ X.T / 60
    means = [np.mean(each, axis=1, keepdims=True) for each in (e, d)]
    return {"W1": dW1, "b1": means[0], "W2": dW2, "b2": means[1]}

for turn in range(800):
    h = np.tanh(net["W1"] @ X + net["b1"])
    p = 1 / (1 + np.exp(-(net["W2"] @ h + net["b2"])))
    moves = slopes(net, h, p)
    for key in net:
        net[key] = net[key] - 0.8 * moves[key]
print(np.mean((p > 0.5) == Y))
"""
WHOLE = "softmax(z) * (above - np.sum(above * softmax(z), axis=1, keepdims=True))"


def filled(text: str, parts: dict[str, str]) -> str:
    """A program with its gaps filled."""
    for gap, part in parts.items():
        text = text.replace(gap, part)
    return text


RIGHT = {
    "momentum": filled(ITSELF, {"MORE_V": "lastV", "MORE_W": "lastW"}),
    "lists": LISTS.replace("MORE", ""),
    "rows": ROWS.replace("OUTER", "np.outer(miss, row)"),
    "saturated": SATURATED.replace("SLOPE", "miss * (1 - p) * p"),
    "clipped": filled(HUGE, CLIPPED),
    "shown": filled(HUGE, SHOWN),
    "slopes of a softmax": SLOPES.replace("BACK", WHOLE),
    "one key for two": KEYED.replace("WEIGHTS", "W2"),
    "samples beside means": filled(GROWN, {"COLLECTED_D": "d.mean(axis=0)", "COLLECTED_E": "e.mean(axis=0)"}),
    "samples": SAMPLES.replace("COLLECT(dp)", "dp.sum(1, keepdims=True)").replace(
        "COLLECT(dh)", "dh.sum(1, keepdims=True)"
    ),
}
WRONG = {
    "momentum": (filled(ITSELF, {"MORE_V": "V", "MORE_W": "W"}), "momentum-velocity", "lastV = 0.2"),
    "rows": (ROWS.replace("OUTER", "np.outer(row, miss)"), "gradient-transposed", "np.outer(row"),
    "saturated": (SATURATED.replace("SLOPE", "miss * (1 - miss)"), "derivative-wrong-formula", "d = miss"),
    "one key for two": (KEYED.replace("WEIGHTS", "dW2"), "wrong-array", "e = np.dot"),
    "slopes of a softmax": (
        SLOPES.replace("BACK", "above * softmax(z) * (1 - softmax(z))"),
        "softmax-derivative",
        "return above",
    ),
    "samples": (filled(SAMPLES, {"COLLECT": ""}), "broadcasting", "dc = "),
    "samples beside means": (filled(GROWN, {"COLLECTED_D": "d", "COLLECTED_E": "e"}), "broadcasting", "c = c -"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_programs_are_not_accused(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """Inputs that are not scaled, and starts, may be warned of."""
    report = report_on(workshop, RIGHT[name], tmp_path)
    assert not [each for each in report.findings if each.severity == "error"]
    assert not [gradient for gradient in report.gradients if gradient.state == "wrong"]


@pytest.mark.parametrize("name", WRONG)
def test_the_bug_is_named_where_it_stands(name: str, tmp_path: Path, workshop: Workshop) -> None:
    text, kind, where = WRONG[name]
    check_named(report_on(workshop, text, tmp_path), text, kind, where)


def test_single_weights_that_each_add_a_share_of_themselves_are_seen_together(
    tmp_path: Path, workshop: Workshop
) -> None:
    """One number by itself is right under any factor: it is the share that all have in common that tells."""
    more = {f"{lead}": f"{lead} + 0.5 * {place}" for lead, place in SHARES.items()}
    text = filled(RIGHT["lists"], more)
    check_named(report_on(workshop, text, tmp_path), text, "momentum-velocity", "0.5 * output[k]")


SHARES = {
    "0.3 * d * h[k]": "output[k]", "output[-1] += 0.3 * d": "output[-1]", "0.3 * back[k] * x[j]": "hidden[k][j]",
    "hidden[k][-1] += 0.3 * back[k]": "hidden[k][-1]",
}  # fmt: skip


@pytest.mark.parametrize(
    ("made", "text"),
    [
        ("small = (X - X.mean(axis=0)) / X.std(axis=0)", "small[:150]"),
        ("small = np.sqrt(X) / 10", ""),
    ],
    ids=["scaled", "another function"],
)
def test_inputs_that_are_scaled_for_the_test_alone_are_scaled_for_training(
    made: str, text: str, tmp_path: Path, workshop: Workshop
) -> None:
    """What else is made of the inputs may be anything, the targets too."""
    program = filled(SCALED, {"SMALL": made, "READ": "X"})
    repairs = [each for sign in signs_of(program, tmp_path, workshop) for each in sign.repairs]
    replaced = [splice.text for repair in repairs for splice in repair.splices if splice.text.startswith("small")]
    assert bool(replaced) == bool(text)


def signs_of(text: str, folder: Path, workshop: Workshop) -> tuple[Sign, ...]:
    """What a program whose gradients are right shows of its inputs."""
    ((_, look),) = workshop.perform([Job(survey, (subject_of(text, folder),), SECONDS)])
    assert isinstance(look, Survey)
    return tuple(sign for sign in look.signs if sign.finding.kind == "no-input-scaling")

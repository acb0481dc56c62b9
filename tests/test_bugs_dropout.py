"""Dropout when predicting: a mask is one of dropout only where it is drawn for each step and takes single units."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import SECONDS, report_on, subject_of

from handgrad.doctor.proof.prove import accuses, survey
from handgrad.doctor.proof.workshop import Job, Workshop

PROGRAM = """
import numpy as np
rng = np.random.default_rng(3)
n, H, keep = 120, 24, 0.8
X = rng.normal(0, 1, (n, 5))
y = (X[:, :1] * X[:, 1:2] > 0).astype(float)
W1 = rng.normal(0, 0.5, (5, H)); b1 = np.zeros(H)
W2 = rng.normal(0, 0.3, (H, 1)); b2 = np.zeros(1)
masks = rng.random((n, H)) < keep
weights = (rng.random((n, 1)) < 0.6).astype(float)


def forward(x, m=1.0):
    h = np.tanh(x @ W1 + b1)
    return h, 1 / (1 + np.exp(-((h * m) @ W2 + b2)))


def loss(x, t, m=1.0):
    p = forward(x, m)[1]
    return -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))


for i in range(40):
    rows = rng.permutation(n)[:60]
    m = DRAWN
    h, p = forward(X[rows], m)
    d = (p - y[rows]) / 60
    dh = d @ W2.T * m * (1 - h ** 2)
    W2 -= 0.3 * (h * m).T @ d; b2 -= 0.3 * d.sum(axis=0)
    W1 -= 0.3 * X[rows].T @ dh; b1 -= 0.3 * dh.sum(axis=0)
    if i % 10 == 0:
        print(loss(X[rows], y[rows], m))
AFTER
"""
SCALED, PLAIN = "(rng.random((60, H)) < keep) / keep", "rng.random((60, H)) < keep"
PLAIN_PASS = "print(forward(X)[1].mean())"


def program(drawn: str, after: str = PLAIN_PASS) -> str:
    """Training with one sort of mask, and what comes after it."""
    return PROGRAM.replace("DRAWN", drawn).replace("AFTER", after)


WRONG = {
    "not scaled": program(PLAIN),
    "not scaled, one mask for all rows": program("(rng.random((1, H)) < keep)"),
    "not scaled, units chosen by number": program("np.isin(np.arange(H), rng.permutation(H)[:16]) * 1.0"),
    "scaled twice": program(SCALED, "h = np.tanh(X @ W1 + b1)\nprint(1 / (1 + np.exp(-((keep * h) @ W2 + b2))))"),
    "drawn when predicting": program(
        SCALED, "print(forward(X, (rng.random((n, H)) < keep) / keep)[1].mean(), forward(X)[1].mean())"
    ),
}
MENDED = {
    "scaled by what is dropped": (
        program(
            PLAIN, "def predict(x, p):\n    h = np.tanh(x @ W1 + b1) * p\n    return h @ W2 + b2\npredict(X, 1 - keep)"
        ),
        "np.tanh(x @ W1 + b1) * (1 - p)",
    ),
    "divided in place": (
        program(PLAIN, "h = np.tanh(X @ W1 + b1)\nh /= keep\nprint((h @ W2 + b2).mean())"),
        "h *= keep",
    ),
    "scaled in training and after it": (
        program(SCALED, "h = np.multiply(keep, np.tanh(X @ W1 + b1))\nprint((h @ W2 + b2).mean())"),
        "np.tanh(X @ W1 + b1)",
    ),
    "not scaled after changes in place": (
        program(PLAIN).replace("W2 -= 0.3 * (h * m).T @ d", "W2[...] = W2[...] - 0.3 * (h * m).T @ d"),
        "(rng.random((60, H)) < keep) / keep",
    ),
}
"""What is wrong, and the text that mends it."""


def layered(masked: str, predicted: str = "h", back: str = "np.where(alive, g, 0.0)") -> str:
    """A layer of its own that keeps what is `alive`, or drops what is `out`, and what it does when it predicts."""
    return LAYERED.replace("MASKED", masked).replace("PREDICTED", predicted).replace("BACK", back)


LAYERED = """
import numpy as np
rng = np.random.default_rng(3)
n, H, p = 120, 30, 0.3
X = rng.normal(0, 1, (n, 5))
y = (X[:, :1] * X[:, 1:2] > 0).astype(float)
W1 = rng.normal(0, 0.5, (5, H)); b1 = np.zeros(H)
W2 = rng.normal(0, 0.3, (H, 1)); b2 = np.zeros(1)
alive = out = None


def zeroed(h, where):
    h = h.copy()
    h[where] = 0
    return h


def drop(h, training):
    global alive, out
    if not training:
        return PREDICTED
    draw = rng.random(h.shape)
    alive, out = draw >= p, draw < p
    return MASKED


for i in range(40):
    rows = rng.permutation(n)[:60]
    h = np.tanh(X[rows] @ W1 + b1)
    m = drop(h, True)
    g = (1 / (1 + np.exp(-(m @ W2 + b2))) - y[rows]) / 60
    dW2, db2 = m.T @ g, g.sum(axis=0)
    g = g @ W2.T
    g = BACK * (1 - h ** 2)
    W2 -= 0.3 * dW2; b2 -= 0.3 * db2
    W1 -= 0.3 * X[rows].T @ g; b1 -= 0.3 * g.sum(axis=0)
print(np.mean(drop(np.tanh(X @ W1 + b1), False) @ W2 + b2))
"""
CHOSEN = {
    "the share that is dropped": (layered("np.where(alive, h, 0.0)", "h * p"), "h * (1 - p)"),
    "dropped where the mask holds": (layered("np.where(out, 0, h)", "p * h"), "h * (1 - p)"),
    "nothing when predicting": (layered("np.where(alive, h, 0.0)"), "* (1 - p)"),
    "scaled in both": (layered("np.where(alive, h, 0.0) / (1 - p)", "h * (1 - p)"), "h"),
    "scaled inside in both": (layered("np.where(alive, h / (1 - p), 0.0)", "h * (1 - p)"), "h"),
    "zeros written": (layered("zeroed(h, out)", "h * p"), "h * (1 - p)"),
    "the other way round": (layered("h * (1 - out)", "h * p"), "h * (1 - p)"),
}
"""Masks that choose, and the text that mends the prediction."""
CHOSEN_RIGHT = {
    "scaled when predicting": layered("np.where(alive, h, 0.0)", "h * (1 - p)"),
    "scaled in training": layered("np.where(out, 0.0, h) / (1 - p)", back="np.where(alive, g / (1 - p), 0.0)"),
}

SHOWN = "print(loss(X, y, (rng.random((n, H)) < keep) / keep))"

RIGHT = {
    "scaled": program(SCALED),
    "shown between the steps as in training": program(SCALED).replace("print(loss(X[rows], y[rows], m))", SHOWN),
    "weights scaled at the end": program(PLAIN, "W2 *= keep\n" + PLAIN_PASS),
    "units scaled at the end": program(PLAIN, "print(forward(X, keep)[1].mean())"),
    "a mask that keeps all when predicting": program(
        SCALED, "print(forward(X, (rng.random((n, H)) < 1.0) / 1.0)[1].mean())"
    ),
    "samples left out": program("rng.random((60, 1)) < keep"),
    "masks drawn with the data": program(
        "masks[rows]", "print(forward(X)[1].mean(), forward(X[:9], masks[:9])[1].mean())"
    ),
    "weights of samples": program("1.0").replace("d = (p - y[rows])", "d = weights[rows] * (p - y[rows])"),
    "input slopes at the end": program(
        SCALED, "h, p = forward(X)\nprint((0.02 * p * (1 - p)) @ W2.T * (1 - h ** 2) @ W1.T)"
    ),
    "differences under one mask": program(
        SCALED,
        "m = (rng.random((n, H)) < keep) / keep\nup = loss(X, y, m)\nW2[0] += 1e-5\nprint(loss(X, y, m) - up)\n"
        + PLAIN_PASS,
    ),
    "many masks for copies of each row": program(
        SCALED, "print(forward(np.repeat(X, 20, axis=0), (rng.random((20 * n, H)) < keep) / keep)[1].std())"
    ),
}

SWITCHED = """
import numpy as np
rng = np.random.default_rng(0)
X = rng.normal(size=(90, 5)); y = (X.sum(1, keepdims=True) > 0) * 1.0
W1, b1 = rng.normal(0, 0.5, (5, 20)), np.zeros(20)
W2, b2 = rng.normal(0, 0.3, (20, 1)), np.zeros(1)


def forward(x, training):
    h = np.tanh(x @ W1 + b1)
    m = (rng.random(h.shape) < 0.7) / 0.7 if training else np.ones(h.shape)
    return h, m, 1 / (1 + np.exp(-((h * m) @ W2 + b2)))


for i in range(40):
    h, m, p = forward(X[:60], True)
    d = (p - y[:60]) / 60
    dh = d @ W2.T * m * (1 - h ** 2)
    W2 -= 0.5 * (h * m).T @ d; b2 -= 0.5 * d.sum(0)
    W1 -= 0.5 * X[:60].T @ dh; b1 -= 0.5 * dh.sum(0)
print(np.mean((forward(X[60:], training=True)[2] > 0.5) == y[60:]))
"""
LEFT_ON = {
    "switched on by name": (SWITCHED, "training=False)"),
    "switched on by place": (SWITCHED.replace("training=True", "True"), "forward(X[60:], False)"),
    "without a switch": (
        SWITCHED.replace(", training=True", "")
        .replace(", True", "")
        .replace("(x, training)", "(x)")
        .replace(" if training else np.ones(h.shape)", ""),
        "m = (rng.random(h.shape) < 0.7) / 0.7 if training else 1.0",
    ),
}
"""Programs whose masks are drawn when they predict as well, and what the edit holds."""

TOKENS = """
import numpy as np
rng = np.random.default_rng(0)
S = (np.arange(5)[None, :] * rng.integers(1, 4, (48, 1))) % 9
E = rng.normal(0, 0.5, (9, 6)); W = rng.normal(0, 0.3, (30, 45))
for i in range(30):
    seen = (rng.random(S.shape) > 0.25).astype(float)
    x = (E[S] * seen[:, :, None]).reshape(48, -1)
    z = (x @ W).reshape(48, 5, 9)
    p = np.exp(z - z.max(axis=2, keepdims=True)); p /= p.sum(axis=2, keepdims=True)
    d = ((p - np.eye(9)[S]) / 48).reshape(48, -1)
    dE = np.zeros_like(E)
    np.add.at(dE, S, (d @ W.T).reshape(48, 5, 6) * seen[:, :, None])
    W -= 0.3 * x.T @ d; E -= 0.3 * dE
print((E[S].reshape(48, -1) @ W).mean())
"""

REDRAWN = """
import numpy as np
rng = np.random.default_rng(4)
class Dense:
    def __init__(self, inputs, units):
        self.w, self.b = rng.normal(0, 0.7, (inputs, units)), np.zeros(units)
    def forward(self, x):
        self.x = x
        return x @ self.w + self.b
    def backward(self, up):
        self.gw, self.gb = self.x.T @ up, up.sum(0)
        return up @ self.w.T
class Tanh:
    def forward(self, x):
        self.a = np.tanh(x)
        return self.a
    def backward(self, up):
        return up * (1 - self.a ** 2)
class Thin:
    def draw(self, shape):
        return (rng.random(shape) < 0.7) / 0.7
    def forward(self, x):
        FORWARD
    def backward(self, up):
        BACKWARD
X = rng.normal(size=(60, 3)); Y = np.sin(X[:, :2])
layers = [Dense(3, 12), Tanh(), Thin(), Dense(12, 2)]
for turn in range(30):
    a = X
    for layer in layers:
        a = layer.forward(a)
    up = (a - Y) / len(X)
    for layer in reversed(layers):
        up = layer.backward(up)
    for layer in layers[::3]:
        layer.w -= 0.3 * layer.gw
        layer.b -= 0.3 * layer.gb
    print(np.mean((a - Y) ** 2))
"""
"""A layer that masks, with the statements of both its passes left open."""
DRAWN_AGAIN = {
    "in the product": ("return x * self.draw(x.shape)", "return up * self.draw(up.shape)", "return up * self.mask"),
    "under a name": (
        "m = self.draw(x.shape)\n        return m * x",
        "m = self.draw(up.shape)\n        return up * m",
        "m = self.m",
    ),
    "kept and not read": (
        "self.m = self.draw(x.shape); return x * self.m",
        "return self.draw(up.shape) * up",
        "return self.m * up",
    ),
}
"""Both passes, and the way back as it is mended."""


def kinds(text: str, folder: Path, workshop: Workshop) -> list[str]:
    """The kinds of what a program is accused of."""
    ((_, look),) = workshop.perform([Job(survey, (subject_of(text, folder),), SECONDS)])
    assert not look.outcome.error
    return [sign.finding.kind for sign in look.signs if accuses(sign)]


@pytest.mark.parametrize("name", WRONG)
def test_dropout_that_predictions_do_not_match_is_seen(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """The mask of the training is missing without a scale, or still there, however it is drawn."""
    assert kinds(WRONG[name], tmp_path, workshop) == ["dropout-eval"]


@pytest.mark.parametrize("name", MENDED)
def test_a_prediction_of_another_size_is_mended(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """The factor goes, or becomes the share that the masks keep, where the program predicts."""
    text, mended = MENDED[name]
    (found,) = [each for each in report_on(workshop, text, tmp_path).findings if each.severity != "note"]
    assert found.kind == "dropout-eval"
    assert found.fix is not None
    assert (found.fix.replacement, found.fix.confidence) == (mended, "proved")


@pytest.mark.parametrize("name", CHOSEN)
def test_masks_that_choose_are_masks(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """Zeros in the place of what is dropped are the same as a product with a mask."""
    text, mended = CHOSEN[name]
    report = report_on(workshop, text, tmp_path)
    found = [each for each in report.findings if each.kind == "dropout-eval"]
    assert [each.fix.confidence for each in found if each.fix is not None] == ["proved"]
    assert found[0].fix is not None
    assert mended in found[0].fix.replacement


@pytest.mark.parametrize("name", CHOSEN_RIGHT)
def test_masks_that_choose_and_fit_are_not_accused(name: str, tmp_path: Path, workshop: Workshop) -> None:
    assert kinds(CHOSEN_RIGHT[name], tmp_path, workshop) == []


@pytest.mark.parametrize("name", LEFT_ON)
def test_masks_are_turned_off_when_predicting(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """By the switch that there is, or by a new one."""
    text, mended = LEFT_ON[name]
    report = report_on(workshop, text, tmp_path)
    (found,) = [each for each in report.findings if each.severity != "note"]
    assert found.kind == "dropout-eval"
    assert found.fix is not None
    assert found.fix.confidence == "proved"
    assert mended in report.patch


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_use_of_masks_is_not_accused(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """Masks of data, of samples and of errors are no dropout; nor is a mask that is held still on purpose."""
    assert kinds(RIGHT[name], tmp_path, workshop) == []


def test_hidden_tokens_are_no_dropout(tmp_path: Path, workshop: Workshop) -> None:
    """Whole rows hidden from a network that learns to fill them in are all there when it predicts."""
    assert kinds(TOKENS, tmp_path, workshop) == []


@pytest.mark.parametrize("name", DRAWN_AGAIN)
def test_a_mask_drawn_again_on_the_way_back_is_kept(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """The draw of the forward pass gets a name that the way back reads."""
    forward, backward, mended = DRAWN_AGAIN[name]
    report = report_on(workshop, REDRAWN.replace("FORWARD", forward).replace("BACKWARD", backward), tmp_path)
    (found,) = [each for each in report.findings if each.severity == "error"]
    assert found.kind == "dropout-mask"
    assert found.fix is not None
    assert found.fix.confidence == "proved"
    assert mended in report.patch


APART = """
import numpy as np
rng = np.random.default_rng(6)
X = rng.normal(size=(60, 3)); Y = np.sin(X[:, :2])
W, V = rng.normal(0, 0.7, (3, 12)), rng.normal(0, 0.4, (12, 2))


def thinned(values):
    return values * (rng.random(values.shape) < 0.6) / 0.6


for turn in range(30):
    h = np.tanh(X @ W)
    m = thinned(h)
    up = (m @ V - Y) / len(X)
    down = thinned(up @ V.T) * (1 - h ** 2)
    V -= 0.2 * m.T @ up
    W -= 0.2 * X.T @ down
"""


def test_a_mask_that_a_function_draws_again_is_named_without_an_edit(tmp_path: Path, workshop: Workshop) -> None:
    """No edit of one expression hands the mask from one call to the other."""
    (found,) = [each for each in report_on(workshop, APART, tmp_path).findings if each.severity == "error"]
    assert (found.kind, found.fix) == ("dropout-mask", None)
    assert found.place is not None
    assert found.place.source == "thinned(up @ V.T)"

"""Small programs that are right, and edits that plant bugs which no gradient shows, or that only look like bugs."""

from __future__ import annotations

from dataclasses import dataclass

CLASSIFIER = """
import numpy as np
rng = np.random.default_rng(3)
n = 60
labels = rng.integers(0, 3, n)
X = rng.normal(0, 0.4, (n, 2)) + np.array([[0, 2], [2, -1], [-2, -1]])[labels]
T = np.zeros((n, 3))
T[np.arange(n), labels] = 1
W1 = rng.normal(0, 0.5, (2, 12)); b1 = np.zeros(12)
W2 = rng.normal(0, 0.5, (12, 3)); b2 = np.zeros(3)


def forward(X):
    h = np.tanh(X @ W1 + b1)
    z = h @ W2 + b2
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return h, e / e.sum(axis=1, keepdims=True)


def step(X, T, lr=0.3):
    global W1, b1, W2, b2
    h, p = forward(X)
    d = (p - T) / len(X)
    dh = d @ W2.T * (1 - h ** 2)
    W2 -= lr * h.T @ d; b2 -= lr * d.sum(axis=0)
    W1 -= lr * X.T @ dh; b1 -= lr * dh.sum(axis=0)
    return -np.mean(np.sum(T * np.log(p + 1e-12), axis=1))


def train(X, T):
    previous = 1e9
    history = []
    for epoch in range(40):
        order = rng.permutation(n)
        Xs, Ts = X[order], T[order]
        for i in range(0, n, 20):
            loss = step(Xs[i:i + 20], Ts[i:i + 20])
        history.append(loss)
        if abs(previous - loss) < 1e-9:
            break
        previous = loss
    return history


print(train(X, T)[-1])
print(np.mean(forward(X)[1].argmax(axis=1) == T.argmax(axis=1)))
"""

CURVE = """
import numpy as np
rng = np.random.default_rng(1)
X_train, X_test = rng.normal([50, 3], [20, 1], (90, 2)), rng.normal([60, 2], [10, 0.5], (30, 2))
y_train = (X_train[:, :1] / 50 - X_train[:, 1:])
y_test = X_test[:, :1] / 50 - X_test[:, 1:]
mean, std = X_train.mean(axis=0), X_train.std(axis=0)
X_train = (X_train - mean) / std
X_test = (X_test - mean) / std
W1 = rng.normal(0, 0.7, (2, 20)); b1 = np.zeros(20)
W2 = rng.normal(0, 0.3, (20, 1)); b2 = np.zeros(1)
keep = 0.8


def forward(X, train=True):
    h = np.maximum(0, X @ W1 + b1)
    m = (rng.random(h.shape) < keep) / keep if train else np.ones(h.shape)
    return h, m, (h * m) @ W2 + b2


for i in range(60):
    h, m, out = forward(X_train)
    d = 2 * (out - y_train) / len(X_train)
    dh = d @ W2.T * m * (h > 0)
    W2 -= 0.05 * (h * m).T @ d; b2 -= 0.05 * d.sum(axis=0)
    W1 -= 0.05 * X_train.T @ dh; b1 -= 0.05 * dh.sum(axis=0)
    if i % 20 == 0:
        print(np.mean((out - y_train) ** 2))
print(np.mean((forward(X_test, train=False)[2] - y_test) ** 2))
"""

LOGISTIC = """
import numpy as np
rng = np.random.default_rng(1)
X = rng.normal(0, 1, (40, 3))
y = (X[:, 0] + X[:, 1] > 0.5).astype(float).reshape(-1, 1)
w = np.zeros((3, 1)); b = 0.0
for i in range(80):
    p = 1 / (1 + np.exp(-(X @ w + b)))
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    w -= 0.3 * X.T @ (p - y) / 40
    b -= 0.3 * np.mean(p - y)
print(loss)
"""

LINE = """
import numpy as np
X = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]])
y = np.array([1.0, 2.0, 3.0, 0.0])
w = np.array([1.0, 1.0])
b = 0.0
for epoch in range(40):
    for x, t in zip(X, y):
        d = w @ x + b - t
        for i in range(2):
            w[i] -= 0.1 * d * x[i]
        b -= 0.1 * d
print(w, b)
"""

ROWS = """
import numpy as np
rng = np.random.default_rng(2)
X = rng.normal(0, 1, (8, 3))
y = np.sin(X[:, 0]) + X[:, 1]
W = rng.normal(0, 0.5, (3, 6)); b = np.zeros(6)
v = rng.normal(0, 0.5, 6)
for epoch in range(30):
    total = 0
    for i in range(8):
        for k in [i]:
            x, t = X[i], y[k]
            h = np.tanh(x @ W + b)
            d = h @ v - t
            total += d ** 2
            dh = d * v * (1 - h ** 2)
            v -= 0.05 * d * h
            W -= 0.05 * np.outer(x, dh); b -= 0.05 * dh
    print(total)
"""
"""One sample after the other."""

WORDS = """
import numpy as np
rng = np.random.default_rng(4)
texts = [rng.integers(0, 9, rng.integers(3, 6)) for _ in range(30)]
labels = np.array([float(words[0] < words[-1]) for words in texts])
E = rng.normal(0, 0.5, (9, 4)); U = rng.normal(0, 0.5, (4, 4)); w = rng.normal(0, 0.5, 4)
for epoch in range(6):
    total = 0
    for words, y in zip(texts, labels):
        H = np.zeros((len(words) + 1, 4))
        for t in range(len(words)):
            H[t + 1] = np.tanh(E[words[t]] + H[t] @ U)
        p = 1 / (1 + np.exp(-H[-1] @ w))
        total -= y * np.log(p) + (1 - y) * np.log(1 - p)
        dh = (p - y) * w
        gw, gU, gE = (p - y) * H[-1], np.zeros_like(U), np.zeros_like(E)
        for t in reversed(range(len(words))):
            dz = dh * (1 - H[t + 1] ** 2)
            gU += np.outer(H[t], dz)
            gE[words[t]] += dz
            dh = U @ dz
        w -= 0.1 * gw; U -= 0.1 * gU; E -= 0.1 * gE
    print(total / 30)
"""
"""Inputs that choose rows, beside a first state that is the same each time."""

MIXTURE = """
import numpy as np
rng = np.random.default_rng(5)
t = rng.uniform(0, 1, (80, 1))
x = t + 0.3 * np.sin(6.28 * t) - 0.5
t = np.repeat(t, 3, axis=1)
P = {'W': rng.normal(0, 1, (1, 8)), 'b': np.zeros(8), 'V': rng.normal(0, 0.5, (8, 6)), 'c': np.full(6, 0.3)}


def forward(P):
    h = np.tanh(x @ P['W'] + P['b'])
    o = h @ P['V'] + P['c']
    e = np.exp(o[:, :3] - o[:, :3].max(axis=1, keepdims=True))
    return h, e / e.sum(axis=1, keepdims=True), o[:, 3:]


def error(a, m):
    parts = a * np.exp(-2 * (m - t) ** 2)
    return -np.mean(np.log(parts.sum(axis=1))), parts / parts.sum(axis=1, keepdims=True)


def backward(P, h, a, m, r):
    d = np.hstack([a - r, 4 * r * (m - t)]) / 80
    dh = d @ P['V'].T * (1 - h ** 2)
    return {'W': x.T @ dh, 'b': dh.sum(axis=0), 'V': h.T @ d, 'c': d.sum(axis=0)}


h, a, m = forward(P)
one = backward(P, h, a, m, error(a, m)[1])['W'][0, 0]
print('one of the gradients', one)
for i in range(40):
    h, a, m = forward(P)
    loss, r = error(a, m)
    G = backward(P, h, a, m, r)
    for key in P:
        P[key] -= 0.3 * G[key]
    if i % 10 == 0:
        print(loss)
"""
"""The likelihood of a mixture, and one number of its gradient shown."""

FAR_APART = LOGISTIC.replace("rng.normal(0, 1, (40, 3))", "rng.normal(0, 400, (40, 3))")
"""The same with scores so large that a sigmoid is exactly 0 or 1."""

LARGE_SCORES_LESS_MAXIMUM = CLASSIFIER.replace("rng.normal(0, 0.5, (12, 3))", "rng.normal(0, 900, (12, 3))")
LARGE_SCORES = LARGE_SCORES_LESS_MAXIMUM.replace("z - z.max(axis=1, keepdims=True)", "z")


@dataclass(frozen=True)
class Planted:
    """A program made of a right one, the kind of its bug, and what is to be underlined."""

    name: str
    program: str
    edits: tuple[tuple[str, str], ...]
    kind: str = ""
    underlined: str = ""
    mended: bool = True
    """Whether an edit makes the sign go away."""

    @property
    def text(self) -> str:
        """The program with its edits."""
        text = self.program
        for old, new in self.edits:
            assert text.count(old) >= 1, old
            text = text.replace(old, new)
        return text


WRONG = (
    Planted(
        "samples in one sum",
        CLASSIFIER,
        (("e.sum(axis=1, keepdims=True)", "e.sum(axis=0)"),),
        "softmax-axis",
        "e.sum(axis=0)",
    ),
    Planted(
        "one sum for all", CLASSIFIER, (("e.sum(axis=1, keepdims=True)", "np.sum(e)"),), "softmax-axis", "np.sum(e)"
    ),
    Planted(
        "samples added up one after the other",
        CLASSIFIER,
        (("e.sum(axis=1, keepdims=True)", "sum(e)"),),
        "softmax-axis",
        "sum(e)",
    ),
    Planted(
        "samples added up in a loop",
        CLASSIFIER,
        (
            ("    return h, e / e.sum(axis=1, keepdims=True)", "    return h, e / total"),
            ("keepdims=True))\n", "keepdims=True))\n    total = 0\n    for row in e:\n        total = total + row\n"),
        ),
        "softmax-axis",
        "total + row",
    ),
    Planted(
        "places looked at one after the other",
        CLASSIFIER,
        (
            (
                "print(np.mean(forward(X)[1].argmax(axis=1) == T.argmax(axis=1)))",
                "places = np.argmax(forward(X)[1], 0)\nprint(sum(p == labels[i] for i, p in enumerate(places)))",
            ),
        ),
        "evaluation-argmax",
        "np.argmax(forward(X)[1], 0)",
    ),
    Planted("all columns", CLASSIFIER, (("T[np.arange(n), labels]", "T[:, labels]"),), "one-hot-wrong", "T[:, labels]"),
    Planted(
        "places less one",
        CLASSIFIER,
        (("T[np.arange(n), labels] = 1", "T.ravel()[np.arange(n) * 3 + labels - 1] = 1"),),
        "one-hot-wrong",
        "np.arange(n) * 3 + labels - 1",
    ),
    Planted(
        "labels less one",
        CLASSIFIER,
        (("T[np.arange(n), labels]", "T[np.arange(n), labels - 1]"),),
        "one-hot-wrong",
        "labels - 1",
    ),
    Planted(
        "labels less one in an identity",
        CLASSIFIER,
        (("T = np.zeros((n, 3))\nT[np.arange(n), labels] = 1", "T = np.eye(3)[labels - 1]"),),
        "one-hot-wrong",
        "labels - 1",
    ),
    Planted(
        "two orders of a part",
        CLASSIFIER,
        (
            ("print(train(X, T)[-1])", "print(train(X[:40], T[:40])[-1])"),
            ("Xs, Ts = X[order], T[order]", "Xs, Ts = X[rng.permutation(40)], T[rng.permutation(40)]"),
            ("range(0, n, 20)", "range(0, 40, 20)"),
        ),
        "label-mismatch",
        "",
        mended=False,
    ),
    Planted(
        "one order cut for a batch",
        CLASSIFIER,
        (
            ("Xs, Ts = X[order], T[order]", ""),
            ("step(Xs[i:i + 20], Ts[i:i + 20])", "step(X[order[i:i + 20]], T[i:i + 20])"),
        ),
        "label-mismatch",
        "X[order[i:i + 20]]",
    ),
    Planted(
        "two orders",
        CLASSIFIER,
        (("Xs, Ts = X[order], T[order]", "Xs, Ts = X[order], T[rng.permutation(n)]"),),
        "label-mismatch",
        "",
        mended=False,
    ),
    Planted(
        "one order",
        CLASSIFIER,
        (("Xs, Ts = X[order], T[order]", "Xs, Ts = X[order], T"),),
        "label-mismatch",
        "X[order]",
    ),
    Planted(
        "two shuffles",
        CLASSIFIER,
        (("Xs, Ts = X[order], T[order]", "rng.shuffle(X)\n        rng.shuffle(T)\n        Xs, Ts = X, T"),),
        "label-mismatch",
        "rng.shuffle",
    ),
    Planted(
        "rows exchanged by random",
        CLASSIFIER,
        (
            ("import numpy", "import random\nimport numpy"),
            ("order = rng.permutation(n)", "random.shuffle(both)"),
            ("X[order], T[order]", "both[:, :2], both[:, 2:]"),
            ("    for epoch", "    both = np.hstack([X, T])\n    for epoch"),
        ),
        "shuffle-corrupts-data",
        "random.shuffle(both)",
    ),
    Planted(
        "rows exchanged",
        CLASSIFIER,
        (("    for epoch", "    for i in range(9):\n        X[i], X[-i] = X[-i], X[i]\n    for epoch"),),
        "shuffle-corrupts-data",
        "X[i], X[-i] = X[-i], X[i]",
    ),
    Planted(
        "drawn again",
        CLASSIFIER,
        (
            ("order = rng.permutation(n)", "order = rng.integers(0, n, n)"),
            ("Xs, Ts = X[order], T[order]", "X, T = X[order], T[order]"),
            ("Xs[", "X["),
            ("Ts[", "T["),
        ),
        "shuffle-corrupts-data",
        "rng.integers(0, n, n)",
    ),
    Planted(
        "first epoch",
        CLASSIFIER,
        (("    return history", "        return history"),),
        "loop-early-exit",
        "return history",
    ),
    Planted(
        "first batch",
        CLASSIFIER,
        (
            (
                "            loss = step(Xs[i:i + 20], Ts[i:i + 20])\n",
                "            loss = step(Xs[i:i + 20], Ts[i:i + 20])\n"
                "            history.append(loss)\n            break\n",
            ),
        ),
        "loop-early-exit",
        "break",
    ),
    Planted(
        "new less old",
        CLASSIFIER,
        (("abs(previous - loss) <", "loss - previous <"),),
        "stopping-criterion",
        "loss - previous < 1e-9",
    ),
    Planted(
        "one place of all",
        CLASSIFIER,
        (("forward(X)[1].argmax(axis=1)", "forward(X)[1].argmax()"),),
        "evaluation-argmax",
        "forward(X)[1].argmax()",
    ),
    Planted(
        "flat targets",
        CURVE,
        (
            ("(X_train[:, :1] / 50 - X_train[:, 1:])", "(X_train[:, 0] / 50 - X_train[:, 1])"),
            ("    dh =", "    d = d.mean(axis=1, keepdims=True)\n    dh ="),
        ),
        "broadcasting",
        "X_train[:, 0] / 50 - X_train[:, 1]",
    ),
    Planted(
        "flat targets by another name",
        CURVE,
        (
            ("y_train = (X_train[:, :1] / 50 - X_train[:, 1:])", "ages = X_train[:, 0] / 50 - X_train[:, 1]"),
            ("keep = 0.8", "keep = 0.8\ny_train = ages"),
            ("    dh =", "    d = d.mean(axis=1, keepdims=True)\n    dh ="),
        ),
        "broadcasting",
        "X_train[:, 0] / 50 - X_train[:, 1]",
    ),
    Planted(
        "own mean",
        CURVE,
        (("X_test = (X_test - mean) / std", "X_test = (X_test - X_test.mean(axis=0)) / X_test.std(axis=0)"),),
        "test-normalisation",
        "X_test.mean(axis=0)",
    ),
    Planted("not scaled", CURVE, (("X_test = (X_test - mean) / std", ""),), "test-normalisation", "", mended=False),
    Planted("mask not enlarged", CURVE, ((" / keep if", " if"),), "dropout-eval", "(h * m) @ W2"),
    Planted(
        "binomial mask not enlarged",
        CURVE,
        (("(rng.random(h.shape) < keep) / keep if", "rng.binomial(1, keep, h.shape) if"),),
        "dropout-eval",
        "(h * m) @ W2",
    ),
    Planted("mask at the end", CURVE, (("X_test, train=False", "X_test"),), "dropout-eval", "forward(X_test)"),
    Planted(
        "mean of errors",
        CURVE,
        (
            ("np.mean((out - y_train) ** 2)", "np.mean(out - y_train)"),
            ("print(np.mean((forward(X_test, train=False)[2] - y_test) ** 2))", ""),
        ),
        "loss-formula",
        "np.mean(out - y_train)",
    ),
    Planted("always the first row", ROWS, (("X[i], y", "X[0], y"),), "unused-input", "X[0]", mended=False),
    Planted(
        "emptied", ROWS, (("X[i], y", "np.zeros_like(X[i]), y"),), "unused-input", "np.zeros_like(X[i])", mended=False
    ),
    Planted("sign of a term", LOGISTIC, (("np.log(p) + (1", "np.log(p) - (1"),), "loss-formula", "-np.mean"),
    Planted(
        "sign of a term beside a measure",
        LOGISTIC,
        (("np.log(p) + (1", "np.log(p) - (1"), ("print(loss)", "print(loss, np.max(np.abs(p - y)))")),
        "loss-formula",
        "-np.mean",
    ),
    Planted(
        "whole numbers", LINE, (("np.array([1.0, 1.0])", "np.array([1, 1])"),), "integer-dtype", "np.array([1, 1])"
    ),
    Planted(
        "refused",
        LINE,
        (
            ("np.array([1.0, 1.0])", "np.array([1, 1])"),
            ("        for i in range(2):\n            w[i] -= 0.1 * d * x[i]", "        w -= 0.1 * d * x"),
        ),
        "integer-dtype",
        "np.array([1, 1])",
    ),
)

RIGHT = (
    Planted("classifier", CLASSIFIER, ()),
    Planted("curve", CURVE, ()),
    Planted("logistic", LOGISTIC, ()),
    Planted("line", LINE, ()),
    Planted("maximum of all", CLASSIFIER, (("z.max(axis=1, keepdims=True)", "z.max()"),)),
    Planted("no maximum, small scores", CLASSIFIER, (("z - z.max(axis=1, keepdims=True)", "z"),)),
    Planted("labels from one", CLASSIFIER, (("T[np.arange(n), labels]", "T[np.arange(n), (labels + 1) - 1]"),)),
    Planted(
        "the same seed twice",
        CLASSIFIER,
        (
            (
                "Xs, Ts = X[order], T[order]",
                "np.random.seed(epoch); np.random.shuffle(X)\n"
                "        np.random.seed(epoch); np.random.shuffle(T)\n        Xs, Ts = X, T",
            ),
        ),
    ),
    Planted(
        "shuffled before the labels",
        CLASSIFIER,
        (("T = np.zeros((n, 3))", "rng.shuffle(X)\nlabels = (X[:, 0] > 0) + (X[:, 1] > 0) * 1\nT = np.zeros((n, 3))"),),
    ),
    Planted(
        "targets made of labels in the same order",
        CLASSIFIER,
        (
            (
                "T = np.zeros((n, 3))",
                "order = rng.permutation(n)\nX, labels = X[order], labels[order]\nT = np.zeros((n, 3))",
            ),
        ),
    ),
    Planted(
        "classes added up one after the other",
        CLASSIFIER,
        (
            (
                "    e = np.exp(z - z.max(axis=1, keepdims=True))\n",
                "    e = np.exp(z - z.max(axis=1, keepdims=True)).T\n",
            ),
            ("e / e.sum(axis=1, keepdims=True)", "(e / sum(e)).T"),
            (
                "print(np.mean(forward(X)[1].argmax(axis=1) == T.argmax(axis=1)))",
                "places = np.argmax(forward(X)[1], 1)\nprint(sum(p == labels[i] for i, p in enumerate(places)))",
            ),
        ),
    ),
    Planted(
        "logarithms beside the loss",
        LOGISTIC,
        (("print(loss)", "print(loss, np.mean(y * np.log(p) - (1 - y) * np.log(1 - p)))"),),
    ),
    Planted("bootstrap", CLASSIFIER, (("order = rng.permutation(n)", "order = rng.integers(0, n, n)"),)),
    Planted(
        "exchanged with copies",
        CLASSIFIER,
        (
            (
                "    for epoch",
                "    X[0], X[1] = X[1].copy(), X[0].copy()\n    T[0], T[1] = T[1].copy(), T[0].copy()\n    for epoch",
            ),
        ),
    ),
    Planted("old less new", CLASSIFIER, (("abs(previous - loss) <", "previous - loss <"),)),
    Planted(
        "found first",
        CLASSIFIER,
        (
            (
                "print(train",
                "def first(values):\n    for i, value in enumerate(values):\n        if value > 0.5:\n"
                "            continue\n        return i\nprint(first(train(X, T)), train",
            ),
        ),
    ),
    Planted(
        "surest of each class",
        CLASSIFIER,
        (("print(np.mean", "print(forward(X)[1].argmax(axis=0), forward(X)[1].argmax())\nprint(np.mean"),),
    ),
    Planted(
        "scaled together",
        CURVE,
        (
            (
                "X_train.mean(axis=0), X_train.std(axis=0)",
                "np.vstack([X_train, X_test]).mean(axis=0), np.vstack([X_train, X_test]).std(axis=0)",
            ),
        ),
    ),
    Planted(
        "many metrics",
        CURVE,
        (
            (
                "print(np.mean((forward",
                "print(np.mean(out - y_train), np.abs(out - y_train).max())\nprint(np.mean((forward",
            ),
        ),
    ),
    Planted(
        "average over masks",
        CURVE,
        (("forward(X_test, train=False)[2]", "np.mean([forward(X_test)[2] for _ in range(9)], axis=0)"),),
    ),
    Planted("one sample after the other", ROWS, ()),
    Planted("many targets of one row", ROWS, (("in [i]", "in range(8)"),)),
    Planted("rows alike at first", ROWS, (("y = np", "X[:7] = X[0]\ny = np"), ("+ X[:, 1]", "+ np.arange(8.0)"))),
    Planted(
        "targets measured anew",
        ROWS,
        (("X[i], y[k]", "D[i // 9], y[k] + 0.1 * rng.normal()"), ("y = np", "D = X[1:] * 2\ny = np")),
    ),
    Planted("words beside a first state", WORDS, ()),
    Planted("mixture", MIXTURE, ()),
)

PROFIT = Planted(
    "profit",
    CURVE,
    (
        ("np.mean((out - y_train) ** 2)", "np.sum(out * y_train)"),
        ("print(np.mean((forward(X_test, train=False)[2] - y_test) ** 2))", ""),
    ),
)
"""A right program that shows a number which no edit makes a loss."""

"""One small network under many optimisers: right ones, and ones with a line that is off."""

from __future__ import annotations

from dataclasses import dataclass

BASE = """\
import numpy as np

np.random.seed(7)
X = np.random.randn(20, 3)
Y = np.sin(X[:, :1]) + 0.5
theta = {"W": np.random.randn(3, 6) * 0.5, "b": np.full((1, 6), 0.1)}
theta.update(V=np.random.randn(6, 1) * 0.5, c=np.ones((1, 1)))
v = {k: np.zeros_like(p) for k, p in theta.items()}
s = {k: np.zeros_like(p) for k, p in theta.items()}
lr, mu, beta, eps, t = 0.01, 0.9, 0.99, 1e-8, 0

for step in range(12):
    h = np.tanh(X @ theta["W"] + theta["b"])
    d = (h @ theta["V"] + theta["c"] - Y) / len(X)
    e = (d @ theta["V"].T) * (1 - h ** 2)
    g = {"V": h.T @ d, "c": d.sum(0, keepdims=True), "W": X.T @ e, "b": e.sum(0, keepdims=True)}
    t += 1
    for k in theta:
        {update}
"""


@dataclass(frozen=True)
class Optimizer:
    """What is done to one parameter in one step, and what is wrong with it."""

    name: str
    update: tuple[str, ...]
    kind: str = ""
    line: int = 0
    """The line of the update that is off, from 0."""

    @property
    def text(self) -> str:
        """The whole program."""
        return BASE.replace("{update}", "\n        ".join(self.update))

    @property
    def place(self) -> int:
        """The line of the program that is off."""
        return BASE.split("{update}")[0].count("\n") + 1 + self.line


FIRST = "v[k] = mu * v[k] + (1 - mu) * g[k]"
SECOND = "s[k] = beta * s[k] + (1 - beta) * g[k] ** 2"
KEPT = "theta[k] -= lr * v[k] / (np.sqrt(s[k] / (1 - beta ** t)) + eps)"
ADAM = "theta[k] -= lr * (v[k] / (1 - mu ** t)) / (np.sqrt(s[k] / (1 - beta ** t)) + eps)"

TIMES = Optimizer("times in both", (FIRST, SECOND, ADAM.replace("** t", "* t")), "adam-moments", 2)
"""Both corrections are off, so that a root is taken of less than 0."""

RIGHT = [
    Optimizer("corrected aside", (FIRST, SECOND, "m = v[k] / (1 - mu ** t)", KEPT.replace("v[k]", "m"))),
    Optimizer(
        "corrected in place",
        (
            "m = 1 * v[k]",
            "m *= mu",
            "m += (1 - mu) * g[k]",
            "v[k] = m.copy()",
            SECOND,
            "m /= 1 - mu ** t",
            KEPT.replace("v[k]", "m"),
        ),
    ),
    Optimizer("momentum", ("v[k] = mu * v[k] + g[k]", "theta[k] -= lr * v[k]")),
    Optimizer("rate inside", ("v[k] = mu * v[k] - lr * g[k]", "theta[k] += v[k]")),
    Optimizer("fading mean", (FIRST, "theta[k] -= lr * v[k]")),
    Optimizer(
        "nesterov", ("old = v[k].copy()", "v[k] = mu * v[k] - lr * g[k]", "theta[k] += -mu * old + (1 + mu) * v[k]")
    ),
    Optimizer("share of both", ("v[k] = mu * (v[k] + g[k])", "theta[k] -= lr * v[k]")),
    Optimizer("half of both", ("v[k] = 0.5 * (v[k] + g[k])", "theta[k] -= lr * v[k]")),
    Optimizer("half of each", ("v[k] = 0.5 * v[k] + 0.5 * g[k]", "theta[k] -= v[k] * lr")),
    Optimizer("nesterov of sutskever", ("v[k] = mu * v[k] + g[k]", "theta[k] -= lr * (g[k] + mu * v[k])")),
    Optimizer("adagrad", ("s[k] += g[k] ** 2", "theta[k] -= lr * g[k] / (np.sqrt(s[k]) + eps)")),
    Optimizer("rmsprop", (SECOND, "theta[k] -= lr * g[k] / np.sqrt(s[k] + eps)")),
    Optimizer("adam", (FIRST, SECOND, ADAM)),
    Optimizer("adam in place", ("v[k] += (1 - mu) * (g[k] - v[k])", "s[k] += (1 - beta) * (g[k] ** 2 - s[k])", ADAM)),
    Optimizer("adam without correction", (FIRST, SECOND, "theta[k] -= lr * v[k] / (np.sqrt(s[k]) + eps)")),
    Optimizer("decoupled decay", (FIRST, SECOND, f"{ADAM} + lr * 0.01 * theta[k]")),
    Optimizer(
        "greatest slope", (FIRST, "s[k] = np.maximum(beta * s[k], abs(g[k]))", "theta[k] -= lr * v[k] / (s[k] + eps)")
    ),
    Optimizer("by epochs", (FIRST, SECOND, ADAM.replace("** t", "** (step // 4 + 1)"))),
]

WRONG = [
    Optimizer("rate twice", ("v[k] = mu * v[k] - lr * g[k]", "theta[k] += lr * v[k]"), "momentum-velocity", 1),
    Optimizer("two signs", ("v[k] = mu * v[k] - lr * g[k]", "theta[k] -= v[k]"), "momentum-velocity", 1),
    Optimizer("not used", ("v[k] = mu * v[k] + g[k]", "theta[k] -= lr * g[k]"), "momentum-velocity", 1),
    Optimizer("all by the rate", ("v[k] = lr * (g[k] + mu * v[k])", "theta[k] -= v[k]"), "momentum-velocity", 0),
    Optimizer("all by the rate, down", ("v[k] = (mu * v[k] - g[k]) * lr", "theta[k] += v[k]"), "momentum-velocity", 0),
    Optimizer("each by the rate", ("v[k] = lr * mu * v[k] + lr * g[k]", "theta[k] -= v[k]"), "momentum-velocity", 0),
    Optimizer("old by the rate", ("v[k] = mu * (lr * v[k]) - lr * g[k]", "theta[k] += v[k]"), "momentum-velocity", 0),
    Optimizer(
        "rate kept", ("v[k] = mu * v[k] + g[k]", "v[k] *= lr", "theta[k] = theta[k] - v[k]"), "momentum-velocity", 1
    ),
    Optimizer("by the rows", ("v[k] = (g[k] + mu * v[k]) / 20", "theta[k] -= lr * v[k]"), "momentum-velocity", 0),
    Optimizer("not squared", (FIRST, SECOND.replace(" ** 2", ""), ADAM), "adam-moments", 1),
    Optimizer("no root", (FIRST, SECOND, ADAM.replace("np.sqrt", "")), "adam-moments", 2),
    Optimizer("other share", (FIRST.replace("1 - mu", "1 - beta"), SECOND, ADAM), "adam-moments", 0),
    Optimizer("other base", (FIRST, SECOND, ADAM.replace("1 - mu **", "1 - beta **")), "adam-moments", 2),
    Optimizer("no power", (FIRST, SECOND, ADAM.replace("mu ** t", "mu")), "adam-moments", 2),
    Optimizer("no power at all", (FIRST, SECOND, ADAM.replace("** t", "")), "adam-moments", 2),
    Optimizer("kept corrected", (FIRST, SECOND, "v[k] /= 1 - mu ** t", KEPT), "adam-moments", 2),
    Optimizer("corrected mean stored", (FIRST, SECOND, "v[k] = v[k] / (1 - mu ** t)", KEPT), "adam-moments", 2),
    Optimizer(
        "multiplied",
        (
            FIRST,
            SECOND,
            "m = v[k] * (1 - mu ** t)",
            "q = (1 - beta ** t) * s[k]",
            "theta[k] -= lr * m / (np.sqrt(q) + eps)",
        ),
        "adam-moments",
        2,
    ),
    Optimizer("times", (FIRST, SECOND, ADAM.replace("mu ** t", "mu * t")), "adam-moments", 2),
    Optimizer("first moment not stored", ("m" + FIRST[4:], SECOND, ADAM.replace("v[k]", "m")), "adam-moments", 0),
    Optimizer("velocity not stored", ("u = mu * v[k] + g[k]", "theta[k] -= lr * u"), "momentum-velocity", 0),
]

"""A softmax's Jacobian written with what went into the softmax in place of what came out of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
np.random.seed(6)
data = np.random.uniform(-1.5, 1.5, (40, 3))
labels = (data[:, 0] > 0).astype(int) + (data[:, 1] > 0)


class Softmax:
    def forward(self, x):
        self.input = x
        exps = np.exp(x - np.max(x))
        self.value = exps / np.sum(exps)
        return self.value

    def backward(self, grad):
        n = len(self.value)
        local = np.zeros((n, n))
        for i in range(n):
            for j in range(n):
                if i == j:
                    local[i, j] = self.value[i] * (1 - self.{read}[i])
                else:
                    local[i, j] = -self.value[i] * self.{read}[j]
        return local.T @ grad


W, b, top = np.random.randn(3, 3) * 0.5, np.zeros(3), Softmax()
for epoch in range(5):
    loss = 0
    for x, label in zip(data, labels):
        p = top.forward(x @ W + b)
        t = np.eye(3)[label]
        loss -= np.sum(t * np.log(p + 1e-12))
        d = top.backward(-t / (p + 1e-12))
        W -= 0.1 * np.outer(x, d)
        b -= 0.1 * d
    print(loss)
"""


@pytest.mark.parametrize(("read", "kinds"), [("value", []), ("input", ["softmax-derivative"])])
def test_every_reading_is_put_right_at_once(read: str, kinds: list[str], tmp_path: Path, workshop: Workshop) -> None:
    """The index that goes through all places is no label either."""
    report = report_on(workshop, NET.replace("{read}", read), tmp_path)
    assert [found.kind for found in report.findings] == kinds
    assert len(report.gradients) == 2

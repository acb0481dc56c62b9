"""Arrays that are filled anew in every step from their own earlier entries, in other lengths each time."""

from __future__ import annotations

from pathlib import Path

from looked_at import SECONDS, subject_of

from handgrad.doctor.proof.trial import attempt
from handgrad.doctor.proof.workshop import Job, Workshop

MOST_LIKELY_WAYS = """
import numpy as np
rng = np.random.default_rng(2)
W = rng.normal(0, 0.5, (4, 3)); b = np.zeros(3)
lengths = rng.permutation(np.arange(4, 12))
frames = [rng.normal(0, 1, (n, 4)) for n in lengths]
orders = [np.sort(rng.choice(3, 2, replace=False)) for _ in frames]
for epoch in range(3):
    for x, order in zip(frames, orders):
        z = x @ W + b
        e = np.exp(z - z.max(axis=1, keepdims=True)); y = e / e.sum(axis=1, keepdims=True)
        T = len(x)
        a = np.zeros((T, 2)); r = np.zeros((T, 2))
        a[0, 0] = y[0, order[0]]
        for t in range(1, T):
            for s in range(2):
                a[t, s] = (a[t - 1, s] + (a[t - 1, s - 1] if s else 0.0)) * y[t, order[s]]
        r[T - 1, 1] = 1.0
        for t in range(T - 2, -1, -1):
            for s in range(2):
                later = r[t + 1, s + 1] * y[t + 1, order[s + 1]] if s == 0 else 0.0
                r[t, s] = r[t + 1, s] * y[t + 1, order[s]] + later
        p = a[T - 1, 1]
        loss = -np.log(p)
        share = np.zeros_like(y)
        for s in range(2):
            share[:, order[s]] += a[:, s] * r[:, s] / p
        dz = y - share
        W -= 0.05 * x.T @ dz; b -= 0.05 * dz.sum(axis=0)
print(loss)
"""


def test_tables_of_other_lengths_are_no_parameters(tmp_path: Path, workshop: Workshop) -> None:
    """Sums over all ways through a sequence: the weights are what is trained, and their gradients are right."""
    ((_, outcome),) = workshop.perform([Job(attempt, (subject_of(MOST_LIKELY_WAYS, tmp_path),), SECONDS)])
    assert {gradient.shape for gradient in outcome.gradients} == {(4, 3), (3,)}
    assert outcome.good

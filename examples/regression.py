"""A curve with outliers: huber loss, a schedule, a penalty, clipping, and a callback that looks on."""

from __future__ import annotations

import numpy as np

import handgrad as hg

rng = np.random.default_rng(0)
x = rng.uniform(-3, 3, (400, 1))
curve = np.sin(2 * x)  # (400, 1)
noisy = curve + 0.1 * rng.standard_normal(x.shape)
noisy[rng.choice(400, 20, replace=False)] += 5  # outliers

net = hg.Network(1, [hg.Dense(64, "tanh", start="glorot_normal"), hg.Dense(64, "tanh"), hg.Dense(1)], rng=0)
steps = 13 * 200  # batches in an epoch, epochs
warm_up = hg.schedules.Sequence((hg.LinearWarmUp(0.01, 100), hg.CosineDecay(0.01, steps - 100)), (100,))


def look_on(network: hg.Network, history: hg.History) -> None:
    """Called after every epoch; returning True would end the training."""
    if len(history) % 50 == 0:
        error = np.abs(network.predict(x) - curve).mean()
        print(f"epoch {len(history)}: loss {history.loss[-1]:.4f}, off the true curve by {error:.3f}")


settings = hg.Adam(warm_up, l2=1e-5, clip_norm=1.0)
net.fit(x, noisy, loss=hg.losses.huber.adjusted(delta=0.3), optimizer=settings, epochs=200, callbacks=[look_on])

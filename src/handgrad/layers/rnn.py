"""The simple recurrent layer: a dense layer that also sees what it said one step before.

Backward through time: h[t] reaches the loss by itself and by h[t+1], so the gradients of the two add up, and the walk
is from the last step to the first. With z[t] = x[t] W + h[t-1] U + b, h[t] = f(z[t]):
    dz[t] = (dh[t] from outside + dz[t+1] U^T) f'(z[t])
    dW = sum over t of x[t]^T dz[t],  dU = sum over t of h[t-1]^T dz[t],  db = sum over t of dz[t],  dx[t] = dz[t] W^T
The sums over t are one product over all rows and steps together. Where the mask is false h[t] = h[t-1], and dh[t] goes
on to h[t-1] as it is.

Sources: Elman, "Finding structure in time", 1990; Werbos, "Backpropagation through time", 1990.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad import activations
from handgrad.layers.dense import rows
from handgrad.pair import Array, Layer, Params, Shape
from handgrad.recurrence import Recurrent, kept, shared


@dataclass(frozen=True)
class RNN(Recurrent):
    """h[t] = activation(x[t] W + h[t-1] U + b), h[-1] = 0.

    x (n, steps, width) -> all h (n, steps, units) with `sequences`, else the last (n, units). Weights W (width, units),
    recurrent U (units, units), bias b (units,). mask (n, steps): where false, h[t] = h[t-1]. Raises ValueError for an
    empty sequence and for shapes that do not fit.
    """

    activation: str = "tanh"

    def __post_init__(self) -> None:
        Recurrent.__post_init__(self)
        activations.find(self.activation)

    def forward(self, params: Params, x: Array, mask: Array | None = None) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, steps, width), mask (n, steps) or none -> y (n, steps, units) or (n, units)."""
        self.require(params, x, mask)
        inward = x @ params.weights + params.bias  # (n, steps, units)
        hs, zs, news = [np.zeros_like(inward[:, 0])], [], []  # (n, units) each
        for t in range(x.shape[1]):
            zs.append(inward[:, t] + hs[t] @ params.recurrent)
            news.append(activations.find(self.activation).value(zs[t]))
            hs.append(kept(mask, t, news[t], hs[t]))
        return np.stack(hs[1:], axis=1) if self.sequences else hs[-1], (x, mask, hs, zs, news)

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, steps, units) or (n, units) -> dx (n, steps, width) and the gradients of all parameters."""
        x, mask, hs, zs, news = saved
        dstates = self.at_every_step(dy, len(zs))  # (n, steps, units)
        dh, dzs = np.zeros_like(dstates[:, 0]), []  # (n, units) each
        for t in reversed(range(len(zs))):
            dnew, dold = shared(mask, t, dh + dstates[:, t])  # forward: h = new, where masked the old h
            dz = activations.find(self.activation).backward(zs[t], news[t], dnew)  # forward: new = activation(z)
            dzs.append(dz)
            dh = dz @ params.recurrent.T + dold  # forward: h @ recurrent
        dz = np.stack(dzs[::-1], axis=1)  # (n, steps, units)
        before = np.stack(hs[:-1], axis=1)  # (n, steps, units)
        dweights = rows(x).T @ rows(dz)  # forward: x @ weights
        drecurrent = rows(before).T @ rows(dz)  # forward: h @ recurrent
        dbias = rows(dz).sum(axis=0)  # forward: + bias
        return dz @ params.weights.T, Params(weights=dweights, recurrent=drecurrent, bias=dbias)  # forward: x @ weights

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """Those of every recurrent layer, and another activation."""
        return {**super().examples(), "softplus": (cls(3, True, activation="softplus"), (3, 2))}


if __name__ == "__main__":
    from handgrad.showcase import show

    show(__spec__.name)

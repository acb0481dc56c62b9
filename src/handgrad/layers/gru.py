"""The gated recurrent unit: at every step each unit decides how much of its state to keep.

Backward through time, from the last step to the first; dh[t] gathers what comes from outside and from step t + 1. One
step has four products to undo, in h[t] = (1 - u) g + u h[t-1] and in g = tanh(x Wg + bg + r (h[t-1] Ug + cg)):
    dg = dh (1 - u),  du = dh (h[t-1] - g),  dr = dg' (h[t-1] Ug + cg),  and dg' r for what r multiplies
where dg' = dg (1 - g^2) is before the tanh, and the sigmoids give du' = du u (1 - u) and dr' = dr r (1 - r). The state
h[t-1] has three ways onward: through the three products with U, and directly by u.

Source: Cho and others, "Learning phrase representations using RNN encoder-decoder", 2014, with the reset gate r after
the product, as in cuDNN, so that all three products are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from handgrad.activations import logistic
from handgrad.layers.dense import rows
from handgrad.pair import Array, Params, Shape
from handgrad.recurrence import Recurrent, kept, shared


@dataclass(frozen=True)
class GRU(Recurrent):
    """h[t] = (1 - u) g + u h[t-1], with the gates and the candidate (x is x[t], h is h[t-1], h[-1] = 0)

    r = sigmoid(x Wr + h Ur + br),  u = sigmoid(x Wu + h Uu + bu),  g = tanh(x Wg + bg + r (h Ug + cg)).

    x (n, steps, width) -> all h (n, steps, units) with `sequences`, else the last (n, units). Side by side, in the
    order r, u, g: weights W (width, 3 units), recurrent U (units, 3 units), bias b (3 units,); recurrent_bias cg
    (units,). mask (n, steps): where false, h[t] = h[t-1]. Raises ValueError for an empty sequence and for shapes that
    do not fit.
    """

    gates: ClassVar[int] = 3

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        """As every recurrent layer, and a recurrent bias (units,), which is zero."""
        shared_arrays = vars(Recurrent.init(self, rng, inputs))
        return Params(**shared_arrays, recurrent_bias=np.zeros(self.units))

    def forward(self, params: Params, x: Array, mask: Array | None = None) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, steps, width), mask (n, steps) or none -> y (n, steps, units) or (n, units)."""
        self.require(params, x, mask)
        inward = x @ params.weights + params.bias  # (n, steps, 3 units)
        hs, steps = [np.zeros_like(inward[:, 0, : self.units])], []  # (n, units) each
        for t in range(x.shape[1]):
            xr, xu, xg = np.split(inward[:, t], 3, axis=-1)  # (n, units) each, as all below
            hr, hu, hg = np.split(hs[t] @ params.recurrent, 3, axis=-1)
            hg = hg + params.recurrent_bias
            r, u = logistic(xr + hr), logistic(xu + hu)
            g = np.tanh(xg + r * hg)
            hs.append(kept(mask, t, (1 - u) * g + u * hs[t], hs[t]))
            steps.append((r, u, g, hg))
        return np.stack(hs[1:], axis=1) if self.sequences else hs[-1], (x, mask, hs, steps)

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, steps, units) or (n, units) -> dx (n, steps, width) and the gradients of all parameters."""
        x, mask, hs, steps = saved
        dstates = self.at_every_step(dy, len(steps))  # (n, steps, units)
        dh, dxs, dhs = np.zeros_like(dstates[:, 0]), [], []
        for t in reversed(range(len(steps))):
            r, u, g, hg = steps[t]  # (n, units) each, as all below
            dnew, dold = shared(mask, t, dh + dstates[:, t])  # forward: h = new, where masked the old h
            du = dnew * (hs[t] - g) * u * (1 - u)  # forward: u = sigmoid(...), new = (1 - u) * g + u * h
            dg = dnew * (1 - u) * (1 - g * g)  # forward: g = tanh(...), new = (1 - u) * g + u * h
            dr = dg * hg * r * (1 - r)  # forward: r = sigmoid(...), xg + r * hg
            dxs.append(np.concatenate([dr, du, dg], axis=-1))  # forward: xr, xu, xg = split(inward)
            dhs.append(np.concatenate([dr, du, dg * r], axis=-1))  # forward: hr, hu, hg = split(h @ recurrent)
            dh = dhs[-1] @ params.recurrent.T + dnew * u + dold  # forward: h @ recurrent, u * h
        dinward, doutward = np.stack(dxs[::-1], axis=1), np.stack(dhs[::-1], axis=1)  # (n, steps, 3 units) each
        before = np.stack(hs[:-1], axis=1)  # (n, steps, units)
        return (
            dinward @ params.weights.T,
            Params(  # forward: x @ weights
                weights=rows(x).T @ rows(dinward),  # forward: x @ weights
                recurrent=rows(before).T @ rows(doutward),  # forward: h @ recurrent
                bias=rows(dinward).sum(axis=0),  # forward: + bias
                recurrent_bias=rows(doutward)[:, 2 * self.units :].sum(axis=0),  # forward: hg + recurrent_bias
            ),
        )


if __name__ == "__main__":
    from handgrad.showcase import show

    show(__spec__.name)

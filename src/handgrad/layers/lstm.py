"""The long short-term memory: a cell that is only ever added to, behind gates that open and close.

Backward through time, from the last step to the first. Two gradients walk: dh[t], from outside and from step t + 1, and
dc[t], from step t + 1 and from h[t] = o tanh(c[t]). Since c[t] = f c[t-1] + i g is a sum of products,
    dc[t] gains dh[t] o (1 - tanh(c[t])^2),  do = dh[t] tanh(c[t])
    di = dc[t] g,  dg = dc[t] i,  df = dc[t] c[t-1],  dc[t-1] = dc[t] f
so a gradient passes from cell to cell multiplied by nothing but f: it neither vanishes nor explodes while the forget
gate is open. The sigmoids and the tanh then give di' = di i (1 - i), dg' = dg (1 - g^2) and so on, and these four side
by side are dz of z = x[t] W + h[t-1] U + b, which is undone as in a dense layer.

Sources: Hochreiter, Schmidhuber, "Long short-term memory", 1997; Gers, Schmidhuber, Cummins, "Learning to forget",
2000; forget gates that start open: Jozefowicz, Zaremba, Sutskever, "An empirical exploration of recurrent network
architectures", 2015.
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
class LSTM(Recurrent):
    """h[t] = o tanh(c[t]), c[t] = f c[t-1] + i g, with the gates and the candidate (h[-1] = c[-1] = 0)

    i, f, g, o = sigmoid, sigmoid, tanh, sigmoid of the four parts of x[t] W + h[t-1] U + b.

    x (n, steps, width) -> all h (n, steps, units) with `sequences`, else the last (n, units). Side by side, in the
    order i, f, g, o: weights W (width, 4 units), recurrent U (units, 4 units), bias b (4 units,). mask (n, steps):
    where false, h[t] = h[t-1] and c[t] = c[t-1]. Raises ValueError for an empty sequence and for shapes that do not
    fit.
    """

    gates: ClassVar[int] = 4

    forget_start: float = 1.0

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        """As every recurrent layer, but with the bias of f at `forget_start`."""
        params = Recurrent.init(self, rng, inputs)
        bias = np.repeat([0.0, self.forget_start, 0.0, 0.0], self.units)  # (4 units,)
        return Params(weights=params.weights, recurrent=params.recurrent, bias=bias)

    def forward(self, params: Params, x: Array, mask: Array | None = None) -> tuple[Array, Any]:  # type: ignore[override]
        """x (n, steps, width), mask (n, steps) or none -> y (n, steps, units) or (n, units)."""
        self.require(params, x, mask)
        inward = x @ params.weights + params.bias  # (n, steps, 4 units)
        c = np.zeros_like(inward[:, 0, : self.units])  # (n, units), as all below
        hs, steps = [c], []
        for t in range(x.shape[1]):
            i, f, g, o = np.split(inward[:, t] + hs[t] @ params.recurrent, 4, axis=-1)
            i, f, g, o = logistic(i), logistic(f), np.tanh(g), logistic(o)
            new_c = f * c + i * g
            squashed = np.tanh(new_c)
            steps.append((i, f, g, o, c, squashed))
            c = kept(mask, t, new_c, c)
            hs.append(kept(mask, t, o * squashed, hs[t]))
        return np.stack(hs[1:], axis=1) if self.sequences else hs[-1], (x, mask, hs, steps)

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """dy (n, steps, units) or (n, units) -> dx (n, steps, width) and the gradients of all parameters."""
        x, mask, hs, steps = saved
        dstates = self.at_every_step(dy, len(steps))  # (n, steps, units)
        dh, dc, dzs = np.zeros_like(dstates[:, 0]), np.zeros_like(dstates[:, 0]), []
        for t in reversed(range(len(steps))):
            i, f, g, o, c, squashed = steps[t]  # (n, units) each, as all below
            dnew_h, dold_h = shared(mask, t, dh + dstates[:, t])  # forward: h = new_h, where masked the old h
            dnew_c, dold_c = shared(mask, t, dc)  # forward: c = new_c, where masked the old c
            dnew_c = dnew_c + dnew_h * o * (1 - squashed * squashed)  # forward: new_h = o * tanh(new_c)
            di = dnew_c * g * i * (1 - i)  # forward: i = sigmoid(...), new_c = f * c + i * g
            df = dnew_c * c * f * (1 - f)  # forward: f = sigmoid(...), new_c = f * c + i * g
            dg = dnew_c * i * (1 - g * g)  # forward: g = tanh(...), new_c = f * c + i * g
            do = dnew_h * squashed * o * (1 - o)  # forward: o = sigmoid(...), new_h = o * tanh(new_c)
            dzs.append(np.concatenate([di, df, dg, do], axis=-1))  # forward: i, f, g, o = split(z)
            dh = dzs[-1] @ params.recurrent.T + dold_h  # forward: h @ recurrent
            dc = dnew_c * f + dold_c  # forward: f * c
        dz, before = np.stack(dzs[::-1], axis=1), np.stack(hs[:-1], axis=1)  # (n, steps, 4 units), (n, steps, units)
        dweights = rows(x).T @ rows(dz)  # forward: x @ weights
        drecurrent = rows(before).T @ rows(dz)  # forward: h @ recurrent
        dbias = rows(dz).sum(axis=0)  # forward: + bias
        return dz @ params.weights.T, Params(weights=dweights, recurrent=drecurrent, bias=dbias)  # forward: x @ weights


if __name__ == "__main__":
    from handgrad.showcase import show

    show(__spec__.name)

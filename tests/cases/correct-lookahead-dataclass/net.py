from __future__ import annotations
from dataclasses import dataclass, field
from typing import Callable
import numpy as np

rng = np.random.default_rng(0)


@dataclass(frozen=True)
class Activation:
    f: Callable
    df: Callable        # as a function of the pre-activation


SIN = Activation(np.sin, np.cos)
ID = Activation(lambda z: z, np.ones_like)


@dataclass
class Layer:
    w: np.ndarray
    b: np.ndarray
    act: Activation
    x: np.ndarray = field(default=None, repr=False)
    z: np.ndarray = field(default=None, repr=False)
    gw: np.ndarray = field(default=None, repr=False)
    gb: np.ndarray = field(default=None, repr=False)

    @classmethod
    def create(cls, n_in: int, n_out: int, act: Activation, scale: float) -> Layer:
        return cls(rng.uniform(-scale, scale, (n_in, n_out)), rng.uniform(-scale, scale, n_out), act)

    def forward(self, x):
        self.x, self.z = x, x @ self.w + self.b
        return self.act.f(self.z)

    def backward(self, d):
        d = d * self.act.df(self.z)
        self.gw, self.gb = self.x.T @ d, d.sum(axis=0)
        return d @ self.w.T


@dataclass
class AMSGrad:
    lr: float = 2e-3
    b1: float = 0.9
    b2: float = 0.99
    slots: dict = field(default_factory=dict)

    def __call__(self, key, p, g):
        m, v, top = self.slots.setdefault(key, [np.zeros_like(p) for _ in range(3)])
        m *= self.b1
        m += (1 - self.b1) * g
        v *= self.b2
        v += (1 - self.b2) * np.square(g)
        np.maximum(top, v, out=top)
        p -= self.lr * m / (np.sqrt(top) + 1e-8)


@dataclass
class Lookahead:
    inner: AMSGrad
    k: int = 5
    alpha: float = 0.5
    slow: list = None
    count: int = 0

    def step(self, layers):
        if self.slow is None:
            self.slow = [(l.w.copy(), l.b.copy()) for l in layers]
        for i, l in enumerate(layers):
            self.inner((i, 'w'), l.w, l.gw)
            self.inner((i, 'b'), l.b, l.gb)
        self.count += 1
        if self.count % self.k == 0:
            for l, (sw, sb) in zip(layers, self.slow):
                sw += self.alpha * (l.w - sw)
                sb += self.alpha * (l.b - sb)
                l.w[:], l.b[:] = sw, sb


def log_cosh(pred, y):
    e = pred - y
    a = np.abs(e)
    return np.mean(a + np.log1p(np.exp(-2 * a)) - np.log(2)), np.tanh(e) / e.size


def predict(layers, x):
    for l in layers:
        x = l.forward(x)
    return x


if __name__ == '__main__':
    f = lambda p: np.sin(6 * p[:, :1]) * np.cos(5 * p[:, 1:]) + 0.5 * p[:, :1]
    x, xt = rng.uniform(-1, 1, (1000, 2)), rng.uniform(-1, 1, (500, 2))
    y, yt = f(x) + 0.05 * rng.normal(size=(1000, 1)), f(xt)
    net = [Layer.create(2, 48, SIN, 4.0), Layer.create(48, 32, SIN, np.sqrt(6 / 48)), Layer.create(32, 1, ID, 0.2)]
    opt = Lookahead(AMSGrad())
    for epoch in range(60):
        for idx in rng.permutation(1000).reshape(-1, 40):
            loss, d = log_cosh(predict(net, x[idx]), y[idx])
            for l in net[::-1]:
                d = l.backward(d)
            opt.step(net)
        if epoch % 15 == 0:
            print(f'{epoch=} {loss=:.5f}')
    # 1500 updates = a multiple of k, so the fast weights ARE the slow weights here
    print('test rmse', np.sqrt(np.mean((predict(net, xt) - yt) ** 2)))

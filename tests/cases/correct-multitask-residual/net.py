"""Two tasks on one shared trunk with a residual block; the task weights are learned
(Kendall et al. 2018: L = exp(-s1) L1 + s1/2 + exp(-s2) L2 + s2/2)."""
from dataclasses import dataclass, fields
import numpy as np


@dataclass
class Params:
    A: np.ndarray      # trunk
    a: np.ndarray
    R: np.ndarray      # residual, square on purpose
    r: np.ndarray
    Reg: np.ndarray    # regression head (column)
    reg0: np.ndarray
    Cls: np.ndarray    # classification head
    cls0: np.ndarray
    s: np.ndarray      # log variances of the tasks

    def zip(self, other):
        for f in fields(self):
            yield getattr(self, f.name), getattr(other, f.name)


def new(rng, nin=3, nh=16, nc=3):
    return Params(
        A=rng.normal(0, 1 / np.sqrt(nin), (nh, nin)), a=np.zeros((nh, 1)),
        R=rng.normal(0, 1 / np.sqrt(nh), (nh, nh)), r=np.zeros((nh, 1)),
        Reg=rng.normal(0, 0.2, (1, nh)), reg0=np.zeros((1, 1)),
        Cls=rng.normal(0, 0.2, (nc, nh)), cls0=np.zeros((nc, 1)),
        s=np.zeros(2))


def elu(z):
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))


def step(P, X, yr, yc):
    """X: features x samples"""
    m = X.shape[1]
    u = elu(P.A @ X + P.a)
    w = elu(P.R @ u + P.r)
    t = u + w                                   # skip connection
    yhat = P.Reg @ t + P.reg0
    o = P.Cls @ t + P.cls0
    o -= o.max(axis=0)
    q = np.exp(o)
    q /= q.sum(axis=0)
    L1 = np.mean((yhat - yr) ** 2)
    L2 = -np.mean(np.log(q[yc, np.arange(m)]))
    e1, e2 = np.exp(-P.s)
    total = e1 * L1 + e2 * L2 + P.s.sum() / 2

    dy = e1 * 2 * (yhat - yr) / m
    do = q                                      # q isn't needed any more
    do[yc, np.arange(m)] -= 1
    do *= e2 / m
    dt = P.Reg.T @ dy + P.Cls.T @ do
    dw = dt * np.where(w > 0, 1, w + 1)         # elu' from its value
    du = P.R.T @ dw
    du += dt                                    # both ways
    dpre = du * np.where(u > 0, 1, u + 1)
    G = Params(
        A=dpre @ X.T, a=dpre.sum(axis=1, keepdims=True),
        R=dw @ u.T, r=dw.sum(axis=1, keepdims=True),
        Reg=dy @ t.T, reg0=dy.sum(axis=1, keepdims=True),
        Cls=do @ t.T, cls0=do.sum(axis=1, keepdims=True),
        s=np.array([0.5 - e1 * L1, 0.5 - e2 * L2]))
    return total, L1, L2, G, yhat, o


def batches(X, yr, yc, size, rng):
    while True:
        i = rng.integers(0, X.shape[1], size)
        yield X[:, i], yr[:, i], yc[i]


def main(seed=0):
    rng = np.random.default_rng(seed)
    X = rng.uniform(-2, 2, (3, 500))
    yr = (np.sin(X[0]) * X[1] + 0.1 * rng.normal(size=500))[None, :]
    yc = np.digitize(X[1] + X[2] ** 2, [0.5, 2.0])
    P = new(rng)
    V = Params(*[np.zeros_like(getattr(P, f.name)) for f in fields(P)])
    gen = batches(X, yr, yc, 50, rng)
    for it in range(2000):
        xb, rb, cb = next(gen)
        lr = 0.02 if it < 1500 else 0.005
        total, L1, L2, G, *_ = step(P, xb, rb, cb)
        for v, g in V.zip(G):
            v *= 0.9
            v -= lr * g
        for p, v in P.zip(V):
            p += v
        if it % 400 == 0:
            print(f"{it:5d} total {total:.3f} mse {L1:.4f} ce {L2:.4f} weights {np.exp(-P.s).round(2)}")
    _, L1, L2, _, _, o = step(P, X, yr, yc)
    print("final mse", L1, "ce", L2, "acc", (o.argmax(axis=0) == yc).mean())


if __name__ == "__main__":
    main()

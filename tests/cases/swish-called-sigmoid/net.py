import numpy as np
from collections import namedtuple

Params = namedtuple("Params", "A a B b")


def Sigmoid(x):
    return x / (1 + np.exp(-x))


def SigmoidDerivative(y):
    return y * (1 - y)


def start(n_in, n_mid, n_out, seed):
    r = np.random.RandomState(seed)
    return Params(r.randn(n_in, n_mid), r.randn(n_mid) * 0.5, r.randn(n_mid, n_out), np.zeros(n_out))


def forward(p, X):
    mid = Sigmoid(X @ p.A + p.a)
    return mid, Sigmoid(mid @ p.B + p.b)


def slopes(p, X, T):
    mid, out = forward(p, X)
    d_out = (out - T) * SigmoidDerivative(out) / len(X)
    d_mid = d_out @ p.B.T * SigmoidDerivative(mid)
    return Params(X.T @ d_mid, d_mid.sum(0), mid.T @ d_out, d_out.sum(0))


def step(p, g, lr):
    return Params(*[w - lr * s for w, s in zip(p, g)])


def loss(p, X, T):
    return 0.5 * np.mean(np.sum((forward(p, X)[1] - T) ** 2, axis=1))


def main():
    r = np.random.RandomState(5)
    X = r.uniform(-2, 2, (150, 2))
    T = np.stack([X[:, 0] * X[:, 1] > 0, X[:, 0] > X[:, 1]], axis=1).astype(float)
    p = start(2, 8, 2, seed=1)
    for i in range(6000):
        p = step(p, slopes(p, X, T), 2.0)
        if i % 1000 == 0:
            print(i, loss(p, X, T))
    right = np.mean((forward(p, X)[1] > 0.5) == (T > 0.5))
    print("right answers: %.3f" % right)
    print("loss %.5f" % loss(p, X, T))


if __name__ == "__main__":
    main()

import numpy as np


class Conv1D:
    def __init__(self, n_kernels, n_taps, rng):
        self.weights = rng.normal(0, 0.3, (n_kernels, n_taps))
        self.bias = np.zeros(n_kernels)

    def forward_pass(self, signal):
        self.signal = signal
        rows = [np.correlate(signal, w, mode="valid") for w in self.weights]
        return np.array(rows) + self.bias[:, np.newaxis]

    def backward_pass(self, de_dy):
        self.de_dw = np.zeros(self.weights.shape)
        for k in range(len(self.weights)):
            self.de_dw[k] = np.correlate(self.signal, de_dy[k], mode="valid")
        self.de_db = de_dy.sum(axis=1)

    def update(self, step):
        self.weights -= step * self.de_dw
        self.bias -= step * self.de_db


class ReluMaxPool:
    """relu, then the strongest response of every kernel"""

    def forward_pass(self, y):
        self.shape = y.shape
        self.best = y.argmax(axis=1)
        self.top = y[np.arange(len(y)), self.best]
        return np.maximum(self.top, 0)

    def backward_pass(self, d):
        out = np.zeros(self.shape)
        out[np.arange(self.shape[0]), self.best] = d * (self.top > 0)
        return out


class Logistic:
    def __init__(self, n_in, rng):
        self.weights = rng.normal(0, 0.3, n_in)
        self.bias = 0.0

    def forward_pass(self, v):
        self.v = v
        self.p = 1 / (1 + np.exp(-(self.weights @ v + self.bias)))
        return self.p

    def backward_pass(self, target):
        self.de_dz = self.p - target
        return self.de_dz * self.weights

    def update(self, step):
        self.weights -= step * self.de_dz * self.v
        self.bias -= step * self.de_dz


def make_blips(n, rng):
    """noise with a blip in it: steep front (1) or steep back (0)"""
    blip = np.array([0.2, 0.6, 1.2, 2.0, -0.8])
    signals, targets = [], rng.randint(0, 2, n)
    for t in targets:
        s = rng.normal(0, 0.2, 30)
        at = rng.randint(0, 25)
        s[at:at + 5] += blip[::-1] if t else blip
        signals.append(s)
    return np.array(signals), targets


if __name__ == "__main__":
    rng = np.random.RandomState(2)
    signals, targets = make_blips(300, rng)
    conv, pool, top = Conv1D(4, 5, rng), ReluMaxPool(), Logistic(4, rng)
    for epoch in range(12):
        loss, right = 0, 0
        for s, t in zip(signals, targets):
            p = top.forward_pass(pool.forward_pass(conv.forward_pass(s)))
            loss -= np.log(p if t else 1 - p)
            right += (p > 0.5) == t
            conv.backward_pass(pool.backward_pass(top.backward_pass(t)))
            top.update(0.02)
            conv.update(0.02)
        print("epoch", epoch, "loss", loss / len(signals), "right", right / len(signals))

import numpy as np


class Conv1D:
    """real convolution (np.convolve turns the kernel), several signals at once, one kernel per feature"""

    def __init__(self, k, features, rng):
        self.K = rng.normal(0, 1 / np.sqrt(k), (features, k))
        self.b = np.full((features, 1), 0.1)

    def forward(self, S):
        self.S = S
        return np.array([[np.convolve(s, k, mode="valid") for k in self.K] for s in S]) + self.b

    def backward(self, D):
        # kernel: correlation of the signal with D, turned
        self.gK = np.zeros_like(self.K)
        for s, d in zip(self.S, D):
            for f in range(len(self.K)):
                self.gK[f] += np.correlate(s, d[f], mode="valid")[::-1]
        self.gb = D.sum(axis=(0, 2))[:, None]
        return np.array([sum(np.correlate(d[f], self.K[f], mode="full") for f in range(len(self.K))) for d in D])


class Ramp:
    def forward(self, x):
        self.on = x > 0
        return np.where(self.on, x, 0)

    def backward(self, d):
        return np.where(self.on, d, 0)


class MeanOverTime:
    def forward(self, x):
        self.T = x.shape[2]
        return x.mean(axis=2)

    def backward(self, d):
        return np.repeat(d[:, :, None], self.T, axis=2) / self.T


class Readout:
    def __init__(self, n, m, rng):
        self.M = rng.normal(0, 1 / np.sqrt(n), (m, n))
        self.v = np.zeros(m)

    def forward(self, x):
        self.x = x
        return x @ self.M.T + self.v

    def backward(self, d):
        self.gM, self.gv = d.T @ self.x, d.sum(axis=0)
        return d @ self.M


class Net:
    def __init__(self, rng):
        self.smooth = Conv1D(3, 1, rng)
        self.conv = Conv1D(7, 6, rng)
        self.ramp, self.pool = Ramp(), MeanOverTime()
        self.read = Readout(6, 3, rng)

    def logprob(self, S):
        x = self.smooth.forward(S)[:, 0]
        x = self.read.forward(self.pool.forward(self.ramp.forward(self.conv.forward(x))))
        x = x - x.max(axis=1, keepdims=True)
        return x - np.log(np.exp(x).sum(axis=1, keepdims=True))

    def nll(self, S, t):
        return -self.logprob(S)[np.arange(len(t)), t].mean()

    def backprop(self, S, t):
        lp = self.logprob(S)
        d = (np.exp(lp) - np.eye(3)[t]) / len(t)
        d = self.conv.backward(self.ramp.backward(self.pool.backward(self.read.backward(d))))
        self.smooth.backward(d[:, None])
        return -lp[np.arange(len(t)), t].mean()

    def pairs(self):
        return [(self.smooth.K, self.smooth.gK), (self.smooth.b, self.smooth.gb), (self.conv.K, self.conv.gK),
                (self.conv.b, self.conv.gb), (self.read.M, self.read.gM), (self.read.v, self.read.gv)]


def signals(n, rng):
    t = rng.integers(0, 3, n)
    period = np.array([4.0, 6.0, 10.0])[t]
    phase = rng.uniform(0, 6.28, n)
    return np.sin(6.28 * np.arange(30) / period[:, None] + phase[:, None]) + 0.2 * rng.normal(size=(n, 30)), t


if __name__ == "__main__":
    rng = np.random.default_rng(2)
    S, t = signals(120, rng)
    net = Net(rng)
    for epoch in range(240):
        cost = net.backprop(S, t)
        for p, g in net.pairs():
            p -= 0.5 * g
        if epoch % 40 == 0:
            print("epoch", epoch, "cost", cost)
    S, t = signals(100, rng)
    print("new signals recognised:", np.mean(net.logprob(S).argmax(axis=1) == t))

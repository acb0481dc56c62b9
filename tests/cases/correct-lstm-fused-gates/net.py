import numpy as np


def sigm(x):
    return 0.5 * (1 + np.tanh(0.5 * x))


class Lstm:
    """all four gates in one matrix: input, forget, output, candidate"""

    def __init__(self, n_in, n_hid, rng):
        self.n = n_hid
        self.K = rng.normal(0, 0.3, (n_in + n_hid, 4 * n_hid))
        self.k = np.zeros(4 * n_hid)
        self.k[n_hid:2 * n_hid] = 1.0
        self.R = rng.normal(0, 0.3, (n_hid, 1))
        self.r = np.zeros(1)

    def forward(self, seq):
        B, T, _ = seq.shape
        h, c = np.zeros((B, self.n)), np.zeros((B, self.n))
        self.tape = []
        for t in range(T):
            joined = np.concatenate([seq[:, t], h], axis=1)
            s = joined @ self.K + self.k
            gates, cand = sigm(s[:, :3 * self.n]), np.tanh(s[:, 3 * self.n:])
            i, f, o = np.split(gates, 3, axis=1)
            c_before, c = c, f * c + i * cand
            h = o * np.tanh(c)
            self.tape.append((joined, i, f, o, cand, c_before, c))
        self.h = h
        return h @ self.R + self.r

    def backward(self, dy):
        dK, dk = np.zeros_like(self.K), np.zeros_like(self.k)
        dR, dr = self.h.T @ dy, dy.sum(0)
        dh, dc = dy @ self.R.T, 0
        for joined, i, f, o, cand, c_before, c in reversed(self.tape):
            tc = np.tanh(c)
            dc = dc + dh * o * (1 - tc ** 2)
            ds = np.concatenate([dc * cand * i * (1 - i), dc * c_before * f * (1 - f),
                                 dh * tc * o * (1 - o), dc * i * (1 - cand ** 2)], axis=1)
            dK += joined.T @ ds
            dk += ds.sum(0)
            dh = (ds @ self.K.T)[:, -self.n:]
            dc = dc * f
        return dK, dk, dR, dr


def adding_task(batch, steps, rng):
    numbers = rng.uniform(0, 1, (batch, steps))
    marks = np.zeros((batch, steps))
    marks[np.arange(batch), rng.integers(0, steps // 2, batch)] = 1
    marks[np.arange(batch), rng.integers(steps // 2, steps, batch)] = 1
    return np.stack([numbers, marks], axis=2), (numbers * marks).sum(1, keepdims=True)


if __name__ == '__main__':
    rng = np.random.default_rng(4)
    net = Lstm(2, 16, rng)
    mean_sq = [0.0] * 4
    for it in range(1500):
        seq, total = adding_task(50, 10, rng)
        out = net.forward(seq)
        grads = net.backward(2 * (out - total) / 50)
        for k, (p, g) in enumerate(zip((net.K, net.k, net.R, net.r), grads)):
            mean_sq[k] = 0.95 * mean_sq[k] + 0.05 * g * g
            p -= 0.004 * g / (np.sqrt(mean_sq[k]) + 1e-6)
        if it % 250 == 0:
            print('it', it, 'mse', np.mean((out - total) ** 2))
    seq, total = adding_task(500, 10, rng)
    print('test mse', np.mean((net.forward(seq) - total) ** 2), 'always the mean:', total.var())

import numpy as np


class EchoRNN:
    """ the output at step t has to repeat the input of step t-4 """

    def __init__(self, hidden, seed=0):
        r = np.random.RandomState(seed)
        self.Wx = r.randn(1, hidden) * 0.5
        self.Wh = r.randn(hidden, hidden) / np.sqrt(hidden)
        self.bh = np.zeros(hidden)
        self.Wy = r.randn(hidden, 1) / np.sqrt(hidden)
        self.by = np.zeros(1)
        self.hidden = hidden

    def run(self, bits):
        n, steps = bits.shape
        self.hs = [np.zeros((n, self.hidden))]
        outs = []
        for t in range(steps):
            x = bits[:, t:t + 1] * 2 - 1
            h = np.tanh(x @ self.Wx + self.hs[-1] @ self.Wh + self.bh)
            self.hs.append(h)
            outs.append(1 / (1 + np.exp(-(h @ self.Wy + self.by))))
        return outs

    def learn(self, bits, wanted, rate):
        n, steps = bits.shape
        outs = self.run(bits)
        gWx, gWh, gbh = np.zeros_like(self.Wx), np.zeros_like(self.Wh), np.zeros_like(self.bh)
        gWy, gby = np.zeros_like(self.Wy), np.zeros_like(self.by)
        carry = np.zeros((n, self.hidden))
        for t in reversed(range(steps)):
            if t >= 4:
                err = (outs[t] - wanted[:, t:t + 1]) / n
            else:
                err = np.zeros((n, 1))      # nothing to remember yet
            h = self.hs[t + 1]
            gWy += h.T @ err
            gby += err.sum(axis=0)
            dh = err @ self.Wy.T
            dz = dh * (1 - h * h)
            gWx += (bits[:, t:t + 1] * 2 - 1).T @ dz
            gWh += self.hs[t].T @ dz
            gbh += dz.sum(axis=0)
            carry = dz @ self.Wh.T
        self.Wx -= rate * gWx
        self.Wh -= rate * gWh
        self.bh -= rate * gbh
        self.Wy -= rate * gWy
        self.by -= rate * gby


def sequences(r, n, steps=10):
    bits = r.randint(0, 2, (n, steps)).astype(float)
    wanted = np.roll(bits, 4, axis=1)
    return bits, wanted


if __name__ == "__main__":
    r = np.random.RandomState(7)
    net = EchoRNN(8)
    for i in range(1500):
        bits, wanted = sequences(r, 40)
        net.learn(bits, wanted, 0.2)
    bits, wanted = sequences(r, 300)
    outs = np.hstack(net.run(bits))
    print("remembered:", np.mean((outs[:, 4:] > 0.5) == (wanted[:, 4:] > 0.5)))

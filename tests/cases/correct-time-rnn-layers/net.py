import numpy as np


class Moment:
    def __init__(self, Wx, Wh, b):
        self.parts = [Wx, Wh, b]
        self.slopes = [np.zeros_like(p) for p in self.parts]

    def run(self, x, h_old):
        Wx, Wh, b = self.parts
        h_new = np.tanh(np.dot(h_old, Wh) + np.dot(x, Wx) + b)
        self.kept = (x, h_old, h_new)
        return h_new

    def back(self, above):
        Wx, Wh, b = self.parts
        x, h_old, h_new = self.kept
        pull = above * (1 - h_new ** 2)
        self.slopes[0][...] = np.dot(x.T, pull)
        self.slopes[1][...] = np.dot(h_old.T, pull)
        self.slopes[2][...] = np.sum(pull, axis=0)
        return np.dot(pull, Wx.T), np.dot(pull, Wh.T)


class Recurrent:
    def __init__(self, Wx, Wh, b):
        self.parts = [Wx, Wh, b]
        self.slopes = [np.zeros_like(p) for p in self.parts]

    def run(self, xs):
        N, T, D = xs.shape
        H = self.parts[1].shape[0]
        self.steps, hs, h = [], np.empty((N, T, H)), np.zeros((N, H))
        for t in range(T):
            step = Moment(*self.parts)
            h = step.run(xs[:, t, :], h)
            hs[:, t, :] = h
            self.steps.append(step)
        return hs

    def back(self, from_top):
        later = 0
        slopes = [0, 0, 0]
        for t in reversed(range(from_top.shape[1])):
            dx, later = self.steps[t].back(from_top[:, t, :] + later)
            for i, g in enumerate(self.steps[t].slopes):
                slopes[i] += g
        for i, g in enumerate(slopes):
            self.slopes[i][...] = g


class ReadOut:
    def __init__(self, W, b):
        self.parts = [W, b]
        self.slopes = [np.zeros_like(W), np.zeros_like(b)]

    def run(self, hs, ts):
        self.hs = hs
        self.diff = np.dot(hs, self.parts[0]) + self.parts[1] - ts
        return np.mean(self.diff ** 2)

    def back(self):
        d = 2 * self.diff / self.diff.size
        self.slopes[0][...] = np.einsum('nth,nto->ho', self.hs, d)
        self.slopes[1][...] = d.sum(axis=(0, 1))
        return np.dot(d, self.parts[0].T)


if __name__ == "__main__":
    rng = np.random.RandomState(4)
    # running mean of the last three inputs
    N, T, H = 60, 12, 16
    xs = rng.uniform(-1, 1, (N, T, 1))
    padded = np.concatenate([np.zeros((N, 2, 1)), xs], axis=1)
    ts = (padded[:, 2:] + padded[:, 1:-1] + padded[:, :-2]) / 3
    rnn = Recurrent(rng.randn(1, H) * 0.5, rng.randn(H, H) / np.sqrt(H) * 0.5, np.zeros(H))
    top = ReadOut(rng.randn(H, 1) / np.sqrt(H), np.zeros(1))
    for it in range(1201):
        loss = top.run(rnn.run(xs), ts)
        rnn.back(top.back())
        for layer in (rnn, top):
            for p, g in zip(layer.parts, layer.slopes):
                p -= 0.2 * g
        if it % 200 == 0:
            print("iter", it, "loss", loss)

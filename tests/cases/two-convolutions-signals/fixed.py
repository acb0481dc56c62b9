import numpy as np


class Conv1D:
    """valid correlation over the time axis: (channels, time) -> (filters, time - k + 1)"""

    def __init__(self, n_in, n_out, k, rng):
        self.K = rng.standard_normal((n_out, n_in, k)) * np.sqrt(2.0 / (n_in * k))
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        rows = []
        for f in range(len(self.K)):
            rows.append(sum(np.correlate(x[c], self.K[f, c], "valid") for c in range(len(x))) + self.b[f])
        return np.array(rows)

    def backward(self, d, lr):
        dx = np.zeros_like(self.x)
        dK = np.zeros_like(self.K)
        for f in range(len(self.K)):
            for c in range(len(self.x)):
                dK[f, c] = np.correlate(self.x[c], d[f], "valid")
                dx[c] += np.convolve(d[f], self.K[f, c], "full")
        self.K -= lr * dK
        self.b -= lr * d.sum(axis=1)
        return dx


class Relu:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, d, lr):
        return d * self.mask


class TimeMean:
    def forward(self, x):
        self.n = x.shape[1]
        return x.mean(axis=1)

    def backward(self, d, lr):
        return np.repeat(d[:, None], self.n, axis=1) / self.n


class Output:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.standard_normal((n_out, n_in)) * np.sqrt(1.0 / n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        s = self.W @ x + self.b
        e = np.exp(s - s.max())
        self.p = e / e.sum()
        return self.p

    def backward(self, label, lr):
        d = self.p.copy()
        d[label] -= 1
        dx = self.W.T @ d
        self.W -= lr * np.outer(d, self.x)
        self.b -= lr * d
        return dx


def signals(n, rng):
    # a saw tooth that rises slowly, one that falls slowly, or a triangle
    t = np.arange(30)
    labels = rng.integers(0, 3, n)
    out = []
    for l in labels:
        phase = (t / 10 + rng.random()) % 1
        wave = [phase, 1 - phase, 1 - 2 * np.abs(phase - 0.5)][l]
        out.append((wave - 0.5)[None] * rng.uniform(0.7, 1.3) + 0.05 * rng.standard_normal((1, 30)))
    return out, labels


if __name__ == "__main__":
    rng = np.random.default_rng(12)
    xs, labels = signals(200, rng)
    net = [Conv1D(1, 3, 5, rng), Relu(), Conv1D(3, 4, 5, rng), Relu(), TimeMean(), Output(4, 3, rng)]
    for epoch in range(25):
        loss, hits = 0, 0
        for x, l in zip(xs, labels):
            for layer in net:
                x = layer.forward(x)
            loss -= np.log(x[l])
            hits += int(x.argmax() == l)
            d = l
            for layer in reversed(net):
                d = layer.backward(d, 0.05)
        if epoch % 6 == 0:
            print("epoch", epoch, "loss %.4f" % (loss / 200), "accuracy", hits / 200)

import numpy as np


class Kernel1D:
    """one channel in, several kernels, 'valid' positions only"""

    def __init__(self, count, width, rng):
        self.k = rng.normal(0, 1 / np.sqrt(width), (count, width))
        self.b = np.zeros(count)

    def forward(self, signal):
        self.signal = signal
        width = self.k.shape[1]
        places = len(signal) - width + 1
        self.out = np.zeros((len(self.k), places))
        for p in range(places):
            self.out[:, p] = np.maximum(0, self.k @ signal[p:p + width] + self.b)
        return self.out

    def backward(self, d_out, lr):
        d_out = d_out * (self.out > 0)
        dk = np.zeros_like(self.k)
        db = np.zeros_like(self.b)
        width = self.k.shape[1]
        for p in range(d_out.shape[1]):
            dk = np.outer(d_out[:, p], self.signal[p:p + width])
            db += d_out[:, p]
        self.k -= lr * dk
        self.b -= lr * db


class MeanAndDecide:
    def __init__(self, count, rng):
        self.v = rng.normal(0, 0.5, count)
        self.c = 0.0

    def forward(self, maps):
        self.places = maps.shape[1]
        self.m = maps.mean(axis=1)
        return 1 / (1 + np.exp(-(self.v @ self.m + self.c)))

    def backward(self, d, lr):
        d_maps = np.repeat((d * self.v)[:, None], self.places, axis=1) / self.places
        self.v -= lr * d * self.m
        self.c -= lr * d
        return d_maps


def record(n, rng):
    beat, slur = np.array([0, 1.0, -1.5, 1.0, 0]), np.array([0.5, 1.0, 0, -1.0, -0.5])
    signals, ill = rng.normal(0, 0.15, (n, 24)), rng.integers(0, 2, n)
    for s, i in zip(signals, ill):
        at = rng.integers(0, 19)
        s[at:at + 5] += slur if i else beat
    return signals, ill


if __name__ == "__main__":
    rng = np.random.default_rng(2)
    signals, ill = record(120, rng)
    conv, top = Kernel1D(4, 5, rng), MeanAndDecide(4, rng)
    for epoch in range(30):
        loss = 0
        for n in rng.permutation(len(signals)):
            p = top.forward(conv.forward(signals[n]))
            loss -= np.log(p) if ill[n] else np.log(1 - p)
            conv.backward(top.backward(p - ill[n], 0.2), 0.2)
        if epoch % 5 == 0 or epoch == 29:
            print("epoch", epoch, "loss %.4f" % (loss / len(signals)))

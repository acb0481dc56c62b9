import numpy as np


def slide(signal, kernel):
    return np.correlate(signal, kernel, mode='valid')


class HeartNet:
    """two 1-d convolutions and one logistic unit, one signal at a time"""

    def __init__(self, length, k1, k2, rng):
        self.first = rng.normal(0, 0.6, (4, k1))
        self.second = rng.normal(0, 0.4, (3, 4, k2))
        self.bias1, self.bias2 = np.zeros(4), np.zeros(3)
        self.read = rng.normal(0, 0.2, (3, length - k1 - k2 + 2))
        self.bias3 = 0.0

    def forward(self, signal):
        self.signal = signal
        self.h1 = np.tanh(np.array([slide(signal, f) + b for f, b in zip(self.first, self.bias1)]))
        self.h2 = np.tanh(np.array([sum(slide(self.h1[c], bank[c]) for c in range(4)) + b
                                    for bank, b in zip(self.second, self.bias2)]))
        return 1 / (1 + np.exp(-(np.sum(self.read * self.h2) + self.bias3)))

    def backward(self, p, y):
        d = p - y
        g = {'read': d * self.h2, 'bias3': d}
        d2 = d * self.read * (1 - self.h2 ** 2)
        g['second'] = np.array([[slide(self.h1[c], d2[o]) for c in range(4)] for o in range(3)])
        g['bias2'] = d2.sum(axis=1)
        back = np.zeros_like(self.h1)
        for o in range(3):
            for c in range(4):
                back[c] += np.convolve(d2[o], self.second[o, c], mode='full')
        d1 = back * (1 - self.h1 ** 2)
        g['first'] = np.array([slide(self.signal, d1[c]) for c in range(4)])
        g['bias1'] = d1.sum(axis=1)
        return g


def heartbeats(n, length, rng):
    signals, labels = [], []
    for _ in range(n):
        sick = int(rng.integers(2))
        s = rng.normal(0, 0.15, length)
        at = int(rng.integers(2, length - 8))
        s[at:at + 5] += [0.3, 1.5, -0.8, 0.2, 0.4] if sick else [0.4, 0.2, -0.8, 1.5, 0.3]
        signals.append(s)
        labels.append(sick)
    return np.array(signals), np.array(labels)


if __name__ == '__main__':
    rng = np.random.default_rng(1)
    x, y = heartbeats(200, 24, rng)
    net = HeartNet(24, 5, 3, rng)
    for epoch in range(12):
        loss = 0
        for signal, label in zip(x, y):
            p = net.forward(signal)
            loss -= np.log(p if label else 1 - p)
            for name, g in net.backward(p, label).items():
                setattr(net, name, getattr(net, name) - 0.03 * g)
        print('epoch', epoch, 'loss', loss / len(x))
    print('accuracy', np.mean([(net.forward(s) > 0.5) == l for s, l in zip(x, y)]))

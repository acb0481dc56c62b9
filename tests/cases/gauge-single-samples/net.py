import numpy as np


class SmallNet:
    def __init__(self, shape, rng):
        self.weights = []
        self.biases = []
        for a, b in zip(shape[:-1], shape[1:]):
            self.weights.append(rng.uniform(-1, 1, (a, b)))
            self.biases.append(rng.uniform(-1, 1, b))

    def squash(self, t):
        return 1 / (1 + np.exp(-t))

    def feed(self, x):
        self.signals = [x]
        for W, b in zip(self.weights, self.biases):
            x = self.squash(x @ W + b)
            self.signals.append(x)
        return x

    def train_single(self, x, target, speed):
        out = self.feed(x)
        pd = (out - target) * out * (1 - out)
        pds = [pd]
        for k in range(len(self.weights) - 1, 0, -1):
            act = self.signals[k]
            pd = (self.weights[k] @ pd) * act * (1 - act)
            pds.insert(0, pd)
        for k in range(len(self.weights)):
            self.weights[k] -= speed * np.outer(self.signals[k], pds[k])

    def total_error(self, samples):
        return sum(0.5 * np.sum((t - self.feed(x)) ** 2) for x, t in samples)


rng = np.random.RandomState(2)

# gauge readings around 2, is the sum of both above the line or below?
samples = []
for _ in range(60):
    x = 2 + 0.8 * rng.randn(2)
    samples.append((x, np.array([float(x.sum() > 4), float(x[0] > x[1])])))

net = SmallNet([2, 5, 2], rng)
for i in range(600):
    for j in rng.permutation(len(samples)):
        net.train_single(*samples[j], speed=0.5)
    if i % 100 == 99:
        print(i + 1, round(net.total_error(samples), 4))
print("total error", net.total_error(samples))

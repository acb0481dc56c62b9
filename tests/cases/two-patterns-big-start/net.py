import numpy as np

np.random.seed(0)


class Unit:
    def __init__(self, count):
        self.w = np.random.uniform(-20, 20, count + 1)
        self.pulse = 0.0
        self.delta = 0.0

    def fire(self, signals):
        self.signals = np.append(signals, 1.0)
        self.pulse = 1 / (1 + np.exp(-np.dot(self.w, self.signals)))
        return self.pulse

    def learn(self, pace):
        self.w += pace * self.delta * self.signals


class Web:
    def __init__(self, sizes):
        self.layers = [[Unit(a) for _ in range(b)] for a, b in zip(sizes[:-1], sizes[1:])]

    def fire(self, signals):
        for layer in self.layers:
            signals = np.array([unit.fire(signals) for unit in layer])
        return signals

    def backprop(self, signals, wish, pace):
        out = self.fire(signals)
        for k, unit in enumerate(self.layers[-1]):
            unit.delta = (wish[k] - out[k]) * out[k] * (1 - out[k])
        for upper, lower in zip(self.layers[:0:-1], self.layers[-2::-1]):
            for j, unit in enumerate(lower):
                back = sum(u.w[j] * u.delta for u in upper)
                unit.delta = back * unit.pulse * (1 - unit.pulse)
        for layer in self.layers:
            for unit in layer:
                unit.learn(pace)
        return np.sum((wish - out) ** 2)


# two pictures of 3 x 3 points, four noisy prints of each
cross = np.array([1, 0, 1, 0, 1, 0, 1, 0, 1])
ring = np.array([1, 1, 1, 1, 0, 1, 1, 1, 1])
prints, wishes = [], []
for _ in range(20):
    for picture, wish in ((cross, [1, 0]), (ring, [0, 1])):
        prints.append(np.clip(picture + 0.3 * np.random.randn(9), 0, 1))
        wishes.append(np.array(wish))

web = Web([9, 5, 4, 2])
for turn in range(400):
    err = 0
    for p, w in zip(prints, wishes):
        err += web.backprop(p, w, 0.5)
    if turn % 50 == 0:
        print(turn, err)

print("cross:", web.fire(cross), "ring:", web.fire(ring))
print("error at the end:", sum(np.sum((w - web.fire(p)) ** 2) for p, w in zip(prints, wishes)))

import numpy as np


def softmax(z):
    expp = np.exp(z - np.max(z))
    return np.divide(expp, np.sum(expp))


def cost(z, y):
    s = softmax(z)
    return -np.sum(y * np.log(s)) / len(y)


def cost_slope(z, y):
    return softmax(z) - y


def cost_slope_numeric(z, y, h=1e-6):
    slope = np.zeros(len(z))
    for i in range(len(z)):
        up, down = z.copy(), z.copy()
        up[i] += h
        down[i] -= h
        slope[i] = (cost(up, y) - cost(down, y)) / (2 * h)
    return slope


def relative_gap(a, b):
    return np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b))


class WeatherReader:
    """four kinds of weather from five readings, one sample at a time"""

    def __init__(self, n_readings, n_kinds):
        self.M = np.zeros((n_kinds, n_readings))
        self.k = np.zeros(n_kinds)

    def scores(self, x):
        return np.dot(self.M, x) + self.k

    def learn(self, x, y, rate):
        z = self.scores(x)
        dz = cost_slope(z, y)
        self.M -= rate * np.outer(dz, x)
        self.k -= rate * dz
        return cost(z, y)


if __name__ == "__main__":
    z = np.array([1.1, 2.2, 0.3, -1.7])
    y = np.array([0., 0., 1., 0.])
    print("slope        ", cost_slope(z, y))
    print("numeric slope", cost_slope_numeric(z, y))
    print("relative gap:", relative_gap(cost_slope(z, y), cost_slope_numeric(z, y)))

    rng = np.random.default_rng(3)
    centres = rng.normal(0, 1.5, (4, 5))
    kinds = rng.integers(0, 4, 300)
    readings = centres[kinds] + rng.normal(0, 1, (300, 5))
    onehot = np.eye(4)[kinds]
    reader = WeatherReader(5, 4)
    for epoch in range(10):
        total = 0
        for i in rng.permutation(300):
            total += reader.learn(readings[i], onehot[i], 0.05)
        if epoch % 3 == 0:
            print("epoch", epoch, "cost per sample", total / 300)
    right = sum(reader.scores(x).argmax() == c for x, c in zip(readings, kinds))
    print("right", right / 300)

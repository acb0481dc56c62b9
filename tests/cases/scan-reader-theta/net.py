import numpy as np
from math import sqrt


class ScanReader:
    """reads 8 x 8 scans, grey values 0..255, four symbols"""

    def __init__(self, n_in, n_hidden, n_out, seed):
        rng = np.random.RandomState(seed)
        self.theta1 = rng.uniform(-1, 1, (n_in + 1, n_hidden)) * sqrt(6 / (n_in + n_hidden))
        self.theta2 = rng.uniform(-1, 1, (n_hidden + 1, n_out)) * sqrt(6 / (n_hidden + n_out))

    def expit(self, z):
        return 1 / (1 + np.exp(-np.clip(z, -500, 500)))

    def with_ones(self, a):
        return np.c_[np.ones(len(a)), a]

    def forward(self, scans):
        self.a1 = self.with_ones(scans)
        self.hidden = self.expit(self.a1 @ self.theta1)
        self.a2 = self.with_ones(self.hidden)
        return self.expit(self.a2 @ self.theta2)

    def cost(self, scans, wish):
        h = np.clip(self.forward(scans), 1e-12, 1 - 1e-12)
        return -np.sum(wish * np.log(h) + (1 - wish) * np.log(1 - h)) / len(scans)

    def gradients(self, scans, wish):
        d3 = (self.forward(scans) - wish) / len(scans)
        d2 = (d3 @ self.theta2[1:].T) * self.hidden * (1 - self.hidden)
        return self.a1.T @ d2, self.a2.T @ d3

    def fit(self, scans, wish, rate, rounds):
        for k in range(rounds):
            g1, g2 = self.gradients(scans, wish)
            self.theta1 -= rate * g1
            self.theta2 -= rate * g2
            if k % 100 == 99:
                print("round", k + 1, "cost", self.cost(scans, wish))

    def hits(self, scans, wish):
        return np.mean(self.forward(scans).argmax(axis=1) == wish.argmax(axis=1))


def draw_scans(n, seed):
    rng = np.random.RandomState(seed)
    scans = rng.randint(0, 90, (n, 8, 8)).astype(float)
    kinds = rng.randint(0, 4, n)
    for scan, kind in zip(scans, kinds):
        r, c = rng.randint(1, 5, 2)
        if kind in (0, 2):
            scan[r:r + 2, :] += 150
        if kind in (1, 2):
            scan[:, c:c + 2] += 150
        if kind == 3:
            scan[r:r + 3, c:c + 3] += 150
    return np.minimum(scans, 255).reshape(n, 64), np.eye(4)[kinds]


scans, wish = draw_scans(500, 10)
new_scans, new_wish = draw_scans(300, 20)
reader = ScanReader(64, 25, 4, seed=30)
reader.fit(scans, wish, rate=1.0, rounds=500)
print("new scans read right:", reader.hits(new_scans, new_wish))

import numpy as np

np.random.seed(4)


def measure_melons(n):
    # weight in g, tone in Hz when knocked, sugar at the stem in 1/100 %, days since harvest
    ripe = np.random.randint(0, 2, (n, 1))
    weight = np.random.normal(1800, 250, (n, 1))
    tone = np.random.normal(190, 12, (n, 1)) - 40 * ripe
    sugar = np.random.normal(60, 9, (n, 1)) + 35 * ripe
    days = np.random.uniform(0, 9, (n, 1))
    return np.hstack([weight, tone, sugar, days]), ripe


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class MelonNet:
    def __init__(self):
        self.syn0 = np.random.normal(0, 1, (4, 6))
        self.syn1 = np.random.normal(0, 1, (6, 1))
        self.b0, self.b1 = np.zeros((1, 6)), np.zeros((1, 1))

    def feed(self, x):
        self.l1 = sigmoid(x @ self.syn0 + self.b0)
        return sigmoid(self.l1 @ self.syn1 + self.b1)

    def train(self, x, y, rounds):
        self.top = x.max(axis=0)
        x = x / self.top
        for r in range(rounds):
            l2 = self.feed(x)
            e2 = (y - l2) / len(x)          # cross-entropy, the slope of the last sigmoid cancels
            e1 = e2 @ self.syn1.T * self.l1 * (1 - self.l1)
            self.syn1 += 2.0 * self.l1.T @ e2
            self.b1 += 2.0 * e2.sum(axis=0)
            self.syn0 += 2.0 * x.T @ e1
            self.b0 += 2.0 * e1.sum(axis=0)
            if r % 1000 == 0:
                print('round', r, 'mean absolute error', np.mean(np.abs(y - l2)))

    def is_ripe(self, melon):
        return self.feed(melon / self.top)[0, 0] > 0.5


net = MelonNet()
x, y = measure_melons(300)
net.train(x, y, 5000)
new_x, new_y = measure_melons(200)
print('right on new melons:', np.mean([net.is_ripe(m) == bool(k) for m, k in zip(new_x, new_y[:, 0])]))

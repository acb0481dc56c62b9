import numpy as np


class AdderNet:
    """5 numbers in, their sum out"""

    def __init__(self, hidden, rate):
        r = np.random.RandomState(0)
        self.rate = rate
        self.w1 = r.uniform(-1, 1, (hidden, 5))
        self.b1 = r.uniform(-1, 1, hidden)
        self.w2 = r.uniform(-1, 1, (1, hidden))
        self.b2 = r.uniform(-1, 1, 1)

    def forward(self, x):
        self.z = self.w1.dot(x) + self.b1
        self.h = self.z * (self.z > 0)
        return self.w2.dot(self.h) + self.b2

    def train(self, x, t):
        err = self.forward(x) - t
        back = self.w2.T.dot(err) * (self.z > 0)
        self.w2 -= self.rate * np.outer(err, self.h)
        self.b2 -= self.rate * err
        self.w1 -= self.rate * np.outer(back, x)
        self.b1 -= self.rate * back
        return 0.5 * err[0] ** 2


if __name__ == "__main__":
    np.random.seed(42)
    data = np.random.randint(1, 10, (60, 5)).astype(float)
    net = AdderNet(6, rate=0.01)
    for epoch in range(200):
        total = 0
        for x in data:
            total += net.train(x, np.array([x.sum()]))
        if epoch % 40 == 0:
            print("epoch", epoch, "error", total / len(data))
    for x in ([1, 2, 3, 4, 5], [1, 2, 3, 4, 6], [9, 9, 9, 9, 9]):
        print(x, "->", net.forward(np.array(x, dtype=float))[0])
    print("mean error of the last epoch", total / len(data))

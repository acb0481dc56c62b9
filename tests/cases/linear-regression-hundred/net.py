import numpy as np


class LinearRegression:
    def __init__(self, lr=0.01, turns=2000):
        self.lr = lr
        self.turns = turns

    def predict(self, x):
        return np.dot(self.w.T, x) + self.c

    def loss(self, x, y):
        return np.mean((self.predict(x) - y) ** 2)

    def descend(self, x, y):
        for i in range(self.turns):
            gap = self.predict(x) - y
            dw = (2 / self.m) * np.dot(x, gap.T)
            dc = (2 / self.m) * np.sum(gap)
            self.w = self.w - self.lr * dw
            self.c = self.c - self.lr * dc
            if i % 400 == 0 or i == self.turns - 1:
                print("turn", i, "mse", self.loss(x, y))

    def fit(self, x, y):
        self.n, self.m = x.shape
        self.w = np.zeros((self.n, 1))
        self.c = 0.0
        self.descend(x, y)
        return self


def main():
    np.random.seed(12)
    # one row per feature, one column per example
    x = np.random.rand(1, 500) * 100
    y = 0.05 * x + 3 + 0.1 * np.random.randn(1, 500)

    model = LinearRegression(lr=0.05)
    model.fit(x, y)
    print("final mse", model.loss(x, y))


if __name__ == "__main__":
    main()

import numpy as np


class StraightLine:
    def __init__(self, lr=0.01, rounds=2000):
        self.lr = lr
        self.rounds = rounds

    def descend(self, y, x):
        for i in range(self.rounds):
            yhat = np.dot(self.w.T, x) + self.c
            dw = (2 / self.m) * np.dot(x, (yhat - y).T)
            dc = (2 / self.m) * np.sum(yhat - y)
            self.w = self.w - self.lr * dw
            self.c = self.c - self.lr * dc
            if i % 400 == 0:
                print("round", i, "mse", np.mean((yhat - y) ** 2))

    def run(self, y, x):
        self.n, self.m = x.shape
        self.w = np.zeros((self.n, 1))
        self.c = 0
        self.descend(y, x)
        return self.w, self.c


def main():
    np.random.seed(0)
    # rent of a flat (in 100) by its floor area in square metres
    x = np.random.rand(1, 300) * 100
    y = 0.15 * x + 3 + np.random.randn(1, 300) * 0.1
    line = StraightLine()
    w, c = line.run(y, x)
    print("w", w, "c", c)
    print("root mean square error", np.sqrt(np.mean((np.dot(w.T, x) + c - y) ** 2)))


if __name__ == "__main__":
    main()
